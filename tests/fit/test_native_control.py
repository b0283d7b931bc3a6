"""Callbacks, endings and errors: a native run answers as an eager one does."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from native_examples import Fresh, agree, classes, near, network, same, table, trained, without_seconds

import tidu
from tidu import nn, optim

TRUTHS = (table()[1] > 0) * 1.0
ONE_BELOW = np.where(np.arange(40) == 33, -1, classes()[1])


def dropping() -> Any:
    return nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(0.3), nn.Linear(4, 1))


def momentum(parameters: Any, lr: float) -> Any:
    return optim.SGD(parameters, lr=lr, momentum=0.9, weight_decay=0.01)


def set_rate(state: Any) -> None:
    state.optimizer.param_groups[0]["lr"] *= 0.5


def set_decay(state: Any) -> None:
    state.optimizer.param_groups[0]["weight_decay"] = 0.1 * state.epoch


def set_momentum(state: Any) -> None:
    state.optimizer.param_groups[0]["momentum"] = 0.9 - 0.3 * state.epoch


def freeze(state: Any) -> None:
    state.model[0].requires_grad_(state.epoch != 2)


def freeze_all_but_one(state: Any) -> None:
    for parameter in list(state.model.parameters())[:-1]:
        parameter.requires_grad_(False)


def quieten(state: Any) -> None:
    state.model[2].p = 0.0 if state.epoch == 2 else 0.6


def replace_layer(state: Any) -> None:
    state.model[1] = nn.ReLU() if state.epoch == 2 else nn.Sigmoid()


def replace_numbers(state: Any) -> None:
    state.model[0].weight.data = state.model[0].weight.data * 0.5


def write_numbers(state: Any) -> None:
    with tidu.no_grad():
        state.model[0].weight.mul_(0.5)
        state.model[3].bias.fill_(0.25)


def write_by_numpy(state: Any) -> None:
    state.model[0].weight.detach().numpy()[...] *= 0.5


def replace_parameter(state: Any) -> None:
    if state.epoch == 2:
        state.model[0].weight = nn.Parameter(state.model[0].weight.detach() * 2)


def replace_unclipped(state: Any) -> None:
    state.clip = None
    replace_parameter(state)


def hook(state: Any) -> None:
    if state.epoch == 3:
        state.model[0].register_forward_hook(lambda module, inputs, output: output * 2)


def load_model(state: Any) -> None:
    weights = {name: x * 0.5 for name, x in state.model.state_dict().items()}
    state.model.load_state_dict(weights)


def load_optimizer(state: Any) -> None:
    saved = state.optimizer.state_dict()
    for entry in saved["state"].values():
        entry["momentum_buffer"] = entry["momentum_buffer"] * 0.5
    state.optimizer.load_state_dict(saved)


def forget(state: Any) -> None:
    state.optimizer.state.clear()


def add_group(state: Any) -> None:
    if state.epoch == 1:
        state.model.append(nn.Linear(1, 1).double())
        state.optimizer.add_param_group({"params": list(state.model[4].parameters()), "lr": 0.01})


def draw(state: Any) -> None:
    state.drawn = tidu.rand(3).tolist()


def seed(state: Any) -> None:
    tidu.manual_seed(state.epoch)


def look(state: Any) -> None:
    state.model.eval()
    with tidu.no_grad():
        state.seen = state.model(tidu.ones(2, 3, dtype=tidu.float64)).tolist()


def use_another_loss(state: Any) -> None:
    state.loss = nn.functional.l1_loss if state.epoch < 3 else nn.functional.huber_loss


def clip_more(state: Any) -> None:
    state.clip = 0.1 * state.epoch


def longer(state: Any) -> None:
    state.epochs = 6


CALLBACKS = [
    set_rate, set_decay, set_momentum, freeze, freeze_all_but_one, quieten, replace_layer, replace_numbers,
    write_numbers, write_by_numpy, replace_unclipped, load_model, load_optimizer, forget, add_group, draw,
    seed, look, use_another_loss, clip_more, longer,
]  # fmt: skip


@pytest.mark.parametrize("callback", CALLBACKS, ids=lambda callback: callback.__name__)
def test_what_a_callback_changes_is_followed(callback: Any) -> None:
    agree(
        dropping,
        table(),
        "mse",
        momentum,
        callbacks=callback,
        epochs=4,
        clip=1.0,
        validation=0.2,
        batch_size=16,
    )


@pytest.mark.parametrize("callback", [replace_parameter, hook], ids=lambda callback: callback.__name__)
def test_what_cannot_be_recorded_anew_goes_on_eagerly(callback: Any) -> None:
    options = {"callbacks": callback, "epochs": 5, "clip": 0.1, "validation": 0.2, "batch_size": 16}
    native, eager = (
        trained(compile, dropping, table(), "mse", momentum, **options) for compile in (True, False)
    )
    same(native, eager)
    assert native.history.engine == "eager"
    assert native.history.engine_reason.startswith("native code went as far as epoch ")


@pytest.mark.parametrize("event", ["on_fit_start", "on_epoch_start", "on_epoch_end"])
def test_events_see_the_run_as_it_is(event: str) -> None:
    heard: list[list[Any]] = []

    def callbacks() -> Any:
        own: list[Any] = []
        heard.append(own)

        def note(state: Any) -> None:
            own.append((state.epoch, state.batch, state.batch_loss, state.learning_rate))
            own.append({name: x.clone() for name, x in state.model.state_dict().items()})
            own.append(state.optimizer.state_dict()["state"] and tidu.tensor(0))
            own.append(tidu.rand(2))
            own.append([module.training for module in state.model.modules()])
            state.model[0].requires_grad_(False)

        return type("Listener", (), {event: staticmethod(note)})()

    agree(dropping, table(), "mse", momentum, callbacks=Fresh(callbacks), validation=0.2, epochs=3)
    near(heard[0], heard[1], 1e-12, event)
    assert heard[0]


class EvenFrozen(nn.Module):
    """A submodule that stays in eval mode while the rest trains."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.drop, self.last = nn.BatchNorm1d(3), nn.Dropout(0.5), nn.Linear(3, 1)

    def train(self, mode: bool = True) -> Any:
        super().train(mode)
        self.norm.eval()
        return self

    def forward(self, x: Any) -> Any:
        return self.last(self.drop(self.norm(x)))


