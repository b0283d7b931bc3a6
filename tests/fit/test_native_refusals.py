"""What is no native program: eager's numbers, and the reason in the history."""

from __future__ import annotations

import random
import time
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from native_examples import Fresh, agree, network, same, table, trained

import tidu
from tidu import nn, optim
from tidu.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    IterableDataset,
    Sampler,
    TensorDataset,
    default_collate,
)

NOTES: list[float] = []
X, Y = table()


def rows() -> Any:
    return TensorDataset(tidu.tensor(X), tidu.tensor(Y))


class Own(Dataset):
    """Samples one by one."""

    def __getitem__(self, place: int) -> Any:
        return X[place], Y[place]

    def __len__(self) -> int:
        return len(X)


class Batches(Dataset):
    """Samples that are batches already."""

    def __getitem__(self, place: int) -> Any:
        return X[place * 8 : place * 8 + 8], Y[place * 8 : place * 8 + 8]

    def __len__(self) -> int:
        return 5


class Moved(TensorDataset):
    """A TensorDataset whose samples are others."""

    def __getitem__(self, place: Any) -> Any:
        x, y = super().__getitem__(place)
        return x + 1, y

    __getitems__ = None


class Stream(IterableDataset):
    """Samples without numbers."""

    def __iter__(self) -> Any:
        return iter([(tidu.tensor(x), tidu.tensor(y)) for x, y in zip(X, Y, strict=True)])


class Backwards(Sampler):
    """An order of one's own."""

    def __iter__(self) -> Any:
        return iter(range(39, -1, -1))

    def __len__(self) -> int:
        return 40


class Steered(BatchSampler):
    """Batches of one's own."""


class Body(nn.Module):
    """A network whose forward does `act`."""

    def __init__(self, act: Any):
        super().__init__()
        self.inner, self.act = nn.Linear(3, 1), act
        self.calls = 0

    def forward(self, x: Any) -> Any:
        return self.act(self, self.inner(x), x)


def branch(self: Any, y: Any, x: Any) -> Any:
    if y.sum() > 0:
        return y
    return y * 2


def item(self: Any, y: Any, x: Any) -> Any:
    return y * abs(y.mean().item())


def scale_by_float(self: Any, y: Any, x: Any) -> Any:
    return y * float(x.max())


def through_numpy(self: Any, y: Any, x: Any) -> Any:
    return y + tidu.tensor(x.numpy().sum(1, keepdims=True))


def printing(self: Any, y: Any, x: Any) -> Any:
    print("forward")
    return y


def counting(self: Any, y: Any, x: Any) -> Any:
    self.calls += 1
    return y / self.calls


def noting(self: Any, y: Any, x: Any) -> Any:
    NOTES.append(1.0)
    return y


def dice(self: Any, y: Any, x: Any) -> Any:
    return y * random.random()


def numpy_dice(self: Any, y: Any, x: Any) -> Any:
    return y * float(np.random.default_rng(0).random())


def clock(self: Any, y: Any, x: Any) -> Any:
    return y * (1 + 0 * time.time())


def masked(self: Any, y: Any, x: Any) -> Any:
    return y + x[x > 0].sum()


def unique(self: Any, y: Any, x: Any) -> Any:
    return y * len(set(x[:, 0].tolist()))


def keeping(self: Any, y: Any, x: Any) -> Any:
    self.__dict__["kept"] = y
    return y


BODIES = [
    branch, item, scale_by_float, through_numpy, printing, counting, noting, dice, clock, masked, unique,
    keeping,
]  # fmt: skip


@pytest.fixture
def every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run is too short to be compiled."""
    monkeypatch.setattr(import_module("tidu.fit.engine"), "FEW", 0)


pytestmark = pytest.mark.usefixtures("every_run")


def refused(make: Any, data: Any, *rest: Any, told: str, before: Any = lambda: None, **options: Any) -> str:
    """Asserts that "auto" gives eager's numbers, and its reason a part `told`; gives the reason."""
    found = []
    for compile in ("auto", False):
        before()
        found.append(trained(compile, make, data, *rest, **options))
    same(*found, tolerance=0.0)
    history = found[0].history
    assert history.engine == "eager"
    assert history.engine_reason.startswith("every operation runs as it is called: ")
    assert told in history.engine_reason, history.engine_reason
    before()
    with pytest.raises(RuntimeError, match="compile=True, but this run cannot be compiled"):
        trained(True, make, data, *rest, **options)
    return history.engine_reason


