"""Pictures as files: whole or not at all, and the same bytes for the same picture."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from tidu.core.errors import DataError
from tidu.core.files import write_atomic
from tidu.plot.picture import root
from tidu.plot.typeface import dress, quiet
from tidu.text import say

# Letters as outlines: a picture looks the same where its fonts are missing. The salt and the missing
# date and program make the bytes depend on the picture alone.
KEPT: dict[Any, Any] = {"svg.fonttype": "path", "svg.hashsalt": "tidu", "svg.image_inline": True}
NOTES = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
DPI = 200


def save(picture: Any, path: str | os.PathLike[str]) -> Path:
    """Writes a picture (axes, an array of axes, or a figure) as .svg or .png; returns the path.

    PNG has 200 points an inch. A file is there whole or not at all, and the same picture gives the
    same bytes. Raises `DataError` for another ending, `TypeError` for what is no picture, `OSError`.

    >>> import tempfile
    >>> from tidu.plot import plot
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(plot([1, 4, 9]), f"{folder}/squares.svg").name
    'squares.svg'
    """
    target, figure = Path(path), figure_of(picture)
    kind = target.suffix.lower().removeprefix(".")
    if kind not in NOTES:
        raise DataError(say("plot.ending", path=target, given=target.suffix or "''", name=target.stem))
    dress(figure)
    box = None if figure.get_layout_engine() else "tight"
    buffer = io.BytesIO()
    with mpl.rc_context(KEPT), quiet():
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=NOTES[kind], bbox_inches=box)
    write_atomic(target, buffer.getvalue())
    return target


def figure_of(picture: Any) -> Figure:
    """The figure that axes, the first of an array of axes, or a figure is part of.

    >>> from tidu.plot import plot
    >>> axes = plot([1, 4, 9])
    >>> figure_of(axes) is figure_of(axes.figure)
    True
    """
    first = picture.flat[0] if isinstance(picture, np.ndarray) and picture.size else picture
    figure = root(first) if isinstance(first, Artist) else None
    if not isinstance(figure, Figure):
        raise TypeError(say("plot.picture", given=type(picture).__name__))
    return figure
