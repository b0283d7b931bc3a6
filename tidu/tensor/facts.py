"""What a tensor is: shape, type, memory, text. Properties and methods of `Tensor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tidu.core import dtypes
from tidu.core.mode import mode
from tidu.core.refused import nearest, refusal
from tidu.tensor.comparison import eq
from tidu.tensor.handle import look
from tidu.tensor.joining import unbind
from tidu.tensor.printing import dtype_suffix, format_scalar, tensor_text
from tidu.tensor.size import Size
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

MEANT = {
    "append": "cat", "assign": "copy_", "astype": "to", "copy": "clone", "grad_zero": "grad.zero_()",
    "length": "numel()", "len": "numel()", "to_numpy": "numpy()", "zero_grad": "grad.zero_()",
}  # fmt: skip
"""What other libraries call it, or people guess -> what it is called."""


def shape(self: Tensor) -> Size:
    """How many elements along each axis."""
    return Size(self._value.shape)


def size(self: Tensor, dim: int | None = None) -> Any:
    """The shape, or the size of one axis."""
    return Size(self._value.shape) if dim is None else self._value.shape[dim]


def dtype(self: Tensor) -> dtypes.dtype:
    """The type of its numbers."""
    return dtypes.NUMPY_TO_DTYPE[self._value.dtype]


def dim(self: Tensor) -> int:
    """How many axes it has."""
    return self._value.ndim


def numel(self: Tensor) -> int:
    """How many elements it has."""
    return self._value.size


def nbytes(self: Tensor) -> int:
    """How many bytes its elements take."""
    return self._value.nbytes


def element_size(self: Tensor) -> int:
    """How many bytes one element takes."""
    return self._value.itemsize


def stride(self: Tensor, dim: int | None = None) -> Any:
    """How many elements apart neighbours along each axis lie in memory."""
    strides = tuple(n // self._value.itemsize for n in self._value.strides)
    return strides if dim is None else strides[dim]


def is_contiguous(self: Tensor, memory_format: Any = None) -> bool:
    """Whether its elements lie in order in memory."""
    return self._value.flags.c_contiguous


def data_ptr(self: Tensor) -> int:
    """The address of its first element."""
    if mode.recorder is not None:
        mode.recorder.refuse("value")
    return self._value.ctypes.data


def is_floating_point(self: Tensor) -> bool:
    """Whether its numbers are real."""
    return self._value.dtype.kind == "f"


def version(self: Tensor) -> int:
    """How often its memory was written to in place."""
    return self._counter[0]


def length(self: Tensor) -> int:
    """The size of the first axis."""
    if not self._value.ndim:
        raise TypeError(say("errors.len"))
    return self._value.shape[0]


def iterate(self: Tensor) -> Iterator[Tensor]:
    """Its places along the first axis, one by one."""
    if not self._value.ndim:
        raise TypeError(say("errors.iterate"))
    return iter(unbind(self))


def contains(self: Tensor, element: Any) -> bool:
    """Whether any of its elements equals `element`."""
    return bool(look(eq(self, element)).any())


def text(self: Tensor, *, tensor_contents: Any = None) -> str:
    """The tensor as PyTorch prints it."""
    node = place(self)
    name = node.name if node is not None and node.edges else None
    kind = dtypes.NUMPY_TO_DTYPE[self._value.dtype].name
    suffix = dtype_suffix(kind, dtypes.Default.dtype.name, self._value.size == 0)
    return tensor_text(
        look(self), dtype_suffix=suffix, requires_grad=node is not None, grad_name=name
    )


def missing(self: Tensor, name: str) -> Any:
    """Raises the AttributeError for a name that a tensor does not have; it names the nearest."""
    owner = type(self).__name__
    if name.startswith("_"):  # asked by Python and NumPy, who only want to know that it is absent
        raise AttributeError(name)
    near = MEANT.get(name) or nearest(name, dir(type(self)))
    fix = f"x.{near}" if near else "dir(x)"
    sentence = refusal("torch.Tensor", name) or say("errors.attribute", owner=owner, name=name, fix=fix)
    raise AttributeError(sentence, name=name)


def formatted(self: Tensor, spec: str) -> str:
    """`f"{x:.3f}"` of a tensor that holds one number."""
    return format_scalar(self, spec)  # pyright: ignore
