"""Where PyTorch's modules are in Tidu, for those that do not have the same name."""

from __future__ import annotations

from importlib.util import find_spec

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
    "torch.autograd.function": "tidu.autograd",
    "torch.autograd.grad_mode": "tidu",
    "torch.distributions": "tidu.distributions",
    "torch.functional": "tidu",
    "torch.nn.modules": "tidu.nn.modules",
    "torch.nn.utils": "tidu.nn.utils",
    "torch.optim": "tidu.optim",
    "torch.serialization": "tidu",
    "torch.utils.data": "tidu.data",
    "torch.version": "tidu.compat.torch_version",
    "torchvision.datasets": "tidu.vision.datasets",
    "torchvision.models": "tidu.vision.models",
    "torchvision.transforms": "tidu.vision.transforms",
}
"""A module of PyTorch's -> the one of ours that has the names of it, and of what is below it."""


def place_of(name: str) -> str | None:
    """Our module for `name`, one of PyTorch's; None where there is neither it nor a door.

    >>> place_of("torch.nn.functional"), place_of("torch.nn.modules.linear"), place_of("torch.core")
    ('tidu.nn.functional', 'tidu.nn.modules', None)
    """
    root, *parts = name.split(".")
    if not parts:
        return ROOTS[root]
    ours = ".".join([ROOTS[root], *parts])
    if name not in DOORS and parts[0] in PARTS[root] and exists(ours):
        return ours
    while name and name not in DOORS:
        name = name.rpartition(".")[0]
    door = DOORS.get(name)
    return door if door and exists(door) else None


def exists(module: str) -> bool:
    """Whether there is a module of that name.

    >>> exists("tidu.nn"), exists("tidu.nn.linear.weights")
    (True, False)
    """
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # something above it is no package
        return False
