"""The tensor as a Python object: operators with strangers, missing names, and that all is tested."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import numpy as np
import pytest
import torch

import tidu
from tidu.tensor.handle import Handle
from tidu.tensor.methods import writing
from tidu.testing import check_gradients

TESTS = Path(__file__).parent.parent
F64 = tidu.float64


def names_in_tests() -> set[str]:
    """Every attribute and every word of every string in the tests of tensors."""
    found: set[str] = set()
    folders = ("tensor", "autograd", "text", "core")
    for path in [path for folder in folders for path in (TESTS / folder).glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(node.value.split())
    return found


def test_every_method_is_tried() -> None:
    public = {name for name in vars(tidu.Tensor) if not name.startswith("_")}
    elsewhere = {"softmax", "log_softmax", "hardshrink", "prelu", "new_empty_strided"}
    elsewhere |= {f"{name}_" for name in writing.NAMES.split()}  # tests/parity
    assert public - names_in_tests() - elsewhere == set()


def test_facts_under_old_names() -> None:
    for t in (tidu, torch):
        x = t.ones(2, 3)
        assert (x.ndimension(), x.itemsize, t.numel(x), x.is_inference()) == (2, 4, 6, False)


def test_every_method_says_what_it_does() -> None:
    for name, member in inspect.getmembers(tidu.Tensor):
        if callable(member) and not name.startswith("__") and name != "concrete":
            assert (member.__doc__ or "").strip(), name


@pytest.mark.parametrize("stranger", [None, "a", object(), [1], (1.0, 2.0), {}])
def test_equality_with_strangers(stranger: object) -> None:
    for t in (tidu, torch):
        x = t.ones(2)
        assert (x == stranger) is False and (x != stranger) is True
        assert x != stranger or stranger not in [x]


@pytest.mark.parametrize("stranger", [None, "a", object(), {}])
def test_arithmetic_with_strangers(stranger: object) -> None:
    for t in (tidu, torch):
        for operation in ("__add__", "__sub__", "__mul__", "__truediv__", "__lt__"):
            with pytest.raises(TypeError):
                getattr(__import__("operator"), operation)(t.ones(2), stranger)
        with pytest.raises(TypeError):
            stranger * t.ones(2)


def test_numpy_arrays_and_scalars() -> None:
    x = tidu.tensor([1.0, 2.0])
    array = np.array([3.0, 4.0], "float32")
    for result in (x * array, array * x, x + array, array + x, array - x, array / x):
        assert isinstance(result, tidu.Tensor) and result.dtype == tidu.float32
    assert (array - x).tolist() == [2.0, 2.0] and (np.float64(2) * x).dtype == tidu.float32
    assert (np.float64(1) - x).tolist() == [0.0, -1.0]
    assert np.asarray(x).dtype == np.float32 and np.array(x, dtype="float64").sum() == 3.0
    assert np.stack([x, x]).shape == (2, 2) and np.mean(x) == 1.5
    y = x.clone().requires_grad_()
    with pytest.raises(RuntimeError, match=r"Fix: tensor\.detach"):
        np.asarray(y)
    assert y.numpy(force=True).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("name", "near"),
    [("reshap", "x.reshape"), ("require_grad", "x.requires_grad"), ("squeese", "x.squeeze"), ("z", "dir(x)"),
     ("copy", "x.clone"), ("grad_zero", "x.grad.zero_()")],
)
def test_a_missing_name_gives_the_nearest(name: str, near: str) -> None:
    with pytest.raises(AttributeError) as raised:
        getattr(tidu.ones(2), name)
    assert str(raised.value) == f"'Tensor' object has no attribute '{name}'. Fix: {near}"
    assert not hasattr(tidu.ones(2), name) and not hasattr(tidu.ones(2), "__no_such__")


def test_identity_hash_and_sets() -> None:
    x, y = tidu.ones(2), tidu.ones(2)
    assert hash(x) == hash(x) and len({x, y, x}) == 2
    assert {x: 1}[x] == 1
    assert isinstance(x, Handle) and type(x * y) is tidu.Tensor


def test_the_constructor_of_old() -> None:
    for t in (tidu, torch):
        assert t.Tensor([1, 2]).dtype == t.float32
        assert t.Tensor(2, 3).shape == (2, 3)
        assert isinstance(t.ones(1), t.Tensor)
        x = t.empty(2, 3)
        assert x.new_empty(4).shape == (4,) and not x.is_cuda and not x.is_sparse and x.output_nr == 0
        assert x.swapdims(0, 1).shape == (3, 2) and (+x.zero_()).tolist() == [[0.0] * 3] * 2
        assert x.positive() is x or t is torch
        assert x.fill_(7).floor_divide_(2).tolist() == [[3.0] * 3] * 2
        bits = t.tensor([1, 2])
        bits ^= 3
        assert bits.tolist() == [2, 1]


COMPOSED = {
    "std": lambda x: x.std(1),
    "var": lambda x: x.var(correction=0),
    "norm": lambda x: x.norm(dim=0),
    "norm 3": lambda x: x.norm(3),
    "logsumexp": lambda x: x.logsumexp((0, 1)),
    "max": lambda x: x.max(1).values,
    "min": lambda x: x.min(),
    "median": lambda x: x.median(0)[0],
    "sort": lambda x: x.sort(1, descending=True)[0] ** 2,
    "topk": lambda x: x.topk(2)[0] ** 3,
    "gather": lambda x: x.gather(1, tidu.tensor([[0, 0], [2, 1]])) ** 2,
    "places": lambda x: x[[0, 1, 1], [2, 0, 0]] ** 2,
    "mask": lambda x: x[x > 0] ** 3,
    "row": lambda x: x[1, ::2] ** 2,
    "cat": lambda x: tidu.cat([x, x.T.reshape(2, 3), x**2], 1) ** 2,
    "stack": lambda x: tidu.stack([x, x.sin()]).prod(0),
    "split": lambda x: x.split([1, 2], 1)[1].prod(),
    "lerp": lambda x: x.lerp(x**2, 0.3),
    "addcdiv": lambda x: x.addcdiv(x, x**2 + 1, value=0.5),
    "clamp": lambda x: x.clamp(-0.5, 0.5) ** 2,
    "fmod": lambda x: x.fmod(0.37) * x,
    "remainder": lambda x: x % (x**2 + 0.5),
    "where": lambda x: tidu.where(x > 0, x**2, x.exp()),
    "tril": lambda x: x.tril() @ x.T,
    "matmul": lambda x: (x @ x.T) @ x,
    "outer": lambda x: tidu.outer(x[0], x[1]),
    "addmm": lambda x: tidu.addmm(x[:, :2], x, x.T, beta=0.5, alpha=2),
    "expand": lambda x: x[0].expand(4, 3) ** 2,
    "repeat": lambda x: x.repeat(2, 2) ** 2,
    "meshgrid": lambda x: tidu.meshgrid(x[0], x[1], indexing="xy")[0] ** 2,
    "masked_fill": lambda x: x.masked_fill(x > 0, 1.0) ** 2,
    "cumsum": lambda x: x.cumsum(1) ** 2,
    "prod": lambda x: x.prod(1),
    "exp2": lambda x: x.exp2(),
    "atan2": lambda x: tidu.atan2(x, x**2 + 1),
    "rsqrt": lambda x: (x**2 + 1).rsqrt(),
    "float_power": lambda x: (x**2).float_power(1.5),
    "unflatten": lambda x: x.unflatten(1, (3, 1)).movedim(0, 2) ** 2,
    "flip": lambda x: x.flip(0, 1) * x,
    "in place": lambda x: (x * 2).mul_(x).add_(1).sin_(),
    "written": lambda x: written(x),
    "roots": lambda x: x.abs().sqrt(),
}


def written(x: tidu.Tensor) -> tidu.Tensor:
    made = x * 1.0
    made[0] = made[1].clone() ** 2
    made[:, [0, 2]] = x[:, [2, 0]] * x[:, [0, 0]]
    made.T[1] *= 3.0
    return made**2


@pytest.mark.parametrize("name", COMPOSED)
def test_second_order_of_what_is_composed(name: str) -> None:
    x = tidu.tensor(np.random.default_rng(11).normal(size=(2, 3)))
    check_gradients(COMPOSED[name], x)
