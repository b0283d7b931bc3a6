"""The writer that training loops know."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any

import numpy as np

from tidu.core.refused import missing
from tidu.core.warn import warn_once
from tidu.tensor.handle import Handle
from tidu.utils.tensorboard import events


class SummaryWriter:
    """Writes what happens in a training to `log_dir` (default: runs/<date>_<host><comment>).

    `tensorboard --logdir runs` shows it. `purge_step`: a run that begins again there hides what was
    written of later steps. Records wait in a queue of `max_queue` for at most `flush_secs` seconds.
    Source: https://docs.pytorch.org/docs/stable/tensorboard.html

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, SummaryWriter(folder) as writer:
    ...     writer.add_scalar("loss", 0.5, global_step=1)
    """

    def __init__(
        self, log_dir: Any = None, comment: str = "", purge_step: int | None = None, max_queue: int = 10,
        flush_secs: int = 120, filename_suffix: str = "",
    ):  # fmt: skip
        if not log_dir:
            now = datetime.now().strftime("%b%d_%H-%M-%S")
            log_dir = os.path.join("runs", f"{now}_{socket.gethostname()}{comment}")
        self.log_dir = str(log_dir)
        self._settings = max_queue, flush_secs, filename_suffix
        self._writers: dict[str, Any] = {}
        self._purge_step = purge_step
        self._writer(self.log_dir)

    def _writer(self, folder: str) -> Any:
        """The file of a folder, begun again after it was closed."""
        if folder not in self._writers:
            self._writers[folder] = events.EventFileWriter(folder, *self._settings)
            if self._purge_step is not None:
                begin = events.Event(step=self._purge_step, file_version="brain.Event:2")
                self._writers[folder].add_event(begin)
        return self._writers[folder]

    def _add(self, summary: Any, step: Any, walltime: float | None, folder: str | None = None) -> None:
        event = events.Event(summary=summary, wall_time=time.time() if walltime is None else walltime)
        if step is not None:
            event.step = int(step)
        self._writer(folder or self.log_dir).add_event(event)

    def get_logdir(self) -> str:
        """The folder that is written to."""
        return self.log_dir

    def add_scalar(
        self, tag: str, scalar_value: Any, global_step: Any = None, walltime: float | None = None,
        new_style: bool = False, double_precision: bool = False,
    ) -> None:  # fmt: skip
        """One number (also a tensor or array of one) at a step."""
        self._add(events.scalar(tag, float(array_of(scalar_value).reshape(()))), global_step, walltime)

    def add_scalars(
        self, main_tag: str, tag_scalar_dict: Mapping[str, Any], global_step: Any = None,
        walltime: float | None = None,
    ) -> None:  # fmt: skip
        """Numbers that are shown in one picture; each has a folder of its own."""
        for tag, value in tag_scalar_dict.items():
            folder = f"{self.log_dir}/{main_tag.replace('/', '_')}_{tag}"
            summary = events.scalar(main_tag, float(array_of(value).reshape(())))
            self._add(summary, global_step, walltime, folder)

    def add_histogram(
        self, tag: str, values: Any, global_step: Any = None, bins: Any = "tensorflow",
        walltime: float | None = None, max_bins: int | None = None,
    ) -> None:  # fmt: skip
        """How the numbers of a tensor or array are distributed."""
        self._add(events.histogram(tag, array_of(values), bins, max_bins), global_step, walltime)

    def add_image(
        self, tag: str, img_tensor: Any, global_step: Any = None, walltime: float | None = None,
        dataformats: str = "CHW",
    ) -> None:  # fmt: skip
        """An image; `dataformats` names its axes. Real numbers are 0…1, bytes 0…255. Needs Pillow."""
        self._add(events.image(tag, array_of(img_tensor), dataformats), global_step, walltime)

    def add_images(
        self, tag: str, img_tensor: Any, global_step: Any = None, walltime: float | None = None,
        dataformats: str = "NCHW",
    ) -> None:  # fmt: skip
        """Several images side by side."""
        self.add_image(tag, img_tensor, global_step, walltime, dataformats)

    def add_figure(
        self,
        tag: str,
        figure: Any,
        global_step: Any = None,
        close: bool = True,
        walltime: float | None = None,
    ) -> None:
        """One of Matplotlib's figures, or several; they are closed unless `close` is False."""
        figures = figure if isinstance(figure, list) else [figure]
        pictures = []
        for each in figures:
            each.canvas.draw()
            pictures.append(np.asarray(each.canvas.buffer_rgba())[..., :3])
            # Only pyplot keeps figures; whoever makes them without it, has not loaded it.
            if close and (pyplot := sys.modules.get("matplotlib.pyplot")) is not None:
                pyplot.close(each)
        self.add_image(tag, np.stack(pictures), global_step, walltime, "NHWC")

    def add_text(
        self, tag: str, text_string: str, global_step: Any = None, walltime: float | None = None
    ) -> None:
        """A text, shown as Markdown."""
        self._add(events.text(tag, text_string), global_step, walltime)

    def add_hparams(
        self, hparam_dict: dict[str, Any], metric_dict: dict[str, Any], hparam_domain_discrete: Any = None,
        run_name: str | None = None, global_step: Any = None,
    ) -> None:  # fmt: skip
        """What a run was set to and what came of it, in a folder of its own."""
        folder = os.path.join(self.log_dir, run_name or str(time.time()))
        for summary in events.hparams(hparam_dict, metric_dict):
            self._add(summary, None, None, folder)
        for tag, value in metric_dict.items():
            self._add(events.scalar(tag, float(array_of(value).reshape(()))), global_step, None, folder)

    def add_graph(
        self, model: Any, input_to_model: Any = None, verbose: bool = False, use_strict_trace: bool = True
    ) -> None:
        """Nothing, and says so once: Tidu does not draw graphs for TensorBoard."""
        warn_once("board.graph")

    def flush(self) -> None:
        """Waits until everything is in the files."""
        for writer in self._writers.values():
            writer.flush()

    def close(self) -> None:
        """Closes the files; what is added later opens new ones."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def __enter__(self) -> SummaryWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        raise missing("torch.utils.tensorboard.SummaryWriter", name, dir(type(self)))


def array_of(value: Any) -> np.ndarray:
    """The numbers of a tensor, an array, a list or one number.

    >>> array_of(2.5)
    array(2.5)
    """
    return value.detach().numpy() if isinstance(value, Handle) else np.asarray(value)
