"""tidu.func against torch.func."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.testing import assert_close

X = np.random.default_rng(0).normal(size=(3, 2))
Y = np.random.default_rng(1).normal(size=2)


def tensors(t: Any) -> tuple[Any, Any]:
    return t.tensor(X), t.tensor(Y)


def plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: plain(part) for key, part in tree.items()}
    if isinstance(tree, tuple | list):
        return [plain(part) for part in tree]
    assert not tree.requires_grad, "it hangs on a tape"
    return tree.numpy()


def loss(x: Any, y: Any) -> Any:
    return ((x * y).sin() ** 2).sum() + x[0] @ y


def several(x: Any, y: Any) -> dict[str, Any]:
    return {"a": x @ y, "b": (y * 2, x.sum())}


# name -> what both libraries compute
CASES: dict[str, Callable[[Any], Any]] = {
    "grad": lambda t: t.func.grad(loss)(*tensors(t)),
    "grad by both": lambda t: t.func.grad(loss, argnums=(0, 1))(*tensors(t)),
    "grad by the last": lambda t: t.func.grad(loss, argnums=-1)(*tensors(t)),
    "grad with more": lambda t: t.func.grad(lambda x, y: (loss(x, y), x * 2), has_aux=True)(*tensors(t)),
    "grad of a dictionary": lambda t: t.func.grad(lambda p: (p["w"] ** 3).sum() * p["b"])(
        {"w": t.tensor(Y), "b": t.tensor(2.0, dtype=t.float64)}
    ),
    "grad of grad": lambda t: t.func.grad(lambda x: t.func.grad(lambda z: (z**4).sum())(x).sum())(
        t.tensor(Y)
    ),
    "grad and value": lambda t: t.func.grad_and_value(loss)(*tensors(t)),
    "grad inside no_grad": lambda t: inside_no_grad(t),
    "vjp": lambda t: pulled(t),
    "vjp with more": lambda t: t.func.vjp(lambda x: (x.exp(), x * 2), t.tensor(X), has_aux=True)[2],
    "jvp": lambda t: t.func.jvp(several, tensors(t), tensors(t)),
    "jvp with more": lambda t: t.func.jvp(
        lambda x: (x.exp(), x * 2), (t.tensor(X),), (t.tensor(X),), has_aux=True
    ),
    "linearize": lambda t: t.func.linearize(t.exp, t.tensor(X))[1](t.tensor(X)),
    "jacrev": lambda t: t.func.jacrev(several)(*tensors(t)),
    "jacrev by both": lambda t: t.func.jacrev(lambda x, y: x @ y, argnums=(0, 1))(*tensors(t)),
    "jacfwd": lambda t: t.func.jacfwd(lambda x: x.sin() * x.sum())(t.tensor(X)),
    "hessian": lambda t: t.func.hessian(loss, argnums=1)(*tensors(t)),
    "vmap": lambda t: t.func.vmap(t.dot, in_dims=(0, None))(*tensors(t)),
    "vmap of another axis": lambda t: t.func.vmap(lambda x: x * 2, in_dims=1, out_dims=1)(t.tensor(X)),
    "vmap of a dictionary": lambda t: t.func.vmap(lambda d: d["a"] * d["b"], in_dims=({"a": 0, "b": None},))(
        {"a": t.tensor(X), "b": t.tensor(Y)}
    ),
    "vmap of two results": lambda t: t.func.vmap(lambda x: (x.sum(), x), out_dims=(0, 1))(t.tensor(X)),
    "vmap of vmap": lambda t: t.func.vmap(t.func.vmap(lambda x: x * 3))(t.tensor(X)),
    "gradients of each example": lambda t: t.func.vmap(t.func.grad(loss), in_dims=(0, None))(
        t.tensor(X)[:, None], t.tensor(Y)
    ),
    "torch.vmap": lambda t: t.vmap(lambda x: x.sum())(t.tensor(X)),
}  # fmt: skip


def inside_no_grad(t: Any) -> Any:
    with t.no_grad():
        return t.func.grad(loss)(*tensors(t))


def pulled(t: Any) -> Any:
    value, pullback = t.func.vjp(several, *tensors(t))
    return value, pullback(value)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CASES)
def test_same_as_torch(name: str) -> None:
    assert_close(*(plain(CASES[name](t)) for t in (tidu, torch)))


def test_what_encloses_it_keeps_its_gradient() -> None:
    found = []
    for t in (tidu, torch):
        w = t.tensor(2.0, dtype=t.float64, requires_grad=True)
        slope = t.func.grad(lambda x, w=w: w * x**3)(t.tensor(3.0, dtype=t.float64))
        (slope * w).backward()
        found.append((slope.item(), w.grad.item()))
    assert found[0] == pytest.approx(found[1])


def models(t: Any) -> list[Any]:
    t.manual_seed(0)
    return [t.nn.Sequential(t.nn.Linear(2, 3), t.nn.BatchNorm1d(3)).eval() for _ in range(2)]


def test_functional_call() -> None:
    found = []
    for t in (tidu, torch):
        model = models(t)[0]
        params = {name: (p.detach() * 2).requires_grad_() for name, p in model.named_parameters()}
        before = model[0].weight
        out = t.func.functional_call(model, (params, dict(model.named_buffers())), t.tensor(X).float())
        out.sum().backward()
        assert model[0].weight is before and before.grad is None
        found.append([out.detach().numpy(), *(p.grad.numpy() for p in params.values())])
    assert_close(*found, rtol=1e-5, atol=1e-6)


def test_models_in_a_stack() -> None:
    found = []
    for t in (tidu, torch):
        stack = models(t)
        params, buffers = t.func.stack_module_state(stack)
        x = t.tensor(X).float()
        run = lambda p, b, model=stack[0], t=t, x=x: t.func.functional_call(model, (p, b), (x,))  # noqa: E731
        found.append(t.func.vmap(run)(params, buffers).detach().numpy())
        assert params["0.weight"].requires_grad
    assert_close(*found, rtol=1e-5, atol=1e-6)


def test_random_numbers_in_vmap() -> None:
    x = tidu.zeros(3)
    tidu.manual_seed(0)
    same = tidu.func.vmap(lambda y: y + tidu.rand(()), randomness="same")(x)
    different = tidu.func.vmap(lambda y: y + tidu.rand(()), randomness="different")(x)
    assert len(set(same.tolist())) == 1 and len(set(different.tolist())) == 3
