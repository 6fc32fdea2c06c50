"""The bank: find families, draw problems, name them.

A bank is a package of topics of families (``<package>/<topic>/<family>.py``) that the entry point group ``tutor.bank``
names; a teacher's own package joins without a change here. A family is imported only when it is asked for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tutor.chance import Conventions, Draw
from tutor.errors import FamilyError, InputError
from tutor.fields import from_json_fields, to_json
from tutor.problem import Card, Misconception, Problem, identity, make_card, numeric_agreement, sift

GROUP = "tutor.bank"
TRIES = 60  # whole problems that may be thrown away in one draw
_SEED = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
_ID = re.compile(r"(?P<name>[^:#\s]+):(?P<level>\d{1,3}):(?P<seed>[A-Za-z0-9_-]{1,40})(?:#(?P<mark>[0-9a-f]{4}))?\Z")


@dataclass(frozen=True)
class Drawn:
    """A problem with its address.

    Attributes
    ----------
    name, level, seed
        The address: the same one gives the same problem everywhere.
    problem : Problem
    kept : tuple of Misconception
        The predicted mistakes that can be told apart.
    redraws : int
        How many candidates were thrown away.
    """

    name: str
    level: int
    seed: str
    problem: Problem
    kept: tuple[Misconception, ...] = field(repr=False, default=())
    redraws: int = 0

    @property
    def fingerprint(self) -> str:
        """The identity of the problem: 32 hex digits, whatever its address."""
        return identity(self.problem)

    @property
    def id(self) -> str:
        """``topic/family:level:seed#xxxx``, the last four digits being the fingerprint of the fields."""
        return f"{self.name}:{self.level}:{self.seed}#{self.fingerprint[:4]}"

    def json(self) -> dict[str, Any]:
        """What a file keeps of it: the address, and the fields, which stay when a family's `draw` is edited."""
        return {
            "id": self.id,
            "family": self.name,
            "level": self.level,
            "seed": self.seed,
            "fields": to_json(self.problem),
        }


@cache
def _packages() -> tuple[str, ...]:
    found = {point.value for point in entry_points(group=GROUP)}
    return tuple(sorted(found | {"problems"}))


@cache
def _files() -> dict[str, tuple[str, Path]]:
    """Name of each family: its module and its file."""
    found: dict[str, tuple[str, Path]] = {}
    for package in _packages():
        spec = find_spec(package)
        for root in (spec.submodule_search_locations or []) if spec else []:
            for path in sorted(Path(root).glob("*/*.py")):
                if path.name.startswith("_"):
                    continue
                name = f"{path.parent.name}/{path.stem}"
                if name in found:
                    raise FamilyError(f"two families have the name {name}: {found[name][1]} and {path}")
                found[name] = (f"{package}.{path.parent.name}.{path.stem}", path)
    return dict(sorted(found.items()))


def families() -> tuple[str, ...]:
    """The names of all families, ``topic/family``, in alphabetical order.

    >>> "linear_systems/three_by_three" in families()
    True
    """
    return tuple(_files())


def topics() -> tuple[str, ...]:
    """The topics, in alphabetical order."""
    return tuple(sorted({name.partition("/")[0] for name in families()}))


