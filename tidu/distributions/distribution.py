"""The base of all distributions: shapes, checks, and what can be derived from the rest."""

from __future__ import annotations

import copy
import warnings
from functools import cached_property
from typing import Any

from tidu.core.mode import mode
from tidu.distributions import constraints
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.handle import Handle
from tidu.tensor.size import Size
from tidu.text import say


def lacking(name: str) -> Any:
    """A property that a distribution need not have: NotImplementedError with what to do instead.

    >>> class Coin(Distribution):
    ...     arg_constraints = {}
    >>> Coin().mean
    Traceback (most recent call last):
    NotImplementedError: Coin does not implement mean. ...
    """

    def missing(self: Any) -> Any:
        raise NotImplementedError(self._lacks(name))

    return property(missing)


class Distribution:
    """A distribution, or a batch of them: `batch_shape` many, over values of `event_shape`.

    One's own derives from it, names its parameters with their limits in `arg_constraints` and
    its values in `support`, and writes `rsample` (or `sample`) and `log_prob`. ValueError for
    parameters or values out of their limits, unless `validate_args=False`.
    Source: https://docs.pytorch.org/docs/stable/distributions.html

    >>> class Coin(Distribution):
    ...     arg_constraints = {}
    >>> Coin(Size((3,))).batch_shape
    torch.Size([3])
    """

    arg_constraints: Any = lacking("arg_constraints")
    support: Any = lacking("support")
    mean: Any = lacking("mean")
    mode: Any = lacking("mode")
    variance: Any = lacking("variance")
    stddev: Any = property(lambda self: self.variance.sqrt())
    has_rsample: Any = False
    has_enumerate_support: Any = False
    _validate_args = True

    def __init__(
        self,
        batch_shape: Any = Size(),  # noqa: B008
        event_shape: Any = Size(),  # noqa: B008
        validate_args: bool | None = None,
    ):
        self._batch_shape, self._event_shape = Size(batch_shape), Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args and mode.recorder is None:
            self._check_parameters()

    @staticmethod
    def set_default_validate_args(value: bool) -> None:
        """Whether distributions made from now on check their parameters and values."""
        if value not in (True, False):
            raise ValueError(say("distributions.validate", given=value))
        Distribution._validate_args = value

    def _lacks(self, what: str) -> str:
        return say("distributions.lacks", name=type(self).__name__, what=what)

    def _check_parameters(self) -> None:
        for name, constraint in self.arg_constraints.items():
            known = name in vars(self) or not isinstance(getattr(type(self), name, None), cached_property)
            if known and not constraints.is_dependent(constraint):
                value = getattr(self, name)
                if not constraint.check(value).all():
                    raise ValueError(self._outside("parameter", name, value, constraint))

    def _outside(self, what: str, name: str, value: Any, constraint: Any) -> str:
        given = f"{type(value).__name__} of shape {tuple(value.shape)}"
        key = f"distributions.{what}"
        return say(key, name=name, given=given, of=repr(self), constraint=repr(constraint), value=value)

    @property
    def batch_shape(self) -> Size:
        """The shape of the batch of distributions."""
        return self._batch_shape

    @property
    def event_shape(self) -> Size:
        """The shape of one value."""
        return self._event_shape

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        """The same distributions as a batch of a shape that theirs broadcasts to; nothing is copied."""
        batch_shape = Size(batch_shape)
        wider, rank = copy.copy(self), len(self._batch_shape)
        for name, value in vars(self).items():
            if isinstance(value, Handle):
                tensor: Any = value
                vars(wider)[name] = tensor.expand(batch_shape + tensor.shape[rank:])
            elif isinstance(value, Distribution):
                vars(wider)[name] = value.expand(batch_shape)
        wider._batch_shape = batch_shape
        return wider

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        """Values [sample_shape, batch_shape, event_shape], PyTorch's for a seed; without a gradient."""
        with no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        """As `sample`, computed from the parameters so that they get a gradient."""
        raise NotImplementedError(self._lacks("rsample"))

    def sample_n(self, n: int) -> Any:
        """`sample((n,))`, its old name."""
        warnings.warn(say("distributions.sample_n"), FutureWarning, stacklevel=2)
        return self.sample((n,))

    def log_prob(self, value: Any) -> Any:
        """ln of the density, or of the probability, of `value` [..., event_shape]."""
        raise NotImplementedError(self._lacks("log_prob"))

    def cdf(self, value: Any) -> Any:
        """The probability of `value` or less."""
        raise NotImplementedError(self._lacks("cdf"))

    def icdf(self, value: Any) -> Any:
        """The number that is not exceeded with probability `value`."""
        raise NotImplementedError(self._lacks("icdf"))

    def enumerate_support(self, expand: bool = True) -> Any:
        """All values, along a new first axis."""
        raise NotImplementedError(self._lacks("enumerate_support"))

    def entropy(self) -> Any:
        """The entropy, in nats."""
        raise NotImplementedError(self._lacks("entropy"))

    def perplexity(self) -> Any:
        """e to the power of the entropy."""
        return self.entropy().exp()

    def _extended_shape(self, sample_shape: Any = Size()) -> Size:  # noqa: B008
        return Size(sample_shape) + self._batch_shape + self._event_shape

    def _validate_sample(self, value: Any) -> None:
        """ValueError for a value of a wrong kind or shape, or that cannot occur."""
        if not self._validate_args:
            return
        if not isinstance(value, Handle):
            raise ValueError(say("distributions.value_kind", given=type(value).__name__))
        given: Any = value
        shape, rank = given.shape, len(self._event_shape)
        if shape[len(shape) - rank :] != self._event_shape:
            raise ValueError(say("distributions.value_event", given=shape, wanted=self._event_shape))
        wanted = self._batch_shape + self._event_shape
        for one, other in zip(reversed(shape), reversed(wanted), strict=False):
            if one != 1 and other != 1 and one != other:
                raise ValueError(say("distributions.value_batch", given=shape, wanted=wanted))
        if mode.recorder is None and not self.support.check(given).all():
            raise ValueError(self._outside("value", "value", given, self.support))

    def __repr__(self) -> str:
        known = {name: vars(self)[name] for name in self.arg_constraints if name in vars(self)}
        parts = (f"{name}: {x if x.numel() == 1 else x.size()}" for name, x in known.items())
        return f"{type(self).__name__}({', '.join(parts)})"
