"""Every head of the language in every format: nothing is dropped, all formats show the same, Typst compiles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from emitter_examples import CODE, DOCUMENT, EVERYTHING, EXAMPLES, LINES, SYSTEM, TREE, op

from tutor.errors import InputError
from tutor.render import FORMATS, Document, Listing, Paragraph, render, typst_page
from tutor.render.document import flow
from tutor.render.latex import latex
from tutor.render.latex_page import inline as latex_words
from tutor.render.markdown import inline as markdown_words
from tutor.render.terminal import block, inline
from tutor.render.typst import typst
from tutor.text import Text, say
from tutor.written import CONSTANTS, FUNCTIONS, RELATIONS, Name, Num, Op, Words, Written, matrix, walk, written

x, y = Name("x"), Name("y")
EMITTERS: dict[str, Callable[[Written], str]] = {"inline": inline, "latex": latex, "typst": typst}


def digits(text: str) -> Counter[str]:
    """The numbers that a text shows, markup taken away."""
    text = re.sub(r"augment: #\d+|[\d.]+(cm|em|pt)|alignedat}{\d}|columns: \d+|[xy] == 0|\\q?quad", " ", text)
    text = re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁼⁺ⁿⁱ]+|[₀₁₂₃₄₅₆₇₈₉₌]+)", r" \1 ", text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text)))


def heads_of_the_docstring() -> set[str]:
    import tutor.written

    doc = (tutor.written.__doc__ or "").partition("Heads of `Op`")[2]
    found = {m.split()[0] for m in re.findall(r"``([^`]+)``", doc)}
    found |= {"+", "*", "/", "^", "neg"} | CONSTANTS | FUNCTIONS | RELATIONS | {"list", "set", "tuple", "case", "line"}
    return {h for h in found if re.fullmatch(r"\w+|[-+*/^!<>=≈]+", h)} - {"a", "R"}


def test_there_is_an_example_for_every_head() -> None:
    assert heads_of_the_docstring() <= EXAMPLES.keys()


@pytest.mark.parametrize("head", EXAMPLES)
def test_all_formats_show_the_same_numbers_and_names(head: str) -> None:
    for w in EXAMPLES[head]:
        if any(isinstance(n, Op) and n.head in ("lines", "code") for n in walk(w)):
            continue
        shown = {name: emit(w) for name, emit in EMITTERS.items()}
        expected = digits(shown["inline"])
        assert digits(shown["latex"]) == expected, shown
        assert digits(shown["typst"]) == expected, shown
        assert digits("\n".join(block(w))) == expected, block(w)
        for number in {n.text for n in walk(w) if isinstance(n, Num)} - {"1"}:
            if head not in ("augmented", "transpose", "line"):
                assert number in expected, (number, shown)
        for name in {n.text for n in walk(w) if isinstance(n, Name) and len(n.text) == 1}:
            assert all(
                name in unicodedata.normalize("NFKC", s).replace("ℝ", "R") or name == "R" for s in shown.values()
            )


def test_lines_show_labels_equations_and_every_line() -> None:
    for emit in EMITTERS.values():
        shown = emit(LINES)
        assert all(label in shown for label in ("first", "second", "third"))
    picture = "\n".join(block(LINES))
    assert all(equation in picture for equation in ("3x + y = 9", "4x − 2y = 5", "y = 3"))
    assert all(picture.count(mark) > 10 for mark in "*o+")


def test_typst_of_every_example_compiles() -> None:
    source = "\n\n".join(typst_page.display(w) + f"\n\n${typst(w)}$" for w in EVERYTHING)
    assert typst_page.pdf(source).startswith(b"%PDF")


def test_code_is_verbatim() -> None:
    source = str(CODE)
    assert all(line in "\n".join(block(CODE)) for line in source.split("\n"))
    for format in ("md", "latex", "terminal"):
        page = str(render(Document("t", blocks=(Paragraph(Text((CODE,))),)), format))
        assert all(line in page for line in source.split("\n"))


@pytest.mark.parametrize(
    ("w", "expected"),
    [
        (2 * x**2 - 3, "2x² − 3"),
        (op("*", 3, 4), "3·4"),
        (op("+", op("*", 2, 3), op("neg", op("*", 4, op("neg", 1)))), "2·3 − 4·(−1)"),
        (op("sqrt", x + 1), "√(x + 1)"),
        (op("*", op("neg", 2), x), "−2x"),
        (op("*", 2, x + 1), "2(x + 1)"),
        (x * op("sin", x), "x sin(x)"),
        (op("*", 3, op("^", x, 2), op("cos", x)), "3x² cos(x)"),
        (op("*", op("exp", 2 * x), op("sin", x)), "e²ˣ sin(x)"),
        (op("*", x, op("exp", -x)), "xe⁻ˣ"),
        (op("^", op("sin", x), 2), "sin²(x)"),
        (op("+", 1, op("neg", op("+", x, y))), "1 − (x + y)"),
        (op("*", op("sigmoid", x), 1 - op("sigmoid", x)), "σ(x)(1 − σ(x))"),
        (op("partial", x, Name("f")), "∂f/∂x"),
        (op("P", op("given", Name("D"), Name("T"))), "P(D | T)"),
        (matrix(((1, 2), (3, 4))), "[1 2; 3 4]"),
        (op("rowadd", 2, 1, -3), "R₂ ← R₂ − 3R₁"),
        (op("rowswap", 1, 2), "R₁ ↔ R₂"),
        (op("rowscale", 2, written(1) / 2), "R₂ ← (1/2)R₂"),
        (op("^", op("exp", x), 2), "(eˣ)²"),
        (op("^", op("sqrt", x), 3), "(√x)³"),
        (Op("neg", (op("*", op("neg", 2), x),)), "−(−2x)"),
        (op("/", 1, op("*", 2, x)), "1/(2x)"),
        (op("^", op("/", 1, 2), Name("n")), "(1/2)ⁿ"),
        (op("*", Name("TP"), x), "TP·x"),
    ],
)
def test_a_line_of_text(w: Written, expected: str) -> None:
    assert inline(w) == expected


def test_a_system_has_a_column_for_each_variable() -> None:
    assert block(SYSTEM) == ["2x + 4y −   z =  5", "7x      +  3z = −6", "     −y + 12z = 11"]


def test_a_tree_is_drawn() -> None:
    assert block(TREE)[1:4] == ["├─ 1/100 ─ D", "│  ├─ 0.95 ─ T", "│  └─ 0.05 ─ not T"]


@pytest.mark.parametrize("emit", [inline, latex, typst, block])
def test_an_unknown_head_is_named(emit: Callable[[Written], object]) -> None:
    with pytest.raises(ValueError, match="wombat"):
        emit(op("+", x, op("wombat", 1)))


def test_special_characters_of_words_are_escaped() -> None:
    words = "50% of $5 & a_1 #2 {x} ~ ^ \\ <b> *c* [d] @e // `f_1 $`"
    assert markdown_words(words) == r"50% of \$5 \& a\_1 \#2 {x} \~ ^ \\ \<b\> \*c\* \[d\] @e // `f_1 $`"
    assert r"\_1 \#2 \{x\}" in latex_words(words)
    assert r"\texttt{f\_1 \$}" in latex_words(words)
    page = Document(
        words, words, ((words, words),), (Paragraph(Text((words, x))), Listing(((Paragraph(say("= 1. -")),),))), words
    )
    for format in FORMATS:
        assert render(page, format)
    assert all(emit(Words(words)) for emit in EMITTERS.values())
    assert typst_page.pdf(f"${typst(Words(words))}$")


def test_layouts_stand_alone_and_newlines_make_paragraphs() -> None:
    kinds = [type(part).__name__ for part in flow(say("Solve {s}.\nThen stop at {x}.", s=SYSTEM, x=x))]
    assert kinds == ["tuple", "Op", "tuple"]


def test_the_document_in_every_format() -> None:
    for format in FORMATS:
        shown = render(DOCUMENT, format)
        assert shown == render(DOCUMENT, format)
        if isinstance(shown, str):
            for words in ("Practice exam", "Question 2", "2 marks", "import numpy as np", "Seed 7"):
                assert words in shown
    assert max(map(len, str(render(DOCUMENT, "terminal", width=70)).split("\n"))) <= 70


def test_an_unknown_format_is_the_callers_fault() -> None:
    with pytest.raises(InputError, match=r"terminal, md, html, latex, typst, pdf; did you mean 'md'"):
        render(DOCUMENT, "mdx")
