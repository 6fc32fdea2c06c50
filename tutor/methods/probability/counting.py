"""Counting: choosing, arranging, words, committees.

Example: tutor solve counting "committee 2 of 5 and 3 of 6"

Phrases that are understood (numbers are yours):

- ``choose 3 of 8``: a selection, order does not matter; ``choose 3 of 8 with repetition``
- ``arrange 3 of 8``, ``arrange 5``: in order, each at most once
- ``words of length 3 from 5 letters``, with ``without repetition`` if no letter may occur twice
- ``arrangements of MISSISSIPPI``: letters of a word, equal ones not told apart
- ``committee 2 of 5 and 3 of 6``: so many from each group
- ``seat 6 in a circle``: rotations count as the same
- ``subsets of 5``
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence

from tutor.errors import InputError
from tutor.methods.probability.claims import Count, Found
from tutor.methods.probability.language import Piece, listed, piece_of
from tutor.methods.probability.writing import product
from tutor.step import Check, Solution, Step
from tutor.text import Text, say
from tutor.written import Name, Op, Words, Written, number

MAX_N = 300
N = Name("N")


def _binomial(n: int, k: int) -> Op:
    return Op("binomial", (number(n), number(k)))


def _factorial(n: int) -> Op:
    return Op("!", (number(n),))


def falling(n: int, k: int) -> Written:
    """n·(n − 1)·…, k factors.

    >>> str(falling(8, 3))
    '8*7*6'
    """
    return product(*(number(n - i) for i in range(k))) if k else number(1)


def _choices(n: int, k: int, label: Written) -> list[Step]:
    """C(n, k) as a quotient with k factors, then its value."""
    value = math.comb(n, k)
    few = min(k, n - k)
    quotient = falling(n, few) / falling(few, few) if few > 1 else number(math.comb(n, few))
    formula = _binomial(n, k)
    model = ("combinations", n, k)
    if few <= 1 or few > 12:
        why = say("Order does not matter and nothing is chosen twice: combinations of {k} out of {n}.", k=k, n=n)
        return [Step(why, Count(number(value), left=formula, label=label, model=model))]
    why = say(
        "Order does not matter, nothing is chosen twice: combinations of {k} out of {n}; {f} factors above and below.",
        k=k, n=n, f=few,
    )  # fmt: skip
    return [
        Step(why, Found(left=formula, result=quotient, label=label), question=say("Does the order matter?")),
        Step(say("Cancel and multiply."), Count(number(value), left=quotient, label=label, model=model)),
    ]


def choose(k: int, n: int) -> Solution:
    """Selections of k out of n, without repetition.

    >>> str(choose(3, 8).answer)
    '56'
    """
    return _solution(
        say("Choose {k} of {n}; order does not matter, nothing twice.", k=k, n=n),
        tuple(_choices(n, k, N)),
        math.comb(n, k),
        f"answer = {_comb_code(n, k)}",
        _pascal(n, k),
    )


def choose_repeated(k: int, n: int) -> Solution:
    """Selections of k out of n kinds where a kind may be taken several times.

    >>> str(choose_repeated(2, 3).answer)
    '6'
    """
    formula = _binomial(n + k - 1, k)
    why = say(
        "Repetition allowed, order does not matter: {k} stars and {bars} bars in {m} places; choose those for stars.",
        k=k, bars=n - 1, m=n + k - 1,
    )  # fmt: skip
    value = math.comb(n + k - 1, k)
    step = Step(why, Count(number(value), left=formula, label=N, model=("multisets", n, k)))
    return _solution(
        say("Choose {k} from {n} kinds with repetition; order does not matter.", k=k, n=n),
        (step,),
        value,
        f"answer = {_comb_code(n + k - 1, k)}",
        _pascal(n + k - 1, k),
    )


def arrange(k: int, n: int) -> Solution:
    """Arrangements of k out of n in order, each at most once.

    >>> str(arrange(3, 8).answer)
    '336'
    """
    value = math.perm(n, k)
    left = falling(n, k) if k <= 20 else _factorial(n) / _factorial(n - k)
    if k == n:
        left = _factorial(n)
    why = say("Order matters, nothing is used twice: {n} ways for the first place, one fewer for each next place.", n=n)
    step = Step(
        why,
        Count(number(value), left=left, label=N, model=("permutations", n, k)),
        question=say("How many ways are there to fill the first place, and then the second?"),
    )
    again = math.prod(range(n - k + 1, n + 1)) if k else 1
    return _solution(
        say("Arrange {k} of {n} in order, nothing twice.", k=k, n=n),
        (step,),
        value,
        f"answer = float(np.prod(np.arange({n - k + 1}, {n + 1}, dtype=float)))",
        Check(say("The product of the last {k} whole numbers up to {n} is the same.", k=k, n=n), again == value),
    )


def words_of(length: int, letters: int) -> Solution:
    """Words of a length from an alphabet, letters may repeat.

    >>> str(words_of(3, 5).answer)
    '125'
    """
    value = letters**length
    why = say(
        "Each of the {k} places has {n} possibilities, whatever stands in the others: multiply.", k=length, n=letters
    )
    step = Step(why, Count(number(value), left=number(letters) ** length, label=N, model=("words", letters, length)))
    again = 1
    for _ in range(length):
        again *= letters
    return _solution(
        say("Words of length {k} from {n} letters; letters may repeat.", k=length, n=letters),
        (step,),
        value,
        f"answer = float({letters}) ** {length}",
        Check(say("Multiplying place by place gives the same."), again == value),
    )


def letters_of(word: str) -> Solution:
    """Arrangements of the letters of a word, equal letters not told apart.

    >>> str(letters_of("MISSISSIPPI").answer)
    '34650'
    """
    n = len(word)
    repeated = [(c, word.count(c)) for c in sorted(set(word)) if word.count(c) > 1]
    value = math.factorial(n)
    for _, m in repeated:
        value //= math.factorial(m)
    left: Written = _factorial(n)
    if repeated:
        left = left / product(*(_factorial(m) for _, m in repeated))
        which = listed([f"{c} ({m} times)" for c, m in repeated])
        why = say(
            "{all} orders of {n} letters, but exchanging equal ones changes nothing: divide by the orders of {which}.",
            all=_factorial(n), n=n, which=which,
        )  # fmt: skip
    else:
        why = say("All {n} letters are different: {all} orders.", n=n, all=_factorial(n))
    step = Step(
        why,
        Count(number(value), left=left, label=N, model=("letters", word)),
        question=say("Which letters can be exchanged without changing the word?"),
    )
    again, free = 1, n
    for c in sorted(set(word)):  # places for one letter after the other
        again *= math.comb(free, word.count(c))
        free -= word.count(c)
    code = (
        "from math import factorial\n\n"
        f'word = "{word}"\n'
        "_, counts = np.unique(list(word), return_counts=True)\n"
        "answer = factorial(len(word)) / np.prod([float(factorial(c)) for c in counts])"
    )
    return _solution(
        say("Arrange the letters of {word}.", word=Words(word)),
        (step,),
        value,
        code,
        Check(say("Choosing the places for one letter after the other gives the same."), again == value),
    )


def committee(parts: Sequence[tuple[int, int]]) -> Solution:
    """A committee with k of n from each of several groups.

    >>> str(committee([(2, 5), (3, 6)]).answer)
    '200'
    """
    steps: list[Step] = []
    values = []
    for i, (k, n) in enumerate(parts, 1):
        label = Name(f"N{i}")
        steps += _choices(n, k, label)
        values.append(math.comb(n, k))
    total = math.prod(values)
    if len(parts) > 1:
        why = say("Each choice from one group goes with each choice from the others: multiply.")
        steps.append(Step(why, Found(left=product(*map(number, values)), result=number(total), label=N)))
    pairs = listed([f"{k} of {n}" for k, n in parts])
    factors = " * ".join(_comb_code(n, k) for k, n in parts)
    again = math.prod(math.perm(n, k) // math.factorial(k) for k, n in parts)
    return _solution(
        say("Choose {pairs}.", pairs=pairs),
        tuple(steps),
        total,
        f"answer = {factors}",
        Check(say("Ordered choices divided by the orders of the chosen give the same."), again == total),
    )


def circle(n: int) -> Solution:
    """Seatings round a table; rotations are the same.

    >>> str(circle(6).answer)
    '120'
    """
    value = math.factorial(n - 1)
    why = say("Fix one person, since rotations count as the same; the other {m} can sit in any order.", m=n - 1)
    step = Step(why, Count(number(value), left=_factorial(n - 1), label=N, model=("circle", n)))
    return _solution(
        say("Seat {n} people round a table.", n=n),
        (step,),
        value,
        f"answer = float(np.prod(np.arange(1, {n}, dtype=float)))",
        Check(
            say("All orders in a row divided by the {n} rotations give the same.", n=n), math.factorial(n) == n * value
        ),
    )


def subsets(n: int) -> Solution:
    """All subsets of a set of n things.

    >>> str(subsets(5).answer)
    '32'
    """
    value = 2**n
    why = say("Each of the {n} things is in or out: two possibilities each, multiply.", n=n)
    step = Step(why, Count(number(value), left=number(2) ** n, label=N, model=("subsets", n)))
    again = sum(math.comb(n, k) for k in range(n + 1))
    return _solution(
        say("Count the subsets of a set of {n}.", n=n),
        (step,),
        value,
        f"answer = 2.0 ** {n}",
        Check(say("Adding the subsets of each size gives the same."), again == value),
    )


def _comb_code(n: int, k: int) -> str:
    k = min(k, n - k)
    return f"np.prod([({n} - i) / (i + 1) for i in range({k})])" if k else "1.0"


def _pascal(n: int, k: int) -> Check:
    row = [1]
    for _ in range(n):
        row = [1, *(a + b for a, b in itertools.pairwise(row)), 1]
    return Check(say("Pascal's triangle has the same number in row {n}.", n=n), row[k] == math.comb(n, k))


def _solution(given: Text, steps: tuple[Step, ...], value: int, code: str, check: Check) -> Solution:
    program = f"import numpy as np\n\n{code}\nprint(answer)\n"
    if "from math" in code:
        head, _, rest = code.partition("\n\n")
        program = f"{head}\n\nimport numpy as np\n\n{rest}\nprint(answer)\n"
    return Solution(
        "counting", given, steps, number(value), say("There are {n} ways.", n=value), program, checks=(check,)
    )


# ---------------------------------------------------------------- reading

FORMS = (
    "choose 3 of 8", "choose 3 of 8 with repetition", "arrange 3 of 8", "arrange 5", "words of length 3 from 5 letters",
    "arrangements of MISSISSIPPI", "committee 2 of 5 and 3 of 6", "seat 6 in a circle", "subsets of 5",
)  # fmt: skip

_OUT_OF = r"(\d+)\s*(?:of|out of|from)\s*(\d+)"
_PHRASES: tuple[tuple[str, Callable[..., Solution]], ...] = (
    (rf"(?:choose|select|pick)\s+{_OUT_OF}\s+with\s+repetition", choose_repeated),
    (rf"(?:choose|select|pick)\s+{_OUT_OF}(?:\s+without\s+repetition)?", choose),
    (rf"(?:arrange|order|permute)\s+{_OUT_OF}", arrange),
    (r"words of length (\d+) (?:from|of|over) (\d+) letters without repetition", arrange),
    (r"words of length (\d+) (?:from|of|over) (\d+) letters(?: with repetition)?", words_of),
    (r"seat (\d+) (?:people )?(?:in|round|around) a (?:circle|table|round table)", circle),
    (r"subsets of (?:a set of )?(\d+)", subsets),
)


def from_text(*inputs: str) -> Solution:
    """The user's own problem: one phrase of those in the module's docstring."""
    piece = piece_of(" ".join(inputs))
    text = re.sub(r"\s+", " ", piece.text)
    if m := re.fullmatch(r"(?:arrangements|permutations|anagrams) of ([A-Za-z]{1,40})", text, re.IGNORECASE):
        return letters_of(m.group(1))
    if m := re.fullmatch(rf"committee (?:of )?({_OUT_OF}(?:(?: and |, ){_OUT_OF})*)", text, re.IGNORECASE):
        pairs = [(_number(a, piece), _number(b, piece)) for a, b in re.findall(_OUT_OF, m.group(1))]
        for k, n in pairs:
            _possible(k, n)
        return committee(pairs)
    if m := re.fullmatch(r"(?:arrange|order|permute) (\d+)", text, re.IGNORECASE):
        n = _number(m.group(1), piece)
        return arrange(n, n)
    for pattern, make in _PHRASES:
        if m := re.fullmatch(pattern, text, re.IGNORECASE):
            numbers = [_number(g, piece) for g in m.groups()]
            if make in (choose, arrange):
                _possible(*numbers)
            if make is circle and not numbers[0]:
                raise InputError("nobody is to be seated: give a number of people from 1 on")
            if make is choose_repeated and not numbers[1]:
                raise InputError("there are no kinds to choose from: give a number from 1 on")
            return make(*numbers)
    raise InputError(f"the phrase '{text}' is not known; use one of: {'; '.join(FORMS)}")


def _number(digits: str, piece: Piece) -> int:
    if len(digits) > 4 or int(digits) > MAX_N:
        raise InputError(f"the number {digits} in '{piece.text}' is too large: at most {MAX_N}")
    return int(digits)


def _possible(k: int, n: int) -> None:
    if k > n:
        raise InputError(f"{k} of {n} cannot be taken without repetition: there are only {n}")


def ways(pairs: Sequence[tuple[int, int]]) -> int:
    """The number of committees with k of n from each group, without steps.

    >>> ways([(2, 5), (3, 6)])
    200
    """
    return math.prod(math.comb(n, k) for k, n in pairs)
