"""The figures on disk."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def save(path: Path, results: dict[str, Any]) -> None:
    """Writes the file as a whole; what other runs measured stays in it."""
    held = json.loads(path.read_text()) if path.exists() else {}
    part = path.with_suffix(".part")
    with part.open("w") as file:
        json.dump(held | results, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
