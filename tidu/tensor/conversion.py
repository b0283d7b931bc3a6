"""Out of a tensor into Python and NumPy, and from one number type into another."""

from __future__ import annotations

import builtins
import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core import dtypes
from tidu.core.mode import mode
from tidu.tensor.device import check_device, names_device
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import to_dtype
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

# Other spellings of types, as `x.type("torch.FloatTensor")` has them.
TENSOR_TYPES = {
    "torch.FloatTensor": dtypes.float32,
    "torch.DoubleTensor": dtypes.float64,
    "torch.HalfTensor": dtypes.float16,
    "torch.LongTensor": dtypes.int64,
    "torch.IntTensor": dtypes.int32,
    "torch.ShortTensor": dtypes.int16,
    "torch.CharTensor": dtypes.int8,
    "torch.ByteTensor": dtypes.uint8,
    "torch.BoolTensor": dtypes.bool_,
}


def item(self: Tensor) -> Any:
    """The one number of a tensor that has one, as Python's.

    >>> import tidu
    >>> tidu.tensor([2.5]).item()
    2.5
    """
    return only(self, RuntimeError)


def only(self: Tensor, refusal: builtins.type[Exception]) -> Any:
    """Its one number; `refusal` where it has none or many: item() and float() differ in that in PyTorch."""
    if self._value.size != 1:
        raise refusal(say("errors.item", shape=list(self._value.shape), count=self._value.size))
    return look(self).item()


def tolist(self: Tensor) -> Any:
    """Its numbers as Python's, in nested lists."""
    return look(self).tolist()


def numpy(self: Tensor, *, force: builtins.bool = False) -> np.ndarray:
    """Its memory as a NumPy array: writing to one changes the other."""
    if place(self) is not None and not force:
        raise RuntimeError(say("errors.numpy_of_grad"))
    if mode.recorder is not None:
        mode.recorder.refuse("value")
    return self._value.view()


def __array__(self: Tensor, dtype: Any = None, copy: builtins.bool | None = None) -> np.ndarray:
    """What NumPy, Matplotlib and pandas ask for."""
    array = numpy(self)
    if copy or (dtype is not None and array.dtype != dtype):
        return array.astype(dtype or array.dtype)
    return array


def __array_wrap__(
    self: Tensor, array: np.ndarray, context: Any = None, return_scalar: builtins.bool = False
) -> Tensor:
    """What NumPy's functions make of a tensor is a tensor; truths are whole numbers, as PyTorch has it.

    >>> import tidu
    >>> np.sqrt(tidu.tensor([4.0]))
    tensor([2.])
    """
    return wrap(array.astype(np.uint8) if array.dtype == np.bool_ else array)


def to(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    """Itself in another type (a dtype, or another tensor's); the CPU is the only device.

    Takes `(dtype, non_blocking, copy)`, `(device, dtype, non_blocking, copy)`, `(other, non_blocking,
    copy)`, and `memory_format`, a hint that changes no number. With `copy` it is never the tensor itself.

    >>> import tidu
    >>> tidu.tensor([1, 2]).to(tidu.float64)
    tensor([1., 2.], dtype=torch.float64)
    """
    kind = dtypes.given_dtype(kwargs.get("dtype"))
    flags = [given for given in args if given is True or given is False]
    for given in (*args, kwargs.get("other"), kwargs.get("device")):
        if isinstance(given, dtypes.dtype | builtins.type):
            kind = dtypes.given_dtype(given)
        elif isinstance(given, Handle):
            kind = dtypes.NUMPY_TO_DTYPE[given._value.dtype]
        elif names_device(given):
            check_device(given)
    result = self if kind is None else to_dtype(self, kind.numpy)
    copied = kwargs.get("copy", flags[1] if len(flags) > 1 else False)
    return result.clone() if copied and result is self else result


def type(self: Tensor, dtype: Any = None) -> Any:
    """The old name of its type, or itself in another type."""
    if dtype is None:
        names = {kind: name for name, kind in TENSOR_TYPES.items()}
        return names[dtypes.NUMPY_TO_DTYPE[self._value.dtype]]
    kind = dtype if isinstance(dtype, dtypes.dtype) else TENSOR_TYPES.get(str(dtype))
    kind = getattr(dtype, "tensor_dtype", kind)
    if kind is None:
        raise ValueError(say("errors.type_name", given=dtype))
    return to_dtype(self, kind.numpy)


def type_as(self: Tensor, other: Tensor) -> Tensor:
    """Itself in the type of other."""
    return to_dtype(self, other._value.dtype)


def float(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in float32."""
    return to_dtype(self, dtypes.float32.numpy)


def double(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in float64."""
    return to_dtype(self, dtypes.float64.numpy)


def half(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in float16."""
    return to_dtype(self, dtypes.float16.numpy)


def long(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in int64."""
    return to_dtype(self, dtypes.int64.numpy)


def int(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in int32."""
    return to_dtype(self, dtypes.int32.numpy)


def short(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in int16."""
    return to_dtype(self, dtypes.int16.numpy)


def char(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in int8."""
    return to_dtype(self, dtypes.int8.numpy)


def byte(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in uint8."""
    return to_dtype(self, dtypes.uint8.numpy)


def bool(self: Tensor, memory_format: Any = None) -> Tensor:
    """Itself in bool: False where it is 0."""
    return to_dtype(self, dtypes.bool_.numpy)


def __float__(self: Tensor) -> builtins.float:
    return builtins.float(only(self, ValueError))


def __int__(self: Tensor) -> builtins.int:
    return builtins.int(only(self, ValueError))


def __index__(self: Tensor) -> builtins.int:
    if self._value.dtype.kind == "f" or self._value.ndim:
        raise TypeError(say("errors.index_of_tensor"))
    return builtins.int(look(self))


def __bool__(self: Tensor) -> builtins.bool:
    if self._value.size != 1:
        raise RuntimeError(say("errors.truth", shape=list(self._value.shape), count=self._value.size))
    return builtins.bool(look(self).item())


def __deepcopy__(self: Tensor, memo: dict) -> Tensor:
    """A copy of a leaf, gradient included; what was computed cannot be copied with its tape."""
    node = place(self)
    if node is not None and node.edges:
        raise RuntimeError(say("errors.deepcopy"))
    made = object.__new__(self.__class__)
    memo[id(self)] = made
    made._value = look(self).copy()
    made._counter = [0]
    for name, value in vars(self).items():
        if not name.startswith("_"):
            setattr(made, name, copy.deepcopy(value, memo))
    if node is not None:
        made.requires_grad_()
    made._grad = copy.deepcopy(self._grad, memo)
    return made


def _rebuild(cls: Any, value: np.ndarray, requires_grad: builtins.bool) -> Any:
    made = object.__new__(cls)
    made._value = value
    made._counter = [0]
    return made.requires_grad_(requires_grad)


def __reduce_ex__(self: Tensor, protocol: Any) -> tuple:
    """For `multiprocessing` and `copy`; our own files never hold pickles."""
    return _rebuild, (self.__class__, self._value, place(self) is not None)
