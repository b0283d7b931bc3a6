"""What a beginner gets wrong: the exception type is PyTorch's, and the sentence says more."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

import tidu

Call = Callable[[Any], Any]


def leaf(t: Any) -> Any:
    """Two numbers that ask for a gradient."""
    return t.tensor([1.0, 2.0], requires_grad=True)


def twice(t: Any) -> None:
    loss = (leaf(t) ** 2).sum()
    loss.backward()
    loss.backward()


def changed(t: Any) -> None:
    x = leaf(t) * 2
    y = (x * x).sum()
    x += 1
    y.backward()


def sqrt_nan(t: Any) -> None:
    with t.autograd.set_detect_anomaly(True):
        (t.zeros(1, requires_grad=True).sqrt() * 0).backward()


def quietly_nan(t: Any) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sqrt_nan(t)


def network(t: Any, *sizes: int) -> Any:
    pairs = pairwise(sizes)
    return t.nn.Sequential(*(t.nn.Linear(m, n) for m, n in pairs))


def assign(x: Any, key: Any, value: Any) -> None:
    x[key] = value


def loaded(t: Any) -> None:
    t.nn.Linear(3, 2).load_state_dict({"weight": t.ones(2, 4), "bias": t.ones(2)})


def optimised(t: Any, **settings: Any) -> None:
    t.optim.SGD([t.ones(1, requires_grad=True)], **settings)


# name -> (the call, what must be told: a pattern)
CALLS: dict[str, tuple[Call, str]] = {
    # products and layers
    "matmul": (lambda t: t.ones(2, 3) @ t.ones(2, 3), r"2, 3.*3.*2"),
    "matmul of vectors": (lambda t: t.ones(3) @ t.ones(4), r"3.*4"),
    "matmul of a batch": (lambda t: t.ones(5, 2, 3) @ t.ones(4, 3, 2), r"5.*4"),
    "mm of a vector": (lambda t: t.mm(t.ones(2, 3), t.ones(3)), r"2-D.*\(3,\)"),
    "mv of a matrix": (lambda t: t.mv(t.ones(2, 3), t.ones(3, 1)), r"3, 1"),
    "dot of matrices": (lambda t: t.dot(t.ones(2, 2), t.ones(2, 2)), r"1-D.*2, 2"),
    "dot of lengths": (lambda t: t.dot(t.ones(2), t.ones(3)), r"2.*3"),
    "bmm of batches": (lambda t: t.bmm(t.ones(2, 2, 2), t.ones(3, 2, 2)), r"2, 2, 2.*3, 2, 2"),
    "addmm": (lambda t: t.addmm(t.ones(5, 5), t.ones(2, 3), t.ones(3, 2)), r"5, 5.*2, 2"),
    "linear, wrong width": (lambda t: t.nn.Linear(4, 2)(t.ones(3, 5)), r"4.*5|5.*4"),
    "second linear, wrong width": (lambda t: network(t, 4, 3)(t.ones(2, 3)), r"3.*4|4.*3"),
    "linear of whole numbers": (lambda t: t.nn.Linear(2, 1)(t.tensor([[1, 2]])), r"int64.*float32"),
    "linear of float64": (lambda t: t.nn.Linear(2, 1)(t.ones(1, 2).double()), r"float64.*float32"),
    "matmul of two types": (lambda t: t.ones(2, 2) @ t.ones(2, 2).double(), r"float32.*float64"),
    "einsum sizes": (lambda t: t.einsum("ij,jk->ik", t.ones(2, 3), t.ones(4, 2)), r"j.*4.*3"),
    "einsum terms": (lambda t: t.einsum("ij,jk->ik", t.ones(2, 3)), r"2.*1|1.*2"),
    "einsum letters": (lambda t: t.einsum("i1->i", t.ones(2, 3)), r"i1"),
    "einsum rank": (lambda t: t.einsum("i->i", t.ones(2, 3)), r"1.*2"),
    "tensordot": (lambda t: t.tensordot(t.ones(2, 3), t.ones(2, 3), 1), r"3.*2"),
    "cross": (lambda t: t.linalg.cross(t.ones(2), t.ones(2)), r"3.*2"),
    "tril of a vector": (lambda t: t.tril(t.ones(2)), r"2"),
    "trace of a vector": (lambda t: t.trace(t.ones(2)), r"2"),
    # linear algebra
    "inverse of a singular matrix": (lambda t: t.linalg.inv(t.ones(2, 2)), r"2 x 2.*singular"),
    "inverse in a batch": (
        lambda t: t.linalg.inv(t.stack([t.eye(2), t.ones(2, 2)])), r"[Bb]atch element 1.*singular",
    ),
    "inverse of a wide matrix": (lambda t: t.linalg.inv(t.ones(2, 3)), r"2, 3"),
    "inverse of a vector": (lambda t: t.linalg.inv(t.ones(2)), r"\(2,\)"),
    "inverse of whole numbers": (lambda t: t.linalg.inv(t.eye(2).long()), r"int64"),
    "solve of a singular matrix": (lambda t: t.linalg.solve(t.zeros(2, 2), t.ones(2)), r"2 x 2.*singular"),
    "solve, wrong rows": (lambda t: t.linalg.solve(t.eye(2), t.ones(3, 1)), r"2, 2.*3, 1"),
    "cholesky": (lambda t: t.linalg.cholesky(-t.eye(2)), r"order 1"),
    "svd of nan": (lambda t: t.linalg.svd(t.full((2, 2), float("nan"))), r"NaN"),
    "eigh of a wide matrix": (lambda t: t.linalg.eigh(t.ones(2, 3)), r"2, 3"),
    "qr mode": (lambda t: t.linalg.qr(t.eye(2), mode="full"), r"full"),
    "matrix norm": (lambda t: t.linalg.matrix_norm(t.eye(2), 3), r"3"),
    "vector norm of nothing": (lambda t: t.linalg.vector_norm(t.zeros(0), float("inf")), r"inf"),
    # losses
    "label too large": (lambda t: t.nn.functional.cross_entropy(t.ones(2, 3), t.tensor([0, 3])), r"3"),
    "label negative": (lambda t: t.nn.functional.cross_entropy(t.ones(2, 3), t.tensor([0, -1])), r"-1"),
    "labels as real numbers": (
        lambda t: t.nn.functional.cross_entropy(t.ones(2, 3), t.tensor([0.0, 1.0])), r"",
    ),
    "labels for another batch": (
        lambda t: t.nn.functional.cross_entropy(t.ones(2, 3), t.tensor([0, 1, 2])), r"2.*3|3.*2",
    ),
    "nll of whole numbers": (
        lambda t: t.nn.functional.nll_loss(t.ones(2, 3).long(), t.tensor([0, 1])), r"",
    ),
    "bce target above 1": (
        lambda t: t.nn.functional.binary_cross_entropy(t.full((2,), 2.0), t.ones(2)), r"2",
    ),
    "bce shapes": (lambda t: t.nn.functional.binary_cross_entropy(t.ones(2), t.ones(2, 1)), r"2.*1"),
    "bce with logits shapes": (
        lambda t: t.nn.functional.binary_cross_entropy_with_logits(t.ones(2), t.ones(3)), r"2.*3|3.*2",
    ),
    "embedding index": (lambda t: t.nn.Embedding(3, 2)(t.tensor([3])), r"3"),
    "embedding of real numbers": (lambda t: t.nn.Embedding(3, 2)(t.tensor([1.0])), r"float32"),
    # gradients
    "backward twice": (twice, r"retain_graph"),
    "backward of many": (lambda t: (leaf(t) * 2).backward(), r"\[2\]"),
    "backward of a constant": (lambda t: t.ones(2).sum().backward(), r"0"),
    "changed in place": (changed, r"version 1.*version 0"),
    "leaf in place": (lambda t: leaf(t).add_(1), r"no_grad"),
    "view of a leaf in place": (lambda t: leaf(t)[0].add_(1), r"no_grad"),
    "numpy of a gradient": (lambda t: leaf(t).numpy(), r"detach"),
    "grad of a constant": (lambda t: t.autograd.grad(leaf(t).sum(), t.ones(1)), r"requires_grad"),
    "grad of what is not used": (lambda t: t.autograd.grad(leaf(t).sum(), leaf(t)), r"allow_unused"),
    "gradient of another shape": (lambda t: (leaf(t) * 2).backward(t.ones(3)), r"3.*2"),
    "grad set to another shape": (lambda t: setattr(leaf(t), "grad", t.ones(3)), r"3.*2"),
    "grad of whole numbers": (lambda t: t.tensor([1], requires_grad=True), r"int64"),
    "requires_grad of a result": (lambda t: (leaf(t) * 2).requires_grad_(False), r"detach"),
    "retain_grad of a constant": (lambda t: t.ones(1).retain_grad(), r"requires_grad"),
    "hook on a constant": (lambda t: t.ones(1).register_hook(print), r"requires_grad"),
    "nan found": (quietly_nan, r"SqrtBackward0.*0th"),
    "gradcheck of a wrong gradient": (
        lambda t: t.autograd.gradcheck(lambda x: x.detach() * x, t.ones(2).double().requires_grad_()),
        r"0.*1\.0.*2\.0",
    ),
    "out with a gradient": (lambda t: t.add(leaf(t), 1, out=t.zeros(2)), r"out="),
    "jacobian of a number": (lambda t: t.autograd.functional.jacobian(lambda x: 3.0, t.ones(1)), r"float"),
    "hessian of many": (lambda t: t.autograd.functional.hessian(lambda x: x, t.ones(2)), r"2"),
    "vjp without a vector": (lambda t: t.autograd.functional.vjp(lambda x: x, t.ones(2)), r"v="),
    "vmap of two sizes": (lambda t: t.func.vmap(t.add)(t.ones(2), t.ones(3)), r"2.*3"),
    "func.grad of many": (lambda t: t.func.grad(lambda x: x)(t.ones(2)), r"1.*2"),
    # shapes
    "broadcast": (lambda t: t.ones(2, 3) + t.ones(2), r"3.*2"),
    "view of what is turned": (lambda t: t.ones(2, 3).T.view(6), r"6"),
    "reshape": (lambda t: t.ones(2, 3).reshape(4), r"4.*6"),
    "cat": (lambda t: t.cat([t.ones(2, 3), t.ones(1, 2)]), r"2, 3.*1, 2"),
    "stack": (lambda t: t.stack([t.ones(2), t.ones(3)]), r"2.*3"),
    "item of many": (lambda t: t.ones(2).item(), r"2"),
    "truth of many": (lambda t: bool(t.ones(2)), r"2"),
    "no such axis": (lambda t: t.ones(2, 3).sum(2), r"-2.*1.*2"),
    "index outside": (lambda t: t.ones(2)[2], r"2"),
    "too many indices": (lambda t: t.ones(2)[0, 0], r"1|2"),
    "write another shape": (lambda t: assign(t.ones(2), slice(None), t.ones(3)), r"3.*2"),
    "squeeze out of range": (lambda t: t.ones(2).squeeze(3), r"3"),
    "transpose out of range": (lambda t: t.ones(2).transpose(0, 1), r"1"),
    "expand": (lambda t: t.ones(2, 3).expand(2, 5), r"3.*5"),
    "split": (lambda t: t.ones(3).split([1, 1]), r"3.*1"),
    "topk": (lambda t: t.ones(2).topk(3), r"3.*2"),
    "len of a number": (lambda t: len(t.tensor(1.0)), r"0"),
    "argmax of nothing": (lambda t: t.zeros(0).argmax(), r"0"),
    # types and names
    "mean of whole numbers": (lambda t: t.tensor([1, 2]).mean(), r"int64"),
    "minus of bools": (lambda t: -t.tensor([True]), r"bool"),
    "bits of real numbers": (lambda t: t.ones(1) & t.ones(1), r"bitwise_and"),
    "in place into whole numbers": (lambda t: t.tensor([1]).add_(1.5), r"float32.*int64"),
    "ragged list": (lambda t: t.tensor([[1], [1, 2]]), r"1.*2|2.*1"),
    "tensor of text": (lambda t: t.tensor("a"), r"'a'"),
    "add of text": (lambda t: t.ones(1) + "a", r"str"),
    "numpy where a tensor is meant": (lambda t: t.from_numpy([1]), r"list"),
    "missing attribute": (lambda t: t.ones(1).reshap, r"reshap"),
    "missing name": (lambda t: t.reshap, r"reshap"),
    "device": (lambda t: t.ones(1, device="gpu"), r"gpu"),
    "iterate a number": (lambda t: list(t.tensor(1.0)), r"0"),
    "dtype of complex arrays": (lambda t: t.tensor(np.array(["a"])), r"str|U1|<U1"),
    # modules and optimizers
    "attribute before init": (lambda t: type("Net", (t.nn.Module,), {"__init__": before_init})(t), r"super"),
    "load of other shapes": (loaded, r"2, 4.*2, 3"),
    "load of missing keys": (lambda t: t.nn.Linear(1, 1).load_state_dict({}), r"weight"),
    "no parameters": (lambda t: t.optim.SGD([], lr=0.1), r""),
    "negative rate": (lambda t: optimised(t, lr=-1.0), r"-1"),
    "parameters that are numbers": (lambda t: t.optim.SGD([1.0], lr=0.1), r"float"),
    "dropout": (lambda t: t.nn.Dropout(1.5), r"1\.5"),
    "batch norm of one": (lambda t: t.nn.BatchNorm1d(2)(t.ones(1, 2)), r"1, 2"),
    "batch norm of other channels": (lambda t: t.nn.BatchNorm1d(2)(t.ones(4, 3)), r"2.*3|3.*2"),
    "random probability": (lambda t: t.bernoulli(t.tensor([1.5])), r"1"),
    "multinomial": (lambda t: t.multinomial(t.tensor([-1.0, 2.0]), 1), r""),
}  # fmt: skip


def before_init(self: Any, t: Any) -> None:
    """A module that forgets super().__init__()."""
    self.layer = t.nn.Linear(1, 1)


def refused(call: Call, library: Any) -> Exception:
    try:
        result = call(library)
    except Exception as error:
        return error
    raise AssertionError(f"{library.__name__} gives {result!r}")


def known(error: Exception) -> type[Exception]:
    """The type of an exception that both libraries can raise."""
    return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CALLS)
def test_type_is_pytorchs(name: str) -> None:
    call, _ = CALLS[name]
    mine, theirs = refused(call, tidu), refused(call, torch)
    assert isinstance(mine, known(theirs)), f"{type(mine)} {mine}\n{type(theirs)} {theirs}"
    if type(theirs).__name__ == "_LinAlgError":
        assert isinstance(mine, tidu.linalg.LinAlgError)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CALLS)
def test_sentence(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    call, told = CALLS[name]
    text = str(refused(call, tidu))
    if language == "en":
        assert "Fix:" in text, text
        assert re.search(told, text, re.DOTALL), f"{told} is not told: {text}"
    else:
        assert "改法：" in text and re.search("[\u4e00-\u9fff]", text), text
    assert "\n" not in text.strip() or name.startswith("load")


def test_there_are_enough() -> None:
    assert len(CALLS) >= 100
