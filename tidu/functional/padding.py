"""A tensor made larger at its ends, or smaller: zeros, one value, its mirror, its edge, its other end.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode as engine
from tidu.ops import move
from tidu.ops.move import ALL
from tidu.tensor.joining import cat
from tidu.tensor.movement import broadcast_to, clone, flip, narrow
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Pairs = list[tuple[int, int, int]]
"""(axis, before, after) for each axis that is padded, in the order of the axes."""


def pad(input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None) -> Tensor:
    """`input` with places added (or, by negative numbers, taken) before and after its last axes.

    `pad` is (before, after) of the last axis, then of the one before it, and so on. "constant"
    fills with `value` (default 0) and takes any axes; "reflect" mirrors without repeating the
    edge, "replicate" repeats the edge, "circular" goes on at the other end: these take the last
    1, 2 or 3 axes of a tensor that has one or two axes more.

    >>> import tidu
    >>> x = tidu.tensor([[1.0, 2.0, 3.0]])
    >>> pad(x, (1, 2)), pad(x, (1, -1), value=9.0)
    (tensor([[0., 1., 2., 3., 0., 0.]]), tensor([[9., 1., 2.]]))
    >>> pad(x, (1, 2), "reflect"), pad(x, (1, 2), "replicate")
    (tensor([[2., 1., 2., 3., 2., 1.]]), tensor([[1., 1., 2., 3., 3., 3.]]))
    """
    amounts, rank = amounts_of(pad), input._value.ndim
    if len(amounts) > 2 * rank:
        raise RuntimeError(say("pad.long", given=len(amounts), rank=rank))
    pairs = [(rank - 1 - k, amounts[2 * k], amounts[2 * k + 1]) for k in range(len(amounts) // 2)][::-1]
    if mode == "constant":
        return named(_constant(input, pairs, value), "ConstantPadNd")
    if mode not in MODES:
        raise NotImplementedError(say("pad.mode", given=mode))
    if value:
        raise RuntimeError(say("pad.value", mode=mode, given=value))
    if len(pairs) not in (1, 2, 3) or rank - len(pairs) not in (1, 2):
        raise NotImplementedError(say("pad.axes", mode=mode, given=len(amounts), rank=rank))
    function, label = MODES[mode]
    result = input
    for pair in pairs:
        result = function(result, *pair)
    return named(clone(input) if result is input else result, label.format(len(pairs)))


def amounts_of(pad: Sequence[int]) -> tuple[int, ...]:
    """`pad` as whole numbers. TypeError for what is none, RuntimeError for an odd count.

    >>> amounts_of([1, 2])
    (1, 2)
    """
    if isinstance(pad, int) or any(isinstance(amount, float) for amount in pad):
        raise TypeError(say("pad.type", given=pad))
    amounts = tuple(int(amount) for amount in pad)
    if len(amounts) % 2:
        raise RuntimeError(say("pad.odd", given=list(amounts)))
    return amounts


def _cropped(input: Tensor, axis: int, before: int, after: int) -> Tensor:
    """`input` without what negative amounts take."""
    size = input._value.shape[axis]
    start, left = max(-before, 0), size + min(before, 0) + min(after, 0)
    if left < 0:
        raise RuntimeError(say("pad.crop", axis=axis, size=size, before=before, after=after))
    return input if left == size else narrow(input, axis, start, left)


def _constant(input: Tensor, pairs: Pairs, value: float | None) -> Tensor:
    for pair in pairs:
        input = _cropped(input, *pair)
    wider = [(axis, max(before, 0), max(after, 0)) for axis, before, after in pairs]
    shape = list(input._value.shape)
    key: list[Any] = [ALL] * len(shape)
    for axis, before, after in wider:
        key[axis] = (before, before + shape[axis], 1)
        shape[axis] += before + after
    if not value:
        params = {"key": tuple(key), "shape": tuple(shape)}
        return engine.bind(move.embed, (input,), params)
    around = input.new_full(shape, value)
    chain = ((move.take_slice, (("key", tuple(key)),)),)
    return engine.bind(move.assign, (around, input), {"chain": chain})


def _joined(parts: Sequence[Tensor], axis: int) -> Tensor:
    parts = [part for part in parts if part._value.shape[axis]] or parts[:1]
    return parts[0] if len(parts) == 1 else cat(parts, axis)


def _reflect(input: Tensor, axis: int, before: int, after: int) -> Tensor:
    size = _sized(input, axis, before, after)
    if max(before, after) >= size:
        raise RuntimeError(say("pad.reflect", axis=axis, size=size, before=before, after=after))
    left, right = max(before, 0), max(after, 0)
    start = flip(narrow(input, axis, 1, left), (axis,)) if left else narrow(input, axis, 0, 0)
    end = flip(narrow(input, axis, size - 1 - right, right), (axis,))
    return _cropped(_joined((start, input, end), axis), axis, min(before, 0), min(after, 0))


def _replicate(input: Tensor, axis: int, before: int, after: int) -> Tensor:
    size = _sized(input, axis, before, after)
    wide = list(input._value.shape)
    parts = []
    for amount, edge in ((before, 0), (after, size - 1)):
        wide[axis] = max(amount, 0)
        parts.append(broadcast_to(narrow(input, axis, edge, 1), wide))
    joined = _joined((parts[0], input, parts[1]), axis)
    return _cropped(joined, axis, min(before, 0), min(after, 0))


def _circular(input: Tensor, axis: int, before: int, after: int) -> Tensor:
    input = _cropped(input, axis, before, after)
    size, left, right = input._value.shape[axis], max(before, 0), max(after, 0)
    if max(left, right) > size:
        raise RuntimeError(say("pad.circular", axis=axis, size=size, before=before, after=after))
    parts = (narrow(input, axis, size - left, left), input, narrow(input, axis, 0, right))
    return _joined(parts, axis)


def _sized(input: Tensor, axis: int, before: int, after: int) -> int:
    """The size of `axis`. RuntimeError if nothing is there to repeat, or nothing would be left."""
    size = input._value.shape[axis]
    if not size or size + before + after < 1:
        raise RuntimeError(say("pad.empty", axis=axis, size=size, before=before, after=after))
    return size


MODES: dict[str, tuple[Callable[..., Any], str]] = {
    "reflect": (_reflect, "ReflectionPad{}D"),
    "replicate": (_replicate, "ReplicationPad{}D"),
    "circular": (_circular, "CopySlices"),
}
