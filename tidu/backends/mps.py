"""Apple's graphics cards: none."""


def is_available() -> bool:
    """Whether there is one: Tidu computes on the CPU.

    >>> is_available()
    False
    """
    return False


def is_built() -> bool:
    """Whether Tidu could use one: no."""
    return False
