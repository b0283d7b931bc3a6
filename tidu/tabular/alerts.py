"""What the doctor says of a training on a table, in the words of the table."""

from __future__ import annotations

import shlex
from typing import Any

from tidu.fit.doctor import Alert
from tidu.tabular.model import Member
from tidu.text import say


def alert_said(alert: Alert, member: Member) -> str:
    """The alert's name, what happened and what to do: columns and classes by the names that they have
    in the table, and options of `tidu train` in place of lines of Python."""
    what, fix, values = alert.said("what"), alert.said("fix"), alert.values
    if alert.name == "TD006-leak":
        column = column_of(member, int(values["column"]))
        option = f"--drop {shlex.quote(column)}"
        what = say("training.leak", column=column, correlation=values["correlation"], rows=values["rows"])
        fix = say("training.leak_fix", column=column, option=option)
    elif alert.name == "TD006-rare":
        named: dict[str, Any] = {key: class_of(member, values[key]) for key in ("label", "common")}
        what = say("training.rare", **{**values, **named})
        fix = say("training.rare_fix", **named)
    elif alert.name == "TD007-worse":
        fix = say("training.worse_fix")
    return say("training.alert", name=alert.name, what=what, fix=fix)


def column_of(member: Member, feature: int) -> str:
    """The table's column that an input of the network, counted from 0, comes from."""
    columns = [block.column for block in member.prepare.blocks for _ in block.names]
    return columns[feature]


def class_of(member: Member, place: str) -> str:
    """A class as the table has it, from its number."""
    return member.target.labels[int(place)]
