"""Starting values for parameters, with PyTorch's distributions and, for one seed, its numbers.

Every function fills the tensor that it is given, untaped, and gives it back.
Source: https://docs.pytorch.org/docs/stable/nn.init.html
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.core.refused import refusing
from tidu.functional.warn import warn
from tidu.nn.init_gain import calculate_gain, fans
from tidu.nn.init_truncated import truncated
from tidu.tensor.generator import Generator
from tidu.tensor.handle import wrap
from tidu.tensor.ranges import eye as identity
from tidu.tensor.sampling import randperm
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say


def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Numbers drawn evenly from [a, b).

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> uniform_(tidu.empty(2))
    tensor([0.4963, 0.7682])
    """
    with grad_mode(False):
        return tensor.uniform_(a, b, generator=generator)


def normal_(
    tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None
) -> Tensor:
    """Normal numbers.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> normal_(tidu.empty(2), std=2.0)
    tensor([ 3.0820, -0.5869])
    """
    with grad_mode(False):
        return tensor.normal_(mean, std, generator=generator)


def trunc_normal_(
    tensor: Tensor,
    mean: float = 0.0,
    std: float = 1.0,
    a: float = -2.0,
    b: float = 2.0,
    generator: Generator | None = None,
) -> Tensor:
    """Normal numbers, drawn again until they are in [a, b].

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> trunc_normal_(tidu.empty(3), a=-1.0, b=1.0).abs().max() <= 1
    tensor(True)
    """
    if mean < a - 2 * std or mean > b + 2 * std:
        warn(say("nn.truncated", mean=mean, a=a, b=b, std=std))
    with grad_mode(False):
        return truncated(tensor, mean, std, a, b, generator)


def constant_(tensor: Tensor, val: float) -> Tensor:
    """`val` everywhere.

    >>> import tidu
    >>> constant_(tidu.empty(2), 0.5)
    tensor([0.5000, 0.5000])
    """
    with grad_mode(False):
        return tensor.fill_(val)


def ones_(tensor: Tensor) -> Tensor:
    """1 everywhere."""
    return constant_(tensor, 1.0)


def zeros_(tensor: Tensor) -> Tensor:
    """0 everywhere."""
    return constant_(tensor, 0.0)


def eye_(tensor: Tensor) -> Tensor:
    """1 on the diagonal of a matrix, else 0. ValueError unless it has two axes.

    >>> import tidu
    >>> eye_(tidu.empty(1, 2))
    tensor([[1., 0.]])
    """
    if tensor._value.ndim != 2:
        raise ValueError(say("nn.init_matrix", function="eye_", shape=list(tensor._value.shape)))
    with grad_mode(False):
        return tensor.copy_(identity(*tensor._value.shape, dtype=from_numpy(tensor._value.dtype)))


