"""A paper as ``paper.json``: it keeps the fields of its problems, so it stays what it is when families change.

Nothing in the file tells the clock or the machine: the same paper has the same bytes everywhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tutor.bank import restored, seed_text
from tutor.certify import Certificate
from tutor.errors import InputError
from tutor.fields import from_json_fields
from tutor.papers.drawing import Paper, Question
from tutor.problem import SECTIONS
from tutor.storage import PAPER_FORMAT, read_paper

_HEAD = {"title": str, "date": str, "seed": str, "minutes": int, "questions": list}
_QUESTION = {"number": int, "section": str, "marks": int, "minutes": int, "certificate": dict}


def paper_json(paper: Paper) -> str:
    """The text of ``paper.json``."""
    from tutor import __version__

    questions = [
        {
            "number": q.number,
            "section": q.section,
            "marks": q.marks,
            "minutes": q.minutes,
            **q.drawn.json(),
            "certificate": q.certificate.json(),
        }
        for q in paper.questions
    ]
    data = {
        "format": PAPER_FORMAT,
        "tutor": __version__,
        "title": paper.title,
        "date": paper.date,
        "seed": paper.seed,
        "minutes": paper.allowed,
        "questions": questions,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def load_paper(path: Path | str) -> Paper:
    """The paper of a file; its problems are built from their fields, not drawn again.

    Raises
    ------
    InputError
        For a file that is no paper or of another format, an unknown family, spoiled fields; names the question.
    """
    data = read_paper(path)
    try:
        _typed(data, _HEAD)
        questions = tuple(_question(number, q) for number, q in enumerate(data["questions"], start=1))
        return Paper(data["title"], data["date"], seed_text(data["seed"]), questions, max(0, data["minutes"]))
    except InputError as error:
        raise InputError(
            f"{path}: {error}; if the file was not edited, use the version of the tutor that wrote it ({data['tutor']})"
        ) from error


def _question(number: int, data: Any) -> Question:
    try:
        if not isinstance(data, dict):
            raise InputError("is no JSON object")  # noqa: TRY301 - the number of the question is added below
        _typed(data, _QUESTION)
        found = restored(data)
        certificate = from_json_fields(Certificate, data["certificate"])
        if certificate.fingerprint != found.fingerprint:
            raise InputError("the certificate is that of another problem")  # noqa: TRY301 - as above
    except InputError as error:
        raise InputError(f"question {number}: {error}") from error
    if data["number"] != number or data["section"] not in SECTIONS or min(data["marks"], data["minutes"]) < 1:
        raise InputError(f"question {number}: its number, section, marks or minutes are spoiled")
    return Question(number, found, data["marks"], data["minutes"], data["section"], certificate)


def _typed(data: dict[str, Any], known: dict[str, Any]) -> None:
    for key, kind in known.items():
        if type(data.get(key)) is not kind:
            raise InputError(f"{key!r} is {'spoiled' if key in data else 'missing'}")
