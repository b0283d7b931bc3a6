"""Turning the tape off and on: no_grad, enable_grad, set_grad_enabled, inference_mode."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator
from functools import wraps
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode as state
from tidu.tensor.tape import grad_mode, set_grad

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class GradDoor(grad_mode):
    """What goes behind `with`, or as a decorator before a function or generator function."""

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        return guarded(function, self.enabled)


class no_grad(GradDoor):
    """What is computed inside is not taped: `with no_grad():`, or `@no_grad()` before a function.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html

    >>> import tidu
    >>> x = tidu.tensor([1.0], requires_grad=True)
    >>> with no_grad():
    ...     y = x * 2
    >>> y.requires_grad
    False
    """

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        return object.__new__(cls) if function is None else guarded(function, False)

    def __init__(self) -> None:
        super().__init__(False)


class enable_grad(GradDoor):
    """What is computed inside is taped, also inside `no_grad`.

    >>> from tidu.tensor.differentiation import is_grad_enabled
    >>> with no_grad(), enable_grad():
    ...     is_grad_enabled()
    True
    """

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        return object.__new__(cls) if function is None else guarded(function, True)

    def __init__(self) -> None:
        super().__init__(True)


class set_grad_enabled(GradDoor):
    """Turns the tape on or off at once; behind `with`, until its end.

    >>> from tidu.tensor.differentiation import is_grad_enabled
    >>> with set_grad_enabled(False):
    ...     is_grad_enabled()
    False
    >>> is_grad_enabled()
    True
    """

    def __init__(self, mode: bool):
        super().__init__(mode)
        super().__enter__()

    def __enter__(self) -> None:
        set_grad(self.enabled)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        set_grad(self.before)  # it was thrown for the function alone
        return super().__call__(function)


class inference_mode(GradDoor):
    """As `no_grad`; with False as `enable_grad`. Its results stay usable for gradients later.

    >>> from tidu.tensor.differentiation import is_grad_enabled
    >>> with inference_mode():
    ...     is_grad_enabled()
    False
    """

    def __new__(cls, mode: bool | Callable[..., Any] = True) -> Any:
        return guarded(mode, False) if callable(mode) else object.__new__(cls)

    def __init__(self, mode: bool = True):
        super().__init__(not mode)

    def __enter__(self) -> None:
        super().__enter__()
        self.outside, state.inference = state.inference, not self.enabled

    def __exit__(self, *error: object) -> None:
        state.inference = self.outside
        super().__exit__(*error)


def is_inference_mode_enabled() -> bool:
    """Whether `inference_mode` is on.

    >>> with inference_mode():
    ...     is_inference_mode_enabled()
    True
    """
    return state.inference


def is_inference(self: Tensor) -> bool:
    """False: what inference mode computes is an ordinary tensor here, that may be used later."""
    return False


def guarded(function: Callable[..., Any], enabled: bool) -> Callable[..., Any]:
    """`function` with the tape on or off while its own code runs."""
    if inspect.isgeneratorfunction(function):

        @wraps(function)
        def generate(*args: Any, **kwargs: Any) -> Any:
            return (yield from stepped(function(*args, **kwargs), enabled))

        return generate

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with grad_mode(enabled):
            return function(*args, **kwargs)

    return run


def stepped(generator: Generator, enabled: bool) -> Generator:
    """`generator` with the tape on or off in each of its steps, and as it was between them."""
    step: Callable[[Any], Any] = generator.send
    given: Any = None
    while True:
        try:
            with grad_mode(enabled):
                made = step(given)
        except StopIteration as stop:
            return stop.value
        try:
            step, given = generator.send, (yield made)
        except GeneratorExit:
            with grad_mode(enabled):
                generator.close()
            raise
        except BaseException as error:
            step, given = generator.throw, error
