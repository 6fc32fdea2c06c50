"""Banks on file: distinct, certified, the same bytes on every road, and certified again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.small_bank import small_bank
from tutor.errors import InputError
from tutor.generate import Exhausted, generate, verify
from tutor.papers import blueprint, paper, paper_json

ROOT = Path(__file__).parent.parent
REAL = "eigenvalues/eigenpairs_2x2"
FAMILIES: dict[str, dict[str, object]] = {
    "alpha/a": {"levels": 2},
    "beta/b": {"levels": 3},
    "small/six": {"space": 6, "levels": 2},
    "small/shared": {"space": 4, "levels": 2, "keep": 0},  # level 2 meets the problems of level 1 again
}


@pytest.fixture
def bank(tmp_path: Path) -> Any:
    """It lives in this process only, so what needs it uses one."""
    with small_bank(tmp_path / "bank", FAMILIES):
        yield


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("bank")
def test_rows_are_distinct_balanced_and_in_order(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    out = tmp_path / "bank.jsonl"
    report = generate(["beta", "alpha"], count=25, out=out, progress=lambda *at: told.append(at))
    rows = rows_of(out)
    assert (report.rows, report.resumed, report.exhausted, len(rows)) == (25, 0, (), 25)
    assert list(rows[0]) == ["id", "family", "level", "seed", "fields", "answer", "certificate"]
    keys = [(r["family"], r["level"], int(r["seed"])) for r in rows]
    assert keys == sorted(keys)
    assert [sum(k[:2] == group for k in keys) for group in sorted({k[:2] for k in keys})] == [7, 6, 4, 4, 4]
    assert len({r["certificate"]["fingerprint"] for r in rows}) == 25
    assert rows[0]["answer"] == str(2 * rows[0]["fields"]["n"])
    assert told[-1] == (25, 25)
    assert not (tmp_path / "bank.jsonl.part").exists()
    assert b"\r" not in out.read_bytes()


@pytest.mark.usefixtures("bank")
def test_an_exhausted_level_stops_and_says_how_many_it_has(tmp_path: Path) -> None:
    report = generate(["small/six"], count=40, out=tmp_path / "six.jsonl", jobs=1)
    assert report.exhausted == (Exhausted("small/six", 1, 6, 20), Exhausted("small/six", 2, 12, 20))
    assert report.rows == 18 == len(rows_of(tmp_path / "six.jsonl"))
    report = generate(["shared"], count=40, out=tmp_path / "shared.jsonl", jobs=1)
    assert report.exhausted == (Exhausted("small/shared", 1, 4, 20), Exhausted("small/shared", 2, 4, 20))


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize("names", [["alpha", "beta"], ["small/six", "alpha"], ["shared"]])
def test_an_interrupted_run_is_taken_up(tmp_path: Path, names: list[str]) -> None:
    whole, out, part = (tmp_path / n for n in ("whole.jsonl", "out.jsonl", "out.jsonl.part"))
    first = generate(names, count=30, out=whole)
    text = whole.read_bytes()
    for size in [0, 1, len(text) // 3, text.index(b"\n") + 1, len(text) - 1, len(text)]:
        part.write_bytes(text[:size])  # torn wherever the kill happened to fall
        report = generate(names, count=30, out=out, force=True)
        assert out.read_bytes() == text
        assert (report.resumed, report.rows) == (text[:size].count(b"\n"), first.rows)
        assert report.exhausted == first.exhausted
        assert not part.exists()


@pytest.mark.usefixtures("bank")
def test_ctrl_c_leaves_what_is_written(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 16:
            raise KeyboardInterrupt

    generate(["alpha"], count=40, out=tmp_path / "whole.jsonl", jobs=1)
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    with pytest.raises(KeyboardInterrupt):
        generate(["alpha"], count=40, out=out, jobs=1, progress=stop)
    assert not out.exists()
    assert len(rows_of(part)) == 16
    assert generate(["alpha"], count=40, out=out, jobs=1).resumed == 16
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.usefixtures("bank")
def test_the_rest_of_another_bank_is_not_taken_up(tmp_path: Path) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    generate(["alpha"], count=20, out=tmp_path / "alpha.jsonl")
    alpha = (tmp_path / "alpha.jsonl").read_bytes()
    lines = alpha.splitlines(keepends=True)
    changed = json.loads(lines[0])
    changed["id"] = changed["id"][:-4] + "0000"
    for content, names, count in [
        (alpha, ["beta"], 20),  # of another family
        (alpha, ["alpha"], 10),  # more than is asked for
        (alpha, ["alpha"], 40),  # level 1 ends before it is exhausted
        (b"".join(reversed(lines)), ["alpha"], 20),  # in another order
        (lines[0] * 2, ["alpha"], 20),  # a problem twice
        (b"no json\n" + alpha, ["alpha"], 20),
        (b"[1]\n", ["alpha"], 20),
        (json.dumps(changed).encode() + b"\n", ["alpha"], 20),  # drawn by another version of the family
    ]:
        part.write_bytes(content)
        with pytest.raises(InputError, match=r"out\.jsonl\.part: .* belongs to another bank"):
            generate(names, count=count, out=out)
        assert part.read_bytes() == content
    part.write_bytes(lines[0] * 2)
    assert generate(["alpha"], count=20, out=out, force=True).resumed == 0
    assert out.read_bytes() == alpha


@pytest.mark.usefixtures("bank")
def test_bad_wishes_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    wishes: list[tuple[list[str], dict[str, Any], str]] = [
        (["alpa"], {}, "there is no family 'alpa'"),
        (["alpha/a"], {"levels": (3,)}, "alpha/a has no level 3"),
        (["alpha"], {"count": 0}, "at least 1"),
        (["alpha"], {"jobs": 0}, "at least 1"),
        (["alpha"], {"out": tmp_path / "none" / "x"}, "there is no directory"),
        (["alpha"], {"out": tmp_path}, "is a directory"),
    ]
    for names, options, message in wishes:
        with pytest.raises(InputError, match=message):
            generate(names, **{"count": 5, "out": out, **options})
    assert not list(tmp_path.glob("out*"))
    generate(["alpha"], count=2, out=out)
    with pytest.raises(InputError, match=r"out\.jsonl exists"):
        generate(["alpha"], count=2, out=out)
    assert {r["level"] for r in rows_of(generate(["alpha"], count=2, levels=(2,), out=out, force=True).path)} == {2}


def test_the_number_of_cores_changes_no_byte(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    generate([REAL], count=40, out=one, jobs=1)
    generate([REAL], count=40, out=two, jobs=2)
    assert one.read_bytes() == two.read_bytes()
    for jobs in (1, 2):
        found = verify(one, jobs=jobs)
        assert found.holds
        assert (found.rows, found.unit) == (40, "line")


SCRIPT = """
import sys, time
from tutor.generate import generate

