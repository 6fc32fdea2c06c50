"""Checks of a differentiation by another road: the complex step in floats, at points where that makes sense."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.equality import Domain, points
from tutor.evaluate import function_of
from tutor.methods.derivatives.domain import domain_of
from tutor.methods.derivatives.rules import LogarithmicPower, derivative, differentiate, rules_in
from tutor.methods.derivatives.steps import logarithm
from tutor.step import Check
from tutor.text import say
from tutor.written import Name, Written


def domain_for(f: Written, x: str, variables: Sequence[str]) -> Domain:
    """Where the steps that differentiate f by x can be checked."""
    logarithms = [p.of for p in rules_in(differentiate(f, x)) if isinstance(p, LogarithmicPower)]
    functions = [f, derivative(f, x), *(logarithm(w) for w in logarithms)]
    return domain_of(functions, variables, throughout=bool(logarithms))


def complex_step(f: Written, df: Written, x: str, variables: Sequence[str], domain: Domain) -> Check:
    """Does Im f(x + ih)/h in floats come out as the derivative at every point where both are finite?"""
    import numpy as np

    places = list(points(tuple(variables), domain, 12))
    columns = [np.array([float(p[v]) for p in places]) for v in variables]
    h = 1e-20
    g = function_of(f, variables)
    zero = 0 * columns[0]
    stepped = zero + g(*(c + 1j * h * (v == x) for c, v in zip(columns, variables, strict=True)))
    stated = function_of(df, variables)(*columns) + zero
    found = np.imag(stepped) / h
    fine = np.isfinite(g(*columns) + zero) & np.isfinite(found) & np.isfinite(stated)
    agree = np.abs(found[fine] - stated[fine]) <= 1e-6 * (1 + np.abs(stated[fine]))
    what = say("the complex step Im f({x} + ih)/h in floats agrees at {n} points", x=Name(x), n=int(fine.sum()))
    return Check(what, bool(agree.all()) if fine.sum() >= 3 else None)
