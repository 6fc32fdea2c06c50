r"""Units behind a number: ``12 cm``, ``36\text{ cm}^2``, ``\$12.50``, ``45^\circ``, ``5 apples``, by an explicit table.

A unit is set aside and told. Where key and response both have one, they must be the same; they are not converted.
A single letter is a unit only behind a space or in ``\text{…}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TABLE = """
mm millimeter millimeters millimetre millimetres|cm centimeter centimeters centimetre centimetres
dm decimeter decimeters decimetre decimetres|m meter meters metre metres|km kilometer kilometers kilometre kilometres
inch inches in|foot feet ft|yard yards yd yds|mile miles mi|acre acres|hectare hectares ha
l liter liters litre litres L|ml mL milliliter milliliters millilitre millilitres|gallon gallons gal|quart quarts
pint pints|cup cups|ounce ounces oz|pound pounds lb lbs|ton tons tonne tonnes|g gram grams gramme grammes
kg kilogram kilograms kilo kilos|mg milligram milligrams|s sec secs second seconds|min mins minute minutes
h hr hrs hour hours|day days|week weeks wk wks|month months|year years yr yrs|ms millisecond milliseconds
dollar dollars usd USD bucks|GBP|cent cents|euro euros EUR|penny pennies|quarter quarters|nickel nickels|dime dimes
degree degrees deg degs|radian radians rad rads|N newton newtons|J joule joules|W watt watts|kW kilowatt kilowatts
V volt volts|A ampere amperes amps amp|Hz hertz|Pa pascal pascals|mol mole moles|K kelvin kelvins|ohm ohms
celsius Celsius|fahrenheit Fahrenheit|unit units|mph|kph|bit bits|byte bytes|revolution revolutions
person people persons|student students|child children kids kid|man men|woman women|boy boys|girl girls|adult adults
apple apples|orange oranges|banana bananas|egg eggs|cookie cookies|candy candies|pizza pizzas|slice slices|cake cakes
book books|page pages|pencil pencils|pen pens|ticket tickets|stamp stamps|card cards|coin coins|marble marbles
ball balls|box boxes|bag bags|bottle bottles|chair chairs|table tables|car cars|bus buses|bike bikes|tree trees
flower flowers|dog dogs|cat cats|chicken chickens|cow cows|horse horses|fish|bird birds|animal animals|game games
point points|goal goals|team teams|vote votes|item items|piece pieces|step steps|lap laps|time times|trip trips|way ways
choice choices|outcome outcomes|combination combinations|permutation permutations|arrangement arrangements
number numbers|integer integers|digit digits|side sides|vertex vertices|edge edges|face faces|triangle triangles
square squares|rectangle rectangles|solution solutions|root roots|value values|term terms|element elements|row rows
column columns|line lines|tile tiles|block blocks|house houses|room rooms|toy toys|shirt shirts|hat hats|shoe shoes
"""
_UNITS = {w: group.split()[0] for row in _TABLE.split("\n") for group in row.split("|") for w in group.split()}
_FIRST = {"inch": "in", "foot": "ft", "yard": "yd", "second": "s"}
_RATES = {"mph": "mile per h", "kph": "km per h", "kmh": "km per h", "celsius": "degree C", "fahrenheit": "degree F"}
_POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3, "squared": 2, "cubed": 3}
_LAST = 80  # characters of a unit
_WRAPPED = re.compile(r"\\(?:text|textrm|textbf|textit|mathrm|mbox|operatorname|rm)\s*\{([^{}\\]*)\}")
_CIRCLE = re.compile(r"\^?\s*\{\s*\\(?:circ|degree)\s*\}|\^?\s*\\(?:circ|degree)(?![A-Za-z])|[°º˚]")
_PERCENT = re.compile(r"[0-9]\s*(percent|per cent)[\s.]*\Z")
_GAP = re.compile(r"(?:\\[ ,;:!]|~|\s)+\Z")
_SPACE = re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])|~|(?<!\\)\$")
_PIECE = re.compile(r"\s*(?:(?P<word>[A-Za-z]+)\.?|(?P<power>\^\s*\{?\s*(-?[0-9])\s*\}?|[²³])|(?P<over>/))\s*")
_START = re.compile(
    r"\\(?:text|textrm|textbf|textit|mathrm|mbox|operatorname|rm)\s*\{|\^?\s*\{?\s*\\(?:circ|degree)"
    r"|[°º˚]|(?<![A-Za-z\\{])[A-Za-z]+"
)
_MONEY = re.compile(r"(\s*\$?\s*[-−]?\s*)(US)?(\\\$|\$(?=[0-9.])|€|£)\s*(?=\$?[0-9.])")
_CODES = {"€": "euro", "£": "GBP"}
_MATHS = re.compile(
    r"\\(?:d|t)?frac(?![A-Za-z])|\\sqrt|\\pi|\\cdot|\\times|\\left|\\right|\\div|\\[,;:! %$()\[\]]"
    r"|sqrt|(?<![A-Za-z])pi(?![A-Za-z])|π|√|(?<![A-Za-z])e(?![A-Za-z])"
    r"|(?<=[0-9])[eE](?=[-+]?[0-9])|(?<=[0-9 ])[xX](?= ?10\^)"
)
_VALUE = re.compile(r"[-+−–*/^(){}\[\]0-9.,!%\s$×·÷½⅓⅔¼¾\0]*[0-9)}!%½⅓⅔¼¾\0][\s$]*\Z")
_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))(?!\})")
_TOLD = re.compile(r"\s*in ([A-Za-z ]{1,40}):(?:\s|\\ )*")  # as it is echoed
_TOLD_ALIKE = re.compile(r"\s*in (ratio|time of day):(?:\s|\\ )*")
_CLOCK = re.compile(
    r"\s*([0-9]{1,2})\s*:\s*([0-5][0-9])\s*(?:\\text\s*\{|~|\\[,; ])?\s*([ap])\.?\s?m\.?\s*\}?\s*\Z", re.IGNORECASE
)
_RATIO = re.compile(r"\s*([1-9][0-9]{0,8})\s*(?::|\\colon|\bto\b)\s*([1-9][0-9]{0,8})\s*\Z")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text of the same length without its unit, the unit by its one name, and as it was typed."""

    text: str
    unit: str = ""
    said: str = ""


