"""Each distribution against PyTorch's: samples, densities, moments, shapes, reprs, refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
import torch.distributions as theirs_package

import tidu
import tidu.distributions as ours_package

SPREAD = np.array([[0.5, 1.0, 2.0], [1.5, 0.3, 3.0]])
PLACE = np.array([[0.0, -1.0, 2.0], [0.5, 0.3, -0.7]])
CHANCE = np.array([[0.1, 0.5, 0.9], [0.3, 0.7, 0.45]])
ROOT = np.array([[1.0, 0.0, 0.0], [0.5, 2.0, 0.0], [-0.3, 0.2, 0.7]])


def arrays(library: Any, kind: str) -> Any:
    return lambda values: library.tensor(values, dtype=getattr(library, kind))


# name of the row -> (distribution, arguments by name as arrays or numbers, values to look at)
REALS, POSITIVE, SHARES = [[-1.5, 0.2, 3.0]], [[0.2, 1.0, 2.5]], [[0.1, 0.4, 0.8]]
COUNTS, TRUTHS = [[0.0, 1.0, 3.0]], [[0.0, 1.0, 1.0]]
ROWS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "Normal": ("Normal", {"loc": PLACE, "scale": SPREAD}, REALS),
    "Normal of numbers": ("Normal", {"loc": 1.0, "scale": 2.0}, REALS),
    "Normal mixed": ("Normal", {"loc": 1.0, "scale": SPREAD}, REALS),
    "Bernoulli": ("Bernoulli", {"probs": CHANCE}, TRUTHS),
    "Bernoulli logits": ("Bernoulli", {"logits": PLACE}, TRUTHS),
    "Bernoulli of a number": ("Bernoulli", {"probs": 0.3}, TRUTHS),
    "Categorical": ("Categorical", {"probs": SPREAD}, [0.0, 2.0]),
    "Categorical logits": ("Categorical", {"logits": PLACE}, [1.0, 2.0]),
    "OneHotCategorical": ("OneHotCategorical", {"probs": SPREAD}, [0.0, 1.0, 0.0]),
    "OneHotCategorical logits": ("OneHotCategorical", {"logits": PLACE}, [0.0, 0.0, 1.0]),
    "Straight through": ("OneHotCategoricalStraightThrough", {"probs": SPREAD}, [0.0, 1.0, 0.0]),
    "Multinomial": ("Multinomial", {"total_count": 7, "probs": SPREAD}, [2.0, 1.0, 4.0]),
    "Multinomial logits": ("Multinomial", {"total_count": 5, "logits": PLACE[0]}, [2.0, 1.0, 2.0]),
    "Uniform": ("Uniform", {"low": PLACE, "high": PLACE + SPREAD}, PLACE + 0.2),
    "Binomial": ("Binomial", {"total_count": 6, "probs": CHANCE}, COUNTS),
    "Binomial logits": ("Binomial", {"total_count": 30, "logits": PLACE}, COUNTS),
    "Beta": ("Beta", {"concentration1": SPREAD, "concentration0": SPREAD[::-1].copy()}, SHARES),
    "Beta of numbers": ("Beta", {"concentration1": 0.5, "concentration0": 2.0}, SHARES),
    "Dirichlet": ("Dirichlet", {"concentration": SPREAD}, [0.2, 0.3, 0.5]),
    "Gamma": ("Gamma", {"concentration": SPREAD, "rate": SPREAD[::-1].copy()}, POSITIVE),
    "Chi2": ("Chi2", {"df": SPREAD * 3}, POSITIVE),
    "Exponential": ("Exponential", {"rate": SPREAD}, POSITIVE),
    "Poisson": ("Poisson", {"rate": SPREAD * 9}, COUNTS),
    "Laplace": ("Laplace", {"loc": PLACE, "scale": SPREAD}, REALS),
    "LogNormal": ("LogNormal", {"loc": PLACE, "scale": SPREAD}, POSITIVE),
    "MultivariateNormal": (
        "MultivariateNormal",
        {"loc": PLACE, "covariance_matrix": ROOT @ ROOT.T},
        REALS[0],
    ),
    "MultivariateNormal root": ("MultivariateNormal", {"loc": PLACE[0], "scale_tril": ROOT}, REALS[0]),
    "MultivariateNormal precision": (
        "MultivariateNormal",
        {"loc": PLACE[0], "precision_matrix": ROOT @ ROOT.T},
        REALS[0],
    ),
    "StudentT": ("StudentT", {"df": SPREAD * 2, "loc": PLACE, "scale": SPREAD}, REALS),
    "Cauchy": ("Cauchy", {"loc": PLACE, "scale": SPREAD}, REALS),
    "HalfCauchy": ("HalfCauchy", {"scale": SPREAD}, POSITIVE),
    "Geometric": ("Geometric", {"probs": CHANCE}, COUNTS),
    "Geometric logits": ("Geometric", {"logits": PLACE}, COUNTS),
    "Gumbel": ("Gumbel", {"loc": PLACE, "scale": SPREAD}, REALS),
    "Gumbel of numbers": ("Gumbel", {"loc": 0.5, "scale": 2.0}, REALS),
    "HalfNormal": ("HalfNormal", {"scale": SPREAD}, POSITIVE),
    "Pareto": ("Pareto", {"scale": SPREAD, "alpha": SPREAD * 2}, SPREAD + 0.5),
    "Weibull": ("Weibull", {"scale": SPREAD, "concentration": SPREAD + 0.5}, POSITIVE),
    "InverseGamma": ("InverseGamma", {"concentration": SPREAD * 2, "rate": SPREAD}, POSITIVE),
    "Kumaraswamy": ("Kumaraswamy", {"concentration1": SPREAD + 1, "concentration0": SPREAD + 1.5}, SHARES),
    "FisherSnedecor": ("FisherSnedecor", {"df1": SPREAD * 3, "df2": SPREAD * 5}, POSITIVE),
    "LogisticNormal": ("LogisticNormal", {"loc": PLACE, "scale": SPREAD}, [0.2, 0.1, 0.3, 0.4]),
    "RelaxedBernoulli": ("RelaxedBernoulli", {"temperature": np.array(0.7), "probs": CHANCE}, SHARES),
    "RelaxedBernoulli logits": (
        "RelaxedBernoulli",
        {"temperature": np.array(0.7), "logits": PLACE},
        SHARES,
    ),
    "RelaxedOneHotCategorical": (
        "RelaxedOneHotCategorical",
        {"temperature": np.array(0.7), "probs": SPREAD},
        [0.2, 0.3, 0.5],
    ),
    "RelaxedOneHotCategorical logits": (
        "RelaxedOneHotCategorical",
        {"temperature": np.array(0.7), "logits": PLACE},
        [0.2, 0.3, 0.5],
    ),
    "NegativeBinomial": ("NegativeBinomial", {"total_count": SPREAD * 4, "probs": CHANCE}, COUNTS),
}
BOUND = {"torch.float32": 2e-6, "torch.float64": 1e-12, "torch.int64": 0.0}


def made(library: Any, name: str, kind: str = "float64", **more: Any) -> Any:
    package = ours_package if library is tidu else theirs_package
    tensor = arrays(library, kind)
    cls, given, _ = ROWS[name]
    given = {key: tensor(value) if isinstance(value, np.ndarray) else value for key, value in given.items()}
    return getattr(package, cls)(**given, **more)


def close(ours: Any, theirs: Any, bound: float, what: str = "") -> None:
    ours, theirs = ours.detach().numpy(), theirs.detach().numpy()
    assert ours.dtype == theirs.dtype and ours.shape == theirs.shape, what
    bound = max(bound, 3e-6) if ours.dtype == np.float32 else bound
    np.testing.assert_allclose(ours, theirs, bound, bound, err_msg=what)


@pytest.mark.parametrize("kind", ["float32", "float64"])
@pytest.mark.parametrize("name", ROWS)
def test_samples(name: str, kind: str) -> None:
    mine, other = made(tidu, name, kind), made(torch, name, kind)
    for shape in ((), (4,), (3, 2)):
        tidu.manual_seed(11)
        torch.manual_seed(11)
        drawn, wanted = mine.sample(shape), other.sample(shape)
        close(drawn, wanted, BOUND[str(drawn.dtype)], f"{name} {shape}")
        assert not drawn.requires_grad
        np.testing.assert_array_equal(tidu.rand(2).numpy(), torch.rand(2).numpy())
    if mine.has_rsample:
        tidu.manual_seed(12)
        torch.manual_seed(12)
        close(mine.rsample((5,)), other.rsample((5,)), BOUND[str(wanted.dtype)])


@pytest.mark.parametrize("name", ROWS)
def test_numbers(name: str) -> None:
    mine, other = made(tidu, name), made(torch, name)
    assert repr(mine) == repr(other)
    for fact in ("batch_shape", "event_shape", "has_enumerate_support"):
        assert tuple_or_self(getattr(mine, fact)) == tuple_or_self(getattr(other, fact)), fact
    for fact in ("mean", "mode", "variance", "stddev", "probs", "logits", "covariance_matrix",
                 "precision_matrix", "scale_tril"):  # fmt: skip
        wanted = asked(other, fact)
        if wanted is not None:
            close(getattr(mine, fact), wanted, 1e-9, fact)
    entropy = asked_call(other, "entropy")
    if entropy is not None:
        # PyTorch takes ln n! of a whole n in float32.
        bound = 1e-6 if "Multinomial" in name else 1e-9
        close(mine.entropy(), entropy, bound, "entropy")
        close(mine.perplexity(), other.perplexity(), bound, "perplexity")
    if other.has_enumerate_support and "Binomial" not in name:
        for expand in (True, False):
            close(mine.enumerate_support(expand), other.enumerate_support(expand), 0.0)


@pytest.mark.parametrize("name", ROWS)
def test_densities(name: str) -> None:
    mine, other, values = made(tidu, name), made(torch, name), np.asarray(ROWS[name][2])
    values = values.astype("float32" if "of a number" in name else "float64")
    ours, theirs = tidu.tensor(values), torch.tensor(values)
    close(mine.log_prob(ours), other.log_prob(theirs), 1e-9, "log_prob")
    wanted = asked_call(other, "cdf", theirs)
    if wanted is not None:
        close(mine.cdf(ours), wanted, 1e-9, "cdf")
    levels = np.array([[0.1, 0.5, 0.93]])
    wanted = asked_call(other, "icdf", torch.tensor(levels))
    if wanted is not None:
        close(mine.icdf(tidu.tensor(levels)), wanted, 1e-9, "icdf")


@pytest.mark.parametrize("name", ROWS)
def test_expanding(name: str) -> None:
    mine, other = made(tidu, name), made(torch, name)
    shape = (4, *other.batch_shape)
    ours, theirs = mine.expand(shape), other.expand(shape)
    assert repr(ours) == repr(theirs)
    assert tuple(ours.batch_shape) == tuple(theirs.batch_shape) == shape
    assert tuple(ours.event_shape) == tuple(theirs.event_shape)
    tidu.manual_seed(2)
    torch.manual_seed(2)
    drawn, wanted = ours.sample((2,)), theirs.sample((2,))
    close(drawn, wanted, 1e-12)
    close(ours.log_prob(drawn), theirs.log_prob(wanted), 1e-9)


def asked(distribution: Any, name: str) -> Any:
    try:
        return getattr(distribution, name)
    except (NotImplementedError, AttributeError):
        return None


def asked_call(distribution: Any, name: str, *args: Any) -> Any:
    try:
        return getattr(distribution, name)(*args)
    except NotImplementedError:
        return None


def tuple_or_self(value: Any) -> Any:
    return tuple(value) if isinstance(value, tuple) else value


REPARAMETERIZED = [name for name in ROWS if made(tidu, name).has_rsample and "hrough" not in name]


@pytest.mark.parametrize("name", REPARAMETERIZED)
def test_gradients_through_samples_and_densities(name: str) -> None:
    found = []
    for library in (tidu, torch):
        package = ours_package if library is tidu else theirs_package
        tensor = arrays(library, "float64")
        cls, given, _ = ROWS[name]
        given = {key: tensor(value).requires_grad_() for key, value in given.items()}
        library.manual_seed(5)
        value = getattr(package, cls)(**given).rsample((3,))
        cotangent = tensor(np.random.default_rng(1).normal(size=tuple(value.shape)))
        (value * cotangent).sum().backward()
        getattr(package, cls)(**given).log_prob(value.detach()).sum().backward()
        found.append([each.grad.numpy() for each in given.values()])
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, 1e-8, 1e-8)


WITHOUT_GRADIENT = dict.fromkeys(
    ["Gamma", "Chi2", "Beta", "Beta of numbers", "Dirichlet", "FisherSnedecor", "StudentT", "InverseGamma"],
    "its samples are drawn by rejection; how they move with a parameter is not known here",
)


def test_what_has_no_gradient_here_is_known() -> None:
    lacking = {name for name in ROWS if made(torch, name).has_rsample and not made(tidu, name).has_rsample}
    assert lacking == WITHOUT_GRADIENT.keys()
    shape = tidu.tensor([2.0], requires_grad=True)
    with pytest.raises(NotImplementedError, match="gives no gradient"):
        ours_package.Gamma(shape, 1.0).rsample()


KL_ROWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Normal": ({"loc": PLACE, "scale": SPREAD}, {"loc": PLACE[::-1].copy(), "scale": SPREAD + 0.4}),
    "Bernoulli": ({"probs": CHANCE}, {"probs": CHANCE[::-1].copy()}),
    "Categorical": ({"probs": SPREAD}, {"logits": PLACE}),
    "OneHotCategorical": ({"probs": SPREAD}, {"logits": PLACE}),
    "Binomial": ({"total_count": 5, "probs": CHANCE}, {"total_count": 5, "probs": CHANCE[::-1].copy()}),
    "Uniform": ({"low": PLACE, "high": PLACE + SPREAD}, {"low": PLACE - 0.5, "high": PLACE + 4.0}),
    "Exponential": ({"rate": SPREAD}, {"rate": SPREAD[::-1].copy()}),
    "Gamma": ({"concentration": SPREAD, "rate": SPREAD}, {"concentration": SPREAD + 1, "rate": CHANCE}),
    "Beta": (
        {"concentration1": SPREAD, "concentration0": CHANCE},
        {"concentration1": CHANCE, "concentration0": SPREAD},
    ),
    "Dirichlet": ({"concentration": SPREAD}, {"concentration": SPREAD[::-1].copy()}),
    "Poisson": ({"rate": SPREAD}, {"rate": SPREAD[::-1].copy()}),
    "Laplace": ({"loc": PLACE, "scale": SPREAD}, {"loc": PLACE + 0.3, "scale": SPREAD + 0.4}),
    "Cauchy": ({"loc": PLACE, "scale": SPREAD}, {"loc": PLACE + 0.3, "scale": SPREAD + 0.4}),
    "Gumbel": ({"loc": PLACE, "scale": SPREAD}, {"loc": PLACE + 0.3, "scale": SPREAD + 0.4}),
    "Geometric": ({"probs": CHANCE}, {"probs": CHANCE[::-1].copy()}),
    "HalfNormal": ({"scale": SPREAD}, {"scale": SPREAD[::-1].copy()}),
    "LogNormal": ({"loc": PLACE, "scale": SPREAD}, {"loc": PLACE + 0.3, "scale": SPREAD + 0.4}),
    "Pareto": ({"scale": SPREAD, "alpha": SPREAD}, {"scale": SPREAD * 0.5, "alpha": SPREAD + 1}),
    "MultivariateNormal": (
        {"loc": PLACE, "scale_tril": ROOT},
        {"loc": PLACE[0], "covariance_matrix": ROOT.T @ ROOT},
    ),
}
KL_MIXED = [
    ("Uniform", "Normal"), ("Exponential", "Normal"), ("Exponential", "Gamma"), ("Gamma", "Exponential"),
    ("Laplace", "Normal"), ("Normal", "Laplace"), ("Normal", "Uniform"), ("Laplace", "Exponential"),
    ("Gumbel", "Beta"), ("Exponential", "Uniform"), ("Gamma", "Beta"),
]  # fmt: skip
KL_PAIRS = [*((name, name) for name in KL_ROWS), *KL_MIXED]


@pytest.mark.parametrize(("first", "second"), KL_PAIRS)
def test_divergences(first: str, second: str) -> None:
    found = []
    for library, package in ((tidu, ours_package), (torch, theirs_package)):
        tensor, pair = arrays(library, "float64"), []
        for name, given in ((first, KL_ROWS[first][0]), (second, KL_ROWS[second][1])):
            given = {k: tensor(v) if isinstance(v, np.ndarray) else v for k, v in given.items()}
            pair.append(getattr(package, name)(**given))
        found.append(package.kl_divergence(*pair))
    close(*found, 1e-8)


def test_divergence_of_one_from_itself_is_nothing() -> None:
    for name in KL_ROWS:
        distribution = made(tidu, name)
        apart = ours_package.kl_divergence(distribution, distribution)
        np.testing.assert_allclose(apart.numpy(), 0.0, atol=1e-9, err_msg=name)


REFUSED: dict[str, Any] = {
    "scale": lambda P, L: P.Normal(0.0, -1.0),
    "NaN": lambda P, L: P.Normal(float("nan"), 1.0),
    "text": lambda P, L: P.Normal("a", 1.0),
    "chance": lambda P, L: P.Bernoulli(1.5),
    "both": lambda P, L: P.Bernoulli(0.5, 0.5),
    "neither": lambda P, L: P.Categorical(),
    "categories": lambda P, L: P.Categorical(L.tensor(0.5)),
    "negative weights": lambda P, L: P.Categorical(L.tensor([0.5, -1.0])),
    "order": lambda P, L: P.Uniform(1.0, 0.0),
    "outside": lambda P, L: P.Uniform(0.0, 1.0).log_prob(L.tensor(2.0)),
    "no truth": lambda P, L: P.Bernoulli(0.5).log_prob(L.tensor(0.5)),
    "number": lambda P, L: P.Normal(0.0, 1.0).log_prob(1.0),
    "event": lambda P, L: P.Dirichlet(L.ones(3)).log_prob(L.ones(2)),
    "batch": lambda P, L: P.Normal(L.zeros(3), 1.0).log_prob(L.zeros(2)),
    "no simplex": lambda P, L: P.Dirichlet(L.ones(3)).log_prob(L.ones(3)),
    "matrix": lambda P, L: P.MultivariateNormal(L.zeros(2), L.ones(2, 2)),
    "no matrix": lambda P, L: P.MultivariateNormal(L.zeros(2)),
    "two matrices": lambda P, L: P.MultivariateNormal(L.zeros(2), L.eye(2), L.eye(2)),
    "never": lambda P, L: P.Geometric(0.0),
    "independent": lambda P, L: P.Independent(P.Normal(0.0, 1.0), 1),
    "transforms": lambda P, L: P.TransformedDistribution(P.Normal(0.0, 1.0), 3),
    "cdf": lambda P, L: P.Poisson(1.0).cdf(L.tensor(1.0)),
    "divergence": lambda P, L: P.kl_divergence(P.Normal(0.0, 1.0), P.Poisson(1.0)),
    "product": lambda P, L: P.Independent(P.Bernoulli(L.ones(2) / 2), 1).enumerate_support(),
    "counts": lambda P, L: P.Binomial(L.tensor([1.0, 2.0]), 0.5).enumerate_support(),
    "mixture": lambda P, L: P.MixtureSameFamily(P.Normal(0.0, 1.0), P.Normal(L.zeros(2), 1.0)),
    "mixture counts": lambda P, L: P.MixtureSameFamily(P.Categorical(L.ones(3)), P.Normal(L.zeros(2), 1.0)),
    "reshape": lambda P, L: P.transforms.ReshapeTransform((3,), (2, 2)),
    "reshaped": lambda P, L: P.transforms.ReshapeTransform((3,), (1, 3)).forward_shape((2,)),
    "setting": lambda P, L: P.Distribution.set_default_validate_args(3),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_those_of_pytorch(name: str) -> None:
    with pytest.raises(Exception) as theirs:
        REFUSED[name](theirs_package, torch)
    with pytest.raises(type(theirs.value)):
        REFUSED[name](ours_package, tidu)


def test_checks_can_be_left_out() -> None:
    assert ours_package.Normal(0.0, -1.0, validate_args=False).scale.item() == -1.0
    distribution = ours_package.Uniform(0.0, 1.0, validate_args=False)
    assert distribution.log_prob(tidu.tensor(2.0)).item() == -np.inf


TRANSFORMS: dict[str, Any] = {
    "exp": lambda T, L: T.ExpTransform(),
    "power": lambda T, L: T.ComposeTransform([T.ExpTransform(), T.PowerTransform(2.0)]),
    "sigmoid": lambda T, L: T.SigmoidTransform(),
    "softplus": lambda T, L: T.SoftplusTransform(),
    "tanh": lambda T, L: T.TanhTransform(),
    "affine": lambda T, L: T.AffineTransform(1.0, -2.0),
    "affine of tensors": lambda T, L: T.AffineTransform(
        L.ones(3).double(), L.tensor([1.0, 2.0, -3.0]).double()
    ),
    "affine of events": lambda T, L: T.AffineTransform(1.0, 2.0, event_dim=1),
    "two": lambda T, L: T.ComposeTransform([T.AffineTransform(1.0, 2.0), T.SigmoidTransform()]),
    "independent": lambda T, L: T.IndependentTransform(T.ExpTransform(), 1),
    "stick": lambda T, L: T.StickBreakingTransform(),
    "reshape": lambda T, L: T.ReshapeTransform((3,), (3, 1)),
    "backwards": lambda T, L: T.SigmoidTransform().inv.inv,
}


@pytest.mark.parametrize("name", TRANSFORMS)
def test_transforms(name: str) -> None:
    found = []
    for library, package in ((tidu, ours_package), (torch, theirs_package)):
        transform = TRANSFORMS[name](package.transforms, library)
        x = arrays(library, "float64")(PLACE)
        y = transform(x)
        base = package.Normal(arrays(library, "float64")(PLACE), 1.0)
        distribution = package.TransformedDistribution(base, [transform])
        library.manual_seed(3)
        drawn = distribution.sample((2,))
        numbers = [y, transform.inv(y), transform.log_abs_det_jacobian(x, y), drawn]
        numbers.append(distribution.log_prob(drawn))
        found.append((numbers, tuple(distribution.batch_shape), tuple(distribution.event_shape)))
    (ours, *shapes), (theirs, *their_shapes) = found
    assert shapes == their_shapes
    for one, other in zip(ours, theirs, strict=True):
        close(one, other, 1e-9)


MIXTURES: dict[str, Any] = {
    "numbers": lambda P, t: P.MixtureSameFamily(P.Categorical(t(SPREAD)), P.Normal(t(PLACE), t(SPREAD))),
    "vectors": lambda P, t: P.MixtureSameFamily(
        P.Categorical(t(SPREAD[0, :2])), P.Independent(P.Normal(t(PLACE), t(SPREAD)), 1)
    ),
}


@pytest.mark.parametrize("name", MIXTURES)
def test_mixtures(name: str) -> None:
    found = []
    for library, package in ((tidu, ours_package), (torch, theirs_package)):
        mixture = MIXTURES[name](package, arrays(library, "float64"))
        library.manual_seed(4)
        drawn = mixture.sample((5,))
        numbers = [drawn, mixture.log_prob(drawn), mixture.mean, mixture.variance]
        if name == "numbers":
            numbers += [mixture.cdf(drawn), mixture.expand((3, 2)).log_prob(drawn[:1])]
        found.append((numbers, tuple(mixture.batch_shape), tuple(mixture.event_shape)))
    assert found[0][1:] == found[1][1:]
    for one, other in zip(found[0][0], found[1][0], strict=True):
        close(one, other, 1e-9)


def test_independent() -> None:
    found = []
    for library, package in ((tidu, ours_package), (torch, theirs_package)):
        tensor = arrays(library, "float64")
        distribution = package.Independent(package.Normal(tensor(PLACE), tensor(SPREAD)), 1)
        library.manual_seed(1)
        drawn = distribution.rsample((4,))
        wider = distribution.expand((5, 2))
        other = package.Independent(package.Normal(tensor(PLACE + 1), tensor(SPREAD)), 1)
        numbers = [drawn, distribution.log_prob(drawn), distribution.entropy(), distribution.mean]
        numbers += [package.kl_divergence(distribution, other), wider.log_prob(tensor(REALS))]
        found.append((numbers, repr(distribution), tuple(wider.batch_shape), tuple(wider.event_shape)))
    assert found[0][1:] == found[1][1:]
    for one, other in zip(found[0][0], found[1][0], strict=True):
        close(one, other, 1e-9)


def test_a_distribution_of_ones_own() -> None:
    class Coin(ours_package.Distribution):
        arg_constraints = {"weight": ours_package.constraints.unit_interval}  # noqa: RUF012
        support = ours_package.constraints.boolean

        def __init__(self, weight: Any):
            self.weight = weight
            super().__init__(weight.shape)

        def rsample(self, sample_shape: Any = ()) -> Any:
            return tidu.bernoulli(self.weight.expand(self._extended_shape(sample_shape)))

    assert Coin(tidu.tensor([0.0, 1.0])).sample((2,)).tolist() == [[0.0, 1.0], [0.0, 1.0]]
    with pytest.raises(ValueError, match="Expected parameter weight"):
        Coin(tidu.tensor([2.0]))


def test_a_recorded_step_draws_and_measures() -> None:
    """The noise and the divergence of a variational autoencoder, compiled."""
    place = tidu.tensor([0.3, -0.2], requires_grad=True)

    def loss() -> Any:
        distribution = ours_package.Normal(place, place.exp())
        apart = ours_package.kl_divergence(distribution, ours_package.Normal(0.0, 1.0)).sum()
        result = apart + (distribution.rsample() ** 2).sum()
        place.grad = None
        result.backward()
        return result.detach()

    found = []
    for step in (loss, tidu.compile(loss)):
        tidu.manual_seed(0)
        found.append([(step().item(), place.grad.tolist()) for _ in range(3)])
    for (wanted, slope), (ours, our_slope) in zip(*found, strict=True):
        np.testing.assert_allclose([ours, *our_slope], [wanted, *slope], 1e-5)


def test_names() -> None:
    """Everything public of torch.distributions is here, or its absence has a reason."""
    import tidu.distributions.normal

    assert tidu.distributions.normal.Normal is ours_package.Normal
    missing = {name for name in theirs_package.__all__ if not hasattr(ours_package, name)}
    assert missing == LEFT_OUT.keys()


LEFT_OUT = dict.fromkeys(
    ["CatTransform", "CorrCholeskyTransform", "CumulativeDistributionTransform",
     "LowerCholeskyTransform", "PositiveDefiniteTransform", "StackTransform", "biject_to", "transform_to"],
    "transforms that only libraries of inference use",
) | dict.fromkeys(
    ["ContinuousBernoulli", "ExponentialFamily", "GeneralizedPareto", "LKJCholesky",
     "LowRankMultivariateNormal", "VonMises", "Wishart"],
    "beyond the courses",
)  # fmt: skip
