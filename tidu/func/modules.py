"""Modules as functions of their parameters: functional_call, stack_module_state."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tidu.core.mode import Changes
from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor
from tidu.text import say


def functional_call(
    module: Any,
    parameter_and_buffer_dicts: Any,
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """What `module` gives with these tensors, by name, in place of its parameters and buffers.

    Gradients reach the tensors that were given. Names that are left out keep the module's own.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.func.functional_call.html

    >>> import tidu
    >>> layer = tidu.nn.Linear(1, 1)
    >>> given = {"weight": tidu.tensor([[3.0]]), "bias": tidu.tensor([1.0])}
    >>> functional_call(layer, given, tidu.tensor([[2.0]]))
    tensor([[7.]])
    """
    dicts = [parameter_and_buffer_dicts] if isinstance(parameter_and_buffer_dicts, dict) else None
    given = {name: x for each in dicts or parameter_and_buffer_dicts for name, x in each.items()}
    places = dict(_places(module))
    for name in given:
        if name not in places:
            raise RuntimeError(say("autograd.functional_key", name=name))
    if strict and set(places) - set(given):
        raise RuntimeError(say("autograd.functional_missing", names=sorted(set(places) - set(given))))
    positional = () if args is None else args if isinstance(args, tuple) else (args,)
    with exchanged(places, given, tie_weights):
        return module(*positional, **(kwargs or {}))


def _places(module: Any) -> Iterator[tuple[str, tuple[dict, str]]]:
    """The dictionary and key of every parameter and buffer, by full name."""
    for prefix, part in module.named_modules(remove_duplicate=False):
        for holder in (part._parameters, part._buffers):
            for key, x in holder.items():
                if x is not None:
                    yield (f"{prefix}.{key}" if prefix else key), (holder, key)


@contextmanager
def exchanged(places: dict[str, tuple[dict, str]], given: dict[str, Any], tie: bool) -> Iterator[None]:
    """The tensors of a module replaced, and put back at the end; tied ones are replaced together."""
    before = [(holder, key, holder[key]) for holder, key in places.values()]
    replaced = {id(places[name][0][places[name][1]]): x for name, x in given.items()}
    try:
        for name, (holder, key) in places.items():
            if name in given:
                holder[key] = given[name]
            elif tie and id(holder[key]) in replaced:
                holder[key] = replaced[id(holder[key])]
        Changes.mark()
        yield
    finally:
        for holder, key, x in before:
            holder[key] = x
        Changes.mark()


def stack_module_state(models: Sequence[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(parameters, buffers) of models of one class, each name's tensors stacked: for `vmap`.

    >>> import tidu
    >>> params, _ = stack_module_state([tidu.nn.Linear(2, 3), tidu.nn.Linear(2, 3)])
    >>> params["weight"].shape
    torch.Size([2, 3, 2])
    """
    listed = list(models)
    if not listed:
        raise RuntimeError(say("autograd.models", reason="Expected at least one model, got 0"))
    if len({model.training for model in listed}) > 1:
        raise RuntimeError(say("autograd.models", reason="Expected all models to be in one training mode"))
    if len({type(model) for model in listed}) > 1:
        raise RuntimeError(say("autograd.models", reason="Expected all models to be of the same class"))
    named = [dict(model.named_parameters()) for model in listed]
    params = {key: _joined([each[key] for each in named]) for key in named[0]}
    held = [dict(model.named_buffers()) for model in listed]
    return params, {key: _joined([each[key] for each in held]) for key in held[0]}


def _joined(tensors: list[Tensor]) -> Tensor:
    asks = [x.requires_grad for x in tensors]
    if len(set(asks)) > 1:
        raise RuntimeError(say("autograd.models", reason="Expected the same requires_grad for each tensor"))
    return stack([x.detach() for x in tensors]).requires_grad_(asks[0])


def replace_all_batch_norm_modules_(root: Any) -> Any:
    """Has every batch normalisation in `root` keep no running statistics: `vmap` cannot update them.

    >>> import tidu
    >>> replace_all_batch_norm_modules_(tidu.nn.BatchNorm1d(2)).track_running_stats
    False
    """
    for part in itertools.chain(root.modules()):
        if hasattr(part, "running_mean") and hasattr(part, "track_running_stats"):
            part.running_mean = part.running_var = part.num_batches_tracked = None
            part.track_running_stats = False
    return root
