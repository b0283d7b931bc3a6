"""Mixed precision, which is off: numbers stay in the types that tensors have.

PyTorch turns it off itself where the graphics card that it is asked for is missing. On the CPU it
would compute in bfloat16, which Tidu does not: that is refused.
"""

from __future__ import annotations

from tidu.amp.autocast import autocast, is_autocast_available
from tidu.amp.scaler import GradScaler
from tidu.core.refused import refusing

__all__ = ["GradScaler", "autocast", "is_autocast_available"]

__getattr__ = refusing("torch.amp", __all__)
