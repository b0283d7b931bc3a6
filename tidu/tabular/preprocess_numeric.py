"""Ways to bring a column of numbers to the scale that a network trains well on.

Each scaler is fitted on the training rows, keeps a few numbers, and maps float64 to float64
elementwise, so that a row's value never depends on the rows around it. A scaler added to
`SCALERS` can be asked for by its name.

R² on four random quarters of house_prices, ridge | network of 100 units: standard 0.832 | 0.840
(0.736 where one vast lot falls into the test), clipped 0.859 | 0.853, robust 0.861 | 0.864,
quantile 0.861 | 0.857; of the COVID table: 0.985 | 0.982, the same, 0.983 | 0.983, 0.974 | 0.982.
`tails` is what `tidu train` takes: best on 33 tables (see `recipe`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np
from scipy.special import ndtri

from tidu.core.errors import DataError
from tidu.tabular.columns_names import listed
from tidu.text import say

_LANDMARKS = 201
_FURTHEST = 5.0
_KNEE = 3.0


@dataclass(frozen=True)
class Linear:
    """`(x - center) * factor`; a factor of 0 for a column that was constant in training.

    >>> Linear(2.0, 0.5)(np.array([4.0]))
    array([1.])
    """

    kind: ClassVar[str] = "linear"
    center: float
    factor: float

    def __call__(self, values: np.ndarray) -> np.ndarray:
        return (values - self.center) * self.factor


@dataclass(frozen=True)
class Smooth:
    """`z / sqrt(1 + (z / 3)^2)` of the linearly scaled value: the middle as it is, tails within
    3 (Holzmueller et al. 2024, "Better by default").

    >>> Smooth(0.0, 1.0)(np.array([0.1, 1e9])).round(3)
    array([0.1, 3. ])
    """

    kind: ClassVar[str] = "smooth"
    center: float
    factor: float

    def __call__(self, values: np.ndarray) -> np.ndarray:
        scaled = (values - self.center) * self.factor
        return scaled / np.sqrt(1 + (scaled / 3) ** 2)


@dataclass(frozen=True)
class Tails:
    """The linearly scaled value up to 3, and from there on gently levelled, never beyond 6.

    >>> Tails(0.0, 1.0)(np.array([-1.0, 3.0, 1e9]))
    array([-1.,  3.,  6.])
    """

    kind: ClassVar[str] = "tails"
    center: float
    factor: float

    def __call__(self, values: np.ndarray) -> np.ndarray:
        scaled = (values - self.center) * self.factor
        beyond = np.maximum(np.abs(scaled) - _KNEE, 0)
        return np.clip(scaled, -_KNEE, _KNEE) + np.copysign(_KNEE * np.tanh(beyond / _KNEE), scaled)


@dataclass(frozen=True)
class Landmarks:
    """Straight lines between `places`, the training quantiles, and their `scores` under a normal
    distribution; flat beyond them.

    >>> Landmarks((0.0, 1.0), (-2.0, 2.0))(np.array([0.5, 9.0]))
    array([0., 2.])
    """

    kind: ClassVar[str] = "landmarks"
    places: tuple[float, ...]
    scores: tuple[float, ...]

    def __call__(self, values: np.ndarray) -> np.ndarray:
        return np.interp(values, self.places, self.scores)


Scaler = Linear | Smooth | Tails | Landmarks


def standard(values: np.ndarray) -> Linear:
    """Mean 0 and standard deviation 1.

    >>> standard(np.array([1.0, 3.0]))
    Linear(center=2.0, factor=1.0)
    """
    if not values.size:
        return Linear(0.0, 0.0)
    # A power of two changes no digit, and keeps the squares of huge and tiny values in range.
    unit = 2.0 ** float(np.frexp(np.abs(values).max())[1] - 1)
    scaled = values / unit
    return Linear(float(scaled.mean()) * unit, _inverse(float(scaled.std()) * unit, values))


def clipped(values: np.ndarray) -> Scaler:
    """Standardised, and no further out than 5: one wild cell cannot move a whole prediction.

    >>> clipped(np.array([1.0, 3.0]))(np.array([2.5, 1e9]))
    array([0.5, 5. ])
    """
    scaler = standard(values)
    if not scaler.factor:
        return scaler
    reach = _FURTHEST / scaler.factor
    places = (scaler.center - reach, scaler.center + reach)
    return Landmarks(places, (-_FURTHEST, _FURTHEST))


def tails(values: np.ndarray) -> Tails:
    """Standardised, and levelled beyond 3.

    >>> tails(np.array([1.0, 3.0]))
    Tails(center=2.0, factor=1.0)
    """
    scaler = standard(values)
    return Tails(scaler.center, scaler.factor)


def robust(values: np.ndarray) -> Smooth:
    """Median 0 and quartiles a distance of 1 apart, tails drawn in smoothly.

    >>> robust(np.array([0.0, 1.0, 2.0, 3.0, 1e6])).factor
    0.5
    """
    if not values.size:
        return Smooth(0.0, 0.0)
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    spread = float(high - low) or float(values.max() - values.min()) / 2
    return Smooth(float(middle), _inverse(spread, values))


def quantile(values: np.ndarray) -> Scaler:
    """Ranks, as a normal distribution would have them, from at most 201 landmarks.

    >>> quantile(np.array([1.0, 10.0, 100.0]))(np.array([10.0]))
    array([0.])
    """
    share = np.linspace(0, 1, _LANDMARKS)
    places, where = (
        np.unique(np.quantile(values, share), return_inverse=True)
        if values.size
        else (
            np.zeros(0),
            np.zeros(0, int),
        )
    )
    if places.size < 2:
        return standard(values)
    # A value that fills several quantiles stands at the middle of them.
    middle = np.bincount(where, share) / np.bincount(where)
    scores = ndtri(np.clip(middle, 0.5 / _LANDMARKS, 1 - 0.5 / _LANDMARKS))
    return Landmarks(tuple(places.tolist()), tuple(scores.tolist()))


def _inverse(spread: float, values: np.ndarray) -> float:
    """1 / spread, or 0 where the spread is no more than rounding."""
    size = np.finfo(np.float64)
    rounding = max(8 * size.eps * float(np.abs(values).max()), size.tiny)
    return float(1 / spread) if spread > rounding else 0.0


SCALERS = {
    "standard": standard,
    "tails": tails,
    "clipped": clipped,
    "robust": robust,
    "quantile": quantile,
}
_KINDS = {each.kind: each for each in (Linear, Smooth, Tails, Landmarks)}


def fit_scaler(name: str, values: np.ndarray) -> Scaler:
    """The scaler `name` fitted on `values` ([rows] float64, finite). DataError if there is none.

    >>> fit_scaler("standard", np.array([1.0, 3.0])).center
    2.0
    """
    if name not in SCALERS:
        raise DataError(say("prepare.no_scaler", name=name, names=listed(SCALERS)))
    return SCALERS[name](values)


def scaler_to_json(scaler: Scaler) -> dict[str, Any]:
    """A plain dict.

    >>> scaler_to_json(Linear(0.0, 1.0))
    {'kind': 'linear', 'center': 0.0, 'factor': 1.0}
    """
    return {"kind": scaler.kind, **asdict(scaler)}


def scaler_from_json(plain: Mapping[str, Any]) -> Scaler:
    """The scaler that `scaler_to_json` wrote.

    >>> scaler_from_json({"kind": "linear", "center": 0.0, "factor": 1.0})
    Linear(center=0.0, factor=1.0)
    """
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in plain.items()
        if name != "kind"
    }
    return _KINDS[plain["kind"]](**values)
