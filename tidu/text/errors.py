"""Sentences of the engine's errors."""

SENTENCES: dict[str, tuple[str, str]] = {
    "errors.fix": ("Fix: {fix}", "改法：{fix}"),
}
