"""The text of a tensor, character for character as PyTorch prints it.

Written for NumPy arrays and plain metadata: it knows no Tensor. Complex numbers are out
of scope.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from tidu.tensor.printing_cells import number_cells
from tidu.tensor.printing_options import OPTIONS, PrintOptions
from tidu.text import say


class HasItem(Protocol):
    """What `format_scalar` asks of a value; NumPy arrays and tensors both have it."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def item(self) -> float: ...


def tensor_text(
    array: np.ndarray,
    *,
    dtype_suffix: str | None,
    requires_grad: bool = False,
    grad_name: str | None = None,
    prefix: str = "tensor(",
    options: PrintOptions | None = None,
) -> str:
    """What PyTorch's `repr` gives for a tensor holding `array` (bool, int or float).

    dtype_suffix: what the function `dtype_suffix` returned.
    grad_name: the name of the operation that made the tensor; it hides `requires_grad`.
    options: default, the options of `set_printoptions`.

    >>> tensor_text(np.array([1.0, 2.5]), dtype_suffix=None, grad_name="AddBackward0")
    'tensor([1.0000, 2.5000], grad_fn=<AddBackward0>)'
    """
    options = OPTIONS if options is None else options
    hides_shape = options.edgeitems == 0 if array.size else array.ndim != 1
    suffixes = []
    if hides_shape:
        suffixes.append(f"size={array.shape}")
    if dtype_suffix is not None:
        suffixes.append(dtype_suffix)
    if grad_name is not None:
        suffixes.append(f"grad_fn=<{grad_name}>")
    elif requires_grad:
        suffixes.append("requires_grad=True")
    body = prefix + _array_text(array, len(prefix), options)
    return _with_suffixes(body, suffixes, len(prefix), options.linewidth) + ")"


def parameter_text(text: str) -> str:
    """What PyTorch's `repr` gives for a parameter whose tensor prints as `text`.

    >>> parameter_text("tensor([1.], requires_grad=True)")
    'Parameter containing:\\ntensor([1.], requires_grad=True)'
    """
    return f"Parameter containing:\n{text}"


def dtype_suffix(dtype_name: str, default_name: str, empty: bool) -> str | None:
    """The `dtype=...` a tensor's text ends with, or None where PyTorch leaves it out.

    Left out is what `torch.tensor` would choose again from the printed numbers: the default
    float, int64 and bool; from no numbers (`empty`) it chooses only the default float.

    >>> dtype_suffix("float64", "float32", empty=False)
    'dtype=torch.float64'
    >>> dtype_suffix("int64", "float32", empty=False) is None
    True
    """
    if dtype_name == default_name or (dtype_name in ("int64", "bool") and not empty):
        return None
    return f"dtype=torch.{dtype_name}"


def format_scalar(array0d: HasItem, spec: str) -> str:
    """`format(array0d, spec)` by PyTorch's rule: a 0-d tensor formats as its number.

    Any other shape has only its whole text, `str(array0d)`, so pass the tensor itself where
    that text matters; with a `spec` it is a TypeError.

    >>> format_scalar(np.array(2.5), ".2f")
    '2.50'
    """
    if len(array0d.shape) == 0:
        return format(array0d.item(), spec)
    if not spec:
        return str(array0d)
    shape = tuple(array0d.shape)
    owner, index = type(array0d).__name__, [0] * len(shape)
    raise TypeError(say("printing.format_many", owner=owner, spec=spec, shape=shape, index=index))


def _array_text(array: np.ndarray, indent: int, options: PrintOptions) -> str:
    """The numbers in their brackets; `indent` is the column of the first bracket."""
    if array.size == 0:
        return "[]"
    edge = options.edgeitems
    cut = array.ndim > 0 and array.size > options.threshold
    if cut and edge == 0:
        return "[...]"
    shown = _edges(array, edge) if cut else array
    texts, width = number_cells(shown.ravel().tolist(), array.dtype.kind == "f", options)
    for axis in reversed(range(array.ndim)):
        column = indent + axis + 1
        depth = array.ndim - axis
        count = shown.shape[axis]
        groups = [texts[start : start + count] for start in range(0, len(texts), count)]
        if count < array.shape[axis]:
            gap = " ..." if depth == 1 else "..."
            groups = [[*group[:edge], gap, *group[edge:]] for group in groups]
        if depth == 1:
            per_line = max(1, (options.linewidth - column + 1) // (width + 2))
            groups = [_lines(group, per_line) for group in groups]
        between = "," + "\n" * max(1, depth - 1) + " " * column
        texts = [f"[{between.join(group)}]" for group in groups]
    return texts[0]


def _edges(array: np.ndarray, edge: int) -> np.ndarray:
    """`array` with only the first and last `edge` items of every longer axis."""
    kept = [
        range(size) if size <= 2 * edge else [*range(edge), *range(size - edge, size)]
        for size in array.shape
    ]
    return array[np.ix_(*kept)]


def _lines(items: list[str], per_line: int) -> list[str]:
    return [", ".join(items[start : start + per_line]) for start in range(0, len(items), per_line)]


def _with_suffixes(text: str, suffixes: list[str], indent: int, linewidth: int) -> str:
    """`text` followed by its suffixes, each on the same line where it fits."""
    used = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if used + len(suffix) + 2 > linewidth:
            text += ",\n" + " " * indent + suffix
            used = indent + len(suffix)
        else:
            text += ", " + suffix
            used += len(suffix) + 2
    return text
