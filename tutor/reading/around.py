r"""The text around an answer, by an explicit grammar: whatever is set aside is blanked in place and told.

===========================================  ==============================================================
what may stand around                        how far
===========================================  ==============================================================
``\boxed{…}`` in a sentence                  the last box wins, if only closing words follow it
``#### 42`` on the last line                 what stands before is working
code fences, backquotes, ``**…**``, quotes   around the whole answer, or around the value in a sentence
``<<9*2=18>>``                               a calculation beside its result
lead-ins: ``so the final answer is:``        only words of `_LEADS`, at least one of them in `_VERBS`
``x equals``, ``x is``                       become ``x =``
closing words: ``I hope it is correct.``     only sentences of `_CLOSINGS`
a full stop                                  one, not three
===========================================  ==============================================================

Any other sentence stays, and the reader refuses it. Blanks keep every offset where it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.reading import limits

_LEADS = """
therefore thus so hence then finally and the my our final correct right answer ans result solution value is are
it that this equals equal would be we get have find found obtain got which must should option choice approx
approximately about roughly nearly of
"""
_NOUNS = """
answers solutions roots zeros values probability angle area perimeter volume length width height radius diameter
sum product difference quotient limit derivative integral function statement total number distance speed rate
slope ratio mean median mode average variance expectation determinant rank trace matrix vector equation
expression eigenvalue eigenvalues maximum minimum point points domain range interval series cost price age
amount remainder system inverse norm dimension percentage circumference gradient general particular exact
expected surface required both all together also now
"""  # of which a sentence may say what they are, with a word of `_VERBS`
_VERBS = """
answer ans result solution is are equals equal be get have find found obtain got approx approximately about
roughly nearly therefore thus so hence finally comes simplifies s hope thanks thank done for rounded
"""
_CLOSINGS = (
    r"i hope (?:it|this|that) is correct|i hope (?:this|that|it) helps|hope (?:this|that|it) helps"
    r"|thank you|thanks|done"
    r"|q\.?e\.?d|is (?:the|my) (?:final |correct )?answer|is correct|which is (?:the|my) (?:final )?answer"
    r"|(?:,? ?for (?:all|every|any)(?: real)?(?: numbers?)? \$?[a-z]\$?)|for all real numbers"
    r"|\(?approx(?:imately)?\.?\)?|\(?rounded\)?|∎|\$?\\(?:blacksquare|square)\$?"
)
_PHRASES = (
    r"i (?:get|got|think|found|have)(?: that| it is)?|equal to|comes? out (?:to|as)(?: be)?|simplifies to"
    r"|turns out to be|it['’]?s(?: an?(?= [a-z]{2}))?|(?:is|are) an?(?= [a-z]{2})"
    r"|value of \$?[A-Za-z]\$?(?= is| equals|:)"
)
_LEAD_WORDS = "|".join(sorted((_LEADS + _NOUNS).split(), key=len, reverse=True))
_LEAD = re.compile(
    rf"[\s>*_]*(?:(?:{_PHRASES}|{_CLOSINGS}|{_LEAD_WORDS})\b\.?[\s*_]*[:,]?[\s*_]*)+(?::\s*)?(?:=(?!=)\s*)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s*(?:≈|~|\\approx(?![A-Za-z])|\\sim(?![A-Za-z]))\s*(?=[-+.0-9\\$])")
_EQUALS = re.compile(
    r"\s*\$?(?:[A-Za-z]|\\?(?:alpha|beta|theta|lambda|mu|sigma)|[αβθλμσ])\$?\s+(is equal to|is equal"
    r"|equals|equal|is)\s+(?=\$?[-+0-9.(\[{√\\])"
)
_CLOSING = re.compile(rf"(?:[\s.,!*$]|\\[\])]|\\text\{{\s*\.?\s*\}})*(?:{_CLOSINGS})?[\s.!*]*\Z", re.IGNORECASE)
_TAIL = re.compile(rf"[\s,.!]+(?:{_CLOSINGS})[\s.!*]*\Z", re.IGNORECASE)
_STOP = re.compile(
    r"(?<![.\s])\s*(?:(?<!\\)\.|\\(?:text|mathrm|textrm)\s*\{\s*\.\s*\})((?:\s|\$|\\[\])]|\*\*"
    r"|[\"”`])*)\Z"
)
_FENCE = re.compile(r"\s*(```|~~~)[a-z]{0,10}[ \t]*\n?(?P<body>[^`]*?)\s*\1\s*\Z")
_HASHES = re.compile(r"(?:.*\n)?\s*####[ \t]*(?=\S[^\n#]*\s*\Z)", re.DOTALL)
_MARKED = re.compile(
    r"(?:\A|[.,;:!?\n])\s*(?:(?:so|thus|hence|therefore|and|then)[\s,]+)*(?:the |my |our )?(?:final "
    r"|correct )?answer(?: is)?[ ]?[:=]?[ ]*(?=\S)",
    re.IGNORECASE,
)
_STEP = re.compile(r"\$?<<[-+*/.0-9=() ]{1,80}>>")
_BOLD = re.compile(r"(?<![\w*)\]}])\*\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*\*(?![\w*(\[{])")
_WORDS = re.compile(r"[\s$]*\\(?:text|textrm|mbox|mathrm)\s*\{([A-Za-z ,.:'’]+)\}(?:\\[ ,;:])*")
_LAYOUT = re.compile(r"\\(?:boxed|fbox|framebox|text|textrm|mbox|mathrm|textbf)\s*\{|\\[ ,;:()\[\]]|[$*>`{}\\]")
_QUOTES = re.compile(r"\s*(?:\"(?P<a>[^\"]+)\"|“(?P<b>[^“”]+)”|``(?P<c>[^`']+)''|`(?P<d>[^`]+)`)\s*\Z")
_CODE = re.compile(r"(?<![\w`])`([^`\n]{1,200})`(?![\w`])")
_BOX = re.compile(r"\\(?:boxed|fbox|framebox)\s*\{")
_DENIED = re.compile(
    r"\b(?:not|never|cannot|isn't|can't|wrong|incorrect|if|unless|would|either|wasn't)\b", re.IGNORECASE
)
_WORD = re.compile(r"(?<![\\A-Za-z])(?!(?:and|or)\b)[A-Za-z]{2,}(?:[\s,:]|\Z)")
_JOINED = re.compile(r"[\s$,]*(?:and|or|\\text\s*\{\s*(?:and|or)\s*\})?[\s$]*")
_MOST_BOXES = 20  # the last ones are looked at
_ANCHORS = frozenset(_VERBS.split())
_MAYBE = re.compile(
    r"[`\"“#≈~.]|\\text|\\mbox|\bfor (?:all|every|any)\b|\brounded\b|\bit['’]?s\b|\*\*|<<|\\boxed"
    r"|\\fbox|\\framebox|\\approx|\\sim|\b(?:is|are|answer|ans|result|solution|get|got|have|find"
    r"|found|obtain|equals?"
    r"|be|approx|approximately|about|roughly|nearly|so|thus|hence|therefore|finally|comes?|simplifies"
    r"|think|thanks|thank|done|hope)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A text of the same length with blanks for what was set aside, and that as it was typed."""

    text: str
    before: str = ""
    after: str = ""


