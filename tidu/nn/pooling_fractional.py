"""Layers that take the largest numbers of windows whose distances are drawn at random."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.functional import pooling_fractional
from tidu.functional.convolution import Extent
from tidu.nn.convolution import repeated
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor
from tidu.text import say


class FractionalPooling(Module):
    """The base of `FractionalMaxPool2d` and `FractionalMaxPool3d`.

    ValueError unless just one of `output_size` and `output_ratio` is given, and ratios lie between 0 and 1.
    """

    rank: ClassVar[int]
    _random_samples: Tensor | None

    def __init__(
        self,
        kernel_size: Extent,
        output_size: Extent | None = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Tensor | None = None,
    ):
        super().__init__()
        self.kernel_size = repeated(kernel_size, self.rank)
        self.return_indices = return_indices
        self.register_buffer("_random_samples", _random_samples)
        self.output_size = None if output_size is None else repeated(output_size, self.rank)
        self.output_ratio = None if output_ratio is None else repeated(output_ratio, self.rank)
        if (output_size is None) == (output_ratio is None):
            raise ValueError(say("pool.fractional", function=type(self).__name__))
        if self.output_ratio is not None and not all(0 < ratio < 1 for ratio in self.output_ratio):
            raise ValueError(say("pool.fractional_ratio", given=output_ratio))

    def forward(self, input: Tensor) -> Any:
        pool = getattr(pooling_fractional, f"fractional_max_pool{self.rank}d")
        return pool(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices,
            self._random_samples,
        )  # fmt: skip


class FractionalMaxPool2d(FractionalPooling):
    """The largest numbers of windows randomly apart, over [N, C, H, W] or [C, H, W].

    >>> import tidu
    >>> FractionalMaxPool2d(2, output_size=(3, 4))(tidu.ones(1, 2, 7, 9)).shape
    torch.Size([1, 2, 3, 4])
    """

    rank = 2


class FractionalMaxPool3d(FractionalPooling):
    """The largest numbers of windows randomly apart, over [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> FractionalMaxPool3d(2, output_ratio=0.5)(tidu.ones(1, 6, 6, 6)).shape
    torch.Size([1, 3, 3, 3])
    """

    rank = 3
