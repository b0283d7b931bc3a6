"""Every sentence of shapes, places, order, counts and new tensors is raised, with PyTorch's type."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu as t
from tidu.signal import windows
from tidu.text import sentences

AREAS = ("shapes", "places", "along", "search", "count", "create")
V, M, C = t.tensor([1.0, 2.0]), t.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), t.ones(2, 2, 2)
N, W, B = t.tensor(1.0), t.tensor([0, 1]), t.tensor([True, False])
Case = tuple[type[Exception], Callable[[], Any]]

SHAPES: dict[str, Case] = {
    "same_axis": (RuntimeError, lambda: t.diagonal(M, 0, 1, 1)),
    "diag": (RuntimeError, lambda: t.diag(C)),
    "fill_diagonal": (RuntimeError, lambda: V.clone().fill_diagonal_(0)),
    "fill_diagonal_sizes": (RuntimeError, lambda: t.ones(2, 2, 3).fill_diagonal_(0)),
    "unfold_size": (RuntimeError, lambda: V.unfold(0, 3, 1)),
    "unfold_step": (RuntimeError, lambda: V.unfold(0, 1, 0)),
    "strides": (RuntimeError, lambda: t.as_strided(V, (1,), (1, 1))),
    "negative_stride": (RuntimeError, lambda: t.as_strided(V, (1,), (-1,))),
    "storage": (RuntimeError, lambda: t.as_strided(V, (3,), (1,))),
    "part": (RuntimeError, lambda: t.select_scatter(M, V, 0, 0)),
    "roll": (RuntimeError, lambda: t.roll(M, (1, 1), 0)),
    "roll_nothing": (RuntimeError, lambda: t.roll(M, ())),
    "rot90_dims": (RuntimeError, lambda: t.rot90(M, 1, [0])),
    "rot90_rank": (RuntimeError, lambda: t.rot90(V)),
    "flip": (RuntimeError, lambda: t.fliplr(V)),
    "repeats": (RuntimeError, lambda: t.repeat_interleave(V, -1)),
    "repeats_kind": (RuntimeError, lambda: t.repeat_interleave(V, V)),
    "repeats_count": (RuntimeError, lambda: t.repeat_interleave(V, t.tensor([1, 1, 1]))),
    "output_size": (RuntimeError, lambda: t.repeat_interleave(V, W, output_size=5)),
    "h": (RuntimeError, lambda: V.H),
    "sum_to_size": (RuntimeError, lambda: M.sum_to_size(4)),
    "bytes_of_number": (RuntimeError, lambda: N.view(t.float64)),
    "bytes": (RuntimeError, lambda: t.ones(3).view(t.float64)),
    "bytes_apart": (RuntimeError, lambda: t.ones(2, 4).t().view(t.float64)),
    "resize_grad": (RuntimeError, lambda: t.ones(2, requires_grad=True).resize_(3)),
    "no_tensors": (RuntimeError, lambda: t.dstack([])),
    "not_listed": (TypeError, lambda: t.cat(M)),
    "vectors": (RuntimeError, lambda: t.combinations(M)),
    "choose": (RuntimeError, lambda: t.combinations(V, -1)),
    "negative": (RuntimeError, lambda: t.broadcast_shapes((2, -1))),
    "split_number": (RuntimeError, lambda: t.tensor_split(N, 2)),
    "split_places": (RuntimeError, lambda: t.tensor_split(V, V)),
    "sections": (RuntimeError, lambda: t.tensor_split(V, 0)),
    "split_rank": (RuntimeError, lambda: t.vsplit(V, 2)),
    "split_even": (RuntimeError, lambda: t.hsplit(M, 2)),
    "unravel_kind": (TypeError, lambda: t.unravel_index(V, (2, 2))),
    "unravel_shape": (TypeError, lambda: t.unravel_index(W, "ab")),
    "movedim": (RuntimeError, lambda: t.movedim(M, (0, 1), (0,))),
    "narrow_start": (RuntimeError, lambda: t.narrow(M, 0, B[0], 1)),
}


PLACES: dict[str, Case] = {
    "reduce": (RuntimeError, lambda: t.scatter_reduce(V, 0, W, V, "most")),
    "reduce_scatter": (RuntimeError, lambda: t.scatter(V, 0, W, V, reduce="most")),
    "types": (RuntimeError, lambda: t.scatter_add(V, 0, W, V.double())),
    "source": (RuntimeError, lambda: t.scatter(t.ones(3), 0, t.tensor([0, 1, 2]), V)),
    "index_type": (RuntimeError, lambda: t.take(V, V)),
    "index_of_number": (IndexError, lambda: t.index_select(N, 0, W)),
    "rows": (RuntimeError, lambda: t.index_add(M, 0, W, t.ones(3, 3))),
    "fill": (RuntimeError, lambda: t.index_fill(M, 0, W, V)),
    "masked": (RuntimeError, lambda: t.masked_scatter(M, M > 0, V)),
    "put": (RuntimeError, lambda: t.put(M, W, t.ones(3))),
    "put_nothing": (IndexError, lambda: t.put(t.ones(0), W, V)),
    "size": (RuntimeError, lambda: t.nonzero_static(V, size=-1)),
    "overlap": (RuntimeError, lambda: t.take(V, W, out=V)),
}
ALONG: dict[str, Case] = {
    "diff_number": (RuntimeError, lambda: t.diff(N)),
    "diff_order": (RuntimeError, lambda: t.diff(V, -1)),
    "diff_joined": (RuntimeError, lambda: t.diff(M, prepend=V)),
    "places": (RuntimeError, lambda: t.trapezoid(M, V)),
    "edge_order": (RuntimeError, lambda: t.gradient(V, edge_order=3)),
    "gradient_size": (RuntimeError, lambda: t.gradient(V, edge_order=2)),
    "spacing_size": (RuntimeError, lambda: t.gradient(V, spacing=(t.ones(3),))),
    "spacings": (RuntimeError, lambda: t.gradient(V, spacing=(1.0, 2.0))),
    "norm": (RuntimeError, lambda: t.norm(M, "most")),
    "nuclear": (IndexError, lambda: t.norm(C, "nuc")),
    "freedom": (UserWarning, lambda: t.var(t.ones(1))),
    "kth": (RuntimeError, lambda: t.kthvalue(V, 3)),
    "quantile_range": (RuntimeError, lambda: t.quantile(V, 2.0)),
    "quantile_type": (RuntimeError, lambda: t.quantile(W, 0.5)),
    "quantile_types": (RuntimeError, lambda: t.quantile(V, N.double())),
    "quantile_rank": (RuntimeError, lambda: t.quantile(V, M)),
    "quantile_empty": (RuntimeError, lambda: t.quantile(t.ones(0), 0.5)),
    "interpolation": (RuntimeError, lambda: t.quantile(V, 0.5, interpolation="most")),
}
SEARCH: dict[str, Case] = {
    "side": (RuntimeError, lambda: t.searchsorted(V, V, side="middle")),
    "sides": (RuntimeError, lambda: t.searchsorted(V, V, side="left", right=True)),
    "types": (RuntimeError, lambda: t.searchsorted(V, W)),
    "number": (RuntimeError, lambda: t.searchsorted(M, 1.0)),
    "row": (RuntimeError, lambda: t.searchsorted(N, V)),
    "rows": (RuntimeError, lambda: t.searchsorted(M, V)),
    "sorter": (RuntimeError, lambda: t.searchsorted(V, V, sorter=t.tensor([0]))),
    "sorter_type": (RuntimeError, lambda: t.searchsorted(V, V, sorter=V)),
    "sorter_range": (RuntimeError, lambda: t.searchsorted(V, V, sorter=t.tensor([0, 2]))),
    "boundaries": (RuntimeError, lambda: t.bucketize(V, M)),
    "isin": (TypeError, lambda: t.isin(1, 2)),
    "unique_empty": (RuntimeError, lambda: t.unique(t.ones(2, 0), dim=0)),
}
COUNT: dict[str, Case] = {
    "bincount": (RuntimeError, lambda: t.bincount(V)),
    "minlength": (RuntimeError, lambda: t.bincount(W, minlength=-1)),
    "weights": (RuntimeError, lambda: t.bincount(W, t.ones(3))),
    "weight_type": (RuntimeError, lambda: t.histogramdd(M, [1] * 3, weight=V.double())),
    "range": (RuntimeError, lambda: t.histc(V, 2, 3, 1)),
    "finite": (RuntimeError, lambda: t.histc(t.tensor([float("inf")]), 2)),
    "bins": (RuntimeError, lambda: t.histc(V, 0)),
    "range_length": (RuntimeError, lambda: t.histogram(V, 2, range=(1.0,))),
    "real": (RuntimeError, lambda: t.histogramdd(M.long(), [1] * 3)),
    "points": (RuntimeError, lambda: t.histogramdd(V, [1])),
    "axes": (RuntimeError, lambda: t.histogramdd(M, [1])),
    "edges": (RuntimeError, lambda: t.histogram(V, V.double())),
    "cov": (RuntimeError, lambda: t.cov(C)),
    "cov_weights": (RuntimeError, lambda: t.cov(M, fweights=V)),
    "cov_negative": (RuntimeError, lambda: t.cov(M, aweights=t.tensor([1.0, -1.0, 1.0]))),
    "cdist": (RuntimeError, lambda: t.cdist(M, t.ones(2, 2))),
    "cdist_p": (RuntimeError, lambda: t.cdist(M, M, p=-1)),
    "renorm_p": (RuntimeError, lambda: t.renorm(M, 0, 0, 1)),
    "renorm_max": (RuntimeError, lambda: t.renorm(M, 2, 0, -1)),
    "renorm_rank": (RuntimeError, lambda: t.renorm(V, 2, 0, 1)),
}
CREATE: dict[str, Case] = {
    "layout": (ValueError, lambda: windows.hann(3, layout=t.channels_last)),
    "negative_stride": (ValueError, lambda: t.from_numpy(np.arange(3)[::-1])),
    "order_length": (RuntimeError, lambda: t.empty_permuted((2, 3), (0,))),
    "order_range": (RuntimeError, lambda: t.empty_permuted((2, 3), (0, 2))),
    "order_twice": (RuntimeError, lambda: t.empty_permuted((2, 3), (0, 0))),
    "alias": (ValueError, lambda: t.asarray([1, 2], copy=False)),
    "buffer": (ValueError, lambda: t.frombuffer([1], dtype=t.uint8)),
    "buffer_empty": (ValueError, lambda: t.frombuffer(bytearray(), dtype=t.uint8)),
    "buffer_offset": (ValueError, lambda: t.frombuffer(bytearray(2), dtype=t.uint8, offset=2)),
    "buffer_rest": (ValueError, lambda: t.frombuffer(bytearray(3), dtype=t.int16)),
    "buffer_short": (ValueError, lambda: t.frombuffer(bytearray(3), dtype=t.int16, count=2)),
    "end": (RuntimeError, lambda: t.linspace(V, 1, 3)),
    "dtype": (TypeError, lambda: t.zeros(2, dtype=np.float32)),
    "bools": (NotImplementedError, lambda: t.arange(3, dtype=t.bool)),
    "infinite": (RuntimeError, lambda: t.arange(float("inf"))),
    "range": (UserWarning, lambda: t.range(0, 3)),
    "steps": (TypeError, lambda: t.linspace(0, 1, 2.0)),
    "size": (TypeError, lambda: t.full(3, 1)),
    "like": (TypeError, lambda: t.zeros_like([1])),
    "sequence": (TypeError, lambda: t.Tensor(1.5)),
    "triangle": (RuntimeError, lambda: t.tril_indices(-1, 2)),
    "triangle_type": (RuntimeError, lambda: t.triu_indices(2, 2, dtype=t.float32)),
    "indexing": (RuntimeError, lambda: t.meshgrid(V, V, indexing="ab")),
    "window_length": (RuntimeError, lambda: t.hann_window(-1)),
    "window_type": (RuntimeError, lambda: t.hann_window(3, dtype=t.int64)),
    "window_number": (ValueError, lambda: windows.gaussian(3, std=0.0)),
    "window_center": (ValueError, lambda: windows.exponential(3, center=1.0)),
    "window_terms": (ValueError, lambda: windows.general_cosine(3, a=[])),
}
RAISED = {
    f"{area}.{name}": case
    for area, cases in zip(AREAS, (SHAPES, PLACES, ALONG, SEARCH, COUNT, CREATE), strict=True)
    for name, case in cases.items()
}


def pattern(template: str) -> str:
    """The sentence as a regular expression; what is filled in may be anything."""
    parts = string.Formatter().parse(template)
    return "".join(re.escape(text) + (".*?" if name is not None else "") for text, name, _, _ in parts)


@pytest.mark.parametrize("language", [0, 1], ids=["en", "zh"])
@pytest.mark.parametrize("key", RAISED)
def test_each_sentence_is_raised(key: str, language: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", ("en", "zh")[language])
    kind, call = RAISED[key]
    with pytest.raises(kind) as error:
        call()
    sentence = sentences(key.partition(".")[0])[key][language]
    assert re.fullmatch(pattern(sentence), str(error.value), re.DOTALL), str(error.value)


@pytest.mark.parametrize("area", AREAS)
def test_no_sentence_is_unsaid(area: str) -> None:
    assert set(sentences(area)) == {key for key in RAISED if key.startswith(f"{area}.")}