def take_unit(text: str, *, letters: bool = True) -> Measured:
    r"""The number without its unit; without letters that may be names (`letters` false) unless they are in ``\text``.

    >>> take_unit(r"36\text{ cm}^2").unit, take_unit("12.50 dollars").unit, take_unit("2 x").unit
    ('square cm', 'dollar', '')
    >>> take_unit("3 m/s"), take_unit("3m").unit
    (Measured(text='3    ', unit='m per s', said='m/s'), '')
    """
    if len(text) > 1000:
        return Measured(text)
    hundredths = _PERCENT.search(text)
    if hundredths is not None:
        a, b = hundredths.span(1)
        return Measured(text[:a] + "%" + " " * (b - a - 1) + text[b:])
    told = _TOLD.match(text)
    if told is not None and (unit := _unit(told[1], alone=True)) and _is_value(text[told.end() :]):
        return Measured(" " * told.end() + text[told.end() :], unit, told[1])
    money = _MONEY.match(text)
    if money is not None and not (money[3] == "$" and text.rstrip().endswith("$")):
        a, b = money.span(3)
        a -= len(money[2] or "")
        rest = text[:a] + " " * (b - a) + text[b:]
        if _is_value(rest):
            return Measured(rest, _CODES.get(money[3], "dollar"), text[a:b])
    for m in _START.finditer(text, max(0, len(text) - _LAST)):
        head = text[: m.start()]
        wrapped = m.group()[0] == "\\" and m.group()[-1] == "{"
        apart = head[-1:].isspace() and (letters or text.startswith("m/s", m.start()))
        unit = _unit(text[m.start() :], alone=apart or wrapped or head[-1:] in "}$,;~")
        if unit and _is_value(head) and not _lone_letter(text[m.start() :], letters=letters):
            kept = "".join("$" if c == "$" else " " for c in text[m.start() :])
            bare = _GAP.sub(lambda gap: " " * len(gap.group()), head)
            return Measured(bare + kept, unit, " ".join(text[len(head) :].split()))
    return Measured(text)


