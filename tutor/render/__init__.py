"""Records in, strings or bytes out: one emitter a format over `Written`, no converter between markup languages."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from tutor.errors import InputError
from tutor.render.document import (
    AnswerSpace,
    Block,
    Code,
    Contents,
    Display,
    Document,
    Heading,
    Listing,
    Margin,
    PageBreak,
    Paragraph,
    Rule,
    Together,
)

__all__ = [
    "FORMATS", "AnswerSpace", "Block", "Code", "Contents", "Display", "Document", "Heading", "Listing", "Margin",
    "PageBreak", "Paragraph", "Rule", "Together", "render",
]  # fmt: skip

FORMATS = ("terminal", "md", "html", "latex", "typst", "pdf")


def render(document: Document, format: str, *, width: int = 80) -> str | bytes:
    """The document in a format: a string, and bytes for PDF.

    Parameters
    ----------
    width : int
        Columns of a terminal; other formats take no notice.

    Raises
    ------
    InputError
        For a format that is not one of `FORMATS`.

    Examples
    --------
    >>> print(render(Document("Practice", blocks=(Heading(1, "Theory"),)), "md"))
    # Practice
    <BLANKLINE>
    ## Theory
    <BLANKLINE>
    """
    from tutor.render import html_page, latex_page, markdown, terminal_page, typst_page

    writers: dict[str, Callable[[], str | bytes]] = {
        "terminal": lambda: terminal_page.document(document, width=width),
        "md": lambda: markdown.document(document),
        "html": lambda: html_page.document(document),
        "latex": lambda: latex_page.document(document),
        "typst": lambda: typst_page.document(document),
        "pdf": lambda: typst_page.pdf(typst_page.document(document)),
    }
    if format not in writers:
        near = get_close_matches(format, FORMATS, 1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise InputError(f"no format {format!r}; there are {', '.join(FORMATS)}{meant}")
    return writers[format]()
