"""LLVM's assembly made into machine code, or found on disk where an earlier process left it.

Code names what it needs from elsewhere and holds no address, so that what one process compiled
another can load.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import llvmlite
import llvmlite.binding as llvm

from tidu.read.native import cache as disk
from tidu.read.native.level import Level
from tidu.text import say
from tidu.version import __version__

WINDOWS = sys.platform == "win32"
# LLVM's linker puts code and constants into one block, within reach of short addresses. On Windows
# only its older linker works, which scatters sections: full addresses then, LLVM's choice for that.
CODE_MODEL, RELOCATION = ("jitdefault", "default") if WINDOWS else ("small", "pic")
# What the emitter leaves to do: it writes vectors and loops itself, so O2 costs much and gains nothing.
PASSES = {
    "none": ("strip_dead_prototype",),
    "light": (
        "always_inliner", "sroa", "instruction_combine", "simplify_cfg", "dead_code_elimination",
        "global_dead_code_eliminate", "strip_dead_prototype",
    ),
}  # fmt: skip
Passes = Literal["none", "light"]


class NativeError(RuntimeError):
    """Native code that LLVM cannot compile or load; the program can still run without it."""


class Code(NamedTuple):
    """Machine code that can be loaded in any process of this machine.

    `level`: what it was compiled for; `defines`: the functions it brings; `needs`: the names that
    others must define.
    """

    body: bytes
    level: str
    defines: list[str]
    needs: list[str]


def compile_object(text: str, level: Level, passes: Passes = "light") -> Code:
    """The machine code of LLVM's assembly `text`; raises `NativeError` where LLVM refuses it.

    No function of it may throw (all are marked so), hence no unwinding tables are made. What LLVM
    cannot lower (an instruction that the processor lacks) ends the process: never write any.

    >>> from tidu.read.native.level import level
    >>> code = compile_object("define i64 @one() { ret i64 1 }", level())
    >>> code.defines, code.needs
    (['one'], [])
    """
    with target_machine(level) as machine, llvm.create_context() as context:
        # On the first line, so that the lines in errors are the text's.
        layout = f'target triple = "{machine.triple}" target datalayout = "{machine.target_data}" '
        try:
            with llvm.parse_assembly(layout + text, context) as module:
                module.verify()
                _run(passes, machine, module)
                defines, needs = _names(module)
                return Code(machine.emit_object(module), level.name, defines, needs)
        except RuntimeError as error:
            raise _refusal(str(error), text) from error


def build(
    source: str, make: Callable[[], tuple[str, dict[str, Any]]], level: Level, passes: Passes = "light"
) -> tuple[Code, dict[str, Any]]:
    """(code, meta): from disk, else `make` gives the (text, meta), which is compiled and kept.

    `source` is whatever determines the text, given Tidu's own files: a program's hash, or the
    text itself. `meta` is what the caller wants to know again, of JSON's types.
    `cache.stats` tells which way it came.

    >>> from tidu.read.native.level import level
    >>> build("example", lambda: ("define i64 @one() { ret i64 1 }", {"inputs": 0}), level())[1]
    {'inputs': 0}
    """
    key = disk.key_of(source, passes, *_surroundings(level))
    if (stored := disk.load(key)) is not None:
        names, body = stored
        return Code(body, level.name, names["defines"], names["needs"]), names["meta"]
    text, meta = make()
    code = compile_object(text, level, passes)
    disk.store(key, {"defines": code.defines, "needs": code.needs, "meta": meta}, code.body)
    return code, meta


def target_machine(level: Level) -> llvm.TargetMachine:
    """LLVM's compiler for a level: one for each use, because it is not safe to share, and takes 0.2 ms.

    >>> from tidu.read.native.level import level
    >>> target_machine(level()).triple.startswith(level().triple)
    True
    """
    return _target(level.triple).create_target_machine(
        level.cpu, level.features, opt=2, reloc=RELOCATION, codemodel=CODE_MODEL
    )


@cache
def _target(triple: str) -> llvm.Target:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_triple(triple)


def _run(passes: str, machine: llvm.TargetMachine, module: llvm.ModuleRef) -> None:
    with (
        llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()) as builder,
        llvm.create_new_module_pass_manager() as manager,
    ):
        for name in PASSES[passes]:
            getattr(manager, f"add_{name}_pass")()
        manager.run(module, builder)


def _names(module: llvm.ModuleRef) -> tuple[list[str], list[str]]:
    """(functions that others may call, names that others must define), after marking the functions."""
    functions, variables = list(module.functions), list(module.global_variables)
    for function in functions:
        function.add_function_attribute("nounwind")
    defines = [f.name for f in functions if not f.is_declaration and f.linkage.name == "external"]
    declared = [value.name for value in functions + variables if value.is_declaration]
    return defines, [name for name in declared if not name.startswith("llvm.")]


@cache
def _surroundings(level: Level) -> tuple[str, ...]:
    """All that the same source's machine code depends on: processor, LLVM, Tidu and its files.

    The files by size and time, in a third of the time that reading them takes.
    """
    version = ".".join(map(str, llvm.llvm_version_info))
    root = Path(__file__).parents[2]
    sources = sorted(
        (file.name, file.stat().st_size, file.stat().st_mtime_ns)
        for folder in ("core", "ops", "read", "read/native")
        for file in os.scandir(root / folder)
        if file.name.endswith(".py")
    )
    return (repr(level), CODE_MODEL, version, llvmlite.__version__, __version__, repr(sources))


def _refusal(message: str, text: str) -> NativeError:
    """What LLVM said, with the line it means: parsing tells a number, verifying the instruction."""
    lines = text.split("\n")
    if parsing := re.search(r":(\d+):\d+: error: (.*)", message):
        line = int(parsing[1])
        return NativeError(say("link.text", line=line, quote=lines[line - 1].strip(), why=parsing[2]))
    why, *rest = [each.strip() for each in message.strip().split("\n")]
    quote = rest[0] if rest else lines[0].strip()
    line = next((place for place, each in enumerate(lines, 1) if each.strip() == quote), "?")
    return NativeError(say("link.text", line=line, quote=quote, why=why))
