"""Is a matrix diagonalisable over the real numbers, and why; or for which parameters.

Level 1 is 2×2, level 2 is 3×3 with a double eigenvalue, each with one of four reasons to be chosen. Level 3 is a
triangular 3×3 matrix with a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

import numpy as np

from tutor.answers import Answer, RealSet, Truth
from tutor.chance import Draw
from tutor.claims import Solves
from tutor.exact.matrices import rows_of
from tutor.exact.scalars import write
from tutor.methods.eigenvalues.building import (
    IntRows,
    coefficients,
    drawn_similar,
    jordan_blocks,
    triangular_with_parameter,
    two_by_two,
    with_double,
)
from tutor.methods.eigenvalues.claims import CharacteristicOf, EigenvectorCount
from tutor.methods.eigenvalues.diagonalization import verdict
from tutor.methods.eigenvalues.programs import literal
from tutor.methods.eigenvalues.spaces import eigenspaces
from tutor.methods.eigenvalues.working import worked_eigen
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import INF, Name, Op, Words, Written, matrix, number

L, K = Name("lambda"), Name("k")
REASONS = {
    "distinct": "The eigenvalues are real and all different.",
    "enough": "An eigenvalue is repeated, and its eigenspace is as large as its multiplicity.",
    "defect": "One eigenspace has a smaller dimension than the algebraic multiplicity of its eigenvalue.",
    "unreal": "Not all eigenvalues are real.",
    "repeated": "An eigenvalue is repeated, and that alone rules it out.",
    "invertible": "The matrix is invertible, and every invertible matrix is diagonalisable.",
    "singular": "The determinant is 0, and no singular matrix is diagonalisable.",
    "symmetric": "The matrix is not symmetric, and only symmetric ones are diagonalisable.",
}
YES = ("distinct", "enough", "invertible")


@family(
    source="MML 4.4",
    levels=3,
    marks=5,
    typing="true, z or false, z; for values of k: k = 77, k != 79 or (-77, 78)",
    space=(1_500, 3_000, 1_500),
    height=(25, 30, 11),
)
class Diagonalizable:
    """Say whether there is a basis of eigenvectors, and why.

    >>> Diagonalizable(A=((2, 1), (0, 2)), reasons=("repeated", "defect", "unreal", "invertible")).answer().typed()
    'false, b'
    """

    A: IntRows
    reasons: tuple[str, ...] = ()
    at: tuple[int, int] | None = None
    shift: int = 0

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        if level == 3:
            A, at, shift = triangular_with_parameter(draw)
            return cls(A=A, at=at, shift=shift)
        if level == 1:
            kind = draw.choice(("distinct", "defect", "unreal"))
            A = two_by_two(draw, kind)
        else:
            kind = draw.choice(("enough", "defect"))
            size = (10, 30)
            A = with_double(draw, size=size) if kind == "enough" else drawn_similar(draw, jordan_blocks(), size=size)
        det = coefficients(A)[-1]
        others = {"distinct": ["defect", "unreal", "symmetric"], "enough": ["distinct", "repeated", "defect"]}.get(
            kind, ["enough" if level == 2 else "distinct", "unreal" if kind != "unreal" else "defect"]
        )
        if kind == "defect":
            others = [*others[:1], "unreal" if level == 1 else "repeated"]
        others += ["invertible" if det else "singular"]
        chosen = draw.sample([o for o in others if o != kind], 3)
        return cls(A=A, reasons=draw.shuffle((kind, *chosen)))

    # ---------------------------------------------------------------- the question

    def _entries(self) -> list[list[Written]]:
        rows: list[list[Written]] = [[number(a) for a in r] for r in self.A]
        if self.at is not None:
            rows[self.at[0]][self.at[1]] = (
                K if not self.shift else K - self.shift if self.shift > 0 else K + -self.shift
            )
        return rows

    def statement(self) -> Text:
        given = Name("A").equals(matrix(self._entries()))
        if self.at is not None:
            ask = "For which real {k} is {given} diagonalisable over the real numbers? Give the set of all of them."
            return say(ask, k=K, given=given)
        options = [say("({letter}) ", letter=a) + t for a, t in zip("abcd", self._texts(), strict=True)]
        ask = "True or false: {given} is diagonalisable over the real numbers. Also choose the reason that shows this."
        return paragraphs(say(ask, given=given), *options)

    def _texts(self) -> tuple[Text, ...]:
        return tuple(say(REASONS[r]) for r in self.reasons)

    def _truth(self, kind: str) -> Truth:
        return Truth(kind in YES, self._texts(), self.reasons.index(kind))

    # ---------------------------------------------------------------- the answer

    def _special(self) -> tuple[Fraction | None, tuple[Fraction, ...]]:
        """The only good value of the parameter, or the bad ones."""
        if self.at is None or self.at[0] != self.at[1]:
            return Fraction(self.shift), ()
        places = sorted({Fraction(self.A[i][i]) for i in range(3) if i != self.at[0]})
        return None, tuple(q for q in places if not self._good(q))

    def _good(self, k: Fraction) -> bool:
        return all(s.geometric == s.algebraic for s in eigenspaces(self._numbers(k)) or ())

    def _numbers(self, k: Fraction) -> tuple[tuple[Fraction, ...], ...]:
        i, j = self.at or (0, 0)
        return tuple(
            tuple(k - self.shift if (r, c) == (i, j) else Fraction(a) for c, a in enumerate(row))
            for r, row in enumerate(self.A)
        )

    def answer(self) -> Answer:
        if self.at is not None:
            only, bad = self._special()
            return RealSet(Op("set", (number(only),)) if only is not None else _without(bad), "k")
        found = eigenspaces(self.A) or ()
        if any(s.geometric < s.algebraic for s in found):
            return self._truth("defect")
        if any(not s.real for s in found):
            return self._truth("unreal")
        return self._truth("distinct" if all(s.algebraic == 1 for s in found) else "enough")

    def symbolic(self) -> Answer:
        import sympy as sp

        M = sp.Matrix(self.A)
        if self.at is not None:
            i, j = self.at
            k = sp.Symbol("k")
            M[i, j] = k - self.shift
            places = {*(sp.Rational(M[m, m]) for m in range(3) if M[m, m].is_Rational), sp.Integer(self.shift)}
            good = {q: M.subs(k, q).is_diagonalizable() for q in places}
            if M.subs(k, sp.Rational(1001, 7)).is_diagonalizable():
                return RealSet(_without(sorted(Fraction(int(q.p), int(q.q)) for q, g in good.items() if not g)), "k")
            return RealSet(Op("set", tuple(number(Fraction(int(q.p), int(q.q))) for q, g in good.items() if g)), "k")
        if M.is_diagonalizable(reals_only=True):
            return self._truth("distinct" if len(M.eigenvals()) == len(self.A) else "enough")
        return self._truth("defect" if not M.is_diagonalizable() else "unreal")

    @staticmethod
    def numeric(A: Any, reasons: Any, at: Any, shift: int, places: Any) -> Any:
        if at is not None:
            i, j = (int(a) for a in at)
            found = []
            for k in places["k"]:
                A[i, j] = k - shift
                found.append(_basis(A))
            return found
        values = np.linalg.eigvals(A)
        unreal = bool(np.any(np.abs(values.imag) > 1e-3))
        gaps = np.abs(values[:, None] - values[None, :]) + 9 * np.eye(len(A))
        repeated = bool(gaps.min() < 1e-3)
        full = _basis(A)
        holds = {
            "distinct": not (unreal or repeated), "enough": repeated and full, "defect": not full and not unreal,
            "unreal": unreal,
        }  # fmt: skip
        return full and not unreal, [holds.get(r, False) for r in reasons]

    # ---------------------------------------------------------------- the solution

    def solution(self) -> Solution:
        if self.at is not None:
            return self._by_parameter()
        rows = rows_of(self.A)
        worked = worked_eigen(rows, operations=False)
        last = verdict(rows, worked.spaces, field="R").step
        return Solution(
            "diagonalization",
            self.statement(),
            (*worked.steps, last),
            self.answer().written(),
            code=_code(self.A, self.reasons),
        )

    def _by_parameter(self) -> Solution:
        only, _ = self._special()
        entries = self._entries()
        given = matrix(entries)
        factors = [(e - L) for e in (entries[i][i] for i in range(3))]
        steps = [
            Step(
                say("The matrix is triangular: the diagonal holds the eigenvalues (MML 4.2)."),
                CharacteristicOf(Op("*", tuple(factors)), of=given, left=Op("det", (Name("A") - L * Name("I"),))),
                question=say("What are the eigenvalues of a triangular matrix?"),
            )
        ]
        if only is not None:
            at = Fraction(self.A[self.at[0]][self.at[0]] if self.at else 0)
            i, j = self.at or (0, 0)
            steps.append(
                Step(
                    say(
                        "The double eigenvalue {p} needs a plane of eigenvectors, so the rank "
        "of {M} must be 1: the entry with {k} "
                        "in it must be 0.",
                        p=number(at), M=Name("A") - number(at) * Name("I"), k=K,
                    ),
                    Solves(K.equals(number(only)), equations=(entries[i][j].equals(0),)),
                    question=say("Which rank must the matrix minus the double eigenvalue have?"),
                )
            )  # fmt: skip
            steps += [self._count(only, at), self._count(only + 1, at)]
        else:
            steps += [
                self._count(Fraction(q), Fraction(q))
                for q in sorted({self.A[i][i] for i in range(3) if (i, i) != self.at})
            ]
            other = Fraction(max(abs(self.A[i][i]) for i in range(3)) + 1)
            why = say(
                "For every other {k} the three eigenvalues are different, so there is a basis; for example for {e}.",
                k=K,
                e=K.equals(number(other)),
            )
            steps.append(
                Step(why, EigenvectorCount((number(1) + 1 + 1).equals(number(3)), of=matrix(self._numbers(other))))
            )
        return Solution(
            "diagonalization",
            self.statement(),
            tuple(steps),
            self.answer().written(),
            code=_parameter_code(self.A, self.at or (0, 0), self.shift),
        )

    def _count(self, k: Fraction, value: Fraction) -> Step:
        A = self._numbers(k)
        s = next(s for s in eigenspaces(A) or () if s.value == value)
        low = s.geometric < s.algebraic
        told = "too small: not diagonalisable" if low else "large enough: diagonalisable"
        why = say("For {e} compare the dimension of the eigenspace of {v} with its multiplicity: {told}.",
                  e=K.equals(number(k)), v=write(value), told=told)  # fmt: skip
        relation = Op("<" if low else "=", (number(s.geometric), number(s.algebraic)))
        return Step(why, EigenvectorCount(relation, of=matrix(A), value=write(value)))

    # ---------------------------------------------------------------- mistakes

    def misconceptions(self) -> Iterator[Misconception]:
        if self.at is not None:
            yield from self._of_the_parameter()
            return
        said = {
            "repeated": "A repeated eigenvalue may still have enough eigenvectors: count the free variables.",
            "invertible": "Invertible and diagonalisable have nothing to do with each other: eigenvectors decide.",
            "singular": "0 may be an eigenvalue like any other: count the eigenvectors.",
            "symmetric": "Symmetric matrices are diagonalisable, but many others are, too.",
            "distinct": "Compute the eigenvalues once more: are they real and different?",
            "enough": "How many free variables has the system for the repeated eigenvalue?",
            "defect": "Compare the dimension of each eigenspace with the multiplicity.",
            "unreal": "Compute the discriminant once more: is it negative?",
        }
        right = self.reasons[self.answer().correct]  # type: ignore[attr-defined]
        for reason in self.reasons:
            if reason != right:
                yield Misconception(f"reason-{reason}", self._truth(reason), say(said[reason]))

    def _of_the_parameter(self) -> Iterator[Misconception]:
        only, bad = self._special()
        if only is not None:
            word = "A repeated eigenvalue is no reason by itself: for one value its eigenspace may be large enough."
            yield Misconception("repeated-means-never", RealSet(Op("empty"), "k"), say(word))
            word = "Set the entry to 0 and solve once more: the sign matters."
            yield Misconception("sign-turned", RealSet(Op("set", (number(-only),)), "k"), say(word))
            word = "For most values the eigenspace of the double eigenvalue is only a line."
            yield Misconception("exception-and-rule-exchanged", RealSet(_without((only,)), "k"), say(word))
            return
        places = sorted({Fraction(self.A[i][i]) for i in range(3) if (i, i) != self.at})
        if list(bad) != places:
            word = "Equal eigenvalues are no reason by themselves: count the eigenvectors for each of these values."
            yield Misconception("repeated-means-never", RealSet(_without(places), "k"), say(word))
        word = "Where two eigenvalues coincide, the eigenvectors must be counted."
        yield Misconception("always", RealSet(_without(()), "k"), say(word))
        word = "A matrix with eigenvalue 0 may be diagonalisable; what matters is a basis of eigenvectors."
        yield Misconception("singular-left-out", RealSet(_without((Fraction(0),)), "k"), say(word))


def _without(bad: Any) -> Written:
    """All real numbers but these."""
    ends: list[Written] = [Op("neg", (INF,)), *(number(q) for q in bad), INF]
    pieces = [Op("interval", (a, b, Words("()"))) for a, b in pairwise(ends)]
    return pieces[0] if len(pieces) == 1 else Op("union", tuple(pieces))


def _basis(A: Any) -> bool:
    """Do the null spaces of A − λI fill the whole space? Ranks by singular values."""
    found = 0
    seen: list[complex] = []
    for value in np.linalg.eigvals(A):
        near = [v for v in seen if abs(v - value) < 1e-3]
        if not near:
            group = [v for v in np.linalg.eigvals(A) if abs(v - value) < 1e-3]
            found += len(A) - int(np.linalg.matrix_rank(A - np.mean(group) * np.eye(len(A)), tol=1e-6))
            seen.append(value)
    return found == len(A)


_COUNT = """

