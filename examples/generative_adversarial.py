"""A generative adversarial network: new penguins, drawn by a network that never sees a penguin.

The generator turns noise into measurements; the discriminator is shown these and real ones, and says
which is which. Each learns from the other's mistakes. In the end what counts is a test: does a set of
generated birds differ from a set of real ones that neither network saw? Among two sets that are alike
the nearest neighbour of a bird is of its own set half of the time.

Data: penguins.csv beside this file, beak length and flipper length of 342 birds; 114 held out.

Result (energy distance to the held-out birds: 0 for the same distribution):
    the mean bird, again and again   0.865
    one normal density               0.040
    generator, Tidu                  0.030
    the real birds of the training   0.020
    one normal density               nearest neighbour of the own set: 53.5%
    generator, Tidu                  nearest neighbour of the own set: 52.2%
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.spatial.distance import cdist

import tidu
from tidu import nn
from tidu.nn import functional as F


def birds() -> np.ndarray:
    """(342, 2): beak and flipper length; two birds were not measured."""
    with (Path(__file__).parent / "penguins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["body_mass_g"] not in ("", "NA")]
    return np.array([[float(row["bill_length_mm"]), float(row["flipper_length_mm"])] for row in rows])


def energy(a: np.ndarray, b: np.ndarray) -> float:
    """How far two sets of points are from one distribution (Székely 2002): 2 E|a-b| - E|a-a'| - E|b-b'|."""
    return float(2 * cdist(a, b).mean() - cdist(a, a).mean() - cdist(b, b).mean())


def told_apart(a: np.ndarray, b: np.ndarray) -> float:
    """The share of points whose nearest other point is of their own set: 0.5 if the sets are alike."""
    both, own = np.concatenate([a, b]), np.repeat([0, 1], [len(a), len(b)])
    distance = cdist(both, both)
    np.fill_diagonal(distance, np.inf)
    return float(np.mean(own[distance.argmin(1)] == own))


def adversaries(real: tidu.Tensor, steps: int) -> nn.Module:
    """A generator, trained against a discriminator on these real rows."""
    generator = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 2))
    discriminator = nn.Sequential(
        nn.Linear(2, 32), nn.LeakyReLU(0.2), nn.Linear(32, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1)
    )
    make = tidu.optim.Adam(generator.parameters(), lr=0.001, betas=(0.5, 0.99))
    judge = tidu.optim.Adam(discriminator.parameters(), lr=0.002, betas=(0.5, 0.99))

    @tidu.compile
    def step(rows: tidu.Tensor, noise: tidu.Tensor) -> tidu.Tensor:
        # The discriminator: real above 0, generated below. detach() leaves the generator out of it.
        made = generator(noise)
        judge.zero_grad()
        loss = F.softplus(-discriminator(rows)).mean() + F.softplus(discriminator(made.detach())).mean()
        loss.backward()
        judge.step()
        # The generator: what it makes shall be taken for real.
        make.zero_grad()
        F.softplus(-discriminator(made)).mean().backward()
        make.step()
        return loss.detach()

    # The two circle around each other; the mean of the generator's weights lies nearer the centre.
    steady = tidu.optim.swa_utils.AveragedModel(generator)
    for number in range(steps):
        step(real[tidu.randint(0, len(real), (64,))], tidu.randn(64, 4))
        if number >= steps // 2 and number % 10 == 0:
            steady.update_parameters(generator)
    return steady


def main(seed: int = 0) -> dict[str, float]:
    """Trains on two thirds of the birds and compares what is generated with the last third."""
    rng = np.random.default_rng(seed)
    rows = rng.permutation(birds())
    train, test = rows[:228], rows[228:]
    middle, width = train.mean(0), train.std(0)
    train, test = (train - middle) / width, (test - middle) / width

    tidu.manual_seed(seed)
    generator = adversaries(tidu.tensor(train, dtype=tidu.float32), 4000)
    with tidu.no_grad():
        made = generator(tidu.randn(2000, 4)).numpy()
    normal = rng.multivariate_normal(train.mean(0), np.cov(train.T), 2000)
    sets = {
        "the mean bird, again and again": np.zeros((2000, 2)),
        "one normal density": normal,
        "generator, Tidu": made,
        "the real birds of the training": train,
    }
    figures = {name: energy(drawn, test) for name, drawn in sets.items()}
    for name, distance in figures.items():
        print(f"{name:32} {distance:.3f}")
    for name in ("one normal density", "generator, Tidu"):
        apart = [told_apart(test, sets[name][i * 114 : (i + 1) * 114]) for i in range(10)]
        figures[name + ", told apart"] = float(np.mean(apart))
        print(f"{name:32} nearest neighbour of the own set: {np.mean(apart):.1%}")
    return figures


if __name__ == "__main__":
    main()
