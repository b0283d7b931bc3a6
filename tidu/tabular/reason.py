"""Why a model predicts what it does for one row: what each column adds to the average prediction.

Gradients along straight lines from other rows to this one, integrated, add up to the difference of the
predictions (Sundararajan et al. 2017, "Axiomatic attribution for deep networks"); averaged over the other
rows (Erion et al. 2021, "expected gradients") to the difference from the average prediction. What the
numerical integral leaves over is said. A column's features are added up, networks are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.infer_target import usable_target
from tidu.tabular.model import Member, TableModel
from tidu.tabular.model_io import load
from tidu.tabular.numbers import number
from tidu.tabular.prediction import target_of
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.reason_shown import seen, steps, written
from tidu.tensor.creation import from_numpy
from tidu.tensor.grad_mode import enable_grad
from tidu.text import say

REFERENCES = 1000  # rows that a row is compared with
TOGETHER = 8192  # points whose gradients are computed at a time
POINTS = (16, 64, 256)  # of a line; more of them until the remainder is small
SHARE, MOST = 0.95, 15  # of the effects, and columns, that are shown first
SMALL = 0.002  # the remainder as a share of the largest part


@dataclass(frozen=True)
class Part:
    """One column: its value as written, what the first network sees, what it adds to the prediction."""

    column: str
    written: str
    seen: str
    adds: float


@dataclass(frozen=True)
class Reason:
    """Why a row is predicted as it is. `value` and `average` are in the target's unit, or for classes the
    probability of the predicted one; `parts` and `remainder` add up to their difference.

    `steps` is how a network computes it, in text; `actual` the target in the table, None if it has none.
    """

    model: str
    data: str
    row: int
    target: str
    prediction: float | str
    value: float
    average: float
    parts: list[Part]
    remainder: float
    references: int
    rows: int
    points: int
    networks: int
    steps: str = field(default="", repr=False)
    actual: float | str | None = None

    def sentence(self) -> str:
        """The prediction beside the average one."""
        key = "all" if self.references == self.rows else "some"
        rows = say(f"explain.reason_{key}_rows", count=self.references, all=self.rows)
        values = {"row": self.row, "data": self.data, "target": self.target, "rows": rows}
        average = number(self.average)
        if isinstance(self.prediction, str):
            told = {"prediction": self.prediction, "value": number(self.value), "average": average}
            return say("explain.reason_class", **values, **told)
        return say("explain.reason_number", **values, prediction=number(self.prediction), average=average)

    def truth(self) -> str:
        """The target in the table beside the prediction; nothing if it is not known.

        >>> Reason("m", "d", 1, "y", 3.5, 3.5, 3.0, [], 0.5, 9, 9, 16, 1, actual=3.0).truth()
        'In the table y is 3; the prediction is off by +0.5.'
        """
        if self.actual is None:
            return ""
        if isinstance(self.actual, str):
            key = "right" if self.actual == self.prediction else "wrong"
            values = {"actual": self.actual, "prediction": self.prediction}
            return say(f"explain.reason_{key}", target=self.target, **values)
        error = self.value - self.actual
        off = ("+" if error > 0 else "") + number(error)
        return say("explain.reason_off", target=self.target, actual=number(self.actual), error=off)

    def largest(self) -> list[Part]:
        """The parts with the largest effects: `SHARE` of all together, at most `MOST`; all but one is all."""
        effects = np.abs([part.adds for part in self.parts])
        needed = int(np.searchsorted(effects.cumsum(), SHARE * effects.sum())) + 1
        shown = min(MOST, needed)
        return self.parts[:shown] if len(self.parts) > shown + 1 else self.parts

    def method(self) -> str:
        """How the parts were found."""
        return say("explain.reason_method", count=self.references, points=self.points)


def reason_of(model: str, data: str, row: int) -> Reason:
    """Why the model in the file `model` predicts what it does for `row` (from 1) of the table `data`.

    It is compared with the table's rows, at most `REFERENCES` of them, evenly spaced.

    Errors: DataError where there is no such row, or no other; as of `load` and of reading tables.
    """
    loaded = load(model)
    frame = pl.concat(list(loaded.batches(data)), how="vertical_relaxed")
    if not 1 <= row <= frame.height:
        raise DataError(say("explain.reason_row", data=data, count=frame.height, row=row))
    if frame.height == 1:
        raise DataError(say("explain.reason_alone", data=data))
    chosen = np.unique(np.linspace(0, frame.height - 1, REFERENCES).round().astype(int))
    others, own = frame[chosen.tolist()], frame[row - 1 : row]
    estimate = loaded.estimate(own)
    place = int(estimate[0].argmax()) if loaded.labels else None
    parts, average, points = _parts(loaded, own, others, place)
    value = float(estimate[0] if place is None else estimate[0, place])
    prediction = float(value) if place is None else str(loaded.labels[place])
    remainder = value - average - float(sum(part.adds for part in parts))
    return Reason(
        model, data, row, loaded.schema.target, prediction, value, average, parts, remainder, len(chosen),
        frame.height, points, len(loaded.members), "\n".join(steps(loaded, own)), _actual(loaded, own),
    )  # fmt: skip


def _actual(model: TableModel, own: pl.DataFrame) -> float | str | None:
    """The row's target, where the table has one."""
    found = target_of(model, own)
    return None if found is None or not usable_target(found)[0] else found[0]


