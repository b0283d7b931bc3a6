"""Normalisation layers whose channels are counted at their first input."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.core.dtypes import int64
from tidu.nn.batchnorm import BatchNorm1d, BatchNorm2d, BatchNorm3d, Tracking
from tidu.nn.instancenorm import InstanceNorm, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d
from tidu.nn.lazy import LazyModuleMixin
from tidu.nn.parameter import Uninitialized, UninitializedBuffer, UninitializedParameter
from tidu.tensor.creation import tensor
from tidu.tensor.tensor import Tensor


class LazyNorm(LazyModuleMixin, Tracking):
    """The base of lazy norms of channels."""

    def __init__(
        self,
        eps: float = 1e-05,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
        *,
        bias: bool = True,
    ):
        super().__init__(0, eps, momentum, False, False)  # pyright: ignore
        self.affine = affine
        self.track_running_stats = track_running_stats
        kind = {"device": device, "dtype": dtype}
        if affine:
            self.weight = UninitializedParameter(**kind)
            if bias:
                self.bias = UninitializedParameter(**kind)
        if track_running_stats:
            self.running_mean = UninitializedBuffer(**kind)
            self.running_var = UninitializedBuffer(**kind)
            self.num_batches_tracked = tensor(0, dtype=int64)

    def reset_parameters(self) -> None:
        """Starts anew, once the channels are known."""
        if not self.has_uninitialized_params() and self.num_features:
            super().reset_parameters()

    def initialize_parameters(self, input: Tensor) -> None:  # pyright: ignore
        """Takes num_features from the channels of `input`."""
        axis = input.dim() - self.axes - 1 if isinstance(self, InstanceNorm) else 1
        self.num_features = input.shape[axis]
        if self.has_uninitialized_params():
            for held in (*self._parameters.values(), *self._buffers.values()):
                if isinstance(held, Uninitialized):
                    held.materialize((self.num_features,))
            self.reset_parameters()


class LazyBatchNorm1d(LazyNorm, BatchNorm1d):
    """`BatchNorm1d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm1d.html

    >>> import tidu
    >>> layer = LazyBatchNorm1d()
    >>> _ = layer(tidu.rand(2, 5, 4)); layer.num_features
    5
    """

    cls_to_become = BatchNorm1d


class LazyBatchNorm2d(LazyNorm, BatchNorm2d):
    """`BatchNorm2d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm2d.html

    >>> import tidu
    >>> layer = LazyBatchNorm2d()
    >>> _ = layer(tidu.rand(2, 5, 4, 4)); layer.num_features
    5
    """

    cls_to_become = BatchNorm2d


class LazyBatchNorm3d(LazyNorm, BatchNorm3d):
    """`BatchNorm3d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm3d.html

    >>> import tidu
    >>> layer = LazyBatchNorm3d()
    >>> _ = layer(tidu.rand(2, 5, 4, 4, 4)); layer.num_features
    5
    """

    cls_to_become = BatchNorm3d


class LazyInstanceNorm1d(LazyNorm, InstanceNorm1d):
    """`InstanceNorm1d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm1d.html

    >>> import tidu
    >>> layer = LazyInstanceNorm1d()
    >>> _ = layer(tidu.rand(2, 5, 4)); layer.num_features
    5
    """

    cls_to_become = InstanceNorm1d


class LazyInstanceNorm2d(LazyNorm, InstanceNorm2d):
    """`InstanceNorm2d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm2d.html

    >>> import tidu
    >>> layer = LazyInstanceNorm2d()
    >>> _ = layer(tidu.rand(2, 5, 4, 4)); layer.num_features
    5
    """

    cls_to_become = InstanceNorm2d


class LazyInstanceNorm3d(LazyNorm, InstanceNorm3d):
    """`InstanceNorm3d` with num_features taken from the channels of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm3d.html

    >>> import tidu
    >>> layer = LazyInstanceNorm3d()
    >>> _ = layer(tidu.rand(2, 5, 4, 4, 4)); layer.num_features
    5
    """

    cls_to_become = InstanceNorm3d
