"""The base of every optimizer: parameter groups, what is remembered for each, and the step.

An optimizer is two functions. `init(parameter, group)` gives the tensors to remember for a
parameter; `update(parameter, gradient, state, group)` is the rule: it writes the new values
into `parameter` and the entries of `state` by in-place operators, using only what arrays and
tensors have in common (`tidu.optim.rule`). `step` (`tidu.optim.advance`) hands the rule NumPy
arrays, which is fast, or, in a recording, the tensors, so that the same lines record themselves.
A rule may branch on options in Python, but not on values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.optim.advance import advance
from tidu.optim.checks import check_fused
from tidu.optim.groups import complete_group, listed_groups, required
from tidu.optim.hooks import hooked, register
from tidu.optim.state import pack, unpack
from tidu.tensor.hooks import Removable
from tidu.tensor.tape import grad_mode
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

__all__ = ["Optimizer", "Parameters", "required"]

Parameters = Iterable[Any]  # of tensors, of (name, tensor), or of groups {"params": ..., option: ...}
Group = dict[str, Any]
Hook = Callable[..., Any]


class Optimizer:
    """What all optimizers share. One's own derives from it and writes `step`, or `update`.

    `params` are tensors, pairs (name, tensor), or dicts that give the tensors in "params"
    beside options of their own; `defaults` are the options of groups that do not give them.
    Errors: no parameters, one that is computed from others, one in two groups.
    Source: https://docs.pytorch.org/docs/stable/optim.html

    >>> import tidu
    >>> class Halve(Optimizer):
    ...     def update(self, parameter, gradient, state, group):
    ...         parameter *= group["factor"]
    >>> w = tidu.tensor([8.0], requires_grad=True)
    >>> w.grad = tidu.zeros(1)
    >>> Halve([w], {"factor": 0.5}).step(); w
    tensor([4.], requires_grad=True)
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "step" in vars(cls):
            cls.step = hooked(cls.step)

    def __init__(self, params: Parameters, defaults: dict[str, Any]):
        self.defaults = defaults
        self.state: defaultdict[Any, dict[str, Any]] = defaultdict(dict)
        self.param_groups: list[Group] = []
        self._no_hooks()
        for group in listed_groups(params):
            self.add_param_group(group)
        check_fused(defaults)

    def _no_hooks(self) -> None:
        self.before_step: list[Hook] = []
        self.after_step: list[Hook] = []
        self._before_saving: list[Hook] = []
        self._after_saving: list[Hook] = []
        self._before_loading: list[Hook] = []
        self._after_loading: list[Hook] = []

    def __getstate__(self) -> dict[str, Any]:
        """What a copy gets: everything but the hooks."""
        return {"defaults": self.defaults, "state": self.state, "param_groups": self.param_groups}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._no_hooks()
        self.__dict__.update(state)

    def __repr__(self) -> str:
        text = f"{type(self).__name__} ("
        for place, group in enumerate(self.param_groups):
            options = (f"    {name}: {group[name]}\n" for name in sorted(group) if name != "params")
            text += f"\nParameter Group {place}\n" + "".join(options)
        return text + ")"

    def init(self, parameter: Tensor, group: Group) -> dict[str, Tensor]:
        """The tensors to remember for `parameter`, before its first step."""
        return {}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: Group) -> None:
        """The rule, in place: on arrays eagerly, on tensors in a recording."""
        raise NotImplementedError(say("optim.no_step", name=type(self).__name__))

    @hooked
    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Updates every parameter that has a gradient; gives what `closure()` gives, if called.

        `closure` clears the gradients, computes the loss, calls `backward` and returns the loss.
        """
        loss = None
        if closure is not None:
            with grad_mode(True):
                loss = closure()
        advance(self)
        return loss

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forgets all gradients, or makes them 0 where they are."""
        recorder = mode.recorder
        for group in self.param_groups:
            for parameter in group["params"]:
                if recorder is not None:
                    recorder.note_gradient(parameter, replaced=set_to_none)
                if set_to_none:
                    parameter._grad = None
                elif parameter._grad is not None:
                    parameter._grad.detach_().zero_()

    def add_param_group(self, param_group: Group) -> None:
        """Optimizes more parameters: `{"params": [...], option: value, ...}`."""
        self.param_groups.append(complete_group(self, param_group))

    def state_dict(self) -> dict[str, Any]:
        """What is remembered and the options, parameters as their places, in PyTorch's format.

        The tensors are the optimizer's own: the next step changes them. Copy to keep them.

        >>> import tidu
        >>> Optimizer([tidu.zeros(2)], {"lr": 0.1}).state_dict()
        {'state': {}, 'param_groups': [{'lr': 0.1, 'params': [0]}]}
        """
        for hook in self._before_saving:
            hook(self)
        saved = pack(self)
        for hook in self._after_saving:
            changed = hook(self, saved)
            saved = saved if changed is None else changed
        return saved

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Continues from what `state_dict()` gave, here or in PyTorch; takes copies.

        ValueError if the groups are not as many, or not as large, as they were.
        """
        saved = state_dict.copy()
        for hook in self._before_loading:
            changed = hook(self, saved)
            saved = saved if changed is None else changed
        unpack(self, saved)
        for hook in self._after_loading:
            hook(self)

    def register_step_pre_hook(self, hook: Hook) -> Removable:
        """Calls `hook(optimizer, args, kwargs)` before each step; it may return new arguments."""
        return register(self.before_step, hook)

    def register_step_post_hook(self, hook: Hook) -> Removable:
        """Calls `hook(optimizer, args, kwargs)` after each step."""
        return register(self.after_step, hook)

    def register_state_dict_pre_hook(self, hook: Hook, prepend: bool = False) -> Removable:
        """Calls `hook(optimizer)` before `state_dict`."""
        return register(self._before_saving, hook, prepend)

    def register_state_dict_post_hook(self, hook: Hook, prepend: bool = False) -> Removable:
        """Calls `hook(optimizer, state_dict)` after `state_dict`; it may return another."""
        return register(self._after_saving, hook, prepend)

    def register_load_state_dict_pre_hook(self, hook: Hook, prepend: bool = False) -> Removable:
        """Calls `hook(optimizer, state_dict)` before loading; it may return another."""
        return register(self._before_loading, hook, prepend)

    def register_load_state_dict_post_hook(self, hook: Hook, prepend: bool = False) -> Removable:
        """Calls `hook(optimizer)` after loading."""
        return register(self._after_loading, hook, prepend)
