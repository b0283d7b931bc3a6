"""Products of tensors written with letters: einsum."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from string import ascii_letters
from typing import TYPE_CHECKING, Any

from tidu.tensor.arithmetic import mul
from tidu.tensor.handle import Handle
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.reduction import sum as summed
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Label = str | int  # a letter, or an axis that `...` stands for, counted from the right: −1, −2, ...
DOTS = "..."


def einsum(*args: Any) -> Tensor:
    """Products and sums by the letters of axes: "ik,kj->ij" is the product of matrices.

    A letter that is not on the right is summed over; without "->" those that occur once remain,
    in the order of the alphabet. "..." stands for axes that broadcast. In place of an equation
    each operand may be followed by the list of its axes as numbers, and these by the result's.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.einsum.html

    >>> import tidu
    >>> x = tidu.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> einsum("ij,ij->i", x, x)
    tensor([ 5., 25.])
    >>> einsum(x, [0, 0])
    tensor(5.)
    """
    if not args:
        raise ValueError(say("products.einsum_nothing"))
    if isinstance(args[0], str):
        operands = args[1:]
        if len(operands) == 1 and isinstance(operands[0], list | tuple):
            operands = tuple(operands[0])
        inputs, output = _spelled(args[0])
    else:
        inputs, output, operands = _listed(args)
    if not operands:
        raise ValueError(say("products.einsum_nothing"))
    if len(inputs) != len(operands):
        raise RuntimeError(say("products.einsum_count", given=len(operands), wanted=len(inputs)))
    return _contracted(inputs, output, operands)


def _spelled(equation: str) -> tuple[list[list[str]], list[str] | None]:
    """An equation's terms, letter by letter, and its right side."""
    left, arrow, right = equation.partition("->")
    terms = [_letters(term, equation) for term in left.split(",")]
    return terms, _letters(right, equation) if arrow else None


def _letters(term: str, equation: str) -> list[str]:
    plain = term.replace(" ", "")
    parts = plain.replace(DOTS, ".")
    strange = any(c not in ascii_letters and c != "." for c in parts)
    if parts.count(".") > 1 or strange or plain.count(".") % 3:
        raise RuntimeError(say("products.einsum_letters", term=term, equation=equation))
    return [DOTS if c == "." else c for c in parts]


def _listed(args: tuple) -> tuple[list[list[str]], list[str] | None, tuple]:
    """The same from operands that are followed by lists of numbers."""
    several = len(args) // 2
    terms = [_numbered(numbers) for numbers in args[1 : 2 * several : 2]]
    output = _numbered(args[-1]) if len(args) % 2 else None
    return terms, output, args[: 2 * several : 2]


def _numbered(numbers: Any) -> list[str]:
    named = []
    for n in numbers:
        if n is not Ellipsis and not 0 <= n < len(ascii_letters):
            raise RuntimeError(say("products.einsum_number", given=n))
        # Upper case first, as letters are sorted where no right side is given.
        named.append(DOTS if n is Ellipsis else (ascii_letters[26:] + ascii_letters[:26])[n])
    return named


def _contracted(inputs: list[list[str]], output: list[str] | None, operands: Sequence[Tensor]) -> Tensor:
    labels: list[list[Label]] = []
    sizes: dict[Label, int] = {}
    for position, (term, x) in enumerate(zip(inputs, operands, strict=True)):
        if not isinstance(x, Handle):
            raise TypeError(say("linalg.tensor", operation="einsum", given=type(x).__name__))
        labels.append(_axes(term, x, position))
        for label, n in zip(labels[-1], x._value.shape, strict=True):
            if sizes.setdefault(label, n) != n:
                if 1 not in (n, sizes[label]):
                    told = {"label": label, "position": position, "given": n, "before": sizes[label]}
                    raise RuntimeError(say("products.einsum_size", **told))
                sizes[label] = max(n, sizes[label])
    wanted = _right(output, labels)
    terms = [_diagonal(x, own) for x, own in zip(operands, labels, strict=True)]
    result, own = _without(*terms[0], _needed(wanted, terms[1:]))
    for k, (x, other) in enumerate(terms[1:], 2):
        needed = _needed(wanted, terms[k:])
        result, own = _pair(result, own, *_without(x, other, needed | set(own)), needed)
    result, own = _without(result, own, set(wanted))
    return _arranged(result, own, wanted)


def _axes(term: list[str], x: Tensor, position: int) -> list[Label]:
    """The label of each axis of an operand, those that `...` covers counted from the right."""
    rank, named = x._value.ndim, len(term) - (DOTS in term)
    hidden = rank - named
    if hidden < 0 or (hidden and DOTS not in term):
        told = {"term": "".join(term), "position": position, "rank": rank, "count": named}
        raise RuntimeError(say("products.einsum_rank", **told))
    found: list[Label] = []
    for label in term:
        found += list(range(-hidden, 0)) if label == DOTS else [label]
    return found


