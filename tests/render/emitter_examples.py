"""One example or more for every head of the language, and a document that has every block in it."""

from __future__ import annotations

from fractions import Fraction

from tutor.render import (
    AnswerSpace,
    Code,
    Display,
    Document,
    Heading,
    Listing,
    Margin,
    PageBreak,
    Paragraph,
    Rule,
)
from tutor.text import say
from tutor.written import CONSTANTS, FUNCTIONS, RELATIONS, Name, Num, Op, Words, Written, augmented, matrix, number

x, y, z, f, A, B, D, T = (Name(n) for n in ("x", "y", "z", "f", "A", "B", "D", "T"))


def op(head: str, *args: Written | int | str) -> Op:
    """An operation; ints become numbers, strings become words."""
    made = [Words(a) if isinstance(a, str) else number(a) if isinstance(a, int) else a for a in args]
    return Op(head, tuple(made))


SYSTEM = op("system", (2 * x + 4 * y - z).equals(5), (7 * x + 3 * z).equals(-6), (-y + 12 * z).equals(11))
TABLE = op(
    "table",
    op("row", "", "ill", "well", "sum"),
    op("row", "positive", 95, 990, 1085),
    op("row", "negative", 5, 8910, 8915),
)
TREE = op(
    "tree",
    "patient",
    op("branch", number(Fraction(1, 100)), D, op("branch", Num("0.95"), T), op("branch", Num("0.05"), op("not", T))),
    op(
        "branch",
        number(Fraction(99, 100)),
        op("not", D),
        op("branch", Num("0.10"), T),
        op("branch", Num("0.90"), op("not", T)),
    ),
)
LINES = op(
    "lines", -5, 5, -4, 6, op("line", 3, 1, 9, "first"), op("line", 4, -2, 5, "second"), op("line", 0, 1, 3, "third")
)
CODE = op("code", 'import numpy as np\nA = np.array([[1, 2], [3, 4]])\nprint(A @ A, "x_1 $ # \\\\ {}")')

