"""Ordinary loops, compiled and eager: parameters, buffers, moments, gradients, streams and losses agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn, optim
from tidu.data import DataLoader, TensorDataset

F64 = tidu.float64
Make = Callable[[], tuple[Any, Any, Any]]  # (step, things to compare, model)


def numbers(*things: Any) -> list[np.ndarray]:
    """Everything that modules and optimizers hold, gradients included."""
    found = []
    for x in things:
        if isinstance(x, nn.Module):
            for tensor in (*x.parameters(), *x.buffers()):
                found.append(tensor._value.copy())
                if tensor.grad is not None:
                    found.append(tensor.grad._value.copy())
        else:
            states = [x.state[p] for group in x.param_groups for p in group["params"]]
            found += [y._value.copy() for state in states for y in state.values()]
    return found


def assert_near(actual: list[np.ndarray], expected: list[np.ndarray], within: float = 1e-12) -> None:
    assert len(actual) == len(expected)
    for x, y in zip(actual, expected, strict=True):
        assert x.shape == y.shape and x.dtype == y.dtype
        np.testing.assert_allclose(x, y, rtol=within, atol=within)


def step_of(model: Any, optimizer: Any, loss: Any, inside: bool = True) -> Any:
    def step(x: Any, y: Any) -> Any:
        if inside:
            optimizer.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimizer.step()
        return value.detach()

    return step


def mlp(*last: Any, dtype: Any = F64, width: int = 6) -> Any:
    return nn.Sequential(nn.Linear(3, width), nn.Tanh(), nn.Linear(width, 2), *last).to(dtype)


def batches(count: int = 6, rows: int = 5, classes: bool = False, dtype: Any = F64) -> list[tuple[Any, Any]]:
    tidu.manual_seed(9)
    made = []
    for _ in range(count):
        x = tidu.randn(rows, 3, dtype=dtype)
        made.append((x, tidu.randint(0, 2, (rows,)) if classes else tidu.randn(rows, 2, dtype=dtype)))
    return made


def compare(make: Any, calls: Any, within: float = 1e-12, between: Any = None) -> Any:
    """Runs `make()`'s step over `calls`, eagerly and compiled; gives the compiled step."""
    traces, step = [], None
    for native in (False, True):
        tidu.manual_seed(3)
        step, *things = make()
        if native:
            step = tidu.compile(step, fallback=False)
        trace = []
        for place, call in enumerate(calls):
            result = step(*call)
            trace.append([np.asarray(result._value), *numbers(*things), tidu.get_rng_state()._value])
            if between is not None:
                between(place, *things)
        traces.append(trace)
    for mine, wanted in zip(traces[1], traces[0], strict=True):
        assert_near(mine[:-1], wanted[:-1], within)
        assert (mine[-1] == wanted[-1]).all()
    assert step.programs and step.reason == ""
    return step


OPTIMIZERS = {
    "sgd": lambda p: optim.SGD(p, lr=0.1),
    "momentum": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "adam": lambda p: optim.Adam(p, lr=0.01),
    "adamw": lambda p: optim.AdamW(p, lr=0.01, amsgrad=True),
    "rmsprop": lambda p: optim.RMSprop(p, lr=0.01, momentum=0.5),
    "adagrad": lambda p: optim.Adagrad(p, lr=0.05),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("inside", [True, False], ids=["zero_grad first", "zero_grad outside"])
def test_optimizers(name: str, inside: bool) -> None:
    def make() -> Any:
        model = mlp()
        optimizer = OPTIMIZERS[name](model.parameters())
        return step_of(model, optimizer, nn.MSELoss(), inside), model, optimizer

    def between(place: int, model: Any, optimizer: Any) -> None:
        if not inside:
            optimizer.zero_grad()

    assert len(compare(make, batches(), between=between).programs) == 1


MODELS: dict[str, Any] = {
    "classes": (lambda: mlp(), nn.CrossEntropyLoss, True),
    "dropout": (lambda: mlp(nn.Dropout(0.3)), nn.MSELoss, False),
    "batchnorm": (lambda: mlp(nn.BatchNorm1d(2)), nn.L1Loss, False),
    "layernorm": (lambda: mlp(nn.LayerNorm(2), nn.GELU()), nn.SmoothL1Loss, False),
    "deep": (lambda: nn.Sequential(mlp(), nn.SiLU(), nn.Linear(2, 2).to(F64)), nn.HuberLoss, False),
}


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str) -> None:
    network, loss, classes = MODELS[name]

    def make() -> Any:
        # Not Adam: before BatchNorm a bias has no gradient but rounding, which Adam makes large.
        model = network()
        optimizer = optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
        return step_of(model, optimizer, loss()), model, optimizer

    compare(make, batches(classes=classes))


def test_float32_stays_near() -> None:
    def make() -> Any:
        model = mlp(dtype=tidu.float32)
        optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        return step_of(model, optimizer, nn.MSELoss()), model, optimizer

    compare(make, batches(dtype=tidu.float32), within=2e-5)


def test_large_batches_are_lent_where_they_lie() -> None:
    def make() -> Any:
        model = mlp()
        optimizer = optim.SGD(model.parameters(), lr=0.1)
        return step_of(model, optimizer, nn.MSELoss()), model, optimizer

    wide = [(x.T.contiguous().T, y) for x, y in batches(3, rows=1500)]
    compare(make, [*batches(3, rows=1500), *wide])


