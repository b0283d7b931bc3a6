"""One step over all parameters: the one place where update rules meet memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.tape import grad_mode, taped, untaped

if TYPE_CHECKING:
    from tidu.optim.optimizer import Optimizer


def advance(optimizer: Optimizer) -> None:
    """Updates every parameter that has a gradient.

    Eagerly the rules get arrays. In any other reading, and where the step itself is to be
    differentiated, they get the tensors, so that every operation goes through `mode.bind`.
    """
    differentiable = optimizer.defaults.get("differentiable", False)
    if (mode.bind is taped or mode.bind is untaped) and not differentiable:
        on_arrays(optimizer)
    else:
        with grad_mode(differentiable):
            on_tensors(optimizer)


# What overflows in a step shows in the numbers; NumPy's warnings would only repeat it.
@np.errstate(all="ignore")
def on_arrays(optimizer: Optimizer) -> None:
    """The step on what the tensors hold. Each write counts, as an in-place operation does."""
    for group in optimizer.param_groups:
        lr = group.get("lr")
        options = {**group, "lr": lr._value.item()} if isinstance(lr, Handle) else group
        for parameter in group["params"]:
            gradient = parameter._grad
            if gradient is None:
                continue
            state = optimizer.state[parameter] or remember(optimizer, parameter, group)
            values = {}
            for name, tensor in state.items():
                tensor._counter[0] += 1
                values[name] = tensor._value
            optimizer.update(parameter._value, gradient._value, values, options)
            parameter._counter[0] += 1
            if len(values) > len(state):
                new = values.keys() - state.keys()
                state.update({name: wrap(np.asarray(values[name])) for name in new})


def on_tensors(optimizer: Optimizer) -> None:
    """The step as operations on the tensors themselves."""
    for group in optimizer.param_groups:
        options = on_tensors_options(group)
        for parameter in group["params"]:
            if mode.recorder is not None:
                mode.recorder.note_gradient(parameter)
            gradient = parameter._grad
            if gradient is not None:
                state = optimizer.state.get(parameter) or remember(optimizer, parameter, group)
                known = len(state)
                optimizer.update(parameter, gradient, state, options)
                if mode.recorder is not None and len(state) > known:
                    mode.recorder.refuse("first_step")


def on_tensors_options(group: dict[str, Any]) -> dict[str, Any]:
    """The options of a group, with a learning rate that a rule on tensors can compute with."""
    lr: Any = group.get("lr")
    if mode.recorder is not None and lr is not None:
        return {**group, "lr": mode.recorder.number(group, "lr")}
    return {**group, "lr": lr.reshape(())} if isinstance(lr, Handle) else group


def remember(optimizer: Optimizer, parameter: Any, group: dict[str, Any]) -> dict[str, Any]:
    """The state of a parameter that has none yet, entered in `optimizer.state`."""
    state = optimizer.init(parameter, group)
    if mode.recorder is not None:
        if state:
            mode.recorder.refuse("first_step")
        return state
    optimizer.state[parameter] = state
    return state
