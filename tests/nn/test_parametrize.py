"""`nn.utils` against PyTorch: norms of weights, parametrizations, fusing, modules without a start."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse, plain

import tidu

RANDOM = np.random.default_rng(5)
ROWS, SIGNALS = RANDOM.normal(size=(2, 4)), RANDOM.normal(size=(2, 4, 6))
LAYERS: dict[str, tuple[Callable[[Any], Any], np.ndarray]] = {
    "Linear": (lambda nn: nn.Linear(4, 3), ROWS),
    "Conv1d": (lambda nn: nn.Conv1d(4, 3, 2), SIGNALS),
    "ConvTranspose1d": (lambda nn: nn.ConvTranspose1d(4, 3, 2), SIGNALS),
}
WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "weight_norm": lambda utils, layer: utils.weight_norm(layer),
    "weight_norm whole": lambda utils, layer: utils.weight_norm(layer, dim=None),
    "spectral_norm": lambda utils, layer: utils.spectral_norm(layer, n_power_iterations=2),
    "parametrizations.weight_norm": lambda utils, layer: utils.parametrizations.weight_norm(layer, dim=1),
    "parametrizations.spectral_norm": lambda utils, layer: utils.parametrizations.spectral_norm(layer),
}


def twins(make: Callable[[Any], Any]) -> tuple[Any, Any]:
    """What `make` makes in either library after the same seed."""
    made = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for library in (tidu, torch):
            library.manual_seed(7)
            made.append(make(library))
    return made[0], made[1]


def same(ours: Any, theirs: Any, x: np.ndarray | None = None) -> None:
    """Print, state, results, gradients and the state after agree."""
    assert repr(ours) == repr(theirs)
    assert [name for name, _ in ours.named_parameters()] == [name for name, _ in theirs.named_parameters()]
    if x is not None:
        weights = None
        for library, module in ((tidu, ours), (torch, theirs)):
            result = module(library.tensor(x.astype("float32")))
            weights = np.cos(np.arange(result.numel())).reshape(tuple(result.shape)).astype("float32")
            module.zero_grad()
            result.backward(library.tensor(weights))
        for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
            np.testing.assert_allclose(plain(a.grad), plain(b.grad), rtol=1e-4, atol=1e-5)
    mine, wanted = ours.state_dict(), theirs.state_dict()
    assert list(mine) == list(wanted)
    for key, value in wanted.items():
        np.testing.assert_allclose(plain(mine[key]), plain(value), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("way", WAYS)
def test_norms_of_weights(way: str, layer: str) -> None:
    make, x = LAYERS[layer]
    ours, theirs = twins(lambda t: WAYS[way](t.nn.utils, make(t.nn)))
    same(ours, theirs, x)
    same(ours.eval(), theirs.eval(), x)
    assert tidu.rand(1).item() == torch.rand(1).item()  # as much was drawn
    if way.startswith("parametrizations"):
        twin = copy.deepcopy(ours)
        given = tidu.tensor(x.astype("float32"))
        assert repr(twin) == repr(ours) and tidu.equal(twin(given), ours(given))


@pytest.mark.parametrize("name", ["weight_norm", "spectral_norm"])
def test_old_norms_can_be_removed(name: str) -> None:
    def make(t: Any) -> Any:
        layer = getattr(t.nn.utils, name)(t.nn.Linear(4, 3))
        return getattr(t.nn.utils, f"remove_{name}")(layer)

    same(*twins(make), ROWS)


def test_the_state_of_an_old_weight_norm_loads() -> None:
    def make(t: Any) -> Any:
        old = t.nn.utils.weight_norm(t.nn.Linear(4, 3))
        new = t.nn.utils.parametrizations.weight_norm(t.nn.Linear(4, 3))
        assert str(new.load_state_dict(old.state_dict())) == "<All keys matched successfully>"
        return new

    same(*twins(make), ROWS)


@pytest.mark.parametrize("shape", [(4, 4), (4, 3), (4, 6)])
@pytest.mark.parametrize("trivial", [True, False])
@pytest.mark.parametrize("way", ["matrix_exp", "cayley", "householder", None])
def test_orthogonal(way: str | None, trivial: bool, shape: tuple[int, int]) -> None:
    def make(t: Any) -> Any:
        return t.nn.utils.parametrizations.orthogonal(
            t.nn.Linear(*shape), "weight", way, use_trivialization=trivial
        )

    ours, theirs = twins(make)
    same(ours, theirs, ROWS)
    weight = plain(ours.weight)
    gram = weight.T @ weight if weight.shape[0] >= weight.shape[1] else weight @ weight.T
    np.testing.assert_allclose(gram, np.eye(min(shape)), atol=1e-5)


def symmetric(t: Any) -> Any:
    """A parametrization with an inverse."""

    class Symmetric(t.nn.Module):
        def forward(self, x):
            return x.triu() + x.triu(1).transpose(-1, -2)

        def right_inverse(self, x):
            return x.triu()

    return Symmetric()


def test_parametrizations_of_ones_own() -> None:
    def make(t: Any) -> Any:
        layer = t.nn.Linear(4, 4)
        assert t.nn.utils.parametrize.register_parametrization(layer, "weight", symmetric(t)) is layer
        return layer

    pair = twins(make)
    same(*pair, ROWS)
    for t, layer in zip((tidu, torch), pair, strict=True):
        parametrize = t.nn.utils.parametrize
        assert parametrize.is_parametrized(layer) and not parametrize.is_parametrized(layer, "bias")
        assert parametrize.type_before_parametrizations(layer) is t.nn.Linear
        layer.weight = t.eye(4) * 2
        assert layer.weight.sum().item() == 8 and layer.weight is not layer.weight
        with parametrize.cached():
            assert layer.weight is layer.weight
        parametrize.register_parametrization(layer, "weight", symmetric(t))
    same(*pair, ROWS)
    for t, layer in zip((tidu, torch), pair, strict=True):
        t.nn.utils.parametrize.remove_parametrizations(layer, "weight")
        assert type(layer) is t.nn.Linear
    same(*pair, ROWS)


def test_remove_and_leave_the_original() -> None:
    def make(t: Any) -> Any:
        layer = t.nn.utils.parametrize.register_parametrization(t.nn.Linear(4, 4), "weight", symmetric(t))
        return t.nn.utils.parametrize.remove_parametrizations(layer, "weight", leave_parametrized=False)

    same(*twins(make), ROWS)


def test_fusing() -> None:
    def make(t: Any) -> Any:
        norms = [t.nn.BatchNorm1d(3).eval(), t.nn.BatchNorm1d(3, affine=False).eval()]
        for norm in norms:
            norm.running_mean.normal_()
            norm.running_var.uniform_()
        fuse = t.nn.utils.fusion
        return t.nn.ModuleList(
            [
                fuse.fuse_conv_bn_eval(t.nn.Conv1d(4, 3, 2).eval(), norms[0]),
                fuse.fuse_conv_bn_eval(t.nn.Conv1d(4, 3, 2, bias=False).eval(), norms[1]),
                fuse.fuse_conv_bn_eval(t.nn.ConvTranspose1d(4, 3, 2).eval(), norms[0], transpose=True),
                fuse.fuse_linear_bn_eval(t.nn.Linear(4, 3).eval(), norms[0]),
            ]
        )

    same(*twins(make))


def test_skip_init_draws_nothing() -> None:
    twins(lambda t: t.nn.utils.skip_init(t.nn.Linear, 3, 3))
    assert tidu.rand(1).item() == torch.rand(1).item()


def cut(t: Any) -> Any:
    """A parametrization that changes the shape."""

    class Cut(t.nn.Module):
        def forward(self, x):
            return x[:2]

    return Cut()


REFUSED: dict[str, Callable[[Any], Any]] = {
    "may not change the shape": lambda t: t.nn.utils.parametrize.register_parametrization(
        t.nn.Linear(4, 4), "weight", cut(t)
    ),
    "does not have a parameter": lambda t: t.nn.utils.parametrize.register_parametrization(
        t.nn.Linear(4, 4), "foo", symmetric(t)
    ),
    "does not have a parametrization": lambda t: t.nn.utils.parametrize.remove_parametrizations(
        t.nn.Linear(1, 1), "weight"
    ),
    "tensor that is parametrized in terms of": lambda t: t.nn.utils.parametrize.remove_parametrizations(
        t.nn.utils.parametrizations.weight_norm(t.nn.Linear(2, 2)), "weight", False
    ),
    "matrix or batch": lambda t: t.nn.utils.parametrizations.orthogonal(t.nn.Linear(2, 2), "bias"),
    "orthogonal_map has to be": lambda t: t.nn.utils.parametrizations.orthogonal(
        t.nn.Linear(2, 2), orthogonal_map="x"
    ),
    "Dimension out of range": lambda t: t.nn.utils.parametrizations.spectral_norm(t.nn.Linear(2, 2), dim=3),
    "n_power_iterations": lambda t: t.nn.utils.spectral_norm(t.nn.Linear(2, 2), n_power_iterations=0),
    "weight_norm of 'weight' not found": lambda t: t.nn.utils.remove_weight_norm(t.nn.Linear(1, 1)),
    "spectral_norm of 'weight' not found": lambda t: t.nn.utils.remove_spectral_norm(t.nn.Linear(1, 1)),
    "two weight_norm hooks": lambda t: t.nn.utils.weight_norm(t.nn.utils.weight_norm(t.nn.Linear(1, 1))),
    "uninitialized": lambda t: t.nn.utils.weight_norm(t.nn.LazyLinear(1)),
    "'device' arg": lambda t: t.nn.utils.skip_init(t.nn.ReLU),
    "only for eval": lambda t: t.nn.utils.fuse_conv_bn_eval(t.nn.Conv1d(1, 1, 1), t.nn.BatchNorm1d(1)),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words])
