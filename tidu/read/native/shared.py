"""Functions that programs share: each is compiled when a program first needs it, then kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import llvmlite.binding as llvm

from tidu.read.native.crew import offering
from tidu.read.native.kernel import tile
from tidu.read.native.level import Level
from tidu.read.native.link import Loaded, library
from tidu.read.native.machine import Code
from tidu.read.native.packing import masked_declarations
from tidu.read.native.stream import order_module, stream_module
from tidu.read.native.team import barrier_module
from tidu.read.native.tiles import tile_module
from tidu.read.native.transpose import transposing

Maker = Callable[[Level], str]
PRODUCTS = ("tidu_product", "tidu_copy", "tidu_turn")
ORDERS = ("tidu_seed", "tidu_words", "tidu_skip", "tidu_loader_seed", "tidu_permutation", "tidu_epoch")


def load(code: Code, machine: Level) -> Loaded:
    """Code made callable, after the shared functions that it calls."""
    provide(code.needs, machine)
    return library(machine).load(code)


def provide(needs: Iterable[str], machine: Level) -> None:
    """Loads what programs share, as far as these names need it."""
    home = library(machine)
    for name in needs:
        if name == "tidu_barrier":
            llvm.add_symbol("tidu_yield", offering())
            home.shared(*module_of(name))
        elif name.startswith("tidu_"):
            home.shared(*module_of(name))


def module_of(name: str) -> tuple[str, Maker]:
    """The shared module that brings a function: its name, and what writes it.

    >>> module_of("tidu_loader_seed")[0], module_of("tidu_tile_f4_6x4")[0]
    ('orders', 'tidu_tile_f4_6x4')
    """
    if name.startswith("tidu_tile_"):
        _, _, code, shape = name.split("_")
        rows, vectors = map(int, shape.split("x"))
        return name, lambda level: tile_alone(level, code, rows, vectors)
    if name.startswith("tidu_transpose_"):
        return name, lambda level: transposing(level, name[-2:])
    if name == "tidu_barrier":
        return name, barrier_module
    if name.startswith(PRODUCTS):
        return "products", tile_module
    if name.startswith(ORDERS):
        return "orders", order_module
    return "stream", stream_module


def tile_alone(level: Level, code: str, rows: int, vectors: int) -> str:
    """A module of one tile."""
    return masked_declarations(code, level.lanes(code)) + tile(level, code, rows, vectors)
