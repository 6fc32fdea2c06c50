"""The steps that every method about eigenvalues begins with: polynomial, eigenvalues, eigenspaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.claims import Equal
from tutor.errors import InputError
from tutor.exact.matrices import Rows, identity, plus, reduced, scaled, times, trace
from tutor.exact.scalars import plain, write
from tutor.exact.spectra import characteristic
from tutor.methods.eigenvalues.approximate import Root, eigenvector, roots
from tutor.methods.eigenvalues.claims import (
    LAMBDA,
    CharacteristicOf,
    EigenvaluesOf,
    EigenvectorNear,
    RootsNear,
    shifted,
)
from tutor.methods.eigenvalues.polynomials import (
    Factor,
    best_line,
    book_polynomial,
    det_shifted,
    determinant_written,
    factorised,
    is_triangular,
    polynomial_written,
    product_written,
    shifted_written,
)
from tutor.methods.eigenvalues.spaces import Eigenspace, eigenspaces
from tutor.methods.linear_systems.claims import Reduced
from tutor.methods.matrix_claims import Computed, NullSpaceBasis, vectors_written
from tutor.methods.reduction import matrix_written, worked_reduction
from tutor.step import Step
from tutor.text import Text, say
from tutor.written import ONE, ZERO, Name, Num, Op, Written, column, matrix, number, substitute

MOST = 10  # rows of a matrix whose eigenvalues are worked
EXPANDED = 3  # rows of a determinant that is written out
A_, I_ = Name("A"), Name("I")


@dataclass(frozen=True)
class Worked:
    """The beginning of a solution: steps, and the eigenspaces (exact ones) and what is known only to some digits."""

    steps: tuple[Step, ...]
    spaces: tuple[Eigenspace, ...]
    near: tuple[NearValue, ...] = ()

    @property
    def exact(self) -> bool:
        """Has every eigenvalue an exact form?"""
        return not self.near


@dataclass(frozen=True)
class NearValue:
    """An eigenvalue that is known to some digits, its multiplicity, and its eigenvector, if it is simple."""

    root: Root
    algebraic: int
    factor: tuple[Fraction, ...]
    index: int
    vector: tuple[Written, ...] = ()


def checked_size(A: Rows) -> None:
    """Refuse a matrix that is too large to be worked."""
    if len(A) > MOST:
        raise InputError(f"a {len(A)}×{len(A)} matrix: eigenvalues are worked for at most {MOST} rows")


def polynomial_steps(A: Rows) -> list[Step]:
    """det(A − λI), expanded."""
    n = len(A)
    written = [[write(a) for a in r] for r in A]
    given, result = matrix(written), polynomial_written(book_polynomial(A))
    table = shifted_written(written)
    left = Op("det", (A_ - LAMBDA * I_,))
    ask = say("Which determinant must be 0 for {l} to be an eigenvalue?", l=LAMBDA)
    if n == 1:
        why = say("The characteristic polynomial is {d} (MML 4.2); a 1×1 determinant is its entry.", d=left)
        return [Step(why, CharacteristicOf(result, of=given, left=left), question=ask)]
    if is_triangular(A):
        product = product_written(factorised(A) or (), sign=-1 if n % 2 else 1)
        why = say(
            "The characteristic polynomial is {d} (MML 4.2). The matrix is triangular, "
            "so the determinant is the product of "
            "the diagonal entries.",
            d=left,
        )
        return [Step(why, CharacteristicOf(product, of=given, left=left), question=ask)]
    if n <= EXPANDED:
        expansion = determinant_written(table)
        if n == 2:
            how = say("multiply the diagonal, subtract the other product")
        else:
            k, by_row = best_line(table)
            how = say("expand along {line} {k}", line="row" if by_row else "column", k=str(k + 1))
        why = say("The characteristic polynomial is {d} (MML 4.2): {how}.", d=left, how=how)
        if expansion is None:
            return [Step(why, CharacteristicOf(result, of=given, left=left), question=ask)]
        first = Step(why, CharacteristicOf(expansion, of=given, left=det_shifted(table)), question=ask)
        if expansion == result:
            return [first]
        tidy = say("Multiply out and collect the powers of {l}.", l=LAMBDA)
        return [first, Step(tidy, CharacteristicOf(result, of=given, left=left))]
    return _recursion(A, left, ask)


def _recursion(A: Rows, left: Written, ask: Text) -> list[Step]:
    """The method of Faddeev and LeVerrier: each coefficient is a trace."""
    n = len(A)
    coefficients = characteristic(A)
    substeps = []
    M = identity(n)
    for k in range(1, n + 1):
        AM = times(A, M)
        c = Name(f"c{k}")
        why = say(
            "{c} is minus the trace of {AM}, divided by {k}; {M} is {before}.",
            c=c,
            AM=A_ * Name(f"M{k}"),
            k=number(k),
            M=Name(f"M{k}"),
            before=I_ if k == 1 else A_ * Name(f"M{k - 1}") + Name(f"c{k - 1}") * I_,
        )
        left_side = Op("neg", (Op("/", (Op("trace", (matrix_written(AM),)), number(k))),))
        substeps.append(Step(why, Computed(write(coefficients[k]), left=left_side)))
        M = plus(AM, scaled(coefficients[k], identity(n)))
    why = say(
        "The characteristic polynomial is {d} (MML 4.2). For {n} rows its "
        "coefficients are found one by one from traces "
        "(recursion of Faddeev and LeVerrier).",
        d=left,
        n=str(n),
    )
    claim = CharacteristicOf(polynomial_written(book_polynomial(A)), of=matrix_written(A), left=left)
    return [Step(why, claim, substeps=tuple(substeps), question=ask)]


def factor_steps(A: Rows, found: Sequence[Factor]) -> list[Step]:
    """The polynomial as a product; rational zeros are found among the divisors of the constant term."""
    n = len(A)
    if is_triangular(A):
        return []
    expanded = polynomial_written(book_polynomial(A))
    product = product_written(found, sign=-1 if n % 2 else 1)
    if product == expanded or (len(found) == 1 and found[0].multiplicity == 1):
        return []
    rational = [f for f in found if len(f.coefficients) == 2]
    if n == 2:
        if len(rational) == 2 or (rational and rational[0].multiplicity == 2):
            p, q = (-f.coefficients[1] for f in (rational * 2)[:2])
            why = say(
                "Two numbers with sum {s} and product {p} are {a} and {b}.",
                s=write(p + q), p=write(p * q), a=write(p), b=write(q),
            )  # fmt: skip
            ask = say("Which two numbers have sum {s} and product {p}?", s=write(p + q), p=write(p * q))
            return [Step(why, Equal(product, left=expanded), question=ask)]
        return []
    substeps = []
    whole = all(c.denominator == 1 for c in characteristic(A) if isinstance(c, Fraction))
    for f in rational:
        zero = -f.coefficients[1]
        if zero:
            why = say("{v} is a zero: put it in.", v=LAMBDA.equals(write(zero)))
            put = substitute(expanded, {"lambda": write(zero)})
            substeps.append(Step(why, Equal(Num("0"), left=put)))
    if whole and rational:
        why = say("A whole zero divides the constant term. Divide by the factors found, and factor what is left.")
    elif rational:
        why = say("Try simple fractions as zeros. Divide by the factors found, and factor what is left.")
    else:
        why = say("No rational number is a zero; the polynomial still splits into these factors.")
    ask = say("Which divisors of the constant term are zeros?")
    return [Step(why, Equal(product, left=expanded), substeps=tuple(substeps), question=ask)]


def value_steps(A: Rows, found: Sequence[Factor]) -> list[Step]:
    """The zeros of the factors, with the quadratic formula where it is needed."""
    values = [(v, f) for f in found for v in f.roots or ()]
    steps = []
    if len(values) == 0:
        return []
    quadratic = [f for f in found if f.roots is not None and len(f.coefficients) == 3]
    if all(f.roots is not None for f in found):
        spaces = eigenspaces(A) or ()
        result = _named([write(s.value) for s in spaces])
        many = [say("{v} is {m}", v=write(s.value), m=_times(s.algebraic)) for s in spaces if s.algebraic > 1]
        if quadratic:
            why = say(
                "The zeros are the eigenvalues; the quadratic formula gives those of {q}",
                q=polynomial_written(quadratic[0].coefficients),
            )
            why += (
                say("; a negative number under the root gives a complex pair")
                if any(not s.real for s in spaces)
                else Text(())
            )
        else:
            why = say("The zeros of the factors are the eigenvalues")
        if many:
            why += say("; ")
            for k, text in enumerate(many):
                why += (say(", ") if k else Text(())) + text
        steps.append(
            Step(why + say("."), EigenvaluesOf(result, of=matrix_written(A)), question=say("Where is the product 0?"))
        )
        return steps
    for v, f in values:
        put = substitute(polynomial_written(f.coefficients), {"lambda": write(v)})
        why = say("The factor {f} is zero for {v}.", f=polynomial_written(f.coefficients), v=LAMBDA.equals(write(v)))
        steps.append(Step(why, Equal(Num("0"), left=put)))
    return steps


def _times(m: int) -> Text:
    return say("a double zero") if m == 2 else say("a zero of multiplicity {m}", m=number(m))


def _named(values: Sequence[Written]) -> Written:
    if len(values) == 1:
        return LAMBDA.equals(values[0])
    return Op("list", tuple(Name(f"lambda{k + 1}").equals(v) for k, v in enumerate(values)))


def space_step(A: Rows, space: Eigenspace, *, operations: bool = True) -> Step:
    """The eigenspace of one eigenvalue as the null space of A − λI."""
    M = shifted(A, space.value)
    value = write(space.value)
    below = isinstance(value, Op) and value.head == "neg"
    size = value.args[0] if isinstance(value, Op) and below else value
    multiple = I_ if size == ONE else size * I_
    difference: Written = A_ if not space.value else A_ + multiple if below else A_ - multiple
    substeps = []
    if space.value:
        scaled_identity: Written = Op("*", (size, matrix_written(identity(len(A)))))
        left = Op("+", (matrix_written(A), scaled_identity if below else Op("neg", (scaled_identity,))))
        told = (
            say("Add {v} on the diagonal only.", v=size)
            if below
            else say("Subtract {v} on the diagonal only.", v=value)
        )
        substeps.append(Step(told, Computed(matrix_written(M), left=left)))
    if operations:
        substeps += worked_reduction(M)[0]
    elif any(any(r) for r in M) and all(isinstance(a, Fraction) for r in M for a in r):
        form = matrix_written(reduced(M)[0])
        substeps.append(
            Step(say("Row reduction gives the equations for the eigenvector."), Reduced(form, of=matrix_written(M)))
        )
    free = space.geometric
    if not any(any(r) for r in M):
        how = say("{d} is the zero matrix, so every vector is sent to 0", d=difference)
    else:
        how = say("solve {e}", e=Op("=", (Op("*", (difference, Name("v"))), Num("0"))))
        how += (
            say("; there is one free variable") if free == 1 else say("; there are {n} free variables", n=number(free))
        )
    why = say("The eigenspace of {v}: ", v=LAMBDA.equals(value)) + how + say(" (MML 4.2).")
    ask = say("Which vectors does {d} send to 0?", d=difference)
    claim = NullSpaceBasis(vectors_written(space.basis), of=matrix_written(M))
    return Step(why, claim, substeps=tuple(substeps), question=ask)


def worked_eigen(A: Rows, *, operations: bool = True) -> Worked:
    """Polynomial, eigenvalues and eigenspaces with their steps.

    Raises
    ------
    InputError
        For a matrix that is too large, or whose polynomial has irrational coefficients that are not factored here.
    """
    checked_size(A)
    steps = polynomial_steps(A)
    found = factorised(A)
    if found is None:
        spaces = eigenspaces(A)
        if spaces is None:
            raise InputError(
                f"the characteristic polynomial "
                f"{polynomial_written(book_polynomial(A))} has irrational coefficients, and "
                "its zeros are not found exactly; type decimals as fractions to go on with rational numbers"
            )
        why = say("The quadratic formula gives the zeros of the polynomial.")
        named = _named([write(s.value) for s in spaces])
        steps.append(Step(why, EigenvaluesOf(named, of=matrix_written(A))))
        steps += [space_step(A, s, operations=operations) for s in spaces]
        return Worked(tuple(steps), spaces)
    steps += factor_steps(A, found)
    steps += value_steps(A, found)
    exact = eigenspaces(A)
    if exact is None:
        from tutor.exact.matrices import null_space

        pairs = [(v, f.multiplicity) for f in found for v in f.roots or ()]
        exact = tuple(Eigenspace(v, m, null_space(shifted(A, v))) for v, m in pairs)
    steps += [space_step(A, s, operations=operations) for s in exact]
    near: list[NearValue] = []
    for f in found:
        if f.roots is None:
            made, values = _near(A, f, len(exact) + len(near))
            steps += made
            near += values
    return Worked(tuple(steps), exact, tuple(near))


def near_roots(f: Factor, seen: int) -> tuple[Step, tuple[Root, ...]]:
    """The zeros of a factor without exact radicals here: rounded, with certain digits.

    Raises
    ------
    InputError
        If they cannot be enclosed.
    """
    found = roots(f.coefficients)
    if found is None:
        raise InputError(f"the zeros of {polynomial_written(f.coefficients)} could not be enclosed to certain digits")
    listed = [Op("≈", (Name(f"lambda{seen + k + 1}"), r.written())) for k, r in enumerate(found)]
    result = listed[0] if len(listed) == 1 else Op("list", tuple(listed))
    why = say(
        "The factor {f} has no rational zero, and its zeros are not worked exactly "
        "here; so go on numerically. Every decimal "
        "that is written is certain.",
        f=polynomial_written(f.coefficients),
    )
    return Step(why, RootsNear(result, of=f.coefficients)), found


def _near(A: Rows, f: Factor, seen: int) -> tuple[list[Step], list[NearValue]]:
    first, found = near_roots(f, seen)
    steps, values = [first], []
    for k, r in enumerate(found):
        vector: tuple[Written, ...] = ()
        if f.multiplicity == 1:
            vector = tuple(Root(x, Fraction(0)).written() for x in eigenvector(A, r))
            told = say(
                "An eigenvector for {v}, scaled so that its largest entry is 1, rounded.",
                v=Name(f"lambda{seen + k + 1}"),
            )
            claim = EigenvectorNear(column(vector), of=matrix_written(A), factor=f.coefficients, index=k)
            steps.append(Step(told, claim))
        values.append(NearValue(r, f.multiplicity, f.coefficients, k, vector))
    return steps, values


def trace_step(A: Rows, spaces: Sequence[Eigenspace]) -> Step:
    """The sum of the eigenvalues is the trace."""
    terms = [write(s.value) for s in spaces for _ in range(s.algebraic) if s.value] or [ZERO]
    total = Op("+", tuple(terms)) if len(terms) > 1 else terms[0]
    why = say(
        "Check: the trace {t} is the sum of the eigenvalues, each as often as it occurs (MML 4.2).", t=write(trace(A))
    )
    return Step(why, Computed(total, left=Op("trace", (matrix_written(A),))))


def images_step(A: Rows, spaces: Sequence[Eigenspace]) -> Step:
    """A times the eigenvectors gives their multiples."""
    vectors = [v for s in spaces for v in s.basis]
    images = [[plain(s.value * x) for x in v] for s in spaces for v in s.basis]
    left = Op("*", (matrix_written(A), matrix_written(tuple(zip(*vectors, strict=True)))))
    why = say("Multiply back: {A} times each eigenvector (a column) is its eigenvalue times that eigenvector.", A=A_)
    return Step(why, Computed(matrix_written(tuple(zip(*images, strict=True))), left=left))
