"""Loops of their own: places picked and added to, joins, sums along an axis, random numbers."""

from __future__ import annotations

from collections.abc import Callable

from tidu.read.native.body import Scope
from tidu.read.native.kernels_along import write_argmax, write_argmin, write_cumsum
from tidu.read.native.kernels_joins import write_assign, write_concatenate, write_embed
from tidu.read.native.kernels_places import write_index, write_index_set, write_scatter
from tidu.read.native.kernels_random import (
    write_coin,
    write_dropout_mask,
    write_integers,
    write_normal,
    write_permutation,
    write_uniform,
)
from tidu.read.native.loops import Loops
from tidu.read.program import Equation

KERNELS: dict[str, Callable[[Loops, Scope, Equation], None]] = {
    "index": write_index, "scatter": write_scatter, "index_set": write_index_set,
    "concatenate": write_concatenate, "embed": write_embed, "assign": write_assign,
    "cumsum": write_cumsum, "argmax": write_argmax, "argmin": write_argmin,
    "uniform": write_uniform, "normal": write_normal, "integers": write_integers,
    "permutation": write_permutation, "coin": write_coin, "dropout_mask": write_dropout_mask,
}  # fmt: skip


def write_kernel(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The loop of an equation that no other loop can take in. Its operands lie in memory, row-major."""
    KERNELS[equation.primitive.name](loops, scope, equation)
