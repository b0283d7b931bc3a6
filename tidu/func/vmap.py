"""A function of single examples made one of batches: vmap, by a loop and a stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from tidu.func.tree import leaves, rebuilt
from tidu.tensor.generator import get_rng_state, set_rng_state
from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor
from tidu.text import say


def vmap(
    func: Callable[..., Any],
    in_dims: Any = 0,
    out_dims: Any = 0,
    randomness: str = "error",
    *,
    chunk_size: int | None = None,
) -> Callable[..., Any]:
    """A function that runs `func` for each slice along `in_dims` and stacks the results at `out_dims`.

    It is a loop: as quick as one. `randomness`: "error" refuses random numbers, with "different"
    every slice draws its own, with "same" all draw the same.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.func.vmap.html

    >>> import tidu
    >>> x, y = tidu.arange(6.0).reshape(3, 2), tidu.tensor([1.0, 10.0])
    >>> vmap(tidu.dot, in_dims=(0, None))(x, y)
    tensor([10., 32., 54.])
    """
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(say("autograd.vmap_random"))

    @wraps(func)
    def run(*args: Any, **kwargs: Any) -> Any:
        axes = _spread(in_dims, args, in_dims)
        given = leaves((args, kwargs))
        # Keywords are always mapped over their first axis, as PyTorch has it.
        axes += [0 if isinstance(x, Tensor) else None for x in leaves(kwargs)]
        size = _size(given, axes, in_dims)
        results = []
        before = get_rng_state()
        for k in range(size):
            parts = (x if d is None else x.select(d, k) for x, d in zip(given, axes, strict=True))
            one, named = rebuilt((args, kwargs), parts)
            if randomness == "same":
                set_rng_state(before)
            results.append(func(*one, **named))
        if randomness == "error" and not before.equal(get_rng_state()):
            set_rng_state(before)
            raise RuntimeError(say("autograd.vmap_random"))
        return _stacked(results, out_dims)

    return run


def _spread(dims: Any, tree: Any, whole: Any) -> list[int | None]:
    """The axis of each leaf of `tree`: one for all, or as `dims` says part by part."""
    if dims is None or isinstance(dims, int):
        return [dims if isinstance(x, Tensor) else None for x in leaves(tree)]
    if isinstance(dims, dict) and isinstance(tree, dict) and set(dims) == set(tree):
        pairs = [(dims[key], part) for key, part in tree.items()]
    elif isinstance(dims, tuple | list) and isinstance(tree, tuple | list) and len(dims) == len(tree):
        pairs = list(zip(dims, tree, strict=True))
    else:
        raise ValueError(say("autograd.vmap_dims", dims=whole))
    return [axis for part_dims, part in pairs for axis in _spread(part_dims, part, whole)]


def _size(given: list[Any], axes: list[int | None], in_dims: Any) -> int:
    """How many slices there are."""
    sizes = set()
    for x, axis in zip(given, axes, strict=True):
        if axis is not None:
            if not -x.ndim <= axis < x.ndim:
                raise ValueError(say("autograd.vmap_dims", dims=in_dims))
            sizes.add(x.shape[axis])
    if not sizes:
        raise ValueError(say("autograd.vmap_nothing", dims=in_dims))
    if len(sizes) > 1:
        raise ValueError(say("autograd.vmap_sizes", sizes=sorted(sizes)))
    return sizes.pop()


def _stacked(results: list[Any], out_dims: Any) -> Any:
    """The results of all slices as one, stacked leaf by leaf."""
    columns = list(zip(*(leaves(result) for result in results), strict=True))
    for column in columns:
        if not isinstance(column[0], Tensor):
            raise ValueError(say("autograd.vmap_output", given=type(column[0]).__name__))
    first = results[0]
    several = isinstance(out_dims, tuple | list)
    axes = leaves(out_dims) if several else [out_dims] * len(columns)
    made = [
        column[0] if axis is None else stack(list(column), axis)
        for column, axis in zip(columns, axes, strict=True)
    ]
    return rebuilt(first, iter(made))
