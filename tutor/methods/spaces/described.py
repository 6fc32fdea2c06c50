"""Subspaces as a person describes them: by vectors that span them, by equations, or by letters that run freely.

``span{(1, 0, 1), (0, 1, 1)}``, ``x + y - z = 0, 2x = y``, ``{(x, y, z) : x + y = 0}``, ``[1, 2, 3] x = 0``,
``ker [1, 2, 3]``, ``{(s + t, s, t)}``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import InputError, Unreadable
from tutor.exact.matrices import Rows, Vector, null_space
from tutor.methods.inputs import read_matrix
from tutor.methods.linear_systems.forms import equation
from tutor.methods.reduction import matrix_written
from tutor.methods.spaces.vectors import SIZE, Family, read_family
from tutor.written import Name, Op, Written, names, number, ordered, typed, written

_LABEL = re.compile(r"\s*[A-Z]_?\{?\d?\}?\s*:?=\s*(?=[{(\[]|span|ker|null|\\)")
_KERNEL = re.compile(r"\s*(?:ker|kernel|null|nullspace|null\s+space)\s*(?:of\s+)?\(?\s*(\[.*\])\s*\)?\s*", re.DOTALL)
_BUILDER = re.compile(
    r"\s*\\?\{?\s*\((?P<names>[^()]*)\)\s*(?:\^T)?\s*(?:(?:∈|\bin\b|\\in)\s*(?:R|ℝ|\\mathbb\{R\})\s*\^?\s*\{?\d?\}?)?\s*"
    r"(?::|\||\\mid|such that|with)\s*(?P<rest>[^{}]+?)\s*\\?\}?\s*",
    re.DOTALL,
)
_FREE = re.compile(r"\s*[a-z]\w?(?:\s*,\s*[a-z]\w?)*\s*(?:∈|\bin\b|\\in|real|free)?\s*(?:R|ℝ|\\mathbb\{R\})?\s*")
_INDEXED = re.compile(r"([a-z])(\d+)")


@dataclass(frozen=True)
class Described:
    """A subspace by a family that spans it, or by the rows of a homogeneous system.

    Attributes
    ----------
    spanning : Family or None
    equations : rows of the system, or None
    variables : names of the unknowns of the equations; empty for a matrix
    """

    spanning: Family | None = None
    equations: Rows | None = None
    variables: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """The number of coordinates."""
        return self.spanning.n if self.spanning is not None else len((self.equations or ((),))[0])

    def like(self) -> Family:
        """A family that says what the coordinates belong to."""
        return self.spanning or Family(((Fraction(0),) * self.n,))

    def basis(self) -> tuple[Vector, ...]:
        """A basis: independent vectors of those given, or the solutions of the equations."""
        from tutor.exact.matrices import column_space, from_columns

        if self.equations is not None:
            return null_space(self.equations)
        return column_space(from_columns(self.like().vectors))

    def written(self) -> Written:
        """The description as it is printed."""
        if self.spanning is not None:
            return Op("span", self.spanning.items())
        rows = self.equations or ()
        if not self.variables:
            return (matrix_written(rows) * Name("x")).equals(number(0))
        shown = [equation([written(a) for a in r], number(0), self.variables) for r in rows]
        return shown[0] if len(shown) == 1 else Op("list", tuple(shown))


def read_subspaces(*texts: str, variables: str = "") -> tuple[Described, ...]:
    """Subspaces of one space; unknowns of equations are taken together, in alphabetical order if none is given.

    Raises
    ------
    Unreadable, InputError
        For what is no subspace, and for subspaces of different spaces.

    >>> [u.n for u in read_subspaces("x + y = 0", "span{(1, 0, 1)}")]
    [3, 3]
    """
    found = [_described(_LABEL.sub("", text, count=1), text) for text in texts]
    order = tuple(v.strip() for v in variables.split(",") if v.strip())
    order = order or next((u.variables for u, fixed in found if fixed and u.variables), ())
    used = ordered(v for u, _ in found for v in u.variables)
    size = next((u.n for u, _ in found if not u.variables), 0)
    full = order or _filled(used, size)
    if missing := [v for v in used if v not in full]:
        raise InputError(f"the unknown {missing[0]} is not among {', '.join(full)}")
    made = tuple(_placed(u, full) if u.variables else u for u, _ in found)
    made = tuple(_widened(u, max(v.n for v in made)) for u in made)
    sizes = sorted({u.n for u in made})
    if len(sizes) > 1:
        raise InputError(
            f"subspaces of one space are needed; these have vectors with {' and '.join(map(str, sizes))} entries; "
            "name all unknowns of equations in their order, as in variables=x,y,z"
        )
    if sizes[0] > SIZE:
        raise InputError(f"vectors with {sizes[0]} entries: at most {SIZE} are worked here")
    return made


def _widened(u: Described, n: int) -> Described:
    """Polynomials with zeros as their higher coefficients."""
    if u.spanning is None or not u.spanning.letter:
        return u
    vectors = tuple(v + (Fraction(0),) * (n - len(v)) for v in u.spanning.vectors)
    return Described(spanning=Family(vectors, letter=u.spanning.letter))


def _described(text: str, whole: str) -> tuple[Described, bool]:
    """One subspace, and whether its text fixes the order of the unknowns."""
    from tutor.reading import read

    kernel = _KERNEL.fullmatch(text)
    if kernel:
        return Described(equations=read_matrix(kernel[1], limit=SIZE)), True
    built = _BUILDER.fullmatch(text)
    if built and "=" in built["rest"]:
        order = tuple(v.strip().replace("_", "") for v in built["names"].split(","))
        if not all(re.fullmatch(r"[A-Za-z]\w*", v) for v in order):
            return _free(f"({built['names']})", whole, built["rest"]), True
        return _placed(_equations(built["rest"], whole), order), True
    if built and _FREE.fullmatch(built["rest"]):
        return _free(f"({built['names']})", whole), True
    bare = text.strip()
    if bare.startswith("{(") and bare.endswith(")}") and bare.count("(") == 1:
        bare = bare[1:-1]
    w = read(bare)
    if isinstance(w, Op) and w.head == "=" and (factor := _matrix_factor(w.args[0])) is not None:
        if names(w.args[1]) or set(typed(w.args[1])) & set("123456789"):
            raise InputError("a subspace has 0 on the right of its equations: A x = 0")
        return Described(equations=read_matrix(typed(factor), limit=SIZE)), True
    if isinstance(w, Op) and w.head == "tuple" and names(w):
        return _free(bare, whole), True
    chain = w.args if isinstance(w, Op) and w.head in ("list", "and", "system") else (w,)
    if any(isinstance(a, Op) and a.head == "=" and not _is_label(a) for a in chain):
        return _equations(", ".join(typed(a) for a in chain), whole), False
    return Described(spanning=read_family(text)), True


def _matrix_factor(w: Written) -> Written | None:
    """The matrix of ``A x``."""
    if isinstance(w, Op) and w.head == "*" and isinstance(w.args[0], Op) and w.args[0].head == "matrix":
        return w.args[0]
    return None


def _is_label(w: Op) -> bool:
    """``v1 = (1, 2)``: a name for a vector, not an equation."""
    return isinstance(w.args[0], Name) and isinstance(w.args[1], Op) and w.args[1].head in ("tuple", "matrix", "T")


def _equations(text: str, whole: str) -> Described:
    from tutor.reading import read_system

    system = read_system(re.sub(r"\band\b", ",", text))
    if any(system.rhs):
        raise InputError("a subspace holds the zero vector, so its equations have 0 on the right; these do not")
    rows = tuple(tuple(a for a in r if isinstance(a, Fraction)) for r in system.rows)
    return Described(equations=rows, variables=system.variables)


def _free(text: str, whole: str, conditions: str = "") -> Described:
    """The span of what stands with each letter: ``(s + t, s, t)``."""
    from tutor.reading import read
    from tutor.reading.linear import linear_form

    if conditions:
        raise Unreadable("a condition on letters besides a formula is not read", whole, 0, "give equations, or vectors")
    w = read(text)
    if not isinstance(w, Op) or w.head != "tuple":
        raise Unreadable("this is no subspace", whole, 0, "give vectors, span{(1, 0), (0, 1)}, or equations, x + y = 0")
    forms = [
        linear_form(a, (), lambda node, message, hint: Unreadable(message, whole, 0, hint)) for a in w.args
    ]  # fmt: skip
    if any("" in form for form in forms):
        raise InputError("a subspace holds the zero vector; here a constant stands beside the letters")
    letters = list(ordered(v for form in forms for v in form))
    vectors = tuple(tuple(form.get(v, {}).get((), Fraction(0)) for form in forms) for v in letters)
    return Described(spanning=Family(vectors))


def _filled(used: Sequence[str], size: int) -> tuple[str, ...]:
    """All unknowns: x3 is one where x1, x2 and x4 are named, z where there must be three."""
    indexed = [_INDEXED.fullmatch(v) for v in used]
    if used and all(indexed) and len({m[1] for m in indexed if m}) == 1:
        letter = used[0][0]
        top = max([size, *(int(m[2]) for m in indexed if m)])
        return tuple(f"{letter}{i}" for i in range(1, top + 1))
    if len(used) < size <= 4 and set(used) <= set("xyzw"[:size]):
        return tuple("xyzw"[:size])
    return tuple(used)


def _placed(u: Described, order: Sequence[str]) -> Described:
    """The equations with a column for each unknown of the order."""
    if missing := [v for v in u.variables if v not in order]:
        raise InputError(f"the unknown {missing[0]} is not among {', '.join(order)}")
    columns = {v: i for i, v in enumerate(u.variables)}
    rows = tuple(tuple(r[columns[v]] if v in columns else Fraction(0) for v in order) for r in u.equations or ())
    return Described(equations=rows, variables=tuple(order))
