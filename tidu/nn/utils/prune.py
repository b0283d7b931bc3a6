"""Parts of parameters set to 0: the smallest numbers or channels, some at random, or by a mask.

Source: https://docs.pytorch.org/docs/stable/nn.html#module-torch.nn.utils.prune
"""

from __future__ import annotations

import numbers
from collections.abc import Iterable
from typing import Any

from tidu.nn.module import Module
from tidu.nn.utils.convert_parameters import parameters_to_vector
from tidu.nn.utils.prune_method import BasePruningMethod, PruningContainer, hook_of
from tidu.nn.utils.weight_norm import detach_hook
from tidu.tensor.creation import ones_like
from tidu.tensor.order import sort, topk
from tidu.tensor.reduction import norm
from tidu.tensor.sampling import rand
from tidu.tensor.tensor import Tensor
from tidu.text import say


def check_amount(amount: Any) -> None:
    """TypeError for what is no number, ValueError for a share outside [0, 1] or a count below 0.

    >>> check_amount(0.3)
    """
    if not isinstance(amount, numbers.Real):
        raise TypeError(say("prune.amount_type", given=amount))
    if float(amount) < 0 or (not isinstance(amount, numbers.Integral) and float(amount) > 1):
        raise ValueError(say("prune.amount", given=amount))


def counted(amount: Any, size: int) -> int:
    """How many of `size` an amount means. ValueError for more than there are.

    >>> counted(0.5, 10), counted(3, 10)
    (5, 3)
    """
    if not isinstance(amount, numbers.Integral):
        return round(amount * size)
    if int(amount) > size:
        raise ValueError(say("prune.too_many", given=amount, size=size))
    return int(amount)


def channels_of(t: Tensor, dim: int) -> int:
    """The number of channels along `dim`. ValueError for a vector, IndexError where there is no such axis."""
    if t.dim() < 2:
        raise ValueError(say("prune.vector", shape=list(t.shape)))
    if not -t.dim() <= dim < t.dim():
        raise IndexError(say("prune.dim", given=dim, shape=list(t.shape)))
    return t.shape[dim]


class Identity(BasePruningMethod):
    """Prunes nothing, but gives the parameter its mask."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        return default_mask


class Sized(BasePruningMethod):
    """The base of ways that prune an `amount`: a share, or a count."""

    def __init__(self, amount: Any):
        check_amount(amount)
        self.amount = amount

    def without(self, default_mask: Tensor, scores: Tensor, largest: bool) -> Tensor:
        """`default_mask` without the numbers with the largest, or smallest, scores."""
        mask, count = default_mask.clone(), counted(self.amount, scores.numel())
        if count:
            mask.view(-1)[topk(scores.reshape(-1), count, largest=largest)[1]] = 0
        return mask


class RandomUnstructured(Sized):
    """Prunes numbers at random."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        if not counted(self.amount, t.numel()):
            return default_mask.clone()
        return self.without(default_mask, rand(t.shape, dtype=t.dtype), True)


class L1Unstructured(Sized):
    """Prunes the numbers closest to 0."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        return self.without(default_mask, t.abs(), False)


class Structured(Sized):
    """The base of ways that prune whole channels along `dim`."""

    PRUNING_TYPE = "structured"

    def __init__(self, amount: Any, dim: int = -1):
        super().__init__(amount)
        self.dim = dim

    def keeping(self, t: Tensor, default_mask: Tensor, left: Tensor) -> Tensor:
        """`default_mask` with only the channels that `left` names."""
        shape = [1] * t.dim()
        shape[self.dim] = -1
        return default_mask * left.to(default_mask.dtype).reshape(shape)


class RandomStructured(Structured):
    """Prunes channels at random."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        channels = channels_of(t, self.dim)
        count = counted(self.amount, channels)
        if not count:
            return default_mask
        drawn = rand(channels)
        return self.keeping(t, default_mask, drawn > sort(drawn)[0][count - 1])


class LnStructured(Structured):
    """Prunes the channels with the smallest n-norm."""

    def __init__(self, amount: Any, n: Any, dim: int = -1):
        super().__init__(amount, dim)
        self.n = n

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        channels = channels_of(t, self.dim)
        count = counted(self.amount, channels)
        if not count:
            return default_mask
        others = [axis for axis in range(t.dim()) if axis != self.dim % t.dim()]
        largest = topk(norm(t, self.n, others), channels - count, largest=True)[1]
        left = ones_like(t, dtype=default_mask.dtype).reshape(-1)[:channels] * 0
        left[largest] = 1
        return self.keeping(t, default_mask, left)


