"""Items 1, 8 and 12: shapes that do not fit, shapes that fit by accident, types and labels."""

# ruff: noqa: E731 (parts of a fault in one line each)
from __future__ import annotations

from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.faults.make import CHOSEN, MIXED, REAL, Faults
from benchmarks.doctor.loops import fitted_eagerly, loader, whole
from benchmarks.doctor.networks import Recurrent
from tidu import nn


def crashes() -> Faults:
    """1: layers, products, joints and losses of shapes that do not fit."""
    made = Faults(1, MIXED)
    wide = lambda inputs, outputs: nn.Sequential(nn.Linear(inputs + 1, 16), nn.ReLU(), nn.Linear(16, outputs))
    gap = lambda inputs, outputs: nn.Sequential(
        nn.Flatten(), nn.Linear(64 if inputs == 8 else inputs, 16), nn.ReLU(), nn.Linear(32, outputs)
    )
    norm = lambda inputs, outputs: nn.Sequential(
        nn.Linear(inputs, 16), nn.BatchNorm1d(8), nn.Linear(16, outputs)
    )
    flat = lambda inputs, outputs: nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(256, outputs)
    )
    depth = lambda inputs, outputs: nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(144, outputs))
    for text, build in (("first layer too wide", wide), ("layers do not meet", gap)):
        made.each(text, ["whole", "loader", "fit", "NumPy"], build=build)
    for loop in ("indexed", "fit, eager"):
        made.add("norm of another width", loop, "wine", "linear", "cross entropy", "Adam", build=norm)
        made.add("flattened size wrong", loop, "digits", "linear", "cross entropy", "Adam", build=flat)
        made.add("three channels wanted", loop, "digits", "linear", "cross entropy", "SGD", build=depth)
    made.add(
        "recurrent width",
        "loader",
        "waves",
        "GRU",
        "cross entropy",
        "Adam",
        build=lambda i, o: Recurrent(nn.GRU, 3, o),
    )
    half = lambda output, target: ((output[:-1] - target) ** 2).mean()
    made.add("loss of rows that differ", "whole", *REAL[0], own_loss=half)
    glued = lambda output, target: tidu.cat([output, target[:, 0]]).mean()
    made.add("joined ranks that differ", "loader", *REAL[2], own_loss=glued)
    turned = lambda output, target: (output @ target).mean()
    made.add("product of two columns", "indexed", *REAL[4], own_loss=turned)
    viewed = lambda output, target: (output.reshape(-1, 7) - target.reshape(-1, 7)).mean()
    made.add("rows that no 7 divides", "whole", *REAL[1], own_loss=viewed)
    return made


def flat_target(arrays: list[np.ndarray]) -> None:
    """Targets [N] for outputs [N, 1]."""
    arrays[1], arrays[3] = arrays[1][:, 0], arrays[3][:, 0]


def accidents() -> Faults:
    """8: [N] against [N, 1] in a loss, which broadcasts to [N, N]."""
    made = Faults(8, REAL)
    by_hand = {
        "squares": lambda output, target: ((output - target) ** 2).mean(),
        "absolute": lambda output, target: (output - target).abs().mean(),
        "sum of squares": lambda output, target: ((target - output) ** 2).sum() / len(target) ** 2,
        "half squares": lambda output, target: (0.5 * (output - target).pow(2)).mean(),
        "log cosh": lambda output, target: (output - target).cosh().log().mean(),
        "root": lambda output, target: ((output - target) ** 2).mean().sqrt(),
    }
    for place, (text, loss) in enumerate(by_hand.items()):
        for loop in (("whole", "loader", "NumPy"), ("indexed", "validated", "clipped"))[place % 2]:
            made.add(f"column against row, {text}", loop, change=flat_target, own_loss=loss)
    for loop in ("whole", "loader", "indexed", "accumulated"):
        made.add(
            "column against row, library loss", loop, change=flat_target, own_loss=nn.functional.mse_loss
        )
    squeezed = lambda output, target: ((output.squeeze() - target) ** 2).mean()
    for loop in ("whole", "loader"):
        made.add("output squeezed, target a column", loop, own_loss=squeezed)
    return made


def kinds() -> Faults:
    """12: labels that are no class, numbers of another type."""
    made = Faults(12, CHOSEN)

    def labels(move: Any) -> Any:
        def change(arrays: list[np.ndarray]) -> None:
            arrays[1], arrays[3] = move(arrays[1]), move(arrays[3])

        return change

    def inputs(move: Any) -> Any:
        def change(arrays: list[np.ndarray]) -> None:
            arrays[0], arrays[2] = move(arrays[0]), move(arrays[2])

        return change

    one_less = lambda i, o: nn.Linear(i, o - 1)
    for loop in ("whole", "loader", "indexed", "NumPy", "fit"):
        made.add("classes from 1", loop, change=labels(lambda y: y + 1))
    for loop in ("whole", "loader"):
        made.add("a class of -1", loop, change=labels(lambda y: y - 1))
        made.add("an output too few", loop, build=one_less)
        made.add("labels as real numbers", loop, change=labels(lambda y: y.astype("f4")))
        made.add("inputs of double precision", loop, change=inputs(lambda x: x.astype("f8")))
        made.add(
            "whole numbers into a layer",
            loop,
            "wine",
            "relu 32",
            "cross entropy",
            "Adam",
            change=inputs(lambda x: x.astype("i8")),
        )
    made.add(
        "a word that is not in the list",
        "loader",
        "words",
        "mean of words",
        "cross entropy",
        "Adam",
        change=inputs(lambda x: x + 5),
    )
    made.add(
        "a word of -1",
        "whole",
        "words",
        "mean of words",
        "cross entropy",
        "Adam",
        change=inputs(lambda x: x - 1),
    )
    for loop in (whole, loader, fitted_eagerly):
        made.add(
            "probabilities of 2", loop, "moons", "relu 32", "bce", "Adam", change=labels(lambda y: y * 2)
        )
    made.add(
        "probabilities of -1 and 1",
        "indexed",
        "moons",
        "relu 32",
        "bce with logits",
        "Adam",
        change=labels(lambda y: y * 2 - 1),
    )
    made.add("labels as a column", "whole", *CHOSEN[0], change=labels(lambda y: y[:, None]))
    return made
