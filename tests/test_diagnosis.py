"""What a wrong value tells: named mistakes, and silence where the name would be chance."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tutor.answers import exact_number
from tutor.check import compare
from tutor.diagnosis import diagnose
from tutor.reading import read
from tutor.written import decimal, number

TABLE = """
-3/7             | 3/7                  | negative
12.5             | -12.5                | negative
sqrt(2)/2        | -sqrt(2)/2           | negative
3/7              | 7/3                  | reciprocal
1/12             | 12                   | reciprocal
1                | 2                    |
3                | 6                    |
35/12            | 35/6                 | twice
35/6             | 35/12                | half
1/4              | 25                   | percent
0.35             | 0.0035               | percent
pi/6             | 30                   | degrees
2/7              | 3/7                  |
17               | 18                   |
sqrt(5)/2        | sqrt(3)/2            |
x^2 + 3x + 2     | x^2 - 3x + 2         | one-sign
x^2 + 3x + 2     | -x^2 - 3x - 2        | negative
x e^x (x + 2)    | x e^x (x - 2)        | one-sign
cos(x) - x sin(x) | cos(x) + x sin(x)   | one-sign
5 cos(5x)        | cos(5x)              | inner-factor
2x cos(x^2)      | cos(x^2)             | inner-factor
6x (x^2+1)^2     | 3 (x^2+1)^2          | inner-factor
2x e^(x^2)       | e^(x^2)              | inner-factor
2x               | 2x + 3               | constant
x^2 + 1          | x^2                  | constant
x^2 + 1          | x^2 + 2              |
3x^2             | 2x^2                 |
3x^2             | x^2                  |
(x+1)/(x+2)      | (x+2)/(x+1)          | reciprocal
sin(x) + x       | 2 sin(x) + 2x        | twice
(1, 2, 3)        | (1, -2, 3)           | one-sign
(1, 2, 3)        | (-1, -2, -3)         | negative
(1, 2, 3)        | (2, 1, 3)            | swapped
(1, 2, 3)        | (3, 6, 9)            | factor
(1, 0, 0)        | (2, 0, 0)            |
(1, 2, 3)        | (1, 2, 4)            |
(2x, 3)          | (2x, -3)             | one-sign
[1, 2; 3, 4]     | [1, 3; 2, 4]         | transposed
[1, 2; 3, 4]     | [1, -2; 3, 4]        | one-sign
[1, 2; 3, 4]     | [2, 1; 3, 4]         | swapped
[1, 2; 3, 4]     | [2, 4; 6, 8]         | factor
[1, 2; 3, 4]     | [1, 2; 3, 7]         |
""".strip().splitlines()


@pytest.mark.parametrize("row", TABLE)
def test_named(row: str) -> None:
    key, response, name = (piece.strip() for piece in row.split("|"))
    verdict = compare(key, response)
    assert verdict.status.value in ("wrong", "partly-right")
    assert verdict.misconception == (name or None), verdict
    if name:
        assert verdict.feedback


def test_rounding_too_early_is_proved() -> None:
    key = exact_number(read("Phi(7/15)"), places=4)
    assert getattr(diagnose(key, read("0.6808")), "id", None) == "rounded"  # Phi(0.47), where 0.67964 is right
    assert diagnose(key, read("0.6812")) is None


def slip(chance: random.Random, q: Fraction) -> Fraction:
    """A mistake in computing: one number too many or too few, a wrong digit, two digits exchanged, a slip in adding."""
    top, bottom = q.numerator, q.denominator
    match chance.randrange(5):
        case 0:
            return Fraction(top + chance.choice((-3, -2, -1, 1, 2, 3)), bottom)
        case 1:
            return Fraction(top, bottom + chance.choice((1, 2, 3)))
        case 2:
            digits = list(str(abs(top)))
            digits[chance.randrange(len(digits))] = str(chance.randrange(10))
            return Fraction(int("".join(digits)) * (-1 if top < 0 else 1), bottom)
        case 3:
            return q + Fraction(chance.randint(-9, 9), chance.choice((1, 1, 2, 3, 4, 5)))
    return Fraction(chance.randint(-20, 20), chance.randint(1, 12))


def test_random_slips_stay_without_a_name() -> None:
    chance = random.Random(20)
    named = tried = 0
    while tried < 1000:
        if chance.random() < 0.3:
            q, digits = Fraction(chance.randint(1, 9999), 10_000), 4
        else:
            q, digits = Fraction(chance.randint(-30, 30), chance.randint(1, 15)), 0
        wrong = slip(chance, q)
        if wrong == q or (digits and wrong.denominator % 10 and wrong.denominator > 1):
            continue
        tried += 1
        response = decimal(abs(wrong), digits) if digits else number(wrong)
        named += diagnose(exact_number(q), response) is not None
    assert named <= 20, named


def test_random_slips_in_polynomials() -> None:
    chance = random.Random(21)
    named = 0
    for _ in range(300):
        a, b, c = (chance.choice([n for n in range(-9, 10) if n]) for _ in range(3))
        wrong = [a, b, c]
        place = chance.randrange(3)
        wrong[place] = chance.choice([n for n in range(-9, 10) if n not in (0, wrong[place])])
        key, response = (f"{p}*x^2 + ({q})*x + ({r})" for p, q, r in ((a, b, c), wrong))
        found = compare(key, response).misconception
        named += found is not None and wrong[place] != -(a, b, c)[place]
    assert named <= 6, named


def test_feedback_holds_no_value_of_the_key() -> None:
    for row in TABLE:
        key, response, _ = (piece.strip() for piece in row.split("|"))
        feedback = compare(key, response).feedback
        mine, theirs = (read(text) for text in (key, response))
        assert all(w not in (mine,) or w == theirs for w in feedback.objects())