def independent_eigenvectors(A):
    count, seen = 0, []
    values = np.linalg.eigvals(A)
    for value in values:
        if all(abs(v - value) > 1e-3 for v in seen):
            mean = np.mean([v for v in values if abs(v - value) < 1e-3])
            count += len(A) - np.linalg.matrix_rank(A - mean * np.eye(len(A)), tol=1e-6)
            seen.append(value)
    return count, len(seen), np.abs(values.imag).max() < 1e-3


"""


def _code(A: IntRows, reasons: tuple[str, ...]) -> str:
    return f"""import numpy as np

{literal(A)}{_COUNT}count, different, real = independent_eigenvectors(A)
holds = {{
    "distinct": different == len(A) and real,
    "enough": different < len(A) and count == len(A) and real,
    "defect": count < len(A),
    "unreal": not real and count == len(A),
}}
answer = count == len(A) and real, [holds.get(r, False) for r in {list(reasons)}]
print(answer)
"""


def _parameter_code(A: IntRows, at: tuple[int, int], shift: int) -> str:
    i, j = at
    entry = f"k - {shift}" if shift > 0 else f"k + {-shift}" if shift else "k"
    return f"""import numpy as np

{literal(A)}{_COUNT}def answer(values):
    found = []
    for k in np.atleast_1d(values):
        A[{i}, {j}] = {entry}
        found.append(independent_eigenvectors(A)[0] == len(A))
    return np.array(found)


print(answer([0, 1, 2]))
"""
