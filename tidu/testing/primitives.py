"""Is a primitive sound? Every column of its declaration, tried on its own samples."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import NotDifferentiable, Primitive, Sample
from tidu.core.shapes import form_of
from tidu.tensor.backward import grad
from tidu.tensor.handle import wrap
from tidu.tensor.tensor import Tensor
from tidu.testing.close import assert_close
from tidu.testing.gradients import check_gradients, same_form
from tidu.text import say

FLOAT64, FLOAT32 = np.dtype("float64"), np.dtype("float32")


def check_primitive(primitive: Primitive, *, seed: int = 0) -> None:
    """AssertionError unless every column of a primitive holds on its own samples.

    In float64 and float32: the result has the form that the form rule says; tensors give what
    arrays give; operands are not changed, however they lie in memory; a view shares memory and
    nothing else does; gradients have their operands' form and agree with finite differences
    to second order.

    >>> from tidu.ops.arithmetic import mul
    >>> check_primitive(mul)
    """
    for number, sample in enumerate(primitive.samples(np.random.default_rng(seed))):
        try:
            for kind in (FLOAT64, FLOAT32):
                typed = in_type(sample, kind)
                _check_run(primitive, typed)
                _check_alias(primitive, typed)
            _check_rules(primitive, in_type(sample, FLOAT64))
        except Exception as error:
            reason = str(error) if isinstance(error, AssertionError) else repr(error)
            told = say("testing.primitive", name=primitive.name, sample=number, reason=reason)
            raise AssertionError(told) from error


def in_type(sample: Sample, kind: np.dtype) -> Sample:
    """The sample with its real numbers, and a real type among its parameters, in `kind`."""
    arrays = (np.asarray(x) if isinstance(x, np.generic) else x for x in sample.operands)
    operands = tuple(x.astype(kind) if is_real(x) else x for x in arrays)
    params = {
        name: kind if isinstance(x, np.dtype) and x.kind == "f" else x
        for name, x in sample.params.items()
    }
    return Sample(operands, params)


def is_real(x: Any) -> bool:
    """Whether an operand can have a gradient."""
    return isinstance(x, np.ndarray) and x.dtype.kind == "f"


def bound(primitive: Primitive, operands: tuple, params: dict) -> Any:
    """What the primitive gives as an operation on tensors; a stream among `params` stays as it is."""
    given = tuple(wrap(x) if isinstance(x, np.ndarray) else x for x in operands)
    return mode.bind(primitive, given, deepcopy(params))


def _check_run(primitive: Primitive, sample: Sample) -> None:
    """The form rule, the tensor's way and the array's, and that operands stay as they are."""
    operands, params = sample.operands, sample.params
    form = primitive.form(*map(form_of, operands), **params)
    for lay in (as_it_is, strided, repeated):
        laid = tuple(lay(x) if is_real(x) else x for x in operands)
        before = deepcopy(laid)
        wanted = np.asarray(primitive.run(*laid, **deepcopy(params)))
        unchanged(laid, before, "run")
        if form_of(wanted) != form:
            raise AssertionError(say("testing.form", expected=form, actual=form_of(wanted)))
        assert_close(bound(primitive, laid, params), wanted, rtol=0, atol=0, equal_nan=True)
        assert_close(bound(primitive, deepcopy(laid), params), wanted, equal_nan=True)


def unchanged(operands: tuple, before: tuple, step: str) -> None:
    """AssertionError where an operand is not what it was."""
    for position, (x, old) in enumerate(zip(operands, before, strict=True)):
        if not np.array_equal(x, old):
            raise AssertionError(say("testing.mutated", position=position, step=step))


def as_it_is(x: np.ndarray) -> np.ndarray:
    """In order in memory."""
    return x


def strided(x: np.ndarray) -> np.ndarray:
    """The same numbers at every other place of a larger array, the last axis outermost."""
    room = np.zeros(tuple(2 * n for n in x.shape[::-1]), x.dtype).T
    part = room[(*(slice(None, None, 2) for _ in x.shape), ...)]
    part[...] = x
    return part


def repeated(x: np.ndarray) -> np.ndarray:
    """The first place of each axis, repeated over it by a stride of 0."""
    return np.broadcast_to(x[(*(slice(0, 1) for _ in x.shape), ...)], x.shape)


def _check_alias(primitive: Primitive, sample: Sample) -> None:
    """A view shares memory and version with its operand; nothing else does."""
    for position, x in enumerate(sample.operands):
        if not is_real(x) or not x.size:
            continue
        given = list(sample.operands)
        given[position] = tensor = wrap(x)
        result = mode.bind(primitive, tuple(given), deepcopy(sample.params))
        shared = bool(np.shares_memory(result._value, x))
        if shared != primitive.view or (result._counter is tensor._counter) != primitive.view:
            raise AssertionError(say("testing.alias", actual=shared, expected=primitive.view))


def _check_rules(primitive: Primitive, sample: Sample) -> None:
    """The gradient rules, against finite differences and in float32."""
    operands = sample.operands
    ruled = [k for k, x in enumerate(operands) if is_real(x) and primitive.rule(k) is not None]
    if isinstance(primitive.rules, NotDifferentiable) or not ruled:
        asking = tuple(wrap(x).requires_grad_() if is_real(x) else x for x in operands)
        if mode.bind(primitive, asking, deepcopy(sample.params)).requires_grad:
            raise AssertionError(say("testing.no_rule"))
        return

    def run(*given: Tensor) -> Tensor:
        filled = list(operands)
        for k, x in zip(ruled, given, strict=True):
            filled[k] = x
        params = in_type(sample, given[0]._value.dtype).params
        return mode.bind(primitive, tuple(filled), params)

    before = deepcopy(operands)
    check_gradients(run, tuple(wrap(operands[k]) for k in ruled))
    _check_single(run, [operands[k] for k in ruled])
    unchanged(operands, before, "backward")


def _check_single(run: Any, operands: list[np.ndarray]) -> None:
    """In float32 a gradient has its operand's shape and type, and nearly float64's value."""
    weight = np.random.default_rng(1).normal(size=run(*map(wrap, operands))._value.shape)
    found = []
    for kind in (FLOAT32, FLOAT64):
        given = [wrap(x.astype(kind)).requires_grad_() for x in operands]
        found.append(grad(run(*given), given, wrap(weight.astype(kind)), materialize_grads=True))
    for position, (x, single, double) in enumerate(zip(operands, *found, strict=True)):
        same_form(position, single._value, x.astype(FLOAT32))
        assert_close(single, double, rtol=1e-3, atol=1e-4, check_dtype=False)
