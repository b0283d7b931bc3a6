"""What a training run leaves behind: one row an epoch, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from tidu.fit.doctor.alert import Alert

Ending = Literal["epochs", "patience", "interrupted", "callback", "not_finite"]
SHOWN = ("train_", "validation_")


@dataclass(repr=False)
class History:
    """The epochs of a run as columns of equal length, and how the run ended.

    `columns`: "epoch" (from 1), "train_loss" and "validation_loss" (means over the rows),
    "learning_rate" (of the first parameter group, during the epoch), "seconds", and
    "train_<metric>" and "validation_<metric>" for each metric; None where a metric is not defined.
    `best_epoch`: the epoch of the lowest validation loss, whose weights the model holds; None
    without validation. `stopped`: why the run ended; `message`: the same as a sentence.
    `engine` and `engine_reason`: what ran the steps, and why. `alerts`: what the doctor found, if
    it was asked.

    >>> history = History()
    >>> history.append({"epoch": 1, "train_loss": 0.5})
    >>> history.columns, len(history)
    ({'epoch': [1], 'train_loss': [0.5]}, 1)
    """

    columns: dict[str, list[Any]] = field(default_factory=dict)
    best_epoch: int | None = None
    stopped: Ending | None = None
    message: str = ""
    engine: str = "eager"
    engine_reason: str = ""
    alerts: list[Alert] = field(default_factory=list)

    def append(self, row: dict[str, Any]) -> None:
        """Adds an epoch; every row has the same names."""
        self.extend({name: (value,) for name, value in row.items()})

    def extend(self, columns: Mapping[str, Iterable[Any]]) -> None:
        """Adds several epochs, column by column."""
        if not self.columns:
            self.columns = {name: [] for name in columns}
        for name, column in self.columns.items():
            column.extend(columns[name])

    def last(self, name: str) -> Any:
        """The newest value of a column.

        >>> History({"train_loss": [0.5, 0.25]}).last("train_loss")
        0.25
        """
        return self.columns[name][-1]

    def __repr__(self) -> str:
        """How long it ran, its newest numbers, and what ran it; all of them are in `columns`.

        >>> History({"epoch": [1, 2], "train_loss": [0.5, 0.25], "seconds": [1.0, 2.0]})
        History(epochs=2, train_loss=0.25, engine='eager')
        """
        ends = {name: held[-1] for name, held in self.columns.items() if name.startswith(SHOWN) and held}
        newest = (f"{name}={value:.6g}" for name, value in ends.items() if value is not None)
        best = () if self.best_epoch is None else (f"best_epoch={self.best_epoch}",)
        return f"History({', '.join((f'epochs={len(self)}', *newest, *best, f'engine={self.engine!r}'))})"

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))

    def to_dict(self) -> dict[str, Any]:
        """Everything, as JSON holds it.

        >>> History.from_dict(History(stopped="epochs").to_dict()).stopped
        'epochs'
        """
        shown = asdict(replace(self, alerts=[]))
        return {**shown, "alerts": [alert.to_dict() for alert in self.alerts]}

    @classmethod
    def from_dict(cls, saved: dict[str, Any]) -> History:
        """What `to_dict` gave, as a history again."""
        alerts = [Alert.from_dict(alert) for alert in saved.get("alerts", ())]
        return cls(**{**saved, "alerts": alerts})
