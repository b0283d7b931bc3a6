"""Loops of their own: places picked and added to, joins, sums along an axis, random numbers."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from tidu.read.native.body import Scope
from tidu.read.native.kernels_along import (
    write_argmax,
    write_argmin,
    write_cumprod,
    write_cumsum,
    write_logcumsumexp,
    write_running_place,
)
from tidu.read.native.kernels_convolution import (
    convolution_bytes,
    write_convolve,
    write_convolve_input,
    write_convolve_weight,
)
from tidu.read.native.kernels_joins import write_assign, write_concatenate, write_embed, write_lattice_add
from tidu.read.native.kernels_places import write_index, write_index_set, write_scatter, write_scatter_fold
from tidu.read.native.kernels_random import (
    write_coin,
    write_dropout_mask,
    write_integers,
    write_normal,
    write_permutation,
    write_uniform,
)
from tidu.read.native.kernels_windows import write_max_places, write_max_pool, write_spread, write_sum_pool
from tidu.read.native.level import Level
from tidu.read.native.loops import Loops
from tidu.read.native.windows import rim_bytes
from tidu.read.program import Equation

KERNELS: dict[str, Callable[[Loops, Scope, Equation], None]] = {
    "index": write_index, "scatter": write_scatter, "index_set": write_index_set,
    "concatenate": write_concatenate, "embed": write_embed, "assign": write_assign,
    "lattice_add": write_lattice_add, "scatter_fold": write_scatter_fold,
    "cumprod": write_cumprod, "logcumsumexp": write_logcumsumexp, "running_place": write_running_place,
    "cumsum": write_cumsum, "argmax": write_argmax, "argmin": write_argmin,
    "uniform": write_uniform, "normal": write_normal, "integers": write_integers,
    "permutation": write_permutation, "coin": write_coin, "dropout_mask": write_dropout_mask,
    "convolve": write_convolve, "convolve_input": write_convolve_input,
    "convolve_weight": write_convolve_weight,
    "max_pool": write_max_pool, "max_places": write_max_places, "sum_pool": write_sum_pool,
    "spread": write_spread,
}  # fmt: skip


def write_kernel(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The loop of an equation that no other loop can take in. Its operands lie in memory, row-major."""
    KERNELS[equation.primitive.name](loops, scope, equation)


# What a kernel needs of the scratch, in bytes, where it needs any.
ROOMS: dict[str, Callable[[Equation, Level], int]] = {
    "convolve": convolution_bytes, "convolve_input": convolution_bytes, "convolve_weight": convolution_bytes,
    "max_pool": rim_bytes, "max_places": rim_bytes, "sum_pool": rim_bytes, "spread": rim_bytes,
}  # fmt: skip


def kernel_room(equation: Equation, level: Level) -> int:
    """The bytes of scratch that the loop of an equation needs."""
    room = ROOMS.get(equation.primitive.name)
    return 0 if room is None else room(equation, level)


def kernel_turns(equation: Equation) -> int:
    """How many numbers a kernel multiplies or compares, of those that a team shares; 0 for others.

    Most kernels are not: they go through their rows in order.
    """
    name = equation.primitive.name
    if name not in ROOMS:
        return 0
    x: Any = equation.operands[0]
    if not name.startswith("convolve"):
        return max(x.size, equation.result.size) * prod(equation.params["kernel"])
    sides = (equation.result, *equation.variables)
    weights = sides[0] if name == "convolve_weight" else sides[-1]
    results = sides[{"convolve": 0, "convolve_input": 1, "convolve_weight": -1}[name]]
    return results.size * weights.size // weights.shape[0]