def say_and_wait(*at):
    print(*at, flush=True)
    time.sleep(60)

if __name__ == "__main__":
    generate([sys.argv[1]], count=90, out=sys.argv[2], jobs=2, progress=say_and_wait)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_killed_run_is_taken_up(tmp_path: Path, number: signal.Signals) -> None:
    script, out, part = tmp_path / "run.py", tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(
        [sys.executable, str(script), REAL, str(out)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == b"8 90"
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        run.send_signal(number)
        run.wait(timeout=20)
    assert part.exists()
    assert not out.exists()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    report = generate([REAL], count=90, out=out, jobs=1)
    assert report.resumed >= 8
    generate([REAL], count=90, out=tmp_path / "whole.jsonl", jobs=1)
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.usefixtures("bank")
def test_spoiled_rows_of_a_bank_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bank.jsonl"
    generate(["beta"], count=30, out=path)
    assert verify(path).holds
    lines = path.read_text(encoding="utf-8").splitlines()

    def changed(number: int, key: str, value: Any) -> str:
        row = json.loads(lines[number])
        return json.dumps({**row, key: value} if value is not None else {k: v for k, v in row.items() if k != key})

    certificate = {**json.loads(lines[4])["certificate"], "steps": 9, "more": 1}
    spoiled = {
        1: changed(1, "fields", {"n": 1, "level": 7}),
        2: changed(2, "answer", "5"),
        3: changed(3, "answer", None),
        4: changed(4, "certificate", certificate),
        5: lines[5][:-9],
        6: changed(6, "family", "beta/none"),
        7: changed(7, "level", 4),
        8: lines[0],
        9: changed(9, "fields", {"n": "1", "level": 1}),
        10: "[]",
        11: changed(11, "certificate", None),
    }
    path.write_text("\n".join(spoiled.get(i, line) for i, line in enumerate(lines)) + "\n", encoding="utf-8")
    found = verify(path)
    assert not found.holds
    assert found.rows == 30
    assert [s.number - 1 for s in found.spoiled] == list(spoiled)
    told = {s.number - 1: s for s in found.spoiled}
    for number, what in {
        1: "the fields are those of",
        2: "the answer is",
        3: "'answer' is missing",
        4: "the certificate differs in more, steps",
        5: "no JSON",
        6: "no family 'beta/none'",
        7: "beta/b has no level 4",
        8: "the same problem stands before it",
        9: "the field 'n' cannot be '1'",
        10: "a stored problem is a JSON object, not list",
        11: "the certificate differs in",
    }.items():
        assert what in told[number].what
        if number not in (5, 10):
            assert told[number].id.startswith("beta/b:")


def test_fields_that_no_draw_makes_are_spoiled_and_raise_nothing(tmp_path: Path) -> None:
    from tutor.bank import load
    from tutor.fields import digest

    path = tmp_path / "bank.jsonl"
    generate([REAL], count=1, out=path)
    row = rows_of(path)[0]
    row["fields"] = {"A": [[0, 0], [0, 0]]}
    mark = digest(REAL, load(REAL)(A=((0, 0), (0, 0))))
    row["id"] = row["id"][:-4] + mark[:4]
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert [(s.number, s.id) for s in verify(path).spoiled] == [(1, row["id"])]


@pytest.mark.usefixtures("bank")
def test_a_paper_is_verified_too(tmp_path: Path) -> None:
    path = tmp_path / "paper.json"
    text = paper_json(paper(blueprint(["alpha"], count=3), seed=1))
    path.write_text(text, encoding="utf-8")
    found = verify(path)
    assert found.holds
    assert (found.rows, found.unit) == (3, "question")
    data = json.loads(text)
    data["questions"][1]["certificate"]["points"] = 99
    path.write_text(json.dumps(data), encoding="utf-8")
    (spoiled,) = verify(path).spoiled
    assert (spoiled.number, spoiled.what) == (2, "the certificate differs in points")


@pytest.mark.parametrize(("name", "content"), [("x.jsonl", ""), ("x.json", "{}"), ("x.txt", "words\n"), ("x.json", "")])
def test_what_is_neither_bank_nor_paper_is_refused(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    with pytest.raises(InputError, match="cannot be read"):
        verify(path)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=name):
        verify(path)
