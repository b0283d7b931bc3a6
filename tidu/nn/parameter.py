"""Tensors that a module trains or keeps, and those whose shape is not known yet.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html
"""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.core import dtypes
from tidu.core.dtypes import Default
from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.refused import refusing
from tidu.tensor import facts
from tidu.tensor.creation import empty
from tidu.tensor.device import check_device
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Parameter(Tensor):
    """A tensor that, as a module's attribute, is found by `parameters()` and wants a gradient.

    It shares the memory of `data`. TypeError if that is no tensor.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html

    >>> import tidu
    >>> Parameter(tidu.tensor([1.0, 2.0]))
    Parameter containing:
    tensor([1., 2.], requires_grad=True)
    """

    def __init__(self, data: Tensor | None = None, requires_grad: bool = True):
        data = empty(0) if data is None else data
        if not isinstance(data, Tensor):
            raise TypeError(say("nn.parameter_data", given=type(data).__name__))
        self._value, self._counter = data._value, data._counter
        if requires_grad:
            self.requires_grad_()

    def __repr__(self) -> str:
        return f"Parameter containing:\n{facts.text(self)}"

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        """A copy of its numbers; the gradient stays behind, as in PyTorch."""
        made = type(self)(self.detach().clone(), self.requires_grad)
        memo[id(self)] = made
        return made


class KeptBuffer(type):
    """So that `isinstance(x, Buffer)` asks for the mark that `Buffer(x)` leaves on a tensor."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor) and "_is_buffer" in vars(instance)


class Buffer(metaclass=KeptBuffer):
    """A tensor that, as a module's attribute, is a buffer: kept and moved with it, and not trained.

    It is part of `state_dict` if `persistent`. It shares the memory of `data`.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Buffer.html

    >>> import tidu
    >>> layer = tidu.nn.Module()
    >>> layer.mean = Buffer(tidu.zeros(1)); list(layer.state_dict())
    ['mean']
    """

    def __new__(cls, data: Tensor | None = None, *, persistent: bool = True) -> Any:
        made: Any = (empty(0) if data is None else data).detach()
        made._is_buffer, made.persistent = True, persistent
        return made


class Uninitialized(Tensor):
    """The base of both: it has a type and wants a gradient or not, and nothing can be computed with it.

    ValueError for every operation, RuntimeError for the shape.
    """

    becomes: ClassVar[type[Tensor]] = Tensor

    def __init__(self, requires_grad: bool, device: Any, dtype: Dtype | None):
        if device is not None:
            check_device(device)
        self._wanted, self._kind = requires_grad, dtype or Default.dtype

    @property
    def _value(self) -> Any:
        if mode.recorder is not None:
            mode.recorder.refuse("lazy")
        raise ValueError(say("layer.uninitialized", kind=type(self).__name__))

    @property
    def shape(self) -> Any:  # pyright: ignore
        """RuntimeError: it has none yet."""
        raise RuntimeError(say("layer.uninitialized_shape", kind=type(self).__name__))

    @property
    def dtype(self) -> Dtype:  # pyright: ignore
        """The type that its numbers will have."""
        return self._kind

    @property
    def requires_grad(self) -> bool:  # pyright: ignore
        """Whether it will collect a gradient."""
        return self._wanted

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self._wanted = value

    def requires_grad_(self, requires_grad: bool = True) -> Uninitialized:
        """Decides whether it will collect a gradient."""
        self._wanted = requires_grad
        return self

    is_leaf = property(lambda self: True)
    # PyTorch gives an empty tensor too, so `layer.weight.data.normal_()` before the first input does nothing.
    data = property(lambda self: empty(0, dtype=self._kind), lambda self, value: None)
    grad = property(lambda self: None, lambda self, value: None)

    def is_floating_point(self) -> bool:
        """Whether its numbers will be real."""
        return self._kind.is_floating_point

    def to(self, kind: Any, *rest: Any, **named: Any) -> Uninitialized:
        """Decides the type that its numbers will have."""
        if isinstance(kind, dtypes.dtype):
            self._kind = kind
        return self

    type = to

    def cpu(self) -> Uninitialized:
        """Itself."""
        return self

    detach = cpu

    def copy_(self, src: Tensor, non_blocking: bool = False) -> Uninitialized:
        """Itself: from another that is not initialized there is nothing to take."""
        return self

    def materialize(self, shape: Any, device: Any = None, dtype: Dtype | None = None) -> None:
        """Gives it `shape`; from now on it is an ordinary parameter or buffer, its numbers arbitrary.

        >>> import tidu
        >>> parameter = tidu.nn.UninitializedParameter()
        >>> parameter.materialize((2, 3)); parameter.shape
        torch.Size([2, 3])
        """
        wanted = self._wanted
        made = empty(tuple(shape), device=device, dtype=dtype or self._kind)
        del self._wanted, self._kind
        self.__class__ = self.becomes  # pyright: ignore
        self._value, self._counter = made._value, made._counter  # pyright: ignore
        if wanted:
            self.requires_grad_()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __deepcopy__(self, memo: dict[int, Any]) -> Uninitialized:
        made = type(self)(self._wanted, None, self._kind)
        memo[id(self)] = made
        return made

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return type(self), (self._wanted,)


class UninitializedParameter(Uninitialized, Parameter):  # pyright: ignore
    """A parameter without a shape, until `materialize`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.UninitializedParameter.html

    >>> import tidu
    >>> tidu.nn.LazyLinear(3).weight
    <UninitializedParameter>
    """

    becomes = Parameter

    def __init__(self, requires_grad: bool = True, device: Any = None, dtype: Dtype | None = None):
        super().__init__(requires_grad, device, dtype)


class UninitializedBuffer(Uninitialized):
    """A buffer without a shape, until `materialize`.

    >>> UninitializedBuffer()
    <UninitializedBuffer>
    """

    def __init__(
        self,
        requires_grad: bool = False,
        device: Any = None,
        dtype: Dtype | None = None,
        persistent: bool = True,
    ):
        super().__init__(requires_grad, device, dtype)
        self.persistent = persistent


def is_lazy(param: Any) -> bool:
    """Whether a parameter or buffer has no shape yet.

    >>> is_lazy(UninitializedBuffer())
    True
    """
    return isinstance(param, Uninitialized)


__getattr__ = refusing("torch.nn.parameter", globals())
