"""Level 1: vectors of ℝ³ that are orthogonal, in or outside a span, a basis."""

from __future__ import annotations

from tutor.exact.matrices import null_space
from tutor.methods.examples.making import (
    computed,
    det,
    exact,
    rank_line,
    space_vectors,
    upright,
)
from tutor.methods.examples.record import Data, Line, Prompt, Wrong
from tutor.methods.matrix_claims import NullSpaceBasis
from tutor.text import say
from tutor.written import Name, Op, column, matrix


def _normal(d: Data) -> tuple[int, ...]:
    (n,) = null_space(exact(d))
    return tuple(int(x) for x in n)


def _normal_line(d: Data) -> Line:
    why = "Solve the two equations that say that both products are 0: one column is free, so there is one direction."
    return Line(say("{w}", w=why), NullSpaceBasis(column(_normal(d)), of=matrix(d)))


def _dot(d: Data, k: int) -> Line:
    n = _normal(d)
    return computed("Its product with this given vector is 0.", Op("dot", (column(n), column(d[k]))), 0)


ORTHOGONAL = Prompt(
    "orthogonal-vector",
    (("v", (3,)),),
    space_vectors(2, 5),
    lambda d: say(
        "Give an example of a vector of ℝ³, not 0, that is orthogonal to {a} and to {b}.",
        a=column(d[0]),
        b=column(d[1]),
    ),
    lambda d: (("nonzero", "v", ()), ("orthogonal to", "v", (d[0],)), ("orthogonal to", "v", (d[1],))),
    lambda d: (upright(_normal(d)),),
    lambda d, v: (_normal_line(d), _dot(d, 0), _dot(d, 1)),
    lambda d: (
        Wrong(
            "zero-vector",
            (upright((0, 0, 0)),),
            (("orthogonal to", "v", (d[0],)), ("orthogonal to", "v", (d[1],))),
            "The zero vector is orthogonal to all, but it is excluded.",
        ),
        Wrong(
            "orthogonal-to-the-first-only",
            (upright((d[0][1], -d[0][0], 0)),),
            (("nonzero", "v", ()), ("orthogonal to", "v", (d[0],))),
            "Both products must be 0: compute the second one too.",
        ),
    ),
)

OUTSIDE = Prompt(
    "outside-a-span",
    (("v", (3,)),),
    space_vectors(2, 5),
    lambda d: say(
        "Give an example of a vector of ℝ³ that is not in the span of {a} and {b}.", a=column(d[0]), b=column(d[1])
    ),
    lambda d: (("not in span", "v", (d[0], d[1])),),
    lambda d: (upright(_normal(d)),),
    lambda d, v: (
        _normal_line(d),
        _dot(d, 0),
        _dot(d, 1),
        rank_line(
            ((*d[0],), (*d[1],), _normal(d)), "A vector, not 0, orthogonal to the span is not in it: the rank is 3."
        ),
    ),
    lambda d: (
        Wrong(
            "a-combination",
            (upright([x + y for x, y in zip(*d, strict=True)]),),
            (("in span", "v", (d[0], d[1])),),
            "Sums and multiples of the vectors are in their span, the zero vector too.",
        ),
    ),
)

BASIS = Prompt(
    "basis-with-a-vector",
    (("u", (3,)), ("v", (3,)), ("w", (3,))),
    space_vectors(1, 9),
    lambda d: say(
        "Give an example of a basis {l} of ℝ³ whose first vector is a multiple of {a}.",
        l=Op("list", tuple(Name(x) for x in "uvw")),
        a=column(d[0]),
    ),
    lambda d: (("independent", "uvw", ()), ("parallel", "u", (d[0],))),
    lambda d: (upright(d[0]), upright((0, 1, 0)), upright((0, 0, 1))),
    lambda d, u, v, w: (
        det(
            ((d[0][0], 0, 0), (d[0][1], 1, 0), (d[0][2], 0, 1)),
            "Keep the given vector, whose first entry is not 0, and add the second and the third unit vector: "
            "the determinant of the three columns is not 0, so they are independent.",
        ),
    ),
    lambda d: (
        Wrong(
            "standard-basis",
            (upright((1, 0, 0)), upright((0, 1, 0)), upright((0, 0, 1))),
            (("independent", "uvw", ()),),
            "The first vector is no multiple of the given one.",
        ),
        Wrong(
            "third-is-a-sum",
            (upright(d[0]), upright((1, 0, 0)), upright((d[0][0] + 1, d[0][1], d[0][2]))),
            (("parallel", "u", (d[0],)),),
            "The vectors are dependent: one of them is a combination of the others.",
        ),
    ),
)

DEPENDENT = Prompt(
    "in-a-span",
    (("v", (3,)),),
    space_vectors(2, 5),
    lambda d: say(
        "Give an example of a vector that is a combination of {a} and {b}, but a multiple of neither.",
        a=column(d[0]),
        b=column(d[1]),
    ),
    lambda d: (("in span", "v", (d[0], d[1])), ("not parallel", "v", (d[0],)), ("not parallel", "v", (d[1],))),
    lambda d: (upright([x + y for x, y in zip(*d, strict=True)]),),
    lambda d, v: (
        computed("Add the two vectors: a combination, with both factors 1.", column(d[0]) + column(d[1]), v),
        rank_line((d[0], tuple(x for (x,) in v)), "With the first vector the rank is 2: it is no multiple of it."),
        rank_line((d[1], tuple(x for (x,) in v)), "With the second vector too."),
    ),
    lambda d: (
        Wrong(
            "multiple-of-the-first",
            (upright([2 * x for x in d[0]]),),
            (("in span", "v", (d[0], d[1])), ("parallel", "v", (d[0],))),
            "This is a multiple of one of the two vectors.",
        ),
        Wrong(
            "not-a-combination",
            (upright(_normal(d)),),
            (("not in span", "v", (d[0], d[1])), ("not parallel", "v", (d[0],))),
            "This vector is not in the plane that the two span.",
        ),
    ),
)
