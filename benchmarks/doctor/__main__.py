"""python -m benchmarks.doctor [--quick] [--only 0,2,9] [--again]

Runs healthy runs and seeded faults under the doctor, and writes `results.json` here and
`docs/doctor.md` and `docs/doctor.zh.md`. `--quick` and `--only` print and write nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from benchmarks.doctor.case import Case, under_doctor
from benchmarks.doctor.cost import costs
from benchmarks.doctor.faults import MAKERS
from benchmarks.doctor.healthy import healthy
from benchmarks.doctor.rates import healthy_runs
from benchmarks.doctor.report import document, summary
from benchmarks.training.machine import machine
from tidu.version import __version__

RESULTS = Path(__file__).with_name("results.json")
DOCUMENTS = {
    lang: Path(__file__).parents[2] / "docs" / name
    for lang, name in (("en", "doctor.md"), ("zh", "doctor.zh.md"))
}


def arguments() -> argparse.Namespace:
    """The command line's."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.doctor", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every eighth run")
    parser.add_argument("--only", default="", help="items, 0 for the healthy runs: 0,2,9")
    parser.add_argument("--again", action="store_true", help="no runs: the documents anew from results.json")
    return parser.parse_args()


def cases(only: str) -> list[Case]:
    """Healthy runs first, then the faults of each item."""
    found = [*healthy(), *(case for make in MAKERS for case in make().cases)]
    items = {int(word) for word in only.split(",") if word}
    return [case for case in found if not items or case.item in items]


def write(path: Path, text: str) -> None:
    """As a whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def measure(chosen: list[Case], loud: bool) -> list[dict[str, Any]]:
    """Every run, with a line now and then, or for each."""
    results, started = [], time.perf_counter()
    for place, case in enumerate(chosen, 1):
        result = under_doctor(case)
        results.append(result.to_dict())
        said = " ".join(f"{a['code']}-{a['cause']}".strip("-") for a in result.alerts) or "nothing"
        if loud:
            print(f"{result.item:2} {'fine' if result.fine else 'bad '} {said:30} {result.name}", flush=True)
        elif place % 25 == 0 or place == len(chosen):
            print(f"{place} of {len(chosen)} runs, {time.perf_counter() - started:.0f} s", flush=True)
    return results


def kept(results: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """What `results.json` holds: of every cause one alert in full."""
    said: dict[str, Any] = {}
    for result in sorted(results, key=lambda r: r["item"] == 0):
        for alert in result["alerts"]:
            said.setdefault(f"{alert['code']}-{alert['cause']}".strip("-"), alert.pop("what"))
            alert.pop("what", None)
    about = {"version": __version__, "machine": machine(), "seconds": seconds}
    return {"about": about, "cost": costs(), "said": said, "runs": results}


def dumped(held: dict[str, Any]) -> str:
    """JSON with a line for each run."""
    head = json.dumps(
        {key: value for key, value in held.items() if key != "runs"}, indent=1, ensure_ascii=False
    )
    runs = ",\n".join(json.dumps(run, ensure_ascii=False) for run in held["runs"])
    return f'{head[:-2]},\n "runs": [\n{runs}\n]}}\n'


def main() -> None:
    """Measures, prints, writes."""
    chosen = arguments()
    if chosen.again:
        held = json.loads(RESULTS.read_text(encoding="utf-8"))
    else:
        started = time.perf_counter()
        todo = cases(chosen.only)[:: 8 if chosen.quick else 1]
        results = measure(todo, loud=bool(chosen.quick or chosen.only))
        held = kept(results, time.perf_counter() - started)
        if chosen.quick or chosen.only:
            print(summary(held))
            return
        write(RESULTS, dumped(held))
    for lang, path in DOCUMENTS.items():
        write(path, document(held, lang))
    print(summary(held))
    lost = [r["name"] for r in held["runs"] if r["item"] == 0 and not r["fine"]]
    print(
        f"{len(healthy_runs(held['runs']))} healthy runs; not counted, for they did not train well: "
        f"{len(lost)}"
    )


if __name__ == "__main__":
    main()