def dirac_(tensor: Tensor, groups: int = 1) -> Tensor:
    """The identity as a convolution: 1 in the middle of the kernel from channel i to i, else 0.

    tensor [out, in, length], [out, in, height, width] or with depth, the same for each of `groups`.
    ValueError for other axes, or outputs that `groups` does not divide.

    >>> import tidu
    >>> dirac_(tidu.empty(1, 1, 3))
    tensor([[[0., 1., 0.]]])
    """
    shape = tensor._value.shape
    if len(shape) not in (3, 4, 5):
        raise ValueError(say("layer.dirac_axes", shape=list(shape)))
    if shape[0] % groups:
        raise ValueError(say("layer.dirac_groups", size=shape[0], groups=groups))
    outputs = shape[0] // groups
    middle = tuple(n // 2 for n in shape[2:])
    with grad_mode(False):
        tensor.zero_()
        for group in range(groups):
            for channel in range(min(outputs, shape[1])):
                tensor[(group * outputs + channel, channel, *middle)] = 1
        return tensor


def sparse_(
    tensor: Tensor, sparsity: float, std: float = 0.01, generator: Generator | None = None
) -> Tensor:
    """Normal numbers in a matrix, of which in each column the share `sparsity` is 0 (Martens 2010).

    >>> import tidu
    >>> sparse_(tidu.empty(4, 2), 0.5).eq(0).sum(0)
    tensor([2, 2])
    """
    if tensor._value.ndim != 2:
        raise ValueError(say("nn.init_matrix", function="sparse_", shape=list(tensor._value.shape)))
    rows, columns = tensor._value.shape
    zeros = math.ceil(sparsity * rows)
    with grad_mode(False):
        tensor.normal_(0, std, generator=generator)
        for column in range(columns):
            tensor[randperm(rows)[:zeros], column] = 0  # PyTorch draws these from the default generator
        return tensor


def _xavier(tensor: Tensor, gain: float) -> float:
    return gain * math.sqrt(2.0 / float(sum(fans(tensor))))


def xavier_uniform_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Drawn evenly, with the variance gain² · 2 / (inputs + outputs) (Glorot and Bengio 2010).

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> xavier_uniform_(tidu.empty(1, 2))
    tensor([[-0.0106,  0.7586]])
    """
    bound = math.sqrt(3.0) * _xavier(tensor, gain)
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Normal, with the variance gain² · 2 / (inputs + outputs) (Glorot and Bengio 2010)."""
    return normal_(tensor, 0.0, _xavier(tensor, gain), generator)


def _kaiming(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    """The deviation, gain / √fan."""
    if mode.lower() not in ("fan_in", "fan_out"):
        raise ValueError(say("nn.fan_mode", given=mode))
    fan = fans(tensor)[mode.lower() == "fan_out"]
    return calculate_gain(nonlinearity, a) / math.sqrt(fan)


_calculate_fan_in_and_fan_out = fans  # PyTorch's name, which layers of one's own copy


def _is_empty(tensor: Tensor) -> bool:
    empty = 0 in tensor._value.shape
    if empty:
        warn(say("nn.init_empty", shape=list(tensor._value.shape)))
    return empty


def kaiming_uniform_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Drawn evenly, with the deviation gain / √fan (He et al. 2015); `a` is leaky_relu's slope.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> kaiming_uniform_(tidu.empty(1, 3))
    tensor([[-0.0106,  0.7586, -1.1640]])
    """
    if _is_empty(tensor):
        return tensor
    bound = math.sqrt(3.0) * _kaiming(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Normal, with the deviation gain / √fan (He et al. 2015); `a` is leaky_relu's slope."""
    if _is_empty(tensor):
        return tensor
    return normal_(tensor, 0.0, _kaiming(tensor, a, mode, nonlinearity), generator)


def orthogonal_(tensor: Tensor, gain: float = 1, generator: Generator | None = None) -> Tensor:
    """Rows (or columns, if those are fewer) at right angles, of length `gain` (Saxe et al. 2013).

    Axes after the first count as columns. ValueError below two axes.

    >>> import tidu
    >>> weight = orthogonal_(tidu.empty(2, 3))
    >>> tidu.allclose(weight @ weight.T, tidu.eye(2), atol=1e-6)
    True
    """
    shape = tensor._value.shape
    if len(shape) < 2:
        raise ValueError(say("nn.init_axes", function="orthogonal_", shape=list(shape)))
    if 0 in shape:
        return tensor
    rows, columns = shape[0], math.prod(shape[1:])
    with grad_mode(False):
        drawn = tensor.new_empty((rows, columns)).normal_(generator=generator)._value
        q, r = np.linalg.qr(drawn.T if rows < columns else drawn)
        q = q * np.sign(np.diag(r))
        return tensor.copy_(wrap((q.T if rows < columns else q).reshape(shape)) * gain)


def _deprecated(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """The old name, without the underscore; it warns and does the same."""
    new = function.__name__

    @wraps(function)
    def old(*args: Any, **kwargs: Any) -> Tensor:
        warn(say("nn.init_old", old=new[:-1], new=new), FutureWarning)
        return function(*args, **kwargs)

    old.__name__ = old.__qualname__ = new[:-1]
    old.__doc__ = f"The old name of `{new}`."
    return old


uniform, normal, constant, eye = map(_deprecated, (uniform_, normal_, constant_, eye_))
xavier_uniform, xavier_normal = map(_deprecated, (xavier_uniform_, xavier_normal_))
kaiming_uniform, kaiming_normal = map(_deprecated, (kaiming_uniform_, kaiming_normal_))
orthogonal, dirac, sparse = map(_deprecated, (orthogonal_, dirac_, sparse_))

__getattr__ = refusing("torch.nn.init", globals())
