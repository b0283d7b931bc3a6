"""Sentences of the doctor on what the tape and the optimizers show."""

from __future__ import annotations

STRUCTURE: dict[str, tuple[str, str]] = {}
