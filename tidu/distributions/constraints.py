"""What values a parameter or a sample may have: `constraint.check(value)` says where it holds.

Source: https://docs.pytorch.org/docs/stable/distributions.html#module-torch.distributions.constraints
"""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing
from tidu.tensor.arithmetic import abs as absolute
from tidu.tensor.comparison import eq, ge, gt, le, lt
from tidu.tensor.linear_algebra import tril
from tidu.tensor.triangles import cholesky_ex


class Constraint:
    """A condition on tensors. `event_dim` last axes are one value; `is_discrete` says what kind.

    >>> positive
    GreaterThan(lower_bound=0.0)
    """

    is_discrete = False
    event_dim = 0

    def check(self, value: Any) -> Any:
        """Where `value` fulfils this, bool [shape without the event axes]."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return type(self).__name__.lstrip("_") + "()"


class Dependent(Constraint):
    """A condition that depends on other parameters, and is not checked by itself."""

    def __init__(self, *, is_discrete: bool = False, event_dim: int = 0):
        self.is_discrete, self.event_dim = is_discrete, event_dim


class DependentProperty(property, Dependent):
    """A property that gives the condition; on the class it stands for one not known yet."""

    def __init__(self, function: Any = None, *, is_discrete: bool = False, event_dim: int = 0):
        property.__init__(self, function)
        Dependent.__init__(self, is_discrete=is_discrete, event_dim=event_dim)

    def __call__(self, function: Any) -> DependentProperty:
        return DependentProperty(function, is_discrete=self.is_discrete, event_dim=self.event_dim)


def is_dependent(constraint: Any) -> bool:
    """Whether it cannot be checked by itself.

    >>> is_dependent(dependent), is_dependent(real)
    (True, False)
    """
    return isinstance(constraint, Dependent)


class Independent(Constraint):
    """A condition on each element that counts for the last axes as a whole.

    >>> import tidu
    >>> independent(positive, 1).check(tidu.tensor([[1.0, 2.0], [1.0, -1.0]]))
    tensor([ True, False])
    """

    def __init__(self, base_constraint: Constraint, reinterpreted_batch_ndims: int):
        self.base_constraint = base_constraint
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        self.is_discrete = base_constraint.is_discrete
        self.event_dim = base_constraint.event_dim + reinterpreted_batch_ndims

    def check(self, value: Any) -> Any:
        result = self.base_constraint.check(value)
        for _ in range(self.reinterpreted_batch_ndims):
            result = result.all(-1)
        return result

    def __repr__(self) -> str:
        return f"Independent({self.base_constraint!r}, {self.reinterpreted_batch_ndims})"


class Boolean(Constraint):
    """0 or 1."""

    is_discrete = True

    def check(self, value: Any) -> Any:
        return eq(value, 0) | eq(value, 1)


class OneHot(Constraint):
    """One 1 along the last axis, the rest 0."""

    is_discrete = True
    event_dim = 1

    def check(self, value: Any) -> Any:
        return (eq(value, 0) | eq(value, 1)).all(-1) & eq(value.sum(-1), 1)


class IntegerInterval(Constraint):
    """Whole numbers from one bound to another, both included."""

    is_discrete = True

    def __init__(self, lower_bound: Any, upper_bound: Any):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound

    def check(self, value: Any) -> Any:
        return eq(value % 1, 0) & ge(value, self.lower_bound) & le(value, self.upper_bound)

    def __repr__(self) -> str:
        return f"IntegerInterval(lower_bound={self.lower_bound}, upper_bound={self.upper_bound})"


class IntegerGreaterThan(Constraint):
    """Whole numbers from a bound on."""

    is_discrete = True

    def __init__(self, lower_bound: Any):
        self.lower_bound = lower_bound

    def check(self, value: Any) -> Any:
        return eq(value % 1, 0) & ge(value, self.lower_bound)

    def __repr__(self) -> str:
        return f"IntegerGreaterThan(lower_bound={self.lower_bound})"


class Real(Constraint):
    """Any number but NaN."""

    def check(self, value: Any) -> Any:
        return eq(value, value)


class GreaterThan(Constraint):
    """Above a bound."""

    def __init__(self, lower_bound: Any):
        self.lower_bound = lower_bound

    def check(self, value: Any) -> Any:
        return gt(value, self.lower_bound)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(lower_bound={self.lower_bound})"


class GreaterThanEq(GreaterThan):
    """At a bound or above."""

    def check(self, value: Any) -> Any:
        return ge(value, self.lower_bound)


class LessThan(Constraint):
    """Below a bound."""

    def __init__(self, upper_bound: Any):
        self.upper_bound = upper_bound

    def check(self, value: Any) -> Any:
        return lt(value, self.upper_bound)

    def __repr__(self) -> str:
        return f"LessThan(upper_bound={self.upper_bound})"


class Interval(Constraint):
    """From one bound to another, both included."""

    def __init__(self, lower_bound: Any, upper_bound: Any):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound

    def check(self, value: Any) -> Any:
        return ge(value, self.lower_bound) & le(value, self.upper_bound)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(lower_bound={self.lower_bound}, upper_bound={self.upper_bound})"


class HalfOpenInterval(Interval):
    """From one bound to below another."""

    def check(self, value: Any) -> Any:
        return ge(value, self.lower_bound) & lt(value, self.upper_bound)


class Simplex(Constraint):
    """Shares along the last axis: none below 0, and a sum of 1."""

    event_dim = 1

    def check(self, value: Any) -> Any:
        return ge(value, 0).all(-1) & lt(absolute(value.sum(-1) - 1), 1e-6)


class Multinomial(Constraint):
    """Counts along the last axis that sum to no more than a number."""

    is_discrete = True
    event_dim = 1

    def __init__(self, upper_bound: Any):
        self.upper_bound = upper_bound

    def check(self, value: Any) -> Any:
        return ge(value, 0).all(-1) & le(value.sum(-1), self.upper_bound)


class LowerCholesky(Constraint):
    """Square matrices with nothing above the diagonal, and positive numbers on it."""

    event_dim = 2

    def check(self, value: Any) -> Any:
        triangular = eq(tril(value), value).flatten(-2).all(-1)
        return triangular & gt(value.diagonal(dim1=-2, dim2=-1), 0).all(-1)


class PositiveDefinite(Constraint):
    """Symmetric matrices with positive eigenvalues."""

    event_dim = 2

    def check(self, value: Any) -> Any:
        near = le(absolute(value - value.mT), 1e-8 + 1e-6 * absolute(value.mT))
        return near.flatten(-2).all(-1) & eq(cholesky_ex(value)[1], 0)


dependent = Dependent()
dependent_property = DependentProperty
independent = Independent
boolean, one_hot = Boolean(), OneHot()
nonnegative_integer, positive_integer = IntegerGreaterThan(0), IntegerGreaterThan(1)
integer_interval, multinomial = IntegerInterval, Multinomial
real, real_vector = Real(), Independent(Real(), 1)
positive, nonnegative = GreaterThan(0.0), GreaterThanEq(0.0)
greater_than, greater_than_eq, less_than = GreaterThan, GreaterThanEq, LessThan
unit_interval, interval, half_open_interval = Interval(0.0, 1.0), Interval, HalfOpenInterval
simplex, lower_cholesky, positive_definite = Simplex(), LowerCholesky(), PositiveDefinite()

__getattr__ = refusing("torch.distributions.constraints", globals())
