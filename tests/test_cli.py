"""The command line: what it prints, what it writes, how it leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tutor.bank import drawn
from tutor.cli.frame import COMMANDS, cli
from tutor.solve import method_card, methods

ROOT = Path(__file__).parent.parent
FAMILY = "eigenvalues/eigenpairs_2x2"


def run(*args: str, stdin: str | bytes = "") -> Result:
    result = CliRunner().invoke(cli, args, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def process(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | options.pop("env", {})
    return subprocess.run(
        [sys.executable, "-m", "tutor.cli", *args],
        capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60, check=False, **options,
    )  # fmt: skip


def refused(result: Result | subprocess.CompletedProcess[str]) -> str:
    """The one clear line of a refusal."""
    code = result.exit_code if isinstance(result, Result) else result.returncode
    assert (code, result.stdout) == (2, ""), (code, result.stdout, result.stderr)
    assert result.stderr.startswith("tutor: ")
    assert "Traceback" not in result.stderr
    return result.stderr.rstrip("\n")


# ---------------------------------------------------------------- light listings and help


@pytest.mark.parametrize(
    "args", [["--help"], ["--version"], ["families"], ["methods"], ["exam", "--help"], ["methods", "--json"]]
)
def test_listings_load_neither_sympy_nor_numpy(args: list[str]) -> None:
    program = (
        "import sys, atexit\n"
        "from tutor.cli import main\n"
        "heavy = ('sympy', 'numpy', 'rich', 'typst')\n"
        "atexit.register(lambda: print([m for m in heavy if m in sys.modules], file=sys.stderr))\n"
        f"sys.argv = ['tutor', *{args!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"
    assert done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_by_examples(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert f"  tutor {name}" in shown.stdout
    assert "Examples:" in shown.stdout


def test_help_lists_every_command_in_full_sentences() -> None:
    shown = run().stdout
    assert shown == run("--help").stdout
    assert "..." not in shown.partition("Commands:")[2]
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_families_and_methods() -> None:
    assert FAMILY in run("families").stdout
    rows = json.loads(run("families", "eigenvalues", "--json").stdout)["families"]
    assert next(row for row in rows if row["name"] == FAMILY)["levels"] == [1, 2, 3]
    assert "did you mean eigenvalues?" in refused(run("families", "eigenvalue"))
    known = json.loads(run("methods", "--json").stdout)["methods"]
    assert {m["name"] for m in known} == set(methods())


def test_every_option_of_every_method_is_known_without_importing_it() -> None:
    for name in methods():
        card = method_card(name)
        takes = signature(import_module(f"tutor.methods.{card.topic}.{card.name}").from_text).parameters.values()
        assert {p.name for p in takes if p.kind is p.KEYWORD_ONLY} == set(card.options), name
        assert card.title in run("methods", name).stdout


def test_options_of_the_methods_are_options_of_solve() -> None:
    shown = run("solve", "projection", "(1, 2)", "(1, 0)", "--inner", "[2, 1; 1, 2]", "--detail=brief")
    assert shown.exit_code == 0, shown.stderr
    assert (
        run("solve", "projection", "(1, 2)", "(1, 0)", "--inner=[2, 1; 1, 2]", "--detail", "brief").stdout
        == shown.stdout
    )
    assert "there is no option --inner" in refused(run("solve", "rank", "[1, 2; 3, 4]", "--inner", "[1]"))
    assert "needs a value" in refused(run("solve", "projection", "(1, 2)", "(1, 0)", "--inner"))


# ---------------------------------------------------------------- show, check


def test_show() -> None:
    shown = run("show", "eigenpairs-2x2", "--seed", "3", "--solution", "--hints")
    assert shown.exit_code == 0
    for words in ("Find the eigenvalues", "Typed like this", "Hints", "Fill in the blanks", "Solution", "(✓ ", FAMILY):
        assert words in shown.stdout
    data = json.loads(run("show", FAMILY, "--seed", "3", "--json").stdout)
    assert data["id"].startswith(f"{FAMILY}:1:3#")
    assert "answer" not in data
    assert json.loads(run("show", data["id"], "--json", "--solution").stdout)["answer"]


@pytest.mark.parametrize("format", ["md", "latex", "typst", "pdf"])
def test_show_in_other_formats(format: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["show", FAMILY, "--format", format])
    assert result.exit_code == 0
    assert (b"%PDF" if format == "pdf" else b"Find the eigenvalues") in result.stdout_bytes
    out = tmp_path / {"latex": "a.tex", "typst": "a.typ"}.get(format, f"a.{format}")
    assert run("show", FAMILY, "--out", str(out)).exit_code == 0
    assert out.read_bytes() == result.stdout_bytes
    assert "--force" in refused(run("show", FAMILY, "--out", str(out)))


def test_check_by_id() -> None:
    d = drawn(FAMILY, seed=5)
    answer = d.problem.answer().typed()
    right = run("check", d.id, answer)
    assert right.exit_code == 0
    assert right.stdout.startswith("Right.")
    assert "Read as" in right.stdout
    verdict = json.loads(run("check", d.id, answer, "--json").stdout)
    assert verdict["status"] == "right"
    assert {"share", "evidence", "misconception", "read_as", "feedback", "at"} <= verdict.keys()
    mistake = d.kept[0]
    wrong = run("check", d.id, mistake.answer.typed())
    assert wrong.exit_code == 1
    assert json.loads(run("check", d.id, mistake.answer.typed(), "--json").stdout)["misconception"] == mistake.id
    odd = run("check", d.id, "2: (1,")
    assert odd.exit_code == 3
    assert "    2: (1,\n       ^" in odd.stdout
    assert run("check", d.id, "-", stdin=answer).exit_code == 0


def test_an_answer_that_begins_with_a_minus_is_an_answer() -> None:
    for answer in ("-3/7", "-x", "-1: (1, 0)", "--3"):
        assert run("check", f"{FAMILY}:1:5", answer).exit_code in (1, 3), answer
    assert "did you mean --json?" in refused(run("check", f"{FAMILY}:1:5", "3", "--jsom"))


def test_check_refuses_what_is_no_problem() -> None:
    d = drawn(FAMILY, seed=5)
    stale = d.id[:-4] + ("0000" if d.id[-4:] != "0000" else "1111")
    assert "another problem" in refused(run("check", stale, "1"))
    assert "an ID looks like" in refused(run("check", "seven", "1"))
    assert "did you mean" in refused(run("check", "eigenvalues/eigenpairs2x2:1:5", "1"))
    assert "no level 9" in refused(run("check", f"{FAMILY}:9:5", "1"))
    assert "quotes" in refused(run("check", d.id, "x", "=", "2"))
    assert refused(run("check"))


def test_check_many(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    rows = [{"key": "1/3", "response": "2/6"}, {"key": "x^2", "response": "2x"}, {"key": "2", "response": "2 +"}]
    file.write_text("\n".join(map(json.dumps, rows)))
    done = run("check", "--batch", str(file))
    assert done.exit_code == 0
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["right", "wrong", "unreadable"]
    file.write_text('{"key": "1", "response": "1"}\n{"key": "1"}\n')
    assert "error" in json.loads(run("check", "--batch", str(file)).stdout.splitlines()[1])


# ---------------------------------------------------------------- solve


@pytest.mark.parametrize(
    ("typed", "answer", "words"),
    [
        ("3x = 6", "x = 2", "point"),
        ("3x + y = 9, 4x - 2y = 5", "x = 23/10, y = 21/10", "point"),
        ("2x + 4y - z = 5, 7x - 2y + 3z = 6, 9x + 2y + 2z = 11", None, "line"),
        ("2x + 4y = 5", "x = 5/2 - 2*t, y = t", "line"),
        ("x + y = 1, x + y = 2", "no solution", ""),
    ],
)
def test_the_systems_of_the_lecture(typed: str, answer: str | None, words: str) -> None:
    shown = run("solve", "system", typed)
    assert shown.exit_code == 0
    assert words in shown.stdout
    assert "not checked" not in shown.stdout
    data = json.loads(run("solve", "system", typed, "--json").stdout)
    assert list(data)[:3] == ["method", "given", "answer"]
    assert answer is None or data["answer"] == answer
    assert all(s["holds"] for s in data["steps"])


def test_row_operations_stand_beside_the_matrix() -> None:
    shown = run("solve", "system", "2x + 4y - z = 5, 7x - 2y + 3z = 6, 9x + 2y + 2z = 11").stdout
    assert "R₂ ← 2R₂ − 7R₁, R₃ ← 2R₃ − 9R₁\n" in shown


def test_solve_finds_the_method_where_it_can() -> None:
    assert json.loads(run("solve", "3x + y = 9, 4x - 2y = 5", "--json").stdout)["method"] == "system"
    message = refused(run("solve", "x^2 exp(3x)", "--parameters", "k"))
    assert "several methods fit" in message or "does not take the option 'parameters'" in message
    assert "did you mean system" in refused(run("solve", "sytem", "3x = 6"))
    assert "is missing" in refused(run("solve", "system"))


def test_solve_reads_files_and_standard_input(tmp_path: Path) -> None:
    rows = "3x + y = 9\n4x - 2y = 5\n"
    file = tmp_path / "system.txt"
    file.write_text(rows)
    expected = run("solve", "system", rows, "--json").stdout
    assert run("solve", "system", "-", "--json", stdin=rows).stdout == expected
    assert run("solve", "system", f"@{file}", "--json").stdout == expected
    assert "cannot be read" in refused(run("solve", "system", "@nowhere.txt"))
    assert "UTF-8" in refused(run("solve", "system", "-", stdin=b"\xff\xfe"))


def test_solve_points_at_what_it_cannot_read() -> None:
    lines = refused(run("solve", "system", "3x + (y = 9")).split("\n")
    assert lines[1] == "    3x + (y = 9"
    assert lines[2].strip() == "^"


def test_solve_writes_files(tmp_path: Path) -> None:
    out = tmp_path / "solution.pdf"
    done = run("solve", "system", "2x + 4y = 5", "--out", str(out))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert out.read_bytes().startswith(b"%PDF")
    assert "say the format" in refused(run("solve", "system", "2x = 5", "--out", str(tmp_path / "a.doc")))
    assert "there is no directory" in refused(run("solve", "system", "2x = 5", "--out", str(tmp_path / "no" / "a.md")))


# ---------------------------------------------------------------- exam


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exam") / "set"
    done = run("exam", "--seed", "7", "--count", "3", "--title", "Week 3", "--date", "2026-07-01", "--out", str(folder))
    assert done.exit_code == 0, done.stderr
    assert "Week 3" in done.stdout
    assert "Question 3" in done.stdout
    assert str(folder) in done.stdout
    return folder


FILES = {f"{stem}.{suffix}" for stem in ("paper", "solutions") for suffix in ("pdf", "md", "typ")} | {"paper.json"}


def test_exam_writes_the_paper_and_apart_from_it_the_solutions(exam: Path) -> None:
    assert {p.name for p in exam.iterdir()} == FILES
    paper, solutions = (
        (exam / "paper.md").read_text(encoding="utf-8"),
        (exam / "solutions.md").read_text(encoding="utf-8"),
    )
    stored = json.loads((exam / "paper.json").read_text(encoding="utf-8"))
    assert len(stored["questions"]) == 3
    assert "Steps" not in paper
    assert "mark)*" in solutions
    assert "Certified" in solutions
    assert all(q["id"] in solutions and q["id"] not in paper for q in stored["questions"])


def test_exam_gives_the_same_bytes_again(exam: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    surroundings = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "50"}
    done = process(
        "exam", "--seed", "7", "--count", "3", "--title", "Week 3", "--date", "2026-07-01", "--out", str(again),
        env=surroundings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert all((again / name).read_bytes() == (exam / name).read_bytes() for name in FILES)


def test_exam_overwrites_nothing(exam: Path) -> None:
    before = {p: p.read_bytes() for p in exam.iterdir()}
    assert "--force" in refused(run("exam", "--seed", "8", "--count", "2", "--out", str(exam)))
    assert {p: p.read_bytes() for p in exam.iterdir()} == before


def test_exam_picks_a_seed_and_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("exam", FAMILY, "--count", "1", "--format", "md", "--json")
    data = json.loads(done.stdout)
    assert data["out"] == f"exam-{data['seed']}"
    assert sorted(p.name for p in Path(data["out"]).iterdir()) == ["paper.json", "paper.md", "solutions.md"]
    assert data["paper"]["seed"] == data["seed"]


def test_check_a_question_of_a_paper(exam: Path) -> None:
    stored = str(exam / "paper.json")
    question = json.loads((exam / "paper.json").read_text(encoding="utf-8"))["questions"][1]
    answer = drawn(question["family"], level=question["level"], seed=question["seed"]).problem.answer().typed()
    assert run("check", stored, "2", answer).exit_code == 0
    assert "no question 9" in refused(run("check", stored, "9", answer))
    assert "number of a question" in refused(run("check", stored, "two", answer))
    assert "cannot be read" in refused(run("check", "nowhere.json", "2", answer))


def test_exam_from_a_blueprint(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(f'title = "Midterm"\n[[questions]]\nfamily = "{FAMILY}"\nlevel = 2\ncount = 2\n')
    done = run("exam", str(plan), "--seed", "1", "--out", str(tmp_path / "out"), "--format", "md", "--json")
    paper = json.loads(done.stdout)["paper"]
    assert paper["title"] == "Midterm"
    assert [q["level"] for q in paper["questions"]] == [2, 2]
    assert "without --count" in refused(run("exam", str(plan), "--count", "3"))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["exam", "eigenvalue"], "did you mean"),
        (["exam", "--level", "77"], "level 77"),
        (["exam", "--level", "0"], "--level"),
        (["exam", "--seed", "a b"], "seed"),
        (["exam", "--count", "0"], "--count"),
        (["exam", "--format", "docx"], "docx"),
        (["exam", "--title", "two\nlines"], "one line"),
        (["exam", "nowhere.toml"], "nowhere.toml"),
        (["exm"], "did you mean `tutor exam`?"),
        (["show", "--lvl", "3"], "--level"),
        (["show"], "NAME"),
        (["show", FAMILY, "--level", "9"], "no level 9"),
        (["generate", "--count", "3"], "--out"),
        (["verify", "nowhere.jsonl"], "nowhere.jsonl"),
        (["practice", "--again", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_bad_input_is_one_clear_line(
    args: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = refused(run(*args))
    assert words in line
    assert "\n" not in line
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- banks


def test_generate_and_verify(tmp_path: Path) -> None:
    file = tmp_path / "bank.jsonl"
    done = run("generate", FAMILY, "--count", "6", "--out", str(file), "--jobs", "1")
    assert done.exit_code == 0, done.stderr
    assert "6 different problems" in done.stdout
    assert run("verify", str(file), "--jobs", "1").exit_code == 0
    assert "--force" in refused(run("generate", FAMILY, "--count", "6", "--out", str(file)))
    rows = file.read_text(encoding="utf-8").splitlines()
    rows[2] = rows[2].replace('"digits":', '"digits":1')
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    spoiled = run("verify", str(file), "--jobs", "1")
    assert spoiled.exit_code == 1
    assert "line 3" in spoiled.stdout
    assert json.loads(run("verify", str(file), "--json", "--jobs", "1").stdout)["spoiled"][0]["number"] == 3


# ---------------------------------------------------------------- real processes


def test_a_process_leaves_with_the_code() -> None:
    assert process("check", f"{FAMILY}:1:5", "7").returncode in (1, 3)
    assert "did you mean" in refused(process("exm"))
    odd = process("check", f"{FAMILY}:1:5", "\udcff", env={"LC_ALL": "C"})
    assert odd.returncode == 3, odd.stderr


def test_a_closed_pipe_is_no_error() -> None:
    command = (
        f'"{sys.executable}" -m tutor.cli families | head -c 1 > /dev/null; "{sys.executable}" -m tutor.cli --help >&-'
    )
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "tutor.cli", "practice", FAMILY],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert running.stdout is not None
    assert any("Find the eigenvalues" in line for line in running.stdout)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert errors.endswith("tutor: interrupted\n")
