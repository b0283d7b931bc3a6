"""Transforms on images and tensors."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

import tidu
from tidu.vision import transforms as T
from tidu.vision import utils
from tidu.vision.transforms import functional as F


def array_of(image: Any) -> np.ndarray:
    return np.asarray(image) if isinstance(image, Image.Image) else image.numpy()


def tensor_of(picture: Image.Image) -> Any:
    return F.pil_to_tensor(picture)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "1", "I", "F", "LA"])
def test_images_become_tensors_and_images_again(mode: str, picture: Image.Image) -> None:
    image = picture.convert(mode)
    found = T.ToTensor()(image)
    assert found.shape == (len(image.getbands()), 5, 7)
    if mode not in ("I", "F"):
        assert found.dtype == tidu.float32 and float(found.min()) >= 0 and float(found.max()) <= 1
    if mode in ("L", "RGB", "RGBA"):
        np.testing.assert_array_equal(np.asarray(T.ToPILImage()(found)), np.asarray(image))
    if mode == "1":
        assert set(found.unique().tolist()) <= {0.0, 1.0}
    np.testing.assert_array_equal(T.PILToTensor()(picture).numpy(), np.asarray(picture).transpose(2, 0, 1))


def test_arrays_become_tensors() -> None:
    grey = np.arange(6, dtype=np.uint8).reshape(2, 3)
    np.testing.assert_allclose(T.ToTensor()(grey).numpy(), grey[None] / np.float32(255))
    real = np.random.default_rng(0).normal(size=(2, 3, 4))
    np.testing.assert_array_equal(T.ToTensor()(real).numpy(), real.transpose(2, 0, 1))
    assert F.to_pil_image(np.zeros((2, 3, 3), np.uint8), "HSV").mode == "HSV"


def test_normalize_is_per_channel() -> None:
    x = tidu.rand(2, 3, 4, 5)
    mean, std = (0.1, 0.2, 0.3), (0.5, 0.6, 0.7)
    wanted = (x.numpy() - np.array(mean, "f4")[:, None, None]) / np.array(std, "f4")[:, None, None]
    np.testing.assert_allclose(T.Normalize(mean, std)(x).numpy(), wanted, rtol=1e-5)
    before = x.clone()
    T.Normalize(mean, std)(x)
    assert tidu.equal(x, before)
    assert T.Normalize(mean, std, inplace=True)(x) is x and not tidu.equal(x, before)


@pytest.mark.parametrize("mode", ["bilinear", "bicubic", "nearest", "nearest-exact"])
@pytest.mark.parametrize("antialias", [True, False])
@pytest.mark.parametrize("size", [(3, 4), (10, 9), (5, 14), (7, 5), (1, 1)])
def test_tensors_are_resized_as_pytorch_does(mode: str, antialias: bool, size: tuple[int, int]) -> None:
    x = np.random.default_rng(0).normal(size=(2, 3, 7, 9))
    smooth = antialias and not mode.startswith("nearest")
    options: dict[str, Any] = (
        {} if mode.startswith("nearest") else {"align_corners": False, "antialias": smooth}
    )
    wanted = torch.nn.functional.interpolate(torch.from_numpy(x), size, mode=mode, **options)
    found = T.Resize(size, T.InterpolationMode(mode), antialias=antialias)(tidu.from_numpy(x))
    np.testing.assert_allclose(found.numpy(), wanted.numpy(), atol=1e-12)


@pytest.mark.parametrize("mode", [T.InterpolationMode.BILINEAR, T.InterpolationMode.BICUBIC])
def test_bytes_are_resized_as_pillow_does(mode: T.InterpolationMode) -> None:
    picture = Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 30, 3), np.uint8))
    ours = array_of(T.Resize((17, 11), mode)(tensor_of(picture))).astype(int)
    theirs = array_of(T.Resize((17, 11), mode)(picture)).transpose(2, 0, 1).astype(int)
    assert abs(ours - theirs).max() <= 1


@pytest.mark.parametrize(
    ("size", "most", "wanted"),
    [
        (10, None, (10, 14)),
        (3, None, (3, 4)),
        ((2, 9), None, (2, 9)),
        ([4], None, (4, 5)),
        (5, None, (5, 7)),
        (10, 12, (8, 12)),
    ],
)
def test_sizes_of_resized_images(size: Any, most: int | None, wanted: tuple, picture: Image.Image) -> None:
    for image in (picture, tensor_of(picture)):
        found = T.Resize(size, max_size=most)(image)
        assert (F.get_image_size(found)[::-1]) == list(wanted)


BOTH: dict[str, Callable[[Any], Any]] = {
    "crop": lambda x: F.crop(x, 1, 2, 3, 4),
    "crop outside": lambda x: F.crop(x, -1, 4, 4, 6),
    "center": T.CenterCrop(3),
    "center of more": T.CenterCrop((8, 4)),
    "pad": T.Pad(2),
    "pad pair": T.Pad((1, 2), fill=7),
    "pad four": T.Pad((1, 2, 3, 0)),
    "pad edge": T.Pad(2, padding_mode="edge"),
    "pad reflect": T.Pad((3, 2), padding_mode="reflect"),
    "pad symmetric": T.Pad((1, 2, 3, 5), padding_mode="symmetric"),
    "hflip": F.hflip,
    "vflip": F.vflip,
    "invert": F.invert,
    "grey": T.Grayscale(),
    "grey 3": T.Grayscale(3),
    "brightness": lambda x: F.adjust_brightness(x, 1.4),
    "dark": lambda x: F.adjust_brightness(x, 0.3),
    "contrast": lambda x: F.adjust_contrast(x, 1.7),
    "saturation": lambda x: F.adjust_saturation(x, 0.4),
    "nearest": T.Resize((3, 9), T.InterpolationMode.NEAREST),
}


@pytest.mark.parametrize("name", BOTH)
def test_images_and_tensors_are_changed_alike(name: str, picture: Image.Image) -> None:
    theirs = array_of(BOTH[name](picture))
    theirs = theirs[None] if theirs.ndim == 2 else theirs.transpose(2, 0, 1)
    ours = array_of(BOTH[name](tensor_of(picture)))
    assert ours.shape == theirs.shape and ours.dtype == np.uint8
    # Pillow weighs colours with whole numbers, and its nearest pixel is of the middle.
    assert name == "nearest" or abs(ours.astype(int) - theirs).max() <= 2


def seeded(transform: Callable[[Any], Any], image: Any) -> np.ndarray:
    tidu.manual_seed(5)
    return array_of(transform(image))


def test_a_random_crop_is_where_pytorch_draws_it(picture: Image.Image) -> None:
    torch.manual_seed(5)
    top, left = (int(torch.randint(0, n, (1,))) for n in (5 - 3 + 1 + 2, 7 - 4 + 1 + 2))
    framed = np.pad(np.asarray(picture), ((1, 1), (1, 1), (0, 0)))
    np.testing.assert_array_equal(
        seeded(T.RandomCrop((3, 4), padding=1), picture), framed[top : top + 3, left : left + 4]
    )


def test_flips_are_drawn_by_pytorch(picture: Image.Image) -> None:
    tidu.manual_seed(1)
    torch.manual_seed(1)
    flip = T.RandomHorizontalFlip()
    for _ in range(20):
        flipped = bool(torch.rand(1) < 0.5)
        assert (np.asarray(flip(picture)) == np.asarray(picture)[:, :: -1 if flipped else 1]).all()
    assert (array_of(T.RandomVerticalFlip(1.0)(picture)) == np.asarray(picture)[::-1]).all()


def test_a_random_resized_crop_is_where_pytorch_draws_it() -> None:
    tidu.manual_seed(2)
    found = [T.RandomResizedCrop.get_params(tidu.zeros(3, 40, 50), (0.1, 0.9), (0.5, 2.0)) for _ in range(5)]
    torch.manual_seed(2)
    wanted = []
    limits = torch.log(torch.tensor((0.5, 2.0)))
    while len(wanted) < 5:
        area = 2000 * torch.empty(1).uniform_(0.1, 0.9).item()
        aspect = torch.exp(torch.empty(1).uniform_(limits[0], limits[1])).item()
        w, h = round((area * aspect) ** 0.5), round((area / aspect) ** 0.5)
        if 0 < w <= 50 and 0 < h <= 40:
            i, j = (int(torch.randint(0, n, (1,))) for n in (40 - h + 1, 50 - w + 1))
            wanted.append((i, j, h, w))
    assert found == wanted
    assert T.RandomResizedCrop.get_params(tidu.zeros(3, 4, 100), (2.0, 2.0), (0.5, 2.0)) == (0, 46, 4, 8)
    assert T.RandomResizedCrop.get_params(tidu.zeros(3, 100, 4), (2.0, 2.0), (0.5, 2.0)) == (46, 0, 8, 4)


@pytest.mark.parametrize("angle", [90, 30])
def test_rotation(angle: int, picture: Image.Image) -> None:
    found = T.RandomRotation((angle, angle), expand=True, fill=9)(picture)
    assert found == picture.rotate(angle, 0, True, fillcolor=(9, 9, 9))


def test_colours_are_shifted_in_the_order_drawn(picture: Image.Image) -> None:
    jitter = T.ColorJitter(0.4, 0.3, 0.2, 0.1)
    torch.manual_seed(5)
    order = torch.randperm(4).tolist()
    factors = [torch.empty(1).uniform_(1 - v, 1 + v).item() for v in (0.4, 0.3, 0.2)]
    factors.append(torch.empty(1).uniform_(-0.1, 0.1).item())
    wanted = picture
    changes = (F.adjust_brightness, F.adjust_contrast, F.adjust_saturation, F.adjust_hue)
    for place in order:
        wanted = changes[place](wanted, factors[place])
    np.testing.assert_array_equal(seeded(jitter, picture), np.asarray(wanted))
    assert F.adjust_hue(picture, 0.0) == picture.convert("HSV").convert("RGB")
    assert F.adjust_hue(picture.convert("L"), 0.3).mode == "L"


def test_erasing() -> None:
    tidu.manual_seed(0)
    x = tidu.ones(3, 20, 20)
    found = T.RandomErasing(p=1.0, value=(1.0, 2.0, 3.0), scale=(0.2, 0.3))(x)
    hole = int((found[2] == 3).sum())
    assert 60 < hole < 140 and int((found[1] == 2).sum()) == hole and float(x.sum()) == 1200
    assert not tidu.equal(T.RandomErasing(p=1.0, value="random")(x), x)
    assert T.RandomErasing(p=0.0)(x) is x
    assert tidu.equal(T.RandomErasing(p=1.0, scale=(9.0, 9.0))(x), x)


def test_chains(picture: Image.Image) -> None:
    chain = T.Compose([T.Lambda(lambda x: x + 1), T.RandomApply([T.Lambda(lambda x: x * 10)], p=1.0)])
    assert chain(1) == 20 and T.RandomApply([chain], p=0.0)(3) == 3
    random.seed(1)
    assert {T.RandomChoice([lambda x: x, lambda x: -x])(3) for _ in range(20)} == {3, -3}
    assert {T.RandomOrder([lambda x: x + 1, lambda x: x * 2])(3) for _ in range(20)} == {8, 7}
    corners = T.FiveCrop(2)(tensor_of(picture))
    assert len(corners) == 5 and tidu.equal(corners[3], tensor_of(picture)[:, -2:, -2:])
    assert T.RandomGrayscale(1.0)(picture).mode == "RGB" and T.RandomInvert(0.0)(picture) is picture


@pytest.mark.parametrize(
    ("given", "kind", "wanted"),
    [
        ("uint8", "float32", [0.0, 1.0]),
        ("float32", "uint8", [0, 255]),
        ("uint8", "int16", [0, 255 * 128]),
        ("int16", "uint8", [0, 0]),
        ("float64", "float32", [0.0, 1.0]),
        ("float32", "int16", [0, 32767]),
    ],
)
def test_types_of_images(given: str, kind: str, wanted: list) -> None:
    x = tidu.tensor([0, 255 if given == "uint8" else 1]).to(getattr(tidu, given))
    found = T.ConvertImageDtype(getattr(tidu, kind))(x)
    assert found.tolist() == wanted and str(found.dtype) == f"torch.{kind}"


SHOWN = {
    "Resize(size=(2, 3), interpolation=bicubic, max_size=None, antialias=True)": lambda: T.Resize((2, 3), 3),
    "RandomVerticalFlip(p=0.25)": lambda: T.RandomVerticalFlip(0.25),
    "Pad(padding=(1, 2), fill=0, padding_mode=edge)": lambda: T.Pad((1, 2), padding_mode="edge"),
    "ColorJitter(brightness=None, contrast=(0.0, 3.0), saturation=None, hue=(-0.1, 0.1))": lambda: (
        T.ColorJitter(contrast=2, hue=0.1)
    ),
    "ToPILImage()": T.ToPILImage,
    "PILToTensor()": T.PILToTensor,
    "ConvertImageDtype()": lambda: T.ConvertImageDtype(tidu.float32),
    "Compose(\n    ToTensor()\n    CenterCrop(size=(2, 2))\n)": lambda: T.Compose(
        [T.ToTensor(), T.CenterCrop(2)]
    ),
    "RandomApply(\n    p=0.5\n    ToTensor()\n)": lambda: T.RandomApply([T.ToTensor()]),
    "RandomErasing(p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False)": T.RandomErasing,
    "FiveCrop(size=(2, 2))": lambda: T.FiveCrop(2),
    "RandomGrayscale(p=0.1)": T.RandomGrayscale,
}


@pytest.mark.parametrize("shown", SHOWN)
def test_they_print_as_in_torchvision(shown: str) -> None:
    assert repr(SHOWN[shown]()) == shown


X = tidu.zeros(3, 4, 5)
WRONG: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: T.ToTensor()([1]), TypeError, "pic should be a PIL Image"),
    (lambda: T.ToTensor()(np.zeros(3)), ValueError, "2/3 dimensional"),
    (lambda: T.PILToTensor()(X), TypeError, "should be a PIL Image"),
    (lambda: T.ToPILImage()("a"), TypeError, "a tensor or an ndarray"),
    (lambda: T.ToPILImage()(tidu.zeros(1, 1, 1, 1)), ValueError, "2/3 dimensional"),
    (lambda: T.ToPILImage()(tidu.zeros(5, 2, 2)), ValueError, "5 channels"),
    (lambda: T.Normalize([0], [1])(Image.new("L", (1, 1))), TypeError, "works on tensors"),
    (lambda: T.Normalize([0], [1])(X.to(tidu.uint8)), TypeError, "should be a float tensor"),
    (lambda: T.Normalize([0], [1])(X[0]), ValueError, r"\(..., C, H, W\)"),
    (lambda: T.Normalize([0], [0])(X), ValueError, "division by zero"),
    (lambda: T.ConvertImageDtype(tidu.int64)(X), RuntimeError, "cannot be performed safely"),
    (lambda: T.Resize((1, 2, 3)), ValueError, "one number or two"),
    (lambda: T.Resize(1.5), TypeError, "one number or two"),
    (lambda: T.Resize(3, max_size=3)(X), ValueError, "strictly greater"),
    (lambda: T.Resize(3, T.InterpolationMode.LANCZOS)(X), ValueError, "not lanczos"),
    (lambda: T.Resize(3)("a"), TypeError, "resize: pic should be"),
    (lambda: T.RandomCrop(9)(X), ValueError, "larger than input image"),
    (lambda: T.FiveCrop(9)(X), ValueError, "larger than input image"),
    (lambda: T.Pad((1, 2, 3)), ValueError, "1, 2, or 4 elements"),
    (lambda: F.pad(X, [1, 2, 3]), ValueError, "1, 2, or 4 elements"),
    (lambda: T.Pad(1, padding_mode="a")(X), ValueError, "constant, edge"),
    (lambda: T.Pad(9, padding_mode="reflect")(X), ValueError, "cannot mirror"),
    (lambda: T.RandomRotation(10)(X), TypeError, "not tensors"),
    (lambda: T.RandomRotation(-1), ValueError, "must be positive"),
    (lambda: F.adjust_hue(X, 0.1), TypeError, "not tensors"),
    (lambda: F.adjust_hue(X, 0.6), ValueError, r"not in \[-0.5, 0.5\]"),
    (lambda: F.adjust_contrast(X, -1), ValueError, "not non-negative"),
    (lambda: F.adjust_brightness(Image.new("L", (1, 1)), -1), ValueError, "not non-negative"),
    (lambda: T.Grayscale(2)(X), ValueError, "either 1 or 3"),
    (lambda: T.ColorJitter(-1), ValueError, "must be non negative"),
    (lambda: T.ColorJitter((1, 2, 3)), TypeError, "single number or two"),
    (lambda: T.ColorJitter(hue=0.7), ValueError, "between -0.5 and 0.5"),
    (lambda: T.RandomErasing(value="noise"), ValueError, "'random'"),
    (lambda: F.erase("a", 0, 0, 1, 1, 0), TypeError, "works on tensors"),  # pyright: ignore
    (lambda: T.Lambda(3), TypeError, "should be callable"),  # pyright: ignore
    (lambda: utils.make_grid("a"), TypeError, "make_grid works on tensors"),
    (lambda: utils.make_grid([1]), TypeError, "got list"),
    (lambda: utils.make_grid(X, normalize=True, value_range=[0, 1]), TypeError, "has to be a tuple"),  # pyright: ignore
    (lambda: T.GaussianBlur, AttributeError, "torchvision.transforms"),
]


@pytest.mark.parametrize(("call", "error", "words"), WRONG, ids=[row[2] for row in WRONG])
def test_refusals(call: Callable[[], Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call()


def test_without_pillow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidu.vision.pillow.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="pip install pillow"):
        T.ToPILImage()(X)


def test_a_grid_of_images() -> None:
    x = tidu.arange(5 * 3 * 2 * 3).view(5, 3, 2, 3).float()
    grid = utils.make_grid(x, nrow=2, padding=1, pad_value=-1.0)
    assert grid.shape == (3, 3 * 3 + 1, 2 * 4 + 1)
    assert tidu.equal(grid[:, 4:6, 5:8], x[3]) and bool((grid[:, 0] == -1).all())
    assert bool((grid[:, 7:9, 5:8] == -1).all())
    assert utils.make_grid(tidu.rand(4, 4)).shape == (3, 4, 4)
    assert utils.make_grid([tidu.rand(1, 4, 4)] * 3).shape == (3, 8, 20)
    scaled = utils.make_grid(x, normalize=True, scale_each=True, padding=0)
    assert float(scaled.min()) == 0 and float(scaled.max()) == 1 and float(x[0, 0, 0, 1]) == 1
    assert float(utils.make_grid(x, normalize=True, value_range=(0.0, 10.0)).max()) == 1


def test_a_grid_in_a_file() -> None:
    file = io.BytesIO()
    utils.save_image(tidu.tensor([[0.0, 0.5], [1.0, 2.0]]), file, format="png")
    assert np.asarray(Image.open(file))[..., 0].tolist() == [[0, 128], [255, 255]]
