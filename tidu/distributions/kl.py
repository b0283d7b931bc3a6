"""How far one distribution is from another: KL divergences in closed form."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from tidu.distributions.bernoulli import Bernoulli
from tidu.distributions.beta import Beta
from tidu.distributions.binomial import Binomial
from tidu.distributions.categorical import Categorical
from tidu.distributions.cauchy import Cauchy
from tidu.distributions.dirichlet import Dirichlet
from tidu.distributions.distribution import Distribution
from tidu.distributions.exponential import Exponential
from tidu.distributions.gamma import Gamma
from tidu.distributions.geometric import Geometric
from tidu.distributions.gumbel import Gumbel
from tidu.distributions.half_normal import HalfNormal
from tidu.distributions.independent import Independent
from tidu.distributions.laplace import Laplace
from tidu.distributions.multivariate_normal import MultivariateNormal
from tidu.distributions.normal import Normal
from tidu.distributions.one_hot_categorical import OneHotCategorical
from tidu.distributions.pareto import Pareto
from tidu.distributions.poisson import Poisson
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.uniform import Uniform
from tidu.distributions.utils import softplus_of, sum_rightmost
from tidu.tensor.comparison import where
from tidu.tensor.equations import solve_triangular
from tidu.text import say

Rule = Callable[[Any, Any], Any]
RULES: dict[tuple[type, type], Rule] = {}


def register_kl(type_p: type, type_q: type) -> Callable[[Rule], Rule]:
    """Makes the decorated function(p, q) the divergence of these types and their subclasses.

    >>> register_kl(Normal, Normal)(RULES[Normal, Normal]) is RULES[Normal, Normal]
    True
    """
    for kind in (type_p, type_q):
        if not (isinstance(kind, type) and issubclass(kind, Distribution)):
            raise TypeError(say("distributions.kl_kind", given=kind))

    def register(rule: Rule) -> Rule:
        RULES[type_p, type_q] = rule
        return rule

    return register


def kl_divergence(p: Any, q: Any) -> Any:
    """KL(p ‖ q) [batch_shape], in nats. NotImplementedError for pairs without a formula.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#module-torch.distributions.kl

    >>> kl_divergence(Normal(0.0, 1.0), Normal(1.0, 1.0))
    tensor(0.5000)
    """
    for pair in product(type(p).__mro__, type(q).__mro__):
        if pair in RULES:
            return RULES[pair](p, q)
    raise NotImplementedError(say("distributions.kl", p=type(p).__name__, q=type(q).__name__))


@register_kl(Bernoulli, Bernoulli)
def _bernoulli(p: Any, q: Any) -> Any:
    yes = p.probs * (softplus_of(-q.logits) - softplus_of(-p.logits))
    no = (1 - p.probs) * (softplus_of(q.logits) - softplus_of(p.logits))
    yes = where(p.probs == 0, 0.0, where(q.probs == 0, math.inf, yes))
    return yes + where(p.probs == 1, 0.0, where(q.probs == 1, math.inf, no))


@register_kl(Binomial, Binomial)
def _binomial(p: Any, q: Any) -> Any:
    each = p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p()
    return where(p.total_count > q.total_count, math.inf, p.total_count * each)


@register_kl(Categorical, Categorical)
def _categorical(p: Any, q: Any) -> Any:
    each = p.probs * (p.logits - q.logits)
    each = where((q.probs == 0).expand(each.shape), math.inf, each)
    return where((p.probs == 0).expand(each.shape), 0.0, each).sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _one_hot(p: Any, q: Any) -> Any:
    return kl_divergence(p._categorical, q._categorical)


@register_kl(Geometric, Geometric)
def _geometric(p: Any, q: Any) -> Any:
    return -p.entropy() - (-q.probs).log1p() / p.probs - q.logits


@register_kl(Poisson, Poisson)
def _poisson(p: Any, q: Any) -> Any:
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(Normal, Normal)
def _normal(p: Any, q: Any) -> Any:
    ratio, away = (p.scale / q.scale) ** 2, ((p.loc - q.loc) / q.scale) ** 2
    return 0.5 * (ratio + away - 1 - ratio.log())


@register_kl(HalfNormal, HalfNormal)
def _half_normal(p: Any, q: Any) -> Any:
    return _normal(p.base_dist, q.base_dist)


@register_kl(MultivariateNormal, MultivariateNormal)
def _multivariate_normal(p: Any, q: Any) -> Any:
    size = p.event_shape[0]
    p_root = p._root.expand(*q.batch_shape, -1, -1) if len(q.batch_shape) > len(p.batch_shape) else p._root
    q_root = q._root.expand(p_root.shape)
    spread = (solve_triangular(q_root, p_root, upper=False) ** 2).sum((-2, -1))
    away = (q.loc - p.loc).expand(*p_root.shape[:-2], -1).unsqueeze(-1)
    distance = (solve_triangular(q_root, away, upper=False) ** 2).sum((-2, -1))
    return q._half_log_det() - p._half_log_det() + 0.5 * (spread + distance - size)


@register_kl(Laplace, Laplace)
def _laplace(p: Any, q: Any) -> Any:
    ratio, away = p.scale / q.scale, (p.loc - q.loc).abs()
    return -ratio.log() + away / q.scale + ratio * (-away / p.scale).exp() - 1


@register_kl(Cauchy, Cauchy)
def _cauchy(p: Any, q: Any) -> Any:
    apart = ((p.scale + q.scale) ** 2 + (p.loc - q.loc) ** 2).log()
    return apart - (4 * p.scale * q.scale).log()


@register_kl(Gumbel, Gumbel)
def _gumbel(p: Any, q: Any) -> Any:
    ratio, q_place, p_place = p.scale / q.scale, q.loc / q.scale, p.loc / q.scale
    power = (q_place + (1 + ratio).lgamma() - p_place).exp()
    return -ratio.log() - q_place + p_place + ratio * np.euler_gamma + power - (1 + np.euler_gamma)


@register_kl(Uniform, Uniform)
def _uniform(p: Any, q: Any) -> Any:
    outside = (q.low > p.low) | (q.high < p.high)
    return where(outside, math.inf, ((q.high - q.low) / (p.high - p.low)).log())


@register_kl(Exponential, Exponential)
def _exponential(p: Any, q: Any) -> Any:
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(Gamma, Gamma)
def _gamma(p: Any, q: Any) -> Any:
    rates = q.concentration * (p.rate / q.rate).log() + q.concentration.lgamma() - p.concentration.lgamma()
    shapes = (p.concentration - q.concentration) * p.concentration.digamma()
    return rates + shapes + (q.rate - p.rate) * (p.concentration / p.rate)


@register_kl(Dirichlet, Dirichlet)
def _dirichlet(p: Any, q: Any) -> Any:
    ours, theirs = p.concentration, q.concentration
    total = ours.sum(-1)
    sizes = total.lgamma() - theirs.sum(-1).lgamma() - (ours.lgamma() - theirs.lgamma()).sum(-1)
    return sizes + ((ours - theirs) * (ours.digamma() - total.digamma().unsqueeze(-1))).sum(-1)


@register_kl(Beta, Beta)
def _beta(p: Any, q: Any) -> Any:
    return _dirichlet(p._dirichlet, q._dirichlet)


@register_kl(Pareto, Pareto)
def _pareto(p: Any, q: Any) -> Any:
    scales, alphas = p.scale / q.scale, q.alpha / p.alpha
    known = q.alpha * scales.log() - alphas.log() + alphas - 1
    return where(p.scale < q.scale, math.inf, known)


@register_kl(Independent, Independent)
def _independent(p: Any, q: Any) -> Any:
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError(say("distributions.kl", p=p, q=q))
    return sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


@register_kl(TransformedDistribution, TransformedDistribution)
def _transformed(p: Any, q: Any) -> Any:
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError(say("distributions.kl", p=p, q=q))
    return kl_divergence(p.base_dist, q.base_dist)


@register_kl(Uniform, Normal)
def _uniform_normal(p: Any, q: Any) -> Any:
    width, centre = p.high - p.low, (p.high + p.low - 2 * q.loc) / 2
    return (math.sqrt(2 * math.pi) * q.scale / width).log() + (width**2 / 12 + centre**2) / (2 * q.scale**2)


@register_kl(Exponential, Normal)
def _exponential_normal(p: Any, q: Any) -> Any:
    variance = q.scale**2
    known = 0.5 * (p.rate**2 * variance * 2 * math.pi).log()
    return known - 1 + p.rate**-2 / variance - q.loc / (p.rate * variance) + q.loc**2 / (2 * variance)


@register_kl(Exponential, Gamma)
def _exponential_gamma(p: Any, q: Any) -> Any:
    ratio = q.rate / p.rate
    known = -q.concentration * ratio.log() + ratio + q.concentration.lgamma()
    return known + q.concentration * np.euler_gamma - (1 + np.euler_gamma)


@register_kl(Gamma, Exponential)
def _gamma_exponential(p: Any, q: Any) -> Any:
    return -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate


@register_kl(Laplace, Normal)
def _laplace_normal(p: Any, q: Any) -> Any:
    ratio = p.scale**2 / q.scale**2
    return 0.5 * (2 * ratio / math.pi).log() * -1 + 0.5 * (p.loc**2 + q.loc**2) / q.scale**2 + (
        ratio - p.loc * q.loc / q.scale**2 - 1
    )


@register_kl(Normal, Laplace)
def _normal_laplace(p: Any, q: Any) -> Any:
    away = (p.loc - q.loc) / p.scale
    inner = math.sqrt(2 / math.pi) * p.scale * (-0.5 * away**2).exp()
    inner = inner + (p.loc - q.loc) * (math.sqrt(0.5) * away).erf()
    return -(p.scale / q.scale).log() + inner / q.scale - 0.5 * math.log(0.5 * math.pi) - 0.5


def impossible(p: Any, q: Any) -> Any:
    """Infinity: `p` has values that `q` has not.

    >>> impossible(Normal(0.0, 1.0), Uniform(0.0, 1.0))
    tensor(inf)
    """
    return p.mean * 0 + q.mean * 0 + math.inf


for _pair in product((Normal, Laplace, Gumbel), (Uniform, Exponential, Gamma, Beta, Pareto)):
    RULES[_pair] = impossible
for _pair in product((Exponential, Gamma, Pareto), (Uniform, Beta)):
    RULES[_pair] = impossible
