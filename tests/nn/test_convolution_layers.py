"""Layers of convolution, pooling and folding: PyTorch's numbers for one seed, names, prints and refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse, plain

import tidu

RANDOM = np.random.default_rng(6)
SPACE = (9, 8, 7)
# name -> settings -> axes of space, channels in
WEIGHTED: list[tuple[str, tuple, dict[str, Any], int]] = [
    ("Conv1d", (4, 6, 3), {}, 1),
    ("Conv1d", (4, 6, 3), {"stride": 2, "dilation": 2, "padding": 3, "padding_mode": "circular"}, 1),
    ("Conv2d", (4, 6, (3, 5)), {"padding": 1, "groups": 2, "bias": False}, 2),
    ("Conv2d", (4, 8, 3), {"padding": "same", "dilation": (1, 2), "padding_mode": "reflect"}, 2),
    ("Conv2d", (4, 2, 4), {"padding": "same", "padding_mode": "replicate"}, 2),
    ("Conv2d", (4, 2, 1), {"padding": "valid", "stride": (2, 1)}, 2),
    ("Conv3d", (4, 2, 2), {"padding": (1, 0, 2), "padding_mode": "circular"}, 3),
    ("ConvTranspose1d", (4, 6, 3), {"stride": 2, "output_padding": 1}, 1),
    ("ConvTranspose2d", (4, 6, 3), {"groups": 2, "padding": 1, "dilation": 2}, 2),
    ("ConvTranspose3d", (4, 2, 2), {"stride": 2, "bias": False}, 3),
]
PLAIN: list[tuple[str, tuple, dict[str, Any], int]] = [
    ("MaxPool1d", (2,), {}, 1), ("MaxPool2d", ((2, 3),), {"stride": 1, "padding": 1, "ceil_mode": True}, 2),
    ("MaxPool3d", (2,), {"dilation": 2}, 3), ("AvgPool1d", (2,), {"stride": 3}, 1),
    ("AvgPool2d", (3,), {"padding": 1, "count_include_pad": False, "divisor_override": None}, 2),
    ("AvgPool3d", (2,), {"divisor_override": 3}, 3), ("LPPool1d", (3, 2), {}, 1),
    ("LPPool2d", (2, 2), {"stride": 1}, 2), ("LPPool3d", (1, 2), {"ceil_mode": True}, 3),
    ("AdaptiveAvgPool1d", (4,), {}, 1), ("AdaptiveAvgPool2d", ((None, 3),), {}, 2),
    ("AdaptiveAvgPool3d", ((2, 3, 1),), {}, 3), ("AdaptiveMaxPool1d", (4,), {}, 1),
    ("AdaptiveMaxPool2d", (1,), {}, 2), ("AdaptiveMaxPool3d", (2,), {"return_indices": False}, 3),
    ("Unfold", (2,), {"padding": 1, "stride": (1, 2)}, 2),
    ("FractionalMaxPool2d", (2,), {"output_size": 3}, 2),
    ("FractionalMaxPool3d", (2,), {"output_ratio": 0.5}, 3),
]  # fmt: skip


def made(library: Any, name: str, args: tuple, chosen: dict[str, Any]) -> Any:
    library.manual_seed(3)
    return getattr(library.nn, name)(*args, **chosen)


def tell(case: tuple) -> str:
    return f"{case[0]}{case[1]}{','.join(case[2])}"


@pytest.mark.parametrize("case", WEIGHTED, ids=tell)
def test_starting_values_and_results(case: tuple) -> None:
    name, args, chosen, rank = case
    ours, theirs = made(tidu, name, args, chosen), made(torch, name, args, chosen)
    assert repr(ours) == repr(theirs)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for (key, x), y in zip(ours.state_dict().items(), theirs.state_dict().values(), strict=True):
        assert x.shape == y.shape and x.dtype == tidu.float32
        np.testing.assert_array_almost_equal_nulp(plain(x), plain(y), nulp=0 if key == "bias" else 1)
    assert tidu.rand(1).item() == torch.rand(1).item()  # both streams stand at the same place
    for lead in ((2, 4), (4,)):
        x = RANDOM.normal(size=(*lead, *SPACE[:rank])).astype("f4")
        np.testing.assert_allclose(
            plain(ours(tidu.tensor(x))), plain(theirs(torch.tensor(x))), rtol=1e-4, atol=1e-5
        )


@pytest.mark.parametrize("case", PLAIN, ids=tell)
def test_layers_without_parameters(case: tuple) -> None:
    name, args, chosen, rank = case
    ours, theirs = made(tidu, name, args, chosen), made(torch, name, args, chosen)
    assert repr(ours) == repr(theirs)
    assert not ours.state_dict()
    x = RANDOM.normal(size=(2, 4, *SPACE[:rank]))
    np.testing.assert_allclose(plain(ours(tidu.tensor(x))), plain(theirs(torch.tensor(x))), rtol=1e-10)


def attributes(layer: Any) -> dict[str, Any]:
    """What a layer keeps in plain attributes."""
    plain_ones = {key: x for key, x in vars(layer).items() if not key.startswith("_") and key != "training"}
    return {key: x for key, x in plain_ones.items() if not hasattr(x, "shape")}


@pytest.mark.parametrize("case", [*WEIGHTED, *PLAIN], ids=tell)
def test_attributes(case: tuple) -> None:
    name, args, chosen, _ = case
    ours, theirs = made(tidu, name, args, chosen), made(torch, name, args, chosen)
    for key, value in attributes(theirs).items():
        assert getattr(ours, key) == value, key


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_pooled_and_put_back(rank: int) -> None:
    x = RANDOM.normal(size=(2, 3, *SPACE[:rank]))
    results = []
    for library in (tidu, torch):
        pool = getattr(library.nn, f"MaxPool{rank}d")(2, stride=2, return_indices=True)
        back = getattr(library.nn, f"MaxUnpool{rank}d")(2, stride=2)
        values, places = pool(library.tensor(x))
        results.append((plain(back(values, places, x.shape)), repr(back)))
    np.testing.assert_array_equal(results[0][0], results[1][0])
    assert results[0][1] == results[1][1]


def test_fold_undoes_unfold() -> None:
    x = RANDOM.normal(size=(2, 3, 6, 6))
    unfold, fold = tidu.nn.Unfold(2, stride=2), tidu.nn.Fold((6, 6), 2, stride=2)
    np.testing.assert_array_equal(plain(fold(unfold(tidu.tensor(x)))), x)
    assert repr(fold) == repr(torch.nn.Fold((6, 6), 2, stride=2))


@pytest.mark.parametrize("size", [None, (9, 9), (10, 10), (1, 2, 10, 10)])
def test_output_sizes(size: tuple | None) -> None:
    x = RANDOM.normal(size=(1, 3, 4, 4)).astype("f4")
    layers = [made(library, "ConvTranspose2d", (3, 2, 3), {"stride": 2}) for library in (tidu, torch)]
    ours, theirs = (layer(lib.tensor(x), size) for layer, lib in zip(layers, (tidu, torch), strict=True))
    np.testing.assert_allclose(plain(ours), plain(theirs), rtol=1e-4, atol=1e-5)


X = np.ones((1, 1, 4, 4), "f4")
REFUSED = {
    "channels": (lambda t, x: t.nn.Conv2d(3, 1, 2)(x), "Conv2d(3, 1, kernel_size=(2, 2), stride=(1, 1)) "
                 "expects 3 channels, but got 1"),
    "one image": (lambda t, x: t.nn.Conv2d(1, 1, 2)(x.permute(1, 2, 3, 0)[0]), "x.movedim(-1, 0)"),
    "no channels": (lambda t, x: t.nn.Conv2d(1, 1, 2)(x.expand(2, 3, 4, 4)[:, 0]), "Fix: x.unsqueeze(1)"),
    "padded": (lambda t, x: t.nn.Conv2d(3, 1, 2, padding=1, padding_mode="reflect")(x), "expects 3 channels"),
    "transposed": (lambda t, x: t.nn.ConvTranspose2d(3, 1, 2)(x), "expects 3 channels, but got 1"),
    "no tensor": (lambda t, x: t.nn.Conv2d(1, 1, 2)([1]), "must be Tensor, not list"),
    "type": (lambda t, x: t.nn.Conv2d(1, 1, 2)(x.double()), "expected scalar type torch.float32"),
    "groups": (lambda t, x: t.nn.Conv2d(3, 4, 3, groups=2), "in_channels must be divisible by groups"),
    "groups out": (lambda t, x: t.nn.Conv2d(4, 3, 3, groups=2), "out_channels must be divisible by groups"),
    "no groups": (lambda t, x: t.nn.Conv2d(4, 3, 3, groups=0), "groups must be a positive integer"),
    "padding": (lambda t, x: t.nn.Conv2d(4, 3, 3, padding="x"), "Invalid padding string"),
    "same": (lambda t, x: t.nn.Conv2d(4, 3, 3, padding="same", stride=2), "not supported for strided"),
    "mode": (lambda t, x: t.nn.Conv2d(4, 3, 3, padding_mode="x"), "padding_mode must be one of"),
    "zeros": (
        lambda t, x: t.nn.ConvTranspose2d(4, 3, 3, padding_mode="reflect"), 'Only "zeros" padding mode',
    ),
    "output size": (lambda t, x: t.nn.ConvTranspose2d(1, 1, 2)(x, [9, 9]), "valid sizes range from [5, 5]"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    call, said = REFUSED[name]
    assert said in both_refuse(call, X)


def test_the_path_of_a_layer_is_named() -> None:
    model = tidu.nn.Sequential(tidu.nn.ReLU(), tidu.nn.Conv2d(3, 1, 2))
    with pytest.raises(RuntimeError, match=r"1: Conv2d\(3, 1.* expects 3 channels, but got 1"):
        model(tidu.tensor(X))