@pytest.mark.parametrize("act", BODIES, ids=lambda act: act.__name__)
def test_forwards_that_python_steers(act: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def before() -> None:
        random.seed(1)
        NOTES.clear()

    told = {noting: "a list or dictionary", keeping: "kept of Body", counting: "calls of Body"}
    refused(lambda: Body(act), (X, Y), told=told.get(act, "test_native_refusals.py:"), before=before)
    printed = capsys.readouterr().out.count("forward")
    assert printed == (30 if act is printing else 0)
    assert act is not noting or not NOTES


LOADERS: dict[str, tuple[Any, str]] = {
    "dataset": (lambda: DataLoader(Own(), 8), "samples come from Own"),
    "own samples": (lambda: DataLoader(Moved(tidu.tensor(X), tidu.tensor(Y)), 8), "samples come from Moved"),
    "stream": (lambda: DataLoader(Stream(), 8), "samples come from Stream"),
    "stream alone": (lambda: Stream(), "samples come from Stream"),
    "list": (lambda: [(tidu.tensor(X), tidu.tensor(Y))] * 5, "samples come from list"),
    "collate_fn": (
        lambda: DataLoader(rows(), 8, collate_fn=lambda batch: default_collate(batch)),
        "collate_fn",
    ),
    "num_workers": (lambda: DataLoader(rows(), 8, num_workers=1), "num_workers"),
    "sampler": (lambda: DataLoader(rows(), 8, sampler=Backwards()), "sampler"),
    "batch_sampler": (
        lambda: DataLoader(rows(), batch_sampler=Steered(range(40), 8, False)),
        "batch_sampler",
    ),
    "batches in a list": (lambda: DataLoader(rows(), batch_sampler=[[1, 2], [3]]), "batch_sampler"),
    "no batches": (lambda: DataLoader(Batches(), None), "collate_fn"),
}


@pytest.mark.parametrize("name", LOADERS)
def test_data_that_is_not_rows_in_memory(name: str) -> None:
    make, told = LOADERS[name]
    refused(network, Fresh(make), told=told)


def test_a_callback_at_every_step() -> None:
    class Listener:
        def on_step_end(self, state: Any) -> None:
            state.optimizer.param_groups[0]["lr"] *= 0.99

    refused(network, (X, Y), told="a callback wants to hear of every step", callbacks=Listener())


def test_an_optimizer_that_searches() -> None:
    refused(network, (X, Y), told="L-BFGS looks at the loss as often", optimizer=tidu.optim.LBFGS)


def with_hook() -> Any:
    model = network()
    model[0].register_forward_hook(lambda module, inputs, output: output * 2)
    return model


def with_backward_hook() -> Any:
    model = network()
    model[0].weight.register_hook(lambda g: g * 2)
    return model


@pytest.mark.parametrize("make", [with_hook, with_backward_hook], ids=lambda make: make.__name__)
def test_hooks(make: Any) -> None:
    refused(make, (X, Y), told="hook")


def test_a_loss_that_depends_on_the_data() -> None:
    def loss(output: Any, target: Any) -> Any:
        error = output - target
        return (error**2).mean() if error.abs().max() < 1 else error.abs().mean()

    refused(network, (X, Y), loss, told="if error.abs().max() < 1")


def test_layers_that_look_at_numbers() -> None:
    norm = nn.BatchNorm1d(3, momentum=None)
    refused(lambda: nn.Sequential(norm.__class__(3, momentum=None), nn.Linear(3, 1)), (X, Y), told="number")


@pytest.mark.parametrize("options", [{"max_norm": 0.7}, {"scale_grad_by_freq": True}], ids=str)
def test_embeddings_that_look_at_places(options: dict[str, Any]) -> None:
    kinds = np.random.default_rng(1).integers(0, 5, 40)
    refused(lambda: nn.Sequential(nn.Embedding(5, 1, **options)), (kinds, Y), told="number")


def test_momentum_that_begins_with_a_whole_gradient() -> None:
    """With dampening the first step counts more than the others: they are recorded after it."""

    def dampened(parameters: Any, lr: float) -> Any:
        return optim.SGD(parameters, lr=lr, momentum=0.9, dampening=0.5)

    refused(network, (X, Y), "mse", dampened, told="the optimizer's first step")


def test_gradients_that_nobody_clears() -> None:
    def part(parameters: Any, lr: float) -> Any:
        return optim.SGD(list(parameters)[2:], lr=lr)

    refused(
        network,
        (X, Y),
        "mse",
        part,
        told="gradients of parameters that the optimizer does not hold",
        clip=0.1,
    )


def test_few_steps_are_not_worth_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("tidu.fit.engine"), "FEW", 20)
    few = trained("auto", network, (X, Y))
    assert few.history.engine == "eager" and "takes only 15 steps" in few.history.engine_reason
    many = trained("auto", network, (X, Y), epochs=4)
    assert many.history.engine == "native"
    assert many.history.engine_reason.startswith("the whole run is one native program")


def test_metrics_of_outputs_that_are_no_rows() -> None:
    class Whole(nn.Linear):
        def forward(self, x: Any) -> Any:
            return super().forward(x).mean(0, keepdim=True)

    metrics = {"size": lambda outputs, targets: len(outputs)}
    refused(
        lambda: Whole(3, 1),
        (X, Y),
        lambda out, y: (out - y.mean(0)).abs().mean(),
        told="row",
        metrics=metrics,
    )


def test_a_model_whose_training_is_refused_keeps_its_modes() -> None:
    def make() -> Any:
        model = Body(branch)
        model.inner.eval()
        return model

    assert not trained("auto", make, (X, Y)).model.inner.training


def test_constants_and_python_numbers_are_recorded() -> None:
    def act(self: Any, y: Any, x: Any) -> Any:
        return y * len(x) / 8 + tidu.tensor([0.5], dtype=tidu.float64) * (2 if self.training else 3)

    agree(lambda: Body(act), (X, Y), validation=0.2, callbacks=lambda state: None)
