"""The direction of imports, read from the source: each layer knows only those below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "tidu"
BELOW = {
    "version": set(),
    "text": set(),
    "core": {"text", "version"},
    "ops": {"core", "text"},
    "grad": {"ops", "core", "text"},
    "tensor": {"grad", "ops", "core", "text"},
    "read": {"tensor", "grad", "ops", "core", "text", "version"},
    "autograd": {"tensor", "grad", "ops", "core", "text"},
    "cuda": {"amp", "core", "text"},
    "amp": {"tensor", "core", "text"},
    "accelerator": {"core"},
    "backends": {"core"},
    "cpu": {"core"},
    "mps": {"core"},
    "xpu": {"core"},
    "random": {"tensor", "core"},
    "jit": {"core", "text"},
    "distributed": {"core"},
    "onnx": {"core"},
    "compiler": {"core"},
    "__config__": {"core", "version"},
    "func": {"tensor", "grad", "core", "text"},
    "linalg": {"tensor", "core", "text"},
    "signal": {"tensor", "core", "text"},
    "functional": {"tensor", "ops", "core", "text"},
    "special": {"functional", "tensor"},
    "distributions": {"functional", "tensor", "core", "text"},
    "nn": {"functional", "tensor", "grad", "ops", "core", "text"},
    "optim": {"tensor", "ops", "core", "text"},
    "swa_utils": {"optim", "nn", "tensor", "core", "text"},
    "data": {"tensor", "core", "text"},
    "utils": {"data", "tensor", "grad", "core", "text"},
    "testing": {"tensor", "grad", "ops", "core", "text"},
    "fit": {"read", "grad", "nn", "functional", "optim", "data", "tensor", "core", "text", "version"},
    "compiled": {"read", "nn", "functional", "optim", "tensor", "core", "text"},
    "summary": {"read", "grad", "tensor", "ops", "core", "text"},
    "sweep": {"fit", "nn", "tensor", "core", "text"},
    "tabular": {
        "sweep", "fit", "read", "nn", "functional", "optim", "data", "tensor", "core", "text", "version",
    },
    "plot": {"read", "fit", "nn", "tensor", "core", "text"},
    "files": {"nn", "tensor", "core", "text"},
    "vision": {"files", "data", "random", "nn", "tensor", "core", "text"},
    "compat": {"optim", "nn", "tensor", "core", "text", "version"},
    "course": {
        "plot", "read", "tabular", "fit", "nn", "functional", "optim", "data", "tensor", "core", "text",
    },
    "cli": {"course", "tabular", "core", "text", "version"},
    "contents": {"functional", "tensor", "core", "version"},
}
HEAVY = ("scipy", "polars", "pandas", "matplotlib", "sklearn", "typer", "rich", "torch", "llvmlite")
FILES = sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    """The package's part that a file belongs to. One reading, the gradient, lies below the tensor."""
    parts = path.relative_to(PACKAGE).parts
    special = {("read", "grad.py"): "grad", ("optim", "swa_utils"): "swa_utils"}
    return special.get(parts[:2], parts[0].removesuffix(".py"))


def layer_of(module: str) -> str:
    """The package's part that a module's name belongs to."""
    for start, part in (("tidu.read.grad", "grad"), ("tidu.optim.swa_utils", "swa_utils")):
        if module.startswith(start):
            return part
    return module.split(".")[1]


def own_imports(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, part) of every import of the package's own code below `tree`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: relative import"
            whole = [f"tidu.{each.name}" for each in node.names]
            names = whole if node.module == "tidu" else [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        found += [(node.lineno, layer_of(name)) for name in names if name.startswith("tidu.")]
    return found


def typing_only(tree: ast.Module) -> set[int]:
    """The lines under `if TYPE_CHECKING:`, which nothing runs."""
    blocks = (n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))
    return {line for block in blocks for line in range(block.lineno, (block.end_lineno or 0) + 1)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_direction(path: Path) -> None:
    part = layer(path)
    if part in ("__init__", "__main__"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = typing_only(tree)
    for line, other in own_imports(tree):
        if line not in skipped and other != part:
            assert other in BELOW[part], f"{path}:{line}: {part} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_of_ours_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            assert not own_imports(node), f"{path}:{node.lineno}"


def test_the_rule_finds_a_wrong_import() -> None:
    wrong = ast.parse("def f():\n    from tidu.nn import Linear\n    import tidu.cli.app")
    assert own_imports(wrong) == [(2, "nn"), (3, "cli")]


def test_nothing_heavy_is_opened() -> None:
    code = f"import sys, tidu; tidu.tensor([1.0]); print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", done.stdout


def test_only_the_command_line_prints_or_exits() -> None:
    for path in FILES:
        if layer(path) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "exit", "sys.exit"), f"{path}:{node.lineno}"
