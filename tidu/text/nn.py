"""Sentences of layers and losses. PyTorch's own phrases are kept in the English, to be searched for."""

from __future__ import annotations

from tidu.text.nn_layers import LAYERS
from tidu.text.nn_losses import LOSSES
from tidu.text.nn_module import MODULE

SENTENCES: dict[str, tuple[str, str]] = {**MODULE, **LAYERS, **LOSSES}
