"""Scalers: their defining numbers, their limits, and JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.stats import norm, rankdata
from sklearn.preprocessing import StandardScaler

from tidu.tabular.preprocess_numeric import (
    SCALERS,
    Landmarks,
    fit_scaler,
    scaler_from_json,
    scaler_to_json,
)

GENERATOR = np.random.default_rng(0)
SAMPLES = {
    "normal": GENERATOR.normal(3, 2, 500),
    "heavy": GENERATOR.lognormal(0, 3, 500),
    "mostly zero": np.where(GENERATOR.random(500) < 0.9, 0.0, GENERATOR.exponential(50, 500)),
    "far away": 1e9 + GENERATOR.normal(0, 1, 500),
    "two values": np.array([0.0, 1.0] * 4),
    "tiny": GENERATOR.normal(0, 1e-12, 50),
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", SCALERS)
def test_order_is_kept_and_json_is_exact(name: str, sample: str) -> None:
    values = np.sort(SAMPLES[sample])
    scaler = fit_scaler(name, values)
    scaled = scaler(values)
    assert np.isfinite(scaled).all() and (np.diff(scaled) >= -1e-12).all() and np.ptp(scaled) > 0
    again = scaler_from_json(json.loads(json.dumps(scaler_to_json(scaler))))
    assert again == scaler and again(values).tobytes() == scaled.tobytes()


@pytest.mark.parametrize("sample", SAMPLES)
def test_standard_is_scikit_learns(sample: str) -> None:
    values = SAMPLES[sample]
    theirs = StandardScaler().fit_transform(values[:, None])[:, 0]
    np.testing.assert_allclose(fit_scaler("standard", values)(values), theirs, rtol=1e-6, atol=1e-9)


def test_clipped_is_standard_within_five() -> None:
    values = SAMPLES["heavy"]
    plain = fit_scaler("standard", values)(values)
    assert plain.max() > 5
    np.testing.assert_allclose(fit_scaler("clipped", values)(values), np.clip(plain, -5, 5), atol=1e-12)


def test_tails_are_levelled_smoothly() -> None:
    """Straight to 3, no step and no kink there, the same on both sides, within 6."""
    values = SAMPLES["normal"]
    scaler, plain = fit_scaler("tails", values), fit_scaler("standard", values)
    middle = np.abs(plain(values)) <= 3
    np.testing.assert_allclose(scaler(values)[middle], plain(values)[middle], rtol=1e-12)
    edge = values.mean() + 3 * values.std() * np.array([1 - 1e-6, 1, 1 + 1e-6, 1e9])
    scaled = scaler(edge)
    np.testing.assert_allclose(scaled[[1, 3]], [3, 6], rtol=1e-9)
    np.testing.assert_allclose(scaled[2] - scaled[1], scaled[1] - scaled[0], rtol=1e-4)
    np.testing.assert_allclose(scaler(2 * values.mean() - edge), -scaled, rtol=1e-9)


def test_robust_ignores_the_size_of_an_outlier() -> None:
    values = SAMPLES["normal"].copy()
    before = fit_scaler("robust", values)(values)
    wild = values.copy()
    wild[values.argmax()] = 1e12
    after = fit_scaler("robust", wild)(wild)
    others = np.arange(500) != values.argmax()
    np.testing.assert_array_equal(after[others], before[others])
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    scaled = (values - middle) / (high - low)
    np.testing.assert_allclose(before, scaled / np.sqrt(1 + (scaled / 3) ** 2), rtol=1e-12)


def test_quantile_is_the_normal_score_of_the_rank() -> None:
    values = SAMPLES["heavy"]
    scaled = fit_scaler("quantile", values)(values)
    ranks = norm.ppf((rankdata(values) - 0.5) / len(values))
    for reach, bound in ((1, 0.02), (2, 0.06)):
        inside = np.abs(ranks) < reach
        np.testing.assert_allclose(scaled[inside], ranks[inside], atol=bound)
    assert isinstance(fit_scaler("quantile", values), Landmarks)


def test_a_value_that_fills_many_quantiles_stands_at_their_middle() -> None:
    scaled = fit_scaler("quantile", SAMPLES["mostly zero"])(np.zeros(1))
    assert scaled[0] == pytest.approx(norm.ppf(0.45), abs=0.05)
