"""Random numbers with a parameter for each: counts, waiting times, shares; PyTorch's for a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.ops import random
from tidu.tensor.generator import Generator, default_generator

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def tried(primitive: Any, operands: tuple[Any, ...], generator: Generator | None) -> Tensor:
    """One draw of `primitive` for the parameters `operands`, which have one shape and type."""
    stream = (generator or default_generator).stream
    return mode.bind(primitive, operands, {"stream": stream})


def poisson(input: Tensor, generator: Generator | None = None) -> Tensor:
    """Counts of events, one for each rate in input. RuntimeError for a rate below 0.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> poisson(tidu.tensor([0.5, 20.0]))
    tensor([ 2., 28.])
    """
    return tried(random.poisson, (input,), generator)


def binomial(count: Tensor, prob: Tensor, generator: Generator | None = None) -> Tensor:
    """How many of `count` trials succeed, each with the chance `prob`; both broadcast.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> binomial(tidu.tensor([4.0, 100.0]), tidu.tensor(0.5))
    tensor([ 3., 52.])
    """
    both: Any = count.broadcast_to(shape) if (shape := (count * prob).shape) != count.shape else count
    return tried(random.binomial, (both, prob.broadcast_to(shape)), generator)


def standard_gamma(self: Tensor, generator: Generator | None = None) -> Tensor:
    """Gamma numbers of rate 1, one for each shape parameter. They have no gradient.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> standard_gamma(tidu.tensor([2.0, 9.0]))
    tensor([4.5526, 7.8312])
    """
    return tried(random.gamma, (self.detach(),), generator)


def sample_dirichlet(self: Tensor, generator: Generator | None = None) -> Tensor:
    """Shares that sum to 1 along the last axis. They have no gradient.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> sample_dirichlet(tidu.tensor([2.0, 9.0]))
    tensor([0.3676, 0.6324])
    """
    return tried(random.dirichlet, (self.detach(),), generator)
