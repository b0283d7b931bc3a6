"""What each column of a table is for: the schema, which is printed, overridden, kept and reread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from tidu.core.errors import DataError
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import require
from tidu.text import say

Kind = Literal["numeric", "boolean", "date", "category", "dropped", "target"]
Task = Literal["regression", "binary", "multiclass"]
TASKS: tuple[Task, ...] = ("regression", "binary", "multiclass")
VERSION = 1
NUMBER = Format("number")


@dataclass(frozen=True)
class Column:
    """One column: its `kind`, `what` happened to it in a sentence, the `format` of its text, and
    what was counted: `gaps`, `distinct` values, and an `example`.

    >>> Column("x", "numeric").format.kind
    'number'
    """

    name: str
    kind: Kind
    what: str = ""
    format: Format = NUMBER
    gaps: int = 0
    distinct: int = 0
    example: str = ""


@dataclass(frozen=True)
class Schema:
    """The columns in the table's order, the target and the task, and notes on how they were found.

    `time_column` orders the rows for a chronological split; None if there is none.

    >>> schema = Schema((Column("x", "numeric"), Column("y", "target")), "y", "regression")
    >>> [column.name for column in schema.features]
    ['x']
    >>> Schema.from_json(schema.to_json()) == schema
    True
    """

    columns: tuple[Column, ...]
    target: str
    task: Task
    time_column: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[Column, ...]:
        """The columns that the network is fed.

        >>> Schema((Column("y", "target"),), "y", "binary").features
        ()
        """
        return tuple(each for each in self.columns if each.kind not in ("dropped", "target"))

    @property
    def formats(self) -> dict[str, Format]:
        """How to read the text of each column that is used; for `read_table(..., formats=)`.

        >>> Schema((Column("y", "target"),), "y", "regression").formats["y"].kind
        'number'
        """
        return {each.name: each.format for each in self.columns if each.kind != "dropped"}

    def __getitem__(self, name: str) -> Column:
        require(name, [each.name for each in self.columns], say("tabular.the_table"))
        return next(each for each in self.columns if each.name == name)

    def as_rows(self) -> list[tuple[str, str, str, str, str, str]]:
        """For printing: column, kind, what happened, gaps, distinct values, example.

        >>> Schema((Column("y", "target", distinct=2),), "y", "binary").as_rows()
        [('y', 'target', '', '0', '2', '')]
        """
        return [
            (each.name, each.kind, each.what, str(each.gaps), str(each.distinct), each.example)
            for each in self.columns
        ]

    def to_json(self) -> dict[str, Any]:
        """A plain dict with a version.

        >>> Schema((), "y", "binary").to_json()["version"]
        1
        """
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Schema:
        """The schema that `to_json` wrote, this release or an earlier one. DataError otherwise.

        >>> Schema.from_json({"version": 99})
        Traceback (most recent call last):
        tidu.core.errors.DataError: This schema has version 99; this release reads up to 1. ...
        """
        check_version(plain, "tabular.schema", VERSION)
        columns = tuple(
            Column(**{**each, "format": Format.from_json(each["format"])}) for each in plain["columns"]
        )
        values = {name: plain[name] for name in ("target", "task", "time_column")}
        return cls(columns, **values, notes=tuple(plain["notes"]))


def check_version(plain: Mapping[str, Any], what: str, newest: int) -> None:
    """DataError if `plain` was written by a later release. `what`: the key of its name.

    >>> check_version({"version": 1}, "tabular.schema", 1)
    """
    found = plain.get("version")
    if not isinstance(found, int) or not 1 <= found <= newest:
        raise DataError(say("tabular.version", what=say(what), found=found, newest=newest))
