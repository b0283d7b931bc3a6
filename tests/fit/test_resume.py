"""A broken run that goes on gives, bit for bit, the numbers of an unbroken one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fit_examples import network, numbers_of, problem, without_time

import tidu
from tidu import nn, optim
from tidu.core.errors import DataError
from tidu.data import DataLoader, RandomSampler, TensorDataset
from tidu.fit import read_checkpoint

SCHEDULERS: dict[str, Any] = {
    "none": None,
    "step": lambda optimizer: optim.lr_scheduler.StepLR(optimizer, 3, 0.5),
    "lambda": lambda optimizer: optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.9**epoch),
    "cosine": lambda optimizer: optim.lr_scheduler.CosineAnnealingLR(optimizer, 10),
    "plateau": lambda optimizer: optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=0),
    "two": lambda optimizer: optim.lr_scheduler.SequentialLR(
        optimizer,
        [optim.lr_scheduler.ConstantLR(optimizer, 0.1), optim.lr_scheduler.ExponentialLR(optimizer, 0.9)],
        [2],
    ),
    "cycle": lambda optimizer: optim.lr_scheduler.CyclicLR(optimizer, 0.001, 0.1, 2, cycle_momentum=False),
}


def run(model: Any, epochs: int, data: Any = None, **options: Any) -> Any:
    given = {"batch_size": 16, "validation": 0.25, "lr": 0.05, "metrics": "mae"}
    optimizer = options.pop("optimizer", "adam")
    return tidu.fit(model, data or problem(), "mse", optimizer, epochs=epochs, **{**given, **options})


def broken(path: Path, seed: int | None, **options: Any) -> tuple[Any, Any]:
    """4 epochs; then, as in a new process, another model and other random numbers, and 6 more."""
    first = network()
    tidu.manual_seed(9)
    run(first, 4, checkpoint=path, seed=seed, **options)
    model = network(seed=123)
    tidu.manual_seed(456)
    return model, run(model, 10, checkpoint=path, resume=True, seed=seed, **options)


def unbroken(seed: int | None, **options: Any) -> tuple[Any, Any]:
    model = network()
    tidu.manual_seed(9)
    return model, run(model, 10, seed=seed, **options)


def same(one: tuple[Any, Any], other: tuple[Any, Any]) -> None:
    assert numbers_of(one[0]) == numbers_of(other[0])
    assert without_time(one[1]) == without_time(other[1])
    assert len(one[1]) == 10
    assert one[1].best_epoch == other[1].best_epoch


@pytest.mark.parametrize("scheduler", SCHEDULERS)
@pytest.mark.parametrize("seed", [None, 3])
def test_with_dropout_shuffling_adam(scheduler: str, seed: int | None, tmp_path: Path) -> None:
    options = {"scheduler": SCHEDULERS[scheduler]}
    same(broken(tmp_path / "run", seed, **options), unbroken(seed, **options))


@pytest.mark.parametrize("optimizer", ["sgd", "adamw", "rmsprop", "adagrad", "nadam", "rprop"])
def test_with_other_optimizers(optimizer: str, tmp_path: Path) -> None:
    same(broken(tmp_path / "run", 1, optimizer=optimizer), unbroken(1, optimizer=optimizer))


def test_random_numbers_after_the_run_are_the_same_too(tmp_path: Path) -> None:
    broken(tmp_path / "run", None)
    after = tidu.rand(3).tolist()
    unbroken(None)
    assert tidu.rand(3).tolist() == after


def test_with_loaders_that_have_generators_of_their_own(tmp_path: Path) -> None:
    def loader() -> Any:
        data = TensorDataset(*problem())
        sampler = RandomSampler(data, num_samples=40, generator=tidu.Generator().manual_seed(4))
        return DataLoader(data, 16, sampler=sampler, generator=tidu.Generator().manual_seed(5))

    options = {"validation": problem()}
    first = network()
    run(first, 4, loader(), checkpoint=tmp_path / "run", seed=1, **options)
    model = network(seed=123)
    continued = run(model, 10, loader(), resume=tmp_path / "run", seed=2, **options)
    other = network()
    same((model, continued), (other, run(other, 10, loader(), seed=1, **options)))


def test_a_run_that_patience_ended_stays_ended(tmp_path: Path) -> None:
    options = {"lr": 0.3, "patience": 2, "checkpoint": tmp_path / "run", "seed": 1}
    first = network()
    history = run(first, 40, **options)
    assert history.stopped == "patience" and len(history) < 40
    model = network(seed=123)
    again = run(model, 40, resume=True, **options)
    assert (again.columns, again.message) == (history.columns, history.message)
    assert numbers_of(model) == numbers_of(first)


def test_patience_goes_on_counting(tmp_path: Path) -> None:
    options = {"lr": 0.3, "patience": 3, "seed": 1}
    whole = run(network(), 40, **options)
    cut = len(whole) - 1
    run(network(), cut, checkpoint=tmp_path / "run", **options)
    rest = run(network(seed=5), 40, resume=tmp_path / "run", **options)
    assert rest.stopped == "patience" and without_time(rest) == without_time(whole)


def test_a_run_that_was_done_is_done(tmp_path: Path) -> None:
    history = run(network(), 4, checkpoint=tmp_path / "run", seed=1)
    again = run(network(), 4, checkpoint=tmp_path / "run", resume=True)
    assert again.stopped == "epochs" and again.columns == history.columns


def test_resuming_from_nothing_begins(tmp_path: Path) -> None:
    history = run(network(), 2, checkpoint=tmp_path / "run", resume=True, seed=1)
    assert len(history) == 2 and (tmp_path / "run").exists()


def test_what_an_epoch_cut_short_leaves_is_the_epoch_before(tmp_path: Path) -> None:
    def crash(state: Any) -> None:
        if (state.epoch, state.batch) == (3, 2):
            raise RuntimeError("crash")

    class Crash:
        on_step_end = staticmethod(crash)

    model = network()
    tidu.manual_seed(9)
    with pytest.raises(RuntimeError, match="crash"):
        run(model, 10, checkpoint=tmp_path / "run", callbacks=[Crash()])
    assert read_checkpoint(tmp_path / "run")["epoch"] == 2
    other = network(seed=123)
    continued = run(other, 10, checkpoint=tmp_path / "run", resume=True)
    same((other, continued), unbroken(None))


def test_a_checkpoint_can_be_read(tmp_path: Path) -> None:
    model = network()
    history = run(model, 3, checkpoint=tmp_path / "run", seed=1)
    saved = read_checkpoint(tmp_path / "run")
    assert saved["epoch"] == 3 and saved["history"]["columns"] == history.columns
    assert saved["best"]["epoch"] == history.best_epoch
    other = network(seed=5)
    other.load_state_dict(saved["best"]["weights"])
    assert numbers_of(other) == numbers_of(model)


def test_refusals(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run(network(), 1, checkpoint=path)
    with pytest.raises(ValueError, match="no checkpoint is named"):
        run(network(), 2, resume=True)
    with pytest.raises(FileNotFoundError):
        run(network(), 2, resume=tmp_path / "nowhere")
    with pytest.raises(ValueError, match=r"kept epoch, train_loss, validation_loss.*this one keeps"):
        run(network(), 2, resume=path, validation=None)
    with pytest.raises(ValueError, match="scheduler was None; here it is given"):
        run(network(), 2, resume=path, scheduler=SCHEDULERS["step"])
    with pytest.raises(RuntimeError, match="Missing key"):
        run(nn.Linear(3, 1), 2, resume=path)
    with pytest.raises(DataError, match="holds a checkpoint, not a state"):
        tidu.load(path)
