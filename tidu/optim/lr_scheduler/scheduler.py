"""The base of the schedulers: what is set when, and the warnings when steps come in wrong order."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tidu.core.mode import mode
from tidu.optim.optimizer import Optimizer
from tidu.tensor.handle import Handle
from tidu.text import say


class LRScheduler:
    """Sets `lr` of every parameter group anew at each `step()`, which follows `optimizer.step()`.

    A kind of one's own derives from it and writes `get_lr`, from `self.last_epoch` (steps so
    far), `self.base_lrs` and `self.optimizer`. With `last_epoch` other than -1 it goes on from
    there; the groups must then have `initial_lr`.
    Source: https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate

    >>> import tidu
    >>> class Halving(LRScheduler):
    ...     def get_lr(self):
    ...         return [lr / 2 ** self.last_epoch for lr in self.base_lrs]
    >>> optimizer = Optimizer([tidu.zeros(1)], {"lr": 0.4})
    >>> Halving(optimizer).get_last_lr()
    [0.4]
    """

    _get_lr_called_within_step = False
    _is_initial = False

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1):
        check_optimizer(optimizer)
        self.optimizer = optimizer
        for index, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", copied(group["lr"]))
            elif "initial_lr" not in group:
                raise KeyError(say("schedule.no_initial", index=index))
        self.base_lrs = [copied(group["initial_lr"]) for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        note_steps(optimizer)
        self._initial_step()

    def _initial_step(self) -> None:
        self._step_count = 0
        with flag(self, "_is_initial"):
            self.step()

    def state_dict(self) -> dict[str, Any]:
        """Everything but the optimizer, under PyTorch's names."""
        return {name: value for name, value in vars(self).items() if name != "optimizer"}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Continues from what `state_dict()` gave. The optimizer's own state is loaded apart."""
        vars(self).update(state_dict)

    def get_last_lr(self) -> list[Any]:
        """The learning rates set last, one a parameter group."""
        return self._last_lr

    def get_lr(self) -> list[Any]:
        """The learning rates to set now; called by `step`. Outside, use `get_last_lr`."""
        if not self._get_lr_called_within_step:
            warnings.warn(say("schedule.get_lr"), UserWarning, stacklevel=2)
        return self._rates()

    def _rates(self) -> list[Any]:
        raise NotImplementedError(say("schedule.no_rates", name=type(self).__name__))

    def step(self, epoch: int | None = None) -> None:
        """Goes on by one and sets the learning rates; `epoch` sets where to go, and is deprecated."""
        if mode.recorder is not None:
            mode.recorder.refuse("schedule")
        if self._step_count == 1:
            if not hasattr(self.optimizer.step, "noted_for_scheduler"):
                warnings.warn(say("schedule.replaced"), UserWarning, stacklevel=2)
            elif not getattr(self.optimizer, "_opt_called", False):
                warnings.warn(say("schedule.order"), UserWarning, stacklevel=2)
        self._step_count += 1
        if epoch is not None:
            warnings.warn(say("schedule.epoch"), UserWarning, stacklevel=2)
        self._update_lr(epoch)

    def _update_lr(self, epoch: int | None = None) -> None:
        with flag(self, "_get_lr_called_within_step"):
            if epoch is None:
                self.last_epoch += 1
                values = self.get_lr()
            else:
                self.last_epoch = epoch
                closed = getattr(self, "_get_closed_form_lr", self.get_lr)
                values = closed()
        self._set(values)

    def _set(self, values: list[Any]) -> None:
        for group, lr in zip(self.optimizer.param_groups, values, strict=True):
            set_option(group, "lr", lr)
        self._last_lr = self._current()

    def _current(self) -> list[Any]:
        return [copied(group["lr"]) for group in self.optimizer.param_groups]

    def _times(self, factor: float) -> list[Any]:
        return [group["lr"] * factor for group in self.optimizer.param_groups]


@contextmanager
def flag(scheduler: LRScheduler, name: str) -> Iterator[None]:
    """`scheduler.name` is True inside."""
    setattr(scheduler, name, True)
    try:
        yield
    finally:
        setattr(scheduler, name, False)


def check_optimizer(optimizer: Any) -> None:
    """TypeError for what is no optimizer.

    >>> check_optimizer(0.1)
    Traceback (most recent call last):
    TypeError: float is not an Optimizer. Fix: ...
    """
    if not isinstance(optimizer, Optimizer):
        raise TypeError(say("schedule.not_optimizer", given=type(optimizer).__name__))


def copied(value: Any) -> Any:
    """A number as it is, a tensor as a copy: a learning rate can be a tensor that is written to."""
    return value.clone() if isinstance(value, Handle) else value  # pyright: ignore


def set_option(group: dict[str, Any], name: str, value: Any) -> None:
    """Sets an option of a parameter group; a tensor keeps being the same tensor."""
    if isinstance(group[name], Handle):
        group[name].fill_(value)
    else:
        group[name] = value


def a_group_each(name: str, optimizer: Optimizer, given: Any) -> list[Any]:
    """`given` as a list with an entry a parameter group; one number is for all of them."""
    count = len(optimizer.param_groups)
    if not isinstance(given, list | tuple):
        return [copied(given) for _ in range(count)]
    if len(given) != count:
        raise ValueError(say("schedule.length", name=name, given=len(given), wanted=count))
    return [copied(value) for value in given]


def note_steps(optimizer: Optimizer) -> None:
    """Has `optimizer.step` leave a note that it was called, for the warning about the order."""
    if hasattr(optimizer.step, "noted_for_scheduler"):
        return
    step = optimizer.step

    @functools.wraps(step)
    def noted(*args: Any, **kwargs: Any) -> Any:
        optimizer._opt_called = True  # pyright: ignore
        return step(*args, **kwargs)

    noted.noted_for_scheduler = True  # pyright: ignore
    optimizer.step = noted
