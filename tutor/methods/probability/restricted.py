"""Counting with conditions: choices in turn, coloured rows, at least so many of a kind, codes with a repetition."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tutor.methods.probability.claims import Count, Found
from tutor.methods.probability.writing import product, total
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Written, number

N = Name("N")


def _binomial(n: int, k: int) -> Op:
    return Op("binomial", (number(n), number(k)))


def _solution(given: Text, steps: Sequence[Step], value: int, code: str, check: Check) -> Solution:
    words = say("There are {n} ways.", n=value)
    return Solution("counting", given, tuple(steps), number(value), words, f"{code}print(answer)\n", checks=(check,))


def _orders(n: int, k: int, label: Written) -> Step:
    why = say("Order matters, nothing is used twice: {n} ways for the first place, one fewer for each next.", n=n)
    question = say("Does the order matter, and can a thing be used twice?")
    left = product(*(number(n - i) for i in range(k)))
    claim = Count(number(math.perm(n, k)), left=left, label=label, model=("permutations", n, k))
    return Step(why, claim, question=question)


def _choice(n: int, k: int, label: Written) -> Step:
    why = say("Order does not matter and nothing is chosen twice: combinations of {k} out of {n}.", k=k, n=n)
    claim = Count(number(math.comb(n, k)), left=_binomial(n, k), label=label, model=("combinations", n, k))
    return Step(why, claim, question=say("Does the order matter?"))


def _together(factors: Sequence[int]) -> Step:
    why = say("Each choice goes with each of the others: multiply the numbers of possibilities.")
    question = say("If the first choice is made, how many possibilities are left for the others?")
    left = product(*map(number, factors))
    return Step(why, Found(left=left, result=number(math.prod(factors)), label=N), question=question)


def orders_and_words(a: int, b: int, c: int, d: int) -> Solution:
    """b different ones of a in order, then d places with one of c each, repetition allowed.

    >>> str(orders_and_words(5, 2, 3, 2).answer)
    '180'
    """
    first, second = math.perm(a, b), c**d
    why = say("Each of the {d} places has {c} possibilities, whatever stands in the others: multiply.", c=c, d=d)
    words = Count(number(second), left=number(c) ** d, label=Name("N2"), model=("words", c, d))
    steps = (_orders(a, b, Name("N1")), Step(why, words), _together((first, second)))
    again = math.comb(a, b) * math.factorial(b) * second
    check = Check(say("Choosing first and ordering afterwards gives the same."), again == first * second)
    code = f"import numpy as np\n\nanswer = float(np.prod(np.arange({a - b + 1}, {a + 1})) * {c}.0**{d})\n"
    return _solution(say("An order, then places with repetition."), steps, first * second, code, check)


def choice_and_extras(a: int, b: int, extras: Sequence[int]) -> Solution:
    """b of a without order, and one of each number of further things.

    >>> str(choice_and_extras(5, 2, (3, 4)).answer)
    '120'
    """
    factors = (math.comb(a, b), *extras)
    value = math.prod(factors)
    again = sum(math.comb(j, b - 1) for j in range(a)) * math.prod(extras)
    check = Check(say("Counting the choices by their last member gives the same."), again == value)
    listed = ", ".join(map(str, extras))
    code = f"from math import comb\n\nimport numpy as np\n\nanswer = float(np.prod([comb({a}, {b}), {listed}]))\n"
    steps = (_choice(a, b, Name("N1")), _together(factors))
    return _solution(say("A choice and further choices of one each."), steps, value, code, check)


def offices_and_committee(a: int, b: int, c: int) -> Solution:
    """b of a in different offices, then c of the others without order.

    >>> str(offices_and_committee(5, 2, 2).answer)
    '60'
    """
    first, second = math.perm(a, b), math.comb(a - b, c)
    again = math.comb(a, c) * math.perm(a - c, b)
    check = Check(say("Choosing in the other order gives the same."), again == first * second)
    code = (
        "from math import comb\n\nimport numpy as np\n\n"
        f"answer = float(np.prod(np.arange({a - b + 1}, {a + 1})) * comb({a - b}, {c}))\n"
    )
    steps = (_orders(a, b, Name("N1")), _choice(a - b, c, Name("N2")), _together((first, second)))
    return _solution(say("An order, then a choice from the rest."), steps, first * second, code, check)


def coloured_row(counts: Sequence[int]) -> int:
    """How many rows there are of things of several colours, equal ones not told apart.

    >>> coloured_row((2, 1, 1))
    12
    """
    value = math.factorial(sum(counts))
    for c in counts:
        value //= math.factorial(c)
    return value


def in_a_row(counts: Sequence[int]) -> Solution:
    """The steps for `coloured_row`.

    >>> str(in_a_row((2, 1, 1)).answer)
    '12'
    """
    n, value = sum(counts), coloured_row(counts)
    below = [Op("!", (number(c),)) for c in counts if c > 1]
    why = say(
        "{all} orders of {n} things, but exchanging equal ones changes nothing: divide by the orders within each kind.",
        all=Op("!", (number(n),)), n=n,
    )  # fmt: skip
    letters = "".join(chr(65 + i) * c for i, c in enumerate(counts))
    claim = Count(number(value), left=Op("!", (number(n),)) / product(*below), label=N, model=("letters", letters))
    again, free = 1, n
    for c in counts:
        again *= math.comb(free, c)
        free -= c
    check = Check(say("Choosing the places for one kind after the other gives the same."), again == value)
    code = (
        "from math import factorial\n\nimport numpy as np\n\n"
        f"counts = [{', '.join(map(str, counts))}]\n"
        "answer = factorial(sum(counts)) / np.prod([float(factorial(c)) for c in counts])\n"
    )
    question = say("Which things can be exchanged without changing the row?")
    return _solution(
        say("A row of equal and different things."), (Step(why, claim, question=question),), value, code, check
    )


def teams(k: int, n: int, m: int, r: int, *, most: bool = False) -> int:
    """Teams of k from n and m people with at least (or at most) r of the m.

    >>> teams(3, 4, 3, 2)
    13
    """
    sizes = range(r + 1) if most else range(r, k + 1)
    return sum(math.comb(m, j) * math.comb(n, k - j) for j in sizes if j <= k)


def team_steps(k: int, n: int, m: int, r: int, *, most: bool = False) -> Solution:
    """The steps for `teams`, directly or by the complement, whichever needs fewer cases.

    >>> str(team_steps(3, 4, 3, 2).answer)
    '13'
    """
    value, every = teams(k, n, m, r, most=most), math.comb(n + m, k)
    possible = [j for j in range(k + 1) if j <= m and k - j <= n]
    wanted = [j for j in possible if (j <= r if most else j >= r)]
    others = [j for j in possible if j not in wanted]
    complement = 0 < len(others) < len(wanted)
    cases = others if complement else wanted
    steps: list[Step] = []
    found: list[int] = []
    for j in cases:
        ways = math.comb(m, j) * math.comb(n, k - j)
        why = say(
            "Exactly {j} of the {m} and {i} of the {n}: choose from each group and multiply.", j=j, m=m, i=k - j, n=n
        )
        left = product(_binomial(m, j), _binomial(n, k - j))
        steps.append(Step(why, Found(left=left, result=number(ways), label=Name(f"N{j}"))))
        found.append(ways)
    if complement:
        why = say("All choices without the condition: {k} of {n}.", k=k, n=n + m)
        claim = Count(number(every), left=_binomial(n + m, k), label=Name("A"), model=("combinations", n + m, k))
        steps.append(Step(why, claim))
        left2: Written = number(every)
        for w in found:
            left2 = left2 - number(w)
        why = say("Complement: all choices without those that are not wanted.")
        question = say("Are there fewer cases to count for the opposite?")
        steps.append(Step(why, Found(left=left2, result=number(value), label=N), question=question))
    elif len(found) > 1:
        why = say("The cases exclude each other: add them.")
        steps.append(Step(why, Found(left=total([number(w) for w in found]), result=number(value), label=N)))
    again = (
        sum(1 for mask in range(1 << (n + m)) if mask.bit_count() == k and _fits(mask, m, r, most))
        if n + m <= 12
        else value
    )
    check = Check(say("Listing all teams gives the same.") if n + m <= 12 else say("The cases cover all teams."),
                  again == value and sum(math.comb(m, j) * math.comb(n, k - j) for j in possible) == every)  # fmt: skip
    sizes = f"range(0, {r + 1})" if most else f"range({r}, {k + 1})"
    code = (
        "from math import comb\n\nimport numpy as np\n\n"
        f"cases = [comb({m}, j) * comb({n}, {k} - j) for j in {sizes}]\nanswer = float(np.sum(cases))\n"
    )
    return _solution(say("Teams with a condition."), steps, value, code, check)


def _fits(mask: int, m: int, r: int, most: bool) -> bool:
    inside = (mask & ((1 << m) - 1)).bit_count()
    return inside <= r if most else inside >= r


def codes_with_repeat(n: int, k: int) -> int:
    """Codes of k places from n symbols in which at least one symbol occurs more than once.

    >>> codes_with_repeat(10, 2)
    10
    """
    return int(n**k - math.perm(n, k))


def repeat_steps(n: int, k: int) -> Solution:
    """The steps for `codes_with_repeat`.

    >>> str(repeat_steps(10, 2).answer)
    '10'
    """
    value, every, different = codes_with_repeat(n, k), n**k, math.perm(n, k)
    left = product(*(number(n - i) for i in range(k)))
    steps = (
        Step(
            say("Without a condition: each of the {k} choices has {n} possibilities.", k=k, n=n),
            Count(number(every), left=number(n) ** k, label=Name("A"), model=("words", n, k)),
        ),
        Step(
            say("The opposite: all choices different, so one possibility fewer at each next choice."),
            Count(number(different), left=left, label=Name("B"), model=("permutations", n, k)),
            question=say("What is the opposite of at least one repetition?"),
        ),
        Step(
            say("Complement: all possibilities without those that have no repetition."),
            Found(left=number(every) - number(different), result=number(value), label=N),
        ),
    )
    counts = [1] + [0] * k  # by the number of different symbols so far
    for _ in range(k):
        counts = [d * c + ((n - d + 1) * counts[d - 1] if d else 0) for d, c in enumerate(counts)]
    check = Check(say("Counting choice by choice, by the number of different ones so far, gives the same."),
                  sum(counts[:k]) == value)  # fmt: skip
    code = f"import numpy as np\n\nanswer = float({n})**{k} - np.prod(np.arange({n - k + 1}, {n + 1}, dtype=float))\n"
    return _solution(say("Codes with a repetition."), steps, value, code, check)
