"""`torch.nn.parallel` on a machine without graphics cards: a model runs as it is."""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing
from tidu.nn.module import Module
from tidu.text import say

__all__ = ["DataParallel", "DistributedDataParallel", "data_parallel"]

__getattr__ = refusing("torch.nn.parallel", __all__)


class DataParallel(Module):
    """`module`, whose parameters have `module.` before their names; the rest is for graphics cards.

    PyTorch's does the same where there is no graphics card.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html

    >>> import tidu
    >>> model = DataParallel(tidu.nn.Linear(2, 1))
    >>> model(tidu.ones(3, 2)).shape, list(model.state_dict())
    (torch.Size([3, 1]), ['module.weight', 'module.bias'])
    """

    def __init__(self, module: Module, device_ids: Any = None, output_device: Any = None, dim: int = 0):
        super().__init__()
        self.module = module
        self.device_ids: list[int] = []

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        return self.module(*inputs, **kwargs)


class DistributedDataParallel(Module):
    """A model of one of several processes: ValueError, as in PyTorch before processes have found each other.

    The name is there because programs import it at their top, and use it only where they were
    started on several machines.

    >>> DistributedDataParallel(Module())
    Traceback (most recent call last):
    ValueError: DistributedDataParallel needs several processes: one process trains one model. Fix: leave ...
    """

    def __init__(self, module: Module, *args: Any, **kwargs: Any):
        raise ValueError(say("refused.processes_needed", why=say("refused.distributed")))


def data_parallel(
    module: Module,
    inputs: Any,
    device_ids: Any = None,
    output_device: Any = None,
    dim: int = 0,
    module_kwargs: dict[str, Any] | None = None,
) -> Any:
    """module(*inputs, **module_kwargs), where a tensor in place of the tuple `inputs` is the only one.

    >>> import tidu
    >>> data_parallel(tidu.nn.Flatten(), tidu.ones(2, 3, 4)).shape
    torch.Size([2, 12])
    """
    if not isinstance(inputs, tuple):
        inputs = () if inputs is None else (inputs,)
    return module(*inputs, **(module_kwargs or {}))
