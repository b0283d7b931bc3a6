"""What `autograd.functional` asks of functions and vectors, and how it refuses others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.tensor.backward import grad
from tidu.tensor.tensor import Tensor
from tidu.text import say


def listed(given: Any) -> list[Tensor]:
    """One tensor or several, as a list."""
    return list(given) if isinstance(given, tuple | list) else [given]


def tensors_only(name: str, what: str, given: Any) -> None:
    """TypeError, as PyTorch has it, where something is no tensor."""
    for position, x in enumerate(listed(given)):
        if not isinstance(x, Tensor):
            told = {"what": what, "position": position, "given": type(x).__name__}
            raise TypeError(say("autograd.tensors", function=name, **told))


def number(output: Any, name: str) -> Tensor:
    """A function's result, which must be one tensor with one element."""
    tensors_only(name, "outputs of the user-provided function", output)
    if not isinstance(output, Tensor):
        raise RuntimeError(say("autograd.one_number", function=name, shape=f"{len(output)} tensors"))
    if output.numel() != 1:
        raise RuntimeError(say("autograd.one_number", function=name, shape=list(output.shape)))
    return output


def weights_for(name: str, v: Any, tensors: Sequence[Tensor]) -> list[Any]:
    """A vector for each of `tensors`, of its shape; None only for one number."""
    if v is None:
        if len(tensors) != 1 or tensors[0].numel() != 1:
            raise RuntimeError(say("autograd.weights", function=name))
        return [None]
    vectors = listed(v)
    if len(vectors) != len(tensors):
        counts = {"given": len(vectors), "wanted": len(tensors)}
        raise RuntimeError(say("autograd.weight_count", function=name, **counts))
    for vector, x in zip(vectors, tensors, strict=True):
        if vector.shape != x.shape:
            shapes = {"given": list(vector.shape), "wanted": list(x.shape)}
            raise RuntimeError(say("autograd.weight_shape", function=name, **shapes))
    return vectors


def check_strategy(name: str, strategy: str, vectorize: bool) -> None:
    """ValueError or NotImplementedError for a way that PyTorch does not have either."""
    if strategy not in ("reverse-mode", "forward-mode"):
        raise AssertionError(say("autograd.strategy", function=name, given=strategy))
    if strategy == "forward-mode" and not vectorize:
        raise NotImplementedError(say("autograd.strategy", function=name, given=strategy))


def refuse_independent(name: str, outputs: Sequence[Tensor], points: Sequence[Tensor]) -> None:
    """RuntimeError where an output does not depend on a point: for `strict`."""
    for k, output in enumerate(outputs):
        found: Any = [None] * len(points)
        if output.requires_grad:
            found = grad(output.sum(), points, retain_graph=True, allow_unused=True)
        for i, g in enumerate(found):
            if g is None:
                raise RuntimeError(say("autograd.strict", function=name, output=k, input=i))
