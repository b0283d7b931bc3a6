"""Clustering: which birds belong together, if nobody says what species there are?

A mixture of three normal densities is a model of all birds: each bird comes from one of them. Its
likelihood is raised by gradient descent, as any other loss; the species are looked at afterwards only.

Data: penguins.csv beside this file; 342 birds, beak length and depth, flipper length, mass; 102 held out.

Result (log-likelihood per held-out bird; agreement, the adjusted Rand index, is 1 for the species exactly):
                                         log-likelihood       agreement
    one normal density for all                   -4.451               -
    k-means, scikit-learn                             -           0.740
    mixture by EM, scikit-learn                  -3.343           0.973
    mixture by gradient descent, Tidu            -3.343           0.973
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

import tidu
from tidu import nn
from tidu.nn import functional as F

MEASURED = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


def birds() -> tuple[np.ndarray, np.ndarray]:
    """(342, 4) measurements and the species' names; two birds were not measured."""
    with (Path(__file__).parent / "penguins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["body_mass_g"] not in ("", "NA")]
    measured = [[float(row[name]) for name in MEASURED] for row in rows]
    return np.array(measured), np.array([row["species"] for row in rows])


class Mixture(nn.Module):
    """(rows, 4) -> (rows, 3): the logarithm of each part's share times its density."""

    def __init__(self, starts: tidu.Tensor) -> None:
        super().__init__()
        kinds, size = starts.shape
        self.share, self.middle = nn.Parameter(tidu.zeros(kinds)), nn.Parameter(starts.clone())
        # x -> (x - middle) L makes the part round, of width 1. L is triangular with a positive
        # diagonal, so its determinant, which the density needs, is the product of that diagonal.
        self.diagonal = nn.Parameter(tidu.full((kinds, size), 0.7))
        self.below = nn.Parameter(tidu.zeros(kinds, size, size))

    def forward(self, rows: tidu.Tensor) -> tidu.Tensor:
        turn = self.below.tril(-1) + tidu.diag_embed(self.diagonal.exp())
        round_ones = (rows - self.middle[:, None]) @ turn  # (kinds, rows, 4)
        density = self.diagonal.sum(1, keepdim=True) - round_ones.square().sum(2) / 2
        return (F.log_softmax(self.share, 0)[:, None] + density).T - rows.shape[1] / 2 * math.log(2 * math.pi)


def climbed(rows: tidu.Tensor, starts: tidu.Tensor, steps: int = 400) -> Mixture:
    """The mixture that makes these rows most likely, near these starts."""
    model = Mixture(starts)
    optimizer = tidu.optim.Adam(model.parameters(), lr=0.02)

    @tidu.compile
    def step() -> tidu.Tensor:
        optimizer.zero_grad()
        loss = -model(rows).logsumexp(1).mean()
        loss.backward()
        optimizer.step()
        return loss.detach()

    for _ in range(steps):
        step()
    return model


def main(seed: int = 0) -> dict[str, float]:
    """Finds three groups in 240 birds without their species; prints how they fit the other 102."""
    measured, species = birds()
    x_train, x_test, _, s_test = train_test_split(measured, species, test_size=102, random_state=seed)
    shift, spread = x_train.mean(0), x_train.std(0)
    x_train, x_test = (x_train - shift) / spread, (x_test - shift) / spread

    tidu.manual_seed(seed)
    means = KMeans(3, n_init=10, random_state=seed).fit(x_train)
    # The likelihood has many tops; as scikit-learn's EM does, the climb starts at the means of k-means.
    rows, held_out, starts = (
        tidu.tensor(part, dtype=tidu.float32) for part in (x_train, x_test, means.cluster_centers_)
    )
    parts = climbed(rows, starts)(held_out).detach()
    single = GaussianMixture(1).fit(x_train)
    mixture = GaussianMixture(3, tol=1e-6, max_iter=1000, random_state=seed).fit(x_train)

    found = {
        "one normal density for all": (single.score(x_test), None),
        "k-means, scikit-learn": (None, means.predict(x_test)),
        "mixture by EM, scikit-learn": (mixture.score(x_test), mixture.predict(x_test)),
        "mixture by gradient descent, Tidu": (parts.logsumexp(1).mean().item(), parts.argmax(1).numpy()),
    }
    figures = {}
    print(f"{'':35}{'log-likelihood':>16}{'agreement':>16}")
    for name, (likelihood, groups) in found.items():
        figures[name] = np.nan if likelihood is None else likelihood
        figures[name + ", agreement"] = np.nan if groups is None else adjusted_rand_score(s_test, groups)
        columns = (figures[name], figures[name + ", agreement"])
        print(f"{name:35}" + "".join(f"{'-' if np.isnan(x) else f'{x:.3f}':>16}" for x in columns))
    return figures


if __name__ == "__main__":
    main()
