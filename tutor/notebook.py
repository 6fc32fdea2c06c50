"""Problems, solutions, verdicts and papers as mathematics in a notebook.

``import tutor`` is enough: the records' ``_repr_markdown_`` asks the function below, which loads the printers only when
a notebook shows something.
"""

from __future__ import annotations

from typing import Any

from tutor.showing import shown_by


def page(record: Any) -> str:
    """The record in Markdown, formulas in dollars.

    >>> from tutor.verdict import right
    >>> page(right()).partition("\\n")[0]
    'Right.'
    """
    from tutor.render.records import markdown

    return markdown(record)


shown_by(page)
