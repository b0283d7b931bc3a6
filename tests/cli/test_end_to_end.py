"""The commands as a person runs them: in processes of their own, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PENGUINS = Path(__file__).parents[2] / "examples" / "penguins.csv"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`python -m tidu` with `words`, in `folder`."""
    place = {"PYTHONPATH": str(PENGUINS.parents[1]), "TIDU_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tidu", *words]
    return subprocess.run(command, cwd=folder, env={**os.environ, **place}, capture_output=True, text=True)


def test_train_show_and_predict(tmp_path: Path) -> None:
    trained = run(tmp_path, "train", str(PENGUINS), "--target", "species", "--epochs", "3", "--json")
    assert trained.returncode == 0, trained.stderr
    found = json.loads(trained.stdout)
    assert found["task"] == "multiclass"
    assert found["metrics"].keys() == {"train", "validation", "test"}
    assert found["baselines"]["logistic"]["test"]["accuracy"] > 0.9
    assert (tmp_path / found["model_file"]).exists() and (tmp_path / "penguins.html").exists()
    assert "bill_length_mm" in trained.stderr

    shown = run(tmp_path, "show", "penguins.tidu")
    assert "Adelie, Chinstrap, Gentoo" in shown.stdout

    predicted = run(tmp_path, "predict", "penguins.tidu", str(PENGUINS), "-o", "out.csv")
    assert predicted.returncode == 0, predicted.stderr
    assert "344 rows predicted to out.csv" in predicted.stdout
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[0].endswith("year,prediction,probability_Adelie,probability_Chinstrap,probability_Gentoo")
    assert len(lines) == 345


def test_a_wrong_target_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "train", str(PENGUINS), "--target", "specie")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("Did you mean `species`?")
    assert not list(tmp_path.iterdir())


def test_sweep(tmp_path: Path) -> None:
    words = ("--lr", "0.003,0.01", "--hidden", "8,8x2", "--seeds", "2", "--epochs", "3", "--out", "runs.csv")
    done = run(tmp_path, "sweep", str(PENGUINS), "--target", "species", *words, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found["settings"]) == 4 and len(found["runs"]) == 8
    assert found["test"]["accuracy"]["mean"] > 0.5
    assert len((tmp_path / "runs.csv").read_text("utf-8").splitlines()) == 9
    assert [path.name for path in tmp_path.iterdir()] == ["runs.csv"]
    again = run(tmp_path, *found["command"].split()[1:], "--no-baselines", "--json")
    assert again.returncode == 0, again.stderr
