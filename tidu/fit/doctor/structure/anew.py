"""TD011: a model and its optimizer made anew in every step or epoch, so that nothing adds up."""

from __future__ import annotations

import ast
import gc
import linecache
import weakref
from collections import deque
from types import CodeType
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.place import Place, Spot, place_at, place_here, spot_here, users_frame, users_frame_here
from tidu.fit.doctor.tape import parameters_of
from tidu.optim.sgd import SGD

GONE, SURE = 5, 3  # optimizers of one step each that came and went; fewer where the loop is one over epochs
FRESH = 0.3  # the part of the weights' mean square by which models differ: copies of one model have less


class Life:
    """One optimizer: what it is made of, its first weights, and how many steps it took."""

    __slots__ = ("first", "kind", "optimizer", "sample", "steps")

    def __init__(self, optimizer: Any):
        parameters = parameters_of(optimizer)
        rate, shapes = optimizer.param_groups[0].get("lr"), tuple(p._value.shape for p in parameters)
        self.optimizer, self.first = weakref.ref(optimizer), weakref.ref(parameters[0])
        self.kind = (type(optimizer), rate, shapes)
        self.sample = np.concatenate([p._value.reshape(-1)[:8] for p in parameters[:4]])
        self.steps = 0


class Anew(Check):
    """Optimizers that step on the same line one after the other, and are gone when the next one does:
    with their parameters (anew), or for the same ones, without what they remembered (renewed).

    Silent: folds, seeds and sweeps, which take many steps each; several optimizers that live side by
    side; another optimizer for the same parameters after many steps, or without memory; copies of
    one model, as in meta-learning.
    """

    code = "TD011"
    causes: ClassVar[Causes] = {"anew": "likely", "renewed": "likely"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.lives: dict[int, Life] = {}
        self.rows: dict[Spot | None, deque[Life]] = {}
        self.renewed = 0  # optimizers of one step in a row whose successor took over their parameters
        self.latest: Life | None = None
        self.since = 0

    def changes(self, optimizer: Any) -> None:
        """Counts the steps of the one before, and looks at those that are gone where this one is new."""
        before = self.doctor.steps - 1
        if self.latest is not None:
            self.latest.steps += before - self.since
        self.since = before
        life = self.lives.get(id(optimizer))
        if life is None or life.optimizer() is not optimizer:
            life = self.born(optimizer)
        self.latest = life

    def born(self, optimizer: Any) -> Life:
        """The first step of an optimizer: are there others before it, of the same line, that are gone?"""
        self.lives = {key: each for key, each in self.lives.items() if each.optimizer() is not None}
        row = self.rows.setdefault(spot_here(), deque(maxlen=GONE + 1))
        life = self.lives[id(optimizer)] = Life(optimizer)
        if row and row[-1].kind == life.kind and row[-1].first() is parameters_of(optimizer)[0]:
            self.renew(row[-1], optimizer)
            row.clear()
        elif row and row[-1].kind != life.kind:
            row.clear()
        row.append(life)
        if len(row) > SURE and len({each.steps for each in list(row)[:-1]}) == 1:
            self.judge(list(row), optimizer)
        return life

    def renew(self, last: Life, optimizer: Any) -> None:
        """Tells of an optimizer whose memory of earlier steps is thrown away in each of them."""
        self.renewed = self.renewed + 1 if last.steps == 1 and last.optimizer() is None else 0
        if self.renewed == GONE and remembers(optimizer):
            kind = type(optimizer).__name__
            made, _ = loop_around(kind)
            self.tell("renewed", place=made or place_here(), optimizer=kind, count=GONE)

    def judge(self, row: list[Life], optimizer: Any) -> None:
        """Tells of those that are gone, if their weights were drawn anew and the loop says what it is."""
        *gone, _ = row
        made, over_epochs = loop_around(type(optimizer).__name__)
        if not (over_epochs or (gone[0].steps == 1 and len(gone) == GONE)) or not are_fresh(row):
            return
        gc.collect()
        if all(each.optimizer() is None for each in gone):
            kind, rate = type(optimizer).__name__, optimizer.param_groups[0].get("lr")
            numbers = {"count": len(gone), "steps": gone[0].steps, "rate": f"{float(rate or 0):.3g}"}
            self.tell("anew", place=made or place_here(), optimizer=kind, **numbers)


def remembers(optimizer: Any) -> bool:
    """Whether a step depends on those before it: not so of plain gradient descent."""
    return type(optimizer) is not SGD or any(group["momentum"] for group in optimizer.param_groups)


def are_fresh(row: list[Life]) -> bool:
    """Whether the first weights of models have nothing to do with each other."""
    samples = np.stack([each.sample for each in row]).astype(np.float64)
    whole = float(np.square(samples).mean())
    return bool(whole > 0 and samples.var(0).mean() > FRESH * whole)


def loop_around(kind: str) -> tuple[Place | None, bool]:
    """Where an optimizer is made in the innermost loop that runs, and whether that counts epochs."""
    frame = users_frame_here()
    while frame is not None:
        found = loop_of(frame.f_code, frame.f_lineno, kind)
        if found[0] is not None:
            return found
        frame = users_frame(frame.f_back)
    return None, False


def loop_of(code: CodeType, line: int, kind: str) -> tuple[Place | None, bool]:
    """The same of the innermost loop around a line."""
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:  # a cell of a notebook may hold more than Python
        return None, False
    found: tuple[Place | None, bool] = None, False
    for loop in ast.walk(tree):  # outer loops come before inner ones
        if isinstance(loop, ast.For) and loop.lineno <= line <= (loop.end_lineno or line):
            for node in ast.walk(loop):
                if isinstance(node, ast.Call) and name_of(node.func) == kind and node.lineno <= line:
                    named = f"{ast.unparse(loop.target)} {ast.unparse(loop.iter)}".lower()
                    found = place_at((code, node.lineno)), "epoch" in named
    return found


def name_of(function: ast.expr) -> str:
    """The last word of what is called: SGD of torch.optim.SGD."""
    return getattr(function, "attr", getattr(function, "id", ""))
