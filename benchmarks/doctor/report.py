"""The rates as text: `docs/doctor.md` and `docs/doctor.zh.md`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.doctor.case import TRIED
from benchmarks.doctor.decided import DECIDED, ITEMS
from benchmarks.doctor.rates import LEVELS, Rate, alarms, found, halves, has, has_level, healthy_runs
from benchmarks.doctor.wording import WORDS
from tidu.fit.doctor.registry import CHECKS

GOALS = {"certain": (0.01, 0.95), "likely": (0.05, 0.70), "hint": (0.05, 0.70)}


def causes() -> dict[str, str]:
    """Every alert there is, in the order of codes: name -> level."""
    named = {f"{c.code}-{cause}".strip("-"): level for c in CHECKS for cause, level in c.causes.items()}
    return dict(sorted(named.items()))


def percent(part: float | None) -> str:
    """A rate as it is read."""
    return "–" if part is None else f"{100 * part:.1f} %" if part < 0.995 else "100 %"


def with_interval(rate: Rate) -> str:
    """The count, the rate and its interval."""
    low, high = rate.interval
    return f"{rate} = {percent(rate.part)} ({100 * low:.1f}–{100 * high:.1f})"


def rows(lines: Iterable[Iterable[object]]) -> str:
    """A table of Markdown; the first line is its head."""
    first, *others = [[str(cell).replace("|", "\\|") for cell in line] for line in lines]
    lines = ["| " + " | ".join(line) + " |" for line in (first, ["---"] * len(first), *others)]
    return "\n".join(lines)


def level_table(results: list[dict[str, Any]], at: int) -> str:
    """False alarms and detection by level, on all runs and on both halves, against the goals."""
    names, lines = WORDS, [[WORDS[key][at] for key in ("level", "runs", "alarms", "found", "goal")]]
    for level in LEVELS:
        for half, part in zip(("all", *TRIED), halves(results), strict=True):
            healthy = healthy_runs(part)
            false = Rate(sum(has_level(r, level) for r in healthy), len(healthy))
            seen = found_where(part, level)
            least, most = GOALS[level]
            goal = (
                names["goal_text"][at].format(alarms=percent(least), found=percent(most))
                if half == "all"
                else ""
            )
            lines.append([names[level][at], names[half][at], with_interval(false), with_interval(seen), goal])
    return rows(lines)


def level_of(result: dict[str, Any]) -> str:
    """What a fault's item should be found as: the firmest level of the code's causes that fits the fault."""
    firm = {2: "likely", 6: "likely", 3: "hint", 7: "likely", 15: "likely", 17: "hint"}
    if result["item"] == 2 and ("NaN" in result["name"] or "infinity" in result["name"]):
        return "certain"
    if result["item"] == 6 and result["name"].startswith(("shuffled", "rare", "one answer")):
        return "hint"
    return firm.get(result["item"], "certain")


def found_where(results: list[dict[str, Any]], level: str) -> Rate:
    """Faults of a level that were given their item's code."""
    chosen = [r for r in results if r["item"] and level_of(r) == level]
    return Rate(sum(has(r, f"TD{r['item']:03}") for r in chosen), len(chosen))


def item_table(results: list[dict[str, Any]], at: int) -> str:
    """Each item: faults found, on both halves, and by whether they did harm."""
    lines = [[WORDS[key][at] for key in ("code", "item", "found", *TRIED, "harm", "no_harm", "any")]]
    for item, name in ITEMS.items():
        mine = [r for r in results if r["item"] == item]
        some = Rate(sum(bool(r["alerts"]) for r in mine), len(mine))
        parts = [found(part, item) for part in halves(mine)]
        harm = [found([r for r in mine if r["fine"] is fine], item) for fine in (False, True)]
        lines.append([f"TD{item:03}", name[at], with_interval(parts[0]), *parts[1:], *harm, some])
    return rows(lines)


