"""`tidu.load`: Tidu's files, safetensors, and PyTorch's files of tensors."""

from __future__ import annotations

from typing import Any, BinaryIO

from tidu.core.archive import Path
from tidu.core.weights import load_structure
from tidu.files.objects import ObjectCodec
from tidu.files.torch_file import is_torch_file, load_torch_file
from tidu.tensor.device import check_device, names_device


def load(
    f: Path | BinaryIO, map_location: Any = None, pickle_module: Any = None, *,
    weights_only: bool | None = None, mmap: bool | None = None, **pickle_load_args: Any,
) -> Any:  # fmt: skip
    """What `save` wrote to `f`; a .safetensors file, as a dict of tensors; PyTorch's .pt and .pth files.

    No code of a file is ever run: what cannot be rebuilt without is refused. With `weights_only=True`
    whole models are refused, too. `map_location` may name any device, which means the CPU; the
    other arguments of PyTorch's are accepted and have no meaning here. bfloat16 tensors come as float32.
    `DataError` (a ValueError) for other files and damage, `OSError` for a missing file; what is refused
    for its code is also a `pickle.UnpicklingError`, as in PyTorch.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.load.html

    >>> import io, tidu
    >>> file = io.BytesIO()
    >>> tidu.save(tidu.nn.Linear(2, 1), file)
    >>> load(file)
    Linear(in_features=2, out_features=1, bias=True)
    """
    if names_device(map_location):
        check_device(map_location)
    if is_torch_file(f):
        return load_torch_file(f)
    return load_structure(f, ObjectCodec(bool(weights_only)))
