"""How tensors are printed: the options, and the one set of them that is in force."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields

from tidu.text import say


@dataclass
class PrintOptions:
    """The choices that decide a tensor's text; the defaults are PyTorch's.

    precision: digits after the point of a float.
    threshold: a tensor of more elements is summarised (`inf`: never).
    edgeitems: how many items a summary keeps at each end of each axis.
    linewidth: characters a line may take.
    sci_mode: write floats as `1.0000e+00` always (True), never (False), or when the
        values need it (None).

    >>> PrintOptions(precision=2).edgeitems
    3
    """

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


PROFILES = {
    "default": PrintOptions(),
    "short": PrintOptions(precision=2, edgeitems=2),
    "full": PrintOptions(threshold=math.inf),
}

# One object for the whole process, changed in place: that is what PyTorch's
# `set_printoptions` means, and what code written for it expects.
OPTIONS = PrintOptions()


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Change how every tensor is printed from now on (`torch.set_printoptions`).

    `profile` ("default", "short" or "full") sets everything first; the other arguments
    then change what they name. As in PyTorch, `sci_mode` goes back to None in every call
    that does not name it. An unknown profile, which PyTorch ignores, and a count that is
    negative or not whole, on which it fails at the next print, are ValueErrors here and
    change nothing.

    >>> set_printoptions(profile="short", edgeitems=1)
    >>> get_printoptions()["precision"], get_printoptions()["edgeitems"]
    (2, 1)
    >>> set_printoptions(profile="default")
    """
    chosen = asdict(OPTIONS if profile is None else _profile(profile))
    counts = {"precision": precision, "edgeitems": edgeitems, "linewidth": linewidth}
    for name, count in counts.items():
        if count is not None:
            chosen[name] = _whole_number(name, count)
    if threshold is not None:
        chosen["threshold"] = threshold
    chosen["sci_mode"] = sci_mode
    for name, value in chosen.items():
        setattr(OPTIONS, name, value)


def get_printoptions() -> dict[str, int | float | bool | None]:
    """The options in force, as a new dictionary: name -> value.

    >>> list(get_printoptions())
    ['precision', 'threshold', 'edgeitems', 'linewidth', 'sci_mode']
    """
    return asdict(OPTIONS)


def _profile(name: str) -> PrintOptions:
    if name not in PROFILES:
        raise ValueError(say("printing.profile", value=name, known=", ".join(PROFILES)))
    return PROFILES[name]


def _whole_number(name: str, value: float) -> int:
    if not math.isfinite(value) or value != int(value) or value < 0:
        default = next(field.default for field in fields(PrintOptions) if field.name == name)
        raise ValueError(say("printing.whole_number", name=name, value=value, default=default))
    return int(value)
