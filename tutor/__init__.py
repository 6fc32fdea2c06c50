"""A tutor for the course Mathematics for Machine Learning.

>>> import tutor
>>> problem = tutor.draw("linear_systems/three_by_three", level=1, seed=7)
>>> tutor.check(problem, problem.answer().typed()).status.value
'right'

The names below are loaded when they are first used; importing `tutor` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.bank import card, draw, families
    from tutor.certify import certify
    from tutor.check import check, compare
    from tutor.papers import paper
    from tutor.preview import preview
    from tutor.solve import methods, solve

__version__ = "0.1.0"

_HOMES = {
    "card": "bank",
    "certify": "certify",
    "check": "check",
    "compare": "check",
    "draw": "bank",
    "families": "bank",
    "methods": "solve",
    "paper": "papers",
    "preview": "preview",
    "solve": "solve",
}

__all__ = ["card", "certify", "check", "compare", "draw", "families", "methods", "paper", "preview", "solve"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tutor' has no attribute {name!r}")
    return getattr(import_module(f"tutor.{_HOMES[name]}"), name)


class _Package(ModuleType):
    """Keeps ``tutor.check`` the function when the module of that name has been imported too."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
import_module("tutor.notebook")  # records show themselves as mathematics; the printers are loaded when one is shown


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