def test_a_loader_with_a_short_last_batch_and_a_scheduler() -> None:
    x, y = (tidu.cat(parts) for parts in zip(*batches(5), strict=True))
    traces = []
    for native in (False, True):
        tidu.manual_seed(0)
        model = mlp(nn.Dropout(0.2))
        optimizer = optim.Adam(model.parameters(), lr=0.05)
        scheduler = optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.5)
        step = step_of(model, optimizer, nn.MSELoss())
        step = tidu.compile(step, fallback=False) if native else step
        losses = []
        for _ in range(4):
            losses += [step(a, b).item() for a, b in DataLoader(TensorDataset(x, y), 7, shuffle=True)]
            scheduler.step()
        traces.append([np.array(losses), *numbers(model, optimizer)])
        if native:
            assert len(step.programs) == 2
    assert_near(*traces)


def test_gradients_add_up_over_calls() -> None:
    model = mlp()

    def add(x: Any, y: Any) -> Any:
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        return loss.detach()

    step = tidu.compile(add, fallback=False)
    for _ in range(4):
        for parameter in model.parameters():
            parameter.grad = None
        for call in batches(3):
            step(*call)
        mine = numbers(model)
        for parameter in model.parameters():
            parameter.grad = None
        for call in batches(3):
            add(*call)
        assert_near(mine, numbers(model))
        assert len(step.programs) == 2


def test_a_gradient_that_somebody_keeps_is_not_written_over() -> None:
    model = mlp()
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    step = tidu.compile(step_of(model, optimizer, nn.MSELoss()), fallback=False)
    kept = []
    for call in batches(5):
        step(*call)
        gradient = model[0].weight.grad
        kept.append((gradient, gradient.numpy().copy()))
        view = model[0].bias.grad[1:].numpy()
        kept.append((view, view.copy()))
    for now, then in kept:
        assert (np.asarray(now) == then).all()
    assert len(step.programs) == 1


def test_gradients_reuse_their_memory() -> None:
    model = mlp()
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    step = tidu.compile(step_of(model, optimizer, nn.MSELoss()), fallback=False)
    places = []
    for call in batches(6):
        step(*call)
        places.append(model[0].weight.grad._value.ctypes.data)
    assert len(set(places[1:])) == 1


@pytest.mark.parametrize("change", ["freeze", "eval", "options", "load", "double", "swap"])
def test_what_changes_between_calls_is_seen(change: str) -> None:
    def make() -> Any:
        model = mlp(nn.Dropout(0.2), dtype=tidu.float32)
        optimizer = optim.Adam(model.parameters(), lr=0.01)
        return step_of(model, optimizer, lambda o, y: ((o - y) ** 2).mean()), model, optimizer

    def between(place: int, model: Any, optimizer: Any) -> None:
        if place != 3:
            return
        if change == "freeze":
            model[0].weight.requires_grad_(False)
            model[0].weight.grad = None
        elif change == "eval":
            model.eval()
        elif change == "options":
            optimizer.param_groups[0]["lr"] = 0.5
            optimizer.param_groups[0]["weight_decay"] = 0.1
        elif change == "load":
            optimizer.load_state_dict(optimizer.state_dict())
            model.load_state_dict({name: x + 1 for name, x in model.state_dict().items()})
        elif change == "double":
            model.double()
        else:
            model[2].bias.data = tidu.ones(2)

    later = F64 if change == "double" else tidu.float32
    calls = [*batches(4, dtype=tidu.float32), *batches(4, dtype=later)]
    compare(make, calls, within=1e-4, between=between)


def test_train_and_eval_take_turns_without_new_programs() -> None:
    model = mlp(nn.Dropout(0.5))
    step = tidu.compile(lambda x: model(x).detach().sum(), fallback=False)
    with tidu.no_grad():
        for k in range(12):
            model.train(k % 2 == 0)
            step(batches(1)[0][0])
    assert len(step.programs) == 2


def test_state_that_does_not_lie_in_order() -> None:
    def make() -> Any:
        model = nn.Linear(3, 2).to(F64)
        turned = np.empty((3, 2)).T
        turned[...] = model.weight._value
        model.weight.data = tidu.from_numpy(turned)
        assert not model.weight._value.flags.c_contiguous
        optimizer = optim.SGD(model.parameters(), lr=0.1)
        return step_of(model, optimizer, nn.MSELoss()), model, optimizer

    compare(make, batches())


def test_versions_move_on() -> None:
    model = mlp()
    optimizer = optim.Adam(model.parameters(), lr=0.01)
    step = tidu.compile(step_of(model, optimizer, nn.MSELoss()), fallback=False)
    for call in batches(3):
        step(*call)
    before = [p._version for p in model.parameters()]
    loss = model(batches(1)[0][0]).sum()
    step(*batches(1)[0])
    assert [p._version for p in model.parameters()] == [version + 1 for version in before]
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_clipping_and_infinite_numbers() -> None:
    def make() -> Any:
        model = mlp()
        optimizer = optim.SGD(model.parameters(), lr=0.1)

        def step(x: Any, y: Any) -> Any:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 0.5)
            optimizer.step()
            return loss.detach()

        return step, model, optimizer

    calls = batches(5)
    calls[3][0][0, 0] = float("inf")
    calls[4][0][0, 0] = float("nan")
    compare(make, calls)
