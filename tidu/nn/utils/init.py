"""Modules that are made without drawing their starting numbers.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.skip_init.html
"""

from __future__ import annotations

import inspect
from typing import Any

from tidu.nn.module import Module
from tidu.tensor.generator import default_generator
from tidu.text import say


def skip_init(module_cls: Any, *args: Any, **kwargs: Any) -> Any:
    """`module_cls(*args, **kwargs)` with arbitrary numbers in it: the random stream stays where it is.

    RuntimeError for what is no module class, or takes no `device`, as PyTorch has it.

    >>> import tidu
    >>> before = tidu.get_rng_state()
    >>> skip_init(tidu.nn.Linear, 3, 2), tidu.equal(before, tidu.get_rng_state())
    (Linear(in_features=3, out_features=2, bias=True), True)
    """
    if not issubclass(module_cls, Module):
        raise RuntimeError(say("parametrize.skip_kind", given=module_cls))
    if "device" not in inspect.signature(module_cls).parameters:
        raise RuntimeError(say("parametrize.skip_device", given=module_cls.__name__))
    before = default_generator.get_state()
    try:
        return module_cls(*args, **kwargs)
    finally:
        default_generator.set_state(before)
