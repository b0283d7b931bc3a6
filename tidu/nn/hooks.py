"""Functions that a module calls around its forward and its backward pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tidu.core.mode import mode
from tidu.functional.warn import warn
from tidu.nn.backward_hooks import Watch
from tidu.nn.blame import locate
from tidu.tensor.hooks import Removable
from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module


class Hook(NamedTuple):
    """One registered function, when it is called and how."""

    kind: str
    call: Callable[..., Any]
    with_kwargs: bool = False
    always: bool = False


def enter(module: Module, hook: Hook, prepend: bool) -> Removable:
    """Registers `hook` last, or with `prepend` first."""
    if mode.recorder is not None:
        mode.recorder.refuse("hook")
    hooks = module._hooks
    handle = Removable(hooks, hook)  # pyright: ignore
    if prepend:
        hooks.insert(0, hooks.pop())
    return handle


def register_forward_pre_hook(
    self: Module, hook: Callable[..., Any], *, prepend: bool = False, with_kwargs: bool = False
) -> Removable:
    """Calls hook(module, args) before forward; what it returns takes the place of the arguments.

    With `with_kwargs`: hook(module, args, kwargs), returning None or (args, kwargs).
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html

    >>> import tidu
    >>> layer = tidu.nn.Identity()
    >>> handle = layer.register_forward_pre_hook(lambda module, args: args[0] * 2)
    >>> layer(tidu.ones(1))
    tensor([2.])
    """
    return enter(self, Hook("before", hook, with_kwargs), prepend)


def register_forward_hook(
    self: Module,
    hook: Callable[..., Any],
    *,
    prepend: bool = False,
    with_kwargs: bool = False,
    always_call: bool = False,
) -> Removable:
    """Calls hook(module, args, output) after forward; what it returns takes the place of output.

    With `with_kwargs`: hook(module, args, kwargs, output). With `always_call` also when forward
    fails, with what there is of output.
    """
    return enter(self, Hook("after", hook, with_kwargs, always_call), prepend)


def register_full_backward_pre_hook(
    self: Module, hook: Callable[..., Any], prepend: bool = False
) -> Removable:
    """Calls hook(module, grad_output) when the gradients of the outputs are there; may replace them."""
    return enter(self, Hook("grad_output", hook), prepend)


def register_full_backward_hook(self: Module, hook: Callable[..., Any], prepend: bool = False) -> Removable:
    """Calls hook(module, grad_input, grad_output) when the gradients of the inputs are there.

    What it returns takes the place of grad_input.
    """
    return enter(self, Hook("grad_input", hook), prepend)


def register_backward_hook(self: Module, hook: Callable[..., Any]) -> Removable:
    """The old name of `register_full_backward_hook`, which sees all gradients of the inputs."""
    return register_full_backward_hook(self, hook)


def hooked_call(module: Module, args: tuple, kwargs: dict[str, Any]) -> Any:
    """The forward pass of a module that has hooks."""
    hooks = list(module._hooks)
    called: list[Hook] = []
    result = None
    try:
        for hook in hooks:
            if hook.kind == "before":
                args, kwargs = _before(module, hook, args, kwargs)
        watch = Watch.of(module, hooks)
        if watch is not None:
            args = watch.inputs(args)
        result = module.forward(*args, **kwargs)
        for hook in hooks:
            if hook.kind == "after":
                called.append(hook)
                result = _after(module, hook, args, kwargs, result)
        if watch is not None:
            result = watch.outputs(result)
        return result
    except Exception as error:
        for hook in hooks:
            if hook.always and hook not in called:
                _after_failure(module, hook, args, kwargs, result)
        locate(error, module)
        raise


def _before(module: Module, hook: Hook, args: tuple, kwargs: dict[str, Any]) -> tuple[tuple, dict[str, Any]]:
    if not hook.with_kwargs:
        given = hook.call(module, args)
        if given is None:
            return args, kwargs
        return (given if isinstance(given, tuple) else (given,)), kwargs
    given = hook.call(module, args, kwargs)
    if given is None:
        return args, kwargs
    if not isinstance(given, tuple) or len(given) != 2:
        raise RuntimeError(say("nn.pre_hook_result", given=given))
    return given


def _after(module: Module, hook: Hook, args: tuple, kwargs: dict[str, Any], result: Any) -> Any:
    given = (module, args, kwargs, result) if hook.with_kwargs else (module, args, result)
    replaced = hook.call(*given)
    return result if replaced is None else replaced


def _after_failure(module: Module, hook: Hook, args: tuple, kwargs: dict[str, Any], result: Any) -> None:
    """Calls a hook that wants to be called always; its own failure must not hide the first."""
    try:
        _after(module, hook, args, kwargs, result)
    except Exception as error:
        warn(say("nn.always_hook", error=error))
