"""Pictures as files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tidu.core.errors import DataError
from tidu.plot import histograms, plot, save

MAKE = "from tidu.plot import plot, save; import sys; save(plot([1, 2], title='损失 −1'), sys.argv[1])"


@pytest.mark.parametrize("ending", ["svg", "png", "SVG"])
def test_what_can_be_saved(ending: str, tmp_path: Path) -> None:
    figure = Figure()
    pictures = [plot([1, 2]), plot([1, 2]).figure, histograms({"a": [1.0]}), figure.add_subplot(), figure]
    pictures.append(Figure().subfigures(1, 2)[0].add_subplot())
    for number, picture in enumerate(pictures):
        path = save(picture, tmp_path / f"{number}.{ending}")
        assert path.stat().st_size > 500
    assert len(list(tmp_path.iterdir())) == len(pictures)


def test_the_size_of_a_png(tmp_path: Path) -> None:
    data = save(plot([1, 2], figsize=(3, 2)), tmp_path / "a.png").read_bytes()
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (600, 400)


def test_letters_are_outlines(tmp_path: Path) -> None:
    text = save(plot([1, 2], title="损失"), tmp_path / "a.svg").read_text("utf-8")
    assert "<text" not in text
    assert len(re.findall("<use xlink:href", text)) > 10


def test_saved_again_and_in_another_process(tmp_path: Path) -> None:
    ax = plot([1, 2], title="损失 −1")
    here = save(ax, tmp_path / "a.svg").read_bytes()
    assert save(ax, tmp_path / "b.svg").read_bytes() == here
    for seed in "12":
        path = tmp_path / f"{seed}.svg"
        process = [sys.executable, "-c", MAKE, path]
        subprocess.run(process, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert path.read_bytes() == here


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    path.write_text("old")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(plot([1, 2]), path)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.svg", "old")]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(plot([1, 2]), tmp_path / "none" / "a.svg")


@pytest.mark.parametrize("name", ["a.jpg", "a", "svg"])
def test_other_endings(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"saved as \.svg or \.png.*Fix: save\(picture, '.+\.svg'\)"):
        save(plot([1, 2]), tmp_path / name)
    assert not list(tmp_path.iterdir())
