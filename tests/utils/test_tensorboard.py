"""What is written for TensorBoard, read by TensorBoard, beside what PyTorch writes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.core.warn import warn_once

pytest.importorskip("tensorboard")
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.compat.proto.event_pb2 import Event
from torch.utils.tensorboard import SummaryWriter as TorchWriter

from tidu.utils.tensorboard import SummaryWriter


def written(folder: Path) -> list[Event]:
    """Every record below a folder, as TensorBoard reads it."""
    files = sorted(path for path in folder.rglob("*tfevents*"))
    return [
        event for path in files for event in EventFileLoader(str(path)).Load() if event.HasField("summary")
    ]


def plain(event: Event) -> str:
    """A record without what differs by machine and time."""
    for value in event.summary.value:
        if value.HasField("image"):
            value.image.encoded_image_string = b""
    return f"{event.step} {event.summary}"


X = np.random.default_rng(0).normal(size=(4, 50)).astype("f4")
IMAGE = np.random.default_rng(1).random((3, 4, 5)).astype("f4")


def calls(writer: Any, library: Any) -> None:
    """One of each."""
    writer.add_scalar("loss/train", 0.5, 3)
    writer.add_scalar("loss/train", library.tensor(0.25), global_step=4)
    writer.add_scalar("loss", np.float32(2), library.tensor(5))
    writer.add_scalars("both", {"a": 1.0, "b": library.tensor(2.0)}, 6)
    writer.add_histogram("weights", library.from_numpy(X), 7)
    writer.add_histogram("positive", np.abs(X) + 1, 7)
    writer.add_histogram("own", X, 7, bins=[-4, -1, 0, 1, 4])
    writer.add_histogram("zeros", np.zeros(3), 7)
    writer.add_histogram("fewer", X, 7, max_bins=50)
    writer.add_image("image", library.from_numpy(IMAGE), 8)
    writer.add_image("grey", IMAGE[0], 8, dataformats="HW")
    writer.add_images("images", np.stack([IMAGE] * 9), 8)
    writer.add_text("notes", "a **bold** try", 9)
    writer.add_hparams({"lr": 0.1, "deep": True, "kind": "sgd"}, {"accuracy": 0.5}, run_name="run")


def test_it_writes_what_pytorch_writes(tmp_path: Path) -> None:
    import torch

    for name, kind, library in (("ours", SummaryWriter, tidu), ("theirs", TorchWriter, torch)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            writer = kind(str(tmp_path / name))
            calls(writer, library)
            writer.close()
    ours, theirs = written(tmp_path / "ours"), written(tmp_path / "theirs")
    assert sorted(map(plain, ours)) == sorted(map(plain, theirs))
    folders = [
        {path.parent.name for path in (tmp_path / name).rglob("*tfevents*")} for name in ("ours", "theirs")
    ]
    assert folders[0] - {"ours"} == folders[1] - {"theirs"} == {"both_a", "both_b", "run"}


def test_images_hold_the_pixels(tmp_path: Path) -> None:
    from PIL import Image

    with SummaryWriter(tmp_path) as writer:
        writer.add_image("bytes", (IMAGE * 255).astype(np.uint8))
    found = written(tmp_path)[0].summary.value[0]
    # TensorBoard makes tensors of images when it reads them.
    data = found.image.encoded_image_string or found.tensor.string_val[2]
    shown = np.asarray(Image.open(io.BytesIO(data)))
    np.testing.assert_array_equal(shown, (IMAGE * 255).astype(np.uint8).transpose(1, 2, 0))


def test_a_figure(tmp_path: Path) -> None:
    plt = pytest.importorskip("matplotlib.pyplot")
    plt.switch_backend("agg")
    figures = [plt.figure(figsize=(2, 1), dpi=50) for _ in range(2)]
    with SummaryWriter(tmp_path) as writer:
        writer.add_figure("figure", figures[0], 1, close=False)
        assert plt.get_fignums() == [1, 2]
        writer.add_figure("figures", figures, 2)
    assert [event.step for event in written(tmp_path)] == [1, 2] and plt.get_fignums() == []


def test_a_graph_is_not_drawn_and_it_is_said_once(tmp_path: Path) -> None:
    warn_once.cache_clear()
    with SummaryWriter(tmp_path) as writer:
        with pytest.warns(UserWarning, match="add_graph writes nothing"):
            writer.add_graph(tidu.nn.Linear(1, 1), tidu.ones(1))
        writer.add_graph(tidu.nn.Linear(1, 1))
    assert written(tmp_path) == []


def test_a_closed_writer_goes_on_in_a_new_file(tmp_path: Path) -> None:
    writer = SummaryWriter(tmp_path, filename_suffix=".a")
    writer.add_scalar("x", 1)
    writer.flush()
    assert len(written(tmp_path)) == 1 and writer.get_logdir() == str(tmp_path)
    writer.close()
    writer.add_scalar("x", 2)
    writer.close()
    assert (
        sum(
            event.summary.value[0].simple_value or event.summary.value[0].tensor.float_val[0]
            for event in written(tmp_path)
        )
        == 3
    )


def test_the_folder_has_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    SummaryWriter(comment="_try").close()
    assert len(list((tmp_path / "runs").glob("*_try"))) == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_refusals(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    words = {"en": ["no numbers", "does not have the axes"], "zh": ["没有数", "与轴"]}[language]
    with SummaryWriter(tmp_path) as writer:
        with pytest.raises(ValueError, match=words[0]):
            writer.add_histogram("none", [])
        with pytest.raises(ValueError, match=words[1]):
            writer.add_image("x", IMAGE, dataformats="HW")
        with pytest.raises(AttributeError, match="add_embedding"):
            writer.add_embedding  # noqa: B018


def test_without_tensorboard_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['tensorboard'] = None\nimport tidu.utils.tensorboard"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TIDU_LANG": "en"},
    )
    assert "Fix: pip install tensorboard pillow" in done.stderr.splitlines()[-1]
