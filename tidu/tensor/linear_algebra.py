"""Products of vectors and matrices, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.primitive import Bindable
from tidu.ops.contract import matmul as product
from tidu.tensor.arithmetic import add, mul
from tidu.tensor.handle import wrap
from tidu.tensor.promote import meet_tensor, named, tensors
from tidu.tensor.swift import pair
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

times = pair(product)
LABELS = {(1, 1): "Dot", (2, 2): "Mm", (2, 1): "Mv", (1, 2): "Squeeze"}


def matmul(input: Tensor, other: Tensor) -> Tensor:
    """The matrix product; axes before the last two are batches and broadcast.

    >>> import tidu
    >>> tidu.matmul(tidu.tensor([[1.0, 2.0]]), tidu.tensor([[3.0], [4.0]]))
    tensor([[11.]])
    """
    x, y = input._value, other._value
    if x.dtype is not y.dtype and x.dtype != y.dtype:
        raise RuntimeError(say("errors.matmul_types", a=input.dtype, b=other.dtype))
    if x.dtype.kind == "b":
        raise NotImplementedError(say("errors.not_for_bool", operation="matmul"))
    result = times(input, other)
    return named(result, LABELS.get((x.ndim, y.ndim), "UnsafeView"))


def crossed(input: Any, other: Any) -> Tensor:
    """`input @ other`: as the other operators it takes NumPy's arrays on either side, in the common type.

    TypeError for anything else that is no tensor.

    >>> import tidu
    >>> np.ones(2) @ tidu.tensor([1.0, 2.0])
    tensor(3., dtype=torch.float64)
    """
    try:
        return matmul(input, other)
    except AttributeError:
        if isinstance(input, Bindable) and isinstance(other, Bindable):
            raise
    both = meet_tensor(input, other, "matmul")
    tensors("matmul", *both)
    return matmul(*both)


def _ranked(name: str, input: Tensor, other: Tensor, ranks: tuple[int, int]) -> Tensor:
    shapes = input._value.shape, other._value.shape
    if (len(shapes[0]), len(shapes[1])) != ranks:
        raise RuntimeError(
            say("errors.product_ranks", name=name, a=shapes[0], b=shapes[1], m=ranks[0], n=ranks[1])
        )
    return matmul(input, other)


def mm(input: Tensor, mat2: Tensor) -> Tensor:
    """The product of two matrices."""
    return _ranked("mm", input, mat2, (2, 2))


def bmm(input: Tensor, mat2: Tensor) -> Tensor:
    """The products of two batches of matrices, [b, n, m] @ [b, m, p]."""
    if input._value.shape[:1] != mat2._value.shape[:1]:
        raise RuntimeError(say("errors.bmm", a=input._value.shape, b=mat2._value.shape))
    return named(_ranked("bmm", input, mat2, (3, 3)), "Bmm")


def mv(input: Tensor, vec: Tensor) -> Tensor:
    """The product of a matrix and a vector."""
    return _ranked("mv", input, vec, (2, 1))


def dot(input: Tensor, tensor: Tensor) -> Tensor:
    """The sum of the products of two vectors.

    >>> import tidu
    >>> tidu.dot(tidu.tensor([1.0, 2.0]), tidu.tensor([3.0, 4.0]))
    tensor(11.)
    """
    return _ranked("dot", input, tensor, (1, 1))


def outer(input: Tensor, vec2: Tensor) -> Tensor:
    """Every product of an element of one vector and one of the other."""
    if input._value.ndim != 1 or vec2._value.ndim != 1:
        raise RuntimeError(
            say("errors.product_ranks", name="outer", a=input._value.shape, b=vec2._value.shape, m=1, n=1)
        )
    return mul(input.unsqueeze(1), vec2)


def ger(input: Tensor, vec2: Tensor) -> Tensor:
    """As `outer`, by its old name."""
    return outer(input, vec2)


def addmm(input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · (mat1 @ mat2)."""
    return named(added("addmm", input, mm(mat1, mat2), beta, alpha), "Addmm")


def added(name: str, input: Tensor, product: Tensor, beta: float, alpha: float) -> Tensor:
    """beta · input + alpha · product, in the product's shape; with beta = 0 input is not looked at."""
    if not product.is_floating_point():  # PyTorch cuts them off, too
        alpha, beta = int(alpha), int(beta)
    shape, own = product._value.shape, input._value.shape
    pairs = zip(own[::-1], shape[::-1], strict=False)
    if len(own) > len(shape) or any(m not in (1, n) for m, n in pairs):
        raise RuntimeError(say("products.added_shape", name=name, a=list(own), b=list(shape)))
    if input._value.dtype != product._value.dtype:
        raise RuntimeError(say("linalg.types", operation=name, a=input.dtype, b=product.dtype))
    if product._value.dtype.kind == "b":
        return product | input
    scaled = product if alpha == 1 else mul(product, alpha)
    if beta == 0 and place(input) is None:
        return scaled
    return add(scaled, input if beta == 1 else mul(input, beta))


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input @ weightᵀ + bias: [..., in] by [out, in] gives [..., out].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html

    >>> import tidu
    >>> linear(tidu.ones(1, 2), tidu.tensor([[1.0, 2.0]]), tidu.tensor([0.5]))
    tensor([[3.5000]])
    """
    product = matmul(input, weight.t() if weight._value.ndim == 2 else weight)
    if bias is None:
        return product
    label = "Addmm" if input._value.ndim == 2 else "View"
    return named(add(product, bias), label)


def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """The lower triangle; zeros above `diagonal`."""
    return _triangle(input, diagonal, lower=True)


def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """The upper triangle; zeros below `diagonal`."""
    return _triangle(input, diagonal, lower=False)


def _triangle(input: Tensor, diagonal: int, *, lower: bool) -> Tensor:
    shape = input._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("errors.triangle", name="tril" if lower else "triu", shape=shape))
    inside = np.tri(shape[-2], shape[-1], diagonal if lower else diagonal - 1, dtype=bool)
    outside = ~inside if lower else inside
    return named(input.masked_fill(wrap(outside), 0), "Tril" if lower else "Triu")
