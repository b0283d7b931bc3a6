"""C18: the closed form of least squares beside stochastic gradient descent; and columns that depend."""

from __future__ import annotations

import pytest
from sklearn.datasets import load_diabetes

import tidu as torch
from tidu import nn

torch64 = torch.float64


def patients() -> tuple[torch.Tensor, torch.Tensor]:
    """(442, 4) measurements with a column of ones, and (442, 1) what is to be predicted."""
    x, y = load_diabetes(return_X_y=True)
    x = (x[:, :3] - x[:, :3].mean(0)) / x[:, :3].std(0)
    inputs = torch.cat([torch.ones(len(x), 1, dtype=torch64), torch.tensor(x)], 1)
    return inputs, torch.tensor((y - y.mean()) / y.std()).unsqueeze(1)


def closed_form(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """w* = (XᵀX)⁻¹ Xᵀ y, by solving instead of inverting."""
    return torch.linalg.solve(X.T @ X, X.T @ y)


def test_c18_the_gradient_is_zero_at_the_closed_form() -> None:
    X, y = patients()
    w = closed_form(X, y).requires_grad_()
    ((X @ w - y) ** 2).sum().backward()
    assert w.grad is not None
    assert w.grad.abs().max().item() < 1e-9
    torch.testing.assert_close(w.detach(), torch.linalg.lstsq(X, y).solution)
    torch.testing.assert_close(w.detach(), torch.linalg.inv(X.T @ X) @ X.T @ y)


def test_c18_sgd_comes_near_and_never_below() -> None:
    X, y = patients()
    best = closed_form(X, y)
    lowest = ((X @ best - y) ** 2).mean().item()
    torch.manual_seed(0)
    model = nn.Linear(4, 1, bias=False).double()
    losses = []
    for lr in (0.05, 0.005):  # smaller steps at the end: the circling of the batches becomes smaller
        torch.fit(model, (X, y), "mse", "sgd", lr=lr, epochs=40, batch_size=16)
        losses.append(((model(X) - y) ** 2).mean().item())
    assert lowest < losses[1] < losses[0]
    assert losses[1] < lowest * 1.001
    torch.testing.assert_close(model.weight.detach().T, best, atol=0.03, rtol=0)


def dependent() -> tuple[torch.Tensor, torch.Tensor]:
    """The same with a fifth column that is the sum of two others: no single best w."""
    X, y = patients()
    return torch.cat([X, X[:, 1:2] + X[:, 2:3]], 1), y


def test_c18_exactly_dependent_columns_are_said_and_the_fix_works() -> None:
    X = torch.tensor([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], dtype=torch64)
    y = torch.tensor([[1.0], [2.0], [3.0]], dtype=torch64)
    with pytest.raises(torch.linalg.LinAlgError, match=r"not independent.*Fix: torch\.linalg\.pinv"):
        closed_form(X, y)
    torch.testing.assert_close(torch.linalg.pinv(X) @ y, torch.tensor([[0.2], [0.4]], dtype=torch64))


def test_c18_rank_is_said_and_the_shortest_of_the_best_is_found() -> None:
    X, y = dependent()
    found = torch.linalg.lstsq(X, y, driver="gelsd")
    assert found.rank.item() == torch.linalg.matrix_rank(X).item() == 4 < X.shape[1]
    reduced = closed_form(X[:, :4], y)
    torch.testing.assert_close(X @ found.solution, X[:, :4] @ reduced)
    other = torch.cat([reduced, torch.zeros(1, 1, dtype=torch64)])
    torch.testing.assert_close(X @ found.solution, X @ other)
    assert found.solution.norm() < other.norm()
    torch.testing.assert_close(found.solution, torch.linalg.pinv(X, rtol=1e-10) @ y)


def test_c18_sgd_from_zero_needs_no_rank() -> None:
    X, y = dependent()
    model = nn.Linear(5, 1, bias=False).double()
    nn.init.zeros_(model.weight)
    torch.fit(model, (X, y), "mse", "sgd", lr=0.1, epochs=400, batch_size=len(X), shuffle=False)
    shortest = torch.linalg.lstsq(X, y, driver="gelsd").solution
    torch.testing.assert_close(model.weight.detach().T, shortest, atol=1e-6, rtol=0)