def resolve(name: str, *, also: Sequence[str] = ()) -> str:
    """The full name of a family: as it is, with hyphens, or without its topic where that is clear.

    Parameters
    ----------
    also : sequence of str
        Other names that may have been meant, for the message.

    Raises
    ------
    InputError
        For an unknown or ambiguous name; names the nearest ones.
    """
    plain = name.strip().replace("-", "_")
    if plain in _files():
        return plain
    short = [n for n in families() if n.partition("/")[2] == plain]
    if len(short) == 1:
        return short[0]
    if short:
        raise InputError(f"{name!r} is the name of several families: {', '.join(short)}")
    near = get_close_matches(plain, [*also, *families(), *(n.partition("/")[2] for n in families())], n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "`tutor families` lists them"
    raise InputError(f"there is no family {name!r}; {hint}")


def select(names: Sequence[str] = (), *, levels: Sequence[int] = ()) -> dict[str, tuple[int, ...]]:
    """The families that names of topics and families mean, in alphabetical order, each with its levels.

    Parameters
    ----------
    names : sequence of str
        None of them: the whole bank.
    levels : sequence of int
        Only these, where a family has them; none of them: all.

    Raises
    ------
    InputError
        For an unknown name, a named family that has none of the levels, or if nothing is left.
    """
    found: dict[str, tuple[int, ...]] = {}
    known = topics()
    for name in names or known:
        plain = name.strip().replace("-", "_").rstrip("/")
        family = "" if plain in known else resolve(name, also=known)
        for member in [family] if family else [n for n in families() if n.startswith(f"{plain}/")]:
            found[member] = tuple(level for level in card(member).levels if not levels or level in levels)
        if family and not found[family]:
            checked_level(family, levels[0])
    kept = {name: found[name] for name in sorted(found) if found[name]}
    if not kept:
        what = f"has level {' or '.join(map(str, levels))}" if levels else "is there"
        raise InputError(f"{', '.join(names) or 'the bank'}: no family {what}")
    return kept


@cache
def card(name: str) -> Card:
    """The card of a family, read from the text of its file."""
    name = resolve(name)
    path = _files()[name][1]
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise FamilyError(f"{path}, line {error.lineno}: {error.msg}") from error
    for node in tree.body:
        for call in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "family":
                options = {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
                return make_card(name, ast.get_docstring(tree) or "", **options)
    raise FamilyError(f"{path} has no class with the decorator @family(…)")


@cache
def load(name: str) -> Any:
    """The class of a family."""
    name = resolve(name)
    module = import_module(_files()[name][0])
    for thing in vars(module).values():
        if (
            isinstance(thing, type)
            and thing.__module__ == module.__name__
            and isinstance(vars(thing).get("card"), Card)
        ):
            return thing
    raise FamilyError(f"{module.__name__} has no class with the decorator @family(…)")


def seed_text(seed: int | str) -> str:
    """A seed as text; 7 and "7" are one."""
    text = str(seed)
    if not _SEED.match(text):
        raise InputError(f"the seed {text[:60]!r} is not made of 1 to 40 letters, digits, _ and -")
    return text


def checked_level(name: str, level: int) -> int:
    """The level, if the family has it."""
    levels = card(name).levels
    if level not in levels:
        raise InputError(f"{name} has no level {level}; it has levels {levels[0]} to {levels[-1]}")
    return level


def drawn(name: str, *, level: int = 1, seed: int | str = 0, conventions: Conventions | None = None) -> Drawn:
    """Draw a problem; its exact and its numeric answer are known to agree.

    Raises
    ------
    InputError
        For an unknown name, a level or a seed that does not exist.
    BankError
        When two roads disagree: a bug of the family, never redrawn away.
    """
    name = resolve(name)
    cls, level, text = load(name), checked_level(name, level), seed_text(seed)
    draw = Draw(name, level, text, conventions)
    where = f"{name}:{level}:{text}"
    for _ in draw.attempts(TRIES):
        problem: Problem = cls.draw(draw, level)
        numeric_agreement(problem, where)
        kept, clash = sift(problem)
        if not clash and (kept or not problem.misconceptions()):
            return Drawn(name, level, text, problem, kept, draw.redraws)
    raise FamilyError(f"{where}: in {TRIES} draws a misconception was always right; widen the range in draw()")


def draw(name: str, *, level: int = 1, seed: int | str = 0) -> Problem:
    """Draw a problem: the same name, level and seed give the same problem everywhere.

    >>> draw("linear_systems/three_by_three", seed=7) == draw("linear_systems/three_by_three", seed="7")
    True
    """
    return drawn(name, level=level, seed=seed).problem


def find(address: str) -> Drawn:
    """The problem of an ID ``topic/family:level:seed#xxxx``; the fingerprint may be left out.

    Raises
    ------
    InputError
        When the ID is malformed or stale (the family has changed since it was printed).
    """
    match = _ID.match(address.strip())
    if not match:
        raise InputError(
            f"{address[:80]!r} is no problem's ID; an ID looks like linear_systems/three_by_three:1:7#3f2a"
        )
    found = drawn(match["name"], level=int(match["level"]), seed=match["seed"])
    mark = match["mark"]
    if mark and identity(found.problem)[:4] != mark:
        raise InputError(
            f"{address}: this version draws another problem under that ID ({found.id}); "
            "mark it with the version that printed it, or from the paper's paper.json"
        )
    return found


def restored(data: Any) -> Drawn:
    """The problem that `Drawn.json` keeps: built from its fields, not drawn again.

    Raises
    ------
    InputError
        For an unknown family or level, spoiled fields, or fields that do not belong to the ID.
    """
    if not isinstance(data, dict):
        raise InputError(f"a stored problem is a JSON object, not {type(data).__name__}")
    for key, kind in (("id", str), ("family", str), ("level", int), ("seed", str), ("fields", dict)):
        if type(data.get(key)) is not kind:
            raise InputError(f"{key!r} is {'spoiled' if key in data else 'missing'}")
    name = data["family"]
    if name not in _files():
        resolve(name)
        raise InputError(f"there is no family {name!r}")
    problem: Problem = from_json_fields(load(name), data["fields"])
    found = Drawn(name, checked_level(name, data["level"]), seed_text(data["seed"]), problem)
    if found.id != data["id"]:
        raise InputError(f"the fields are those of {found.id}, not of {data['id'][:80]}: one of them was changed")
    return found
