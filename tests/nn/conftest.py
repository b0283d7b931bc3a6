"""Lets these tests use the comparisons with PyTorch of `tests/functional/twins.py`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "functional"))
