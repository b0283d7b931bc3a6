"""The draws of a stream that take as many words as it happens: gamma, Dirichlet, Poisson, binomial."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

from tidu.core import stream_reject
from tidu.core.stream_normal import normals_in_pairs
from tidu.core.stream_real import RealStream, real_type
from tidu.text import say

AHEAD = 256  # uniform numbers drawn at a time; those not used are put back


class TrialStream(RealStream):
    """The draws by rejection. Each takes arrays of parameters, and draws in row-major order."""

    def gamma(self, shapes: np.ndarray) -> np.ndarray:
        """`torch._standard_gamma`: gamma numbers of rate 1, of the type and shape of `shapes`.

        >>> TrialStream(0).gamma(np.array([0.5, 2.0]))
        array([0.00078936, 0.6315406 ])
        """
        kind = real_type(shapes.dtype, "gamma")
        work = np.promote_types(kind, np.float32).type
        return np.maximum(self._gamma(shapes, work).astype(kind), np.finfo(kind).tiny)

    def _gamma(self, shapes: np.ndarray, kind: type[np.floating]) -> np.ndarray:
        with Ahead(self) as draw:
            values = [
                stream_reject.gamma(shape, draw.uniform, draw.normal, kind) for shape in numbers(shapes)
            ]
        return np.array(values, np.float64).reshape(shapes.shape)

    def dirichlet(self, concentrations: np.ndarray) -> np.ndarray:
        """`torch._sample_dirichlet`: shares that sum to 1 along the last axis.

        >>> TrialStream(0).dirichlet(np.array([0.5, 2.0]))
        array([0.00124833, 0.99875167])
        """
        kind = real_type(concentrations.dtype, "dirichlet")
        parts = np.maximum(self._gamma(concentrations, np.float64), np.finfo(np.float64).tiny)
        shares = (parts / parts.sum(-1, keepdims=True)).astype(kind)
        return np.clip(shares, np.finfo(kind).tiny, np.nextafter(kind.type(1), kind.type(0)))

    def poisson(self, rates: np.ndarray) -> np.ndarray:
        """`torch.poisson`: counts, of the type and shape of `rates`. RuntimeError for one below 0.

        >>> TrialStream(0).poisson(np.array([0.5, 20.0]))
        array([ 2., 28.])
        """
        kind = real_type(rates.dtype, "poisson")
        if not np.all(rates >= 0):
            raise RuntimeError(say("stream.poisson_rate", rate=rates.min()))
        return self._each(stream_reject.poisson, rates).astype(kind)

    def binomial(self, counts: np.ndarray, chances: np.ndarray) -> np.ndarray:
        """`torch.binomial`: successes in `counts` trials at `chances`, of one type and shape.

        >>> TrialStream(0).binomial(np.array([4.0, 100.0]), np.array([0.5, 0.5]))
        array([ 3., 52.])
        """
        kind = np.promote_types(real_type(counts.dtype, "binomial"), np.float32)
        pairs = zip(numbers(counts), numbers(chances), strict=True)
        with Ahead(self) as draw, np.errstate(divide="ignore"):
            values = [stream_reject.binomial(n, p, draw.uniform, kind.type) for n, p in pairs]
        return np.array(values, counts.dtype).reshape(counts.shape)

    def _each(self, rule: Callable[..., Any], parameters: np.ndarray) -> np.ndarray:
        with Ahead(self) as draw:
            values = [rule(parameter, draw.uniform) for parameter in numbers(parameters)]
        return np.array(values, np.float64).reshape(parameters.shape)


def numbers(values: np.ndarray) -> Sequence[float]:
    """All numbers of an array, in order.

    >>> numbers(np.array([[1.0], [2.0]]))
    [1.0, 2.0]
    """
    return values.astype(np.float64).ravel().tolist()


class Ahead:
    """Numbers of a stream one at a time, drawn in blocks: inside `with`; then the rest is put back.

    >>> one, other = RealStream(0), RealStream(0)
    >>> with Ahead(one) as draw:
    ...     first = draw.uniform()
    >>> first == other.unit(1, np.float64).item(), one.random_u64() == other.random_u64()
    (True, True)
    """

    def __init__(self, stream: RealStream):
        self.stream = stream

    def __enter__(self) -> Self:
        self.before = self.stream._engine.state
        self.block: list[float] = []
        self.used = 0
        return self

    def __exit__(self, *error: object) -> None:
        self.stream._engine.state = self.before
        self.stream.words64(self.used)

    def uniform(self) -> float:
        """A number in [0, 1) from two words."""
        if not self.block:
            self.block = self.stream.unit(AHEAD, np.float64)[::-1].tolist()
        self.used += 1
        return self.block.pop()

    def normal(self) -> float:
        """A standard normal; every second one is left over from the one before."""
        spare, self.stream._spare_normal = self.stream._spare_normal, None
        if spare is not None:
            return spare
        pair = np.array([self.uniform(), self.uniform()])
        value, self.stream._spare_normal = normals_in_pairs(pair)
        return value
