"""`tidu.compile`: PyTorch's spelling for native code."""

from __future__ import annotations

from typing import Any

from tidu.compiled.calls import Compiled
from tidu.compiled.module import CompiledModule
from tidu.nn.module import Module


def compile(
    function: Any = None,
    *,
    fallback: bool = True,
    fullgraph: bool = False,
    dynamic: bool | None = None,
    backend: Any = None,
    mode: str | None = None,
    options: dict[str, Any] | None = None,
    disable: bool = False,
) -> Any:
    """`function` as native code: a training step, any function of tensors, or a module.

    Call it as before. At the first call with arguments of new shapes, types or other plain values
    it is recorded and compiled (20 to 200 ms, or 5 if that was done in an earlier process); later
    calls run the native program. An optimizer's very first step runs eagerly. Parameters, buffers,
    the optimizer's memory, gradients and random streams end as eager leaves them, up to rounding;
    what comes back has no graph. If something that the recording saw has changed (a layer frozen,
    `model.eval()`) it is recorded anew. What cannot be compiled runs eagerly, with one warning
    that names the line and the reason: `reason` keeps it; `programs` are those recorded so far.

    With `fallback=False` or `fullgraph=True` that is an error instead: NotRecordable or NativeError.
    `dynamic`, `backend`, `mode` and `options` are PyTorch's and change nothing; `disable` gives
    `function` back. Without `function` it is a decorator.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.compile.html

    >>> import tidu
    >>> model = tidu.nn.Linear(2, 1)
    >>> optimizer = tidu.optim.SGD(model.parameters(), lr=0.1)
    >>> @tidu.compile
    ... def step(x, y):
    ...     optimizer.zero_grad()
    ...     loss = ((model(x) - y) ** 2).mean()
    ...     loss.backward()
    ...     optimizer.step()
    ...     return loss.detach()
    >>> losses = [step(tidu.ones(4, 2), tidu.zeros(4, 1)).item() for _ in range(20)]
    >>> losses[-1] < losses[0], step.reason
    (True, '')
    """
    strict = fullgraph or not fallback
    if function is None:
        return lambda function: compile(function, fallback=not strict, disable=disable)
    if disable:
        return function
    if isinstance(function, Module):
        return CompiledModule(function, strict)
    return Compiled(function, strict)
