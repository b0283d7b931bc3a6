"""Scaling a loss so that gradients in float16 do not vanish: off."""

from __future__ import annotations

from typing import Any

from tidu.core.warn import warn_once
from tidu.tensor.device import device as Device
from tidu.text import say


class GradScaler:
    """PyTorch's scaler as it is when disabled: losses pass, the optimizer steps.

    RuntimeError for one that is to work on the CPU. For a graphics card it is off, as in PyTorch
    without one, and says once that there is none.

    >>> scaler = GradScaler(enabled=False)
    >>> scaler.scale(2.5), scaler.get_scale(), scaler.is_enabled()
    (2.5, 1.0, False)
    """

    def __init__(
        self, device: str = "cuda", init_scale: float = 65536.0, growth_factor: float = 2.0,
        backoff_factor: float = 0.5, growth_interval: int = 2000, enabled: bool = True,
    ):  # fmt: skip
        name = Device(device).type
        if enabled and name == "cpu":
            raise RuntimeError(say("devices.scaler"))
        if enabled:
            warn_once("devices.is_cpu", given=name)

    def scale(self, outputs: Any) -> Any:
        """`outputs`, a loss or several, as they are."""
        return outputs

    def unscale_(self, optimizer: Any) -> None:
        """Nothing: gradients were not scaled."""

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """`optimizer.step(...)`."""
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale: Any = None) -> None:
        """Nothing: the scale stays 1."""

    def get_scale(self) -> float:
        """1.0"""
        return 1.0

    def is_enabled(self) -> bool:
        """False"""
        return False

    def state_dict(self) -> dict[str, Any]:
        """Nothing to keep."""
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Nothing to take up."""
