"""Papers: a blueprint says what is wanted, a paper is the questions that were drawn for it, each of them certified.

``blueprint`` → `Blueprint` → ``paper`` → `Paper` → ``paper_json`` → file → ``load_paper`` → the same `Paper`.
"""

from tutor.papers.blueprints import Blueprint, Entry, blueprint, read_blueprint
from tutor.papers.drawing import Paper, Question, paper
from tutor.papers.stored import load_paper, paper_json

__all__ = [
    "Blueprint",
    "Entry",
    "Paper",
    "Question",
    "blueprint",
    "load_paper",
    "paper",
    "paper_json",
    "read_blueprint",
]
