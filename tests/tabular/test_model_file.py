"""The model file: what it holds, which files are refused, and that showing it is quick."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from small import classes, trained

from tidu.core.errors import DataError
from tidu.tabular import describe_model, load
from tidu.version import __version__


@pytest.fixture(scope="module")
def model_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two classes with its baselines."""
    folder = tmp_path_factory.mktemp("model")
    classes().write_csv(folder / "a b.csv")
    return Path(trained(folder, str(folder / "a b.csv"), baselines=True, seed=3)[0].model_file)


@pytest.fixture
def altered(model_path: Path, tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], object]], Path]:
    """Call with a change of the JSON; the path of the changed file."""

    def change(how: Callable[[dict[str, Any]], object]) -> Path:
        with ZipFile(model_path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        head = json.loads(parts["tidu.json"])
        how(head)
        parts["tidu.json"] = json.dumps(head).encode()
        with ZipFile(tmp_path / "changed.tidu", "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return tmp_path / "changed.tidu"

    return change


def test_description(model_path: Path) -> None:
    found = describe_model(model_path)
    assert (found.task, found.target, found.classes) == ("binary", "y", ["no", "yes"])
    assert found.model == "mean of 5 networks 2-64-64-2, silu"
    assert "--target y --seed 3 --epochs 3" in found.command and "'" in found.command
    facts = dict(found.facts)
    assert facts["Tidu"] == __version__ and facts["Seed"] == "3"
    assert facts["Data"].startswith("a b.csv, sha256 ")
    assert [each.name for each in found.columns] == ["a", "b", "y"]
    assert list(found.metrics) == ["train", "validation", "test"]
    assert [each.name for each in found.baselines] == ["majority", "logistic", "trees"]


def test_showing_loads_neither_engine_nor_polars(model_path: Path) -> None:
    program = (
        "import sys; from tidu.tabular.model_file import describe_model; describe_model(sys.argv[1]); "
        "print([name for name in ('polars', 'scipy', 'tidu.tensor', 'tidu.nn') if name in sys.modules])"
    )
    words = [sys.executable, "-c", program, str(model_path)]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_it_holds_json_and_safetensors_alone(model_path: Path) -> None:
    with ZipFile(model_path) as archive:
        assert archive.namelist() == ["tidu.json", "arrays.safetensors"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda head: head.update(version=99), "99"),
        (lambda head: head.update(kind="state"), "state"),
        (lambda head: head["content"]["members"][0]["structure"].update(width=3), "damaged"),
        (lambda head: head["content"]["members"][0].pop("prepare"), "damaged"),
        (lambda head: head["content"]["members"][0]["structure"].update(twist=3), "damaged"),
        (lambda head: head["content"]["schema"].update(version=99), "99"),
    ],
)
def test_refusals(altered: Any, change: Callable[[dict[str, Any]], object], said: str) -> None:
    with pytest.raises(DataError, match=said):
        load(altered(change))


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.tidu"
    path.write_bytes(b"not a zip")
    for reader in (load, describe_model):
        with pytest.raises(DataError):
            reader(path)
        with pytest.raises(FileNotFoundError):
            reader(tmp_path / "none.tidu")
