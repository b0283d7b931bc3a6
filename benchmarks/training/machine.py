"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGES = ("numpy", "torch", "jax", "optax", "scikit-learn", "llvmlite")


def machine() -> dict[str, Any]:
    """Processor, versions, date and load."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "level": "AVX-512" if "avx512f" in flags() else "AVX2" if "avx2" in flags() else "baseline",
        "system": platform.platform(),
        "python": platform.python_version(),
        "compiler": first_line("gcc", "--version"),
        **{name: version(name) for name in PACKAGES},
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "load": list(os.getloadavg()),
    }


def version(package: str) -> str:
    """Of an installed package, or that it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def first_line(*words: str) -> str:
    """What a program says first, or that it is not there."""
    try:
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except OSError:
        return "none"


def information() -> dict[str, str]:
    """The first processor's lines in /proc/cpuinfo; empty where there is no such file."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().split("\n\n")[0].splitlines() if path.exists() else []
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def processor() -> str:
    """Its name."""
    return information().get("model name", platform.processor())


def flags() -> set[str]:
    """What it can do."""
    return set(information().get("flags", "").split())
