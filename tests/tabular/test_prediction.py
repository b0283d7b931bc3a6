"""Predictions: the same numbers in every process, batch and kind of table; and what is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from small import classes, numbers, trained

from tidu.core.errors import DataError
from tidu.tabular import TableModel, load, predict_file
from tidu.tabular import model as model_module
from tidu.tabular import prediction as prediction_module
from tidu.tabular.network import ACTIVATIONS, BLOCK, Structure, build, outputs_of


@pytest.fixture(scope="module")
def model_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of numbers."""
    return trained(tmp_path_factory.mktemp("model"), numbers())[0].model_file


@pytest.fixture(scope="module")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of classes."""
    return trained(tmp_path_factory.mktemp("model"), classes())[0].model_file


@pytest.fixture
def model(model_path: str) -> TableModel:
    """The model of numbers."""
    return load(model_path)


def test_a_new_process_predicts_the_same_bits(model: TableModel, model_path: str, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    numbers(50, seed=2).write_csv(table)
    program = (
        "import sys; from tidu.tabular import load; "
        "print(load(sys.argv[1]).predict(sys.argv[2]).tobytes().hex())"
    )
    words = [sys.executable, "-c", program, model_path, str(table)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert said.strip() == model.predict(table).tobytes().hex()


@pytest.mark.parametrize("rows", [3, 50, 10_000])
def test_batches_do_not_change_a_bit(model: TableModel, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    table = numbers(90, seed=3)
    whole = model.predict(table)
    monkeypatch.setattr(model_module, "BATCH_ROWS", rows)
    assert (model.predict(table) == whole).all()
    assert (model.predict(table[::-1])[::-1] == whole).all()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_row_does_not_depend_on_its_neighbours(activation: str) -> None:
    """On processors without AVX-512, too: `OPENBLAS_CORETYPE=Haswell pytest ...` takes their kernels."""
    network = build(Structure(9, 3, depth=2, width=16, activation=activation))
    random = np.random.default_rng(0)
    matrix = random.normal(size=(BLOCK + 5, 9)).astype(np.float32)
    whole = outputs_of(network, matrix)
    for rows in (slice(0, 1), slice(3, 40), slice(BLOCK - 2, BLOCK + 5)):
        assert (outputs_of(network, matrix[rows]) == whole[rows]).all()


def test_every_kind_of_table_gives_the_same(model: TableModel, tmp_path: Path) -> None:
    table = numbers(30, seed=4)
    expected = model.predict(table)
    table.write_csv(tmp_path / "t.csv")
    table.write_csv(tmp_path / "t.tsv", separator="\t", null_value="NA")
    table.write_parquet(tmp_path / "t.parquet")
    for other in ("t.csv", "t.tsv", "t.parquet"):
        assert (model.predict(tmp_path / other) == expected).all()
    assert (model.predict(table.to_pandas()) == expected).all()
    assert (model.predict(table.to_dict()) == expected).all()


def test_probabilities_are_of_the_labels(class_path: str) -> None:
    model = load(class_path)
    found = model.probabilities(classes(20, seed=1))
    assert found.shape == (20, 2) and np.abs(found.sum(1) - 1).max() < 1e-12
    assert model.predict(classes(20, seed=1)).tolist() == [model.labels[k] for k in found.argmax(1)]


def test_a_number_has_no_probabilities(model: TableModel) -> None:
    with pytest.raises(DataError, match="`y` is a number"):
        model.probabilities(numbers(5))


def test_the_file_has_the_columns_as_they_were(
    class_path: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    data = write("b,a,note,prediction\n1.50,2,x,0\n-1,0.10,,1\n")
    result = predict_file(class_path, str(data), str(tmp_path / "out.csv"))
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[0] == "b,a,note,prediction,prediction.1,probability_no,probability_yes"
    assert lines[1].startswith("1.50,2,x,0,") and lines[2].startswith("-1,0.10,,1,")
    assert (result.rows, result.ignored, result.metrics) == (2, ["note", "prediction"], {})


def test_what_is_written_reads_back_to_the_bit(model: TableModel, model_path: str, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    numbers(40, seed=5).write_csv(table)
    result = predict_file(model_path, str(table), str(tmp_path / "out.csv"))
    written = pl.read_csv(tmp_path / "out.csv")
    assert (written["prediction"].to_numpy() == model.predict(table)).all()
    assert written["y"].to_list() == numbers(40, seed=5)["y"].to_list()
    assert result.metrics.keys() == {"rmse", "mae", "r2"}


@pytest.mark.parametrize(
    ("share", "wanted"), [(0.2, "but its 12 test rows. On those it had RMSE "), (0, "Fix: measure")]
)
def test_the_training_table_is_known_again(tmp_path: Path, share: float, wanted: str) -> None:
    table, other = tmp_path / "table.csv", tmp_path / "other.csv"
    numbers().write_csv(table)
    numbers(seed=6).write_csv(other)
    result, _ = trained(tmp_path, str(table), test_fraction=share)
    (note,) = predict_file(result.model_file, str(table), str(tmp_path / "out.csv")).notes
    assert wanted in note and "this very table" in note
    if share:
        assert f"{result.metrics['test']['rmse']:.4g}" in note
    assert predict_file(result.model_file, str(other), str(tmp_path / "out.csv")).notes == []
    numbers().drop("y").write_csv(other)
    assert predict_file(result.model_file, str(other), str(tmp_path / "out.csv")).notes == []


def test_batches_are_written_one_after_the_other(
    model_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "new.csv"
    numbers(40).write_csv(table)
    whole = predict_file(model_path, str(table), str(tmp_path / "whole.csv"))
    monkeypatch.setattr(model_module, "BATCH_ROWS", 7)
    parts = predict_file(model_path, str(table), str(tmp_path / "parts.csv"))
    assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "parts.csv").read_bytes()
    assert parts.metrics == whole.metrics


def test_surprises_are_counted(model_path: str, write: Callable[..., Path], tmp_path: Path) -> None:
    data = write("x,kind,day,extra\n1,east,2024-03-01,1\nten,east,2024-03-02,2\n,west,2024-03-03,3\n")
    result = predict_file(model_path, str(data), str(tmp_path / "out.csv"))
    assert result.unseen == {"kind": 2}
    assert result.ignored == ["extra"]
    assert len(result.notes) == 1 and "`x`: 1 of 3 cells" in result.notes[0]


def test_targets_that_are_gaps_or_new_are_not_measured(
    class_path: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    data = write("a,b,y\n1,1,yes\n-1,-1,\n1,1,maybe\n-2,-2,no\n")
    result = predict_file(class_path, str(data), str(tmp_path / "out.csv"))
    assert result.rows == 4 and result.metrics["accuracy"] in (0.0, 0.5, 1.0)


def test_only_so_many_rows_are_measured(
    model_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers(40).write_csv(tmp_path / "new.csv")
    monkeypatch.setattr(prediction_module, "MEASURED_ROWS", 15)
    monkeypatch.setattr(model_module, "BATCH_ROWS", 10)
    result = predict_file(model_path, str(tmp_path / "new.csv"), str(tmp_path / "out.csv"))
    assert result.notes == ["The metrics are of the first 15 rows whose target is known."]


def test_a_missing_column_is_named_and_nothing_is_written(
    model_path: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    data = write("x,Kind,day\n1,west,2024-03-01\n")
    with pytest.raises(DataError, match=r"no column `kind`\. Did you mean `Kind`"):
        predict_file(model_path, str(data), str(tmp_path / "out.csv"))
    data = write("kind,day\nwest,2024-03-01\n")
    with pytest.raises(DataError, match=r"no column `x`\. It has"):
        predict_file(model_path, str(data), str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()


def test_a_table_without_rows_gives_the_header(
    class_path: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    result = predict_file(class_path, str(write("a,b\n")), str(tmp_path / "out.csv"))
    assert result.rows == 0
    assert (tmp_path / "out.csv").read_text("utf-8") == "a,b,prediction,probability_no,probability_yes\n"
