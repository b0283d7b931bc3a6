"""The benchmarks are a folder beside the package, which only the project's own root makes importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
