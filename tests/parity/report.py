"""`python tests/parity/report.py [name ...] [--first n]`: what became of each operation, as a table."""

from __future__ import annotations

import argparse
import sys

import operations
from operation_skips import OUTSIDE, family_of, skipped


def main() -> None:
    """Prints a line for each operation that is asked for, and the first failures of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=2, help="how many failures to show")
    parser.add_argument("--limit", type=int, default=10**9, help="how many samples to try")
    chosen = parser.parse_args()
    total = {"operations": 0, "passed": 0, "checks": 0, "left out": 0}
    for label, op in operations.OPERATIONS.items():
        if chosen.names and op.name not in chosen.names and label not in chosen.names:
            continue
        if family_of(op.name) is not None:
            continue
        outcome = operations.check(op, lambda kind, label=label: skipped(label, kind), chosen.limit)
        total["operations"] += 1
        total["passed"] += not outcome.failures
        total["checks"] += outcome.checked.total()
        total["left out"] += outcome.left_out.total()
        state = "ok" if not outcome.failures else f"{len(outcome.failures)} FAIL"
        print(f"{label:50} {outcome.checked.total():6} {state:9} {dict(outcome.left_out) or ''}", flush=True)
        for kind, text in outcome.failures[: chosen.first]:
            print(f"  {kind}: {text:.1500}")
    print(total, f"outside: {len(OUTSIDE)} families")


if __name__ == "__main__":
    sys.exit(main())
