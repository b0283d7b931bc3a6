"""The old spelling of spectral norm: a hook divides the weight before every forward pass.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.spectral_norm.html
"""

from __future__ import annotations

from typing import Any

from tidu.functional.normalise import normalize
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter, is_lazy
from tidu.nn.utils.norms import as_matrix
from tidu.nn.utils.weight_norm import detach_hook, hook_of
from tidu.tensor.linear_algebra import dot, mv
from tidu.tensor.tape import grad_mode
from tidu.text import say


class SpectralNorm:
    """The hook: the weight is `name_orig` divided by its largest singular value."""

    def __init__(self, name: str = "weight", n_power_iterations: int = 1, dim: int = 0, eps: float = 1e-12):
        if n_power_iterations <= 0:
            raise ValueError(say("parametrize.iterations", given=n_power_iterations))
        self.name, self.dim, self.eps = name, dim, eps
        self.n_power_iterations = n_power_iterations

    def compute_weight(self, module: Module, do_power_iteration: bool) -> Any:
        """The weight, after the singular vectors were brought closer if asked."""
        weight = getattr(module, f"{self.name}_orig")
        u, v = getattr(module, f"{self.name}_u"), getattr(module, f"{self.name}_v")
        matrix = as_matrix(weight, self.dim)
        if do_power_iteration:
            with grad_mode(False):
                for _ in range(self.n_power_iterations):
                    v.copy_(normalize(mv(matrix.t(), u), dim=0, eps=self.eps))
                    u.copy_(normalize(mv(matrix, v), dim=0, eps=self.eps))
                u, v = u.clone(), v.clone()
        return weight / dot(u, mv(matrix, v))

    def __call__(self, module: Module, inputs: Any) -> None:
        setattr(module, self.name, self.compute_weight(module, module.training))


def spectral_norm(
    module: Module,
    name: str = "weight",
    n_power_iterations: int = 1,
    eps: float = 1e-12,
    dim: int | None = None,
) -> Module:
    """Divides a weight by its largest singular value; `parametrizations.spectral_norm` is newer.

    Source: https://arxiv.org/abs/1802.05957

    >>> import tidu
    >>> list(spectral_norm(tidu.nn.Linear(3, 2)).state_dict())
    ['bias', 'weight_orig', 'weight_u', 'weight_v']
    """
    if dim is None:
        dim = int(getattr(module, "transposed", False))
    if hook_of(module, SpectralNorm, name) is not None:
        raise RuntimeError(say("parametrize.twice", kind="spectral_norm", name=name))
    hook = SpectralNorm(name, n_power_iterations, dim, eps)
    weight = module._parameters[name]
    if weight is None:
        raise ValueError(say("parametrize.nothing", kind="spectral_norm", name=name))
    if is_lazy(weight):
        raise ValueError(say("parametrize.lazy", kind="spectral_norm"))
    with grad_mode(False):
        matrix = as_matrix(weight, dim)
        u, v = (normalize(matrix.new_empty(size).normal_(), dim=0, eps=eps) for size in matrix.shape)
    delattr(module, name)
    module.register_parameter(f"{name}_orig", weight)
    setattr(module, name, weight.data)
    module.register_buffer(f"{name}_u", u)
    module.register_buffer(f"{name}_v", v)
    module.register_forward_pre_hook(hook)
    return module


def remove_spectral_norm(module: Module, name: str = "weight") -> Module:
    """Makes the weight an ordinary parameter again. ValueError where it has no spectral norm."""
    hook = hook_of(module, SpectralNorm, name)
    if hook is None:
        told = {"kind": "spectral_norm", "name": name, "module": module._get_name()}
        raise ValueError(say("parametrize.not_there", **told))
    with grad_mode(False):
        weight = hook.compute_weight(module, False)
    detach_hook(module, hook)
    for held in (name, f"{name}_u", f"{name}_v", f"{name}_orig"):
        delattr(module, held)
    module.register_parameter(name, Parameter(weight.detach()))
    return module
