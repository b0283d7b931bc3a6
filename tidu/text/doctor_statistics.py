"""Sentences of the doctor on data, curves and activations."""

from __future__ import annotations

STATISTICS: dict[str, tuple[str, str]] = {}
