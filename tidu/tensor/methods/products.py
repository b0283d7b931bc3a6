"""Products of vectors and matrices, and what else is done to matrices."""

from __future__ import annotations

from tidu.tensor import (
    contraction,
    equations,
    linear_algebra,
    lu,
    powers,
    reflections,
    spectrum,
    triangles,
)  # fmt: skip
from tidu.tensor.handle import Handle
from tidu.tensor.methods.reflect import reflected


class Products(Handle):
    """Products of vectors and matrices, and what else is done to matrices."""

    matmul, mm, bmm, mv = linear_algebra.matmul, linear_algebra.mm, linear_algebra.bmm, linear_algebra.mv
    dot, outer, addmm = linear_algebra.dot, linear_algebra.outer, linear_algebra.addmm
    __matmul__ = linear_algebra.crossed
    ger, tril, triu = linear_algebra.ger, linear_algebra.tril, linear_algebra.triu
    inner, kron, vdot, trace = contraction.inner, contraction.kron, contraction.vdot, contraction.trace
    addmv, addr = contraction.addmv, contraction.addr
    addbmm, baddbmm = contraction.addbmm, contraction.baddbmm
    cross, matrix_exp, matrix_power = powers.cross, powers.matrix_exp, powers.matrix_power
    det, logdet, slogdet = equations.det, equations.logdet, equations.slogdet
    inverse, triangular_solve = equations.inverse, equations.triangular_solve
    cholesky, cholesky_solve = triangles.cholesky, triangles.cholesky_solve
    cholesky_inverse, qr, lu_solve = triangles.cholesky_inverse, triangles.qr, lu.lu_solve
    geqrf, ormqr, orgqr = reflections.geqrf, reflections.ormqr, reflections.householder_product
    svd, pinverse = spectrum.svd_old, spectrum.pinverse

    lu, __rmatmul__ = lu.lu_old, reflected(linear_algebra.crossed)
