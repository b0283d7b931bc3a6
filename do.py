"""Everything a fresh machine needs, with only Python on it.

    python do.py demo    installs Tidu into .venv and trains on the penguins
    python do.py test    installs Tidu and what the tests need into .venv, and runs them all

What stands behind the word is handed on: `python do.py test -k optim`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
DEMO = ("-m", "tidu", "train", "examples/penguins.csv", "--target", "body_mass_g")


def run(*words: str) -> int:
    """Runs the environment's Python in the project's folder; gives back its exit code."""
    return subprocess.run([str(PYTHON), *words], cwd=HERE, check=False).returncode


def install(extra: str) -> None:
    """Makes the environment where there is none, and puts Tidu with `extra` into it."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this script is started by any Python)
        sys.exit("Tidu needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if not PYTHON.exists():
        print(f"Making {ENVIRONMENT}", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print(f"Installing Tidu [{extra}]", flush=True)
    if code := run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f".[{extra}]"):
        sys.exit(code)


def demo(words: list[str]) -> int:
    """The main job on a real table."""
    install("trees")
    return run(*DEMO, *words)


def test(words: list[str]) -> int:
    """The checks of style, types and imports, then every test, on all processors."""
    install("test")
    types = ("-m", "pyright", "--pythonpath", str(PYTHON))
    failed = 0 if words else run("-m", "ruff", "check", ".") or run(*types)
    return run("-m", "pytest", "-n", "auto", "--dist", "loadfile", *words) or failed


def main() -> int:
    """Does what the first word says."""
    jobs = {"demo": demo, "test": test}
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        print(__doc__)
        return 2
    return jobs[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
