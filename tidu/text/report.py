"""Sentences of the report and of the baselines beside it."""

SENTENCES: dict[str, tuple[str, str]] = {}
