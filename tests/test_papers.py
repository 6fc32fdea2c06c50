"""Blueprints, papers, and papers on file."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.small_bank import small_bank
from tutor.bank import find
from tutor.errors import InputError
from tutor.papers import Blueprint, Entry, Paper, blueprint, load_paper, paper, paper_json, read_blueprint
from tutor.storage import write_all, write_whole

FAMILIES: dict[str, dict[str, object]] = {
    **{f"alpha/a{i}": {"levels": 3} for i in range(4)},
    **{f"beta/b{i}": {"levels": 2} for i in range(4)},
    **{f"gamma/c{i}": {"levels": 3, "marks": 5} for i in range(4)},
    "theory/t0": {"section": "theory", "levels": 3},
    "theory/t1": {"section": "theory", "levels": 3},
    "theory/t2": {"section": "theory", "levels": 3},
    "code/one": {"section": "code"},
    "small/three": {"space": 3},
}


@pytest.fixture(scope="module", autouse=True)
def _bank(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with small_bank(tmp_path_factory.mktemp("bank"), FAMILIES):
        yield


def names_of(made: Paper) -> list[str]:
    return [q.drawn.name for q in made.questions]


@pytest.mark.parametrize("seed", range(5))
def test_a_paper_of_the_whole_bank_is_balanced(seed: int) -> None:
    made = paper((), seed=seed)
    sections = [q.section for q in made.questions]
    assert sections == ["theory"] * 2 + ["mathematics"] * 7 + ["code"]
    assert len(set(names_of(made))) == 10
    topics = Counter(n.partition("/")[0] for n in names_of(made)[2:9])
    assert topics["small"] == 1
    assert set(topics.values()) <= {1, 2}
    mathematics = [n.partition("/")[0] for n in names_of(made)[2:9]]
    assert all(a != b for a, b in itertools.pairwise(mathematics))
    levels = [q.drawn.level for q in made.questions[:2]]
    assert levels == sorted(levels)
    assert levels[0] < levels[1]


def test_marks_and_minutes_add_up() -> None:
    made = paper(["gamma"], seed=1)
    assert made.marks == 50
    assert made.minutes == 100
    assert all(q.solution().marks == q.marks for q in made.questions)


def test_the_same_seed_gives_the_same_paper_and_another_one_another() -> None:
    assert paper_json(paper((), seed=7)) == paper_json(paper((), seed="7")) != paper_json(paper((), seed=8))


def test_named_families_are_asked_and_none_twice_while_there_are_others() -> None:
    asked = names_of(paper(["alpha/a0", "beta"], seed=3))
    assert {"alpha/a0", "beta/b0", "beta/b1", "beta/b2", "beta/b3"} == set(asked)
    assert set(Counter(asked).values()) == {2}
    made = paper(blueprint(["alpha", "a2"], count=1), seed=5)
    assert names_of(made) == ["alpha/a2"]


def test_a_level_is_kept_and_families_without_it_are_left_out() -> None:
    made = paper(blueprint(["alpha", "code"], count=6, level=3), seed=1)
    assert {q.drawn.level for q in made.questions} == {3}
    assert {n.partition("/")[0] for n in names_of(made)} == {"alpha"}


def test_problems_of_a_paper_differ() -> None:
    made = paper(blueprint(["small"], count=3), seed=2)
    assert len({q.certificate.fingerprint for q in made.questions}) == 3
    with pytest.raises(InputError, match="small/three has not so many different problems"):
        paper(blueprint(["small"], count=4), seed=2)


def test_the_seed_of_a_question_fits_the_limits_of_seeds() -> None:
    made = paper(blueprint(count=12), seed="x" * 40)
    assert all(find(q.drawn.id).problem == q.problem for q in made.questions)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    paper(blueprint(count=3), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (["alpa/a0"], {}, "did you mean alpha/a0"),
        (["code/one"], {"level": 2}, "code/one has no level 2; it has levels 1 to 1"),
        (["code"], {"level": 2}, "code: no family has level 2"),
        ([], {"count": 0}, "between 1 and 100"),
        ([], {"count": 101}, "between 1 and 100"),
        ([], {"title": "a\nb"}, "title must be one line"),
    ],
)
def test_a_bad_wish_is_refused(names: list[str], options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        blueprint(names, **options)


TOML = """
title = "Mock exam"
date = 2026-07-01
minutes = 45

[[questions]]
family = "alpha"
level = 2
count = 2

