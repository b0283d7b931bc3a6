"""C01, C04, C06: the loss table, y = 2x with a Module, and what the module system does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tidu as torch
from tidu import nn

X_DATA = torch.tensor([[1.0], [2.0], [3.0]])
Y_DATA = torch.tensor([[2.0], [4.0], [6.0]])


def test_c01_loss_table() -> None:
    x = torch.arange(1.0, 7.0)
    y = torch.tensor([3.1, 5.1, 6.9, 8.7, 10.8, 13.5])
    losses = nn.functional.l1_loss(3 * x + 2, y, reduction="none")
    torch.testing.assert_close(losses, torch.tensor([1.9, 2.9, 4.1, 5.3, 6.2, 6.5]))
    assert round(losses.mean().item(), 2) == 4.48
    assert nn.L1Loss()(3 * x + 2, y).item() == losses.mean().item()


class LinearModel(nn.Module):
    """The lecture's model, written in the old way of calling the parent."""

    def __init__(self) -> None:
        super(LinearModel, self).__init__()  # noqa: UP008 (the lecture's spelling)
        self.linear = nn.Linear(1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)


def old_loss() -> nn.MSELoss:
    with pytest.warns(UserWarning, match="size_average"):
        return nn.MSELoss(size_average=False)


def doubled(criterion: Any, epochs: int) -> tuple[float, float, float]:
    """(w, b, prediction for 4) after so many epochs."""
    torch.manual_seed(4)
    model = LinearModel()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(epochs):
        loss = criterion(model(X_DATA), Y_DATA)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.linear.weight.item(), model.linear.bias.item(), model(torch.tensor([[4.0]])).item()


def test_c04_doubling() -> None:
    runs = [[doubled(make(), epochs) for epochs in (100, 1000)] for make in (old_loss, sum_loss)]
    assert runs[0] == runs[1]
    (_, b_early, early), (w, b, late) = runs[0]
    assert abs(late - 8) < abs(early - 8) / 50
    assert abs(b) < abs(b_early) / 50
    assert (w, b, late) == pytest.approx((2, 0, 8), abs=0.02)


def sum_loss() -> nn.MSELoss:
    return nn.MSELoss(reduction="sum")


class Any2(nn.Module):
    """Takes any arguments, holds members in a list and a nested module, and one layer without bias."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 3, bias=False)
        self.inner = nn.Sequential(nn.Tanh(), LinearModelOf(3))
        self.rest = nn.ModuleList([nn.Linear(2, 2)])
        self.not_found = [nn.Linear(9, 9)]

    def forward(self, *args: torch.Tensor, **kwargs: float) -> torch.Tensor:
        total = sum(self.inner(self.first(arg)) for arg in args)
        return self.rest[0](total) * kwargs.get("scale", 1.0)


class LinearModelOf(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features=width, out_features=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)


def test_c06_call_runs_forward_with_any_arguments() -> None:
    torch.manual_seed(0)
    model, a, b = Any2(), torch.randn(5, 4), torch.randn(5, 4)
    once, both = model(a), model(a, b, scale=2.0)
    assert once.shape == both.shape == (5, 2)
    torch.testing.assert_close(once, model.forward(a))
    bias = model.rest[0].bias
    torch.testing.assert_close(both / 2 - bias, (model(a) - bias) + (model(b) - bias))
    with pytest.raises(TypeError):
        LinearModelOf(3)(a, b)


def test_c06_parameters_finds_nested_members() -> None:
    shapes = {name: tuple(each.shape) for name, each in Any2().named_parameters()}
    assert shapes == {
        "first.weight": (3, 4),
        "inner.1.linear.weight": (2, 3),
        "inner.1.linear.bias": (2,),
        "rest.0.weight": (2, 2),
        "rest.0.bias": (2,),
    }
    assert Any2().first.bias is None


def test_c06_forgetting_super_init_is_said() -> None:
    class Forgetful(nn.Module):
        def __init__(self) -> None:
            self.linear = nn.Linear(1, 1)

    with pytest.raises(AttributeError, match="__init__"):
        Forgetful()


def test_c06_a_learning_rate_for_each_part() -> None:
    torch.manual_seed(0)
    model = Any2()
    groups = [{"params": model.first.parameters()}, {"params": model.rest.parameters(), "lr": 0.5}]
    optimizer = torch.optim.SGD(groups, lr=0.01)
    before = {name: each.detach().clone() for name, each in model.named_parameters()}
    model(torch.randn(6, 4)).square().sum().backward()
    optimizer.step()
    for name, rate in (("first.weight", 0.01), ("rest.0.weight", 0.5), ("inner.1.linear.weight", 0.0)):
        parameter = model.get_parameter(name)
        assert parameter.grad is not None
        assert parameter.grad.abs().max().item() > 0
        torch.testing.assert_close(parameter.detach(), before[name] - rate * parameter.grad)


class Cube(torch.autograd.Function):
    """An operation of one's own: forward and backward."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> torch.Tensor:
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grads[0]


def test_c06_own_function() -> None:
    torch.manual_seed(0)
    x = torch.randn(4, dtype=torch.float64, requires_grad=True)
    cotangent = torch.randn(4, dtype=torch.float64)
    apply: Callable[..., torch.Tensor] = Cube.apply
    (found,) = torch.autograd.grad(apply(x), x, cotangent)
    torch.testing.assert_close(found, 3 * x.detach() ** 2 * cotangent)
    assert torch.autograd.gradcheck(apply, (x,))
