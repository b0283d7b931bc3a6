"""A module's layers, as data: one row a module, with all that lies in it counted in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tidu.read.draw.once import Call

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Layer:
    """One module: its path and class, how often it ran, the shapes that it gave back first.

    `parameters` counts numbers, with those of the modules inside, each once in the whole table;
    `shared` are those that an earlier row counted. `trainable` of them ask for gradients. `cost`
    is in multiply-adds, `kept` in bytes kept for the backward pass; None without an input.
    """

    path: str
    depth: int
    kind: str
    calls: int
    shapes: tuple[Shape, ...]
    parameters: int
    trainable: int
    shared: int
    cost: int | None = None
    kept: int | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True)
class Ran:
    """What a run noted: the calls of modules, and (place on the tape, number) of costs and bytes."""

    calls: Sequence[Call]
    costs: Sequence[tuple[int, int]]
    kept: Sequence[tuple[int, int]]


def layers_of(module: Any, ran: Ran | None = None) -> list[Layer]:
    """One row for the module and each module in it, in the order of its printing.

    >>> import tidu
    >>> for layer in layers_of(tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())):
    ...     print(layer.depth, layer.path or "-", layer.kind, layer.parameters)
    0 - Sequential 9
    1 0 Linear 9
    1 1 ReLU 0
    """
    owners = {id(x): path for path, x in module.named_parameters()}
    costs = None if ran is None else _by_path(ran.calls, ran.costs)
    kept = None if ran is None else _by_path(ran.calls, ran.kept)
    return [
        _layer(path, inner, owners, ran.calls if ran else (), costs, kept)
        for path, inner in _places(module, "")
    ]


def _places(module: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every place of a module, in the order of printing."""
    yield path, module
    for name, inner in module._modules.items():
        if inner is not None:
            yield from _places(inner, f"{path}.{name}" if path else name)


def _layer(
    path: str, module: Any, owners: dict[int, str], calls: Sequence[Call], costs: Any, kept: Any
) -> Layer:
    held = list(module.parameters())
    own = [x for x in held if lies_in(owners[id(x)], path)]
    mine = [call for call in calls if call.module is module]
    again = bool(mine) and mine[0].path != path  # told where it stands first
    return Layer(
        path, path.count(".") + bool(path), type(module).__name__, len(mine),
        tuple(mine[0].shapes) if mine else (),
        sum(x._value.size for x in own), sum(x._value.size for x in own if x.requires_grad),
        sum(x._value.size for x in held) - sum(x._value.size for x in own),
        None if costs is None else 0 if again else _inside(costs, path),
        None if kept is None else 0 if again else _inside(kept, path),
    )  # fmt: skip


def lies_in(path: str, whole: str) -> bool:
    """Whether a path is that of a module or of what lies in it.

    >>> lies_in("net.0.weight", "net.0"), lies_in("net.01", "net.0"), lies_in("a", "")
    (True, False, True)
    """
    return not whole or path == whole or path.startswith(f"{whole}.")


def _inside(numbers: Counter[str], whole: str) -> int:
    return sum(number for path, number in numbers.items() if lies_in(path, whole))


def _by_path(calls: Sequence[Call], noted: Sequence[tuple[int, int]]) -> Counter[str]:
    """Sums of what was noted, by the path of the innermost call in which it was."""
    total: Counter[str] = Counter()
    starts = sorted(calls, key=lambda call: call.start)
    on: list[Call] = []
    at = 0
    for order, number in sorted(noted):
        while at < len(starts) and starts[at].start < order:
            on.append(starts[at])
            at += 1
        on = [call for call in on if call.end > order]
        total[on[-1].path if on else ""] += number
    return total
