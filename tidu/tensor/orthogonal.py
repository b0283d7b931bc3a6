"""Orthogonal polynomials, as PyTorch names them: `name(input, n)` of degree n. They have no gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.ops.orthogonal import polynomial
from tidu.tensor.promote import meet_tensor

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _family(name: str, whose: str) -> Any:
    def apply(input: Tensor, n: Any) -> Tensor:
        met = meet_tensor(input, n, name, real=True)
        return mode.bind(polynomial, met, {"family": name})

    apply.__name__ = apply.__qualname__ = name
    apply.__doc__ = f"The {whose} polynomial of degree n at input; 0 for n < 0. It has no gradient."
    return apply


chebyshev_polynomial_t = _family("chebyshev_polynomial_t", "Chebyshev (first kind)")
chebyshev_polynomial_u = _family("chebyshev_polynomial_u", "Chebyshev (second kind)")
chebyshev_polynomial_v = _family("chebyshev_polynomial_v", "Chebyshev (third kind)")
chebyshev_polynomial_w = _family("chebyshev_polynomial_w", "Chebyshev (fourth kind)")
shifted_chebyshev_polynomial_t = _family("shifted_chebyshev_polynomial_t", "shifted Chebyshev (first kind)")
shifted_chebyshev_polynomial_u = _family("shifted_chebyshev_polynomial_u", "shifted Chebyshev (second kind)")
shifted_chebyshev_polynomial_v = _family("shifted_chebyshev_polynomial_v", "shifted Chebyshev (third kind)")
shifted_chebyshev_polynomial_w = _family("shifted_chebyshev_polynomial_w", "shifted Chebyshev (fourth kind)")
hermite_polynomial_h = _family("hermite_polynomial_h", "physicists' Hermite")
hermite_polynomial_he = _family("hermite_polynomial_he", "probabilists' Hermite")
laguerre_polynomial_l = _family("laguerre_polynomial_l", "Laguerre")
legendre_polynomial_p = _family("legendre_polynomial_p", "Legendre")
