"""torch.linalg beyond PyTorch's database: second derivatives, what cannot be factored, prints, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.testing import assert_close

RANDOM = np.random.default_rng(3)
SQUARE = RANDOM.normal(size=(2, 3, 3)) + 3 * np.eye(3)
POSITIVE = SQUARE @ SQUARE.swapaxes(-1, -2)
TALL, WIDE = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(2, 4))
WEIGHT = RANDOM.normal(size=(3, 3))


def symmetric(f: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda t, x: f(t, x + x.mT)


# name -> (operand, function); whose second derivatives are compared with PyTorch's
SECOND: dict[str, tuple[np.ndarray, Callable[[Any, Any], Any]]] = {
    "inv": (SQUARE, lambda t, x: t.linalg.inv(x)),
    "det": (SQUARE, lambda t, x: t.linalg.det(x)),
    "slogdet": (SQUARE, lambda t, x: t.linalg.slogdet(x)[1]),
    "solve": (SQUARE, lambda t, x: t.linalg.solve(x, x.mT)),
    "solve_triangular": (SQUARE, lambda t, x: t.linalg.solve_triangular(x, x * 2, upper=True)),
    "cholesky": (POSITIVE, symmetric(lambda t, x: t.linalg.cholesky(x))),
    "qr": (TALL, lambda t, x: t.linalg.qr(x)[1]),
    "wide qr": (WIDE, lambda t, x: t.linalg.qr(x)[1]),
    "lu": (SQUARE, lambda t, x: t.linalg.lu(x)[2]),
    "wide lu": (WIDE, lambda t, x: t.linalg.lu(x)[2]),
    "tall lu": (TALL, lambda t, x: t.linalg.lu(x)[1]),
    "eigh": (POSITIVE, symmetric(lambda t, x: t.linalg.eigh(x)[1].abs())),
    "eigvalsh": (POSITIVE, symmetric(lambda t, x: t.linalg.eigvalsh(x))),
    "svd": (TALL, lambda t, x: t.linalg.svd(x, full_matrices=False)[2].abs()),
    "svdvals": (WIDE, lambda t, x: t.linalg.svdvals(x)),
    "pinv": (TALL, lambda t, x: t.linalg.pinv(x)),
    "matrix_exp": (SQUARE / 3, lambda t, x: t.linalg.matrix_exp(x)),
    "matrix_power": (SQUARE, lambda t, x: t.linalg.matrix_power(x, -3)),
    "lstsq": (TALL, lambda t, x: t.linalg.lstsq(x, x.exp())[0]),
    "vector_norm": (TALL, lambda t, x: t.linalg.vector_norm(x, 3, dim=1)),
    "matrix_norm": (TALL, lambda t, x: t.linalg.matrix_norm(x, "nuc")),
    "cond": (SQUARE, lambda t, x: t.linalg.cond(x)),
    "cholesky_solve": (POSITIVE, symmetric(lambda t, x: t.cholesky_solve(x, t.linalg.cholesky(x)))),
    "householder": (TALL, lambda t, x: t.linalg.householder_product(x, x[0])),
    "einsum": (SQUARE, lambda t, x: t.einsum("bij,bjk,bkl->il", x, x, x)),
    "multi_dot": (TALL, lambda t, x: t.linalg.multi_dot([x, x.mT, x, x.mT])),
}


def second(t: Any, operand: np.ndarray, function: Callable[[Any, Any], Any]) -> list[np.ndarray]:
    """Value, gradient along a random direction, and the gradient of that."""
    x = t.tensor(operand, requires_grad=True)
    y = function(t, x)
    weight = t.tensor(np.random.default_rng(1).normal(size=tuple(y.shape)))
    (g,) = t.autograd.grad((y * weight).sum(), x, create_graph=True)
    along = t.tensor(np.random.default_rng(2).normal(size=operand.shape))
    (h,) = t.autograd.grad((g * along).sum(), x)
    return [z.detach().numpy() for z in (y, g, h)]


@pytest.mark.parametrize("name", SECOND)
def test_second_derivatives(name: str) -> None:
    for mine, theirs in zip(second(tidu, *SECOND[name]), second(torch, *SECOND[name]), strict=True):
        assert_close(mine, theirs, rtol=1e-7, atol=1e-7)


def test_equal_eigenvalues_have_a_gradient() -> None:
    x = tidu.eye(3, dtype=tidu.float64).requires_grad_()
    tidu.linalg.eigvalsh(x).sum().backward()
    assert_close(x.grad, tidu.eye(3, dtype=tidu.float64))


def test_a_determinant_of_0_has_a_gradient() -> None:
    x = tidu.tensor([[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 1.0, 1.0]], dtype=tidu.float64).requires_grad_()
    tidu.linalg.det(x).backward()
    cofactors = [[4.0, -2.0, 2.0], [-2.0, 1.0, -1.0], [0.0, 0.0, 0.0]]
    assert_close(x.grad, tidu.tensor(cofactors, dtype=tidu.float64), atol=1e-12)


def test_info_says_where_it_failed() -> None:
    for t in (tidu, torch):
        stack = t.stack([t.eye(2), t.tensor([[4.0, 2.0], [2.0, -3.0]])])
        assert t.linalg.cholesky_ex(stack).info.tolist() == [0, 2]
        assert t.linalg.inv_ex(t.stack([t.eye(2), t.ones(2, 2)])).info.tolist() == [0, 2]
        assert t.linalg.lu_factor_ex(t.zeros(2, 2)).info.item() == 1
        assert t.linalg.solve_ex(t.zeros(2, 2), t.ones(2)).info.dtype == t.int32
        with pytest.raises(t.linalg.LinAlgError):
            t.linalg.inv_ex(t.ones(2, 2), check_errors=True)


def test_a_matrix_that_is_not_symmetric_is_read_by_its_triangle() -> None:
    x = [[2.0, 9.0], [1.0, 3.0]]
    for name in ("eigvalsh", "cholesky"):
        made = [getattr(t.linalg, name)(t.tensor(x, dtype=t.float64)).numpy() for t in (tidu, torch)]
        assert_close(*made)


@pytest.mark.parametrize("call", [
    lambda t: t.linalg.slogdet(t.eye(2)), lambda t: t.linalg.eigh(t.diag(t.tensor([1.0, 2.0]))).eigenvalues,
    lambda t: t.linalg.qr(t.eye(2), mode="r"), lambda t: t.linalg.inv_ex(t.eye(2)),
    lambda t: t.linalg.lu_factor(t.eye(2)), lambda t: t.geqrf(t.eye(2)),
    lambda t: t.linalg.cholesky(t.eye(2).requires_grad_()), lambda t: t.linalg.inv(t.eye(2).requires_grad_()),
    lambda t: t.linalg.det(t.eye(2).requires_grad_()),
])  # fmt: skip
def test_prints(call: Callable[[Any], Any]) -> None:
    assert repr(call(tidu)) == repr(call(torch))


def test_every_name_is_there_or_refused() -> None:
    public = [name for name in dir(torch.linalg) if not name.startswith("_")]
    public = [name for name in public if getattr(getattr(torch.linalg, name), "__module__", "") != "typing"]
    missing = []
    for name in public:
        try:
            getattr(tidu.linalg, name)
        except AttributeError as error:
            if "not in Tidu" not in str(error):
                missing.append(name)
    assert set(missing) <= {"common_notes", "torch", "ldl_factor_out"}, missing


def test_a_recording_falls_back_or_computes() -> None:
    @tidu.compile
    def step(x: Any) -> Any:
        return tidu.linalg.inv(x).sum()

    x = tidu.tensor([[2.0, 1.0], [0.0, 4.0]])
    with pytest.warns(UserWarning, match="LAPACK"):
        made = step(x)
    assert_close(made, tidu.linalg.inv(x).sum())
