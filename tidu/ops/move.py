"""Primitives that place elements anew without computing, and their gradients."""

from __future__ import annotations

from functools import lru_cache
from math import prod

import numpy as np

from tidu.core.forms import same
from tidu.core.native import KERNEL, LAYOUT
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.core.shapes import Form, broadcast_shapes, resolve_shape
from tidu.text import say

ALL = (None, None, 1)  # a slice of a whole axis, in a hashable key


def _expand(x, *, shape):
    """A view that repeats `x` by strides of 0. NumPy's broadcast_to, at a sixth of its cost."""
    x = np.asarray(x)
    rank = len(shape)
    if x.ndim == 0 and prod(shape):
        return np.ndarray(shape, x.dtype, x, 0, (0,) * rank)
    strides = [0] * rank
    offset = rank - x.ndim
    if offset < 0:
        raise ValueError("expand: the shape has fewer axes")
    for axis, (n, stride) in enumerate(zip(x.shape, x.strides, strict=True)):
        if n == shape[offset + axis]:
            strides[offset + axis] = stride
        elif n != 1:
            raise ValueError("expand: the shapes do not match")
    if x.flags.c_contiguous and x.size and prod(shape):
        return np.ndarray(shape, x.dtype, x, 0, strides)
    return np.broadcast_to(x, shape)


def _expanded(x: Form, *, shape) -> Form:
    if broadcast_shapes(x.shape, shape, operation="expand") != shape:
        raise RuntimeError(say("errors.expand", a=x.shape, b=shape))
    return Form(shape, x.dtype)


def _concatenated(*xs: Form, axis, sizes) -> Form:
    first = xs[0]
    for position, x in enumerate(xs):
        if len(x.shape) != len(first.shape) or any(
            m != n for k, (m, n) in enumerate(zip(x.shape, first.shape, strict=True)) if k != axis
        ):
            raise RuntimeError(say("errors.cat", a=first.shape, b=x.shape, position=position, axis=axis))
    total = sum(x.shape[axis] for x in xs)
    shape = (*first.shape[:axis], total, *first.shape[axis + 1 :])
    return Form(shape, first.dtype)


def part_of(g, position, axis, sizes):
    """The part of a concatenation's cotangent that belongs to the operand at `position`."""
    start = sum(sizes[:position])
    return take_slice(g, key=(*(ALL,) * axis, (start, start + sizes[position], 1)))


@lru_cache(4096)
def decode(key: tuple) -> tuple:
    """A hashable key as NumPy's: an int, a (start, stop, step) slice, or "new" for a new axis.

    It ends in `...`, because without it NumPy copies a single element out instead of viewing it.

    >>> decode((2, (None, 4, 1), "new"))
    (2, slice(None, 4, 1), None, Ellipsis)
    """
    parts = (slice(*part) if isinstance(part, tuple) else None if part == "new" else part for part in key)
    return (*parts, ...)


def _sliced(x: Form, *, key) -> Form:
    ghost = np.broadcast_to(np.zeros((), x.dtype), x.shape)
    return Form(ghost[decode(key)].shape, x.dtype)


def _embed(x, *, key, shape):
    whole = np.zeros(shape, x.dtype)
    whole[decode(key)] = x
    return whole


def inverse(axes: tuple[int, ...]) -> tuple[int, ...]:
    """The permutation that undoes `axes`.

    >>> inverse((2, 0, 1))
    (1, 2, 0)
    """
    back = [0] * len(axes)
    for place, axis in enumerate(axes):
        back[axis] = place
    return tuple(back)