EXAMPLES: dict[str, tuple[Written, ...]] = {
    "+": (x + 1, 1 - x, op("+", 3, op("*", op("neg", 2), x)), op("+", x, op("neg", y + 1)), op("+", x, y - 4)),
    "*": (
        2 * x, op("*", 3, 4), op("*", 2, op("neg", 1)), x * op("sin", x), op("*", Name("TP"), 2), (x + 1) * (x - 1),
        op("*", number(Fraction(1, 2)), x), op("*", x, number(Fraction(3, 4))), op("*", 2, op("^", 3, 2)),
        op("*", op("P", A), op("P", B)), 2 * matrix(((1, 2), (3, 4))), op("*", op("sqrt", x), y),
        op("*", op("neg", 2), x), op("*", x, y, op("^", z, 2)),
    ),
    "/": (Num("3") / 4, (x + 1) / (x - 1), Num("1") / (2 * x), op("neg", x / 2), (x / y) / 3),
    "^": (
        x**2, x**12, op("^", op("neg", 3), 2), op("^", op("sin", x), 2), op("^", op("exp", x), 2), (x + 1) ** 3,
        op("^", x, y + 1), op("^", op("T", A), 2), op("^", x / 2, 3), op("^", 2, number(Fraction(1, 2))),
        op("^", Name("x1"), 2), op("^", op("sqrt", x), 3),
    ),
    "neg": (-x, op("neg", x + 1), op("neg", op("neg", 3)), -(2 * x)),
    "!": (op("!", 5), op("!", x + 1)),
    "binomial": (op("binomial", 10, 3),),
    "sqrt": (op("sqrt", 2), op("sqrt", x + 1), op("sqrt", number(Fraction(5, 7)))),
    "root": (op("root", 3, x + 2),),
    "exp": (op("exp", -x), op("exp", 2 * x), op("exp", op("neg", x**2 / 2)), op("exp", op("sum", x, Name("k"), 1, 9))),
    "call": (op("call", f, x, 3), op("call", op("prime", f), 2)),
    "matrix": (matrix(((1, -2), (3, 4))), matrix(((x + 1, Fraction(1, 2)), (0, -3)))),
    "row": (op("row", 1, 2, x),),
    "augmented": (augmented(((2, 4, -1, 5), (7, -2, 3, 6)), 3), augmented(((1, 2, 1, 0), (3, 4, 0, 1)), 2)),
    "T": (op("T", A), op("T", A + B)),
    "inverse": (op("inverse", A), op("inverse", A * B)),
    "list": (op("list", 1, 2, 3),),
    "set": (op("set", 1, x),),
    "tuple": (op("tuple", 1, -2),),
    "interval": (op("interval", 0, 1, "[)"), op("interval", op("neg", Op("inf")), 3, "(]")),
    "d": (op("d", x, f), op("d", x, x**2 + 1), op("d", x, 2, f), op("d", x, 3, op("sin", 2 * x)), op("d", x, 2 * x)),
    "partial": (op("partial", x, f), op("partial", x, op("partial", y, x * y)), op("partial", x, op("partial", x, f))),
    "prime": (op("prime", f),),
    "grad": (op("grad", f),),
    "integral": (op("integral", x**2, x, 0, 1), op("integral", x + 4, x, -2, Op("inf"))),
    "antiderivative": (op("antiderivative", 3 * x, x),),
    "sum": (op("sum", op("^", Name("k"), 2), Name("k"), 1, Name("n")), op("+", op("sum", x, Name("k"), 1, 3), 4)),
    "at": (op("at", x**2, x.equals(3)), op("at", f, x.equals(1), y.equals(2))),
    "P": (op("P", op("given", D, T)), op("P", op("<=", Name("X"), 2)), op("P", op("given", op("or", A, B), D))),
    "given": (op("given", A, B),),
    "not": (op("not", A), op("not", op("and", A, B))),
    "and": (op("and", A, B), op("and", op("or", A, B), D)),
    "or": (op("or", A, B), op("or", x.equals(1), x.equals(2))),
    "E": (op("E", op("^", Name("X"), 2)), op("^", op("E", Name("X")), 2)),
    "Var": (op("Var", Name("X")),),
    "Phi": (op("Phi", Num("1.96")),),
    "sigmoid": (op("sigmoid", x) * (1 - op("sigmoid", x)),),
    "system": (SYSTEM, op("system", (x**2 + y).equals(1), x.equals(y / 2)), op("system", Num("0").equals(3))),
    "table": (TABLE,),
    "tree": (TREE,),
    "branch": (op("branch", Num("0.25"), A, op("branch", Num("0.5"), B)),),
    "options": (op("options", "all of 3", x**2, Op("or", (A, B))),),
    "cases": (op("cases", op("case", x**2, op(">=", x, 0)), op("case", -x, "otherwise"), op("case", x / 2, "x < 7")),),
    "parts": (op("parts", op("part", "mean", 3), op("part", "n", x / 2)),),
    "part": (op("part", Name("a"), 7),),
    "pairs": (op("pairs", op("pair", 3, matrix(((1,), (2,)))), op("pair", -1, matrix(((0,), (4,))))),),
    "pair": (op("pair", 3, matrix(((1,), (2,)))),),
    "case": (op("case", x, op(">", x, 2)),),
    "code": (CODE,),
    "lines": (LINES,),
    "line": (op("line", 3, 1, 9, "g"),),
    "rowswap": (op("rowswap", 1, 2),),
    "rowscale": (op("rowscale", 3, number(Fraction(-1, 2))),),
    "rowadd": (op("rowadd", 2, 1, -3), op("rowadd", 3, 1, 1), op("rowadd", 3, 2, number(Fraction(5, 2)))),
    "in": (op("in", x, Name("R")), op("in", x, op("^", Name("R"), 3))),
    "dot": (op("dot", x, y + 1), op("dot", A, op("neg", B))),
    "span": (op("span", matrix(((1,), (2,))), matrix(((0,), (-3,)))),),
    **{head: (Op(head),) for head in sorted(CONSTANTS)},
    **{head: (op(head, x, y + 5),) for head in sorted(RELATIONS)},
}  # fmt: skip
for head in sorted(FUNCTIONS - EXAMPLES.keys()):
    EXAMPLES[head] = (op(head, x / 2), op("^", op(head, x + 3), 2), op("*", 2, op(head, A), y))