def take_ratio(text: str) -> Measured:
    """``3:4`` as 3/4, ``6:30 p.m.`` as a number of minutes: for keys that are such, and what is held against them.

    >>> take_ratio("3 : 4"), take_ratio("6:00 pm").text
    (Measured(text='3/4', unit='ratio', said=':'), '1080')
    """
    m = _CLOCK.match(text)
    if m is not None and 1 <= int(m[1]) <= 12:
        minutes = int(m[1]) % 12 * 60 + int(m[2]) + 720 * (m[3].lower() == "p")
        return Measured(str(minutes), "time of day", "minutes after midnight")
    told = _TOLD_ALIKE.match(text)
    if told is not None:
        return Measured(" " * told.end() + text[told.end() :], told[1], told[1])
    m = _RATIO.match(text)
    return Measured(f"{m[1]}/{m[2]}", "ratio", ":") if m is not None else Measured(text)


def _is_value(text: str) -> bool:
    """Is it a number written without letters, perhaps behind the sign of an equation?"""
    value = re.split(r"=|≈|\\approx", text)[-1]
    bare = _MATHS.sub(lambda m: "\0" if m.group()[-1] in "iπe" else " ", value)
    return _VALUE.match(bare) is not None and _COMMA.search(bare) is None


def _lone_letter(tail: str, *, letters: bool) -> bool:
    """Is it one letter that may be a name of the problem?"""
    return not letters and len(tail.strip(" .$")) == 1 and tail.strip(" .$").isalpha()


def _unit(tail: str, *, alone: bool) -> str:
    """The one name of a unit; "" for what is none, or a single letter that does not stand `alone`."""
    bare = _SPACE.sub(" ", _CIRCLE.sub(" degrees ", _WRAPPED.sub(r" \1 ", tail))).strip().rstrip(".")
    at, sign, ahead = 0, 1, 0
    found: list[list[object]] = []
    while at < len(bare):
        m = _PIECE.match(bare, at)
        if m is None:
            return ""
        at, word = m.end(), m["word"]
        if m["over"] or word == "per":
            if not found or sign < 0:
                return ""
            sign = -1
        elif m["power"]:
            if not found or found[-1][1] not in (1, -1):
                return ""
            found[-1][1] = (1 if found[-1][1] == 1 else -1) * int(m[3] or {"²": 2, "³": 3}[m["power"]])
        elif word in ("squared", "cubed") and found:
            found[-1][1] = _POWERS[word]
        elif word.lower() in ("square", "sq", "cubic", "cu") and not ahead and at < len(bare):
            ahead = _POWERS[word.lower()]
        elif word in ("C", "F") and found and found[-1][0] == "degree":
            found[-1][0] = f"degree {word}"
        else:
            name = _UNITS.get(word) or _UNITS.get(word.lower() if len(word) > 1 else "") or _RATES.get(word.lower())
            if name is None or (len(word) == 1 and not alone and not found):
                return ""
            name = _RATES.get(name, name)
            if found and found[-1][0] == "degree" and name.startswith("degree "):
                found.pop()
            found.append([name, sign * (ahead or 1)])
            ahead = 0
    if not found or ahead:
        return ""
    if len(found) > 2 or any(p not in (1, 2, 3, -1, -2, -3) for _, p in found):
        return ""
    named = [{1: "", 2: "square ", 3: "cubic "}[abs(int(str(p)))] + str(n) for n, p in found]
    return " per ".join(named) if len(found) == 1 or sign < 0 else ""
