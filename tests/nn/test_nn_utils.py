"""Clipping gradients, and parameters as a vector, against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu

RANDOM = np.random.default_rng(8)
GRADS = [RANDOM.normal(size=(3, 2)) * 4, None, RANDOM.normal(size=4), RANDOM.normal(size=())]


def parameters(library: Any, grads: list = GRADS) -> list:
    made = []
    for grad in grads:
        x = library.nn.Parameter(library.zeros((2,) if grad is None else grad.shape, dtype=library.float64))
        x.grad = None if grad is None else library.tensor(grad)
        made.append(x)
    return made


@pytest.mark.parametrize("norm_type", [2.0, 1.0, 3, float("inf")])
@pytest.mark.parametrize("max_norm", [0.7, 1e3])
def test_clip_by_norm(norm_type: float, max_norm: float) -> None:
    found = []
    for library in (tidu, torch):
        given = parameters(library)
        total = library.nn.utils.clip_grad_norm_(iter(given), max_norm, norm_type)
        found.append([total.item(), *(x.grad.numpy() for x in given if x.grad is not None)])
    for mine, wanted in zip(*found, strict=True):
        np.testing.assert_allclose(mine, wanted, rtol=1e-12)


def test_clip_of_nothing_and_of_one() -> None:
    utils = tidu.nn.utils
    assert utils.clip_grad_norm_([], 1.0).item() == 0
    assert utils.clip_grad_norm_(parameters(tidu, [None]), 1.0).item() == 0
    with pytest.warns(UserWarning, match="empty generator"):
        utils.clip_grad_norm_((x for x in []), 1.0)
    one = parameters(tidu)[0]
    assert utils.clip_grad_norm_(one, 1.0).item() == pytest.approx(np.linalg.norm(GRADS[0]))
    assert np.linalg.norm(one.grad.numpy()) == pytest.approx(1, abs=1e-5)
    with pytest.warns(FutureWarning, match="deprecated in favor"):
        utils.clip_grad_norm(one, 1.0)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_clip_says_what_is_not_finite(bad: float) -> None:
    given = parameters(tidu, [np.array([1.0, bad])])
    with pytest.raises(RuntimeError, match="non-finite"):
        tidu.nn.utils.clip_grad_norm_(given, 1.0, error_if_nonfinite=True)
    assert given[0].grad.numpy()[0] == 1
    total = tidu.nn.utils.clip_grad_norm_(given, 1.0)
    assert not np.isfinite(total.item())


def test_clip_by_value() -> None:
    found = []
    for library in (tidu, torch):
        given = parameters(library)
        library.nn.utils.clip_grad_value_(given, 0.5)
        found.append([x.grad.numpy() for x in given if x.grad is not None])
    for mine, wanted in zip(*found, strict=True):
        np.testing.assert_array_equal(mine, wanted)
    one = parameters(tidu)[0]
    tidu.nn.utils.clip_grad_value_(one, 0.5)
    assert one.grad.abs().max().item() == 0.5


def test_total_norm_and_clipping_with_it() -> None:
    given = parameters(tidu)
    total = tidu.nn.utils.get_total_norm([x.grad for x in given if x.grad is not None])
    flat = np.concatenate([g.ravel() for g in GRADS if g is not None])
    np.testing.assert_allclose(total.item(), np.linalg.norm(flat))
    tidu.nn.utils.clip_grads_with_norm_(given, 1.0, total)
    np.testing.assert_allclose(given[0].grad.numpy(), GRADS[0] / (np.linalg.norm(flat) + 1e-6))


def test_vector_and_back() -> None:
    model = tidu.nn.Sequential(tidu.nn.Linear(3, 2), tidu.nn.Linear(2, 1))
    vector = tidu.nn.utils.parameters_to_vector(model.parameters())
    assert vector.shape == (11,) and vector.requires_grad
    new = tidu.arange(11.0)
    tidu.nn.utils.vector_to_parameters(new, model.parameters())
    assert model[0].weight.tolist() == [[0, 1, 2], [3, 4, 5]] and model[1].bias.tolist() == [10]
    new.fill_(7)  # the parameters are views of it, as in PyTorch
    assert model[0].bias.tolist() == [7, 7] and model[0].bias.requires_grad
    with pytest.raises(TypeError, match=r"torch.tensor\(vector\)"):
        tidu.nn.utils.vector_to_parameters([1.0], model.parameters())  # pyright: ignore
