"""Every sentence of linear algebra, of products and of autograd beyond backward is raised by an input."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Any

import pytest

import tidu as t
from tidu.autograd.graph import disable_saved_tensors_hooks, saved_tensors_hooks
from tidu.text import sentences
from tidu.utils.checkpoint import checkpoint

L, F = t.linalg, t.autograd.functional
A, M, V, W = t.eye(2), t.ones(2, 3), t.ones(2), t.eye(2).long()


def leaf() -> Any:
    return t.tensor([1.0, 2.0], requires_grad=True, dtype=t.float64)


class Once(t.autograd.Function):
    """x², whose gradient is not taped."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    @t.autograd.function.once_differentiable
    def backward(ctx: Any, g: Any) -> Any:
        return 2 * ctx.saved_tensors[0] * g


class Fussy(Once):
    """A backward that does not take zeros."""

    @staticmethod
    def backward(ctx: Any, g: Any) -> Any:
        if not g.any():
            raise ValueError("zeros")
        return 2 * ctx.saved_tensors[0] * g


def twice() -> None:
    x = leaf()
    (g,) = t.autograd.grad((Once.apply(x) ** 2).sum(), x, create_graph=True)
    g.sum().backward()


def nan(traced: bool) -> None:
    x = t.zeros(1, requires_grad=True)
    with t.autograd.set_detect_anomaly(traced):
        y = (x.sqrt() * 0).sum()
    with t.autograd.detect_anomaly():
        y.backward()


def unsteady() -> None:
    calls: list[int] = []

    def function(x: Any) -> Any:
        calls.append(1)
        return x * x if len(calls) == 1 else x * x * x

    checkpoint(function, leaf()).sum().backward()


def disabled() -> None:
    with disable_saved_tensors_hooks("no hooks here"), saved_tensors_hooks(lambda x: x, lambda x: x):
        leaf() * 2


def profiled() -> None:
    with t.autograd.profiler.profile() as prof:
        prof.key_averages()


def noisy(x: Any) -> Any:
    class Noise(Once):
        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return g + t.rand(2, dtype=t.float64)

    return Noise.apply(x)