def test_a_part_that_stays_in_eval_mode() -> None:
    agree(EvenFrozen, table(), validation=0.2)


def test_checkpoint_and_resume_give_the_unbroken_run(tmp_path: Path) -> None:
    options: dict[str, Any] = {
        "scheduler": lambda o: optim.lr_scheduler.StepLR(o, 2, 0.5), "validation": 0.25, "metrics": "mae",
    }  # fmt: skip
    whole = trained(True, dropping, table(), "mse", optim.Adam, epochs=7, **options)
    trained(True, dropping, table(), "mse", optim.Adam, epochs=3, checkpoint=tmp_path / "run", **options)
    rest = trained(
        True,
        dropping,
        table(),
        "mse",
        optim.Adam,
        epochs=7,
        checkpoint=tmp_path / "run",
        resume=True,
        **options,
    )
    assert rest.history.engine == "native"
    same(rest, whole, tolerance=0.0)
    mixed = trained(False, dropping, table(), "mse", optim.Adam, epochs=9, resume=tmp_path / "run", **options)
    same(mixed, trained(False, dropping, table(), "mse", optim.Adam, epochs=9, **options))


def stop(state: Any) -> None:
    if state.epoch == 2:
        state.stop("Enough.")


def ctrl_c(state: Any) -> None:
    if state.epoch == 2:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("callback", [stop, ctrl_c], ids=lambda callback: callback.__name__)
@pytest.mark.parametrize("validation", [None, 0.25])
def test_ends_that_callbacks_bring(callback: Any, validation: Any) -> None:
    ran = agree(dropping, table(), callbacks=callback, validation=validation, epochs=9)
    assert len(ran.history) == 2


def test_a_second_ctrl_c_raises_and_leaves_the_weights_of_then() -> None:
    models = []

    def twice(state: Any) -> None:
        if state.epoch == 2:
            models.append(state.model)
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

    for compile in (True, False):
        with pytest.raises(KeyboardInterrupt):
            trained(compile, dropping, table(), callbacks=twice, epochs=9)
    near(models[0].state_dict(), models[1].state_dict(), 1e-12, "model")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_in_a_callback_leaves_the_weights_of_then() -> None:
    models = []

    def fail(state: Any) -> None:
        models.append(state.model)
        raise KeyError("mine")

    for compile in (True, False):
        with pytest.raises(KeyError, match="mine"):
            trained(compile, dropping, table(), "mse", momentum, callbacks=fail)
    near(models[0].state_dict(), models[1].state_dict(), 1e-12, "model")


@pytest.mark.parametrize("options", [{}, {"validation": 0.25}, {"metrics": "mae"}], ids=str)
@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_row_that_is_no_number(options: dict[str, Any], bad: float) -> None:
    x, y = table()
    y[25] = bad
    with pytest.warns(RuntimeWarning, match="that batch changed nothing"):
        ran = agree(dropping, (x, y), "mse", optim.Adam, batch_size=4, epochs=8, **options)
    assert ran.history.stopped == "not_finite"


def test_a_loss_that_runs_away_in_the_midst_of_many_epochs() -> None:
    with pytest.warns(RuntimeWarning, match="a smaller learning rate"), np.errstate(all="ignore"):
        ran = agree(
            lambda: nn.Linear(3, 1), table(42), "mse", optim.SGD, lr=1.2, epochs=5000, batch_size=10,
            tolerance=1e-10,
        )  # fmt: skip
    assert 20 < len(ran.history) < 5000


def test_validation_that_is_no_number() -> None:
    x, y = table(10)
    y[3] = float("nan")
    with pytest.warns(RuntimeWarning, match="the validation loss"):
        agree(dropping, table(), validation=(x, y))