reshape = declare(
    "reshape", "x", native=LAYOUT, view=True,
    run=lambda x, *, shape: x.reshape(shape),
    form=lambda x, *, shape: Form(resolve_shape(shape, prod(x.shape)), x.dtype),
    grad={"x": lambda g, x_shape: reshape(g, shape=x_shape)},
    samples=each((((2, 3),), {"shape": (3, 2)}), (((),), {"shape": (1, 1)}), (((0, 2),), {"shape": (0,)})),
    formula="x",
    sentence=("lays {x} out anew as {shape}", "把 {x} 重排为 {shape}"),
)
permute = declare(
    "permute", "x", native=LAYOUT, view=True,
    run=lambda x, *, axes: x.transpose(axes),
    form=lambda x, *, axes: Form(tuple(x.shape[axis] for axis in axes), x.dtype),
    grad={"x": lambda g, axes: permute(g, axes=inverse(axes))},
    samples=each((((2, 3),), {"axes": (1, 0)}), (((2, 3, 4),), {"axes": (2, 0, 1)})),
    formula="permute(x, axes)",
    sentence=("orders the axes of {x} as {axes}", "把 {x} 的各维按 {axes} 重新排列"),
)
expand = declare(
    "expand", "x", run=_expand, form=_expanded, native=LAYOUT, view=True,
    grad={"x": lambda g: g},  # the engine folds a cotangent to its operand's shape
    samples=each((((3,),), {"shape": (2, 3)}), (((2, 1),), {"shape": (2, 4)}), (((),), {"shape": (2, 2)})),
    formula="x",
    sentence=("repeats {x} to the shape {shape}", "把 {x} 重复为形状 {shape}"),
)
flip = declare(
    "flip", "x", native=LAYOUT, form=same,
    run=lambda x, *, axes: np.flip(x, axes).copy(),
    grad={"x": lambda g, axes: flip(g, axes=axes)},
    samples=each((((2, 3),), {"axes": (1,)}), (((2, 3),), {"axes": (0, 1)})),
    formula="flip(x, axes)",
    sentence=("turns {x} around along {axes}", "沿 {axes} 翻转 {x}"),
)
concatenate = declare(
    "concatenate", "xs*", form=_concatenated, native=KERNEL,
    run=lambda *xs, axis, sizes: np.concatenate(xs, axis=axis),
    grad={"xs": lambda g, position, axis, sizes: part_of(g, position, axis, sizes)},
    samples=each(
        (((2, 3), (1, 3)), {"axis": 0, "sizes": (2, 1)}),
        (((2, 1), (2, 2), (2, 3)), {"axis": 1, "sizes": (1, 2, 3)}),
    ),
    formula="join(axis, *xs)",
    sentence=("joins {xs} along {axis}", "沿 {axis} 连接 {xs}"),
)
take_slice = declare(
    "slice", "x", form=_sliced, native=LAYOUT, view=True,
    run=lambda x, *, key: x[decode(key)],
    grad={"x": lambda g, x_shape, key: embed(g, key=key, shape=x_shape)},
    samples=each(
        (((4, 3),), {"key": ((1, 3, 1),)}), (((4, 3),), {"key": (2,)}),
        (((4, 3),), {"key": ("new", (None, None, 2), 0)}), (((3,),), {"key": (1,)}),
    ),
    formula="slice(x, key)",
    sentence=("takes the part {key} of {x}", "取 {x} 的 {key} 部分"),
)
embed = declare(
    "embed", "x", run=_embed, native=KERNEL,
    form=lambda x, *, key, shape: Form(shape, x.dtype),
    grad={"x": lambda g, key: take_slice(g, key=key)},
    samples=each((((2, 3),), {"key": ((1, 3, 1),), "shape": (4, 3)}), (((),), {"key": (2,), "shape": (3,)})),
    formula="embed(x, key)",
    sentence=("puts {x} at {key} of zeros of shape {shape}", "把 {x} 放在形状为 {shape} 的零的 {key} 处"),
)


def _assign(x, value, *, chain):
    whole = x.copy()
    part = whole
    for view, params in chain:
        part = view.run(part, **dict(params))
    part[...] = value
    return whole


def through(x, chain):
    """`x` seen through a chain of view primitives."""
    for view, params in chain:
        x = view(x, **dict(params))
    return x


_TURNED = (permute, (("axes", (1, 0)),))
_ROW, _TWO = ((take_slice, (("key", key),)) for key in ((1,), ((0, 2, 1),)))

assign = declare(
    "assign", "x value", run=_assign, native=KERNEL,
    form=lambda x, value, *, chain: x,
    grad={
        "x": lambda g, chain: assign(g, 0.0, chain=chain),
        "value": lambda g, chain: through(g, chain),
    },
    samples=each(
        (((4, 3), (3,)), {"chain": (_ROW,)}), (((4, 3), (2, 4)), {"chain": (_TURNED, _TWO)}),
        (((4, 3), ()), {"chain": (_TURNED, _ROW)}),
    ),
    formula="assign(x, value)",
    sentence=("writes {value} over a part of {x}", "用 {value} 改写 {x} 的一部分"),
)
