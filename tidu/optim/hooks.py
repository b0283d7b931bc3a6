"""Hooks of optimizers: functions called before and after a step, a saving or a loading."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tidu.core.mode import mode
from tidu.tensor.hooks import Removable
from tidu.text import say

BEFORE_EVERY_STEP: list[Callable[..., Any]] = []
AFTER_EVERY_STEP: list[Callable[..., Any]] = []


def register(hooks: list[Callable[..., Any]], hook: Callable[..., Any], prepend: bool = False) -> Removable:
    """Puts `hook` behind the others, or before them, and gives the handle that removes it.

    >>> hooks = [print]
    >>> handle = register(hooks, len, prepend=True); hooks
    [<built-in function len>, <built-in function print>]
    """
    handle = Removable(hooks, hook)
    if prepend:
        hooks.insert(0, hooks.pop())
    return handle


def register_optimizer_step_pre_hook(hook: Callable[..., Any]) -> Removable:
    """Calls `hook(optimizer, args, kwargs)` before each step of every optimizer.

    It returns None, or the arguments (the optimizer first) to call the step with.

    >>> with register_optimizer_step_pre_hook(print):
    ...     len(BEFORE_EVERY_STEP)
    1
    """
    return register(BEFORE_EVERY_STEP, hook)


def register_optimizer_step_post_hook(hook: Callable[..., Any]) -> Removable:
    """Calls `hook(optimizer, args, kwargs)` after each step of every optimizer.

    >>> with register_optimizer_step_post_hook(print):
    ...     len(AFTER_EVERY_STEP)
    1
    """
    return register(AFTER_EVERY_STEP, hook)


def hooked(step: Callable[..., Any]) -> Callable[..., Any]:
    """`step`, calling what was registered before and after it."""

    @functools.wraps(step)
    def run(*args: Any, **kwargs: Any) -> Any:
        optimizer = args[0]
        if mode.recorder is not None:
            mode.recorder.optimizer(optimizer)
            if BEFORE_EVERY_STEP or AFTER_EVERY_STEP or optimizer.before_step or optimizer.after_step:
                mode.recorder.refuse("hook")
        for hook in (*BEFORE_EVERY_STEP, *optimizer.before_step):
            changed = hook(optimizer, args, kwargs)
            if changed is not None:
                if not (isinstance(changed, tuple) and len(changed) == 2):
                    raise RuntimeError(say("optim.hook_result", step=step, given=changed))
                args, kwargs = changed
        doctor = mode.doctor if mode.recorder is None else None
        alone = not (args[1:] or kwargs)  # else a closure makes the gradients within the step
        if doctor is not None:
            doctor.before_step(optimizer, alone)
        result = step(*args, **kwargs)
        if doctor is not None:
            doctor.after_step(optimizer, alone)
        for hook in (*optimizer.after_step, *AFTER_EVERY_STEP):
            hook(optimizer, args, kwargs)
        return result

    return run
