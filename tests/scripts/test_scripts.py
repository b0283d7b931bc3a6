"""Scripts written for PyTorch print the same under `tidu run`, each number within a unit of its last digit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OWN = ("conftest.py", Path(__file__).name)
SCRIPTS = sorted(path.name for path in HERE.glob("*.py") if path.name not in OWN)
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:e[-+]?\d+)?")


def printed(*command: str) -> str:
    """What a command prints, run in the scripts' folder with one thread and one seed of hashing."""
    settings = {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "TIDU_LANG": "en"}
    paths = os.pathsep.join(filter(None, (str(HERE.parents[1]), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, *command], cwd=HERE, env=os.environ | settings | {"PYTHONPATH": paths},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def unit(number: str) -> float:
    """The size of the last printed digit."""
    digits, _, exponent = number.partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


def differences(mine: str, wanted: str) -> list[tuple[str, str]]:
    """The lines that differ in words, or in a number by more than a unit of its last digit."""
    ours, theirs = mine.splitlines(), wanted.splitlines()
    if len(ours) != len(theirs):
        return [(f"{len(ours)} lines", f"{len(theirs)} lines")]
    return [(x, y) for x, y in zip(ours, theirs, strict=True) if not same_line(x, y)]


def same_line(mine: str, wanted: str) -> bool:
    """Whether two lines say the same."""
    if mine == wanted:
        return True
    if [part.split() for part in NUMBER.split(mine)] != [part.split() for part in NUMBER.split(wanted)]:
        return False
    pairs = zip(NUMBER.findall(mine), NUMBER.findall(wanted), strict=True)
    return all(abs(float(a) - float(b)) <= 1.01 * unit(b) if unit(b) < 1 else a == b for a, b in pairs)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_prints_what_it_prints_under_pytorch(name: str) -> None:
    mine, wanted = printed("-m", "tidu", "run", name), printed(name)
    assert wanted.strip()
    assert differences(mine, wanted) == []


def test_what_differs_is_found() -> None:
    assert differences("loss 0.1234 of 12\n", "loss 0.1235 of 12\n") == []
    assert differences("loss 0.1234", "loss 0.1236") == [("loss 0.1234", "loss 0.1236")]
    assert differences("step 12", "step 13") and differences("1.5e-07", "1.7e-07")
    assert differences("loss 1", "error 1") and differences("a\nb", "a") and not differences("", "")
