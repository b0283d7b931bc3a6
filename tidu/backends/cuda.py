"""NVIDIA's graphics cards: none. The switches are read back as they were set."""

from types import SimpleNamespace

matmul = SimpleNamespace(allow_tf32=False, allow_fp16_reduced_precision_reduction=True)


def is_built() -> bool:
    """Whether Tidu could use one: no.

    >>> is_built()
    False
    """
    return False
