"""`tidu.save`: tensors, what holds them, and whole models, in one safe file."""

from __future__ import annotations

from typing import Any, BinaryIO

from tidu.core.archive import Path
from tidu.core.weights import save_structure
from tidu.files.objects import ObjectCodec


def save(
    obj: Any, f: Path | BinaryIO, pickle_module: Any = None, pickle_protocol: int = 2,
    _use_new_zipfile_serialization: bool = True,
) -> None:  # fmt: skip
    """Writes `obj` to the path `f`, in one step, or to an open binary file.

    `obj`: tensors, arrays, modules, numbers, texts, None, and lists, tuples, sets and dicts of them,
    such as `model.state_dict()`, a checkpoint, or a whole model. Tensors on the same memory stay so,
    and what is held twice is one object again. TypeError for other objects, naming the place: a file
    holds data, never a pickle. What PyTorch says of pickles is accepted and has no meaning here.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.save.html

    >>> import io, tidu
    >>> file = io.BytesIO()
    >>> save({"weight": tidu.ones(2), "epoch": 3}, file)
    >>> tidu.load(file)
    {'weight': tensor([1., 1.]), 'epoch': 3}
    """
    save_structure(obj, f, ObjectCodec())
