"""Sentences of the engine's errors: what happened, why, and one fix to copy.

PyTorch's own phrases are kept inside the English sentences, where people search for them.
"""

from __future__ import annotations

from tidu.text.errors_gradient import GRADIENT
from tidu.text.errors_index import INDEX
from tidu.text.errors_shape import SHAPE
from tidu.text.errors_type import TYPE

SENTENCES: dict[str, tuple[str, str]] = {
    **SHAPE,
    **INDEX,
    **TYPE,
    **GRADIENT,
}
