"""Batch normalisation."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.core.dtypes import int64
from tidu.functional.normalise import batch_norm
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty, ones, tensor, zeros
from tidu.tensor.tensor import Tensor


class Tracking(Module):
    """The base of norms of channels: weight and bias, and statistics of what was seen, where asked for."""

    _version = 2
    weight: Parameter | None
    bias: Parameter | None
    running_mean: Tensor | None
    running_var: Tensor | None
    num_batches_tracked: Tensor | None

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-05,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
        *,
        bias: bool = True,
    ):
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        kind = {"device": device, "dtype": dtype}
        for name, wanted in (("weight", affine), ("bias", affine and bias)):
            self.register_parameter(name, Parameter(empty(num_features, **kind)) if wanted else None)
        running = track_running_stats
        self.register_buffer("running_mean", zeros(num_features, **kind) if running else None)
        self.register_buffer("running_var", ones(num_features, **kind) if running else None)
        self.register_buffer("num_batches_tracked", tensor(0, dtype=int64) if running else None)
        self.reset_parameters()

    def reset_running_stats(self) -> None:
        """Forgets what was seen: mean 0, variance 1, no batches."""
        if self.running_mean is not None and self.running_var is not None:
            self.running_mean.zero_()
            self.running_var.fill_(1)
        if self.num_batches_tracked is not None:
            self.num_batches_tracked.zero_()

    def reset_parameters(self) -> None:
        """Starts anew: weight 1, bias 0, nothing seen."""
        self.reset_running_stats()
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def extra_repr(self) -> str:
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )

    def _load_from_state_dict(
        self, state: dict[str, Any], prefix: str, local_metadata: dict[str, Any], *args: Any
    ) -> None:
        # Before version 2 the batches were not counted.
        key = f"{prefix}num_batches_tracked"
        if (local_metadata.get("version") or 1) < 2 and self.track_running_stats and key not in state:
            state[key] = self.num_batches_tracked if self.num_batches_tracked is not None else tensor(0)
        super()._load_from_state_dict(state, prefix, local_metadata, *args)


class BatchNorm(Tracking):
    """The base of the batch norms, which differ in how many axes they take."""

    ranks: tuple[int, ...]

    def forward(self, input: Tensor) -> Tensor:
        self._check_input_dim(input)
        training = self.training or (self.running_mean is None and self.running_var is None)
        mean, variance = self.running_mean, self.running_var
        if self.training and not self.track_running_stats:
            mean = variance = None
        return batch_norm(input, mean, variance, self.weight, self.bias, training, self._momentum(), self.eps)

    def _momentum(self) -> float:
        """How far the running statistics move; None for momentum averages all batches evenly."""
        if self.training and self.track_running_stats and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None:
                return 1.0 / float(self.num_batches_tracked)
        return 0.0 if self.momentum is None else self.momentum

    def _check_input_dim(self, input: Tensor) -> None:
        shape = input._value.shape
        if len(shape) not in self.ranks:
            ranks = " or ".join(f"{rank}D" for rank in self.ranks)
            raise refusal(
                ValueError, "nn.batch_norm_axes", self, ranks=ranks, rank=len(shape), shape=list(shape)
            )
        if shape[1] != self.num_features:
            raise refusal(
                RuntimeError, "nn.batch_norm_width", self, shape=list(shape), size=shape[1],
                wanted=self.num_features, fix=f"nn.{type(self).__name__}({shape[1]})",
            )  # fmt: skip


class BatchNorm1d(BatchNorm):
    """Each channel of [n, channels] or [n, channels, length] at mean 0 and variance 1.

    While training the batch decides, and running statistics move towards it by `momentum`;
    in `eval()` those decide. ValueError for other axes or a batch of one value a channel.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html

    >>> import tidu
    >>> BatchNorm1d(1)(tidu.tensor([[1.0], [3.0]]))
    tensor([[-1.0000],
            [ 1.0000]], grad_fn=<NativeBatchNormBackward0>)
    """

    ranks = (2, 3)


class BatchNorm2d(BatchNorm):
    """Each channel of [n, channels, height, width] at mean 0 and variance 1; as `BatchNorm1d`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html

    >>> import tidu
    >>> BatchNorm2d(1)(tidu.tensor([[[[1.0, 3.0]]]])).flatten().detach()
    tensor([-1.0000,  1.0000])
    """

    ranks = (4,)


class BatchNorm3d(BatchNorm):
    """Each channel of [n, channels, depth, height, width] at mean 0 and variance 1; as `BatchNorm1d`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm3d.html

    >>> import tidu
    >>> BatchNorm3d(1)(tidu.tensor([[[[[1.0, 3.0]]]]])).flatten().detach()
    tensor([-1.0000,  1.0000])
    """

    ranks = (5,)
