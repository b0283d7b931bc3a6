"""How a run ends before its time: Ctrl-C, callbacks, losses that are no numbers."""

from __future__ import annotations

import signal
import threading
from typing import Any

import pytest
from fit_examples import network, numbers_of, problem

import tidu
from tidu import nn, optim
from tidu.fit.interrupt import Interrupt, part_of


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


class At:
    """Does something after one step."""

    def __init__(self, epoch: int, batch: int, action: Any):
        self.place, self.action = (epoch, batch), action
        self.steps = 0

    def on_step_end(self, state: Any) -> None:
        self.steps += 1
        if (state.epoch, state.batch) == self.place:
            self.action()


def run(model: Any, callback: Any, **options: Any) -> Any:
    given = {"epochs": 6, "batch_size": 16, "lr": 0.05, "seed": 1}
    return tidu.fit(model, problem(64), "mse", "adam", callbacks=callback, **{**given, **options})


def test_ctrl_c_ends_after_the_step_and_keeps_the_weights() -> None:
    model, kept = network(), []

    def interrupt() -> None:
        ctrl_c()
        kept.append(numbers_of(model))

    callback = At(3, 2, interrupt)
    history = run(model, callback)
    assert history.stopped == "interrupted" and len(history) == 2
    where, kept_weights = "Interrupted in epoch 3, after batch 2.", "The model holds the weights it had then."
    assert history.message == f"{where} {kept_weights}"
    assert callback.steps == 10 and numbers_of(model) == kept[0]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert all(module.training for module in model.modules())


def test_ctrl_c_restores_the_best_weights() -> None:
    model, kept = network(), {}

    class Keep(At):
        def on_epoch_end(self, state: Any) -> None:
            kept[state.epoch] = numbers_of(state.model)

    history = run(model, Keep(5, 1, ctrl_c), validation=0.25)
    assert history.stopped == "interrupted" and len(history) == 4
    assert numbers_of(model) == kept[history.best_epoch]
    assert f"the best weights, of epoch {history.best_epoch}" in history.message


def test_ctrl_c_after_the_last_batch_finishes_the_epoch() -> None:
    history = run(network(), At(2, 3, ctrl_c), validation=0.25)
    assert history.stopped == "interrupted" and len(history) == 2
    assert history.message.startswith("Interrupted after epoch 2.")


def test_ctrl_c_in_the_first_epoch() -> None:
    history = run(network(), At(1, 1, ctrl_c), validation=0.25)
    assert len(history) == 0 and history.columns == {} and history.best_epoch is None


def test_a_second_ctrl_c_raises_and_cleans_up() -> None:
    model, kept = network(), {}

    class Twice(At):
        def on_epoch_end(self, state: Any) -> None:
            kept[state.epoch] = numbers_of(state.model)

    def both() -> None:
        ctrl_c()
        ctrl_c()

    with pytest.raises(KeyboardInterrupt):
        run(model, Twice(2, 1, both), validation=0.25)
    assert numbers_of(model) == kept[1]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert all(module.training for module in model.modules())


def test_a_program_that_handles_ctrl_c_keeps_doing_so(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        history = run(network(), At(1, 1, ctrl_c))
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT] and history.stopped == "epochs"


def test_training_runs_in_other_threads() -> None:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(run(network(), ())))
    thread.start()
    thread.join()
    assert found[0].stopped == "epochs"


def test_callbacks_are_told_in_order() -> None:
    told: list[Any] = []

    class Listener:
        def __getattr__(self, name: str) -> Any:
            if not name.startswith("on_"):
                raise AttributeError(name)
            return lambda state: told.append((name, state.epoch, state.batch))

    run(network(), Listener(), epochs=2, batch_size=40)
    assert told == [
        ("on_fit_start", 0, 0),
        *(("on_epoch_start", 1, 0), ("on_step_end", 1, 1), ("on_step_end", 1, 2), ("on_epoch_end", 1, 2)),
        *(("on_epoch_start", 2, 0), ("on_step_end", 2, 1), ("on_step_end", 2, 2), ("on_epoch_end", 2, 2)),
        ("on_fit_end", 2, 2),
    ]