RAISED: dict[str, Callable[[], Any]] = {
    "linalg.tensor": lambda: L.inv([[1.0]]),
    "linalg.real": lambda: L.inv(W),
    "linalg.half": lambda: L.inv(A.half()),
    "linalg.matrix": lambda: L.inv(V),
    "linalg.square": lambda: L.inv(M),
    "linalg.types": lambda: L.solve(A, V.double()),
    "linalg.singular": lambda: L.inv(t.stack([A, t.ones(2, 2)])),
    "linalg.solve": lambda: L.solve(A, t.ones(3, 1)),
    "linalg.solve_vector": lambda: L.solve(A, V, left=False),
    "linalg.tensorinv_axes": lambda: L.tensorinv(A, 0),
    "linalg.tensorinv": lambda: L.tensorinv(M, 1),
    "linalg.tensorsolve": lambda: L.tensorsolve(M, V),
    "linalg.positive": lambda: L.cholesky(-A),
    "linalg.qr_mode": lambda: L.qr(A, "full"),
    "linalg.qr_gradient": lambda: L.qr(t.ones(3, 2).requires_grad_(), "complete").Q.sum().backward(),
    "linalg.qr_r_gradient": lambda: L.qr(t.ones(3, 2).requires_grad_(), "r"),
    "linalg.pivot": lambda: L.lu(A, pivot=False),
    "linalg.zero_pivot": lambda: L.lu_factor(0 * A),
    "linalg.pivots": lambda: t.lu_unpack(A, t.tensor([1, 2])),
    "linalg.householder": lambda: L.householder_product(M, V),
    "linalg.ormqr": lambda: t.ormqr(A, V, t.ones(3, 3)),
    "linalg.ldl": lambda: L.ldl_factor(0 * A),
    "linalg.uplo": lambda: L.eigh(A, "X"),
    "linalg.finite": lambda: L.svd(A * float("nan")),
    "linalg.driver": lambda: L.svd(A, driver="gesvd"),
    "linalg.lstsq_driver": lambda: L.lstsq(A, A, driver="best"),
    "linalg.lstsq": lambda: L.lstsq(A, t.ones(3, 1)),
    "linalg.vector_order": lambda: L.vector_norm(V, "fro"),
    "linalg.empty_norm": lambda: L.vector_norm(t.zeros(0), float("inf")),
    "linalg.norm_type": lambda: L.vector_norm(V, dtype=t.int64),
    "linalg.norm_axes": lambda: L.matrix_norm(A, dim=(0, 0)),
    "linalg.matrix_order": lambda: L.matrix_norm(A, 3),
    "linalg.norm_rank": lambda: L.norm(t.ones(2, 2, 2), 2),
    "linalg.low_rank": lambda: t.pca_lowrank(A, 5),
    "linalg.iterations": lambda: t.pca_lowrank(A, 1, niter=-1),
    "products.multi_dot_count": lambda: L.multi_dot([A]),
    "products.multi_dot_ranks": lambda: L.multi_dot([A, V, A]),
    "products.multi_dot": lambda: L.multi_dot([M, M]),
    "products.vander": lambda: L.vander(V, N=1),
    "products.cross_ranks": lambda: L.cross(t.ones(3), t.ones(1, 3)),
    "products.cross": lambda: L.cross(V, V),
    "products.block_diag": lambda: t.block_diag(t.ones(1, 1, 1)),
    "products.einsum_nothing": lambda: t.einsum("i"),
    "products.einsum_count": lambda: t.einsum("i,i", V),
    "products.einsum_letters": lambda: t.einsum("1", V),
    "products.einsum_number": lambda: t.einsum(V, [99]),
    "products.einsum_size": lambda: t.einsum("i,i", V, t.ones(3)),
    "products.einsum_rank": lambda: t.einsum("i", M),
    "products.einsum_twice": lambda: t.einsum("i->ii", V),
    "products.einsum_unknown": lambda: t.einsum("i->j", V),
    "products.tensordot_count": lambda: t.tensordot(V, V, -1),
    "products.tensordot_axes": lambda: t.tensordot(V, V, 2),
    "products.tensordot": lambda: t.tensordot(M, M, 1),
    "products.trace": lambda: t.trace(V),
    "products.real_scale": lambda: t.addr(W, W[0], W[0], alpha=0.5),
    "products.added_shape": lambda: t.addmm(t.ones(5, 5), A, A),
    "autograd.anomaly": lambda: nan(False),
    "autograd.anomaly_line": lambda: nan(True),
    "autograd.jacobian_mismatch": lambda: t.autograd.gradcheck(lambda x: x.detach() * x, leaf()),
    "autograd.check_nothing": lambda: t.autograd.gradcheck(lambda x: x, V),
    "autograd.check_output": lambda: t.autograd.gradcheck(lambda x: 3, leaf()),
    "autograd.check_constant": lambda: t.autograd.gradcheck(lambda x: (x.detach(), x), leaf()),
    "autograd.check_repeated": lambda: t.autograd.gradcheck(noisy, leaf()),
    "autograd.check_undefined": lambda: t.autograd.gradcheck(Fussy.apply, leaf()),
    "autograd.check_forward": lambda: t.autograd.gradcheck(t.exp, leaf(), check_forward_ad=True),
    "autograd.strict": lambda: F.jacobian(lambda x, y: x, (V, V), strict=True),
    "autograd.one_number": lambda: F.hessian(lambda x: x, V),
    "autograd.weights": lambda: F.vjp(lambda x: x, V),
    "autograd.weight_shape": lambda: F.vjp(lambda x: x, V, t.ones(3)),
    "autograd.weight_count": lambda: F.jvp(lambda x: x, V, (V, V)),
    "autograd.strategy": lambda: F.jacobian(lambda x: x, V, strategy="sideways"),
    "autograd.tensors": lambda: F.jacobian(lambda x: 3, V),
    "autograd.func_scalar": lambda: t.func.grad(lambda x: x)(V),
    "autograd.func_tensor": lambda: t.func.grad(lambda x: 3)(V),
    "autograd.func_argument": lambda: t.func.grad(lambda x: x, 1)(V),
    "autograd.func_aux": lambda: t.func.grad(lambda x: x.sum(), has_aux=True)(V),
    "autograd.func_tangents": lambda: t.func.jvp(lambda x: x, (V,), (t.ones(3),)),
    "autograd.vmap_nothing": lambda: t.func.vmap(t.sin, None)(V),
    "autograd.vmap_sizes": lambda: t.func.vmap(t.add)(V, t.ones(3)),
    "autograd.vmap_dims": lambda: t.func.vmap(t.sin, (0, 0))(V),
    "autograd.vmap_random": lambda: t.func.vmap(t.rand_like)(V),
    "autograd.vmap_output": lambda: t.func.vmap(lambda x: 3)(V),
    "autograd.once": twice,
    "autograd.batched": lambda: t.autograd.grad(leaf(), leaf(), t.tensor(1.0), is_grads_batched=True),
    "autograd.apply_keyword": lambda: Once.apply(x=V),
    "autograd.checkpoint": unsteady,
    "autograd.hooks_disabled": disabled,
    "autograd.functional_key": lambda: t.func.functional_call(t.nn.Linear(1, 1), {"w": V}, V),
    "autograd.functional_missing": lambda: t.func.functional_call(t.nn.Linear(1, 1), {}, V, strict=True),
    "autograd.models": lambda: t.func.stack_module_state([]),
    "autograd.profiler": profiled,
}


def pattern(template: str) -> str:
    """A regular expression for a sentence with anything in its gaps."""
    parts = string.Formatter().parse(template)
    return "".join(re.escape(text) + (".*" if name is not None else "") for text, name, _, _ in parts)


def test_none_is_forgotten() -> None:
    assert set(RAISED) == {key for area in ("linalg", "products", "autograd") for key in sentences(area)}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", RAISED)
def test_raised(key: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    template = sentences(key.partition(".")[0])[key][language == "zh"]
    with pytest.raises((RuntimeError, TypeError, ValueError, AssertionError)) as raised:
        RAISED[key]()
    assert re.search(pattern(template), str(raised.value)), str(raised.value)
