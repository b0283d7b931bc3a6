"""C16, C17, C29: matrix calculus, autograd and its cost, and the chain rule with live numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tidu as torch
from tidu import nn
from tidu.autograd.functional import hessian, jacobian

torch64 = torch.float64
EYE = torch.eye(4, dtype=torch64)


def test_c16_scalar_and_vector_by_scalar_and_vector() -> None:
    torch.manual_seed(0)
    x, A = torch.randn(4, dtype=torch64), torch.randn(3, 4, dtype=torch64)
    scalar = torch.tensor(0.7, dtype=torch64)
    assert jacobian(lambda t: t**3, scalar).shape == ()
    torch.testing.assert_close(jacobian(lambda t: t**3, scalar), 3 * scalar**2)
    torch.testing.assert_close(jacobian(lambda v: v @ v, x), 2 * x)  # scalar by vector: a row of 4
    by_scalar = jacobian(lambda t: torch.stack([t, t**2, t.exp()]), scalar)  # vector by scalar: 3
    torch.testing.assert_close(by_scalar, torch.stack([scalar**0, 2 * scalar, scalar.exp()]))
    torch.testing.assert_close(jacobian(lambda v: A @ v, x), A)  # numerator layout: (3, 4)
    torch.testing.assert_close(jacobian(lambda v: v @ A.T, x), A)
    constant = torch.ones((), dtype=torch64)
    assert jacobian(lambda v: constant, x, strict=False).tolist() == [0.0] * 4


RULES: list[tuple[str, Callable[..., Any], Callable[..., Any]]] = [
    ("a u", lambda x, A: 2.5 * (A @ x), lambda x, A: 2.5 * A),
    ("A u", lambda x, A: A @ x.sin(), lambda x, A: A @ torch.diag(x.cos())),
    ("u + v", lambda x, A: A @ x + x[:3] ** 2, lambda x, A: A + torch.diag(2 * x)[:3]),
    ("<u, v>", lambda x, A: (A @ x) @ x[:3], lambda x, A: x[:3] @ A + (A @ x) @ EYE[:3]),
    ("|x|^2", lambda x, A: x.square().sum(), lambda x, A: 2 * x),
]  # fmt: skip
"""The diary's table of rules: name, function of x, and its derivative as the table has it."""


@pytest.mark.parametrize(("name", "function", "derivative"), RULES, ids=[rule[0] for rule in RULES])
def test_c16_rules(name: str, function: Callable[..., Any], derivative: Callable[..., Any]) -> None:
    torch.manual_seed(1)
    x, A = torch.randn(4, dtype=torch64), torch.randn(3, 4, dtype=torch64)
    torch.testing.assert_close(jacobian(lambda v: function(v, A), x), derivative(x, A))


def test_c16_hessian_of_a_quadratic_form() -> None:
    torch.manual_seed(2)
    A = torch.randn(3, 3, dtype=torch64)
    x = torch.randn(3, dtype=torch64)
    torch.testing.assert_close(hessian(lambda v: v @ A @ v, x), A + A.T)


def test_c16_explain_writes_the_matrices_out() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    W = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    z = W @ x
    loss = (z * z).sum()
    loss.backward()
    assert x.grad is not None
    assert x.grad.tolist() == [76, 108]
    text = torch.explain(loss, wrt=x, lang="en").text()
    for part in ("⎡1  2⎤", "⎣3  4⎦", "[5  11]", "146", "⎡1  3⎤", "⎣2  4⎦", "[76  108]"):
        assert part in text


def test_c29_chain_rule_with_live_numbers() -> None:
    w, b = torch.tensor(1.5, requires_grad=True), torch.tensor(-0.5, requires_grad=True)
    x = torch.tensor(2.0)
    prediction = torch.sigmoid(w * x + b)
    told = torch.explain(prediction, lang="en").text()
    slope_w, slope_b = torch.autograd.grad(prediction, (w, b))
    assert f"{slope_w.item():.4f}" in told
    assert f"{slope_b.item():.4f}" in told
    assert "σ" in told


def test_c29_through_deeper_networks() -> None:
    w, x = torch.tensor(0.8, dtype=torch64, requires_grad=True), torch.tensor(1.2, dtype=torch64)
    r, factors = x, []
    for _ in range(4):  # the same w in every layer: each path adds its own product
        factors.append((r, torch.sigmoid(w * r)))
        r = factors[-1][1]
    expected, behind = 0.0, 1.0
    for entered, left in reversed(factors):
        slope = (left * (1 - left)).item()
        expected += behind * slope * entered.item()
        behind *= slope * w.item()
    assert torch.autograd.grad(r, w)[0].item() == pytest.approx(expected, rel=1e-12)


def test_c17_the_diarys_lines() -> None:
    x = torch.arange(4.0)
    x.requires_grad_(True)
    assert x.grad is None
    y = 2 * torch.dot(x, x)
    y.backward()
    assert x.grad is not None
    assert torch.equal(x.grad, 4 * x)
    x.grad.zero_()
    y = x * x
    y.sum().backward()
    summed = x.grad.clone()
    x.grad.zero_()
    (x * x).backward(torch.ones(len(x)))
    assert torch.equal(x.grad, summed)
    assert torch.equal(summed, 2 * x.detach())
    x.grad.zero_()
    y = x * x
    u = y.detach()
    (u * x).sum().backward()
    assert torch.equal(x.grad, u)
    with pytest.raises(RuntimeError, match="scalar"):
        (x * x).backward()


def test_c17_gradient_through_control_flow() -> None:
    def f(a: torch.Tensor) -> torch.Tensor:
        b = a * 2
        while b.norm() < 1000:
            b = b * 2
        return b if b.sum() > 0 else 100 * b

    for start in (0.37, -1.9):
        a = torch.tensor(start, requires_grad=True)
        d = f(a)
        d.backward()
        assert a.grad == d / a


def nodes(result: torch.Tensor) -> int:
    """How many operations the tape of a result holds."""
    seen, waiting = set(), [result.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in seen:
            seen.add(node)
            waiting += [before for before, _ in node.next_functions]
    return len(seen)


class Counted(torch.autograd.Function):
    """x -> x, and how often its backward ran."""

    runs = 0

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        return x * 1

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> torch.Tensor:
        Counted.runs += 1
        return grads[0]


@pytest.mark.parametrize("shared", [False, True], ids=["chain", "2^n paths"])
def test_c17_cost_grows_with_n_in_memory_and_in_time(shared: bool) -> None:
    """Memory: nodes of the tape. Time: backward steps, one a node, however many paths lead there."""
    held, ran = [], []
    for n in (10, 20, 40):
        x = torch.tensor(1.0, requires_grad=True)
        y, Counted.runs = x, 0
        for _ in range(n):
            y = Counted.apply(y)
            y = y + y if shared else y + 1
        held.append(nodes(y))
        y.backward()
        ran.append(Counted.runs)
        assert x.grad is not None
        assert x.grad.item() == (2.0**n if shared else 1)
    assert ran == [10, 20, 40]
    assert held[2] - held[1] == 2 * (held[1] - held[0]) == 40


def test_c17_memory_is_given_back_and_none_is_kept_without_a_gradient() -> None:
    x = torch.randn(100, requires_grad=True)
    y = x.tanh().sum()
    y.backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()
    with torch.no_grad():
        assert x.tanh().grad_fn is None
    assert nodes(nn.Linear(100, 1)(x).sum()) > 0
