"""Hooks around a module's passes, against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu

RANDOM = np.random.default_rng(6)
X, Y = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(4, 3))


def numbers(value: Any) -> Any:
    """What a hook was given, as plain values; zeros count as None, for PyTorch has them for what
    needs no gradient."""
    if isinstance(value, tuple | list):
        return tuple(numbers(x) for x in value)
    if isinstance(value, dict):
        return {key: numbers(x) for key, x in value.items()}
    if not hasattr(value, "numpy"):
        return value
    array = value.numpy(force=True)
    return np.round(array, 9).tolist() if array.any() else None


class Log(list):
    """What hooks were called with, in order."""

    def hook(self, name: str, answer: Any = None) -> Any:
        def call(module: Any, *given: Any) -> Any:
            self.append((name, type(module).__name__, *numbers(given)))
            return answer(*given) if answer else None

        return call


def pair(library: Any) -> Any:
    """A module of two inputs and two outputs."""

    class Pair(library.nn.Module):
        def forward(self, x, y, scale=1.0):
            return x * y * scale, x + y

    return Pair()


def both(run: Any) -> list[Any]:
    """What `run(library, log)` gives, and what it logged, in both libraries; they must be equal."""
    results = []
    for library in (tidu, torch):
        log = Log()
        results.append((numbers(run(library, log)), list(log)))
    assert results[0] == results[1]
    assert results[0][1], "no hook was called"
    return results[0][1]


def test_forward_hooks_in_order() -> None:
    def run(library: Any, log: Log) -> Any:
        layer = library.nn.Linear(3, 2).double()
        library.nn.init.ones_(layer.weight), library.nn.init.zeros_(layer.bias)
        layer.register_forward_pre_hook(log.hook("a", lambda args: args[0] * 2))
        layer.register_forward_pre_hook(log.hook("b", lambda args: (args[0] + 1,)), prepend=True)
        layer.register_forward_hook(log.hook("c", lambda args, out: out * 3))
        layer.register_forward_hook(log.hook("d"), prepend=True)
        return layer(library.tensor(X))

    assert [call[0] for call in both(run)] == ["b", "a", "d", "c"]


def test_keywords_reach_hooks_that_ask() -> None:
    def run(library: Any, log: Log) -> Any:
        module = pair(library)
        twice = log.hook("a", lambda args, kwargs: (args, {"scale": kwargs["scale"] * 2}))
        module.register_forward_pre_hook(twice, with_kwargs=True)
        module.register_forward_hook(log.hook("b", lambda args, kwargs, out: out[0]), with_kwargs=True)
        return module(library.tensor(X), library.tensor(Y), scale=3.0)

    both(run)


def test_hooks_come_off() -> None:
    layer = tidu.nn.Identity()
    log = Log()
    with layer.register_forward_hook(log.hook("a")):
        layer(1)
    handle = layer.register_forward_pre_hook(log.hook("b"))
    handle.remove()
    handle.remove()
    layer(1)
    assert len(log) == 1 and not layer._hooks


def test_a_hook_that_is_always_called() -> None:
    def run(library: Any, log: Log) -> Any:
        layer = library.nn.Linear(3, 2)
        layer.register_forward_hook(log.hook("always"), always_call=True)
        layer.register_forward_hook(log.hook("not always"))
        with pytest.raises(RuntimeError):
            layer(library.ones(1, 7))

    assert [call[0] for call in both(run)] == ["always"]
    layer = tidu.nn.Linear(3, 2)
    layer.register_forward_hook(lambda *given: 1 / 0, always_call=True)
    with (
        pytest.warns(UserWarning, match="division by zero"),
        pytest.raises(RuntimeError, match="mat1 and mat2"),
    ):
        layer(tidu.ones(1, 7))


def test_pre_hook_with_keywords_must_return_both() -> None:
    layer = tidu.nn.Identity()
    layer.register_forward_pre_hook(lambda module, args, kwargs: args, with_kwargs=True)
    with pytest.raises(RuntimeError, match="tuple of"):
        layer(1)


@pytest.mark.filterwarnings("ignore:Full backward hook is firing")  # PyTorch says so
@pytest.mark.parametrize("needs", [(True, True), (True, False), (False, False)])
@pytest.mark.parametrize("answer", [False, True])
def test_full_backward_hooks(needs: tuple, answer: bool) -> None:
    def run(library: Any, log: Log) -> Any:
        module = pair(library)
        weight = library.ones(1, dtype=library.float64, requires_grad=True)
        x, y = (library.tensor(v, requires_grad=n) for v, n in zip((X, Y), needs, strict=True))
        scaled = lambda gi, go: tuple(None if g is None else g * 10 for g in gi)  # noqa: E731
        module.register_full_backward_hook(log.hook("after", scaled if answer else None))
        module.register_full_backward_pre_hook(
            log.hook("before", (lambda go: (go[0] * 2, go[1])) if answer else None)
        )
        out = module(x * 1 if needs[0] else x, y, scale=weight)
        (out[0] * library.tensor(Y)).sum().backward(retain_graph=True)
        first = x.grad, y.grad, weight.grad
        (out[0] - out[1]).sum().backward()
        return [None if g is None else g for g in (*first, x.grad, y.grad, weight.grad)]

    both(run)


def test_full_backward_hook_of_a_layer_and_second_gradients() -> None:
    def run(library: Any, log: Log) -> Any:
        layer = library.nn.Sequential(library.nn.Linear(3, 1, bias=False), library.nn.Tanh()).double()
        library.nn.init.constant_(layer[0].weight, 0.3)
        layer[1].register_full_backward_hook(log.hook("after"))
        x = library.tensor(X, requires_grad=True)
        (g,) = library.autograd.grad(layer(x).sum(), x, create_graph=True)
        (second,) = library.autograd.grad((g * library.tensor(Y)).sum(), x)
        return second

    both(run)


def test_backward_hooks_refuse_other_counts_and_warn_of_other_outputs() -> None:
    layer = tidu.nn.Identity()
    layer.register_full_backward_hook(lambda module, gi, go: (gi[0], gi[0]))
    with pytest.raises(RuntimeError, match="got 2, but expected 1"):
        layer(tidu.ones(1, requires_grad=True)).sum().backward()

    class Listed(tidu.nn.Module):
        def forward(self, x):
            return [x]

    module = Listed()
    module.register_full_backward_hook(lambda *given: None)
    with pytest.warns(UserWarning, match="tuple of Tensors"):
        module(tidu.ones(1, requires_grad=True))


KINDS = {
    "_forward_pre_hooks": "register_forward_pre_hook",
    "_forward_hooks": "register_forward_hook",
    "_backward_pre_hooks": "register_full_backward_pre_hook",
    "_backward_hooks": "register_full_backward_hook",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("library", [tidu, torch])
def test_hooks_are_held_where_pytorch_holds_them(library: Any, kind: str) -> None:
    layer = library.nn.Linear(3, 3)
    first, second = (getattr(layer, KINDS[kind])(call) for call in (print, repr))
    layer.register_forward_hook(lambda *given: None)
    layer.register_forward_pre_hook(lambda *given: None)
    held = getattr(layer, kind)
    assert list(held.values())[:2] == [print, repr] and repr(held).startswith("OrderedDict(")
    del held[next(iter(held))]
    first.remove()
    assert next(iter(held.values())) is repr
    setattr(layer, kind, {0: len})
    second.remove()
    assert list(getattr(layer, kind).values()) == [len]
    getattr(layer, kind).clear()
    assert len(getattr(layer, kind)) == 0 and 0 not in getattr(layer, kind)
    assert sum(len(getattr(layer, name)) for name in KINDS) >= 1


def test_hooks_that_were_put_there_are_called() -> None:
    layer = tidu.nn.Linear(3, 3)
    layer._forward_hooks = {7: lambda module, given, output: output * 0}
    assert layer(tidu.ones(2, 3)).tolist() == [[0.0] * 3] * 2
    layer._forward_hooks.clear()
    assert layer(tidu.ones(2, 3)).count_nonzero() > 0
