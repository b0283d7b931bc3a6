"""Every row of the course's map is proved: by an experiment, an example, or a test that names it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import tidu
from tidu.course import EXPERIMENTS
from tidu.text import sentences

ROOT = Path(__file__).parents[2]
KINDS = (
    "regression", "binary_classification", "multiclass_classification", "hierarchical_classification",
    "multilabel_classification", "search_ranking", "recommendation", "sequence_tagging", "sequence_alignment",
    "sequence_translation", "clustering", "principal_components", "generative_adversarial", "bandit",
    "contextual_bandit", "reinforcement_learning",
)  # fmt: skip
"""The kinds of problem that C21 names, each an example."""

PROOFS: dict[str, dict[str, tuple[str, ...]]] = {
    "C01": {"test": ("losses_and_modules",), "api": ("nn.L1Loss",)},
    "C02": {"experiment": ("linear",), "script": ("linear_by_hand",)},
    "C03": {"experiment": ("descent",), "api": ("plot.surface",)},
    "C04": {"test": ("losses_and_modules",), "script": ("doubling_module",)},
    "C05": {"experiment": ("optimizers",), "script": ("eight_optimizers",)},
    "C06": {"test": ("losses_and_modules",), "script": ("modules_tour",)},
    "C07": {"experiment": ("best-epoch",), "api": ("plot.losses",)},
    "C08": {"experiment": ("zero-grad",), "api": ("doctor",)},
    "C09": {"test": ("map_pictures",), "api": ("vision.transforms.ToTensor",)},
    "C10": {"test": ("probabilities",), "example": ("binary_classification",)},
    "C11": {"test": ("tensors_of_the_diary",), "script": ("tensors_tour",)},
    "C12": {"test": ("table_with_gaps",), "api": ("tabular.train",)},
    "C13": {"test": ("tensors_of_the_diary",), "script": ("tensors_tour",)},
    "C14": {"experiment": ("derivative",)},
    "C15": {"test": ("map_pictures",), "api": ("plot.plot",)},
    "C16": {"test": ("gradients_of_the_diary",), "api": ("autograd.functional.hessian", "explain")},
    "C17": {"test": ("gradients_of_the_diary",), "api": ("autograd.grad",)},
    "C18": {"test": ("least_squares",), "api": ("linalg.lstsq",)},
    "C19": {"experiment": ("likelihood",), "api": ("plot.densities",)},
    "C20": {"test": ("map_pictures",), "api": ("plot.network",)},
    "C21": {"example": KINDS},
    "C22": {"experiment": ("collapse",)},
    "C23": {"experiment": ("neurons",), "api": ("plot.neurons",)},
    "C24": {"experiment": ("cubic",), "script": ("cubic_fits",)},
    "C25": {"experiment": ("depth",)},
    "C26": {"experiment": ("extrapolation",), "api": ("plot.extrapolation",)},
    "C27": {"experiment": ("fitting",)},
    "C28": {"experiment": ("even",)},
    "C29": {"test": ("gradients_of_the_diary",), "api": ("explain",)},
    "C30": {"experiment": ("images",)},
    "C31": {"experiment": ("covid",), "api": ("tabular.train",)},
    "C32": {"test": ("mxnet_blog",), "api": ("compat.mxnet.nd.dot",)},
    "C33": {"experiment": ("learning-rates",), "test": ("mxnet_blog",)},
    "C34": {"test": ("python_page",), "lesson": ("00-python",)},
}
"""Row -> what proves it. `tests/map/test_<test>.py` has functions that are named after the row."""


def every() -> Iterator[tuple[str, str, str]]:
    """(row, kind of proof, its name)."""
    for row, proofs in PROOFS.items():
        for kind, names in proofs.items():
            for name in names:
                yield row, kind, name


def reached(path: str) -> Any:
    """What a dotted name below `tidu` is, a module or what it holds."""
    found: Any = tidu
    for name in path.split("."):
        if not hasattr(found, name):
            import_module(f"{found.__name__}.{name}")
        found = getattr(found, name)
    return found


def functions(path: Path) -> list[str]:
    """The names of the test functions in a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return [node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def is_experiment(row: str, name: str) -> None:
    """It is registered for the row, has settings, and says in both languages what it is and what to try."""
    assert name in EXPERIMENTS, f"{row}: no experiment {name!r}; there are {', '.join(EXPERIMENTS)}"
    found = EXPERIMENTS[name]
    assert row in found.rows
    assert found.name == name
    assert callable(found.module.run)
    assert found.module.Settings.__doc__
    for key in ("title", "try"):
        english, chinese = sentences(found.area)[f"{found.area}.{key}"]
        assert english != chinese, key
    assert len(found.commands()) >= 2


def is_example(row: str, name: str) -> None:
    """It is there, and its result is in both tables."""
    assert (ROOT / "examples" / f"{name}.py").is_file()
    for readme in ("README.md", "README.zh.md"):
        assert f"({name}.py)" in (ROOT / "examples" / readme).read_text(encoding="utf-8")


def is_test(row: str, name: str) -> None:
    """A function of that file is named after the row."""
    named = functions(ROOT / "tests" / "map" / f"test_{name}.py")
    assert any(row.lower() in function.split("_") for function in named), named


def is_script(row: str, name: str) -> None:
    """The suite runs it under `tidu run` and under PyTorch."""
    assert (ROOT / "tests" / "scripts" / f"{name}.py").is_file()


def is_lesson(row: str, name: str) -> None:
    """It is there in both languages."""
    for lang in ("en", "zh"):
        assert (ROOT / "docs" / "lessons" / lang / f"{name}.ipynb").is_file()


def is_api(row: str, name: str) -> None:
    """It can be reached from `tidu`, called, and says what it is."""
    found = reached(name)
    assert callable(found)
    assert found.__doc__


CHECKS = {
    "experiment": is_experiment,
    "example": is_example,
    "test": is_test,
    "script": is_script,
    "lesson": is_lesson,
    "api": is_api,
}


def test_every_row_has_a_proof() -> None:
    assert list(PROOFS) == [f"C{number:02}" for number in range(1, 35)]
    assert all({"experiment", "example", "test"} & proofs.keys() for proofs in PROOFS.values())


@pytest.mark.parametrize(("row", "kind", "name"), list(every()), ids=lambda part: part)
def test_the_proof_is_there(row: str, kind: str, name: str) -> None:
    CHECKS[kind](row, name)


def test_nothing_is_left_without_a_row() -> None:
    """Every experiment, example and test function here is in the table."""
    listed = {kind: {(row, name) for row, k, name in every() if k == kind} for kind in CHECKS}
    assert {(row, each.name) for each in EXPERIMENTS.values() for row in each.rows} == listed["experiment"]
    programs = {path.stem for path in (ROOT / "examples").glob("*.py")} - {"sweep_dask"}
    assert programs == set(KINDS)
    for path in (ROOT / "tests" / "map").glob("test_*.py"):
        if path.name != Path(__file__).name:
            rows = {row.upper() for name in functions(path) for row in re.findall(r"c\d\d", name)}
            assert rows == {row for row, name in listed["test"] if f"test_{name}.py" == path.name}
