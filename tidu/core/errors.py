"""The errors that are ours; elsewhere PyTorch's own exception types are raised."""

from __future__ import annotations

# What NumPy raises at 1 / 0 and its like where a user's settings make errors of its remarks.
# To us inf and NaN are results.
REMARKS = (RuntimeWarning, FloatingPointError)


class DataError(ValueError):
    """A table, column or file that cannot be used; its message is one clear sentence.

    >>> raise DataError("data.csv has no rows.")
    Traceback (most recent call last):
    tidu.core.errors.DataError: data.csv has no rows.
    """


class LinAlgError(RuntimeError):
    """A matrix that cannot be inverted, factored or analysed: `torch.linalg.LinAlgError`.

    >>> raise LinAlgError("the matrix is singular")
    Traceback (most recent call last):
    tidu.core.errors.LinAlgError: the matrix is singular
    """
