"""What kind of numbers a tensor holds, what two kinds make together, and what real numbers need not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core import dtypes
from tidu.core.dtypes import CATEGORY
from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.handle import Handle
from tidu.tensor.promote import operand, result_dtype, tensors

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float


def is_tensor(obj: Any) -> bool:
    """Whether it is a tensor."""
    return isinstance(obj, Handle)


def is_floating_point(input: Tensor) -> bool:
    """Whether its numbers are real ones."""
    return input._value.dtype.kind == "f"


def is_complex(input: Tensor) -> bool:
    """False: Tidu has no complex numbers."""
    tensors("is_complex", input)
    return False


def is_conj(input: Tensor) -> bool:
    """False: real numbers have nothing to conjugate."""
    return False


def is_neg(input: Tensor) -> bool:
    """False: a sign is never left for later."""
    return False


def is_signed(input: Tensor) -> bool:
    """Whether its type has negative values."""
    return input._value.dtype.kind in "if"


def is_nonzero(input: Tensor) -> bool:
    """Whether its one element is not 0. RuntimeError unless there is just one.

    >>> import tidu
    >>> tidu.is_nonzero(tidu.tensor([2.0]))
    True
    """
    return bool(input)


def is_same_size(input: Tensor, other: Tensor) -> bool:
    """Whether two tensors have one shape."""
    return input._value.shape == other._value.shape


def real(input: Tensor) -> Tensor:
    """The tensor itself: its numbers are real."""
    return input


def conj(input: Tensor) -> Tensor:
    """The tensor itself: real numbers are their own conjugates. So are `conj_physical`, `resolve_conj`..."""
    return input


def can_cast(from_: Dtype, to: Dtype) -> bool:
    """Whether `from_` may be written into `to` in place: real into whole numbers may not.

    >>> can_cast(dtypes.float64, dtypes.float32), can_cast(dtypes.float32, dtypes.int64)
    (True, False)
    """
    return CATEGORY[from_.numpy.kind] <= CATEGORY[to.numpy.kind]


def result_type(tensor1: Tensor | Number, tensor2: Tensor | Number) -> Dtype:
    """The type in which two operands meet.

    >>> import tidu
    >>> result_type(tidu.tensor([1, 2]), 1.0)
    torch.float32
    """
    pair = (operand(tensor1, "result_type"), operand(tensor2, "result_type"))
    return dtypes.NUMPY_TO_DTYPE[result_dtype(pair)]