NAMES = tuple(
    Name(n) for n in ("x1", "x_12", "w_out", "lambda", "sigma_x", "price", "λ", "x_i", "a_b_c", "α2", "rate2")
)

EVERYTHING: tuple[Written, ...] = (*(w for ws in EXAMPLES.values() for w in ws), *NAMES)

DOCUMENT = Document(
    "Practice exam",
    "Mathematics for Machine Learning",
    (("Name", ""), ("Date", "1 March"), ("Minutes", "60"), ("Marks", "20")),
    (
        Heading(1, "Section A: linear systems"),
        Heading(2, "Question 1"),
        Margin(
            "4 marks",
            (
                Paragraph(
                    say(
                        "Solve the system {s} for {x}, {y} and {z}. Give the solution as a point plus the span of "
                        "directions, or say that there is none.\nType it as `x = 5/2 - 2*t, y = t`.",
                        s=SYSTEM,
                        x=x,
                        y=y,
                        z=z,
                    )
                ),
            ),
        ),
        AnswerSpace(4),
        Heading(2, "Question 2"),
        Margin("3 marks", (Paragraph(say("Which lines of the picture meet in the first quadrant? {p}", p=LINES)),)),
        Paragraph(say("{o}", o=op("options", "the first and the second", "none", (x + y).equals(2)))),
        Heading(1, "Section B: probability and code"),
        Heading(2, say("Question 3: {p}", p=op("P", op("given", D, T)))),
        Paragraph(
            say(
                "A test for a disease costs $5 & is 95% right; see [1]_a* #2: {t} and of 10,000 people: {u}",
                t=TREE,
                u=TABLE,
            )
        ),
        Display(op("P", op("given", D, T)).equals(op("*", op("P", op("given", T, D)), op("P", D)) / op("P", T))),
        Listing(
            (
                (Paragraph(say("Find {a}.", a=op("P", T))), AnswerSpace(1)),
                (Paragraph(say("What does this print?")), Code(str(CODE))),
            ),
            numbered=True,
        ),
        Rule(),
        PageBreak(),
        Heading(1, "Solutions"),
        Margin(
            "2 marks",
            (
                Paragraph(
                    say(
                        "Subtract {k} times row 1 from row 2 ({op}), so that its first entry is 0.",
                        k=Fraction(7, 2),
                        op=op("rowadd", 2, 1, number(Fraction(-7, 2))),
                    )
                ),
                Display(augmented(((2, 4, -1, 5), (0, -16, Fraction(13, 2), Fraction(-23, 2))), 3)),
            ),
        ),
        Margin(
            "1 mark", (Display(op("d", x, x**2 * op("sin", x)).equals(2 * x * op("sin", x) + x**2 * op("cos", x))),)
        ),
        Display(Name("f").equals(EXAMPLES["cases"][0])),
        Display(op("integral", op("exp", -x), x, 0, Op("inf")).equals(1)),
        Display(op("in", op("tuple", x, y, z), op("span", matrix(((1,), (2,), (-1,)))))),
        Listing(((Paragraph(say("a bullet with {A}", A=matrix(((1, 2), (3, 4))))),), (Paragraph(say("another")),))),
    ),
    footer="Seed 7 · made by the tutor",
)