def _parts(
    model: TableModel, own: pl.DataFrame, others: pl.DataFrame, place: int | None
) -> tuple[list[Part], float, int]:
    """(what each column adds, most first; the average of the others; the points of each line)."""
    whole = model.estimate(others)
    average = float(np.mean(whole if place is None else whole[:, place]))
    adds: dict[str, float] = {}
    most = 0
    for member in model.members:
        end, starts = member.prepare.transform(own), member.prepare.transform(others)
        features, points = integrated(member, end[0], starts, place)
        most, start = max(most, points), 0
        for block in member.prepare.blocks:
            stop = start + len(block.names)
            share = float(features[start:stop].sum()) / len(model.members)
            adds[block.column], start = adds.get(block.column, 0.0) + share, stop
    first = model.members[0]
    inputs, cells = seen(first, first.prepare.transform(own)[0]), written(own)
    parts = [Part(name, cells.get(name, ""), inputs.get(name, ""), value) for name, value in adds.items()]
    return sorted(parts, key=lambda part: -abs(part.adds)), average, most


def integrated(
    member: Member, end: np.ndarray, starts: np.ndarray, place: int | None
) -> tuple[np.ndarray, int]:
    """(what each feature adds: [features] float64, the points of a line), averaged over lines from `starts`.

    Gauss's rule, with more points until what is left over is small against the largest part.
    """
    wanted = _value(member, end[None], place)[0] - _value(member, starts, place).mean()
    found = np.zeros(len(end))
    for points in POINTS:
        found = _integral(member, end, starts, place, points)
        if abs(wanted - found.sum()) <= SMALL * max(abs(found).max(), abs(wanted)):
            return found, points
    return found, POINTS[-1]


def _integral(
    member: Member, end: np.ndarray, starts: np.ndarray, place: int | None, points: int
) -> np.ndarray:
    where, weights = np.polynomial.legendre.leggauss(points)
    where, weights = (where + 1) / 2, weights / 2
    total, some = np.zeros(len(end)), max(1, TOGETHER // points)
    for first in range(0, len(starts), some):
        way = end - starts[first : first + some].astype(np.float64)
        along = end - (1 - where)[:, None] * way[:, None]
        slopes = _slopes(member, along.reshape(-1, len(end)), place).reshape(along.shape)
        total += (np.einsum("p,npf->nf", weights, slopes) * way).sum(0)
    return total / len(starts)


def _slopes(member: Member, matrix: np.ndarray, place: int | None) -> np.ndarray:
    """How the prediction changes with each feature: [rows, features] float64."""
    with enable_grad():
        x = from_numpy(matrix.astype(np.float32)).requires_grad_()
        member.network.eval()
        decoded(member.target, member.network(x), place).sum().backward()
    return x.grad.numpy().astype(np.float64)


def _value(member: Member, matrix: np.ndarray, place: int | None) -> np.ndarray:
    estimates = member.estimate(matrix)
    return estimates if place is None else estimates[:, place]


def decoded(target: TargetEncoder, outputs: Any, place: int | None) -> Any:
    """Outputs [rows, ...] as `Member.estimate` has them, in tensors that know their gradient."""
    if place is not None:
        return outputs.softmax(1)[:, place]
    numbers = outputs[:, 0] * target.scale + target.center
    return numbers.clamp(*target.reach).exp() * target.smear if target.reach else numbers


__all__ = ["Part", "Reason", "reason_of"]
