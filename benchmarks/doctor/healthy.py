"""Runs of somebody careful: tables x networks x losses x optimizers x rates x loops, and special loops."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.doctor.case import Case, is_fit
from benchmarks.doctor.job import LOSSES, OPTIMIZERS, job
from benchmarks.doctor.loops import FITTED, LOOPS, PLAIN
from benchmarks.doctor.networks import OF_KIND, dense
from benchmarks.doctor.special import SPECIAL
from benchmarks.doctor.tables import MAKERS, table

OF_TABLE = 10
NOT_LINEAR = {"cubic", "moons", "circles", "friedman", "time"}


def healthy() -> Iterator[Case]:
    """All of them, in an order that is always the same."""
    seed = 0
    for turn, name in enumerate(MAKERS):
        for place in range(OF_TABLE):
            yield drawn(name, place, 5 * turn + place, seed)
            seed += 1
    for style, (loop, rows) in SPECIAL.items():
        for name, network, loss in rows:
            prepare = partial(job, name, network, loss, "Adam", None, seed, build=heads(style))
            text = f"{style}: {name}, {network}, {loss}"
            yield Case(text, 0, seed, prepare, partial(loop), table=name)
            seed += 1


def drawn(name: str, place: int, turn: int, seed: int) -> Case:
    """One combination for a table, drawn by its seed; every table meets each kind of loop."""
    chance, kind = random.Random(seed * 7919 + 1), table(name).kind
    loops = [*PLAIN, *FITTED]
    style = loops[turn % len(loops)]
    networks = [n for n in OF_KIND[kind] if not (n == "linear" and name in NOT_LINEAR)]
    network = chance.choice(networks)
    losses = list(LOSSES[kind if kind in LOSSES else "classes"])
    if kind == "classes" and table(name).classes == 2:
        losses += list(LOSSES["one"])
    loss = chance.choice(losses)
    optimizer = chance.choice([n for n in OPTIMIZERS if n != "LBFGS"])
    if place == 9:
        style, optimizer = ("searched", "LBFGS") if seed % 4 < 2 else ("by hand", "SGD")
        network = network if "dropout" not in network and "batch" not in network else networks[0]
    batch = chance.choice([16, 32, 64])
    steps = {"SGD": 400, "Adagrad": 400}.get(optimizer, 300)
    prepare = partial(job, name, network, loss, optimizer, None, seed, batch=batch, steps=steps)
    text = f"{style}: {name}, {network}, {loss}, {optimizer}, batches of {batch}"
    return Case(text, 0, seed, prepare, LOOPS[style], table=name, fits=is_fit(LOOPS[style]))


def heads(style: str) -> Any:
    """The network of a style that needs other outputs than one for each target."""
    if style != "quantiles":
        return None
    return lambda inputs, outputs: dense(32)(inputs, 3)
