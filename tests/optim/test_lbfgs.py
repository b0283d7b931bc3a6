"""L-BFGS takes PyTorch's steps: over many calls, with its state handed over, and what it refuses."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu import optim

RANDOM = np.random.default_rng(5)
ROWS, GOAL = RANDOM.normal(size=(40, 4)), RANDOM.normal(size=40) > 0
OPTIONS: dict[str, dict[str, Any]] = {
    "plain": {"lr": 0.3},
    "wolfe": {"line_search_fn": "strong_wolfe"},
    "short memory": {"line_search_fn": "strong_wolfe", "history_size": 2, "max_iter": 3},
    "one look": {"line_search_fn": "strong_wolfe", "max_eval": 1},
    "one step": {"max_iter": 1, "lr": 0.5},
    "coarse": {"tolerance_grad": 1e-2, "tolerance_change": 1e-3},
    "long first look": {"line_search_fn": "strong_wolfe", "lr": 30.0},
}


def logistic(library: Any, weights: list[Any]) -> Any:
    """The loss of a logistic regression that is pulled to 0."""
    rows, goal = library.tensor(ROWS), library.tensor(GOAL).double()
    score = (rows * weights[0]).sum(1) + weights[1]
    pull = (weights[0] * weights[0]).sum() + weights[1] * weights[1]
    return (score.exp() + 1).log().mean() - (goal * score).mean() + 0.05 * pull


def rosenbrock(library: Any, weights: list[Any]) -> Any:
    """The bent valley, in a pair of numbers of `weights[0]`; `weights[1]` is in a bowl."""
    x, y = weights[0][0], weights[0][1]
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2 + (weights[1] - 1) ** 2 + (weights[0][2:] ** 2).sum()


class Descent:
    """One library's way down, call by call."""

    def __init__(self, library: Any, package: Any, loss: Any, options: dict[str, Any]):
        start = np.array([-1.2, 1.0, 0.3, 0.4])
        self.weights = [library.tensor(start, requires_grad=True)]
        self.weights.append(library.tensor(0.5, dtype=library.float64, requires_grad=True))
        self.optimizer = package.LBFGS(self.weights, **options)
        self.library, self.loss = library, loss

    def calls(self, count: int) -> list[float]:
        def closure() -> Any:
            self.optimizer.zero_grad()
            loss = self.loss(self.library, self.weights)
            loss.backward()
            return loss

        return [self.optimizer.step(closure).item() for _ in range(count)]

    def values(self) -> np.ndarray:
        return np.concatenate([weight.detach().numpy().ravel() for weight in self.weights])


def to_tidu(saved: Any) -> Any:
    if isinstance(saved, torch.Tensor):
        return tidu.tensor(saved.detach().numpy())
    if isinstance(saved, dict):
        return {key: to_tidu(value) for key, value in saved.items()}
    return [to_tidu(value) for value in saved] if isinstance(saved, list) else saved


def to_torch(saved: Any) -> Any:
    if isinstance(saved, tidu.Tensor):
        return torch.tensor(saved.detach().numpy())
    if isinstance(saved, dict):
        return {key: to_torch(value) for key, value in saved.items()}
    return [to_torch(value) for value in saved] if isinstance(saved, list) else saved


@pytest.mark.filterwarnings("ignore:Converting a tensor with requires_grad=True:UserWarning")
@pytest.mark.parametrize("loss", [logistic, rosenbrock])
@pytest.mark.parametrize("name", OPTIONS)
def test_the_steps_are_those_of_pytorch(name: str, loss: Any) -> None:
    options = OPTIONS[name] if loss is logistic or name != "plain" else {"lr": 1e-3}
    mine = Descent(tidu, optim, loss, options)
    theirs = Descent(torch, torch.optim, loss, options)
    # The bent valley makes much of the last bit: a hundred looks lose a few digits.
    bound = 1e-9 if loss is logistic else 1e-6
    calls = 12 if options.get("max_iter", 20) < 20 or "max_eval" in options else 3
    for _ in range(2):
        np.testing.assert_allclose(mine.calls(calls), theirs.calls(calls), bound, 1e-11)
        np.testing.assert_allclose(mine.values(), theirs.values(), bound, bound)
        ours, others = (each.optimizer.state_dict()["state"][0] for each in (mine, theirs))
        assert ours.keys() == others.keys()
        for key in ("n_iter", "func_evals"):
            assert ours[key] == others[key]
        saved = copy.deepcopy(theirs.optimizer.state_dict())
        theirs.optimizer.load_state_dict(to_torch(mine.optimizer.state_dict()))
        mine.optimizer.load_state_dict(to_tidu(saved))


def test_a_parameter_without_gradient_stays() -> None:
    used, idle = tidu.tensor([4.0], requires_grad=True), tidu.tensor([1.0, 2.0], requires_grad=True)
    optimizer = optim.LBFGS([idle, used], line_search_fn="strong_wolfe")

    def closure() -> Any:
        optimizer.zero_grad()
        loss = ((used - 1.0) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    assert idle.tolist() == [1.0, 2.0]
    assert used.item() == pytest.approx(1.0, abs=1e-5)


def test_where_it_is_flat_nothing_moves() -> None:
    weight = tidu.tensor([0.0], requires_grad=True)
    optimizer = optim.LBFGS([weight])

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (weight * weight).sum()
        loss.backward()
        return loss

    assert optimizer.step(closure).item() == 0.0
    assert optimizer.state_dict()["state"][0] == {"func_evals": 1, "n_iter": 0}


REFUSED = {
    "groups": (ValueError, "parameter groups", lambda w: optim.LBFGS([{"params": [w]}, {"params": []}])),
    "lr": (ValueError, "learning rate", lambda w: optim.LBFGS([w], lr=-1)),
    "no closure": (TypeError, "needs a closure", lambda w: optim.LBFGS([w]).step(None)),
    "search": (
        RuntimeError,
        "only 'strong_wolfe' is supported",
        lambda w: optim.LBFGS([w], line_search_fn="armijo").step(lambda: squared(w)),
    ),
}


def squared(weight: Any) -> Any:
    loss = (weight * weight).sum()
    loss.backward()
    return loss


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    error, words, call = REFUSED[name]
    with pytest.raises(error, match=words):
        call(tidu.tensor([2.0], requires_grad=True))


def test_a_compiled_step_says_why_it_runs_as_python() -> None:
    weight = tidu.tensor([2.0], requires_grad=True)
    optimizer = optim.LBFGS([weight])

    def step() -> Any:
        def closure() -> Any:
            optimizer.zero_grad()
            return squared(weight)

        return optimizer.step(closure)

    with pytest.warns(UserWarning, match="LBFGS"):
        assert tidu.compile(step)().item() == 4.0
