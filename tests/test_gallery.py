"""The gallery: complete, certified, well formed, and written whole or not at all."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from tests.render.emitter_examples import EVERYTHING
from tutor import bank
from tutor.cli.frame import cli
from tutor.render import render
from tutor.render.gallery import gallery
from tutor.render.mathml import mathml
from tutor.written import Written

SELECTED = {"linear_systems/rref": (1, 2), "probability/bayes": (1,), "theory/true_false": (1,)}
VOID = {"meta", "hr"}


class Balance(HTMLParser):
    """Elements that are opened are closed, in order; every anchor that is linked is there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [(given["href"] or "").lstrip("#")] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_level_is_shown_with_its_solution_and_its_mistakes() -> None:
    page = gallery(SELECTED, seed=4)
    text = render(page, "md")
    assert isinstance(text, str)
    for name, levels in SELECTED.items():
        for level in levels:
            found = bank.drawn(name, level=level, seed=4)
            assert found.id in text.replace("\\", "")
            assert all(m.id in text for m in found.kept)
    assert text.count("Mistakes that are recognised") == 4
    assert text.count("Certified:") == 4
    for anchor in re.findall(r"\]\(#([^)]*)\)", text):
        assert anchor
    assert text == render(gallery(SELECTED, seed=4), "md")


def test_html_is_well_formed_and_stands_alone() -> None:
    text = render(gallery(SELECTED, seed=4), "html")
    assert isinstance(text, str)
    balance = Balance()
    balance.feed(text.removeprefix("<!doctype html>"))
    assert balance.open == []
    assert set(balance.links) <= set(balance.ids)
    assert balance.links
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("w", EVERYTHING, ids=str)
def test_mathml_is_well_formed(w: Written) -> None:
    tree = ElementTree.fromstring(mathml(w, display=True))
    assert tree.tag == "math"
    wanted = {"msup": 2, "msub": 2, "mfrac": 2, "mroot": 2, "msubsup": 3, "munderover": 3, "mover": 2}
    for node in tree.iter():
        if node.tag in wanted:
            assert len(node) == wanted[node.tag], ElementTree.tostring(node)


def test_the_command_writes_both_and_overwrites_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    arguments = ["gallery", "linear_systems/rref", "--level", "1", "--out", str(folder)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in folder.iterdir()) == ["gallery.html", "gallery.md"]
    before = (folder / "gallery.md").read_bytes()
    assert CliRunner().invoke(cli, arguments).exit_code == 2
    assert (folder / "gallery.md").read_bytes() == before
    assert CliRunner().invoke(cli, [*arguments, "--force"]).exit_code == 0
    assert CliRunner().invoke(cli, [*arguments, "--format", "docx", "--force"]).exit_code == 2
