"""What became of each operation of PyTorch's database, as a table.

    python tests/parity/report.py [name ...] [--first n] [--page docs/parity.md]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import operations
from operation_skips import DIFFERENT, OUTSIDE, family_of, skipped


@dataclass(frozen=True)
class Row:
    """One operation: its checks, those left out, and what failed."""

    label: str
    outcome: operations.Outcome

    def line(self) -> str:
        """It in a line of the terminal's table."""
        failed = len(self.outcome.failures)
        state = f"{failed} FAIL" if failed else "ok"
        left = dict(self.outcome.left_out) or ""
        return f"{self.label:50} {self.outcome.checked.total():6} {state:9} {left}"

    def cells(self) -> str:
        """It in a row of the page's table."""
        left = "; ".join(f"{count} × {reason}" for reason, count in self.outcome.left_out.items())
        checked, failed = self.outcome.checked.total(), len(self.outcome.failures)
        return f"| `{self.label}` | {checked} | {failed} | {left} |"


def rows(names: list[str], limit: int) -> Iterator[Row]:
    """The operations that are asked for, or all that Tidu means to have."""
    for label, op in operations.OPERATIONS.items():
        asked = not names or {op.name, label} & set(names)
        if not asked or family_of(op.name) is not None:
            continue
        yield Row(label, operations.check(op, lambda kind, label=label: skipped(label, kind), limit))


def totals(made: list[Row]) -> str:
    """All of them in one sentence."""
    passed = sum(not row.outcome.failures for row in made)
    checks = sum(row.outcome.checked.total() for row in made)
    left = sum(row.outcome.left_out.total() for row in made)
    return f"{passed} of {len(made)} operations pass all of their {checks} checks; {left} are left out"


def page(made: list[Row]) -> str:
    """The table as a page, with every reason for what is not compared."""
    outside = sum(family_of(op.name) is not None for op in operations.OPERATIONS.values())
    lines = [
        "# Parity with PyTorch's own tests",
        "",
        "PyTorch ships a database of its operations with samples for each (`op_db` of PyTorch "
        f"{operations.torch.__version__}). Every sample is computed by both: values, shapes and types in "
        "float64, float32, int64 and bool; gradients by random cotangents; as function, method, in place "
        "and with `out=`; "
        "calls that must be refused raise the same type of exception. "
        "`python tests/parity/report.py --page docs/parity.md` writes this page; "
        "`pytest tests/parity` checks up to sixty samples of each type, and the databases of modules and "
        "optimizers.",
        "",
        f"**{totals(made)}.** {outside} more entries lie outside (below).",
        "",
        "## Not compared",
        "",
        *(f"- `{a}`, {b}: {why}" for (a, b), why in DIFFERENT.items()),
        "",
        "## Outside",
        "",
        *(f"- `{name}`: {why}" for name, why in OUTSIDE.items()),
        "",
        "## Each operation",
        "",
        "| operation | checks | failed | samples left out |",
        "| --- | --- | --- | --- |",
        *(row.cells() for row in made),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints a line for each operation, and the first failures of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=2, help="how many failures to show")
    parser.add_argument("--limit", type=int, default=10**9, help="how many samples to try")
    parser.add_argument("--page", type=Path, help="where to write the table as a page")
    chosen = parser.parse_args()
    made = []
    for row in rows(chosen.names, chosen.limit):
        made.append(row)
        print(row.line(), flush=True)
        for kind, text in row.outcome.failures[: chosen.first]:
            print(f"  {kind}: {text:.1500}")
    print(totals(made))
    if chosen.page:
        chosen.page.write_text(page(made), encoding="utf-8")


if __name__ == "__main__":
    main()
