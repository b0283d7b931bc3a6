"""The errors that are ours; elsewhere PyTorch's own exception types are raised."""

from __future__ import annotations


class DataError(ValueError):
    """A table, column or file that cannot be used; its message is one clear sentence.

    >>> raise DataError("data.csv has no rows.")
    Traceback (most recent call last):
    tidu.core.errors.DataError: data.csv has no rows.
    """
