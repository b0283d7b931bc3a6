"""Ready parametrizations: weights of given norms, of spectral norm 1, orthogonal ones.

Source: https://docs.pytorch.org/docs/stable/nn.html#torch-nn-utils
"""

from __future__ import annotations

from typing import Any

from tidu.functional.normalise import normalize
from tidu.nn.module import Module
from tidu.nn.utils.norms import as_matrix, norm_except, scaled
from tidu.nn.utils.orthogonal import orthogonal
from tidu.nn.utils.parametrize import register_parametrization
from tidu.tensor.linear_algebra import dot, mv
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say

__all__ = ["orthogonal", "spectral_norm", "weight_norm"]


class WeightNorm(Module):
    """A weight as a size for each place of `dim` times a direction."""

    def __init__(self, dim: int | None = 0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def _get_name(self) -> str:
        return "_WeightNorm"

    def forward(self, weight_g: Tensor, weight_v: Tensor) -> Tensor:
        return scaled(weight_v, weight_g, self.dim)

    def right_inverse(self, weight: Tensor) -> tuple[Tensor, Tensor]:
        """(sizes, directions) of a weight."""
        return norm_except(weight, self.dim), weight


def weight_norm(module: Module, name: str = "weight", dim: int = 0) -> Module:
    """Parts a weight into size (`original0`) and direction (`original1`), each trained on its own.

    One size for each place of `dim`, or one for all with None. A state of the old `weight_norm` loads.
    Source: https://arxiv.org/abs/1602.07868

    >>> import tidu
    >>> layer = weight_norm(tidu.nn.Linear(3, 2))
    >>> list(layer.state_dict())
    ['bias', 'parametrizations.weight.original0', 'parametrizations.weight.original1']
    """
    register_parametrization(module, name, WeightNorm(dim), unsafe=True)

    def old_names(module: Module, state: dict[str, Any], prefix: str, *rest: Any) -> None:
        for old, new in (("g", "original0"), ("v", "original1")):
            key = f"{prefix}{name}_{old}"
            if key in state:
                state[f"{prefix}parametrizations.{name}.{new}"] = state.pop(key)

    module.register_load_state_dict_pre_hook(old_names)
    return module


class SpectralNorm(Module):
    """A weight divided by its largest singular value, which power iterations follow while training."""

    _u: Tensor
    _v: Tensor

    def __init__(self, weight: Tensor, n_power_iterations: int = 1, dim: int = 0, eps: float = 1e-12):
        super().__init__()
        rank = weight._value.ndim
        if not -rank <= dim < rank:
            raise IndexError(say("parametrize.dim", given=dim, low=-rank, high=rank - 1))
        if n_power_iterations <= 0:
            raise ValueError(say("parametrize.iterations", given=n_power_iterations))
        self.dim, self.eps = dim % rank, eps
        if rank > 1:
            self.n_power_iterations = n_power_iterations
            matrix = as_matrix(weight, self.dim).detach()
            for name, size in zip(("_u", "_v"), matrix.shape, strict=True):
                drawn = matrix.new_empty(size).normal_()
                self.register_buffer(name, normalize(drawn, dim=0, eps=eps))
            self._follow(matrix, 15)

    def _get_name(self) -> str:
        return "_SpectralNorm"

    def _follow(self, matrix: Tensor, times: int) -> None:
        """Brings the singular vectors closer."""
        with grad_mode(False):
            for _ in range(times):
                self._u.copy_(normalize(mv(matrix, self._v), dim=0, eps=self.eps))
                self._v.copy_(normalize(mv(matrix.t(), self._u), dim=0, eps=self.eps))

    def forward(self, weight: Tensor) -> Tensor:
        if weight._value.ndim == 1:
            return normalize(weight, dim=0, eps=self.eps)
        matrix = as_matrix(weight, self.dim)
        if self.training:
            self._follow(matrix, self.n_power_iterations)
        u, v = self._u.clone(), self._v.clone()
        return weight / dot(u, mv(matrix, v))

    def right_inverse(self, value: Tensor) -> Tensor:
        """The value itself."""
        return value


def spectral_norm(
    module: Module,
    name: str = "weight",
    n_power_iterations: int = 1,
    eps: float = 1e-12,
    dim: int | None = None,
) -> Module:
    """Divides a weight by its largest singular value, so that the layer stretches nothing.

    `dim` is the axis of outputs: 0, or by default 1 for transposed convolutions.
    Source: https://arxiv.org/abs/1802.05957. ValueError where there is no such tensor.

    >>> import tidu
    >>> layer = spectral_norm(tidu.nn.Linear(3, 2))
    >>> list(layer.state_dict())[1:]
    ['parametrizations.weight.original', 'parametrizations.weight.0._u', 'parametrizations.weight.0._v']
    """
    weight = getattr(module, name, None)
    if not isinstance(weight, Tensor):
        raise ValueError(say("parametrize.unknown", module=module._get_name(), name=name))
    if dim is None:
        dim = int(getattr(module, "transposed", False))
    return register_parametrization(module, name, SpectralNorm(weight, n_power_iterations, dim, eps))
