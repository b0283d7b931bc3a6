"""A library that orders the products of einsum: not used."""


def is_available() -> bool:
    """Whether Tidu computes with it.

    >>> is_available()
    False
    """
    return False


enabled = False
strategy = None
