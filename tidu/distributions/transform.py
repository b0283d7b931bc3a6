"""Functions with an inverse that know how they change densities: the base, inverses, compositions.

Source: https://docs.pytorch.org/docs/stable/distributions.html#module-torch.distributions.transforms
"""

from __future__ import annotations

import math
from typing import Any

from tidu.distributions import constraints
from tidu.distributions.utils import sum_rightmost
from tidu.tensor.creation import zeros_like
from tidu.tensor.handle import Handle
from tidu.text import say


class Transform:
    """y = f(x). One's own derives from it and writes `_call`, `_inverse`, `log_abs_det_jacobian`.

    `inv` is the inverse, `domain` and `codomain` are the limits of x and y; `sign` is 1 where f
    rises, −1 where it falls. `cache_size` is PyTorch's, and changes no numbers.

    >>> import tidu
    >>> from tidu.distributions.transforms import ExpTransform
    >>> ExpTransform().inv(tidu.tensor(1.0))
    tensor(0.)
    """

    bijective = False
    domain: Any = constraints.real
    codomain: Any = constraints.real
    sign: Any
    inv: Any = property(lambda self: InverseTransform(self))

    def __init__(self, cache_size: int = 0):
        self._cache_size = cache_size

    @property
    def event_dim(self) -> int:
        """How many last axes are one value."""
        return max(self.domain.event_dim, self.codomain.event_dim)

    def with_cache(self, cache_size: int = 1) -> Transform:
        """Itself: nothing is kept."""
        return self

    def __call__(self, x: Any) -> Any:
        return self._call(x)

    def _call(self, x: Any) -> Any:
        raise NotImplementedError(say("distributions.no_inverse", name=f"{type(self).__name__}.inv"))

    def _inverse(self, y: Any) -> Any:
        raise NotImplementedError(say("distributions.no_inverse", name=type(self).__name__))

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """ln |dy/dx|, by which densities change."""
        raise NotImplementedError(say("distributions.no_density", name=type(self).__name__))

    def forward_shape(self, shape: Any) -> Any:
        """The shape of y for a shape of x."""
        return shape

    def inverse_shape(self, shape: Any) -> Any:
        """The shape of x for a shape of y."""
        return shape

    def __eq__(self, other: object) -> bool:
        mine = {name: value for name, value in vars(self).items() if name != "_cache_size"}
        return type(self) is type(other) and all(same(x, vars(other)[name]) for name, x in mine.items())

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def same(one: Any, other: Any) -> bool:
    """Whether two parameters of transforms are equal."""
    if isinstance(one, Handle) or isinstance(other, Handle):
        return bool((one == other).all())  # pyright: ignore
    return one == other


class InverseTransform(Transform):
    """The inverse of another, backwards in everything."""

    def __init__(self, transform: Transform):
        super().__init__()
        self._inv = transform

    domain = property(lambda self: self._inv.codomain)
    codomain = property(lambda self: self._inv.domain)
    bijective = property(lambda self: self._inv.bijective)
    sign = property(lambda self: self._inv.sign)
    inv = property(lambda self: self._inv)

    def _call(self, x: Any) -> Any:
        return self._inv._inverse(x)

    def _inverse(self, y: Any) -> Any:
        return self._inv._call(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -self._inv.log_abs_det_jacobian(y, x)

    def forward_shape(self, shape: Any) -> Any:
        return self._inv.inverse_shape(shape)

    def inverse_shape(self, shape: Any) -> Any:
        return self._inv.forward_shape(shape)

    def __repr__(self) -> str:
        return f"_InverseTransform({self._inv!r})"


class ComposeTransform(Transform):
    """Several, one after another.

    >>> import tidu
    >>> from tidu.distributions.transforms import AffineTransform, ExpTransform
    >>> ComposeTransform([ExpTransform(), AffineTransform(1.0, 2.0)])(tidu.tensor(0.0))
    tensor(3.)
    """

    def __init__(self, parts: list[Transform], cache_size: int = 0):
        super().__init__(cache_size)
        self.parts = parts

    @property
    def domain(self) -> Any:
        """That of the first, over as many axes as any needs."""
        if not self.parts:
            return constraints.real
        rank = self.parts[-1].codomain.event_dim
        for part in reversed(self.parts):
            rank = max(rank + part.domain.event_dim - part.codomain.event_dim, part.domain.event_dim)
        return over(self.parts[0].domain, rank)

    @property
    def codomain(self) -> Any:
        """That of the last, over as many axes as any needs."""
        if not self.parts:
            return constraints.real
        rank = self.parts[0].domain.event_dim
        for part in self.parts:
            rank = max(rank + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim)
        return over(self.parts[-1].codomain, rank)

    bijective = property(lambda self: all(part.bijective for part in self.parts))
    sign = property(lambda self: math.prod(part.sign for part in self.parts))
    inv = property(lambda self: ComposeTransform([part.inv for part in reversed(self.parts)]))

    def _call(self, x: Any) -> Any:
        for part in self.parts:
            x = part(x)
        return x

    def _inverse(self, y: Any) -> Any:
        return self.inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        total, rank = zeros_like(x), self.domain.event_dim
        total = sum_rightmost(total, rank)
        for part in self.parts:
            after = y if part is self.parts[-1] else part(x)
            change = part.log_abs_det_jacobian(x, after)
            total = total + sum_rightmost(change, rank - part.domain.event_dim)
            rank += part.codomain.event_dim - part.domain.event_dim
            x = after
        return total

    def forward_shape(self, shape: Any) -> Any:
        for part in self.parts:
            shape = part.forward_shape(shape)
        return shape

    def inverse_shape(self, shape: Any) -> Any:
        for part in reversed(self.parts):
            shape = part.inverse_shape(shape)
        return shape

    def __repr__(self) -> str:
        inner = ",\n    ".join(map(repr, self.parts))
        return f"ComposeTransform(\n    {inner}\n)"


def over(constraint: Any, rank: int) -> Any:
    """`constraint` for values of `rank` axes."""
    more = rank - constraint.event_dim
    return constraints.independent(constraint, more) if more else constraint
