"""The error for what a file holds and must not be rebuilt."""

from __future__ import annotations

from pickle import UnpicklingError

from tidu.core.errors import DataError


class RefusedObject(DataError, UnpicklingError):
    """A file asks for code. PyTorch's programs wait for an UnpicklingError, ours for a DataError.

    >>> raise RefusedObject("model.pt asks for os.system")
    Traceback (most recent call last):
    tidu.files.refusal.RefusedObject: model.pt asks for os.system
    """
