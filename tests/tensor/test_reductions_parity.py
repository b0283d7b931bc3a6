"""Folding axes, ordering and products, against PyTorch: every dim, kept and removed, and refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch_parity import same

from tidu.tensor.linear_algebra import linear as ours

RANDOM = np.random.default_rng(6)
X = RANDOM.normal(size=(2, 3, 4))
MATRIX, SQUARE, VECTOR = RANDOM.normal(size=(3, 4)), RANDOM.normal(size=(4, 4)), RANDOM.normal(size=4)
DIMS: list[Any] = [0, 1, -1, (0, 1), (0, 2), (-1, -2), (), [1], 3, -4, (0, 0), (0, -3)]
MANY = ["sum", "mean", "amax", "amin", "var", "std", "logsumexp", "norm", "any", "all"]
ONE = ["prod", "max", "min", "argmax", "argmin", "median", "cumsum", "sort", "argsort", "unbind"]

# With dim=() PyTorch does nothing (any, all), fails (logsumexp) or has an infinite gradient.
SINGULAR = ("any", "all", "logsumexp", "var", "std")


def axes(name: str, dim: Any, keep: bool) -> dict[str, Any]:
    kept = {"keepdim": True} if keep else {}
    return {"p": 2, "dim": dim, **kept} if name == "norm" else {"dim": dim, **kept}


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "bool"])
@pytest.mark.parametrize("name", MANY)
def test_many_axes(name: str, dtype: str) -> None:
    x = (X > 0) if dtype == "bool" else np.asarray(3 * X).astype(dtype)
    for dim in DIMS:
        if dim == () and name in SINGULAR:
            continue
        for keep in (False, True):
            same(lambda t, x: getattr(t, name)(x, **axes(name, dim, keep)), x)  # noqa: B023


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
@pytest.mark.parametrize("name", ONE)
def test_one_axis(name: str, dtype: str) -> None:
    x = np.asarray(30 * X).astype(dtype)
    for dim in (0, 1, -1, 3, -4):
        for keep in (False, True)[: 2 if name in ONE[:6] else 1]:
            same(lambda t, x: getattr(t, name)(x, **axes(name, dim, keep)), x)  # noqa: B023
    same(lambda t, x: getattr(t, name)(x, dim=0), np.asarray(x[0, 0, 0]))
    same(lambda t, x: getattr(t, name)(x, dim=-1), x[:, :0])


@pytest.mark.parametrize("name", [*MANY, *ONE])
def test_strided_operands(name: str) -> None:
    same(lambda t, x: getattr(t, name)(x.permute(2, 0, 1), dim=1), X)
    same(lambda t, x: getattr(t, name)(x[:, ::2, 1:], dim=-1), X)
    if name != "median":  # which of equal elements it is, is not said
        same(lambda t, x: getattr(t, name)(x[0, 0].expand(2, 3, 4), dim=0), X)


CALLS = {
    "histogram": lambda t, x: (t.histogram(x.detach()), x.detach().histogram(density=True)),
    "sum axis keepdims": lambda t, x: t.sum(x, axis=1, keepdims=True),
    "sum dtype": lambda t, x: x.sum(dtype=t.float64),
    "sum of bool": lambda t, x: (x > 0).sum(),
    "sum of int32": lambda t, x: x.int().sum(0),
    "sum of uint8": lambda t, x: (x.abs() * 3).byte().sum(),
    "mean dtype": lambda t, x: x.long().mean(dtype=t.float32),
    "mean of whole": lambda t, x: x.long().mean(),
    "prod dtype": lambda t, x: x.prod(dtype=t.float64),
    "prod of bool": lambda t, x: (x > 0).prod(0),
    "cumsum of bool": lambda t, x: (x > 0).cumsum(0),
    "cumsum dtype": lambda t, x: x.cumsum(0, dtype=t.float64),
    "cumsum of int32": lambda t, x: x.int().cumsum(0),
    "max of two": lambda t, x: t.max(x, -x),
    "min of two": lambda t, x: t.min(x, other=-x),
    "max unpacked": lambda t, x: (x.max(1).values, x.max(1).indices, x.max(dim=1)[0]),
    "max ties": lambda t, x: t.max((x > 0).long(), dim=1),
    "var false": lambda t, x: x.var(False),
    "var dim false": lambda t, x: x.var(1, False),
    "var unbiased": lambda t, x: x.var(dim=1, unbiased=False, keepdim=True),
    "var correction": lambda t, x: x.var(dim=(0, 1), correction=2),
    "var of one": lambda t, x: x[:1].var(0),
    "var of whole": lambda t, x: x.long().var(),
    "std correction": lambda t, x: t.std(x, dim=2, correction=0),
    "norm default": lambda t, x: t.norm(x),
    "norm 1": lambda t, x: x.norm(1),
    "norm 3 dim": lambda t, x: x.norm(3, dim=1),
    "norm inf": lambda t, x: x.norm(float("inf"), dim=0),
    "norm -inf": lambda t, x: x.norm(-float("inf"), dim=0, keepdim=True),
    "norm 0": lambda t, x: x.detach().norm(0),
    "norm of whole": lambda t, x: x.long().norm(),
    "logsumexp large": lambda t, x: (1000 * x).logsumexp(1),
    "logsumexp inf": lambda t, x: t.stack([x.log(), x]).logsumexp(0),
    "sort falling": lambda t, x: x.sort(1, descending=True),
    "sort stable": lambda t, x: t.sort((x > 0).long(), dim=0, stable=True),
    "sort falling stable": lambda t, x: t.sort((x > 0).long(), dim=2, descending=True, stable=True),
    "argsort falling": lambda t, x: t.argsort(x, dim=0, descending=True),
    "sort of nan": lambda t, x: t.sort(t.tensor([2.0, float("nan"), 1.0])),
    "sort of nan falling": lambda t, x: t.sort(t.tensor([2.0, float("nan"), 1.0]), descending=True),
    "topk": lambda t, x: x.topk(2),
    "topk smallest": lambda t, x: t.topk(x, 2, dim=1, largest=False),
    "topk all": lambda t, x: x.topk(2, dim=0),
    "topk of a number": lambda t, x: x[0, 0, 0].topk(1),
    "topk too many": lambda t, x: x.topk(9),
    "topk none": lambda t, x: x.topk(0),
    "median names": lambda t, x: (x.median(1).values, x.median(dim=1).indices),
    "argmax keepdim": lambda t, x: t.argmax(x, 1, True),
    "argmax all keepdim": lambda t, x: t.argmax(x, keepdim=True),
    "argmax ties": lambda t, x: (x > 0).long().argmax(1),
    "any of int": lambda t, x: x.long().any(1),
    "all none": lambda t, x: x[:0].all(),
    "sum none": lambda t, x: (x[:0].sum(), x[:0].sum(0), x[:, :0].sum(1)),
    "mean none": lambda t, x: x[:0].mean(),
    "prod none": lambda t, x: x[:0].prod(),
    "amax none of others": lambda t, x: x[:0].amax(1),
    "amax none": lambda t, x: x[:0].amax(0),
    "max none": lambda t, x: x[:0].max(0),
    "argmax none": lambda t, x: x[:0].argmax(),
    "sum list": lambda t, x: t.sum(x, [0, 2]),
    "sum none given": lambda t, x: t.sum(x, None, True),
    "return type": lambda t, x: repr(t.max(t.tensor([1.0, 3.0]), 0)),
    "isclose": lambda t, x: t.isclose(x, x + 1e-9),
    "allclose": lambda t, x: (t.allclose(x, x + 1e-9), t.allclose(x, -x), t.allclose(x / 0, x / 0)),
    "allclose types": lambda t, x: t.allclose(x, x.float()),
    "equal": lambda t, x: (t.equal(x, x), t.equal(x, x[0]), x.equal(-x)),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls(name: str) -> None:
    same(CALLS[name], X)


PRODUCTS = {
    "matmul": lambda t, a, b, c: t.matmul(a, b),
    "operator": lambda t, a, b, c: a @ b @ c,
    "mm": lambda t, a, b, c: t.mm(a, b),
    "mv": lambda t, a, b, c: (t.mv(a, c), a @ c, a.mv(c)),
    "vector matrix": lambda t, a, b, c: c @ b,
    "dot": lambda t, a, b, c: (t.dot(c, c), c @ c, c.dot(b[0])),
    "outer": lambda t, a, b, c: t.outer(c, a[0]),
    "batches": lambda t, a, b, c: t.stack([a, 2 * a]) @ b,
    "batches of both": lambda t, a, b, c: t.stack([a, 2 * a]).unsqueeze(1) @ t.stack([b, b, -b]),
    "batches and a vector": lambda t, a, b, c: t.stack([a, 2 * a]) @ c,
    "a vector and batches": lambda t, a, b, c: c @ t.stack([b, 2 * b]),
    "bmm": lambda t, a, b, c: t.bmm(t.stack([a, a]), t.stack([b, -b])),
    "addmm": lambda t, a, b, c: t.addmm(c, a, b),
    "addmm weighted": lambda t, a, b, c: t.addmm(a, a, b, beta=0.5, alpha=2.0),
    "transposed": lambda t, a, b, c: (b.T @ a.T, b.t() @ a.mT, a @ b.transpose(0, 1)),
    "strided": lambda t, a, b, c: a[:, ::2] @ b[::2, 1:],
    "no rows": lambda t, a, b, c: a[:0] @ b,
    "nothing to add up": lambda t, a, b, c: a[:, :0] @ b[:0],
    "whole": lambda t, a, b, c: a.long() @ b.long(),
    "shapes": lambda t, a, b, c: b @ a,
    "vector shapes": lambda t, a, b, c: a @ a[0, :3],
    "a number": lambda t, a, b, c: a @ a[0, 0],
    "types": lambda t, a, b, c: a @ b.float(),
    "mm of a vector": lambda t, a, b, c: t.mm(a, c),
    "mv of a matrix": lambda t, a, b, c: t.mv(a, b),
    "dot of matrices": lambda t, a, b, c: t.dot(a, a),
    "bmm of matrices": lambda t, a, b, c: t.bmm(a, b),
    "bmm of sizes": lambda t, a, b, c: t.bmm(t.stack([a, a]), b.unsqueeze(0)),
    "outer of matrices": lambda t, a, b, c: t.outer(a, b),
    "batch shapes": lambda t, a, b, c: t.stack([a, a]) @ t.stack([b, b, b]),
    "linear": lambda t, a, b, c: (linear(t)(a, b), linear(t)(a, b, c), linear(t)(c, b, c)),
    "linear of batches": lambda t, a, b, c: linear(t)(t.stack([a, -a]), b, c),
    "linear of one": lambda t, a, b, c: linear(t)(a, c),
    "linear shapes": lambda t, a, b, c: linear(t)(a, a[:, :3]),
}


def linear(t: Any) -> Any:
    return t.nn.functional.linear if t is torch else ours


@pytest.mark.parametrize("name", PRODUCTS)
def test_products(name: str) -> None:
    for kind in ("float64", "float32"):
        same(PRODUCTS[name], MATRIX.astype(kind), SQUARE.astype(kind), VECTOR.astype(kind))
