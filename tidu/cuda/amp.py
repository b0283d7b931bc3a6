"""Mixed precision on graphics cards, which PyTorch turns off where there is none."""

from __future__ import annotations

from typing import Any

from tidu import amp
from tidu.core.refused import refusing

__all__ = ["GradScaler", "autocast"]

__getattr__ = refusing("torch.cuda.amp", __all__)


class autocast(amp.autocast):
    """`tidu.amp.autocast("cuda")`: nothing changes inside.

    >>> with autocast(enabled=False): pass
    """

    def __init__(self, enabled: bool = True, dtype: Any = None, cache_enabled: bool | None = True):
        super().__init__("cuda", dtype=dtype, enabled=enabled, cache_enabled=cache_enabled)


class GradScaler(amp.GradScaler):
    """`tidu.amp.GradScaler("cuda")`: it scales by 1.

    >>> GradScaler(enabled=False).scale(3.0)
    3.0
    """

    def __init__(
        self, init_scale: float = 65536.0, growth_factor: float = 2.0, backoff_factor: float = 0.5,
        growth_interval: int = 2000, enabled: bool = True,
    ):  # fmt: skip
        super().__init__("cuda", init_scale, growth_factor, backoff_factor, growth_interval, enabled)
