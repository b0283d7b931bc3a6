"""What distributions over repeated trials share: the chance of success, or its logit."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import (
    broadcast_all,
    common_shape,
    lazy_property,
    logits_to_probs,
    probs_to_logits,
)
from tidu.tensor.size import Size
from tidu.text import say


class Chance(Distribution):
    """A distribution with a chance, given as `probs` or as `logits` = ln(p / (1 − p)).

    ValueError unless it is given as exactly one of them.
    """

    arg_constraints: ClassVar[Any] = {"probs": constraints.unit_interval, "logits": constraints.real}

    def _take(self, probs: Any, logits: Any, *others: Any) -> tuple[Any, ...]:
        """Sets the one that is given, broadcast with `others`, which are given back."""
        if (probs is None) == (logits is None):
            raise ValueError(say("distributions.either", one="probs", other="logits"))
        given, name = (logits, "logits") if probs is None else (probs, "probs")
        value, *rest = broadcast_all(given, *others)
        vars(self)[name] = self._param = value
        self._shape = common_shape(value, given, *others)
        return tuple(rest)

    @lazy_property
    def logits(self) -> Any:
        """ln(p / (1 − p))."""
        return probs_to_logits(self.probs, is_binary=True)

    @lazy_property
    def probs(self) -> Any:
        """The chance."""
        return logits_to_probs(self.logits, is_binary=True)

    @property
    def param_shape(self) -> Size:
        """The shape of the chance."""
        return self._param.shape
