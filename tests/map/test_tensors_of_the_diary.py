"""C11, C13: the diary's lines on tensors and on linear algebra, with its own outputs."""

from __future__ import annotations

import pytest

import tidu as torch

A = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
REAL = A.float()

LINES = [
    ("A.sum(axis=0)", "tensor([12, 15, 18])"),
    ("A.sum(axis=0).shape", "torch.Size([3])"),
    ("A.sum(axis=1)", "tensor([ 6, 15, 24])"),
    ("A.sum(axis=[0, 1])", "tensor(45)"),
    ("A.sum()", "tensor(45)"),
    ("REAL.mean(), REAL.sum() / REAL.numel()", "(tensor(5.), tensor(5.))"),
    ("REAL.mean(axis=0)", "tensor([4., 5., 6.])"),
    ("REAL.sum(axis=1, keepdims=True)", "tensor([[ 6.],\n        [15.],\n        [24.]])"),
    ("REAL.sum(axis=1, keepdims=True).shape", "torch.Size([3, 1])"),
    (
        "A / A.sum(axis=1, keepdims=True)",
        "tensor([[0.1667, 0.3333, 0.5000],\n"
        "        [0.2667, 0.3333, 0.4000],\n"
        "        [0.2917, 0.3333, 0.3750]])",
    ),
    (
        "REAL.cumsum(axis=0)",
        "tensor([[ 1.,  2.,  3.],\n        [ 5.,  7.,  9.],\n        [12., 15., 18.]])",
    ),
    ("torch.norm(torch.tensor([3.0, -4.0]))", "tensor(5.)"),
    ("torch.abs(torch.tensor([3.0, -4.0])).sum()", "tensor(7.)"),
    ("torch.norm(torch.ones((4, 9)))", "tensor(6.)"),
    ("A.T", "tensor([[1, 4, 7],\n        [2, 5, 8],\n        [3, 6, 9]])"),
    ("A * A", "tensor([[ 1,  4,  9],\n        [16, 25, 36],\n        [49, 64, 81]])"),
    ("len(A), A.ndim, A.shape, A.numel()", "(3, 2, torch.Size([3, 3]), 9)"),
    ("A[-1], A[0:2, 1], A[1, 2]", "(tensor([7, 8, 9]), tensor([2, 5]), tensor(6))"),
    ("torch.cat((A, A), dim=1).shape", "torch.Size([3, 6])"),
    ("torch.cat((A, A), dim=0).shape", "torch.Size([6, 3])"),
    ("torch.arange(3).reshape(3, 1) + torch.arange(2)", "tensor([[0, 1],\n        [1, 2],\n        [2, 3]])"),
]  # fmt: skip
"""What one types -> what is shown."""


@pytest.mark.parametrize(("line", "shown"), LINES, ids=[line for line, _ in LINES])
def test_c11_c13_lines(line: str, shown: str) -> None:
    assert repr(eval(line)) == shown


def test_c13_products() -> None:
    torch.manual_seed(0)
    x, y = torch.randn(4), torch.randn(4)
    torch.testing.assert_close(torch.dot(x, y), torch.sum(x * y))
    torch.testing.assert_close(x @ y, torch.dot(x, y))
    matrix, other = torch.randn(5, 4), torch.randn(4, 3)
    assert torch.mm(matrix, other).shape == (5, 3)
    torch.testing.assert_close(torch.mv(matrix, x), torch.mm(matrix, x.reshape(4, 1)).reshape(5))
    with pytest.raises(RuntimeError):
        torch.mm(other, matrix)


def test_c13_norms_obey_the_three_laws() -> None:
    torch.manual_seed(0)
    x, y = torch.randn(7), torch.randn(7)
    for order in (1, 2):
        size = torch.linalg.vector_norm(x, order)
        torch.testing.assert_close(torch.linalg.vector_norm(-2.5 * x, order), 2.5 * size)
        assert torch.linalg.vector_norm(x + y, order) <= size + torch.linalg.vector_norm(y, order)
        assert torch.linalg.vector_norm(0 * x, order) == 0 < size


def test_c11_writing_keeps_the_memory() -> None:
    X, Y = torch.arange(12.0).reshape(3, 4), torch.ones(3, 4)
    Z = torch.zeros_like(Y)
    name, memory = id(Z), Z.data_ptr()
    Z[:] = X + Y
    assert (id(Z), Z.data_ptr()) == (name, memory)
    torch.testing.assert_close(Z, X + Y)
    name, memory = id(X), X.data_ptr()
    X += Y
    assert (id(X), X.data_ptr()) == (name, memory)
    before = Y.data_ptr()
    Y = Y + X
    assert Y.data_ptr() != before


def test_c13_clone_has_its_own_memory() -> None:
    B = A.clone()
    B[0, 0] = 100
    assert A[0, 0].item() == 1


def test_c11_to_and_from_numpy() -> None:
    X = torch.arange(6.0).reshape(2, 3)
    array = X.numpy()
    copied, shared = torch.tensor(array), torch.from_numpy(array)
    array[0, 0] = 9
    assert (X[0, 0].item(), shared[0, 0].item(), copied[0, 0].item()) == (9, 9, 0)
    a = torch.tensor([3.5])
    assert (a.item(), float(a), int(a)) == (3.5, 3.5, 3)
    with pytest.raises((RuntimeError, ValueError)):
        X.item()
