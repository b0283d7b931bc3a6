"""`torch.utils.data.distributed`, which programs import at their top; what it has needs several processes."""

from tidu.core.refused import refusing

__all__: list[str] = []

__getattr__ = refusing("torch.utils.data.distributed", __all__)
