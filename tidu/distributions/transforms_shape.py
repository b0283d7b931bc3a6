"""Transforms that regard several numbers as one value."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.transform import Transform
from tidu.distributions.utils import clamp_probs, sum_rightmost
from tidu.functional.activation import logsigmoid
from tidu.tensor.joining import cat
from tidu.tensor.size import Size
from tidu.text import say


class IndependentTransform(Transform):
    """Another, whose last `reinterpreted_batch_ndims` axes count as one value.

    >>> import tidu
    >>> from tidu.distributions.transforms import ExpTransform
    >>> x = tidu.ones(2, 3)
    >>> IndependentTransform(ExpTransform(), 1).log_abs_det_jacobian(x, x.exp())
    tensor([3., 3.])
    """

    def __init__(self, base_transform: Transform, reinterpreted_batch_ndims: int, cache_size: int = 0):
        super().__init__(cache_size)
        self.base_transform = base_transform
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims

    domain = property(lambda self: self._over(self.base_transform.domain))
    codomain = property(lambda self: self._over(self.base_transform.codomain))
    bijective = property(lambda self: self.base_transform.bijective)
    sign = property(lambda self: self.base_transform.sign)

    def _over(self, constraint: Any) -> Any:
        return constraints.independent(constraint, self.reinterpreted_batch_ndims)

    def _call(self, x: Any) -> Any:
        return self.base_transform(x)

    def _inverse(self, y: Any) -> Any:
        return self.base_transform.inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return sum_rightmost(self.base_transform.log_abs_det_jacobian(x, y), self.reinterpreted_batch_ndims)

    def forward_shape(self, shape: Any) -> Any:
        return self.base_transform.forward_shape(shape)

    def inverse_shape(self, shape: Any) -> Any:
        return self.base_transform.inverse_shape(shape)

    def __repr__(self) -> str:
        return f"IndependentTransform({self.base_transform!r}, {self.reinterpreted_batch_ndims})"


class ReshapeTransform(Transform):
    """The last axes, of `in_shape`, as ones of `out_shape`. ValueError if these hold other counts.

    >>> import tidu
    >>> ReshapeTransform((4,), (2, 2))(tidu.ones(3, 4)).shape
    torch.Size([3, 2, 2])
    """

    bijective = True

    def __init__(self, in_shape: Any, out_shape: Any, cache_size: int = 0):
        super().__init__(cache_size)
        self.in_shape, self.out_shape = Size(in_shape), Size(out_shape)
        if self.in_shape.numel() != self.out_shape.numel():
            raise ValueError(say("distributions.reshape", given=self.in_shape, wanted=self.out_shape))

    domain = property(lambda self: constraints.independent(constraints.real, len(self.in_shape)))
    codomain = property(lambda self: constraints.independent(constraints.real, len(self.out_shape)))

    def _call(self, x: Any) -> Any:
        return x.reshape(self.forward_shape(x.shape))

    def _inverse(self, y: Any) -> Any:
        return y.reshape(self.inverse_shape(y.shape))

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return x.new_zeros(x.shape[: x.ndim - len(self.in_shape)])

    def forward_shape(self, shape: Any) -> Any:
        return exchanged(Size(shape), self.in_shape, self.out_shape)

    def inverse_shape(self, shape: Any) -> Any:
        return exchanged(Size(shape), self.out_shape, self.in_shape)


def exchanged(shape: Size, end: Size, other: Size) -> Size:
    """`shape` with `other` in place of its `end`; ValueError if it does not end so.

    >>> exchanged(Size((3, 4)), Size((4,)), Size((2, 2)))
    torch.Size([3, 2, 2])
    """
    cut = len(shape) - len(end)
    if cut < 0 or shape[cut:] != end:
        raise ValueError(say("distributions.reshape", given=shape, wanted=end))
    return Size(shape[:cut]) + other


class StickBreakingTransform(Transform):
    """Shares that sum to 1 from one number less: each says how much of the rest to break off.

    >>> import tidu
    >>> StickBreakingTransform()(tidu.zeros(2))
    tensor([0.3333, 0.3333, 0.3333])
    """

    bijective, domain, codomain = True, constraints.real_vector, constraints.simplex

    def _rest(self, x: Any) -> Any:
        """ln of how many pieces are still to come, at each."""
        return (x.shape[-1] + 1 - x.new_ones(x.shape[-1]).cumsum(-1)).log()

    def _call(self, x: Any) -> Any:
        broken = clamp_probs((x - self._rest(x)).sigmoid())
        one = broken.new_ones((*broken.shape[:-1], 1))
        return cat([broken, one], -1) * cat([one, (1 - broken).cumprod(-1)], -1)

    def _inverse(self, y: Any) -> Any:
        shares = y[..., :-1]
        left = (1 - shares.cumsum(-1)).clamp(min=np.finfo(y._value.dtype).tiny.item())
        return shares.log() - left.log() + self._rest(shares)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        x = x - self._rest(x)
        return (-x + logsigmoid(x) + y[..., :-1].log()).sum(-1)

    def forward_shape(self, shape: Any) -> Any:
        return (*shape[:-1], shape[-1] + 1)

    def inverse_shape(self, shape: Any) -> Any:
        return (*shape[:-1], shape[-1] - 1)
