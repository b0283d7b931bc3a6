"""The processor."""


def get_cpu_capability() -> str:
    """What Tidu's eager operations ask of a processor: nothing beyond what NumPy does.

    >>> get_cpu_capability()
    'DEFAULT'
    """
    return "DEFAULT"