def cause_text(held: dict[str, Any], name: str, level: str, at: int) -> str:
    """One alert: what it said, how it is decided, how often it was wrong and right."""
    runs, lang = held["runs"], ("en", "zh")[at]
    code, _, cause = name.partition("-")
    healthy, mine = healthy_runs(runs), [r for r in runs if r["item"] == int(code[2:])]
    false, hits = alarms(healthy, code, cause), alarms(mine, code, cause)
    said = held["said"].get(name)
    lines = [f"**{name}** ({WORDS[level][at]})" if at == 0 else f"**{name}**（{WORDS[level][at]}）"]
    values = {
        "said": WORDS["never"][at] if said is None else said[lang],
        "decided": DECIDED.get(name, ("", ""))[at],
        "alarms": with_interval(false),
        "hits": str(hits),
    }
    lines += [f"- {WORDS[key][at].format(**values)}" for key in ("line_said", "line_decided", "line_rates")]
    return "\n".join(lines)


def cost_table(cost: dict[str, dict[str, float]], at: int) -> str:
    """What the doctor adds to eager steps."""
    lines = [[WORDS[key][at] for key in ("loop", "without", "with", "added", "steady", "structure")]]
    lines += [
        [n, f"{c['without']:.0f} µs", f"{c['with']:.0f} µs"]
        + [f"{100 * c[key]:+.1f} %" for key in ("added", "all", "structure")]
        for n, c in cost.items()
    ]
    return rows(lines)


def facts(held: dict[str, Any]) -> dict[str, Any]:
    """Numbers that the text quotes."""
    runs, about = held["runs"], held["about"]
    healthy, faults = healthy_runs(runs), [r for r in runs if r["item"]]
    lost = [r["name"] for r in runs if r["item"] == 0 and not r["fine"]]
    at = about["machine"]
    return {
        "healthy": len(healthy),
        "tables": len({r["table"] for r in healthy}),
        "faults": len(faults),
        "harmless": sum(r["fine"] for r in faults),
        "lost": len(lost),
        "lost_names": "; ".join(lost) or "–",
        "any": with_interval(Rate(sum(bool(r["alerts"]) for r in healthy), len(healthy))),
        "minutes": f"{about['seconds'] / 60:.1f}",
        "version": about["version"],
        "date": at["date"],
        "machine": f"{at['processor']}, Python {at['python']}, NumPy {at['numpy']}",
    }


def missed(runs: list[dict[str, Any]], at: int) -> str:
    """Every fault that was not found by its code."""
    lines = []
    for item in ITEMS:
        names = [r["name"] for r in runs if r["item"] == item and not has(r, f"TD{item:03}")]
        if names:
            lines.append(f"- TD{item:03}: " + "; ".join(names))
    return "\n".join(lines) or WORDS["none"][at]


def named(alerts: list[dict[str, Any]]) -> str:
    """The names of alerts."""
    return ", ".join("-".join(filter(None, (a["code"], a["cause"]))) for a in alerts)


def false_alarms(runs: list[dict[str, Any]], at: int) -> str:
    """Every healthy run that was given an alert."""
    lines = [f"- {named(r['alerts'])}: {r['name']}" for r in healthy_runs(runs) if r["alerts"]]
    return "\n".join(lines) or WORDS["none"][at]


def document(held: dict[str, Any], lang: str) -> str:
    """The whole document."""
    at, runs, numbers = ("en", "zh").index(lang), held["runs"], facts(held)
    parts = [
        WORDS["head"][at].format(**numbers), WORDS["levels"][at], level_table(runs, at), WORDS["items"][at],
        item_table(runs, at), WORDS["cost"][at], cost_table(held["cost"], at), WORDS["each"][at],
        *(cause_text(held, name, level, at) for name, level in causes().items()),
        WORDS["how"][at].format(**numbers), WORDS["blind"][at], WORDS["false"][at], false_alarms(runs, at),
        WORDS["missed"][at], missed(runs, at),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def summary(held: dict[str, Any]) -> str:
    """What is printed at the end."""
    runs = held["runs"]
    parts = [level_table(runs, 0), item_table(runs, 0), cost_table(held["cost"], 0)]
    return "\n\n".join([*parts, false_alarms(runs, 0), missed(runs, 0)])
