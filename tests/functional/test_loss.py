"""Every loss × reduction × options against PyTorch: values, gradients, second gradients, names."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from twins import agree

import tidu

RANDOM = np.random.default_rng(1)
X, Y = RANDOM.normal(size=(4, 5)), RANDOM.normal(size=(4, 5))
SHARE, OTHER = RANDOM.uniform(0.05, 0.95, (4, 5)), RANDOM.uniform(0.05, 0.95, (4, 5))
SIGN = np.where(RANDOM.random((4, 5)) < 0.5, 1, -1)
LABELS = np.array([1, 4, 0, 1])
COUNTS = RANDOM.integers(0, 6, (4, 5)).astype(float)
WEIGHT = RANDOM.uniform(0.5, 2, (4, 5))
BATCH = RANDOM.normal(size=(2, 3, 4))
BATCH_LABELS = np.array([[0, 2, 1, 1], [2, 2, 0, 1]])


def fixed(library, x):
    """An array as a tensor that asks for no gradient."""
    return library.tensor(x)


def plain_case(name, *arrays, **options):
    def call(library, reduction, *given):
        return getattr(library.nn.functional, name)(*given, reduction=reduction, **options)

    return call, arrays


def weighted_case(name, key, weight, *arrays, **options):
    """As `plain_case`, with a tensor among the options."""

    def call(library, reduction, *given):
        chosen = {**options, key: fixed(library, weight), "reduction": reduction}
        return getattr(library.nn.functional, name)(*given, **chosen)

    return call, arrays


CASES = {
    "mse": plain_case("mse_loss", X, Y),
    "mse weighted": weighted_case("mse_loss", "weight", WEIGHT, X, Y),
    "l1": plain_case("l1_loss", X, Y),
    "l1 weighted": weighted_case("l1_loss", "weight", WEIGHT, X, Y),
    "smooth": plain_case("smooth_l1_loss", X, Y),
    "smooth narrow": plain_case("smooth_l1_loss", X, Y, beta=0.3),
    "smooth 0": plain_case("smooth_l1_loss", X, Y, beta=0.0),
    "huber": plain_case("huber_loss", X, Y),
    "huber narrow": plain_case("huber_loss", X, Y, delta=0.3),
    "huber weighted": weighted_case("huber_loss", "weight", WEIGHT, X, Y),
    "bce": plain_case("binary_cross_entropy", SHARE, OTHER),
    "bce weighted": weighted_case("binary_cross_entropy", "weight", WEIGHT[0], SHARE, OTHER),
    "logits": plain_case("binary_cross_entropy_with_logits", X, OTHER),
    "logits weighted": weighted_case("binary_cross_entropy_with_logits", "weight", WEIGHT[:, :1], X, OTHER),
    "logits pos_weight": weighted_case("binary_cross_entropy_with_logits", "pos_weight", WEIGHT[0], X, OTHER),
    "soft margin": plain_case("soft_margin_loss", X, SIGN),
    "multilabel": plain_case("multilabel_soft_margin_loss", X, SHARE),
    "multilabel weighted": weighted_case("multilabel_soft_margin_loss", "weight", WEIGHT[0], X, SHARE),
    "hinge": plain_case("hinge_embedding_loss", X, SIGN),
    "hinge 2": plain_case("hinge_embedding_loss", X, SIGN, margin=0.2),
    "kl": plain_case("kl_div", X, OTHER),
    "kl log": plain_case("kl_div", X, Y, log_target=True),
    "poisson": plain_case("poisson_nll_loss", X, COUNTS),
    "poisson plain": plain_case("poisson_nll_loss", SHARE, COUNTS, log_input=False),
    "poisson full": plain_case("poisson_nll_loss", X, COUNTS + 0.0, full=True),
    "gaussian": plain_case("gaussian_nll_loss", X, Y, SHARE),
    "gaussian rows": plain_case("gaussian_nll_loss", X, Y, SHARE[:, 0], full=True),
    "gaussian column": plain_case("gaussian_nll_loss", X, Y, SHARE[:, :1]),
    "gaussian number": plain_case("gaussian_nll_loss", X, Y, 0.7),
    "gaussian floor": plain_case("gaussian_nll_loss", X, Y, SHARE, eps=0.5),
    "ranking": plain_case("margin_ranking_loss", X, Y, SIGN),
    "ranking 2": plain_case("margin_ranking_loss", X, Y, SIGN, margin=0.4),
    "cosine": plain_case("cosine_embedding_loss", X, Y, SIGN[:, 0]),
    "cosine 2": plain_case("cosine_embedding_loss", X, Y, SIGN[:, 0], margin=-0.3),
    "cosine one": plain_case("cosine_embedding_loss", X[0], Y[0], np.array(SIGN[0, 0])),
    "triplet": plain_case("triplet_margin_loss", X, Y, SHARE),
    "triplet p": plain_case("triplet_margin_loss", X, Y, SHARE, margin=2.0, p=3.0, swap=True),
    "multi margin": plain_case("multi_margin_loss", X, LABELS),
    "multi margin 2": plain_case("multi_margin_loss", X, LABELS, p=2, margin=0.5),
    "multi margin weighted": weighted_case("multi_margin_loss", "weight", WEIGHT[0], X, LABELS),
    "multi margin one": plain_case("multi_margin_loss", X[0], np.array(3)),
    "nll": plain_case("nll_loss", X, LABELS),
    "nll ignore": plain_case("nll_loss", X, LABELS, ignore_index=1),
    "nll weighted": weighted_case("nll_loss", "weight", WEIGHT[0], X, LABELS, ignore_index=4),
    "nll one": plain_case("nll_loss", X[0], np.array(2)),
    "nll axes": plain_case("nll_loss", BATCH, BATCH_LABELS),
    "ce": plain_case("cross_entropy", X, LABELS),
    "ce ignore": plain_case("cross_entropy", X, LABELS, ignore_index=1),
    "ce none left": plain_case("cross_entropy", X, LABELS * 0, ignore_index=0),
    "ce weighted": weighted_case("cross_entropy", "weight", WEIGHT[0], X, LABELS, ignore_index=4),
    "ce one": plain_case("cross_entropy", X[0], np.array(2)),
    "ce bytes": plain_case("cross_entropy", X, LABELS.astype("uint8")),
    "ce axes": plain_case("cross_entropy", BATCH, BATCH_LABELS, ignore_index=2),
    "ce smooth": plain_case("cross_entropy", X, LABELS, label_smoothing=0.2),
    "ce smooth ignore": weighted_case(
        "cross_entropy", "weight", WEIGHT[0], X, LABELS, label_smoothing=0.2, ignore_index=1
    ),
    "ce smooth axes": plain_case("cross_entropy", BATCH, BATCH_LABELS, label_smoothing=0.1),
    "ce shares": plain_case("cross_entropy", X, SHARE),
    "ce shares one": plain_case("cross_entropy", X[0], SHARE[0]),
    "ce shares weighted": weighted_case("cross_entropy", "weight", WEIGHT[0], X, SHARE, label_smoothing=0.3),
    "ce shares axes": plain_case("cross_entropy", BATCH, np.abs(BATCH[::-1].copy())),
}
# PyTorch has no second gradient of these; and by the target none, or a NaN where it is 0.
ONCE = ("multi margin", "soft margin")
FIXED_TARGET = ("bce", "logits", "multilabel", "smooth", "huber", "poisson full")


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("case", CASES)
def test_values_and_two_gradients(case: str, reduction: str) -> None:
    call, arrays = CASES[case]
    order = 1 if case.startswith(ONCE) else 2
    if case.startswith(FIXED_TARGET):
        first, target = arrays
        agree(lambda t, x: call(t, reduction, x, fixed(t, target)), first, order=order)
    else:
        named = reduction != "none" or "axes" not in case
        agree(lambda t, *given: call(t, reduction, *given), *arrays, order=order, name=named)


@pytest.mark.parametrize("case", [case for case in CASES if " " not in case])
def test_float32_and_promotion(case: str) -> None:
    call, arrays = CASES[case]
    single = [x.astype("float32") if isinstance(x, np.ndarray) and x.dtype.kind == "f" else x for x in arrays]
    agree(lambda t, *given: call(t, "mean", *given), *single, order=1)


@pytest.mark.parametrize("name", ["mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss"])
def test_shapes_that_broadcast_warn(name: str) -> None:
    x, y = X, Y[:, :1]
    with pytest.warns(
        UserWarning, match=r"target size \(torch.Size\(\[4, 1\]\)\).*input size.*\[4, 5\].*Fix"
    ) as seen:
        ours = getattr(tidu.nn.functional, name)(tidu.tensor(x), tidu.tensor(y))
    assert seen[0].filename == __file__
    with pytest.warns(UserWarning):
        theirs = getattr(torch.nn.functional, name)(torch.tensor(x), torch.tensor(y))
    np.testing.assert_allclose(ours.item(), theirs.item(), rtol=1e-12)


@pytest.mark.parametrize(
    "old", [(None, False), (None, True), (False, None), (True, None), (False, True), (True, False)]
)
def test_old_flags(old: tuple) -> None:
    for name in ("mse_loss", "binary_cross_entropy", "kl_div", "cross_entropy"):
        second = LABELS if name == "cross_entropy" else OTHER
        values = []
        for library in (tidu, torch):
            with pytest.warns(
                UserWarning, match="size_average and reduce args will be deprecated, please use"
            ) as seen:
                function = getattr(library.nn.functional, name)
                values.append(
                    function(
                        library.tensor(SHARE), library.tensor(second), size_average=old[0], reduce=old[1]
                    )
                )
            assert library is torch or seen[0].filename == __file__
        np.testing.assert_allclose(values[0].numpy(), values[1].numpy(), rtol=1e-12)


def test_kl_mean_warns_and_batchmean_does_not() -> None:
    with pytest.warns(UserWarning, match="'batchmean' divides only by the batch size") as seen:
        tidu.nn.functional.kl_div(tidu.tensor(X), tidu.tensor(SHARE))
    assert seen[0].filename == __file__
    agree(lambda t, x, y: t.nn.functional.kl_div(x, y, reduction="batchmean"), X, SHARE, name=False)
    zero = np.array([[0.0, 1.0], [0.5, 0.5]])
    agree(lambda t, x: t.nn.functional.kl_div(x, t.tensor(zero), reduction="none"), X[:2, :2])


def test_bce_saturated() -> None:
    """PyTorch bounds the logarithm by −100 and the slope by 1e12, at 0 and 1 and close to them."""
    p = np.array([0.0, 1.0, 0.0, 1.0, 1e-15, 1 - 1e-14, 0.5, 1e-300])
    y = np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.25, 0.5, 1.0])
    for dtype in ("float64", "float32"):
        agree(
            lambda t, x: t.nn.functional.binary_cross_entropy(x, t.tensor(y).to(x.dtype), reduction="none"),
            p.astype(dtype), order=1, rtol=1e-6,
        )  # fmt: skip


def test_logits_are_exact() -> None:
    x = tidu.tensor([-40.0, 40.0, 1000.0, -1000.0, 0.0], dtype=tidu.float64, requires_grad=True)
    y = tidu.tensor([0.0, 1.0, 0.0, 1.0, 1.0], dtype=tidu.float64)
    loss = tidu.nn.functional.binary_cross_entropy_with_logits(x, y, reduction="none")
    np.testing.assert_allclose(
        loss.detach().numpy(), [np.exp(-40), np.exp(-40), 1000, 1000, np.log(2)], rtol=1e-12
    )
    (slope,) = tidu.autograd.grad(loss.sum(), x, create_graph=True)
    np.testing.assert_allclose(
        slope.detach().numpy(), [np.exp(-40), -np.exp(-40), 1, -1, -0.5], rtol=1e-6, atol=2e-17
    )
    (curve,) = tidu.autograd.grad(slope.sum(), x)
    np.testing.assert_allclose(curve.numpy()[4], 0.25)


def test_cross_entropy_of_large_scores() -> None:
    scores = np.array([[1e4, -1e4, 0.0], [88.0, 90.0, -200.0], [0.0, 0.0, 0.0]], "float32")
    agree(
        lambda t, x: t.nn.functional.cross_entropy(x, t.tensor([1, 0, 2]), reduction="none"), scores, order=1
    )


def test_nll_of_an_ignored_label_that_is_no_class() -> None:
    labels = np.array([1, -100, 0, -100])
    agree(lambda t, x: t.nn.functional.nll_loss(x, t.tensor(labels)), X)
