"""A module of the tutor imports only from strictly lower layers or its own package; listings stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = [
    ["errors", "showing"],
    ["written", "evaluate", "text", "chance", "verdict", "surds", "affine", "fields", "storage", "cores"],
    ["reading", "equality", "exact"],
    ["claims", "step"],
    ["methods"],
    ["answers"],
    ["problem", "diagnosis", "keys"],
    ["bank", "certify", "check", "solve", "hints"],
    ["papers", "generate"],
    ["render"],
    ["cli", "practice", "notebook", "preview"],
]
# within layer 1 there is an order too: text stands on written, verdict on text, surds on evaluate
WITHIN = {
    ("evaluate", "written"),
    ("text", "written"),
    ("chance", "written"),
    ("verdict", "text"),
    ("affine", "written"),
}
WITHIN |= {
    ("surds", "evaluate"),
    ("surds", "written"),
    ("fields", "written"),
    ("step", "claims"),
    ("verdict", "written"),
}
WITHIN |= {("cli", "practice"), ("practice", "notebook"), ("cli", "notebook"), ("notebook", "practice")}
LAYER = {module: number for number, modules in enumerate(LAYERS) for module in modules}
FILES = sorted(p for p in (ROOT / "tutor").rglob("*.py") if p.name != "__init__.py" or p.parent.name != "tutor")


def module_of(path: Path) -> str:
    return path.relative_to(ROOT / "tutor").parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Names of the tutor's modules that a file imports, lazily and for type checking included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "tutor":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("tutor.")}
    return found


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(ROOT)) for p in FILES])
def test_imports_go_down(path: Path) -> None:
    own = module_of(path)
    assert own in LAYER, f"{own} stands in no layer"
    for other in imported(path) - {own, "__version__"}:
        allowed = LAYER[other] < LAYER[own] or (own, other) in WITHIN
        assert allowed, f"{path.name} (layer {LAYER[own]}) imports {other} (layer {LAYER[other]})"
    assert "problems" not in path.read_text(encoding="utf-8").split("import ")[1:2]


def test_a_family_imports_public_things_only() -> None:
    allowed = {"tutor", "sympy", "numpy", "math", "statistics", "fractions", "itertools", "collections", "typing"}
    allowed |= {"__future__", "dataclasses", "functools", "operator"}
    for path in sorted((ROOT / "problems").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                assert module.split(".")[0] in allowed, f"{path.name} imports {module}"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["families"], ["methods"], ["solve", "--help"]])
def test_listings_import_neither_sympy_nor_numpy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom tutor.cli import main\nsys.argv = ['tutor', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "heavy = {'sympy', 'numpy', 'mpmath', 'typst', 'rich', 'flint'} & set(sys.modules)\nassert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_numeric_roads_see_numpy_and_floats_only() -> None:
    for path in sorted((ROOT / "problems").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "numeric":
                assert any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list), path
                names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                assert not names & {"self", "sympy", "sp", "Fraction", "tutor", "solve"}, path