def _right(output: list[str] | None, labels: list[list[Label]]) -> list[Label]:
    """The labels of the result."""
    flat = [label for own in labels for label in own]
    hidden = sorted({label for label in flat if isinstance(label, int)})
    letters = [label for label in flat if isinstance(label, str)]
    if output is None:
        return [*hidden, *sorted(label for label in set(letters) if letters.count(label) == 1)]
    for label in output:
        if output.count(label) > 1:
            raise RuntimeError(say("products.einsum_twice", label=label))
        if label != DOTS and label not in letters:
            raise RuntimeError(say("products.einsum_unknown", label=label))
    wanted: list[Label] = []
    for label in output:
        wanted += hidden if label == DOTS else [label]
    return wanted


def _diagonal(x: Tensor, labels: list[Label]) -> tuple[Tensor, list[Label]]:
    """An operand without axes of the same letter: of these the diagonal is taken."""
    labels = list(labels)
    for label in [label for k, label in enumerate(labels) if label in labels[:k]]:
        first = labels.index(label)
        second = labels.index(label, first + 1)
        m, n = (x._value.shape[axis] for axis in (first, second))
        if m != n:
            told = {"label": label, "position": 0, "given": n, "before": m}
            raise RuntimeError(say("products.einsum_size", **told))
        rest = [axis for axis in range(len(labels)) if axis not in (first, second)]
        moved = x.permute((*rest, first, second))
        x = moved.reshape((*moved._value.shape[:-2], n * n))[..., :: n + 1] if n else moved.sum(-1)
        labels = [labels[axis] for axis in rest] + [label]
    return x, labels


def _needed(wanted: list[Label], terms: list[tuple[Tensor, list[Label]]]) -> set[Label]:
    return {*wanted, *(label for _, own in terms for label in own)}


def _without(x: Tensor, labels: list[Label], needed: set[Label]) -> tuple[Tensor, list[Label]]:
    """An operand summed over the labels that nobody needs."""
    surplus = tuple(axis for axis, label in enumerate(labels) if label not in needed)
    if not surplus:
        return x, labels
    total = summed(x, surplus)
    # einsum keeps the type; a sum of whole numbers is int64
    total = total if x.is_floating_point() else total.to(x.dtype)
    return total, [label for label in labels if label in needed]


def _pair(
    x: Tensor, left: list[Label], y: Tensor, right: list[Label], needed: set[Label]
) -> tuple[Tensor, list[Label]]:
    """Two operands made one: a product of matrices where something is summed over."""
    left, right = list(left), list(right)
    for label in [label for label in left if label in right]:  # an axis of 1 gives way
        i, j = left.index(label), right.index(label)
        if x._value.shape[i] != y._value.shape[j]:
            if x._value.shape[i] == 1:
                x = x.squeeze(i)
                left.remove(label)
            else:
                y = y.squeeze(j)
                right.remove(label)
    x, left = _without(x, left, needed | set(right))
    y, right = _without(y, right, needed | set(left))
    both = [label for label in left if label in right]
    batch, folded = [b for b in both if b in needed], [b for b in both if b not in needed]
    rows, columns = [r for r in left if r not in both], [c for c in right if c not in both]
    size = dict(zip(left, x._value.shape, strict=True)) | dict(zip(right, y._value.shape, strict=True))
    shape = [*batch, *rows, *columns]
    if not folded:
        a = _arranged(x, left, [*batch, *rows]).reshape(_sizes(size, batch, rows) + (1,) * len(columns))
        b = _arranged(y, right, [*batch, *columns])
        b = b.reshape(_sizes(size, batch) + (1,) * len(rows) + _sizes(size, columns))
        return mul(a, b), shape
    head = (prod(_sizes(size, batch)),) if batch else ()
    inner, m, n = (prod(_sizes(size, group)) for group in (folded, rows, columns))
    a = _arranged(x, left, [*batch, *rows, *folded]).reshape((*head, m, inner))
    b = _arranged(y, right, [*batch, *folded, *columns]).reshape((*head, inner, n))
    return matmul(a, b).reshape(_sizes(size, shape)), shape


def _sizes(size: dict[Label, int], *groups: list[Label]) -> tuple[int, ...]:
    return tuple(size[label] for group in groups for label in group)


def _arranged(x: Tensor, labels: list[Label], wanted: list[Label]) -> Tensor:
    """`x` with its axes in the order that is wanted."""
    if labels == wanted:
        return x
    return x.permute(tuple(labels.index(label) for label in wanted))
