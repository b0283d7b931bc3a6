"""What ways of pruning share: a mask, kept as a buffer, sets a part of a parameter to 0.

The parameter `name` becomes `name_orig`, which is trained; a hook multiplies it by `name_mask` before
every forward pass.
Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.BasePruningMethod.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.nn.utils.weight_norm import detach_hook
from tidu.tensor.creation import ones_like
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say


class BasePruningMethod:
    """The base of ways of pruning: a subclass defines compute_mask(t, default_mask), 1 for what stays.

    PRUNING_TYPE says what it chooses from: "unstructured" numbers that are left, "structured"
    channels that are left, along its `dim`, or "global", all.
    """

    PRUNING_TYPE: ClassVar[str] = "unstructured"
    _tensor_name: str

    def __call__(self, module: Module, inputs: Any) -> None:
        setattr(module, self._tensor_name, self.apply_mask(module))

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """The mask of what stays of `t`, of which `default_mask` has left a part."""
        raise NotImplementedError(say("prune.no_mask", name=type(self).__name__))

    def apply_mask(self, module: Module) -> Tensor:
        """The parameter without what is pruned."""
        mask, original = (getattr(module, f"{self._tensor_name}_{kind}") for kind in ("mask", "orig"))
        return mask.to(original.dtype) * original

    @classmethod
    def apply(
        cls, module: Module, name: str, *args: Any, importance_scores: Any = None, **kwargs: Any
    ) -> Any:
        """Prunes the parameter `name` of `module`, after what has been pruned of it before."""
        before = hook_of(module, name)
        method: Any = cls(*args, **kwargs)
        method._tensor_name = name
        if before is not None:
            held = before if isinstance(before, PruningContainer) else (before,)
            method = PruningContainer(*held, method)
        original = getattr(module, name if before is None else f"{name}_orig")
        if importance_scores is not None and importance_scores.shape != original.shape:
            raise AssertionError(_score_shapes(importance_scores, original))
        scores = original.detach() if importance_scores is None else importance_scores.detach()
        with grad_mode(False):
            left = ones_like(original) if before is None else getattr(module, f"{name}_mask").clone()
            mask = method.compute_mask(scores, left)
        if before is None:
            del module._parameters[name]
            module.register_parameter(f"{name}_orig", original)
        else:
            detach_hook(module, before)
        module.register_buffer(f"{name}_mask", mask)
        setattr(module, name, method.apply_mask(module))
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t: Tensor, default_mask: Tensor | None = None, importance_scores: Any = None) -> Tensor:
        """`t` without what is pruned, on its own, without a module."""
        if importance_scores is not None and importance_scores.shape != t.shape:
            raise AssertionError(_score_shapes(importance_scores, t))
        mask = ones_like(t) if default_mask is None else default_mask
        return t * self.compute_mask(t if importance_scores is None else importance_scores, mask)

    def remove(self, module: Module) -> None:
        """Makes the parameter an ordinary one again, with what is pruned at 0."""
        weight = self.apply_mask(module)
        original: Any = module._parameters.pop(f"{self._tensor_name}_orig")
        delattr(module, self._tensor_name)
        del module._buffers[f"{self._tensor_name}_mask"]
        original.data = weight.detach()
        setattr(module, self._tensor_name, Parameter(original, original.requires_grad))


def _score_shapes(scores: Any, tensor: Any) -> str:
    return say("prune.scores", given=list(scores.shape), wanted=list(tensor.shape))


def hook_of(module: Module, name: str | None = None) -> Any:
    """The pruning of the parameter `name`, or of any; None if there is none."""
    found = (hook.call for hook in module._hooks if isinstance(hook.call, BasePruningMethod))
    return next((hook for hook in found if name is None or hook._tensor_name == name), None)


class PruningContainer(BasePruningMethod):
    """Several ways of pruning one parameter, one after the other; each chooses from what is left."""

    def __init__(self, *args: Any):
        self._pruning_methods: tuple[Any, ...] = ()
        for method in args[0] if len(args) == 1 and not isinstance(args[0], BasePruningMethod) else args:
            if not self._pruning_methods:
                self._tensor_name = method._tensor_name
            self.add_pruning_method(method)

    def add_pruning_method(self, method: Any) -> None:
        """Adds a way of pruning. TypeError for what is none, ValueError if it is of another parameter."""
        if not isinstance(method, BasePruningMethod):
            raise TypeError(say("prune.kind", given=type(method).__name__))
        if self._tensor_name != method._tensor_name:
            raise ValueError(say("prune.name", given=method._tensor_name, wanted=self._tensor_name))
        self._pruning_methods = (*self._pruning_methods, method)

    def __len__(self) -> int:
        return len(self._pruning_methods)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._pruning_methods)

    def __getitem__(self, idx: Any) -> Any:
        return self._pruning_methods[idx]

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """The mask of the last way, chosen from what `default_mask` has left."""
        method = self._pruning_methods[-1]
        mask = default_mask.to(t.dtype).clone()
        if method.PRUNING_TYPE == "unstructured":
            key: Any = default_mask == 1
        elif method.PRUNING_TYPE == "structured":
            dim = method.dim % t.dim()
            others = [axis for axis in range(t.dim()) if axis != dim]
            left = default_mask.sum(others) != 0
            key = (*(slice(None),) * dim, left)
        elif method.PRUNING_TYPE == "global":
            key = (slice(None),) * t.dim()
        else:
            raise ValueError(say("prune.type", given=method.PRUNING_TYPE))
        mask[key] = method.compute_mask(t[key], default_mask[key]).to(mask.dtype)
        return mask
