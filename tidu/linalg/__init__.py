"""Linear algebra under PyTorch's names: `torch.linalg`. What is here lives in `tidu.tensor`.

Computed by NumPy and SciPy (LAPACK), on stacks of matrices, with gradients of any order.

>>> import tidu
>>> a = tidu.tensor([[4.0, 2.0], [2.0, 3.0]], requires_grad=True)
>>> tidu.linalg.slogdet(a).logabsdet.backward()
>>> tidu.allclose(a.grad, tidu.linalg.inv(a.detach()).T)
True
"""

from typing import Any

from tidu.core.errors import LinAlgError
from tidu.core.refused import refusing
from tidu.tensor.equations import (
    det,
    inv,
    inv_ex,
    slogdet,
    solve,
    solve_ex,
    solve_triangular,
    tensorinv,
    tensorsolve,
)
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.lu import lu, lu_factor, lu_factor_ex
from tidu.tensor.lu import lu_solve_factored as lu_solve
from tidu.tensor.norms import cond, matrix_norm, norm, vector_norm
from tidu.tensor.output import writes_out
from tidu.tensor.powers import cross_of as cross
from tidu.tensor.powers import matrix_exp, matrix_power, multi_dot, vander, vecdot
from tidu.tensor.reflections import householder_product, ldl_factor, ldl_factor_ex, ldl_solve
from tidu.tensor.spectrum import eigh, eigvalsh, lstsq, matrix_rank, pinv, svd, svdvals
from tidu.tensor.triangles import cholesky_ex
from tidu.tensor.triangles import cholesky_factor as cholesky
from tidu.tensor.triangles import qr_factor as qr


def diagonal(A: Any, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Any:
    """A view of the diagonals of the matrices in axes `dim1` and `dim2`.

    >>> import tidu
    >>> diagonal(tidu.tensor([[1, 2], [3, 4]]))
    tensor([1, 4])
    """
    return A.diagonal(offset, dim1, dim2)


__all__ = [
    "LinAlgError",
    "cholesky",
    "cholesky_ex",
    "cond",
    "cross",
    "det",
    "diagonal",
    "eigh",
    "eigvalsh",
    "householder_product",
    "inv",
    "inv_ex",
    "ldl_factor",
    "ldl_factor_ex",
    "ldl_solve",
    "lstsq",
    "lu",
    "lu_factor",
    "lu_factor_ex",
    "lu_solve",
    "matmul",
    "matrix_exp",
    "matrix_norm",
    "matrix_power",
    "matrix_rank",
    "multi_dot",
    "norm",
    "pinv",
    "qr",
    "slogdet",
    "solve",
    "solve_ex",
    "solve_triangular",
    "svd",
    "svdvals",
    "tensorinv",
    "tensorsolve",
    "vander",
    "vecdot",
    "vector_norm",
]
_WITHOUT_OUT = {"LinAlgError", "diagonal", "matrix_exp", "vander"}

for _name in set(__all__) - _WITHOUT_OUT:  # what also takes out=
    globals()[_name] = writes_out(globals()[_name])
__getattr__ = refusing("torch.linalg", __all__)
