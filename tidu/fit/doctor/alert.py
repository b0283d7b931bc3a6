"""What the doctor found, as data, and as words in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tidu.fit.doctor.place import Place
from tidu.text import say

Level = Literal["certain", "likely", "hint"]
LEVELS: tuple[Level, ...] = ("certain", "likely", "hint")
PARTS = ("what", "why", "fix")


@dataclass(frozen=True)
class Alert:
    """One mistake, found once in a run.

    `code` is "TD001" to "TD017", `cause` a word where one code has several causes, else "".
    `values` are the numbers of the sentences, `place` the user's own line, None where none is known.

    >>> Alert("TD002", "scale", "likely").name
    'TD002-scale'
    """

    code: str
    cause: str
    level: Level
    values: dict[str, Any] = field(default_factory=dict)
    place: Place | None = None

    @property
    def name(self) -> str:
        """What it is silenced by, beside its code."""
        return f"{self.code}-{self.cause}" if self.cause else self.code

    def said(self, part: str, lang: str | None = None) -> str:
        """One of its sentences: "what" happened, "why" it matters, one "fix" to copy."""
        key = f"{self.code}_{self.cause}" if self.cause else self.code
        return say(f"doctor.{key}.{part}", lang, **self.values)

    def title(self, lang: str | None = None) -> str:
        """Its name, and how sure it is.

        >>> Alert("TD009", "", "certain").title("en")
        'TD009 (certain)'
        """
        return say("doctor.title", lang, name=self.name, level=say(f"doctor.{self.level}", lang))

    def text(self, lang: str | None = None) -> str:
        """All of it: name, level and place on the first line, then what, why and fix."""
        lines = [self.title(lang) + ("" if self.place is None else f" {self.place}")]
        lines += [say(f"doctor.{part}", lang, text=self.said(part, lang)) for part in PARTS]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """As JSON holds it, sentences included.

        >>> values = {"units": 8, "value": "0", "name": "w", "fix": "-"}
        >>> Alert.from_dict(Alert("TD016", "", "certain", values).to_dict()).values["units"]
        8
        """
        place = None if self.place is None else self.place.to_dict()
        told = {part: self.said(part, lang) for part in PARTS}
        named = {"code": self.code, "cause": self.cause, "level": self.level}
        return {**named, "place": place, "values": dict(self.values), **told}

    @classmethod
    def from_dict(cls, saved: dict[str, Any]) -> Alert:
        """What `to_dict` gave, as an alert again."""
        place = None if saved["place"] is None else Place(**saved["place"])
        return cls(saved["code"], saved["cause"], saved["level"], dict(saved["values"]), place)


class Stopped(RuntimeError):
    """What `doctor(stop=True)` raises at a certain alert, which is its `alert`."""

    def __init__(self, alert: Alert):
        super().__init__(alert.text())
        self.alert = alert
