"""Every error of the engine is raised by an input, in English and in Chinese."""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu as t
from tidu.text import sentences


def leaf() -> t.Tensor:
    return t.tensor([1.0, 2.0], requires_grad=True)


def twice(y: t.Tensor) -> None:
    y.backward()
    y.backward()


def changed() -> None:
    x = t.ones(2)
    y = (leaf() * x).sum()
    x += 1
    y.backward()


def function(backward: Callable[..., Any], save: tuple = ()) -> Any:
    """An own operation with this backward, applied to a leaf and summed."""

    class Own(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(*save)
            return x * 2

    Own.backward = staticmethod(backward)
    return Own.apply(leaf()).sum()


def hooked(answer: Any) -> None:
    x = leaf()
    x.register_hook(lambda g: answer)
    x.sum().backward()


def assign(x: t.Tensor, key: Any, value: Any) -> None:
    x[key] = value


M, V, W = t.ones(2, 3), t.ones(2), t.tensor([1, 2])
RAISED: dict[str, Callable[[], Any]] = {
    # shapes
    "broadcast": lambda: M + t.ones(2),
    "matmul": lambda: M @ M,
    "matmul_batch": lambda: t.ones(5, 2, 3) @ t.ones(4, 3, 2),
    "matmul_scalar": lambda: M @ t.tensor(1.0),
    "product_ranks": lambda: t.mm(M, V),
    "bmm": lambda: t.bmm(t.ones(2, 2, 2), t.ones(3, 2, 2)),
    "dim": lambda: M.sum(2),
    "dim_twice": lambda: M.sum((0, 0)),
    "negative_size": lambda: M.reshape(-2, 3),
    "two_unknown": lambda: M.reshape(-1, -1),
    "unknown_of_empty": lambda: t.ones(0, 2).reshape(-1, 0),
    "reshape": lambda: M.reshape(4),
    "view": lambda: M.T.view(6),
    "expand": lambda: M.expand(2, 5),
    "repeat": lambda: M.repeat(2),
    "flatten": lambda: M.flatten(1, 0),
    "permute": lambda: M.permute(0),
    "t": lambda: t.ones(1, 1, 1).t(),
    "mt": lambda: V.mT,
    "triangle": lambda: V.tril(),
    "cat": lambda: t.cat([M, V.reshape(1, 2)]),
    "cat_number": lambda: t.cat([t.tensor(1.0)]),
    "cat_nothing": lambda: t.cat([]),
    "stack": lambda: t.stack([M, V]),
    "stack_nothing": lambda: t.stack([]),
    "split": lambda: V.split([1, 2]),
    "split_size": lambda: V.split(-1),
    "chunks": lambda: V.chunk(0),
    "negative_create": lambda: t.zeros(-1),
    "empty_extreme": lambda: t.zeros(0, 2).amax(0),
    "empty_all": lambda: t.zeros(0).max(),
    "topk": lambda: V.topk(3),
    "item": lambda: V.item(),
    "truth": lambda: bool(V),
    "len": lambda: len(t.tensor(1.0)),
    "iterate": lambda: list(t.tensor(1.0)),
    # places
    "too_many_indices": lambda: V[0, 0],
    "index_range": lambda: V[[2]],
    "index_type": lambda: V[t.tensor([0.0])],
    "index_kind": lambda: V["a"],
    "mask": lambda: V[t.tensor([True])],
    "index_shapes": lambda: M[[0, 1], [0, 1, 2]],
    "negative_step": lambda: V[::-1],
    "write_shape": lambda: assign(t.ones(2), slice(None), t.ones(3)),
    "narrow": lambda: V.narrow(0, 1, 2),
    "gather": lambda: M.gather(0, W),
    "gather_shape": lambda: M.gather(0, t.zeros(1, 4).long()),
    "gather_range": lambda: V.gather(0, t.tensor([2])),
    "gather_type": lambda: V.gather(0, V),
    "fill_value": lambda: V.masked_fill(V > 0, V),
    "index_vector": lambda: M.index_select(0, t.tensor([[0]])),
    "mask_type": lambda: V.masked_fill(W, 0),
    "index_of_tensor": lambda: [1, 2][V],
    # types and new tensors
    "default_dtype": lambda: t.set_default_dtype(t.int64),
    "numpy_dtype": lambda: t.tensor(np.zeros(1, complex)),
    "operand": lambda: V + "a",
    "matmul_types": lambda: V @ V.double(),
    "subtract_bool": lambda: V - (V > 0),
    "negate_bool": lambda: -(V > 0),
    "not_for_bool": lambda: abs(V > 0),
    "bits_of_real": lambda: V & V,
    "mean_of_whole": lambda: W.mean(),
    "norm_of_whole": lambda: W.norm(),
    "spread_of_whole": lambda: W.std(),
    "real_only": lambda: W.frac(),
    "where_condition": lambda: t.where(W, V, V),
    "same_types": lambda: V.isclose(V.double()),
    "clamp": lambda: V.clamp(),
    "rounding_mode": lambda: t.div(V, 2, rounding_mode="up"),
    "divide_by_zero": lambda: W // 0,
    "negative_power": lambda: W**-1,
    "overflow": lambda: assign(W.clone(), 0, float("nan")),
    "in_place_type": lambda: W.clone().add_(1.5),
    "arange": lambda: t.arange(1, 0),
    "normal_size": lambda: t.normal(0.0, 1.0),
    "normal_std": lambda: t.normal(0.0, -V),
    "linspace": lambda: t.linspace(0, 1, -1),
    "ragged": lambda: t.tensor([[1], [1, 2]]),
    "mixed": lambda: t.tensor([[1], 2]),
    "not_tensor": lambda: t.exp([1.0]),  # pyright: ignore
    "none": lambda: t.exp(None),  # pyright: ignore
    "sizes": lambda: t.zeros("2"),
    "tensor_of_text": lambda: t.tensor("a"),
    "tensor_of_large": lambda: t.tensor(2**70),
    "tensor_of_object": lambda: t.tensor(None),
    "from_numpy": lambda: t.from_numpy([1]),
    "type_name": lambda: V.type("a"),
    "attribute": lambda: V.reshap,
    # gradients
    "freed": lambda: twice((leaf() ** 2).sum()),
    "changed_in_place": changed,
    "in_place_leaf": lambda: leaf().add_(1),
    "in_place_view_of_leaf": lambda: leaf()[0].add_(1),
    "in_place_shape": lambda: t.ones(1).add_(V),
    "in_place_overlap": lambda: V.expand(2, 2).add_(1),
    "requires_grad_of_result": lambda: (leaf() * 2).requires_grad_(False),
    "requires_grad_of_whole": lambda: t.tensor([1], requires_grad=True),
    "backward_of_constant": lambda: V.sum().backward(),
    "backward_of_many": lambda: (leaf() * 2).backward(),
    "seed_shape": lambda: (leaf() * 2).backward(t.ones(3)),
    "seed_count": lambda: t.autograd.grad([leaf().sum()], [leaf()], [None, None]),
    "grad_form": lambda: setattr(leaf(), "grad", M),
    "grad_kind": lambda: setattr(leaf(), "grad", 1.0),
    "grad_of_constant": lambda: t.autograd.grad(leaf().sum(), V),
    "unused": lambda: t.autograd.grad(leaf().sum(), leaf()),
    "unused_false": lambda: t.autograd.grad(
        leaf().sum(), leaf(), allow_unused=False, materialize_grads=True
    ),
    "no_inputs": lambda: leaf().sum().backward(inputs=[]),
    "retain_grad": lambda: V.retain_grad(),
    "hook": lambda: V.register_hook(print),
    "hook_form": lambda: hooked(t.ones(3)),
    "post_hook": lambda: (leaf() * 2).register_post_accumulate_grad_hook(print),
    "numpy_of_grad": lambda: leaf().numpy(),
    "out_gradient": lambda: t.add(leaf(), 1, out=t.zeros(2)),
    "out_kind": lambda: t.add(V, V, out=3),
    "out_type": lambda: t.add(V, V, out=t.zeros(2).long()),
    "old_mask": lambda: V[t.ones(2).byte()],
    "grad_of_result": lambda: (leaf() * 2).grad,
    "each_gradient": lambda: leaf().apply_(abs),
    "deepcopy": lambda: copy.deepcopy(leaf() * 2),
    "detach_view": lambda: V[:1].detach_(),
    "function_count": lambda: function(lambda ctx, g: (g, g)).backward(),
    "function_form": lambda: function(lambda ctx, g: t.ones(3)).backward(),
    "function_kind": lambda: function(lambda ctx, g: 3).backward(),
    "function_save": lambda: function(lambda ctx, g: g, (3,)),
    "function_abstract": lambda: t.autograd.Function.apply(leaf()),
    "function_call": lambda: t.autograd.Function(),
}


def pattern(template: str) -> str:
    """A regular expression for a sentence with anything in its gaps."""
    parts = string.Formatter().parse(template)
    return "".join(re.escape(text) + (".+" if name is not None else "") for text, name, _, _ in parts)


def test_none_is_forgotten() -> None:
    assert {f"errors.{key}" for key in RAISED} == set(sentences("errors"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", RAISED)
def test_raised(key: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    template = sentences("errors")[f"errors.{key}"][language == "zh"]
    with pytest.raises(
        (RuntimeError, TypeError, ValueError, IndexError, AttributeError, UserWarning),
        match=f"^{pattern(template)}$",
    ) as raised:
        RAISED[key]()
    assert raised.value.__suppress_context__ or raised.value.__context__ is None, "an inner error shows too"
