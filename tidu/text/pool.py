"""Sentences of pooling and of windows laid out: sizes that do not fit."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {}
