"""Problems, solutions, verdicts and papers as mathematics in a notebook.

``import tutor`` is enough: the records' ``_repr_markdown_`` asks the function below, which loads the printers only when
a notebook shows something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.showing import shown_by

if TYPE_CHECKING:
    from tutor.written import Written


def page(record: Any) -> str:
    """The record in Markdown, formulas in dollars.

    >>> from tutor.verdict import right
    >>> page(right()).partition("\\n")[0]
    'Right.'
    """
    from tutor.render.records import markdown

    return markdown(record)


def formula(expression: Written, label: str = "") -> str:
    r"""An expression in LaTeX, with words before it.

    >>> from tutor.written import Name
    >>> print(formula(Name("x") / 2, "y ="))
    \text{y} = \frac{x}{2}
    """
    from tutor.render.latex import labelled

    return labelled(label, expression)


shown_by(page, formula)
