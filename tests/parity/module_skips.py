"""What of PyTorch's database of modules is not compared, each row with its reason."""

from __future__ import annotations

from fnmatch import fnmatch

DIFFERENT: dict[tuple[str, str], str] = {}
"""(module, check), either a pattern: what is left out -> why. Checks are start, passes and copy, each
with -float64 or -float32 and -train or -eval behind, and errors."""


LIMITS: dict[str, int] = {
    "nn.LinearCrossEntropyLoss": 40,
    "nn.CrossEntropyLoss": 80,
}
"""Module -> how many samples a mode are tried by the tests; `modules_report.py` tries all."""


def skipped(name: str, kind: str) -> bool:
    """Whether the table leaves the check `kind` of the module `name` out."""
    return any(fnmatch(name, module) and fnmatch(kind, check) for module, check in DIFFERENT)
