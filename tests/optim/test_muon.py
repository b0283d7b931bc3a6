"""Muon in 16-bit steps: small matrices have PyTorch's numbers, larger ones those of its rounding."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu import optim
from tidu.optim.muon import orthogonal, short

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def test_rounding_is_that_of_bfloat16() -> None:
    values = np.random.default_rng(0).normal(size=2000).astype("float32")
    ties = np.array([1 + 2**-8, 1 + 3 * 2**-8, -1 - 2**-8, 0.0, 3e38], "float32")
    for given in (values, ties):
        wanted = torch.tensor(given).bfloat16().float().numpy()
        np.testing.assert_array_equal(short(given), wanted)


@pytest.mark.parametrize("shape", [(3, 4), (6, 2), (1, 5), (30, 40)])
@pytest.mark.parametrize("options", [{}, {"nesterov": False, "adjust_lr_fn": "match_rms_adamw", "lr": 0.02}])
def test_steps(shape: tuple[int, int], options: dict[str, Any]) -> None:
    random = np.random.default_rng(3)
    start = random.normal(size=shape)
    ours, theirs = tidu.tensor(start, requires_grad=True), torch.tensor(start, requires_grad=True)
    mine, other = optim.Muon([ours], **options), torch.optim.Muon([theirs], **options)
    for _ in range(10):
        gradient = random.normal(size=shape)
        ours.grad, theirs.grad = tidu.tensor(gradient), torch.tensor(gradient)
        mine.step()
        other.step()
    # Sums of many 16-bit products can round to the neighbour: 2**-8 of a step of lr.
    bound = 1e-9 if max(shape) < 10 else 10 * options.get("lr", 1e-3) * 2**-8
    np.testing.assert_allclose(ours.detach().numpy(), theirs.detach().numpy(), 0, bound)


def test_the_result_is_nearly_orthogonal() -> None:
    matrix = np.random.default_rng(4).normal(size=(12, 5))
    values = np.linalg.svd(orthogonal(matrix, COEFFICIENTS, 5, 1e-7))[1]
    assert values.min() > 0.6 and values.max() < 1.3


REFUSED = {
    "vector": lambda O, L: O.Muon([L.ones(3)]),
    "lr": lambda O, L: O.Muon([L.ones(1, 1)], lr=-1),
    "momentum": lambda O, L: O.Muon([L.ones(1, 1)], momentum=-1),
    "weight_decay": lambda O, L: O.Muon([L.ones(1, 1)], weight_decay=-1),
    "adjust": lambda O, L: O.Muon([L.ones(1, 1)], adjust_lr_fn="none"),
    "steps": lambda O, L: stepped(O, L, ns_steps=100),
    "coefficients": lambda O, L: stepped(O, L, ns_coefficients=(1.0, 2.0)),
}


def stepped(package: Any, library: Any, **options: Any) -> None:
    weight = library.ones(1, 1)
    weight.grad = library.ones(1, 1)
    package.Muon([weight], **options).step()


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_those_of_pytorch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(ValueError) as theirs:
        REFUSED[name](torch.optim, torch)
    with pytest.raises(ValueError) as ours:
        REFUSED[name](optim, tidu)
    assert str(ours.value)[:30].lower() == str(theirs.value)[:30].lower()


def test_a_compiled_step_says_why_it_runs_as_python() -> None:
    weight = tidu.ones(2, 2, requires_grad=True)
    optimizer = optim.Muon([weight])

    def step() -> Any:
        optimizer.zero_grad()
        loss = (weight * weight).sum()
        loss.backward()
        optimizer.step()
        return loss

    compiled = tidu.compile(step)
    with pytest.warns(UserWarning, match="16 bits"):
        losses = [compiled().item() for _ in range(3)]
    assert losses == sorted(losses, reverse=True) and losses[0] == 4.0
