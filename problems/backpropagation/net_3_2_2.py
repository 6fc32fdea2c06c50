"""Backpropagation by hand through a net of 3 inputs, 2 hidden units and 2 outputs.

Built backwards: the signs of the two hidden units (one is positive, one negative, so that the activation matters) and
the errors of the outputs are chosen first, the biases and the targets follow. Level 1 has ReLU and whole numbers;
level 2 has a leaky ReLU, halves among the weights, and asks for one step of gradient descent too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, Part, Parts, exact_number, matrix_answer, vector
from tutor.answers.matrix import rows_of
from tutor.chance import Draw
from tutor.claims import Equal
from tutor.equality import exactly
from tutor.evaluate import NotExact
from tutor.methods.networks.one_hidden_layer import affine, leaky, outer, program
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Name, Op, Written, column, matrix, number

Pair = tuple[Fraction, Fraction]
Triple = tuple[Fraction, Fraction, Fraction]
WEIGHTS = [
    (p, q, r) for p in range(-2, 3) for q in range(-2, 3) for r in range(-2, 3) if bool(p) + bool(q) + bool(r) > 1
]
KINDS: dict[str, Callable[[Any], Answer]] = {"a": vector, "o": vector, "L": exact_number, "delta": vector}
FEEDBACK = {
    "activation-left-out": "These are the inputs of the hidden units; the activation is applied to them.",
    "negative-sign-dropped": "The activation does not turn the sign of a negative input.",
    "bias-left-out": "The output layer adds its bias after the product.",
    "half-left-out": "Look at the loss: is there a ½?",
    "length-not-squared": "The loss has the square of the length: no root is taken.",
    "outer-product-turned": "The gradient has the shape of the weights: its rows belong to the outputs.",
    "network-input-for-hidden": "The layer's own input stands in the gradient, not the input of the net.",
    "factor-of-the-half": "The ½ in the loss cancels the 2 of the square.",
    "error-with-wrong-sign": "The derivative of the loss with respect to the output is output minus target.",
    "slope-left-out": "Each activation multiplies by its own slope.",
    "weights-not-transposed": "Going back, each hidden unit collects along its column of the weights.",
    "one-path-only": "Sum over every path from the hidden unit to the loss: there are two outputs.",
    "value-for-slope": "You multiplied by the value of the activation, not by its slope.",
    "updated-weights-for-old": "Compute all gradients with the old weights, then update.",
    "first-outer-product-turned": "The gradient has the shape of the weights: its rows belong to the hidden units.",
    "output-error-for-hidden": "The error of the hidden layer belongs here, not that of the output.",
    "uphill": "Gradient descent subtracts the gradient times the learning rate.",
    "learning-rate-left-out": "The gradient is multiplied by the learning rate before it is subtracted.",
}


@family(
    source="MML 5.6",
    levels=2,
    marks=8,
    minutes=15,
    typing="a = (20, 30); o = (40, 50); L = 60/7; dW2 = [20, 30; 40, 50]; delta = (20, 30); "
    "dW1 = [20, 30, 40; 50, 60, 70]; V = [20, 30; 40, 50] (only what is asked)",
)
class Net322:
    """Find activations, loss and gradients of a small net.

    >>> one, two = Fraction(1), Fraction(2)
    >>> net = Net322(x=(one, two, -one), W1=((one, 0 * one, one), (one, -one, one)), b1=(two, one),
    ...              W2=((one, two), (-one, one)), b2=(one, one), y=(two, -two), slope=0 * one, rate=None)
    >>> net.answer().typed()
    'a = (2, 0); o = (3, -1); L = 1; dW2 = [2, 0; 2, 0]; delta = (0, 0); dW1 = [0, 0, 0; 0, 0, 0]'
    """

    x: Triple
    W1: tuple[Triple, Triple]
    b1: Pair
    W2: tuple[Pair, Pair]
    b2: Pair
    y: Pair
    slope: Fraction
    rate: Fraction | None

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        p, q, r = draw.integers(3, -2, 3, but=[0])
        x = (Fraction(p), Fraction(q), Fraction(r))
        signs = draw.shuffle((1, -1))
        slope = Fraction(0) if level == 1 else Fraction(1, draw.choice((2, 4)))
        (w, b), (v, c) = (_hidden(draw, x, sign) for sign in signs)
        d, e = draw.distinct(2, -3, 3, but=[0])
        W2 = _outer_weights(draw, level, d, e)
        b1, b2 = (b, c), tuple(map(Fraction, draw.integers(2, -2, 2, but=[0])))
        a = tuple(leaky(z, slope) for z in affine((w, v), x, b1))
        s, t = affine(W2, a, b2)
        return cls(
            x=x,
            W1=(w, v),
            b1=b1,
            W2=W2,
            b2=(b2[0], b2[1]),
            y=(s - d, t - e),
            slope=slope,
            rate=None if level == 1 else Fraction(1, draw.choice((2, 4, 10))),
        )

    def statement(self) -> Text:
        rule = "f(t) = max(0, t) (ReLU)"
        if self.slope:
            rule = "f(t) = t for t > 0 and f(t) = {below} for t ≤ 0 (a leaky ReLU)"
        asked = (
            "Find the hidden activations {a}, the output {o}, the loss {L}, and the gradients of {L}: {dW2} with "
            "respect to {W2} (in the shape of {W2}), {delta} with respect to {z}, and {dW1} with respect to {W1} (in "
            "the shape of {W1})."
        )
        update = say("")
        if self.rate is not None:
            words = (
                " Find also the matrix {V} that {W2} becomes after one step of gradient descent with learning rate {r}."
            )
            update = say(words, V=Name("V"), W2=Name("W2"), r=self.rate)
        n = {k: Name(k) for k in ("x", "z", "a", "o", "L", "y", "W1", "W2", "b1", "b2", "dW1", "dW2", "delta")}
        return paragraphs(
            say(
                "A net computes {first}, then {a} = f({z}) entry by entry, and the output {second}, where "
                + rule
                + ". For the target {y} the loss is {loss}.",
                z=n["z"],
                first=n["z"].equals(n["W1"] * n["x"] + n["b1"]),
                a=n["a"],
                second=n["o"].equals(n["W2"] * n["a"] + n["b2"]),
                below=Name("t") / number(self.slope.denominator),
                y=n["y"],
                loss=n["L"].equals(number(Fraction(1, 2)) * Op("norm", (n["o"] - n["y"],)) ** 2),
            ),
            say(
                "Given are {x}, {W1}, {b1}, {W2}, {b2} and the target {y}.",
                x=n["x"].equals(column(self.x)),
                W1=n["W1"].equals(matrix(self.W1)),
                b1=n["b1"].equals(column(self.b1)),
                W2=n["W2"].equals(matrix(self.W2)),
                b2=n["b2"].equals(column(self.b2)),
                y=n["y"].equals(column(self.y)),
            ),
            say(asked, **n) + update,
        )

    def answer(self) -> Parts:
        return self._carried({})

    def follow(self, earlier: Mapping[str, Written]) -> Parts:
        """The parts when the student's own earlier values are carried on."""
        return self._carried({name: _values(w) for name, w in earlier.items() if name in ("a", "o", "dW2", "delta")})

    def _carried(self, given: Mapping[str, list[list[Fraction]]]) -> Parts:
        a = _flat(given["a"], 2) if "a" in given else [leaky(z, self.slope) for z in affine(self.W1, self.x, self.b1)]
        o = _flat(given["o"], 2) if "o" in given else list(affine(self.W2, a, self.b2))
        error = [p - q for p, q in zip(o, self.y, strict=True)]
        dW2 = given["dW2"] if "dW2" in given else outer(error, a)
        slopes = [Fraction(1) if p > 0 else self.slope for p in a]
        back = [s * sum(e * r[j] for e, r in zip(error, self.W2, strict=True)) for j, s in enumerate(slopes)]
        delta = _flat(given["delta"], 2) if "delta" in given else back
        loss = sum((e * e for e in error), Fraction(0)) / 2
        return self._parts(a=a, o=o, L=loss, dW2=dW2, delta=delta, dW1=outer(delta, self.x))

    def _stepped(self, dW2: list[list[Fraction]], rate: Fraction) -> list[list[Fraction]]:
        return [[w - rate * g for w, g in zip(r, t, strict=True)] for r, t in zip(self.W2, dW2, strict=True)]

    def _parts(self, **found: Any) -> Parts:
        """The parts in the order in which they are asked, the heavier gradients worth double."""
        if self.rate is not None:
            found["V"] = self._stepped(found["dW2"], self.rate)
        return Parts(
            tuple(
                Part(name, KINDS.get(name, matrix_answer)(value), 2 if name in ("dW2", "delta") else 1)
                for name, value in found.items()
            )
        )

    def symbolic(self) -> Parts:
        from sympy import QQ
        from sympy.polys.rings import ring

        def exact(polynomial: Any) -> Fraction:
            q = polynomial(*at)
            return Fraction(int(q.numerator), int(q.denominator))

        weights = [*self.W1[0], *self.W1[1], *self.b1, *self.W2[0], *self.W2[1]]
        at = [QQ(q.numerator, q.denominator) for q in weights]
        loss_ring, *w = ring([f"w{k}" for k in range(len(weights))], QQ)
        x, b2, y = ([QQ(q.numerator, q.denominator) for q in v] for v in (self.x, self.b2, self.y))
        slope = QQ(self.slope.numerator, self.slope.denominator)
        z = [sum((w[3 * j + i] * x[i] for i in range(3)), w[6 + j]) for j in (0, 1)]
        a = [t * (1 if exact(t) > 0 else slope) for t in z]  # f is linear near the given weights
        o = [w[8 + 2 * k] * a[0] + w[9 + 2 * k] * a[1] + b2[k] for k in (0, 1)]
        loss = sum(((t - q) ** 2 for t, q in zip(o, y, strict=True)), loss_ring.zero) / 2
        by = [exact(loss.diff(v)) for v in w]
        dW2 = [by[8:10], by[10:12]]
        there, output = ([exact(t) for t in v] for v in (a, o))
        return self._parts(a=there, o=output, L=exact(loss), dW2=dW2, delta=by[6:8], dW1=[by[:3], by[3:6]])

    @staticmethod
    def numeric(x: Any, W1: Any, b1: Any, W2: Any, b2: Any, y: Any, slope: float, rate: float | None) -> Any:
        def forward(W1: Any, b1: Any, W2: Any) -> tuple[Any, Any, Any]:
            z = W1 @ x + b1
            a = np.where(z.real > 0, z, slope * z)
            o = W2 @ a + b2
            return a, o, ((o - y) ** 2).sum() / 2

        def gradient(of: Any, at: Any) -> Any:
            """By the complex step, one entry after the other."""
            found = np.zeros(at.shape)
            for place in np.ndindex(*at.shape):
                moved = at.astype(complex)
                moved[place] += 1e-20j
                found[place] = of(moved).imag / 1e-20
            return found

        a, o, loss = forward(W1, b1, W2)
        answer = {
            "a": a,
            "o": o,
            "L": loss,
            "dW2": gradient(lambda M: forward(W1, b1, M)[2], W2),
            "delta": gradient(lambda b: forward(W1, b, W2)[2], b1),
            "dW1": gradient(lambda M: forward(M, b1, W2)[2], W1),
        }
        return answer if rate is None else {**answer, "V": W2 - rate * answer["dW2"]}

    def solution(self) -> Solution:
        part = {p.name: p.answer for p in self.answer().parts}
        z = affine(self.W1, self.x, self.b1)
        a, o, delta = (column(_column_of(part[k])) for k in ("a", "o", "delta"))
        error = [p - q for p, q in zip(_column_of(part["o"]), self.y, strict=True)]
        carried = [sum((e * r[j] for e, r in zip(error, self.W2, strict=True)), Fraction(0)) for j in (0, 1)]
        slopes = [Fraction(1) if q > 0 else self.slope for q in z]
        applied = [number(q) if s == 1 else _product(s, q) for s, q in zip(slopes, z, strict=True)]
        squares = number(Fraction(1, 2)) * Op("+", tuple(number(e) ** 2 for e in error))
        n = {k: Name(k) for k in ("x", "z", "a", "o", "L", "y", "W1", "W2", "V", "delta")}
        steps = [
            Step(
                say("Forward: the inputs of the hidden units are {z}.", z=n["z"].equals(n["W1"] * n["x"] + Name("b1"))),
                Equal(left=matrix(self.W1) * column(self.x) + column(self.b1), result=column(z)),
            ),
            Step(
                say("The activation leaves what is positive, and multiplies what is negative by {s}.", s=self.slope),
                Equal(left=column(applied), result=a),
                question=say("Which hidden unit has a negative input?"),
            ),
            Step(
                say("The output layer has no activation: {o}.", o=n["o"].equals(n["W2"] * n["a"] + Name("b2"))),
                Equal(left=matrix(self.W2) * a + column(self.b2), result=o),
            ),
            Step(
                say("The error of the output is {e}, the gradient of {L} with respect to {o}.", e=n["o"] - n["y"], **n),
                Equal(left=o - column(self.y), result=column(error)),
                question=say("What is the gradient of the loss with respect to the output?"),
            ),
            Step(
                say("The loss is half the sum of the squared errors."),
                Equal(left=squares, result=part["L"].written()),
            ),
            Step(
                say("The gradient with respect to {W2} is the error times the layer's own input {a} as a row.", **n),
                Equal(left=column(error) * matrix([_column_of(part["a"])]), result=part["dW2"].written()),
                question=say("What goes into the layer of {W2}?", W2=n["W2"]),
            ),
            Step(
                say("Back through {W2}: each hidden unit collects the errors along its column.", W2=n["W2"]),
                Equal(left=Op("T", (matrix(self.W2),)) * column(error), result=column(carried)),
                question=say("Over which paths does a hidden unit reach the loss?"),
            ),
            Step(
                say(
                    "Each unit multiplies by its own slope of f: 1 where {z} is positive, else {s}.",
                    z=n["z"],
                    s=self.slope,
                ),
                Equal(left=column([_product(s, c) for s, c in zip(slopes, carried, strict=True)]), result=delta),
            ),
            Step(
                say("The gradient with respect to {W1} is {delta} times the input {x} as a row.", **n),
                Equal(left=delta * matrix([self.x]), result=part["dW1"].written()),
            ),
        ]
        if self.rate is not None:
            steps.append(
                Step(
                    say(
                        "Gradient descent goes against the gradient: {V} is {W2} minus the learning rate times it.", **n
                    ),
                    Equal(left=matrix(self.W2) - number(self.rate) * part["dW2"].written(), result=part["V"].written()),
                )
            )
        return Solution(
            method="backpropagation",
            given=self.statement(),
            steps=tuple(steps),
            answer=self.answer().written(),
            code=program(self.x, self.W1, self.b1, self.W2, self.b2, self.y, self.slope, self.rate),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        part = {p.name: p.answer for p in self.answer().parts}
        z = affine(self.W1, self.x, self.b1)
        a, o, delta = (_column_of(part[k]) for k in ("a", "o", "delta"))
        e, f = error = [p - q for p, q in zip(o, self.y, strict=True)]
        (p, q), (r, s) = self.W2
        squares = number(e * e + f * f)

        def hidden(*collected: Fraction) -> list[Fraction]:
            return [(1 if t > 0 else self.slope) * c for t, c in zip(z, collected, strict=True)]

        mistakes: dict[str, dict[str, Any]] = {
            "a": {"activation-left-out": z, "negative-sign-dropped": [abs(t) for t in z]},
            "o": {"bias-left-out": affine(self.W2, a, (Fraction(0), Fraction(0)))},
            "L": {"half-left-out": squares, "length-not-squared": Op("sqrt", (squares,)) / 2},
            "dW2": {
                "outer-product-turned": outer(a, error),
                "network-input-for-hidden": outer(error, self.x),
                "factor-of-the-half": outer([2 * e, 2 * f], a),
                "error-with-wrong-sign": outer([-e, -f], a),
            },
            "delta": {
                "slope-left-out": [e * p + f * r, e * q + f * s],
                "weights-not-transposed": hidden(e * p + f * q, e * r + f * s),
                "one-path-only": hidden(e * p, e * q),
                "value-for-slope": [a[0] * (e * p + f * r), a[1] * (e * q + f * s)],
            },
            "dW1": {
                "first-outer-product-turned": outer(self.x, delta),
                "output-error-for-hidden": outer(error, self.x),
            },
        }
        if self.rate is not None:
            gradient = outer(error, a)
            new = self._stepped(gradient, self.rate)
            (p, q), (r, s) = new
            mistakes["delta"]["updated-weights-for-old"] = hidden(e * p + f * r, e * q + f * s)
            mistakes["V"] = {
                "uphill": self._stepped(gradient, -self.rate),
                "learning-rate-left-out": self._stepped(gradient, Fraction(1)),
            }
        for name, wrong in mistakes.items():
            for mistake, value in wrong.items():
                answer = KINDS.get(name, matrix_answer)(value)
                yield Misconception(mistake, answer, say(FEEDBACK[mistake]), part=name)


def _hidden(draw: Draw, x: Triple, sign: int) -> tuple[Triple, Fraction]:
    """Weights and bias of a hidden unit whose input has that sign and is at most 4 in size."""
    p, q, r = draw.choice([w for w in WEIGHTS if abs(_inside(w, x)) <= 5])
    if _inside((p, q, r), x) * sign < 0:
        p, q, r = -p, -q, -r
    inside = _inside((p, q, r), x)
    least = 2 if sign > 0 else 1
    bias = draw.choice([b for b in range(-3, 4) if least <= (inside + b) * sign <= 4])
    return (Fraction(p), Fraction(q), Fraction(r)), Fraction(bias)


def _outer_weights(draw: Draw, level: int, d: int, e: int) -> tuple[Pair, Pair]:
    """Weights of the output layer, at level 2 some of them halves.

    The error that they carry back to a hidden unit is not 0, and another one than with the weights or errors exchanged.
    """
    sizes = [Fraction(k, h) for k in range(-3, 4) if k for h in range(1, level + 1) if k % 2 or h == 1]
    p, q = draw.choice(sizes), draw.choice(sizes)
    r = draw.choice([r for r in sizes if r != q and d * p + e * r not in (0, d)])
    s = draw.choice([s for s in sizes if d * q + e * s not in (0, e)])
    return (p, q), (r, s)


def _inside(w: tuple[int, int, int], x: Triple) -> int:
    return int(sum(k * t for k, t in zip(w, x, strict=True)))


def _values(w: Written) -> list[list[Fraction]]:
    """What a student gave, as exact rows."""
    rows = rows_of(w)
    if rows is None:
        raise NotExact("no vector and no matrix")
    return [[Fraction(exactly(a)) for a in r] for r in rows]


def _flat(rows: list[list[Fraction]], length: int) -> list[Fraction]:
    flat = [q for r in rows for q in r]
    if len(flat) != length:
        raise ValueError(f"{length} entries are expected")
    return flat


def _column_of(answer: Answer) -> list[Fraction]:
    return [q for r in _values(answer.written()) for q in r]


def _product(factor: Fraction, q: Fraction) -> Written:
    return number(factor) * number(q)
