"""`tidu.special`: the functions of probability, physics and counting, as PyTorch names them there."""

from __future__ import annotations

from tidu.functional.softmax import log_softmax as _log_softmax
from tidu.functional.softmax import softmax as _softmax
from tidu.tensor import arithmetic, bessel, distributions, gamma, mathematics, orthogonal, reduction
from tidu.tensor.output import writes_out

_KINDS = {
    bessel: """airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 i0 i0e i1 i1e modified_bessel_i0
        modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0
        scaled_modified_bessel_k1 spherical_bessel_j0""",
    distributions: "entr erfc erfcx log_ndtr logit ndtr ndtri xlog1py xlogy",
    gamma: "digamma polygamma zeta",
    mathematics: "erf erfinv exp2 expm1 log1p sinc",
    arithmetic: "round",
    reduction: "logsumexp",
    orthogonal: """chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v
        chebyshev_polynomial_w hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l
        legendre_polynomial_p shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u
        shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w""",
}
for _module, _names in _KINDS.items():
    for _name in _names.split():
        globals()[_name] = writes_out(getattr(_module, _name))

softmax, log_softmax = _softmax, _log_softmax
expit, gammainc, gammaincc = (
    writes_out(each) for each in (mathematics.sigmoid, gamma.igamma, gamma.igammac)
)
gammaln, multigammaln, psi = (
    writes_out(each) for each in (gamma.lgamma, gamma.mvlgamma, gamma.digamma)
)
