"""Sizes that are given once for all axes of space, or one for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.text import say

NAMES = {1: "single integer", 2: "tuple of two ints", 3: "tuple of three ints"}


def sizes_of(value: Any, rank: int, name: str, function: str) -> tuple[int, ...]:
    """`value` as a size for each of `rank` axes. RuntimeError for another number of them.

    >>> sizes_of(3, 2, "stride", "conv2d"), sizes_of([2], 2, "stride", "conv2d")
    ((3, 3), (2, 2))
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        listed = tuple(int(n) for n in value)
        if len(listed) == 1:
            return listed * rank
        if len(listed) != rank:
            fix = f"{name}={listed[:rank] if len(listed) > rank else listed[0]}"
            said = {"function": function, "name": name, "given": list(listed), "rank": rank}
            raise RuntimeError(say("convolution.sizes", **said, fix=fix))
        return listed
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(say("convolution.size_type", function=function, name=name, given=repr(value)))
    return (int(value),) * rank


def check_sizes(sizes: Sequence[int], least: int, name: str, function: str) -> None:
    """RuntimeError where a size is less than `least`.

    >>> check_sizes((1, 2), 1, "stride", "conv2d")
    """
    if any(n < least for n in sizes):
        key = "convolution.negative" if least == 0 else "convolution.zero"
        raise RuntimeError(say(key, function=function, name=name, given=list(sizes)))
