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
``inequality``       ``2x + 4y <= 6`` (several unknowns)
``set of reals``     ``[0, 1)``, ``x < 2 or x > 5``                  solved
``solution set``     ``x = 1 + 2t, y = t``
``no answer``        ``no solution``, ``undefined``
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
===================  ==============================================  ==================================

Without a kind the key tells it, by the first line that fits:

=====================================================  ======================================================
the key                                                is read as
=====================================================  ======================================================
``no solution``, ``none``, ``DNE``, ``∅``, ``{}``      no answer
``true``, ``false``                                    truth
``inf``, ``-oo``                                       infinity
several rows and columns                               matrix
one row or column, ``(a, b)``                          vector (an interval only with kind ``set of reals``)
``[0, 1)``, ``(0, 1]``, a union, an infinite end       set of reals
``<``, ``<=``, ``!=`` … in one unknown; ``x in …``     set of reals; in several unknowns: inequality
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
``tolerance`` (absolute), ``form`` (see `tutor.answers.forms`; the key is written in the form that is asked).
"""

from __future__ import annotations

from typing import Any

from tutor.answers import Answer
from tutor.errors import InputError, TooLarge, Unreadable
from tutor.evaluate import NotExact
from tutor.keys.inference import LABELLED, inferred, read_key, unlabelled, value_of
from tutor.keys.makers import KINDS, Key
from tutor.keys.options import domain_of, variables_of
from tutor.reading import suggest
from tutor.written import names

__all__ = ["KINDS", "LABELLED", "answer_of"]


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
    if kind is not None and kind not in KINDS:
        raise InputError(f"unknown kind {kind[:60]!r}; known are {', '.join(sorted(KINDS))}")
    variables = variables_of(options.pop("variables", None))
    bounds = options.pop("domain", None)
    try:
        text = unlabelled(key, kind, variables or ())
        w = read_key(text, variables, kind)
    except Unreadable as error:
        hint = f"; {error.hint}" if error.hint else ""
        raise InputError(f"the key {key[:80]!r} cannot be read: {error.message}{hint}") from error
    found = variables if variables is not None else tuple(sorted(names(w)))
    if kind is None:
        w = value_of(w)
        kind = inferred(w)
        found = variables if variables is not None else tuple(sorted(names(w)))
    maker, known = KINDS[kind]
    for name in options:
        if name not in known:
            near = suggest(name, known)
            others = ", ".join(("variables", "domain", *known))
            raise InputError(
                f"unknown option {name[:60]!r} for the kind {kind}"
                + (f"; did you mean {near}?" if near else f"; known are {others}")
            )
    try:
        return maker(Key(text, w, found, domain_of(bounds, found), options))
    except Unreadable as error:
        raise InputError(f"the key {key[:80]!r} is no {kind}: {error.message}") from error
    except (TooLarge, NotExact, KeyError, ZeroDivisionError) as error:
        raise InputError(f"the key {key[:80]!r} has no value that can be used: {error}") from error
