"""The table of a profile: what each name took together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Averages:
    """All events of one name: how many, and how long they took together (µs)."""

    key: str
    count: int
    cpu_time_total: float
    self_cpu_time_total: float
    input_shapes: list[list[int]]

    @property
    def cpu_time(self) -> float:
        """How long one took on average, in µs."""
        return self.cpu_time_total / self.count


class Table(list[Averages]):
    """Averages that print as a table.

    >>> print(Table([Averages("aten::add", 2, 3.0, 3.0, [])]).table())
    Name       Self CPU %  Self CPU  CPU total %  CPU total  CPU time avg  # of Calls
    ---------  ----------  --------  -----------  ---------  ------------  ----------
    aten::add     100.00%   3.000us      100.00%    3.000us       1.500us           2
    Self CPU time total: 3.000us
    """

    def table(
        self, sort_by: str | None = None, row_limit: int = 100, max_src_column_width: int = 75,
        max_name_column_width: int = 55, max_shapes_column_width: int = 80, header: str | None = None,
        top_level_events_only: bool = False, **settings: Any,
    ) -> str:  # fmt: skip
        """A line for each, most expensive first where `sort_by` names a number of theirs."""
        rows = list(self)
        if sort_by is not None:
            rows.sort(key=lambda row: getattr(row, sort_by.replace("cuda", "cpu")), reverse=True)
        total = sum(row.self_cpu_time_total for row in self) or 1.0
        head = ["Name", "Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg", "# of Calls"]
        body = [
            [
                row.key, f"{row.self_cpu_time_total / total:.2%}", told(row.self_cpu_time_total),
                f"{row.cpu_time_total / total:.2%}", told(row.cpu_time_total), told(row.cpu_time),
                str(row.count),
            ]
            for row in rows[: row_limit if row_limit >= 0 else None]
        ]  # fmt: skip
        widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
        lines = [[*head], ["-" * width for width in widths], *body]
        text = [
            "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in lines
        ]
        text[0] = "  ".join(map(str.ljust, head, widths)).rstrip()
        top = [header] if header else []
        own = told(sum(row.self_cpu_time_total for row in self))
        return "\n".join([*top, *text, f"Self CPU time total: {own}"])

    def __str__(self) -> str:
        return self.table()


def told(microseconds: float) -> str:
    """A time in the unit that suits it.

    >>> told(1.5), told(2500.0), told(3e6)
    ('1.500us', '2.500ms', '3.000s')
    """
    if microseconds >= 1e6:
        return f"{microseconds / 1e6:.3f}s"
    return f"{microseconds / 1e3:.3f}ms" if microseconds >= 1e3 else f"{microseconds:.3f}us"
