"""What is shown of a row whose prediction is explained: its cells, its features, a network's steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from tidu.read.computation import computation
from tidu.read.explain.composer import Composer
from tidu.read.explain.page import Page
from tidu.read.explain.steps import Telling
from tidu.read.explain.writing import as_text
from tidu.tabular.model import Member, TableModel
from tidu.tabular.numbers import number
from tidu.tabular.preprocess import named_columns
from tidu.tensor.creation import from_numpy
from tidu.tensor.grad_mode import enable_grad
from tidu.text import listed, say

WIDEST = 40


def written(own: pl.DataFrame) -> dict[str, str]:
    """Every cell of the row as the table has it."""
    cells = {name: column[0] for name, column in named_columns(own).items()}
    return {name: say("explain.reason_gap") if x is None else str(x) for name, x in cells.items()}


def seen(member: Member, row: np.ndarray) -> dict[str, str]:
    """Every column's features that are not 0, as the network gets them."""
    found, start = {}, 0
    for block in member.prepare.blocks:
        names, values = block.names, row[start : start + len(block.names)]
        start += len(names)
        if len(names) == 1:
            found[block.column] = number(float(values[0]))
            continue
        pairs = [(_short(name, block.column), x) for name, x in zip(names, values, strict=True) if x]
        told = [name if x == 1 else f"{name} {number(float(x))}" for name, x in pairs]
        alone = [number(float(values[0]))] if np.count_nonzero(values) == 1 and values[0] else told
        text = listed(alone if block.kind == "number" else told) or "0"
        found[block.column] = text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
    return found


def _short(feature: str, column: str) -> str:
    """A feature's name without its column's, or the word for the value itself.

    >>> _short("sex=male", "sex"), _short("age_missing", "age")
    ('=male', 'missing')
    """
    return feature.removeprefix(column).lstrip(" _") or say("explain.reason_value")


def steps(model: TableModel, own: pl.DataFrame) -> Iterator[str]:
    """How the first network computes its output for the row, and what becomes of that."""
    member = model.members[0]
    count = len(model.members)
    key = "network" if count == 1 else "networks"
    yield say(f"explain.reason_{key}", networks=count)
    with enable_grad():
        member.network.eval()
        x = from_numpy(member.prepare.transform(own))
        out = member.network(x)
        names = {"x": x, "out": out, **dict(_named(member.network))}
        composer = Composer(Telling(computation(out.sum(), names)), None, 4)
    forward = composer.forward([step for step in composer.telling.forward if step.variable.ndim > 1])
    page = Page("", (composer.given(), forward))
    yield as_text(page, "out", 4).strip()
    yield ""
    estimate = member.estimate(x.numpy())[0]
    if member.target.labels:
        pairs = zip(member.target.labels, estimate.tolist(), strict=True)
        yield say("explain.reason_shares", shares=listed(f"{label} {number(p)}" for label, p in pairs))
        return
    key = "decoded_log" if member.target.reach else "decoded"
    yield f"out: {say(f'explain.reason_{key}', output=number(out.item()), value=number(float(estimate)))}"


def _named(network: Any) -> Iterator[tuple[str, Any]]:
    return ((f"network.{path}", parameter) for path, parameter in network.named_parameters())
