"""`tidu.special`: the functions of probability, physics and counting, as PyTorch names them there."""

from __future__ import annotations

from tidu.functional.softmax import log_softmax as log_softmax
from tidu.functional.softmax import softmax as softmax
from tidu.tensor import arithmetic, bessel, distributions, gamma, mathematics, orthogonal, reduction
from tidu.tensor.output import writes_out

airy_ai = writes_out(bessel.airy_ai)
bessel_j0 = writes_out(bessel.bessel_j0)
bessel_j1 = writes_out(bessel.bessel_j1)
bessel_y0 = writes_out(bessel.bessel_y0)
bessel_y1 = writes_out(bessel.bessel_y1)
i0 = writes_out(bessel.i0)
i0e = writes_out(bessel.i0e)
i1 = writes_out(bessel.i1)
i1e = writes_out(bessel.i1e)
modified_bessel_i0 = writes_out(bessel.modified_bessel_i0)
modified_bessel_i1 = writes_out(bessel.modified_bessel_i1)
modified_bessel_k0 = writes_out(bessel.modified_bessel_k0)
modified_bessel_k1 = writes_out(bessel.modified_bessel_k1)
scaled_modified_bessel_k0 = writes_out(bessel.scaled_modified_bessel_k0)
scaled_modified_bessel_k1 = writes_out(bessel.scaled_modified_bessel_k1)
spherical_bessel_j0 = writes_out(bessel.spherical_bessel_j0)

entr = writes_out(distributions.entr)
erfc = writes_out(distributions.erfc)
erfcx = writes_out(distributions.erfcx)
log_ndtr = writes_out(distributions.log_ndtr)
logit = writes_out(distributions.logit)
ndtr = writes_out(distributions.ndtr)
ndtri = writes_out(distributions.ndtri)
xlog1py = writes_out(distributions.xlog1py)
xlogy = writes_out(distributions.xlogy)

digamma = writes_out(gamma.digamma)
polygamma = writes_out(gamma.polygamma)
zeta = writes_out(gamma.zeta)

erf = writes_out(mathematics.erf)
erfinv = writes_out(mathematics.erfinv)
exp2 = writes_out(mathematics.exp2)
expm1 = writes_out(mathematics.expm1)
log1p = writes_out(mathematics.log1p)
sinc = writes_out(mathematics.sinc)

chebyshev_polynomial_t = writes_out(orthogonal.chebyshev_polynomial_t)
chebyshev_polynomial_u = writes_out(orthogonal.chebyshev_polynomial_u)
chebyshev_polynomial_v = writes_out(orthogonal.chebyshev_polynomial_v)
chebyshev_polynomial_w = writes_out(orthogonal.chebyshev_polynomial_w)
hermite_polynomial_h = writes_out(orthogonal.hermite_polynomial_h)
hermite_polynomial_he = writes_out(orthogonal.hermite_polynomial_he)
laguerre_polynomial_l = writes_out(orthogonal.laguerre_polynomial_l)
legendre_polynomial_p = writes_out(orthogonal.legendre_polynomial_p)
shifted_chebyshev_polynomial_t = writes_out(orthogonal.shifted_chebyshev_polynomial_t)
shifted_chebyshev_polynomial_u = writes_out(orthogonal.shifted_chebyshev_polynomial_u)
shifted_chebyshev_polynomial_v = writes_out(orthogonal.shifted_chebyshev_polynomial_v)
shifted_chebyshev_polynomial_w = writes_out(orthogonal.shifted_chebyshev_polynomial_w)

logsumexp, round = writes_out(reduction.logsumexp), writes_out(arithmetic.round)
expit, psi, gammaln = writes_out(mathematics.sigmoid), writes_out(gamma.digamma), writes_out(gamma.lgamma)
gammainc, gammaincc = writes_out(gamma.igamma), writes_out(gamma.igammac)
multigammaln = writes_out(gamma.mvlgamma)
