"""Probability distributions with PyTorch's names, numbers and samples.

Source: https://docs.pytorch.org/docs/stable/distributions.html
"""

from tidu.core.refused import refusing
from tidu.distributions import constraints, kl, transforms, utils
from tidu.distributions.bernoulli import Bernoulli
from tidu.distributions.beta import Beta
from tidu.distributions.binomial import Binomial
from tidu.distributions.categorical import Categorical
from tidu.distributions.cauchy import Cauchy
from tidu.distributions.chi2 import Chi2
from tidu.distributions.dirichlet import Dirichlet
from tidu.distributions.distribution import Distribution
from tidu.distributions.exponential import Exponential
from tidu.distributions.fishersnedecor import FisherSnedecor
from tidu.distributions.gamma import Gamma
from tidu.distributions.geometric import Geometric
from tidu.distributions.gumbel import Gumbel
from tidu.distributions.half_cauchy import HalfCauchy
from tidu.distributions.half_normal import HalfNormal
from tidu.distributions.independent import Independent
from tidu.distributions.inverse_gamma import InverseGamma
from tidu.distributions.kl import kl_divergence, register_kl
from tidu.distributions.kumaraswamy import Kumaraswamy
from tidu.distributions.laplace import Laplace
from tidu.distributions.log_normal import LogNormal
from tidu.distributions.logistic_normal import LogisticNormal
from tidu.distributions.mixture_same_family import MixtureSameFamily
from tidu.distributions.multinomial import Multinomial
from tidu.distributions.multivariate_normal import MultivariateNormal
from tidu.distributions.negative_binomial import NegativeBinomial
from tidu.distributions.normal import Normal
from tidu.distributions.one_hot_categorical import OneHotCategorical, OneHotCategoricalStraightThrough
from tidu.distributions.pareto import Pareto
from tidu.distributions.poisson import Poisson
from tidu.distributions.relaxed_bernoulli import LogitRelaxedBernoulli, RelaxedBernoulli
from tidu.distributions.relaxed_categorical import ExpRelaxedCategorical, RelaxedOneHotCategorical
from tidu.distributions.studentT import StudentT
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import (
    AbsTransform,
    AffineTransform,
    ComposeTransform,
    ExpTransform,
    IndependentTransform,
    PowerTransform,
    ReshapeTransform,
    SigmoidTransform,
    SoftmaxTransform,
    SoftplusTransform,
    StickBreakingTransform,
    TanhTransform,
    Transform,
    identity_transform,
)
from tidu.distributions.uniform import Uniform
from tidu.distributions.weibull import Weibull

__all__ = [
    "AbsTransform",
    "AffineTransform",
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "Chi2",
    "ComposeTransform",
    "Dirichlet",
    "Distribution",
    "ExpRelaxedCategorical",
    "ExpTransform",
    "Exponential",
    "FisherSnedecor",
    "Gamma",
    "Geometric",
    "Gumbel",
    "HalfCauchy",
    "HalfNormal",
    "Independent",
    "IndependentTransform",
    "InverseGamma",
    "Kumaraswamy",
    "Laplace",
    "LogNormal",
    "LogisticNormal",
    "LogitRelaxedBernoulli",
    "MixtureSameFamily",
    "Multinomial",
    "MultivariateNormal",
    "NegativeBinomial",
    "Normal",
    "OneHotCategorical",
    "OneHotCategoricalStraightThrough",
    "Pareto",
    "Poisson",
    "PowerTransform",
    "RelaxedBernoulli",
    "RelaxedOneHotCategorical",
    "ReshapeTransform",
    "SigmoidTransform",
    "SoftmaxTransform",
    "SoftplusTransform",
    "StickBreakingTransform",
    "StudentT",
    "TanhTransform",
    "Transform",
    "TransformedDistribution",
    "Uniform",
    "Weibull",
    "constraints",
    "identity_transform",
    "kl",
    "kl_divergence",
    "register_kl",
    "transforms",
    "utils",
]

__getattr__ = refusing("torch.distributions", globals())
