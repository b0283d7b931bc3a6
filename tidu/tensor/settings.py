"""What can be set for the whole process: threads, the device, determinism, precision."""

from __future__ import annotations

from typing import Any

from tidu.core import cores, dtypes
from tidu.core.dtypes import set_default_dtype
from tidu.tensor.conversion import TENSOR_TYPES
from tidu.tensor.device import CPU, check_device, device
from tidu.text import say


class Settings:
    """What was asked for. Tidu's results are the same in every run and every precision here is the
    highest, so these only give back what was set."""

    deterministic = 0
    precision = "highest"
    warn_always = False


def set_num_threads(num: int) -> None:
    """At most `num` threads for native runs and sweeps; RuntimeError for fewer than one.

    >>> before = get_num_threads()
    >>> set_num_threads(1); get_num_threads()
    1
    >>> set_num_threads(before)
    """
    if type(num) is not int or num < 1:
        raise RuntimeError(say("devices.threads", name="set_num_threads", given=num))
    cores.Limit.threads = num


def get_num_threads() -> int:
    """How many threads a native run may use: the processors there are, or what was set."""
    return cores.cores()


def set_num_interop_threads(num: int) -> None:
    """Nothing: no two operations run at a time. RuntimeError for fewer than one."""
    if type(num) is not int or num < 1:
        raise RuntimeError(say("devices.threads", name="set_num_interop_threads", given=num))


def get_num_interop_threads() -> int:
    """1: operations run one after the other."""
    return 1


def set_default_device(device: Any) -> None:
    """Where new tensors are made: on the CPU, as for every name that means it."""
    if device is not None:
        check_device(device)


def get_default_device() -> device:
    """The CPU.

    >>> get_default_device()
    device(type='cpu')
    """
    return CPU


def set_default_tensor_type(t: Any) -> None:
    """PyTorch's old spelling of `set_default_dtype`, by a type of tensors or its name.

    >>> set_default_tensor_type("torch.FloatTensor")
    """
    kind = getattr(t, "tensor_dtype", TENSOR_TYPES.get(str(t).replace("torch.cuda.", "torch.")))
    if not isinstance(kind, dtypes.dtype) or not kind.is_floating_point:
        raise TypeError(say("devices.tensor_type", given=t))
    set_default_dtype(kind)


def use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:
    """Nothing to change: one seed gives one result in Tidu. What was asked for can be read back.

    >>> use_deterministic_algorithms(True); are_deterministic_algorithms_enabled()
    True
    >>> use_deterministic_algorithms(False)
    """
    Settings.deterministic = (1 if warn_only else 2) if mode else 0


def are_deterministic_algorithms_enabled() -> bool:
    """Whether `use_deterministic_algorithms` asked for them."""
    return Settings.deterministic > 0


def is_deterministic_algorithms_warn_only_enabled() -> bool:
    """Whether `use_deterministic_algorithms` asked for warnings only."""
    return Settings.deterministic == 1


def set_deterministic_debug_mode(debug_mode: int | str) -> None:
    """0, 1, 2 or "default", "warn", "error": `use_deterministic_algorithms` by another name."""
    words = ("default", "warn", "error")
    if debug_mode not in (0, 1, 2, *words):
        raise ValueError(say("devices.debug_mode", given=debug_mode))
    Settings.deterministic = words.index(debug_mode) if isinstance(debug_mode, str) else int(debug_mode)


def get_deterministic_debug_mode() -> int:
    """0, 1 or 2, as `set_deterministic_debug_mode` takes them."""
    return Settings.deterministic


def set_float32_matmul_precision(precision: str) -> None:
    """Nothing to change: products are in full float32. What was asked for can be read back.

    >>> set_float32_matmul_precision("high"); get_float32_matmul_precision()
    'high'
    >>> set_float32_matmul_precision("highest")
    """
    if precision not in ("highest", "high", "medium"):
        raise RuntimeError(say("devices.precision", given=precision))
    Settings.precision = precision


def get_float32_matmul_precision() -> str:
    """What `set_float32_matmul_precision` was told, at first "highest"."""
    return Settings.precision


def set_warn_always(b: bool) -> None:
    """Whether what is said once is said always; in Tidu it stays once. It can be read back."""
    Settings.warn_always = bool(b)


def is_warn_always_enabled() -> bool:
    """What `set_warn_always` was told, at first False."""
    return Settings.warn_always


def set_flush_denormal(mode: bool) -> bool:
    """Whether the processor's way with the smallest numbers was set: False, as NumPy's is not touched.

    >>> set_flush_denormal(True)
    False
    """
    return False
