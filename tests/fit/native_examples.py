"""The same run twice, compiled and not, and how far the two may be apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

import tidu
from tidu import nn, optim


class Trained(NamedTuple):
    """What a run leaves behind."""

    model: Any
    optimizer: Any
    history: Any
    random: list[int]


def trained(
    compile: bool | str, make: Callable[[], Any], data: Any, loss: Any = "mse", optimizer: Any = optim.SGD,
    *, kind: str = "float64", lr: float = 0.05, **options: Any,
) -> Trained:  # fmt: skip
    """A run of `make()`, from a fixed seed; `optimizer`, `data`, `loss` and callbacks may be functions
    that make them anew for each run."""
    given = {"epochs": 3, "batch_size": 8, "seed": 5, **options}
    tidu.manual_seed(7)
    model = make()
    model.double() if kind == "float64" else model.float()
    made = optimizer(model.parameters(), lr=lr)
    for name in ("callbacks", "validation"):
        if isinstance(given.get(name), Fresh):
            given[name] = given[name].make()
    data = data.make() if isinstance(data, Fresh) else data
    loss = loss.make() if isinstance(loss, Fresh) else loss
    history = tidu.fit(model, data, loss, made, compile=compile, **given)
    return Trained(model, made, history, tidu.get_rng_state().tolist())


class Fresh(NamedTuple):
    """Something that each of two runs gets its own of."""

    make: Callable[[], Any]


def agree(
    make: Callable[[], Any], data: Any, *rest: Any, tolerance: float = 1e-12, **options: Any
) -> Trained:
    """Runs native and eager, and asserts that they left the same behind; gives the native one."""
    native, eager = (trained(compile, make, data, *rest, **options) for compile in (True, False))
    assert (native.history.engine, eager.history.engine) == ("native", "eager")
    same(native, eager, tolerance)
    return native


def same(native: Trained, eager: Trained, tolerance: float = 1e-12) -> None:
    """Asserts that two runs left the same numbers behind, and the same random state."""
    columns = [without_seconds(each.history) for each in (native, eager)]
    near(columns[0], columns[1], tolerance, "history")
    near(native.model.state_dict(), eager.model.state_dict(), tolerance, "model")
    near(native.optimizer.state_dict(), eager.optimizer.state_dict(), tolerance, "optimizer")
    assert native.random == eager.random
    modes = [[module.training for module in each.model.modules()] for each in (native, eager)]
    assert modes[0] == modes[1]
    for name in ("stopped", "message", "best_epoch"):
        assert getattr(native.history, name) == getattr(eager.history, name)
    assert all(second > 0 for second in native.history.columns.get("seconds", []))


def without_seconds(history: Any) -> dict[str, Any]:
    """The columns that do not depend on the clock."""
    return {name: column for name, column in history.columns.items() if name != "seconds"}


def near(one: Any, other: Any, tolerance: float, where: str) -> None:
    """Asserts the same structure, and numbers within `tolerance` of the largest of their array, or of 1."""
    if isinstance(one, dict):
        assert list(one) == list(other), where
        for name in one:
            near(one[name], other[name], tolerance, f"{where}.{name}")
    elif isinstance(one, list | tuple) and not all(isinstance(x, int | float) for x in one):
        assert len(one) == len(other), where
        for place, (x, y) in enumerate(zip(one, other, strict=True)):
            near(x, y, tolerance, f"{where}[{place}]")
    elif isinstance(one, tidu.Tensor | int | float | list | tuple):
        x, y = (np.asarray(each.tolist() if isinstance(each, tidu.Tensor) else each) for each in (one, other))
        assert getattr(one, "dtype", None) == getattr(other, "dtype", None), where
        assert x.shape == y.shape, where
        scale = max(1.0, float(np.abs(y).max(initial=0)))
        assert np.allclose(x, y, rtol=0, atol=tolerance * scale, equal_nan=True), (
            f"{where}: {np.abs(x - y).max() / scale:.3g}"
        )
    else:
        assert one == other, where


def table(rows: int = 40, columns: int = 3, seed: int = 0) -> tuple[Any, Any]:
    """Inputs [rows, columns] and a target [rows, 1], float64 arrays."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, columns))
    return x, np.tanh(x @ np.linspace(1, 2, columns))[:, None] + 0.1 * random.normal(size=(rows, 1))


def classes(rows: int = 40, columns: int = 3, kinds: int = 3) -> tuple[Any, Any]:
    """Inputs [rows, columns] and the number of a class [rows], int64."""
    x, y = table(rows, columns)
    return x, np.digitize(y[:, 0], np.linspace(-0.5, 0.5, kinds - 1)).astype(np.int64)


def network(seed_of_dropout: float = 0.0) -> Any:
    """A small network with a smooth activation, and Dropout if asked for."""
    return nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(seed_of_dropout), nn.Linear(4, 1))