class CustomFromMask(BasePruningMethod):
    """Prunes what a mask says."""

    PRUNING_TYPE = "global"

    def __init__(self, mask: Tensor):
        self.mask = mask

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        if default_mask.shape != self.mask.shape:
            told = {"given": list(self.mask.shape), "wanted": list(default_mask.shape)}
            raise AssertionError(say("prune.scores", **told))
        return default_mask * self.mask.to(default_mask.dtype)


def identity(module: Module, name: str) -> Module:
    """Gives the parameter `name` a mask of ones, as if it were pruned."""
    Identity.apply(module, name)
    return module


def random_unstructured(module: Module, name: str, amount: Any) -> Module:
    """Sets numbers of the parameter `name` to 0 at random: a share `amount`, or a count."""
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module: Module, name: str, amount: Any, importance_scores: Any = None) -> Module:
    """Sets the numbers closest to 0 (or with the smallest scores) of the parameter `name` to 0.

    >>> import tidu
    >>> layer = l1_unstructured(tidu.nn.Linear(3, 2), "weight", 2)
    >>> int((layer.weight == 0).sum()), [name for name, _ in layer.named_parameters()]
    (2, ['bias', 'weight_orig'])
    """
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module: Module, name: str, amount: Any, dim: int) -> Module:
    """Sets channels along `dim` of the parameter `name` to 0 at random."""
    RandomStructured.apply(module, name, amount, dim)
    return module


def ln_structured(
    module: Module, name: str, amount: Any, n: Any, dim: int, importance_scores: Any = None
) -> Module:
    """Sets the channels along `dim` with the smallest n-norm of the parameter `name` to 0."""
    LnStructured.apply(module, name, amount, n, dim, importance_scores=importance_scores)
    return module


def custom_from_mask(module: Module, name: str, mask: Tensor) -> Module:
    """Sets the parameter `name` to 0 where `mask` is 0."""
    CustomFromMask.apply(module, name, mask)
    return module


def global_unstructured(
    parameters: Any, pruning_method: Any, importance_scores: Any = None, **kwargs: Any
) -> None:
    """Prunes several parameters [(module, name), ...] as if they were one.

    TypeError for what cannot be gone through, or a way that prunes channels.
    """
    if not isinstance(parameters, Iterable):
        raise TypeError(say("prune.not_iterable", given=type(parameters).__name__))
    listed, scores = list(parameters), importance_scores or {}
    if not isinstance(scores, dict):
        raise TypeError(say("prune.not_dict", given=type(scores).__name__))
    tensors = [getattr(module, name) for module, name in listed]
    every = parameters_to_vector(
        [scores.get((module, name), x) for (module, name), x in zip(listed, tensors, strict=True)]
    )
    masks = [getattr(m, f"{name}_mask", None) for m, name in listed]
    before = parameters_to_vector(
        [ones_like(x) if mask is None else mask for mask, x in zip(masks, tensors, strict=True)]
    )
    method = pruning_method(**kwargs)
    if method.PRUNING_TYPE != "unstructured":
        raise TypeError(say("prune.global_type", given=method.PRUNING_TYPE))
    method._tensor_name = "temp"
    mask = PruningContainer(method).compute_mask(every.detach(), before.detach())
    start = 0
    for (module, name), tensor in zip(listed, tensors, strict=True):
        custom_from_mask(module, name, mask[start : start + tensor.numel()].view_as(tensor))
        start += tensor.numel()


def remove(module: Module, name: str) -> Module:
    """Makes the pruned parameter `name` an ordinary one. ValueError where it is not pruned."""
    hook = hook_of(module, name)
    if hook is None:
        raise ValueError(say("prune.not_pruned", name=name, module=module._get_name()))
    hook.remove(module)
    detach_hook(module, hook)
    return module


def is_pruned(module: Module) -> bool:
    """Whether a parameter of `module`, or of a module inside, is pruned.

    >>> import tidu
    >>> is_pruned(tidu.nn.Linear(1, 1))
    False
    """
    return any(hook_of(each) is not None for each in module.modules())
