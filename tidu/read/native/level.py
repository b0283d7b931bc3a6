"""What the processor can do, as far as the code that is written depends on it."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm


@dataclass(frozen=True)
class Level:
    """A processor level: its name, the bytes of a vector, and LLVM's words for it.

    `masked`: loads and stores of part of a vector are single instructions.
    `registers`: how many vector registers there are.
    """

    name: str
    triple: str
    cpu: str
    features: str
    bytes: int
    registers: int
    masked: bool

    def lanes(self, code: str) -> int:
        """How many numbers of the code ("f4", "i8", ...) a vector holds.

        >>> level("baseline").lanes("f8")
        2
        """
        return self.bytes // max(int(code[1]), 1)


@cache
def level(name: str | None = None) -> Level:
    """The level of this machine, or one by name: "avx512", "avx2", "baseline", "neon".

    >>> level("avx2").lanes("f4")
    8
    """
    triple = llvm.get_process_triple()
    name = name or _detected()
    if name == "avx512":
        features = "+avx512f,+avx512vl,+avx512bw,+avx512dq,+avx2,+fma,+bmi2,-prefer-256-bit"
        return Level(name, triple, "x86-64-v4", features, 64, 32, True)
    if name == "avx2":
        return Level(name, triple, "x86-64-v3", "+avx2,+fma,+bmi2", 32, 16, False)
    if name == "neon":
        return Level(name, triple, "generic", "", 16, 32, False)
    return Level("baseline", triple, "x86-64", "", 16, 16, False)


def _detected() -> str:
    if platform.machine().lower() in ("aarch64", "arm64"):
        return "neon"
    features = llvm.get_host_cpu_features()
    if all(features.get(name) for name in ("avx512f", "avx512vl", "avx512bw", "avx512dq")):
        return "avx512"
    return "avx2" if features.get("avx2") and features.get("fma") else "baseline"
