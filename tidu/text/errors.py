"""Sentences of the engine's errors: what happened, why, and one fix to copy.

PyTorch's own phrases are kept inside the English sentences, where people search for them.
"""

from __future__ import annotations

from tidu.text.errors_gradient import GRADIENT
from tidu.text.errors_index import INDEX
from tidu.text.errors_shape import SHAPE
from tidu.text.errors_type import TYPE

SENTENCES: dict[str, tuple[str, str]] = {
    "errors.fix": ("Fix: {fix}", "改法：{fix}"),
    **SHAPE,
    **INDEX,
    **TYPE,
    **GRADIENT,
    "errors.module_attribute": (
        "module 'tidu' has no attribute '{name}'. The nearest it has: {near}",
        "tidu 没有 '{name}'。最接近的是：{near}",
    ),
}
