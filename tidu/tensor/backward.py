"""The backward pass as a person asks for it: backward, autograd.grad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.read.grad import walk
from tidu.tensor.anomaly import guard
from tidu.tensor.handle import Handle, Leaf, add_gradient, tensor_of, wrap
from tidu.tensor.joining import stack
from tidu.tensor.tape import grad_mode, place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def seed(root: Tensor, gradient: Any, create_graph: bool) -> Any:
    """The cotangent that the walk starts with."""
    if gradient is None:
        if root._value.size != 1:
            raise RuntimeError(say("errors.backward_of_many", shape=list(root._value.shape)))
        ones = np.ones(root._value.shape, root._value.dtype)
        return wrap(ones) if create_graph else ones
    if not isinstance(gradient, Handle):
        raise TypeError(say("errors.grad_kind", given=type(gradient).__name__))
    if gradient._value.shape != root._value.shape:
        given, wanted = list(gradient._value.shape), list(root._value.shape)
        raise RuntimeError(say("errors.seed_shape", given=given, wanted=wanted))
    if create_graph:
        return gradient
    if mode.recorder is not None:
        return mode.recorder.seed(gradient, root._value.dtype)
    return np.asarray(gradient._value, root._value.dtype)


def carry(roots: Sequence[Tensor], gradients: Sequence[Any], goals: Any, keep: bool, create: bool) -> dict:
    """The walk from `roots`, taped itself where `create` asks it."""
    cotangents: dict[Any, Any] = {}
    for root, gradient in zip(roots, gradients, strict=True):
        node = place(root)
        if node is None:
            raise RuntimeError(say("errors.backward_of_constant"))
        start = seed(root, gradient, create)
        cotangents[node] = cotangents[node] + start if node in cotangents else start
    if mode.recorder is not None:
        mode.recorder.walked(cotangents)
    guard(cotangents)
    if not create:
        doctor = mode.doctor if mode.recorder is None else None
        if doctor is not None:
            doctor.before_backward(roots[0])
        arrived = walk(cotangents, goals=goals, keep=keep, lift=None, wrap=tensor_of)
        if doctor is not None:
            doctor.after_backward()
        return arrived
    with grad_mode(True):
        return walk(cotangents, goals=goals, keep=keep, lift=wrap, wrap=tensor_of)


def backward(
    self: Tensor,
    gradient: Tensor | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Any = None,
) -> None:
    """Adds d self / d leaf, weighted by `gradient`, to every leaf's `grad`.

    The tape is freed unless `retain_graph`; with `create_graph` the gradients are taped too.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.backward.html

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> (x ** 2).backward()
    >>> x.grad
    tensor(6.)
    """
    keep = create_graph if retain_graph is None else retain_graph
    spread([self], [gradient], keep, create_graph, inputs)


def backward_of(
    tensors: Any,
    grad_tensors: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    *,
    inputs: Any = None,
) -> None:
    """As `Tensor.backward`, from several tensors at once; only to `inputs` where they are given.

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> backward_of([x * 2, x ** 2], [None, tidu.tensor(10.0)])
    >>> x.grad
    tensor(62.)
    """
    keep = create_graph if retain_graph is None else retain_graph
    spread(listed(tensors), paired(tensors, grad_tensors), keep, create_graph, inputs)


def spread(roots: list, weights: list, keep: bool, create: bool, inputs: Any) -> None:
    """Adds the gradients of `roots` to every leaf, or to `inputs` alone."""
    if inputs is None:
        carry(roots, weights, None, keep, create)
        return
    goals = {place(x): x for x in listed(inputs)}
    if not goals:
        raise RuntimeError(say("errors.no_inputs"))
    if None in goals:
        raise RuntimeError(say("errors.grad_of_constant"))
    for node, g in carry(roots, weights, set(goals), keep, create).items():
        if isinstance(node, Leaf):
            node.accumulate(g, create)
        else:
            add_gradient(goals[node], g, create)


def listed(given: Any) -> list:
    """One tensor or several, as a list."""
    return [given] if given is None or isinstance(given, Handle) else list(given)


def paired(tensors: Any, weights: Any) -> list:
    """A weight, or None, for each of the tensors."""
    count = len(listed(tensors))
    made = [None] * count if weights is None else listed(weights)
    if len(made) != count:
        raise RuntimeError(say("errors.seed_count", given=len(made), wanted=count))
    return made


def grad(
    outputs: Any,
    inputs: Any,
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> Any:
    """d outputs / d inputs, weighted by `grad_outputs`, without touching any `grad`.

    With `is_grads_batched` the first axis of each of `grad_outputs` is a batch of weights, and
    so is that of each result. Inputs in a dictionary give a dictionary.

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> grad(x ** 2, x)
    (tensor(6.),)
    """
    if isinstance(inputs, dict):
        found = grad(
            outputs, list(inputs.values()), grad_outputs, retain_graph, create_graph, only_inputs,
            allow_unused, is_grads_batched, materialize_grads,
        )  # fmt: skip
        return dict(zip(inputs, found, strict=True))
    if is_grads_batched:
        settings = {"create_graph": create_graph, "allow_unused": allow_unused}
        return batched(outputs, inputs, grad_outputs, retain_graph, materialize_grads, settings)
    roots, weights, wanted = listed(outputs), paired(outputs, grad_outputs), listed(inputs)
    places = [place(x) for x in wanted]
    if any(node is None for node in places):
        raise RuntimeError(say("errors.grad_of_constant"))
    if materialize_grads and allow_unused is False:
        raise ValueError(say("errors.unused_false"))
    keep = create_graph if retain_graph is None else retain_graph
    arrived = carry(roots, weights, set(places), keep, create_graph)
    found = []
    for x, node in zip(wanted, places, strict=True):
        g = arrived.get(node)
        if g is None and not (allow_unused or materialize_grads):
            raise RuntimeError(say("errors.unused"))
        if g is None:
            form = x._value.shape, x._value.dtype
            found.append(wrap(np.zeros(*form)) if materialize_grads else None)
        elif isinstance(g, Handle):
            found.append(g)
        else:
            found.append(wrap(g if mode.recorder is not None else np.array(g)))
    return tuple(found)


def batched(
    outputs: Any, inputs: Any, weights: Any, retain: bool | None, materialize: bool, settings: dict
) -> tuple[Any, ...]:
    """A gradient for each of the weights along their first axis, stacked."""
    given = listed(weights)
    sizes = {x._value.shape[0] if isinstance(x, Handle) and x._value.ndim else -1 for x in given}
    if len(sizes) != 1 or -1 in sizes:
        shapes = [list(x.shape) if isinstance(x, Handle) else x for x in given]
        raise RuntimeError(say("autograd.batched", shapes=shapes))
    (count,) = sizes
    rows = [
        grad(
            outputs, inputs, [x[k] for x in given], materialize_grads=materialize,
            retain_graph=True if k + 1 < count else retain, **settings,
        )
        for k in range(count)
    ]  # fmt: skip
    return tuple(None if row[0] is None else stack(list(row)) for row in zip(*rows, strict=True))
