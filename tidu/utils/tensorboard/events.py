"""TensorBoard's records of numbers, distributions, images and texts, made of arrays."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

import numpy as np

from tidu.text import say


def _part(name: str) -> Any:
    """A module of TensorBoard's or Pillow's; ImportError with the command that installs them."""
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(say("board.missing", name=name)) from error


_summary = _part("tensorboard.compat.proto.summary_pb2")
_settings, _records = (
    _part("tensorboard.plugins.hparams.api_pb2"),
    _part("tensorboard.plugins.hparams.plugin_data_pb2"),
)
Summary, SummaryMetadata, HistogramProto = _summary.Summary, _summary.SummaryMetadata, _summary.HistogramProto
Event = _part("tensorboard.compat.proto.event_pb2").Event
TensorProto = _part("tensorboard.compat.proto.tensor_pb2").TensorProto
TensorShapeProto = _part("tensorboard.compat.proto.tensor_shape_pb2").TensorShapeProto
EventFileWriter = _part("tensorboard.summary.writer.event_file_writer").EventFileWriter
Image = _part("PIL.Image")


def _bins() -> list[float]:
    """TensorBoard's bounds: 1e-12 and on in steps of a tenth, on both sides of 0."""
    bounds = []
    bound = 1e-12
    while bound < 1e20:
        bounds.append(bound)
        bound *= 1.1
    return [*(-each for each in reversed(bounds)), 0, *bounds]


BINS = _bins()


def scalar(tag: str, value: float) -> Any:
    """One number."""
    return Summary(value=[Summary.Value(tag=tag, simple_value=value)])


def histogram(tag: str, values: np.ndarray, bins: Any, max_bins: int | None) -> Any:
    """How numbers are distributed. ValueError if there are none."""
    values = values.reshape(-1).astype(float)
    if not values.size:
        raise ValueError(say("board.empty", tag=tag))
    counts, limits = np.histogram(values, BINS if bins == "tensorflow" else bins)
    if max_bins is not None and len(counts) > max_bins:
        step = len(counts) // max_bins
        counts = np.add.reduceat(counts, np.arange(0, len(counts), step))
        limits = np.append(limits[:-1:step], limits[-1])
    # Empty bins at both ends are left out, but for one, where the first count begins.
    filled = np.flatnonzero(counts)
    first, last = int(filled[0]), int(filled[-1]) + 1
    counts = counts[first - 1 : last] if first > 0 else np.concatenate([[0], counts[:last]])
    found = HistogramProto(
        min=values.min(), max=values.max(), num=len(values), sum=values.sum(), sum_squares=values @ values,
        bucket_limit=limits[first : last + 1].tolist(), bucket=counts.tolist(),
    )  # fmt: skip
    return Summary(value=[Summary.Value(tag=tag, histo=found)])


def image(tag: str, pixels: np.ndarray, layout: str) -> Any:
    """Pixels with one letter an axis (`N` `C` `H` `W`); real ones are taken as 0…1."""
    pixels = as_picture(pixels, layout)
    if pixels.dtype != np.uint8:
        pixels = (pixels * 255).clip(0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="png")
    height, width, channels = pixels.shape
    found = Summary.Image(
        height=height, width=width, colorspace=channels, encoded_image_string=file.getvalue()
    )
    return Summary(value=[Summary.Value(tag=tag, image=found)])


def as_picture(pixels: np.ndarray, layout: str) -> np.ndarray:
    """(H, W, 3) of one image, or of several side by side, eight in a row.

    >>> as_picture(np.zeros((2, 4, 5)), "NHW").shape
    (4, 10, 3)
    """
    letters = layout.upper()
    if len(letters) != pixels.ndim or set(letters) - set("NCHW") or not set("HW") <= set(letters):
        raise ValueError(say("board.layout", layout=layout, shape=pixels.shape))
    for letter in set("NC") - set(letters):
        pixels, letters = pixels[None], letter + letters
    pixels = pixels.transpose([letters.index(letter) for letter in "NHWC"])
    count, height, width, channels = pixels.shape
    columns = min(count, 8)
    rows = -(-count // columns)
    grid = np.zeros((rows * height, columns * width, channels), pixels.dtype)
    for place, each in enumerate(pixels):
        top, left = place // columns * height, place % columns * width
        grid[top : top + height, left : left + width] = each
    return np.repeat(grid, 3, 2) if channels == 1 else grid


def text(tag: str, words: str) -> Any:
    """A text, in Markdown."""
    metadata = SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="text"))
    shape = TensorShapeProto(dim=[TensorShapeProto.Dim(size=1)])
    tensor = TensorProto(dtype="DT_STRING", string_val=[words.encode()], tensor_shape=shape)
    return Summary(value=[Summary.Value(tag=f"{tag}/text_summary", metadata=metadata, tensor=tensor)])


def hparams(settings: dict[str, Any], metrics: dict[str, Any]) -> list[Any]:
    """What a run was set to and is measured by: TensorBoard's three records of it."""
    kinds = {str: _settings.DataType.DATA_TYPE_STRING}
    infos = [
        _settings.HParamInfo(name=name, type=kinds.get(type(value), _settings.DataType.DATA_TYPE_FLOAT64))
        for name, value in settings.items()
    ]
    start, end = _records.SessionStartInfo(), _records.SessionEndInfo(status=1)
    for name, value in settings.items():
        if isinstance(value, str):
            start.hparams[name].string_value = value
        else:  # truth is a number, as PyTorch writes it
            start.hparams[name].number_value = float(value)
    measured = [_settings.MetricInfo(name=_settings.MetricName(tag=tag)) for tag in metrics]
    experiment = _settings.Experiment(hparam_infos=infos, metric_infos=measured)
    records = {
        "_hparams_/experiment": _records.HParamsPluginData(experiment=experiment, version=0),
        "_hparams_/session_start_info": _records.HParamsPluginData(session_start_info=start, version=0),
        "_hparams_/session_end_info": _records.HParamsPluginData(session_end_info=end, version=0),
    }
    return [_plugin(tag, "hparams", content.SerializeToString()) for tag, content in records.items()]


def _plugin(tag: str, name: str, content: bytes) -> Any:
    data = SummaryMetadata.PluginData(plugin_name=name, content=content)
    null = TensorProto(dtype="DT_FLOAT", tensor_shape=TensorShapeProto(dim=[TensorShapeProto.Dim(size=0)]))
    return Summary(value=[Summary.Value(tag=tag, metadata=SummaryMetadata(plugin_data=data), tensor=null)])
