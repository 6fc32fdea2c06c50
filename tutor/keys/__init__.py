"""A grader's own answer key, typed: what kind of answer it is, and the answer that it stands for.

Kinds and their options; ``variables`` and ``domain`` may be given with every kind.

===================  ==============================================  ==================================
kind                 a key                                           options
===================  ==============================================  ==================================
``number``           ``-3/7``, ``sqrt(2)/2``, ``0.25``               digits, figures, tolerance, form
``expression``       ``2*x*exp(x)``                                  form
``vector``           ``(1, 2)``, ``[1; 2]``                          layout
``matrix``           ``[1, 2; 3, 4]``
``equation``         ``y = 2x + 1``, ``x^2 + y^2 = 4``
``inequality``       ``2x + 4y <= 6``, ``|x - 2| < 3``               solved (of one unknown)
``conditions``       ``a > 1/2 and b != 0``
``set of reals``     ``[0, 1)``, ``x < 2 or x > 5``                  solved
``solution set``     ``x = 1 + 2t, y = t``
``no answer``        ``no solution``, ``undefined``, ``singular``
``infinity``         ``inf``, ``-oo``
``truth``            ``true``
``choice``           ``b``
``antiderivative``   ``x^2/2 + C``                                   constant
``spectrum``         ``1, 3, 3``                                     multiplicity
``subspace``         ``span{(1, 0, 1), (0, 1, 1)}``                  basis
``direction``        ``(1, -2, 1)``                                  up_to
``shape``            ``(2, 3)``
``set``              ``{1, 2}``
``list``             ``1, 2, 2``                                     order
``distribution``     ``N(0, 4)``, ``Bin(5, 1/3)``
``cases``            ``k = 3: none; otherwise: one``
``parts``            ``E = 2; Var = 1``: each of its own kind        kinds
``eigenpairs``       ``2: (1, 1); 3: (1, -1)``                       matrix
``diagonalisation``  ``P = [1, 1; 1, -1]; D = diag(3, 1)``           matrix
``critical points``  ``(1, 2): minimum; (0, 0): saddle``             function
``density``          ``2x on [0, 1]``, ``1: 1/2, 2: 1/2``            discrete
``property``         ``A = [0, 1; 0, 0]``, one of many               properties
===================  ==============================================  ==================================

Likewise ``spectral decomposition`` (Q, D), ``LU factorisation`` (L, U and perhaps P; option ``pivots_left``: P A = L U,
or, if false, A = P L U), ``QR factorisation`` (Q, R), ``Cholesky factorisation`` (L) and ``singular value
decomposition`` (U, S, V or Vt). Short names: `ALIASES`.

The matrix A of these kinds and of eigenpairs stands first in the key, ``A = [2, 1; 1, 2]; P = [..]; D = [..]``, or is
the option ``matrix="[2, 1; 1, 2]"``. Without it the factors are multiplied out (eigenpairs tell the matrix if there are
n independent vectors). With A alone, ``A = [2, 1; 1, 2]``, the factors are found where they are fractions and square
roots. Every key is judged by property first: one whose product is not A, or whose Q is not orthogonal, is refused.

``truth with witness`` has the key ``no: u = (1, 0), v = (0, 1)`` and the options ``holds`` and ``fails``, relations
between the entries u1, u2, v1 … that a witness must meet or miss; ``property`` has in ``properties`` texts such as
``A singular``, ``A, B product [0, 0; 0, 0]``, by the names of `tutor.answers.properties`.

``number of solutions`` has the key ``infinitely many solutions`` or ``one solution``.

Sets of reals are equal as sets: ``|x| > 2`` is right for ``x < -2 or x > 2``, unless ``solved=True`` asks for intervals
or bare comparisons. A single letter before the value of a key counts: ``y = 3`` is wrong for ``x = 3``; a key without a
name takes any. ``x = 1 and x = 2`` is wrong for ``x = 1 or x = 2``, and right for ``{1, 2}``. A whole number directly
before ``\\frac`` of whole numbers is a mixed number, where that fraction is less than 1.

Without a kind the key tells it, by the first line that fits:

=====================================================  ======================================================
the key                                                is read as
=====================================================  ======================================================
``Q = [..]; R = [..]``; the letters of other factors   the factorisation; A may stand before them
``2: (1, 1); 3: (1, -1)``, ``lambda = 2, v = (1, 1)``  eigenpairs
``k = 3: none; otherwise: one``                        cases
``v = (1, 2); d = N(0, 1)``: not numbers alone         parts
``no solution``, ``none``, ``DNE``, ``∅``, ``{}``      no answer
``true``, ``false``, ``yes``, ``no``                   truth
``infinitely many solutions``, ``one solution``        number of solutions
``2 x 3``, ``2 by 3``                                  shape
``all real numbers``, ``R \\ {0}``, ``{x | x > 2}``    set of reals
``(1, 2) + t (3, 4)``, ``(x-1)/2 = (y+3)/4 = z``       solution set
``2i - 3j + k``                                        vector
``inf``, ``-oo``                                       infinity
several rows and columns                               matrix
one row or column, ``(a, b)``                          vector (an interval only with kind ``set of reals``)
``[0, 1)``, ``(0, 1]``, a union, an infinite end       set of reals
``<``, ``<=``, ``!=`` … in one unknown; ``x in …``     set of reals; in several unknowns: inequality, or
                                                       conditions where several are joined
``x = 3`` (a name and a value without letters)         the value, with or without the name
``x = 1, y = 2 - t, z = t``                            solution set, in any parametrisation
``x = 1, x = 2``, ``x = 1 or x = 2``                   set of these values
``{1, 2}``                                             set
``1, 2``                                               list in any order; with ``order=True`` in this one
``N(0, 4)``                                            distribution
any other ``=``                                        equation; a lone right side is right for ``y = …`` too
``span{…}``                                            subspace
a sum with a term ``C``                                antiderivative
something with letters                                 expression in these letters
anything else, also ``1,234.5`` and ``3 1/2``          number, exact
=====================================================  ======================================================

Options: ``variables`` (``"x y"`` or a list; otherwise the letters of the key, a short word like ``xy`` being a product
of letters), ``domain`` (``"x > 0"`` or ``{"x": [0, 1]}``), ``digits`` (decimal places), ``figures`` (significant),
``tolerance`` (absolute), ``form`` (see `tutor.answers.forms`; the key is written in the form that is asked), ``kinds``
(of parts: ``{"E": "number"}``; the others are inferred).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tutor.answers import Answer, Number
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.keys import factors, makers, named, objects
from tutor.keys.inference import LABELLED, inferred, name_before, read_key, told, unlabelled, value_of
from tutor.keys.key import UNREAD, Key, KeyKind
from tutor.keys.options import domain_of, variables_of
from tutor.keys.pieces import kind_of_pieces
from tutor.reading import Measured, suggest, take_ratio, take_unit, unframed, untex
from tutor.written import names

__all__ = ["ALIASES", "KINDS", "LABELLED", "answer_of"]

KINDS: dict[str, KeyKind] = {**makers.KINDS, **named.KINDS, **factors.KINDS, **objects.KINDS}
ALIASES = {
    "LU": "LU factorisation",
    "QR": "QR factorisation",
    "Cholesky": "Cholesky factorisation",
    "SVD": "singular value decomposition",
    "interval": "set of reals",
}


def answer_of(key: str, kind: str | None = None, **options: Any) -> Answer:
    """The answer that a typed key stands for.

    Raises
    ------
    InputError
        For a key that cannot be read or is no such answer, an unknown kind, an unknown or wrong option.

    Examples
    --------
    >>> answer_of("1/3").kind, answer_of("x = 1 + 2t, y = t").kind, answer_of("[0, 1)").kind
    ('number', 'solution set', 'set of reals')
    """
    typed, key = key, unframed(key).text if kind not in ("parts", "cases", "truth") else key
    measured = Measured(key)
    if kind in (None, "number"):
        measured = take_ratio(key)
        if not measured.unit:
            measured = take_unit(key, letters=kind is not None and "variables" not in options)
    key = untex(measured.text).plain
    kind = ALIASES.get(kind, kind) if kind is not None else kind_of_pieces(key) or told(key)
    if kind is not None and kind not in KINDS:
        raise InputError(f"unknown kind {kind[:60]!r}; known are {', '.join(sorted((*KINDS, *ALIASES)))}")
    variables = variables_of(options.pop("variables", None))
    bounds = options.pop("domain", None)
    text, w = key, UNREAD
    if kind is None or not KINDS[kind].reads_itself:
        try:
            text = unlabelled(key, kind, variables or ())
            w = read_key(text, variables, kind)
        except Unreadable as error:
            hint = f"; {error.hint}" if error.hint else ""
            raise InputError(f"the key {key[:80]!r} cannot be read: {error.message}{hint}") from error
    if kind is None:
        w = value_of(w)
        kind = inferred(w)
    kind = "list" if kind == "vector" and "order" in options else kind
    found = variables if variables is not None else tuple(sorted(names(w)))
    known = KINDS[kind].options
    for name in options:
        if name not in known:
            near = suggest(name, known)
            others = ", ".join(("variables", "domain", *known))
            raise InputError(
                f"unknown option {name[:60]!r} for the kind {kind}"
                + (f"; did you mean {near}?" if near else f"; known are {others}")
            )
    try:
        answer = KINDS[kind].maker(Key(text, w, found, domain_of(bounds, found), options, name_before(key)))
    except Unreadable as error:
        raise InputError(f"the key {key[:80]!r} is no {kind}: {error.message}") from error
    except (TooLarge, NotExact, KeyError, ZeroDivisionError) as error:
        raise InputError(f"the key {key[:80]!r} has no value that can be used: {error}") from error
    if not measured.unit:
        return answer
    if not isinstance(answer, Number):
        raise InputError(f"the key {typed[:80]!r} has a unit, {measured.unit}, but is no number")
    return replace(answer, unit=measured.unit)
