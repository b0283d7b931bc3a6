"""What may be made of the names in PyTorch's files: tensors, and the plain objects around them."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.files.machine import Name, only
from tidu.files.refusal import RefusedObject
from tidu.files.storages import view_of
from tidu.nn.parameter import Parameter
from tidu.tensor.device import CPU
from tidu.tensor.handle import wrap
from tidu.tensor.size import Size
from tidu.text import say


def tensor(
    storage: Any, offset: int, shape: Any, strides: Any, requires_grad: bool = False, *rest: Any
) -> Any:
    """A tensor on a storage."""
    made = wrap(view_of(storage, offset, tuple(shape), tuple(strides)))
    return made.requires_grad_() if requires_grad else made


def parameter(data: Any, requires_grad: bool, *rest: Any) -> Parameter:
    """A parameter on a tensor."""
    return Parameter(data, bool(requires_grad))


def subclass(make: Name, kind: Any, arguments: tuple, state: Any) -> Any:
    """A tensor that had attributes of its own, which stay behind."""
    return called(make, arguments)


def numpy_type(name: str, *rest: Any) -> np.dtype:
    """A NumPy type of numbers or text."""
    found = np.dtype(name)
    if found.hasobject:
        raise RefusedObject(say("files.number_type", kind=name))
    return found


def numpy_number(kind: np.dtype, data: Any) -> Any:
    """One number of NumPy's."""
    return np.frombuffer(as_bytes(data), kind)[0]


def numpy_array(*_: Any) -> np.ndarray:
    """An array whose type and numbers follow."""
    return np.empty(0)


def as_bytes(data: Any = b"") -> bytes:
    """Bytes that an old pickle wrote as text."""
    return data.encode("latin1") if isinstance(data, str) else only(data, bytes)


def encoded(text: str, encoding: str = "latin1") -> bytes:
    """Bytes that PyTorch's second protocol writes as text."""
    return text.encode("latin1")


NUMPY = {"dtype": numpy_type, "scalar": numpy_number, "_reconstruct": numpy_array}
PYTORCH = {
    "_rebuild_tensor": tensor, "_rebuild_tensor_v2": tensor, "_rebuild_tensor_v3": tensor,
    "_rebuild_parameter": parameter, "_rebuild_parameter_with_state": parameter,
    "_rebuild_from_type_v2": subclass,
}  # fmt: skip
PYTHON = {
    "bytearray": lambda *x: bytearray(as_bytes(*x[:1])),
    "frozenset": lambda *x: frozenset(*x),
    "set": lambda *x: set(*x),
}
PYTHON_PLACES = ("builtins", "__builtin__")
NUMPY_PLACES = ("numpy", "numpy.core.multiarray", "numpy._core.multiarray")
PYTORCH_PLACES = ("torch._utils", "torch._tensor")
CALLS = {
    **{f"{place}.{name}": make for place in NUMPY_PLACES for name, make in NUMPY.items()},
    **{f"{place}.{name}": make for place in PYTORCH_PLACES for name, make in PYTORCH.items()},
    "_codecs.encode": encoded,
    **{f"{place}.{name}": make for place in PYTHON_PLACES for name, make in PYTHON.items()},
    "collections.Counter": lambda *x: Counter(*x),
    "collections.OrderedDict": lambda *x: OrderedDict(*x),
    "collections.defaultdict": lambda *x: defaultdict(None, *x[1:]),
    "torch.Size": lambda x: Size(x),
    "torch.device": lambda *x: CPU,
    "torch.nn.parameter.Parameter": parameter,
}  # fmt: skip


def called(name: Name, arguments: tuple) -> Any:
    """What a file calls `name` for; RefusedObject for a name that is not in the table.

    >>> called(Name("collections", "OrderedDict"), ())
    OrderedDict()
    """
    if str(name) not in CALLS:
        whole = name.module.startswith("torch.nn.modules")
        raise RefusedObject(say("files.whole_module" if whole else "files.asks_for", name=name))
    return CALLS[str(name)](*arguments)


def built(value: Any, state: Any) -> Any:
    """`value` with the state that a file gives it: metadata of a state_dict, an array's numbers."""
    if isinstance(value, OrderedDict) and isinstance(state, dict):
        metadata = state.get("_metadata")
        if metadata is not None:
            value._metadata = metadata  # pyright: ignore
        return value
    if isinstance(value, np.dtype) and isinstance(state, tuple):
        return value.newbyteorder(state[1]) if state[1] in ("<", ">") else value
    if isinstance(value, np.ndarray) and isinstance(state, tuple):
        _, shape, kind, fortran, data = state
        return np.frombuffer(as_bytes(data), kind).reshape(shape, order="F" if fortran else "C").copy()
    raise RefusedObject(say("files.asks_for", name=type(value).__name__))


def plain(value: Any) -> Any:
    """What is left of a file's value: the names of number types are our types.

    >>> plain({"kind": [Name("torch", "float32")]})
    {'kind': [torch.float32]}
    """
    if isinstance(value, Name):
        kinds = {f"torch.{each.name}": each for each in dtypes.ALL}
        if str(value) not in kinds:
            raise RefusedObject(say("files.asks_for", name=value))
        return kinds[str(value)]
    if isinstance(value, dict):
        for key, part in value.items():
            value[key] = plain(part)
    elif isinstance(value, list):
        value[:] = map(plain, value)
    elif type(value) is tuple:
        return tuple(map(plain, value))
    return value
