"""The form A = L D L^T of a symmetric matrix, positive definite or not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.errors import InputError
from tutor.exact.matrices import Rows, Vector, transposed
from tutor.exact.scalars import as_float, plain, sign, write
from tutor.methods.array_source import matrix_source
from tutor.methods.determinants.expansion import product, signed
from tutor.methods.factorisations.claims import NO_LDL, Factors
from tutor.methods.factorisations.pivots import Pivots, entry_claim, entry_name, squared
from tutor.methods.factorisations.triangular import two_systems
from tutor.methods.matrix_claims import Computed
from tutor.methods.reduction import matrix_written
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Num, Op


def ldl(A: Rows, found: Pivots, asked: Text, vectors: Sequence[Vector]) -> Solution:
    """The solution by symmetric elimination: the pivots in D, the multipliers in L."""
    given = matrix_written(A)
    asked += say("{e}", e=Name("L") * Name("D") * Op("T", (Name("L"),)))
    asked += say(" and solve A x = b.") if vectors else say(".")
    steps: list[Step] = []
    n = len(A)
    for j in range(len(found.d)):
        terms = [(-1, product((write(found.d[s]), squared(found.L[j][s])))) for s in range(j) if found.L[j][s]]
        left = signed([(1, write(A[j][j])), *[t for t, d in zip(terms, _used(found, j), strict=True) if d]])
        why = say("Pivot {j}: the diagonal entry minus what the earlier columns take away.", j=str(j + 1))
        if left != write(found.d[j]):
            steps.append(Step(why, entry_claim(found.d[j], left), question=say("What is left of the diagonal entry?")))
        for i in range(j + 1, n):
            if found.L[i][j]:
                rest = plain(found.L[i][j] * found.d[j])
                why = say("Multiplier {l}: what is left of {a}, divided by the pivot.", l=entry_name(i, j),
                          a=Name(f"a_{i + 1}{j + 1}"))  # fmt: skip
                quotient = Op("/", (write(rest), write(found.d[j])))
                if quotient != write(found.L[i][j]):
                    steps.append(Step(why, entry_claim(found.L[i][j], quotient)))
    if not found.complete:
        k = len(found.d)
        leading = matrix_written([r[: k + 1] for r in A[: k + 1]])
        why = say(
            "Pivot {k} is 0, but entries below it are not: elimination without exchanges stops here.", k=str(k + 1)
        )
        steps.append(Step(why, Computed(Num("0"), left=Op("det", (leading,)))))
        return Solution("cholesky", asked, tuple(steps), NO_LDL, meaning=why, code=_code(A))
    D = tuple(tuple(found.d[i] if i == j else Fraction(0) for j in range(n)) for i in range(n))
    items = [Name("L").equals(matrix_written(found.L)), Name("D").equals(matrix_written(D))]
    why = say("Together: ones on the diagonal of L, the pivots in D. Multiplied back, L D L^T is A.")
    steps.append(Step(why, Factors(Op("list", tuple(items)), of=given)))
    solved: list[Op] = []
    if vectors:
        if not all(found.d):
            raise InputError(
                "A is singular (a pivot is 0), so the systems have no single solution; use system for each"
            )
        upper = tuple(tuple(plain(d * a) for a in r) for d, r in zip(found.d, transposed(found.L), strict=True))
        made, solved = two_systems(A, found.L, upper, vectors, "D L^T x = y")
        steps += made
    positive = found.failing is None
    meaning = say("All pivots are positive: A is positive definite.")
    if not positive:
        meaning = say("Not all pivots are positive: A is not positive definite.")
    return Solution("cholesky", asked, tuple(steps), Op("list", (*items, *solved)), meaning=meaning,
                    code=_code(A), checks=_checks(A, found))  # fmt: skip


def _used(found: Pivots, j: int) -> list[bool]:
    return [bool(found.d[s]) for s in range(j) if found.L[j][s]]


_LDL = """
n = len(A)
L, d = np.eye(n), np.zeros(n)
for j in range(n):
    d[j] = A[j, j] - L[j, :j] ** 2 @ d[:j]         # the pivot
    for i in range(j + 1, n):
        rest = A[i, j] - (L[i, :j] * L[j, :j]) @ d[:j]
        L[i, j] = rest / d[j] if d[j] != 0 else 0.0

answer = L, np.diag(d)
print(answer)
"""


def _code(A: Sequence[Sequence[Any]]) -> str:
    return f"import numpy as np\n\nA = {matrix_source(A)}\n{_LDL}"


def _checks(A: Rows, found: Pivots) -> tuple[Check, ...]:
    import numpy as np

    a = np.array([[as_float(x) for x in r] for r in A])
    values = np.linalg.eigvalsh(a)
    slack = 1e-9 * (1 + float(np.abs(a).max()))
    counted = [int((values > slack).sum()), int((values < -slack).sum())]
    signs = [sum(sign(p) > 0 for p in found.d), sum(sign(p) < 0 for p in found.d)]
    return (
        Check(say("NumPy: as many positive and negative eigenvalues as pivots (law of inertia)."), counted == signs),
    )