def test_a_callback_ends_the_run_and_sees_it_all() -> None:
    seen: list[Any] = []

    def watch(state: Any) -> None:
        seen.append((state.epochs, state.batches, state.learning_rate, state.history.last("train_loss")))
        if state.epoch == 2:
            state.stop("Good enough.")

    history = run(network(), watch)
    assert history.stopped == "callback" and len(history) == 2
    assert history.message == "Good enough. The model holds the weights it had then."
    assert [row[:3] for row in seen] == [(6, 4, 0.05)] * 2
    assert [row[3] for row in seen] == history.columns["train_loss"]


def test_a_callback_ends_the_run_within_an_epoch() -> None:
    class Stop:
        def on_step_end(self, state: Any) -> None:
            if state.batch == 3:
                state.stop()

    history = run(network(), [Stop(), lambda state: None])
    assert len(history) == 0
    assert history.message.startswith("Stopped by a callback in epoch 1, batch 3.")


class Poison:
    """Makes the loss infinite from one step on, by the weights."""

    def __init__(self, model: Any, epoch: int, batch: int):
        self.place, self.model = (epoch, batch), model
        self.kept: dict[int, Any] = {}

    def on_step_end(self, state: Any) -> None:
        if (state.epoch, state.batch) == self.place:
            state.model[-1].bias.data.fill_(float("inf"))

    def on_epoch_end(self, state: Any) -> None:
        self.kept[state.epoch] = numbers_of(state.model)


def test_a_loss_that_is_no_number_ends_the_run_and_keeps_the_best() -> None:
    model = network()
    poison = Poison(model, 3, 1)
    with pytest.warns(RuntimeWarning, match="the loss of epoch 3, batch 2 is inf") as caught:
        history = run(model, poison, validation=0.25)
    assert caught[0].filename == __file__
    assert history.stopped == "not_finite" and len(history) == 2
    assert "that batch changed nothing. Fix: a smaller learning rate (it is 0.05)" in history.message
    assert numbers_of(model) == poison.kept[history.best_epoch]


def test_a_validation_loss_that_is_no_number_ends_the_run() -> None:
    model = network()
    poison = Poison(model, 2, 3)
    with pytest.warns(RuntimeWarning, match="the validation loss of epoch 2 is inf"):
        history = run(model, poison, validation=0.25)
    assert history.best_epoch == 1 and numbers_of(model) == poison.kept[1]
    assert history.columns["validation_loss"][1] == float("inf")


@pytest.mark.filterwarnings("ignore:(overflow|invalid value) encountered")
def test_a_learning_rate_that_is_too_large() -> None:
    x, y = problem(64)
    model = nn.Linear(3, 1)
    with pytest.warns(RuntimeWarning, match=r"Fix: a smaller learning rate \(it is 10\)"):
        history = tidu.fit(model, (x, y), "mse", optim.SGD(model.parameters(), lr=10.0), epochs=200)
    assert history.stopped == "not_finite"


def test_gaps_in_the_data_are_named() -> None:
    x, y = problem(64)
    x[40, 1] = float("nan")
    with pytest.warns(RuntimeWarning, match="the data itself holds NaN"):
        history = tidu.fit(nn.Linear(3, 1), (x, y), "mse", "adam", epochs=2, shuffle=False, batch_size=16)
    assert history.message.startswith("Stopped: the loss of epoch 1, batch 3 is nan")


def test_a_run_ends_when_the_whole_of_which_it_is_a_part_is_asked_to() -> None:
    whole, found = Interrupt(), {}
    callback = At(3, 2, whole.ask)

    def in_a_thread() -> None:
        with part_of(whole):
            found["history"] = run(network(), callback)

    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    assert found["history"].stopped == "interrupted" and len(found["history"]) == 2
    assert found["history"].message.startswith("Interrupted in epoch 3, after batch 2.")
    assert callback.steps == 10
    assert run(network(), At(1, 1, whole.ask)).stopped == "epochs"  # no longer a part of it


@pytest.mark.filterwarnings("ignore:(overflow|invalid value) encountered")
def test_a_part_leaves_it_to_the_whole_to_speak_of_a_loss_that_is_no_number() -> None:
    with part_of(Interrupt()):
        history = run(network(), At(0, 0, None), lr=1e30)
    assert history.stopped == "not_finite"
    with pytest.warns(RuntimeWarning, match="is nan|is inf"):
        run(network(), At(0, 0, None), lr=1e30)
