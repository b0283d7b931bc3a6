"""Every module against PyTorch: print, state, starting numbers, forward, gradients, second gradients."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch.testing._internal.common_modules import module_db
from twins import TOLERANCE, plain

import tidu
from tidu.testing import assert_close

RANDOM = np.random.default_rng(4)
X, Y = RANDOM.normal(size=(4, 6)), RANDOM.normal(size=(4, 6))
SHARE = RANDOM.uniform(0.05, 0.95, (4, 6))
BATCH = RANDOM.normal(size=(4, 6, 3))
LABELS = np.array([1, 5, 0, 1])
SIGN = np.where(RANDOM.random((4, 6)) < 0.5, 1.0, -1.0)

Make = Callable[[Any], Any]
LAYERS: dict[str, tuple[Make, tuple]] = {
    "Identity": (lambda nn: nn.Identity(3, a=1), (X,)),
    "Linear": (lambda nn: nn.Linear(6, 3), (X,)),
    "Linear no bias": (lambda nn: nn.Linear(6, 3, bias=False), (BATCH.transpose(0, 2, 1).copy(),)),
    "Linear of a vector": (lambda nn: nn.Linear(6, 1), (X[0],)),
    "Linear large": (lambda nn: nn.Linear(6, 40), (X,)),
    "Bilinear": (lambda nn: nn.Bilinear(6, 6, 3), (X, Y)),
    "Bilinear no bias": (lambda nn: nn.Bilinear(6, 6, 3, bias=False), (X, Y)),
    "Flatten": (lambda nn: nn.Flatten(), (BATCH,)),
    "Flatten 0": (lambda nn: nn.Flatten(0, 1), (BATCH,)),
    "Unflatten": (lambda nn: nn.Unflatten(1, (2, -1)), (BATCH,)),
    "Dropout": (lambda nn: nn.Dropout(0.3), (X,)),
    "Dropout in place": (lambda nn: nn.Sequential(nn.Linear(6, 6), nn.Dropout(0.3, inplace=True)), (X,)),
    "AlphaDropout": (lambda nn: nn.AlphaDropout(0.3), (X,)),
    "BatchNorm1d": (lambda nn: nn.BatchNorm1d(6), (X,)),
    "BatchNorm1d lengths": (lambda nn: nn.BatchNorm1d(6, eps=1e-3, momentum=None), (BATCH,)),
    "BatchNorm1d bare": (lambda nn: nn.BatchNorm1d(6, affine=False, track_running_stats=False), (X,)),
    "BatchNorm1d no bias": (lambda nn: nn.BatchNorm1d(6, bias=False), (X,)),
    "LayerNorm": (lambda nn: nn.LayerNorm(6), (X,)),
    "LayerNorm axes": (lambda nn: nn.LayerNorm([6, 3], eps=1e-3, bias=False), (BATCH,)),
    "LayerNorm bare": (lambda nn: nn.LayerNorm(3, elementwise_affine=False), (BATCH,)),
    "Embedding": (lambda nn: nn.Embedding(7, 5), (LABELS,)),
    "Embedding padded": (
        lambda nn: nn.Embedding(7, 5, padding_idx=-2, max_norm=1.5, norm_type=1.0),
        (LABELS,),
    ),
    "Embedding counted": (lambda nn: nn.Embedding(7, 5, scale_grad_by_freq=True, sparse=False), (LABELS,)),
    "PairwiseDistance": (lambda nn: nn.PairwiseDistance(p=1.0, keepdim=True), (X, Y)),
    "CosineSimilarity": (lambda nn: nn.CosineSimilarity(dim=0), (X, Y)),
    "Sequential": (lambda nn: nn.Sequential(nn.Linear(6, 3), nn.Tanh(), nn.Linear(3, 2)), (X,)),
    "nested": (
        lambda nn: nn.Sequential(nn.Linear(6, 4), nn.Sequential(nn.BatchNorm1d(4), nn.PReLU(4))),
        (X,),
    ),
}
IMAGE, VOLUME = RANDOM.normal(size=(2, 8, 4, 6)), RANDOM.normal(size=(2, 3, 2, 3, 4))
BAGS = np.array([[1, 5, 0], [2, 2, 6]])
LAYERS |= {
    "Dropout1d": (lambda nn: nn.Dropout1d(0.3), (BATCH,)),
    "Dropout1d alone": (lambda nn: nn.Dropout1d(0.3), (X,)),
    "Dropout2d": (lambda nn: nn.Dropout2d(0.3), (IMAGE,)),
    "Dropout2d in place": (lambda nn: nn.Sequential(nn.Linear(6, 6), nn.Dropout2d(0.3, True)), (IMAGE,)),
    "Dropout3d": (lambda nn: nn.Dropout3d(), (VOLUME,)),
    "FeatureAlphaDropout": (lambda nn: nn.FeatureAlphaDropout(0.3), (IMAGE,)),
    "RReLU": (lambda nn: nn.RReLU(0.2, 0.6), (X,)),
    "RReLU in place": (lambda nn: nn.Sequential(nn.Linear(6, 6), nn.RReLU(inplace=True)), (X,)),
    "PixelShuffle": (lambda nn: nn.PixelShuffle(2), (IMAGE,)),
    "PixelUnshuffle": (lambda nn: nn.PixelUnshuffle(2), (IMAGE,)),
    "ChannelShuffle": (lambda nn: nn.ChannelShuffle(4), (IMAGE,)),
    "EmbeddingBag": (lambda nn: nn.EmbeddingBag(7, 5), (BAGS,)),
    "EmbeddingBag sum": (lambda nn: nn.EmbeddingBag(7, 5, mode="sum", padding_idx=2), (BAGS,)),
    "EmbeddingBag max": (lambda nn: nn.EmbeddingBag(7, 5, mode="max"), (LABELS, np.array([0, 1, 1]))),
    "Upsample": (lambda nn: nn.Upsample(scale_factor=2), (IMAGE,)),
    "Upsample bilinear": (lambda nn: nn.Upsample((3, 9), mode="bilinear"), (IMAGE,)),
    "Upsample linear": (lambda nn: nn.Upsample(7, mode="linear", align_corners=True), (BATCH,)),
    "Upsample bicubic": (lambda nn: nn.Upsample(scale_factor=(1.5, 2.0), mode="bicubic"), (IMAGE,)),
    "Upsample trilinear": (lambda nn: nn.Upsample(scale_factor=1.5, mode="trilinear"), (VOLUME,)),
    "Upsample area": (lambda nn: nn.Upsample((3, 4), mode="area"), (IMAGE,)),
    "UpsamplingNearest2d": (lambda nn: nn.UpsamplingNearest2d((6, 5)), (IMAGE,)),
    "UpsamplingBilinear2d": (lambda nn: nn.UpsamplingBilinear2d(scale_factor=2), (IMAGE,)),
    "TripletMarginWithDistanceLoss": (
        lambda nn: nn.TripletMarginWithDistanceLoss(margin=0.5, swap=True), (X, Y, X[::-1].copy()),
    ),
}  # fmt: skip
PLAIN = (
    *("ReLU", "ReLU6", "LeakyReLU", "PReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish", "Sigmoid"),
    *("LogSigmoid", "Tanh", "Softplus", "Softsign", "Hardtanh", "Hardsigmoid", "Hardswish", "Hardshrink"),
    *("Softshrink", "Tanhshrink", "GLU"),
)
IN_PLACE = ("ReLU", "ReLU6", "LeakyReLU", "ELU", "SELU", "CELU", "SiLU", "Mish", "Hardtanh", "Hardsigmoid")
LAYERS |= {name: (lambda nn, name=name: getattr(nn, name)(), (X,)) for name in PLAIN}
LAYERS |= {
    f"{name} in place": (
        lambda nn, name=name: nn.Sequential(nn.Linear(6, 6), getattr(nn, name)(inplace=True)),
        (X,),
    )
    for name in (*IN_PLACE, "Hardswish")
}
LAYERS |= {
    "Threshold": (lambda nn: nn.Threshold(0.1, -2.0), (X,)),
    "Softmax": (lambda nn: nn.Softmax(dim=1), (X,)),
    "Softmin": (lambda nn: nn.Softmin(dim=0), (X,)),
    "LogSoftmax": (lambda nn: nn.LogSoftmax(dim=1), (X,)),
    "LeakyReLU steep": (lambda nn: nn.LeakyReLU(0.3), (X,)),
    "PReLU each": (lambda nn: nn.PReLU(6, init=0.1), (BATCH,)),
    "ELU deep": (lambda nn: nn.ELU(alpha=2.0), (X,)),
    "CELU deep": (lambda nn: nn.CELU(2.0), (X,)),
    "GELU tanh": (lambda nn: nn.GELU(approximate="tanh"), (X,)),
    "Softplus sharp": (lambda nn: nn.Softplus(beta=2, threshold=3), (X,)),
    "Hardtanh wide": (lambda nn: nn.Hardtanh(-2, 2), (X,)),
    "Hardshrink wide": (lambda nn: nn.Hardshrink(1), (X,)),
    "Softshrink wide": (lambda nn: nn.Softshrink(0.25), (X,)),
    "GLU rows": (lambda nn: nn.GLU(dim=0), (X,)),
    "MSELoss": (lambda nn: nn.MSELoss(), (X, Y)),
    "MSELoss sum": (lambda nn: nn.MSELoss(reduction="sum"), (X, Y)),
    "L1Loss": (lambda nn: nn.L1Loss(reduction="none"), (X, Y)),
    "SmoothL1Loss": (lambda nn: nn.SmoothL1Loss(beta=0.5), (X, X[::-1].copy())),
    "HuberLoss": (lambda nn: nn.HuberLoss(delta=0.5), (X, X[::-1].copy())),
    "NLLLoss": (lambda nn: nn.NLLLoss(ignore_index=1), (X, LABELS)),
    "CrossEntropyLoss": (lambda nn: nn.CrossEntropyLoss(label_smoothing=0.1), (X, LABELS)),
    "SoftMarginLoss": (lambda nn: nn.SoftMarginLoss(), (X, SIGN)),
    "HingeEmbeddingLoss": (lambda nn: nn.HingeEmbeddingLoss(margin=0.5), (X, SIGN)),
    "MultiLabelSoftMarginLoss": (lambda nn: nn.MultiLabelSoftMarginLoss(), (X, SHARE)),
    "KLDivLoss": (lambda nn: nn.KLDivLoss(reduction="batchmean", log_target=True), (X, Y)),
    "PoissonNLLLoss": (lambda nn: nn.PoissonNLLLoss(log_input=False, eps=1e-3), (SHARE, np.abs(Y))),
    "GaussianNLLLoss": (lambda nn: nn.GaussianNLLLoss(full=True, eps=0.3), (X, Y, SHARE)),
    "CosineEmbeddingLoss": (lambda nn: nn.CosineEmbeddingLoss(margin=0.1), (X, Y, SIGN[:, 0])),
    "MarginRankingLoss": (lambda nn: nn.MarginRankingLoss(margin=0.1), (X, Y, SIGN)),
    "TripletMarginLoss": (lambda nn: nn.TripletMarginLoss(margin=0.5, swap=True), (X, Y, SHARE)),
    "MultiMarginLoss": (lambda nn: nn.MultiMarginLoss(p=2), (X, LABELS)),
    "BCELoss": (lambda nn: nn.BCELoss(), (SHARE, (SHARE > 0.5).astype(float))),
    "BCEWithLogitsLoss": (lambda nn: nn.BCEWithLogitsLoss(), (X, (SHARE > 0.5).astype(float))),
}
COARSE = ("Hardsigmoid", "CELU")  # PyTorch takes their constants in float32
ONCE = ("Hardsigmoid", "SoftMarginLoss", "MultiMarginLoss")  # PyTorch has no second gradient


def made(library: Any, make: Make, dtype: str) -> Any:
    library.manual_seed(11)
    return make(library.nn).to(getattr(library, dtype))


def run(library: Any, make: Make, arrays: tuple, dtype: str) -> tuple[Any, list[np.ndarray]]:
    """The module, and its results: forward twice, then gradients and second gradients of the last."""
    module = made(library, make, dtype)
    results = []
    random = np.random.default_rng(9)
    given = [library.tensor(x.astype(dtype) if x.dtype.kind == "f" else x) for x in arrays]
    if given[0].is_floating_point():
        given[0].requires_grad_()
    for _ in range(2):
        out = module(*given)
        results.append(plain(out))
    wanted = [*module.parameters(), *(x for x in given if x.requires_grad)]
    level = [out]
    for order in range(2):
        drawn = [random.normal(size=tuple(x.shape)).astype(dtype) for x in (wanted if order else level)]
        live = [(x, g) for x, g in zip(level, drawn, strict=True) if x is not None and x.requires_grad]
        if not live or (order and any(word in repr(module) for word in (*ONCE, "Embedding"))):
            break
        roots, weights = [x for x, _ in live], [library.tensor(g) for _, g in live]
        level = library.autograd.grad(roots, wanted, weights, create_graph=True, allow_unused=True)
        zeros = [np.zeros(tuple(x.shape)) for x in wanted]
        results += [zero if x is None else plain(x) for x, zero in zip(level, zeros, strict=True)]
    return module, results


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", LAYERS)
def test_forward_and_gradients(name: str, dtype: str) -> None:
    make, arrays = LAYERS[name]
    (ours, mine), (theirs, wanted) = (run(library, make, arrays, dtype) for library in (tidu, torch))
    limit = 1e-6 if name.startswith(COARSE) else TOLERANCE[dtype]
    limit = max(limit, 1e-4 if dtype == "float32" else 0)
    for x, y in zip(mine, wanted, strict=False):
        assert_close(x, y, rtol=limit, atol=limit, check_dtype=False)
    assert not any(x.any() for x in (*mine[len(wanted) :], *wanted[len(mine) :]))
    for (key, x), (other, y) in zip(ours.state_dict().items(), theirs.state_dict().items(), strict=True):
        assert key == other and str(x.dtype) == str(y.dtype)
        assert_close(plain(x), plain(y), rtol=TOLERANCE[dtype], atol=1e-6, check_dtype=False)


@pytest.mark.parametrize("name", LAYERS)
def test_print_state_and_starting_numbers(name: str) -> None:
    """One seed, then the same numbers: made in float32, where PyTorch draws them."""
    make, _ = LAYERS[name]
    ours, theirs = made(tidu, make, "float32"), made(torch, make, "float32")
    assert repr(ours) == repr(theirs)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for (key, x), y in zip(ours.state_dict().items(), theirs.state_dict().values(), strict=True):
        np.testing.assert_array_equal(plain(x), plain(y), key)
    assert [n for n, _ in ours.named_parameters()] == [n for n, _ in theirs.named_parameters()]
    assert [n for n, _ in ours.named_buffers()] == [n for n, _ in theirs.named_buffers()]
    assert [n for n, _ in ours.named_modules()] == [n for n, _ in theirs.named_modules()]
    assert tidu.rand(1).item() == torch.rand(1).item()  # as much was drawn


@pytest.mark.parametrize("name", LAYERS)
def test_evaluation_copies_and_states(name: str) -> None:
    make, arrays = LAYERS[name]
    ours, theirs = made(tidu, make, "float64"), made(torch, make, "float64")
    given = [[library.tensor(x) for x in arrays] for library in (tidu, torch)]
    for module, tensors in zip((ours, theirs), given, strict=True):
        module(*tensors)
        module.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mine, wanted = ours(*given[0]), theirs(*given[1])
    assert_close(plain(mine), plain(wanted), rtol=1e-6, atol=1e-8)
    twin = copy.deepcopy(ours)
    assert repr(twin) == repr(ours) and not twin.training
    assert_close(plain(twin(*given[0])), plain(mine))
    assert not {id(p) for p in twin.parameters()} & {id(p) for p in ours.parameters()}
    other = make(tidu.nn).double().eval()
    assert str(other.load_state_dict(ours.state_dict())) == "<All keys matched successfully>"
    assert_close(plain(other(*given[0])), plain(mine))


def test_every_module_is_in_a_table() -> None:
    """What is added to `tidu.nn` is in PyTorch's database of modules (tests/parity) or in one of these."""
    apart = {"Module", "ModuleDict", "ModuleList", "Parameter", "ParameterDict", "ParameterList", "Buffer"}
    apart |= {"attention", "functional", "init", "modules", "utils", "RNNBase", "RNNCellBase"}
    apart |= {"Fold", "Unfold", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d", "TransformerDecoder"}
    apart |= {name for name in tidu.nn.__all__ if name.startswith(("Lazy", "Uninitialized"))}  # test_lazy
    apart |= {"AdaptiveLogSoftmaxWithLoss", "LinearCrossEntropyOptions"}
    apart |= {"DataParallel", "parallel"}  # test_parallel
    known = {name.split()[0] for name in LAYERS} | {info.name.removeprefix("nn.") for info in module_db}
    assert set(tidu.nn.__all__) - apart - known == set()


WEIGHTED = ("NLLLoss", "CrossEntropyLoss", "BCELoss", "BCEWithLogitsLoss", "MultiMarginLoss")


@pytest.mark.parametrize("name", [*WEIGHTED, "MultiLabelSoftMarginLoss"])
def test_weights_of_a_loss_are_buffers(name: str) -> None:
    losses = [getattr(library.nn, name)(weight=library.tensor(SHARE[0])) for library in (tidu, torch)]
    states = [{key: plain(x).tolist() for key, x in loss.state_dict().items()} for loss in losses]
    assert states[0] == states[1] == {"weight": SHARE[0].tolist()}
    assert losses[0].double().weight.dtype == tidu.float64


def test_pos_weight_is_a_buffer() -> None:
    loss = tidu.nn.BCEWithLogitsLoss(pos_weight=tidu.tensor([2.0]))
    assert list(loss.state_dict()) == ["pos_weight"]


@pytest.mark.parametrize(
    "old", [{"size_average": False}, {"reduce": False}, {"size_average": True, "reduce": True}]
)
@pytest.mark.parametrize(
    "name", ["MSELoss", "L1Loss", "CrossEntropyLoss", "BCELoss", "KLDivLoss", "SmoothL1Loss"]
)
def test_old_flags_warn_where_the_loss_is_made(name: str, old: dict) -> None:
    with pytest.warns(UserWarning, match="size_average and reduce args will be deprecated"):
        ours = getattr(tidu.nn, name)(**old)
    with pytest.warns(UserWarning):
        theirs = getattr(torch.nn, name)(**old)
    assert ours.reduction == theirs.reduction


def test_the_warning_of_old_flags_names_the_caller() -> None:
    with pytest.warns(UserWarning) as seen:
        tidu.nn.MSELoss(size_average=False)
    assert seen[0].filename == __file__
