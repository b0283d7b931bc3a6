"""Bessel's and Airy's functions, as PyTorch names them. Those of order 0 and 1 that grow have gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.ops import special
from tidu.tensor.promote import real_type, real_unary, to_dtype

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def i0(input: Tensor) -> Tensor:
    """The modified Bessel function of the first kind, order 0.

    >>> import tidu
    >>> tidu.i0(tidu.tensor([0.0, 1.0]))
    tensor([1.0000, 1.2661])
    """
    return real_unary(special.i0, input)


def i0e(input: Tensor) -> Tensor:
    """e^−|input| · i0(input)."""
    return real_unary(special.i0e, input)


def i1(input: Tensor) -> Tensor:
    """The modified Bessel function of the first kind, order 1."""
    return real_unary(special.i1, input)


def i1e(input: Tensor) -> Tensor:
    """e^−|input| · i1(input)."""
    return real_unary(special.i1e, input)


def _without_gradient(name: str, function: str, what: str) -> Any:
    """A function of SciPy's, which has no gradient in PyTorch either."""

    def apply(input: Tensor) -> Tensor:
        return mode.bind(special.bessel, (to_dtype(input, real_type(input)),), {"function": function})

    apply.__name__ = apply.__qualname__ = name
    apply.__doc__ = f"{what} It has no gradient."
    return apply


airy_ai = _without_gradient("airy_ai", "airy_ai", "Airy's function Ai.")
bessel_j0 = _without_gradient("bessel_j0", "j0", "The Bessel function of the first kind, order 0.")
bessel_j1 = _without_gradient("bessel_j1", "j1", "The Bessel function of the first kind, order 1.")
bessel_y0 = _without_gradient("bessel_y0", "y0", "The Bessel function of the second kind, order 0.")
bessel_y1 = _without_gradient("bessel_y1", "y1", "The Bessel function of the second kind, order 1.")
modified_bessel_i0 = _without_gradient("modified_bessel_i0", "i0", "As `i0`.")
modified_bessel_i1 = _without_gradient("modified_bessel_i1", "i1", "As `i1`.")
modified_bessel_k0 = _without_gradient(
    "modified_bessel_k0", "k0", "The modified Bessel function of the second kind, order 0."
)
modified_bessel_k1 = _without_gradient(
    "modified_bessel_k1", "k1", "The modified Bessel function of the second kind, order 1."
)
scaled_modified_bessel_k0 = _without_gradient(
    "scaled_modified_bessel_k0", "k0e", "e^input · modified_bessel_k0(input)."
)
scaled_modified_bessel_k1 = _without_gradient(
    "scaled_modified_bessel_k1", "k1e", "e^input · modified_bessel_k1(input)."
)
spherical_bessel_j0 = _without_gradient("spherical_bessel_j0", "spherical_jn", "sin(input) / input, 1 at 0.")
