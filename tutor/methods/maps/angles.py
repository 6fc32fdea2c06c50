"""Angles as people type them, with their exact cosine and sine where they have one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.equality import high_precision
from tutor.errors import InputError
from tutor.exact.scalars import plain, scalar, write
from tutor.surds import root
from tutor.text import Text, say
from tutor.written import PI, Num, Op, Written, decimal, names, number

_DEGREES = re.compile(r"(?:°|\^\\circ|\^\{\\circ\}|deg(?:rees?)?)\s*$")
PLACES = 4


@dataclass(frozen=True)
class Angle:
    """An angle: in radians as it is written, in words, and cosine and sine exactly (None: rounded only)."""

    radians: Written
    words: Text
    cosine: Any
    sine: Any

    @property
    def exact(self) -> bool:
        """Are cosine and sine known exactly?"""
        return self.cosine is not None

    def written(self, *, sine: bool) -> Written:
        """Cosine or sine as it is written: exact, or rounded to four decimals."""
        value = self.sine if sine else self.cosine
        return write(value) if self.exact else rounded(Op("sin" if sine else "cos", (self.radians,)))


def rounded(w: Written) -> Written:
    """The value to four decimals.

    >>> str(rounded(Op("cos", (PI / 9,))))
    '0.9397'
    """
    value = high_precision(w, {})
    if value is None:
        raise InputError(f"{w} has no value")
    return decimal(Fraction(str(value)), PLACES)


def degrees(q: Fraction | int) -> Angle:
    """An angle in degrees.

    >>> [str(write(c)) for c in (degrees(120).cosine, degrees(75).sine)]
    ['-1/2', 'sqrt(2)/4 + sqrt(6)/4']
    """
    q = Fraction(q)
    cosine, sine = turned(int(q)) if q % 15 == 0 else (None, None)
    return Angle(_radians(q / 180), _directed(say("{q}°", q=abs(q)), q), cosine, sine)


def _directed(size: Text, sign: Fraction | int) -> Text:
    """The size of an angle with the sense in which it turns."""
    return size + Text((" counterclockwise" if sign >= 0 else " clockwise",))


def turned(angle: int) -> tuple[Any, Any]:
    """Cosine and sine of a multiple of 15 degrees, exactly.

    >>> turned(90)
    (Fraction(0, 1), Fraction(1, 1))
    """
    return _cosine(angle), _cosine(angle - 90)


def _cosine(angle: int) -> Any:
    angle %= 360
    if angle > 180:
        angle = 360 - angle
    if angle > 90:
        return plain(-_cosine(180 - angle))
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    table = {0: Fraction(1), 15: (root(6) + root(2)) * quarter, 30: root(3) * half, 45: root(2) * half, 60: half,
             75: (root(6) - root(2)) * quarter, 90: Fraction(0)}  # fmt: skip
    return plain(table[angle])


def _radians(turns: Fraction) -> Written:
    """That many π."""
    if turns < 0:
        return -_radians(-turns)
    top: Written = PI if turns.numerator == 1 else number(turns.numerator) * PI
    if not turns:
        return Num("0")
    return top if turns.denominator == 1 else top / number(turns.denominator)


def read_angle(text: str, unit: str = "") -> Angle:
    """A typed angle: ``60°``, ``60 degrees``, ``pi/3``, ``arctan(3/4)``, ``60`` (degrees), also ``… clockwise``.

    Raises
    ------
    Unreadable, InputError
        If it is none, or it is not clear whether degrees or radians are meant.

    >>> str(read_angle("pi/3").words), str(read_angle("60").words), str(read_angle("90 degrees clockwise").words)
    ('pi/3 counterclockwise', '60° counterclockwise', '90° clockwise')
    """
    from tutor.reading import read

    if unit not in ("", "degrees", "radians"):
        raise InputError(f"unit={unit!r}: choose one of degrees, radians")
    clockwise = re.search(r"(?<!counter)(?<!counter-)(?<!anti)(?<!anti-)clockwise", text, re.I)
    body = re.sub(r"(?:counter-?|anti-?)?clockwise|\bby\b", "", text, flags=re.I).strip()
    mark = _DEGREES.search(body)
    w = read(body[: mark.start()] if mark else body)
    if letters := sorted(names(w)):
        raise InputError(f"an angle must be a number; {w} holds the letter {letters[0]}")
    if clockwise:
        w = -w
    if mark or unit == "degrees":
        return degrees(_rational(w))
    turns = _rational(w / PI) if _holds_pi(w) else None
    if turns is not None:
        found = degrees(turns * 180)
        return Angle(_radians(turns), _directed(say("{r}", r=_radians(abs(turns))), turns), found.cosine, found.sine)
    inverse = _inverse_function(w)
    if inverse is not None:
        return inverse
    q = scalar(w)
    if unit == "radians":
        return Angle(w, _directed(say("{w} radians", w=w), 1), *((Fraction(1), Fraction(0)) if not q else (None, None)))
    if not isinstance(q, Fraction) or (0 < abs(q) < 7):
        raise InputError(f"the angle {w} may mean degrees or radians: write {w}°, or unit=radians")
    return degrees(q)


def _holds_pi(w: Written) -> bool:
    from tutor.written import walk

    return any(node == PI for node in walk(w))


def _rational(w: Written) -> Fraction:
    from tutor.evaluate import NotExact

    if isinstance(w, Op) and w.head == "/" and w.args[1] == PI:
        q = _pi_factor(w.args[0])
    else:
        try:
            q = scalar(w)
        except (NotExact, KeyError) as error:
            raise InputError(f"{w} is no rational number of degrees") from error
    if not isinstance(q, Fraction):
        raise InputError(f"{w} is no rational number of degrees")
    return q


def _pi_factor(w: Written) -> Fraction:
    """The q in q·π."""
    from tutor.evaluate import NotExact
    from tutor.written import Name, substitute

    def renamed(v: Written) -> Written:
        if v == PI:
            return Name("q")
        return Op(v.head, tuple(renamed(a) for a in v.args)) if isinstance(v, Op) else v

    form = renamed(w)
    try:
        zero, one, two = (scalar(substitute(form, {"q": number(k)})) for k in range(3))
    except (NotExact, KeyError, ZeroDivisionError) as error:
        raise InputError(f"{w} is no rational multiple of pi") from error
    if zero or two != 2 * one:
        raise InputError(f"{w} is no rational multiple of pi")
    q: Fraction = one
    return q


def _inverse_function(w: Written) -> Angle | None:
    """arctan, arccos and arcsin of a rational number."""
    inner = w.args[0] if isinstance(w, Op) and w.head == "neg" else w
    if not isinstance(inner, Op) or inner.head not in ("arctan", "arccos", "arcsin"):
        return None
    q = scalar(inner.args[0])
    if not isinstance(q, Fraction) or (inner.head != "arctan" and abs(q) > 1):
        raise InputError(f"{inner} is no angle with an exact cosine")
    if inner.head == "arctan":
        cosine = plain(1 / root(1 + q * q))
        sine = plain(q * cosine)
    else:
        other = plain(root(1 - q * q))
        cosine, sine = (q, other) if inner.head == "arccos" else (other, q)
    return Angle(
        w, _directed(say("{w}", w=inner), 1 if inner is w else -1), cosine, plain(-sine) if inner is not w else sine
    )
