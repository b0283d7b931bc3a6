"""C12: house_tiny.csv, its gaps filled or deleted with pandas, and by `tidu.tabular` in one call."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import tidu as torch
from tidu.tabular import Preprocessor, infer_columns, read_table


@pytest.fixture
def house(tmp_path: Path) -> str:
    """The file, written as in the diary."""
    os.makedirs(tmp_path / "data", exist_ok=True)
    data_file = os.path.join(tmp_path, "data", "house_tiny.csv")
    with open(data_file, "w", encoding="utf-8") as f:
        f.write("NumRooms,Alley,Price\n")
        f.write("NA,PAve,127500\n")
        f.write("2,NA,106000\n")
        f.write("4,NA,178100\n")
        f.write("NA,NA,140000\n")
    return data_file


def test_c12_filled_with_pandas(house: str) -> None:
    data = pd.read_csv(house)
    inputs, outputs = data.iloc[:, 0:2], data.iloc[:, 2]
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    inputs = pd.get_dummies(inputs, dummy_na=True, dtype=float)
    assert list(inputs) == ["NumRooms", "Alley_PAve", "Alley_nan"]
    X, y = torch.tensor(inputs.values), torch.tensor(outputs.values)
    assert X.tolist() == [[3, 1, 0], [2, 0, 1], [4, 0, 1], [3, 0, 1]]
    assert (X.dtype, y.dtype) == (torch.float64, torch.int64)
    assert y.tolist() == [127500, 106000, 178100, 140000]


def test_c12_a_frame_of_mixed_types_is_refused_with_a_fix(house: str) -> None:
    """What get_dummies gives without `dtype` holds numbers and bools, which PyTorch refuses as well."""
    mixed = pd.get_dummies(pd.read_csv(house), dummy_na=True).values
    with pytest.raises(TypeError, match=r"numpy.object_|type object.*astype\('float32'\)"):
        torch.tensor(mixed)


def test_c12_deleted_with_pandas(house: str) -> None:
    data = pd.read_csv(house)
    assert len(data.dropna()) == 0
    gaps = data.isna().sum()
    assert gaps.idxmax() == "Alley"
    rest = data.drop(columns=gaps.idxmax()).dropna()
    X, y = torch.tensor(rest[["NumRooms"]].values), torch.tensor(rest["Price"].values)
    assert (X.tolist(), y.tolist()) == ([[2], [4]], [106000, 178100])


def test_c12_prepared_by_tidu_as_in_the_diary(house: str) -> None:
    """The number's gap is filled with the mean and marked; Alley is one column, and one for missing."""
    table = read_table(house)
    schema = infer_columns(table, "Price")
    kinds = {column.name: column.kind for column in schema.columns}
    assert kinds == {"NumRooms": "numeric", "Alley": "category", "Price": "target"}
    prepare = Preprocessor.fit(table, schema, fill="mean", numeric="standard")
    X = torch.tensor(prepare.transform(table))
    rooms, missing, pave, no_alley = X.unbind(1)
    assert (rooms + 3).tolist() == [3, 2, 4, 3]
    assert missing.tolist() == [1, 0, 0, 1]
    assert (pave.tolist(), no_alley.tolist()) == ([1, 0, 0, 0], [0, 1, 1, 1])


def test_c12_fitted_on_training_rows_only() -> None:
    rooms, alley = [1.0, None, 3.0, 100.0, None], ["a", "a", "b", "c", "b"]
    table = pl.DataFrame({"rooms": rooms, "alley": alley, "price": [1.5, 2, 3, 4, 5]})
    train, held_out = table[:3], table[3:]
    schema = infer_columns(read_table(train), "price")
    fitted = Preprocessor.fit(train, schema, fill="mean")
    assert fitted.blocks[0].fill == 2.0
    first = fitted.transform(held_out)
    assert np.isfinite(first).all()
    alone = fitted.transform(held_out[1:])
    np.testing.assert_array_equal(first[1:], alone)
    new = dict(zip(fitted.feature_names, first[0], strict=True))
    assert [value for name, value in new.items() if name.startswith("alley=")].count(1) == 0


def test_c12_one_call_from_the_file_to_a_model(house: str, tmp_path: Path) -> None:
    model = str(tmp_path / "house.tidu")
    result = torch.tabular.train(house, "Price", fill="mean", epochs=2, baselines=False, output=model)
    use = {column.name: (column.missing, column.kind) for column in result.columns}
    assert use == {"NumRooms": (2, "number"), "Alley": (3, "category"), "Price": (0, "target")}
    assert any("4 rows" in note for note in result.notes)
    answers = torch.tabular.load(model).predict(pd.read_csv(house).drop(columns="Price"))
    assert np.isfinite(np.asarray(answers, dtype=float)).all()


def test_c12_one_call_with_deletion(house: str, tmp_path: Path) -> None:
    model = str(tmp_path / "house.tidu")
    choices = {"epochs": 2, "baselines": False, "output": model}
    result = torch.tabular.train(house, "Price", drop=("Alley",), **choices)
    assert [column.name for column in result.columns if column.kind == "number"] == ["NumRooms"]
    whole = pd.read_csv(house).drop(columns="Alley")
    assert np.isfinite(np.asarray(torch.tabular.load(model).predict(whole), dtype=float)).all()