def unframed(text: str) -> Framed:
    r"""The answer without the sentence around it.

    >>> f = unframed("So the final answer is: $\\boxed{2016}$. I hope it is correct.")
    >>> f.text.split(), f.before, f.after
    (['2016'], 'So the final answer is:', 'I hope it is correct.')
    >>> unframed("the sum was 3").text, unframed("x equals 5").text
    ('the sum was 3', 'x =      5')
    """
    if len(text) > limits.MAX_LENGTH or _MAYBE.search(text) is None:
        return Framed(text)
    start, end = 0, len(text)
    work = _without_signs(text)
    m = _HASHES.match(work)
    if m is not None:
        start = m.end()
    marks = list(_MARKED.finditer(work, start))
    if marks and work[start : marks[-1].start()].strip() and not _DENIED.search(work, start, marks[-1].end()):
        start = marks[-1].end()
    box = _boxed(work, start)
    if box is not None:
        start, end = box
    else:
        start, end = _sentence(work, start, end)
    inner = work[start:end]
    if not inner.strip():
        return Framed(text)
    m = _EQUALS.match(inner)
    if m is not None:
        a, b = m.span(1)
        inner = inner[:a] + "=" + " " * (b - a - 1) + inner[b:]
    start += len(inner) - len(inner.lstrip())
    inner = inner.lstrip()
    found = " " * start + inner + " " * (len(text) - end)
    return Framed(found, _told(text[:start]), _told(text[end:]))