class Picks(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.embedding, self.last = nn.Embedding(5, 2), nn.Linear(2, 3)

    def forward(self, kind: Any) -> Any:
        return self.last(self.drop(self.embedding(kind)))


def errors(make: Any, data: Any, *rest: Any, **options: Any) -> list[tuple[type, str]]:
    """The errors of a native and an eager run, whose models are then the same."""
    found: list[tuple[type, str]] = []
    models: list[Any] = []

    def kept() -> Any:
        models.append(make())
        return models[-1]

    for compile in (True, False):
        try:
            trained(compile, kept, data, *rest, **options)
        except Exception as error:
            found.append((type(error), str(error)))
    assert len(found) == 2, found
    near(models[0].state_dict(), models[1].state_dict(), 1e-12, "model")
    return found


@pytest.mark.parametrize("options", [{}, {"validation": 0.25, "shuffle": False}], ids=str)
def test_places_outside(options: dict[str, Any]) -> None:
    x, y = classes(60)
    kinds = np.random.default_rng(0).integers(0, 5, 60)
    one, other = errors(Picks, (np.where(np.arange(60) == 33, 5, kinds), y), "cross_entropy", **options)
    assert one == other
    one, other = errors(
        lambda: nn.Linear(3, 3), (x, np.where(np.arange(60) == 33, 3, y)), "cross_entropy", **options
    )
    assert one == other


def hot(output: Any, target: Any) -> Any:
    return nn.functional.mse_loss(output, nn.functional.one_hot(target, 3).to(output.dtype))


def normal(output: Any, target: Any) -> Any:
    return nn.functional.gaussian_nll_loss(output[:, :1], target[:, None], output[:, 1:2])


@pytest.mark.parametrize("validation", [None, 0.25])
@pytest.mark.parametrize(
    "make, target, loss",
    [
        (lambda: nn.Linear(3, 1), TRUTHS, "bce"),
        (lambda: nn.Sequential(nn.Linear(3, 1), nn.Sigmoid()), TRUTHS * 1.01, "bce"),
        (lambda: nn.Linear(3, 3), ONE_BELOW, nn.MultiMarginLoss()),
        (lambda: nn.Linear(3, 3), ONE_BELOW, "cross_entropy"),
        (lambda: nn.Linear(3, 3), ONE_BELOW, hot),
        (lambda: nn.Linear(3, 3), classes()[1] + np.eye(40, dtype=int)[33] * 3, hot),
        (lambda: nn.Linear(3, 2), table()[1][:, 0], normal),
    ],
)
def test_values_that_a_loss_refuses(make: Any, target: Any, loss: Any, validation: Any) -> None:
    one, other = errors(make, (table()[0], target), loss, validation=validation)
    assert one == other


@pytest.mark.parametrize("place", [-1, 5])
def test_a_row_that_an_embedding_has_not(place: int) -> None:
    kinds = np.random.default_rng(0).integers(0, 5, 40)
    kinds[33] = place
    one, other = errors(Picks, (kinds, classes()[1]), "cross_entropy")
    assert one == other and one[0] is IndexError


@pytest.mark.parametrize(
    "make, data, loss",
    [
        (lambda: nn.Linear(4, 1), table(), "mse"),
        (lambda: nn.Linear(3, 1), classes(), "cross_entropy"),
        (lambda: nn.Linear(3, 1), (table()[0], table()[1][:, 0]), "mse"),
        (lambda: nn.Linear(3, 1), table(), nn.MSELoss(reduction="none")),
        (lambda: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(5)), table(), "mse"),
        (lambda: nn.Linear(3, 1), table(), lambda out, y: 1 / 0),
    ],
)
def test_errors_of_the_first_batch(make: Any, data: Any, loss: Any) -> None:
    one, other = errors(make, data, loss)
    assert one == other


def test_an_error_that_only_the_short_last_batch_makes_comes_before_the_first_step() -> None:
    def make() -> Any:
        return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))

    told = []
    for compile in (True, False):
        with pytest.raises(ValueError) as caught:
            trained(compile, make, table(33))
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_the_report_has_the_same_lines() -> None:
    lines: list[list[str]] = []
    for compile in (True, False):
        own: list[str] = []
        lines.append(own)
        trained(compile, network, table(), report=own.append)
    cut = [[line.rpartition("  ")[0] for line in own] for own in lines]
    assert cut[0] == cut[1] and len(cut[0]) == 4


def test_a_run_after_a_run_goes_on_from_it() -> None:
    found = []
    for compile in (True, False):
        first = trained(compile, dropping, table(), "mse", momentum)
        history = tidu.fit(
            first.model, table(), "mse", first.optimizer, epochs=3, batch_size=8, compile=compile
        )
        found.append(first._replace(history=history, random=tidu.get_rng_state().tolist()))
    same(*found)
    assert without_seconds(found[0].history)["epoch"] == [1, 2, 3]
