"""The figures as Markdown."""

from __future__ import annotations

from typing import Any

from benchmarks.training.goals import best, judged

TOLERANCE = 1e-6
SUMMARY = (
    ("C floor", "C", "", 1),
    ("Tidu", "Tidu", "native", 1),
    ("Tidu 2T", "Tidu", "native", 2),
    ("Tidu eager", "Tidu", "eager", None),
    ("PyTorch DataLoader", "PyTorch", "DataLoader", None),
    ("index", "PyTorch", "index", None),
    ("compiled", "PyTorch", "compiled", None),
    ("best", "PyTorch", "", None),
    ("JAX", "JAX", "", None),
    ("NumPy", "NumPy", "", None),
    ("scikit-learn", "scikit-learn", "", None),
)


def row(*cells: object) -> str:
    """One line of a table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def head(*cells: str) -> list[str]:
    """A table's first two lines."""
    return [row(*cells), row(*["---"] * len(cells))]


def number(value: float | None, digits: int = 4) -> str:
    """Short, and "–" for none."""
    return "–" if value is None else f"{value:.{digits}g}" if value < 1000 else f"{value:,.0f}"


def machine_text(machine: dict[str, Any]) -> str:
    """The machine in a paragraph."""
    load = ", ".join(f"{value:.2f}" for value in machine["load"])
    named = ("numpy", "torch", "jax", "optax", "scikit-learn", "llvmlite")
    versions = ", ".join(f"{name} {machine[name]}" for name in named)
    return (
        f"Machine: {machine['processor']}, {machine['cores']} cores, {machine['level']}; "
        f"{machine['system']}; Python {machine['python']}; {versions}; {machine['compiler']}; "
        f"{machine['date']}; load {load}."
    )


def workload_text(measured: dict[str, Any]) -> str:
    """Every peer of one workload, the quickest first."""
    lines = [f"### {measured['text']}", ""]
    epochs = measured["workload"]["epochs"]
    columns = ("µs a step, min", "median", "first result s", f"loss after {epochs} epochs", "off by", "note")
    lines += head("peer", *columns)
    for entry in sorted(measured["peers"], key=lambda e: e.get("min", float("inf"))):
        deviation = entry.get("deviation")
        wrong = " **wrong**" if deviation is not None and not deviation <= TOLERANCE else ""
        times = (number(entry.get("min")), number(entry.get("median")), number(entry.get("first_seconds"), 3))
        note = entry.get("error") or entry.get("engine", "")
        off = "–" if deviation is None else f"{deviation:.0e}{wrong}"
        lines.append(row(entry["name"], *times, number(entry.get("loss")), off, note))
    if measured.get("first"):
        parts = [f"{value * 1e3:.0f} ms with a {state} cache" for state, value in measured["first"].items()]
        lines += ["", f"Tidu's first result in a fresh process: {' and '.join(parts)}."]
    return "\n".join(lines)


def summary_text(measured: dict[str, dict[str, Any]]) -> str:
    """The best of each kind, workload by workload; columns of PyTorch stand together."""
    lines = head("workload, µs a step", *(title for title, *_ in SUMMARY))
    for one in measured.values():
        found = [best(one["peers"], family, form, threads) for _, family, form, threads in SUMMARY]
        lines.append(row(one["text"], *(number(entry["min"] if entry else None, 3) for entry in found)))
    return "\n".join(lines)


def goals_text(measured: dict[str, dict[str, Any]]) -> str:
    """Every goal as reached or not; and that there are none to judge while Tidu is eager."""
    lines = head("workload", "goal", "wanted", "measured", "")
    for name, one in measured.items():
        ours = best(one["peers"], "Tidu", "native", 1)
        if ours is not None and ours["engine"] != "native":
            lines.append(row(name, "–", "–", "–", f"nothing to judge: Tidu ran {ours['engine']}"))
            continue
        for what, wanted, got, reached in judged(name, one["peers"], one.get("first", {})):
            lines.append(row(name, what, wanted, got, "reached" if reached else "**not reached**"))
    return "\n".join(lines)


def table_text(measured: dict[str, Any]) -> str:
    """The run of a whole table."""
    lines = [f"### h {measured['text']}", ""]
    lines += head("command", "seconds, min", "median", "test metrics")
    for command in measured["commands"]:
        metrics = ", ".join(f"{name} {number(value)}" for name, value in command["metrics"].items())
        lines.append(row(f"`{command['words']}`", number(command["min"]), number(command["median"]), metrics))
    return "\n".join([*lines, "", measured["verdict"]])
