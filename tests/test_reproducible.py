"""The same problems, steps and papers under other hash seeds, ground types, time zones, locales and terminal widths."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORLDS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "COLUMNS": "40"},
    {"PYTHONHASHSEED": "1", "SYMPY_GROUND_TYPES": "python", "TZ": "America/New_York", "COLUMNS": "200"},
    {"PYTHONHASHSEED": "99", "SYMPY_GROUND_TYPES": "python"},
]


def run(world: dict[str, str], *arguments: str, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **world}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bank_is_the_same_everywhere() -> None:
    first, *others = (json.loads(run(world, "-m", "tests.digests")) for world in WORLDS)
    for world, other in zip(WORLDS[1:], others, strict=True):
        changed = [name for name in first if other[name] != first[name]]
        assert not changed, (world, changed)


def test_a_paper_has_the_same_bytes_everywhere(tmp_path: Path) -> None:
    found = []
    for number, world in enumerate(WORLDS[:3]):
        here = tmp_path / str(number)
        here.mkdir()
        hide = "import sys; sys.modules['flint'] = None; " if "SYMPY_GROUND_TYPES" in world else ""
        program = hide + "from tutor.cli import main; main()"
        run(world, "-c", program, "exam", "--seed", "7", "--count", "5", "--date", "2030-01-31", cwd=here)
        files = sorted((here / "exam-7").iterdir())
        assert {f.suffix for f in files} >= {".pdf", ".md", ".json"}
        found.append({f.name: sha256(f.read_bytes()).hexdigest() for f in files})
    assert found[0] == found[1] == found[2]
