"""An expression as a rational function of atoms; two that agree as such are equal, which is a proof."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tutor.equality.atoms import HALF, Atoms, Factor, Product
from tutor.equality.deadline import late
from tutor.equality.domain import Domain
from tutor.equality.polynomials import UNIT, Monomial, NoProof, Polynomial, Quotient, checked, constant, content
from tutor.errors import TooLarge
from tutor.evaluate import EXACT, NotExact, evaluate
from tutor.written import Name, Num, Op, Written, names

DEPTH = 60


class Rewriter(Atoms):
    """Builds the forms of expressions that share their atoms.

    >>> from tutor.equality.domain import ANYWHERE
    >>> r, x = Rewriter(ANYWHERE), Name("x")
    >>> sine, cosine = Op("sin", (x,)), Op("cos", (x,))
    >>> r.form(Op("sin", (2 * x,))) == r.form(2 * sine * cosine)
    True
    """

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self.denominators: list[Written] = []  # what must not be zero
        self._depth = 0

    def form(self, w: Written) -> Quotient:
        """The expression as a quotient of polynomials in atoms.

        Raises
        ------
        NoProof
            When it has no such form, or one that is too large.
        """
        self._depth += 1
        try:
            if self._depth > DEPTH:
                raise NoProof("nested too deeply")
            if late():
                raise NoProof("there is no time left")
            return self._form(w)
        finally:
            self._depth -= 1

    def _form(self, w: Written) -> Quotient:
        if isinstance(w, Num):
            return constant(checked(w.fraction))
        if isinstance(w, Name):
            return self.atom("name", w.text)
        if not isinstance(w, Op):
            raise NoProof("no expression")
        head, args = w.head, w.args
        match head:
            case "+" | "*":
                total = self.form(args[0])
                for a in args[1:]:
                    total = (self.add if head == "+" else self.multiply)(total, self.form(a))
                return total
            case "neg":
                return self.negative(self.form(args[0]))
            case "/":
                self.denominators.append(args[1])
                return self.divide(self.form(args[0]), self.form(args[1]))
            case "^":
                return self._power(args[0], args[1])
            case "root":
                index = self.form(args[0]).rational()
                if index is None or index.denominator != 1 or index < 2:
                    raise NoProof("the index of a root")
                return self.root(self.parts(args[1]), 1 / index)
            case "sqrt":
                return self._sqrt(args[0])
            case "pi":
                return self.atom("pi")
            case "e":
                return self.exponential(constant(1))
            case "i":
                return self.atom("i")
            case "!" | "binomial":
                return self._counted(w)
        if len(args) == 1:
            return self._function(head, args[0])
        raise NoProof(f"{head} is not taken apart")

    def _counted(self, w: Op) -> Quotient:
        if names(w):
            raise NoProof("a factorial of a variable")
        try:
            return constant(evaluate(w, {}, EXACT))
        except (NotExact, TooLarge) as error:
            raise NoProof("a factorial that is not computed") from error

    # ------------------------------------------------------------ powers and roots

    def _power(self, base: Written, exponent: Written) -> Quotient:
        if base == Op("e"):
            return self.exponential(self.form(exponent))
        e = self.form(exponent)
        r = e.rational()
        if r is not None and r.denominator == 1:
            if r <= 0:
                self.denominators.append(base)
            return self.power(self.form(base), int(r))
        if r == HALF:
            return self._sqrt(base)
        if r is not None:
            return self.root(self.parts(base), r)
        return self.exponential(self.multiply(e, self.logarithm(self.parts(base))))

    def _sqrt(self, w: Written) -> Quotient:
        inside = self.form(w)
        if not inside.top:
            return constant(0)
        return self._denested(inside) or self.root(self.parts(w), HALF)

    def _denested(self, inside: Quotient) -> Quotient | None:
        """√(a + b) = √((a+s)/2) ± √((a−s)/2) for a rational and b² too, where s² = a² − b² is a square."""
        p = inside.top
        if not inside.whole or len(p) != 2 or UNIT not in p:
            return None
        a = p[UNIT]
        m = next(n for n in p if n != UNIT)
        square = Quotient(self.product({m: p[m]}, {m: p[m]}), {UNIT: Fraction(1)}).rational()
        if square is None or a <= 0 or square >= a * a or any(self.atoms[k].kind != "prime" for k, _ in m):
            return None
        s = self.number_power(a * a - square, HALF).rational()
        if s is None:
            return None
        first, second = (self.number_power(q, HALF) for q in ((a + s) / 2, (a - s) / 2))
        return self.add(first, second if p[m] > 0 else self.negative(second))

    def parts(self, w: Written) -> Product:
        """An expression as a product of powers, as far as it is written as one."""
        if isinstance(w, Op):
            match w.head:
                case "*":
                    return _joined([self.parts(a) for a in w.args])
                case "/":
                    self.denominators.append(w.args[1])
                    return _joined([self.parts(w.args[0]), _turned(self.parts(w.args[1]), -1)])
                case "neg":
                    found = self.parts(w.args[0])
                    return Product(-found.number, found.factors)
                case "^":
                    r = None if w.args[0] == Op("e") else self.form(w.args[1]).rational()
                    if r is not None and r.denominator == 1 and 0 < abs(r) <= 20:
                        return _turned(self.parts(w.args[0]), int(r))
        return self.factored(self.form(w))

    # ------------------------------------------------------------ exponentials and logarithms

    def exponential(self, u: Quotient) -> Quotient:
        """e^u, a product over the terms of u."""
        result = constant(1)
        for m, c in u.top.items():
            if u.whole:
                power = self._exp_term(m, c / u.bottom[UNIT])
            else:
                unit = (m, tuple(sorted(u.bottom.items())))
                power = self.atom("exp", (m, u.bottom), unit, c)
            result = self.multiply(result, power)
        return result

    def _exp_term(self, m: Monomial, c: Fraction) -> Quotient:
        kinds = [(self.atoms[a], e) for a, e in m]
        if len(kinds) == 1 and kinds[0][0].kind == "ln" and kinds[0][1] == 1:
            return self.part_power(kinds[0][0].payload, c)
        if len(kinds) == 2 and {a.kind for a, _ in kinds} >= {"i"} and all(e == 1 for _, e in kinds):
            other = next(a for a, _ in kinds if a.kind != "i")
            if other.kind == "pi":
                return self.unity(c)
            if other.kind in ("arcsin", "arctan") and c.denominator == 1:
                return self.power(self._turn(other.kind, other.payload), int(c))
        bottom = {UNIT: Fraction(1)}
        return self.atom("exp", (m, bottom), (m, tuple(bottom.items())), c)

    def _turn(self, kind: str, y: Quotient) -> Quotient:
        """e^(i·arcsin y) = √(1−y²) + iy and e^(i·arctan y) = (1+iy)/√(1+y²)."""
        iy = self.multiply(self.atom("i"), y)
        square = self.multiply(y, y)
        if kind == "arctan":
            length = self.root(self.factored(self.add(constant(1), square)), HALF)
            return self.divide(self.add(constant(1), iy), length)
        return self.add(self.root(self.factored(self.add(constant(1), self.negative(square))), HALF), iy)

    def logarithm(self, product: Product) -> Quotient:
        """ln of a product: the sum of the logarithms of what is positive, the rest together."""
        total = constant(0)
        sign = Fraction(1 if product.number > 0 else -1)
        odd = [f for f in product.factors if not f.sign and f.exponent % 2]
        for f in product.factors:
            if f.sign:
                total = self.add(total, self._scaled(f.exponent, self._ln(f.part)))
            elif f not in odd:
                size = self.part_power(f.part, 1, kind="abs")
                total = self.add(total, self._scaled(f.exponent, self._ln(size.top)))
        number = abs(product.number)
        for n, direction in ((number.numerator, 1), (number.denominator, -1)):
            for p, k in self.primes(n).items():
                total = self.add(total, self._scaled(direction * k, self._ln({UNIT: Fraction(p)})))
        if not odd:
            if sign < 0:
                raise NoProof("the logarithm of a negative number")
            return total
        if len(odd) == 1:
            inside = {m: c * sign for m, c in odd[0].part.items()}
            return self.add(total, self._scaled(odd[0].exponent, self._ln(inside)))
        inside = {UNIT: sign}
        for f in odd:
            inside = self.product(inside, f.part)
            if f.exponent != 1:
                size = self.part_power(f.part, 1, kind="abs")
                total = self.add(total, self._scaled(f.exponent - 1, self._ln(size.top)))
        return self.add(total, self._ln(inside))

    def _scaled(self, c: Any, q: Quotient) -> Quotient:
        return self.multiply(constant(Fraction(c)), q)

    def _ln(self, part: Polynomial) -> Quotient:
        if len(part) == 1:
            (m, c), *_ = part.items()
            if len(m) == 1 and c == 1 and self.atoms[m[0][0]].kind == "exp" and self.positive(m[0][0]):
                exponent, bottom = self.atoms[m[0][0]].payload
                return self._scaled(m[0][1], self.quotient({exponent: Fraction(1)}, bottom))
        if len(part) == 1 and next(iter(part)) != UNIT:
            (m, c), *_ = part.items()
            kind = self.atoms[m[0][0]].kind
            if len(m) == 1 and c == 1 and kind in ("prime", "base"):
                payload = self.atoms[m[0][0]].payload
                inner = {UNIT: Fraction(payload)} if kind == "prime" else payload
                return self._scaled(m[0][1], self._ln(inner))
        return self.atom("ln", part, tuple(sorted(part.items())))

    # ------------------------------------------------------------ functions

    def _function(self, head: str, argument: Written) -> Quotient:
        match head:
            case "exp":
                return self.exponential(self.form(argument))
            case "ln" | "log":
                return self.logarithm(self.parts(argument))
            case "abs":
                return self._abs(self.form(argument), argument)
            case "sign":
                self.denominators.append(argument)
                u = self.form(argument)
                return self.divide(u, self._abs(u, argument))
            case "relu":
                u = self.form(argument)
                return self._scaled(HALF, self.add(u, self._abs(u, argument)))
            case "sigmoid":
                u = self.exponential(self.negative(self.form(argument)))
                return self.divide(constant(1), self.add(constant(1), u))
            case "Phi":
                return self._form((1 + Op("erf", (argument / Op("sqrt", (Num("2"),)),))) / 2)
            case "arcosh":
                one = Num("1")
                root = Op("sqrt", (argument - one,)) * Op("sqrt", (argument + one,))
                return self._form(Op("ln", (argument + root,)))
            case "arsinh":
                return self._form(Op("ln", (argument + Op("sqrt", (argument**2 + 1,)),)))
            case "artanh":
                return self._form(Op("ln", ((1 + argument) / (1 - argument),)) / 2)
        u = self.form(argument)
        if head in _BY_EXPONENTIALS:
            return self._circular(head, u)
        if head in ("arcsin", "arccos", "arctan", "erf"):
            return self._odd(head, u)
        if head in ("floor", "ceil"):
            return self.atom(head, u, u.key())
        raise NoProof(f"{head} is not taken apart")

    def _abs(self, u: Quotient, argument: Written) -> Quotient:
        if not u.top:
            return u
        return self.absolute(self.parts(argument))

    def _circular(self, head: str, u: Quotient) -> Quotient:
        name, hyperbolic = _BY_EXPONENTIALS[head], head in ("sinh", "cosh", "tanh")
        i = constant(1) if hyperbolic else self.atom("i")
        up = self.exponential(self.multiply(i, u))
        down = self.divide(constant(1), up)
        cosine = self._scaled(HALF, self.add(up, down))
        sine = self.divide(self._scaled(HALF, self.add(up, self.negative(down))), i)
        values = {"s": sine, "c": cosine}
        top, bottom = (values.get(letter, constant(1)) for letter in name)
        return top if name[1] == "1" else self.divide(top, bottom)

    def _odd(self, head: str, u: Quotient) -> Quotient:
        """Odd functions, and arccos u = π/2 − arcsin u; at numbers where the angle is known, the angle."""
        if head == "arccos":
            right_angle = self._scaled(HALF, self.atom("pi"))
            return self.add(right_angle, self.negative(self._odd("arcsin", u)))
        if not u.top:
            return u
        if content(u.top) < 0:
            return self.negative(self._odd(head, self.negative(u)))
        if head != "erf":
            found = self._angle(head, u)
            if found is not None:
                return self._scaled(found, self.atom("pi"))
        return self.atom(head, u, u.key())

    def _angle(self, head: str, u: Quotient) -> Fraction | None:
        square = self.multiply(u, u).rational()
        if square is None:
            return None
        size = _ANGLES[head].get(square)
        if size is None:
            return None
        sign = self.sign(u.top) * self.sign(u.bottom)
        return sign * size if sign else None


_BY_EXPONENTIALS = {
    "sin": "s1", "cos": "c1", "tan": "sc", "cot": "cs", "sec": "1c", "csc": "1s", "sinh": "s1", "cosh": "c1",
    "tanh": "sc",
}  # fmt: skip
_ANGLES = {  # by the square of the value, in units of π
    "arcsin": {
        Fraction(1, 4): Fraction(1, 6), Fraction(1, 2): Fraction(1, 4), Fraction(3, 4): Fraction(1, 3),
        Fraction(1): HALF,
    },
    "arctan": {Fraction(1, 3): Fraction(1, 6), Fraction(1): Fraction(1, 4), Fraction(3): Fraction(1, 3)},
}  # fmt: skip


def _joined(products: list[Product]) -> Product:
    number = Fraction(1)
    powers: dict[Any, Factor] = {}
    for p in products:
        number *= p.number
        for f in p.factors:
            key = tuple(sorted(f.part.items()))
            e = f.exponent + (powers[key].exponent if key in powers else 0)
            sign = max(f.sign, powers[key].sign) if key in powers else f.sign
            powers[key] = Factor(f.part, e, sign)
    return Product(number, tuple(f for f in powers.values() if f.exponent))


def _turned(p: Product, n: int) -> Product:
    if n < 0 and not p.number:
        raise NoProof("division by zero")
    return Product(checked(p.number, n) ** n, tuple(Factor(f.part, f.exponent * n, f.sign) for f in p.factors))