[[questions]]
family = "gamma/c1"
marks = 10
"""


def test_a_blueprint_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "mock.toml"
    path.write_text(TOML, encoding="utf-8")
    plan = read_blueprint(path)
    assert plan == Blueprint((Entry(("alpha",), 2, 2), Entry(("gamma/c1",), marks=10)), "Mock exam", "2026-07-01", 45)
    made = paper(str(path), seed=1)
    assert (made.title, made.date, made.minutes, made.marks) == ("Mock exam", "2026-07-01", 45, 14)
    assert made.questions[2].solution().marks == 10
    assert made.questions[2].minutes == 20
    assert made == paper(path, seed=1)


def test_sections_stand_together_whatever_the_order_of_the_blueprint() -> None:
    plan = Blueprint(tuple(Entry((n,)) for n in ("code/one", "alpha/a1", "theory/t1", "alpha/a0")))
    made = paper(plan, seed=1)
    assert names_of(made) == ["theory/t1", "alpha/a1", "alpha/a0", "code/one"]
    assert [q.number for q in made.questions] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title", "titel"), "unknown key 'titel'; did you mean title"),
        (("marks", "points"), "questions table 2: unknown key 'points'; known are family, level, count, marks"),
        (("level = 2", 'level = "2"'), "questions table 1: level cannot be '2'"),
        (("level = 2", "level = true"), "level cannot be 'True'"),
        (("level = 2", "level = 9"), "no family has level 9"),
        (("count = 2", "count = 0"), "between 1 and 100"),
        (("marks = 10", "marks = -1"), "marks must lie between"),
        (("gamma/c1", "gamma/c9"), "there is no family 'gamma/c9'"),
        (('family = "alpha"', ""), "questions table 1 has no family"),
        (("title =", "title"), "no TOML"),
        (("questions", "questionz"), "unknown key 'questionz'; did you mean questions"),
    ],
)
def test_a_bad_blueprint_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(TOML.replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_blueprint(path)
    assert "bad.toml" in str(caught.value)


def test_a_paper_goes_to_a_file_and_back(tmp_path: Path) -> None:
    made = paper((), seed=7)
    path = write_whole(tmp_path / "paper.json", paper_json(made))
    read = load_paper(path)
    assert read == made
    assert paper_json(read) == paper_json(made)
    assert b"\r" not in path.read_bytes()
    assert read.question(3) == made.questions[2]
    with pytest.raises(InputError, match="no question 11"):
        read.question(11)


def spoil(data: Any, keys: str, value: Any) -> None:
    *path, last = (int(k) if k.isdigit() else k for k in keys.split("."))
    for key in path:
        data = data[key]
    if value is None:
        del data[last]
    else:
        data[last] = value


@pytest.mark.parametrize(
    ("keys", "value", "message"),
    [
        ("format", 2, "in format 2 of tutor .*; this tutor reads format 1"),
        ("format", None, "in format None"),
        ("questions", None, "is no paper"),
        ("seed", 7, "'seed' is spoiled"),
        ("seed", "a/b", "the seed 'a/b'"),
        ("questions.1.family", "beta/none", "question 2: there is no family 'beta/none'"),
        ("questions.1.level", 9, "question 2: .* has no level 9"),
        ("questions.1.fields.n", "7", "question 2: Double: the field 'n' cannot be '7'"),
        ("questions.1.fields.n", None, "question 2: Double: the field 'n' is missing"),
        ("questions.1.fields.m", 7, "question 2: Double: the field 'm' is unknown"),
        ("questions.1.fields.n", 2000, "question 2: the fields are those of"),
        ("questions.1.id", "alpha/a0:1:7#0000", "question 2: the fields are those of"),
        ("questions.1.certificate.fingerprint", "0", "question 2: the certificate is that of another problem"),
        ("questions.1.certificate.steps", None, "question 2: Certificate: the field 'steps' is missing"),
        ("questions.1.marks", 0, "question 2: its number, section, marks or minutes"),
        ("questions.1.marks", "4", "question 2: 'marks' is spoiled"),
        ("questions.1", 3, "question 2: is no JSON object"),
    ],
)
def test_a_spoiled_paper_is_refused(tmp_path: Path, keys: str, value: Any, message: str) -> None:
    data = json.loads(paper_json(paper(blueprint(count=2), seed=7)))
    spoil(data, keys, value)
    path = write_whole(tmp_path / "paper.json", json.dumps(data))
    with pytest.raises(InputError, match=message) as caught:
        load_paper(path)
    assert "paper.json" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "no JSON"),
        (b"[]", "is no paper"),
        (b"[" * 100_000, "no JSON"),
        (b"9" * 5_000, "no JSON"),
        (b"\xff\xfe", "not text in UTF-8"),
    ],
)
def test_a_file_that_is_no_paper_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "paper.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        load_paper(path)


def test_a_missing_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_paper(tmp_path / "none.json")


def test_files_are_written_whole_and_not_over_others(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "α\n")
    with pytest.raises(InputError, match="exists"):
        write_whole(path, "b")
    assert path.read_bytes() == "α\n".encode()
    write_whole(path, b"b", force=True)
    assert path.read_bytes() == b"b"
    for bad in (tmp_path, tmp_path / "none" / "a", path / "a"):
        with pytest.raises(InputError):
            write_whole(bad, "c", force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "exam"
    assert write_all(folder, {"a": "1", "b": b"2"}) == (folder / "a", folder / "b")
    with pytest.raises(InputError, match="exists"):
        write_all(folder, {"c": "3", "b": "4"})
    assert sorted(p.name for p in folder.iterdir()) == ["a", "b"]
    write_all(folder, {"c": "3", "b": "4"}, force=True)
    assert (folder / "b").read_text() == "4"
    with pytest.raises(InputError, match="is a file"):
        write_all(folder / "a", {"x": ""})
    with pytest.raises(InputError, match="cannot be written"):
        write_all(folder / "a" / "b", {"x": ""})
