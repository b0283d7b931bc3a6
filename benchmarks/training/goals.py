"""The goals of issue 3, and which of them the figures reach."""

from __future__ import annotations

from typing import Any, NamedTuple

Entry = dict[str, Any]


class Goal(NamedTuple):
    """Times faster than the best PyTorch and JAX, times the C floor, seconds to a first result.

    `torch_two`, `jax_two`: the same for two threads.
    """

    torch: float
    jax: float
    floor: float
    first: float
    torch_two: float | None = None
    jax_two: float | None = None


GOALS = {
    "a": Goal(1000, 20, 1.5, 0.060),
    "b": Goal(200, 8, 1.4, 0.080),
    "c": Goal(7, 3, 1.15, 0.100),
    "c-adam": Goal(7, 3, 1.15, 0.100),
    "d": Goal(25, 4, 1.15, 0.120),
    "e": Goal(1.4, 1.0, 1.2, 0.200, torch_two=2.0, jax_two=1.2),
    "f": Goal(1.0, 1.0, 1.1, 0.300),
}


def best(entries: list[Entry], family: str, form: str = "", threads: int | None = None) -> Entry | None:
    """The quickest entry of a family whose form contains `form`, over all threads or for so many."""
    found = [
        entry
        for entry in entries
        if entry["family"] == family
        and form in entry["form"]
        and "min" in entry
        and threads in (None, entry["threads"])
    ]
    return min(found, key=lambda entry: entry["min"], default=None)


def judged(name: str, entries: list[Entry], first: dict[str, float]) -> list[tuple[str, str, str, bool]]:
    """Rows of (what, goal, measured, reached). Tidu on one thread, except where a row says two.

    For the first result the cache is empty. Against f, where threads are the point, the best of
    Tidu's meets the best of the others; the floor always has one thread, as Tidu has.
    """
    goal = GOALS.get(name)
    one = best(entries, "Tidu", "native", 1)
    if goal is None or one is None:
        return []
    two = best(entries, "Tidu", "native", 2)
    main = best(entries, "Tidu", "native") if name == "f" else one
    wanted = [
        ("PyTorch", main, goal.torch, ""),
        ("PyTorch", two, goal.torch_two, ", two threads"),
        ("JAX", main, goal.jax, ""),
        ("JAX", two, goal.jax_two, ", two threads"),
    ]
    rows = []
    for family, ours, least, note in wanted:
        other = best(entries, family)
        if ours is None or other is None or least is None:
            continue
        ratio = other["min"] / ours["min"]
        rows.append((f"against the best {family}{note}", f"≥ {least:g}×", f"{ratio:.4g}×", ratio >= least))
    floor = best(entries, "C", threads=1)
    if floor is not None:
        ratio = one["min"] / floor["min"]
        rows.append(("against the C floor", f"≤ {goal.floor:g}", f"{ratio:.3g}", ratio <= goal.floor))
    if "cold" in first:
        ms = first["cold"] * 1e3
        wish = goal.first * 1e3
        rows.append(("first result", f"{wish:.0f} ms", f"{ms:.0f} ms", ms <= wish))
    return rows
