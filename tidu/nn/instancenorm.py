"""Instance normalisation: batch normalisation of each sample alone."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.normalise_groups import instance_norm
from tidu.functional.warn import warn
from tidu.nn.batchnorm import Tracking
from tidu.nn.blame import refusal
from tidu.tensor.tensor import Tensor
from tidu.text import say


class InstanceNorm(Tracking):
    """The base of the instance norms; `axes` is how many follow the channels."""

    axes: ClassVar[int]

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-05,
        momentum: float = 0.1,
        affine: bool = False,
        track_running_stats: bool = False,
        device: Any = None,
        dtype: Dtype | None = None,
        *,
        bias: bool = True,
    ):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input: Tensor) -> Tensor:
        self._check_input_dim(input)
        if input._value.ndim == self.axes + 1:
            return self._normalised(input.unsqueeze(0)).squeeze(0)
        return self._normalised(input)

    def _normalised(self, input: Tensor) -> Tensor:
        momentum = 0.0 if self.momentum is None else self.momentum
        own = self.training or not self.track_running_stats
        return instance_norm(
            input, self.running_mean, self.running_var, self.weight, self.bias, own, momentum, self.eps
        )

    def _check_input_dim(self, input: Tensor) -> None:
        shape = input._value.shape
        ranks = (self.axes + 1, self.axes + 2)
        if len(shape) not in ranks:
            told = " or ".join(f"{rank}D" for rank in ranks)
            raise refusal(
                ValueError, "nn.batch_norm_axes", self, ranks=told, rank=len(shape), shape=list(shape)
            )
        axis = len(shape) - self.axes - 1
        if shape[axis] == self.num_features:
            return
        sizes = {"axis": axis, "wanted": self.num_features, "size": shape[axis]}
        if self.affine:
            name = type(self).__name__
            raise refusal(ValueError, "layer.instance_width", self, shape=list(shape), name=name, **sizes)
        warn(say("layer.instance_width_unused", **sizes))


class InstanceNorm1d(InstanceNorm):
    """Each channel of each sample of [n, channels, length] at mean 0 and variance 1.

    With `affine` then · weight + bias, with `track_running_stats` by running statistics in `eval()`.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm1d.html

    >>> import tidu
    >>> InstanceNorm1d(1)(tidu.tensor([[[1.0, 3.0]]])).flatten()
    tensor([-1.0000,  1.0000])
    """

    axes = 1


class InstanceNorm2d(InstanceNorm):
    """Each channel of each sample of [n, channels, height, width] at mean 0 and variance 1.

    With `affine` then · weight + bias, with `track_running_stats` by running statistics in `eval()`.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html

    >>> import tidu
    >>> InstanceNorm2d(1)(tidu.tensor([[[[1.0, 3.0]]]])).flatten()
    tensor([-1.0000,  1.0000])
    """

    axes = 2


class InstanceNorm3d(InstanceNorm):
    """Each channel of each sample of [n, channels, depth, height, width] at mean 0 and variance 1.

    With `affine` then · weight + bias, with `track_running_stats` by running statistics in `eval()`.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm3d.html

    >>> import tidu
    >>> InstanceNorm3d(1)(tidu.tensor([[[[[1.0, 3.0]]]]])).flatten()
    tensor([-1.0000,  1.0000])
    """

    axes = 3