def _told(piece: str) -> str:
    """What is said of the text that was set aside: itself, or that it led to the answer."""
    words = " ".join(_LAYOUT.sub(" ", piece).split()).lstrip(".,:; ")
    if not words.strip("~≈#"):
        return "approximately" if words.strip("#") else ""
    found = _LEAD.fullmatch(f"{words} ")
    return words if found is not None else "the answer is"


def _blank(text: str, *spans: tuple[int, int]) -> str:
    for a, b in spans:
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _without_signs(text: str) -> str:
    """Without fences, quotes, bold signs and calculations in double angle brackets."""
    m = _FENCE.match(text)
    if m is not None:
        a, b = m.span("body")
        text = _blank(text, (0, a), (b, len(text)))
    m = _WORDS.match(text)
    if m is not None:
        text = _blank(text, (m.start(), m.start(1)), (m.end(1), m.end()))
    m = _QUOTES.match(text)
    if m is not None:
        a, b = m.span(m.lastgroup or 0)
        text = _blank(text, (0, a), (b, len(text)))
    if "**" in text:
        for m in _BOLD.finditer(text):
            text = _blank(text, (m.start(), m.start(1)), (m.end(1), m.end()))
    if "`" in text:
        for m in _CODE.finditer(text):
            text = _blank(text, (m.start(), m.start(1)), (m.end(1), m.end()))
    if "<<" in text:
        for m in _STEP.finditer(text):
            text = _blank(text, m.span())
    return text


def _boxed(text: str, start: int) -> tuple[int, int] | None:
    """What the last box holds, or several with only commas and 'and' between; closing words alone stand behind."""
    found_boxes = list(_BOX.finditer(text, start))[-_MOST_BOXES:]
    boxes = [(m.start(), m.end(), _closed(text, m.end())) for m in found_boxes]
    if not boxes or not boxes[-1][2] or _CLOSING.match(text, boxes[-1][2]) is None:
        return None
    first = len(boxes) - 1
    while first and _JOINED.fullmatch(text, boxes[first - 1][2], boxes[first][0]):
        first -= 1
    before = text[start : boxes[first][0]]
    if first < len(boxes) - 1:
        found = boxes[first][0], boxes[-1][2]
        if text[found[0] - 1 : found[0]] == "$" and text[found[1] : found[1] + 1] == "$":
            found = found[0] - 1, found[1] + 1
    else:
        found = boxes[-1][1], boxes[-1][2] - 1
    if before.strip(" $\n") and (_WORD.search(before) is None or _DENIED.search(re.split(r"[.!?]\s", before)[-1])):
        return None
    return found


def _closed(text: str, at: int) -> int:
    """Where the brace that is open at `at` has been closed; 0 if nowhere."""
    depth = 1
    while at < len(text) and depth:
        depth += (text[at] == "{") - (text[at] == "}") if text[at - 1] != "\\" else 0
        at += 1
    return 0 if depth else at


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the answer begins and ends between a lead-in and closing words."""
    m = _TAIL.search(text, start)
    if m is not None and text[start : m.start()].strip():
        end = m.start()
    m = _STOP.search(text, start, end)
    if m is not None and text[start : m.start()].strip():
        if m.group(1).strip():
            text = text[: m.start()] + " " * (m.start(1) - m.start()) + text[m.start(1) :]
        else:
            end = m.start()
    m = _LEAD.match(text, start, end)
    if m is not None and text[m.end() : end].strip():
        words = set(re.findall(r"[a-z]+", m.group().lower()))
        glued = text[m.end() : m.end() + 1].isalnum() and text[m.end() - 1].isalnum()
        named = m.group().rstrip()[-1:] in ("=", ":") and ";" in text[m.end() : end]  # one of several pieces
        if not glued and not named and words & _ANCHORS:
            start = m.end()
    m = _ABOUT.match(text, start, end)
    if m is not None:
        start = m.end()
    return start, end
