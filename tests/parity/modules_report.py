"""`python tests/parity/modules_report.py [name ...] [--first n]`: what became of each module, as a table."""

from __future__ import annotations

import argparse
import sys

import modules
from module_skips import skipped


def main() -> None:
    """Prints a line for each module that is asked for, and the first failures of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=2, help="how many failures to show")
    parser.add_argument("--limit", type=int, default=10**9, help="how many samples to try")
    chosen = parser.parse_args()
    total = {"modules": 0, "passed": 0, "checks": 0, "left out": 0}
    for name, info in modules.MODULES.items():
        if chosen.names and name.removeprefix("nn.") not in chosen.names:
            continue
        outcome = modules.check(info, lambda kind, name=name: skipped(name, kind), chosen.limit)
        total["modules"] += 1
        total["passed"] += not outcome.failures
        total["checks"] += outcome.checked.total()
        total["left out"] += outcome.left_out.total()
        state = "ok" if not outcome.failures else f"{len(outcome.failures)} FAIL"
        print(f"{name:35} {outcome.checked.total():6} {state:9} {dict(outcome.left_out) or ''}", flush=True)
        for kind, text in outcome.failures[: chosen.first]:
            print(f"  {kind}: {text:.800}")
    print(total)


if __name__ == "__main__":
    sys.exit(main())
