"""idx files, as MNIST has them: a head that tells type and shape, then the numbers.

Source: https://yann.lecun.org/exdb/mnist/
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import numpy as np

from tidu.core.errors import DataError
from tidu.text import say

TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}


def read_idx(path: Path) -> np.ndarray:
    """The numbers of an idx file, plain or .gz. `DataError` for damage."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise DataError(say("vision.idx", name=path, why=error)) from None
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in TYPES or len(data) < 4 + 4 * data[3]:
        raise DataError(say("vision.idx", name=path, why=data[:4].hex(" ")))
    begin = 4 + 4 * data[3]
    shape = np.frombuffer(data[4:begin], ">i4").tolist()
    kind, size = np.dtype(TYPES[data[2]]), len(data) - begin
    if size != kind.itemsize * np.prod(shape):
        raise DataError(say("vision.idx", name=path, why=f"{size} bytes for the shape {shape} of {kind}"))
    numbers = np.frombuffer(data, kind, offset=begin)
    return numbers.reshape(shape).astype(numbers.dtype.newbyteorder("="))
