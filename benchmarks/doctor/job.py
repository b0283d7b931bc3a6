"""One training job: rows, a network, a loss, an optimizer; and how well it went in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.networks import NETWORKS
from benchmarks.doctor.tables import Table, table
from tidu import nn, optim
from tidu.nn import functional as F

FIT_BETTER, TEST_BETTER, ROWS_TO_TEST = 0.8, 0.9, 20
Loss = Callable[[Any, Any], Any]


def own_squares(output: Any, target: Any) -> Any:
    """The mean squared error as people write it by hand."""
    return ((output - target) ** 2).mean()


def root_squares(output: Any, target: Any) -> Any:
    """Its root."""
    return ((output - target) ** 2).mean().sqrt()


LOSSES: dict[str, dict[str, Loss]] = {
    "real": {
        "mse": nn.MSELoss(), "mse by hand": own_squares, "l1": nn.L1Loss(), "huber": nn.HuberLoss(),
        "rmse by hand": root_squares, "smooth l1": F.smooth_l1_loss,
    },
    "count": {"poisson": nn.PoissonNLLLoss()},
    "classes": {
        "cross entropy": nn.CrossEntropyLoss(), "smoothed": nn.CrossEntropyLoss(label_smoothing=0.1),
        "nll": lambda output, target: F.nll_loss(output.log_softmax(1), target),
    },
    "one": {
        "bce with logits": nn.BCEWithLogitsLoss(),
        "bce": lambda output, target: F.binary_cross_entropy(output.sigmoid(), target),
        "softplus by hand": lambda output, target: (F.softplus(output) - output * target).mean(),
    },
}  # fmt: skip

OPTIMIZERS: dict[str, tuple[Callable[..., Any], tuple[float, ...]]] = {
    "SGD": (optim.SGD, (0.05, 0.1, 0.2)),
    "momentum": (lambda p, lr: optim.SGD(p, lr=lr, momentum=0.9), (0.01, 0.03)),
    "Nesterov": (lambda p, lr: optim.SGD(p, lr=lr, momentum=0.9, nesterov=True), (0.01, 0.03)),
    "SGD with decay": (lambda p, lr: optim.SGD(p, lr=lr, weight_decay=1e-3), (0.1,)),
    "Adam": (optim.Adam, (0.003, 0.01, 0.02)),
    "AdamW": (lambda p, lr: optim.AdamW(p, lr=lr, weight_decay=0.01), (0.003, 0.01)),
    "RMSprop": (optim.RMSprop, (0.002, 0.005)),
    "Adagrad": (optim.Adagrad, (0.05, 0.1)),
    "NAdam": (optim.NAdam, (0.003, 0.01)),
    "LBFGS": (lambda p, lr: optim.LBFGS(p, lr=lr, max_iter=5, line_search_fn="strong_wolfe"), (1.0,)),
}


@dataclass
class Job:
    """What a loop needs. `without` names the lines that are left out, for faults."""

    x: Any
    y: Any
    x_test: Any
    y_test: Any
    model: Any
    loss: Loss
    make: Callable[[Any], Any]
    kind: str
    epochs: int
    batch: int
    seed: int
    without: frozenset[str] = frozenset()
    predict: Callable[[Any], Any] | None = None
    noted: dict[str, Any] = field(default_factory=dict)

    @property
    def batches(self) -> int:
        """Batches of an epoch."""
        return ceil(len(self.x) / self.batch)

    def loader(self, shuffle: bool = True) -> Any:
        """The training rows in a DataLoader."""
        rows = tidu.utils.data.TensorDataset(self.x, self.y)
        return tidu.utils.data.DataLoader(rows, batch_size=self.batch, shuffle=shuffle)

    def errors(self) -> dict[str, float]:
        """Error and that of the best constant, on training and test rows."""
        self.model.eval()
        with tidu.no_grad():
            guess = self.predict or self.model
            fit, test = guess(self.x).numpy(), guess(self.x_test).numpy()
        y, y_test = self.y.numpy(), self.y_test.numpy()
        found = {"fit": error(self.kind, fit, y), "fit_constant": constant(self.kind, y, y)}
        if len(y_test) >= ROWS_TO_TEST:
            found |= {"test": error(self.kind, test, y_test), "test_constant": constant(self.kind, y, y_test)}
        return {name: float(value) for name, value in found.items()}


def error(kind: str, output: np.ndarray, target: np.ndarray) -> float:
    """Mean squared error of real targets and counts; of classes, what balanced accuracy lacks to 1."""
    if kind == "real":
        return float(np.mean((output - target) ** 2))
    if kind == "count":
        return float(np.mean((np.exp(output) - target) ** 2))
    chosen = output.reshape(-1) > 0 if kind == "one" else output.argmax(1)
    target = target.reshape(-1).astype(int)
    return float(1 - np.mean([(chosen[target == c] == c).mean() for c in np.unique(target)]))


def constant(kind: str, known: np.ndarray, target: np.ndarray) -> float:
    """The error of the best constant of the training rows."""
    if kind in ("real", "count"):
        return float(np.mean((known.mean(0) - target) ** 2))
    return 1 - 1 / len(np.unique(target))


def is_fine(errors: dict[str, float]) -> bool:
    """Whether training went well: errors at most 0.8 of a constant's on the rows of training and, where
    there are 20 test rows or more, 0.9 on those."""
    fit = errors["fit"] <= FIT_BETTER * errors["fit_constant"]
    return bool(fit and ("test" not in errors or errors["test"] <= TEST_BETTER * errors["test_constant"]))


def parts(name: str, seed: int, *, one: bool = False, raw: bool = False) -> tuple[Table, list[np.ndarray]]:
    """A table, and its rows in a random order: three quarters to train on, the rest to test with."""
    found = table(name)
    order = np.random.default_rng(seed).permutation(len(found.x))
    cut = len(order) * 3 // 4
    x, y = found.raw if raw else found.x, found.y
    y = y.astype(np.float32)[:, None] if one else y
    return found, [x[order[:cut]], y[order[:cut]], x[order[cut:]], y[order[cut:]]]


def job(
    name: str, network: str, loss: str, optimizer: str, lr: float | None, seed: int,
    *, batch: int = 32, steps: int = 250, without: tuple[str, ...] = (), raw: bool = False,
    change: Callable[[list[np.ndarray]], Any] | None = None, build: Callable[[int, int], Any] | None = None,
    own_loss: Loss | None = None,
) -> Job:  # fmt: skip
    """A job by the names of its parts; `change` edits the arrays, `build` and `own_loss` replace parts."""
    one = loss in LOSSES["one"]
    found, arrays = parts(name, seed, one=one, raw=raw)
    arrays = arrays if change is None else (change(arrays) or arrays)
    if len(arrays[0]) % batch == 1:  # nothing can be normalised over one row
        arrays[:2] = [part[:-1] for part in arrays[:2]]
    kind = "one" if one else found.kind if found.kind in ("real", "count") else "classes"
    outputs = arrays[1].shape[1] if arrays[1].ndim > 1 else max(found.classes, 1)
    tidu.manual_seed(seed)
    x, y, x_test, y_test = (tidu.from_numpy(np.ascontiguousarray(part)) for part in arrays)
    inputs = found.words or (arrays[0].shape[-1] if arrays[0].ndim > 1 else 1)
    make, rates = OPTIMIZERS[optimizer]
    rate = rates[seed % len(rates)] if lr is None else lr
    per_epoch = ceil(len(arrays[0]) / batch)
    steps = 40 if optimizer == "LBFGS" else steps
    return Job(
        x, y, x_test, y_test,
        model=(build or NETWORKS[network])(inputs, outputs),
        loss=own_loss or LOSSES[kind][loss],
        make=lambda parameters: make(parameters, lr=rate),
        kind=kind, epochs=max(8, ceil(steps / per_epoch)), batch=batch, seed=seed, without=frozenset(without),
    )  # fmt: skip
