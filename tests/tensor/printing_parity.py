"""Our text of a torch tensor, from its array and metadata, beside torch's own."""

from __future__ import annotations

import torch

from tidu.tensor.printing import dtype_suffix, tensor_text
from tidu.tensor.printing_options import PrintOptions

FLOATS = ("float16", "float32", "float64")
WHOLES = ("bool", "uint8", "int8", "int16", "int32", "int64", "uint16", "uint32", "uint64")


def ours(tensor: torch.Tensor, prefix: str = "tensor(", options: PrintOptions | None = None) -> str:
    array = tensor.detach().numpy()
    default = str(torch.get_default_dtype()).removeprefix("torch.")
    made_by = tensor.grad_fn
    return tensor_text(
        array,
        dtype_suffix=dtype_suffix(array.dtype.name, default, array.size == 0),
        requires_grad=tensor.requires_grad,
        grad_name=None if made_by is None else type(made_by).__name__,
        prefix=prefix,
        options=options,
    )


def same(tensor: torch.Tensor) -> None:
    text = ours(tensor)
    assert text == repr(tensor)
    assert text == str(tensor)
