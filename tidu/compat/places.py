"""Where PyTorch's modules are in Tidu, for those that do not have the same name."""

from __future__ import annotations

from importlib.util import find_spec

from tidu.nn.modules import FILES

VERSION = "2.13.0+tidu"
VERSIONS = {"torch": VERSION, "torchvision": "0.28.0+tidu", "mxnet": "1.9.1+tidu"}
"""The PyTorch whose names Tidu has, the torchvision that goes with it, the MXNet whose spelling it knows."""

ROOTS = {"torch": "tidu", "torchvision": "tidu.vision", "mxnet": "tidu.compat.mxnet"}

PARTS = {
    "torch": (
        "__config__", "accelerator", "amp", "autograd", "backends", "compiler", "cpu", "cuda", "distributed",
        "distributions", "fft", "func", "hub", "jit", "linalg", "mps", "nn", "onnx", "optim", "overrides",
        "profiler", "random", "serialization", "signal", "special", "testing", "types", "utils", "version",
        "xpu",
    ),
    "torchvision": ("datasets", "io", "models", "ops", "transforms", "utils"),
    "mxnet": ("autograd", "gluon", "init", "nd", "ndarray", "random"),
}  # fmt: skip
"""The modules right below each; what else Tidu has there is its own."""

DOORS = {
    "mxnet.ndarray": "tidu.compat.mxnet.nd",
    "mxnet.random": "tidu.compat.mxnet.nd.random",
    "torch.functional": "tidu",
    **{f"torch.nn.modules.{file}": "tidu.nn.modules" for file in sorted(FILES)},
    "torch.serialization": "tidu",
    "torch.version": "tidu.compat.torch_version",
    "torchvision.datasets.vision": "tidu.vision.datasets",
    "torchvision.transforms.transforms": "tidu.vision.transforms",
}
"""A module of PyTorch's -> the one of ours that has its names."""


def place_of(name: str) -> str | None:
    """Our module for `name`, one of PyTorch's; None where there is neither it nor a door.

    >>> place_of("torch.nn.functional"), place_of("torch.nn.modules.linear"), place_of("torch.core")
    ('tidu.nn.functional', 'tidu.nn.modules', None)
    """
    root, *parts = name.split(".")
    if not parts:
        return ROOTS[root]
    if name in DOORS:
        return DOORS[name]
    ours = ".".join([ROOTS[root], *parts])
    return ours if parts[0] in PARTS[root] and exists(ours) else None


def exists(module: str) -> bool:
    """Whether there is a module of that name.

    >>> exists("tidu.nn"), exists("tidu.nn.linear.weights")
    (True, False)
    """
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # something above it is no package
        return False
