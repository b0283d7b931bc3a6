"""Which shapes of images, kernels and results go together, and what comes out of them."""

from __future__ import annotations

from tidu.core.shapes import Form
from tidu.ops.windows import Pairs, Sizes, reach, window_counts
from tidu.text import say


def check_convolution(
    x: Sizes, w: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes, groups: int
) -> None:
    """RuntimeError, as PyTorch has it, where shapes of image and weight do not fit each other."""
    if groups < 1 or w[0] < groups or w[0] % groups:
        raise RuntimeError(say("convolution.groups", groups=groups, weight=list(w), outputs=w[0]))
    if x[1] != w[1] * groups:
        wanted = w[1] * groups
        named = {"groups": groups, "weight": list(w), "shape": list(x)}
        fix = channel_fix(x, wanted)
        raise RuntimeError(say("convolution.channels", **named, wanted=wanted, given=x[1], fix=fix))
    sizes = tuple(n + before + after for n, (before, after) in zip(x[2:], padding, strict=True))
    if any(n < wide for n, wide in zip(sizes, reach(w[2:], dilation), strict=True)):
        kernel, fix = spelled(reach(w[2:], dilation)), "padding='same'" if set(stride) == {1} else "padding=1"
        named = {"size": spelled(sizes), "kernel": kernel, "shape": list(x)}
        raise RuntimeError(say("convolution.small", **named, fix=fix))


def spelled(sizes: Sizes) -> str:
    """Sizes as PyTorch's errors have them.

    >>> spelled((4, 3))
    '4 x 3'
    """
    return " x ".join(map(str, sizes))


def channel_fix(x: Sizes, wanted: int, axis: int = 1) -> str:
    """The likeliest repair of images of shape `x` that have other channels than are wanted at `axis`.

    >>> channel_fix((8, 28, 28, 3), 3), channel_fix((8, 28, 28), 1, 0)
    ('x.movedim(-1, 1)', 'x.unsqueeze(1)')
    """
    if x[-1] == wanted:
        return f"x.movedim(-1, {axis})"
    if axis == 0 and wanted == 1:
        return "x.unsqueeze(1)"
    every = ":, " * axis
    return f"x[{every}:{wanted}]" if x[axis] > wanted else f"in_channels={x[axis]}"


def convolution_form(x: Form, w: Form, *, stride, padding, dilation, groups) -> Form:
    """The form of the results."""
    check_convolution(x.shape, w.shape, stride, padding, dilation, groups)
    counts = window_counts(x.shape[2:], w.shape[2:], stride, padding, dilation)
    return Form((x.shape[0], w.shape[0], *counts), x.dtype)


def check_transposed(y: Sizes, w: Sizes, groups: int) -> None:
    """RuntimeError, as PyTorch has it, where what is spread does not fit the kernels that spread it."""
    if groups < 1 or w[0] < groups or w[0] % groups:
        raise RuntimeError(say("convolution.groups", groups=groups, weight=list(w), outputs=w[0]))
    if y[1] != w[0]:
        named = {"weight": list(w), "shape": list(y), "fix": channel_fix(y, w[0])}
        raise RuntimeError(say("convolution.transposed", **named, wanted=w[0], given=y[1]))


def input_form(y: Form, w: Form, *, size, stride, padding, dilation, groups) -> Form:
    """The form of the images."""
    check_transposed(y.shape, w.shape, groups)
    return Form((y.shape[0], w.shape[1] * groups, *size), y.dtype)


def weight_form(x: Form, y: Form, *, kernel, stride, padding, dilation, groups) -> Form:
    """The form of the kernels."""
    return Form((y.shape[1], x.shape[1] // groups, *kernel), x.dtype)
