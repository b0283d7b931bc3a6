"""Intel's kernels: not used."""


def is_available() -> bool:
    """Whether Tidu computes with it.

    >>> is_available()
    False
    """
    return False


enabled = True
