"""What is well stays unsaid, numbers stay as they are, and the helpers give the numbers they name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from statistics_patients import classes, fitted, names, network, table, train

import tidu as torch
from tidu.fit.doctor.statistics.facts import facts_of, mean_error
from tidu.fit.doctor.statistics.labels import leak, unrelated
from tidu.fit.doctor.tape import Tape

F = torch.nn.functional


@pytest.mark.parametrize("make", [table, classes])
def test_healthy_training_is_left_alone(make: Any) -> None:
    x, y = make()
    assert names(train(x, y)) == names(fitted(x, y)) == names(fitted(x, y, compile=False)) == set()


def test_a_critic_and_its_generator_may_have_one_label_each() -> None:
    torch.manual_seed(0)
    maker, critic = torch.nn.Linear(2, 1), network(1, 1)
    steps = [torch.optim.Adam(model.parameters(), lr=0.01) for model in (maker, critic)]
    loss = F.binary_cross_entropy_with_logits
    with torch.doctor(tell=None) as report:
        for _ in range(40):
            made = maker(torch.randn(32, 2))
            steps[1].zero_grad()
            real = loss(critic(3 + torch.randn(32, 1)), torch.ones(32, 1))
            (real + loss(critic(made.detach()), torch.zeros(32, 1))).backward()
            steps[1].step()
            steps[0].zero_grad()
            loss(critic(made), torch.ones(32, 1)).backward()
            steps[0].step()
    assert not {name for name in names(report.alerts) if name.startswith("TD006")}


def test_what_learns_itself_and_what_numbers_its_rows_is_no_leak() -> None:
    x = table()[0]
    assert leak(x, x) is None and leak(x, 2 * x[:, 1:2]) == (1, pytest.approx(1.0))
    numbered = np.tile(np.arange(40), 4)[:, None]
    assert unrelated(x, numbered, True) is None


def test_a_doctor_changes_no_number() -> None:
    def weights(doctor: Any, compile: Any) -> Any:
        model = torch.nn.Sequential(network(), torch.nn.Dropout(0.2))
        x, y = table()
        chosen = {"lr": 0.05, "epochs": 12, "batch_size": 16, "seed": 3, "validation": 0.2}
        history = torch.fit(model, (x, y), "mse", "sgd", doctor=doctor, compile=compile, **chosen)
        return history.columns["train_loss"], [p.detach().numpy().copy() for p in model.parameters()]

    for compile in (True, False):
        plain, seen = weights(False, compile), weights(torch.doctor(tell=None), compile)
        assert plain[0] == seen[0]
        for a, b in zip(plain[1], seen[1], strict=True):
            np.testing.assert_array_equal(a, b)


def test_a_second_fit_is_judged_by_its_own_data() -> None:
    x, y = table()
    with torch.doctor(tell=None) as report:
        torch.fit(network(), (x, y), "mse", "sgd", lr=0.05, epochs=25, batch_size=16)
        before = names(report.alerts)
        torch.fit(network(), (x, y), "mse", "sgd", lr=1e-6, epochs=25, batch_size=16)
    assert (before, names(report.alerts)) == (set(), {"TD007-small"})


def test_curves_of_several_trainings_in_one_visit_are_not_taken_for_one() -> None:
    x, y = (torch.from_numpy(part) for part in table())
    with torch.doctor(tell=None) as report:
        for scale in (1.0, 10.0):
            model = network()
            optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
            for _ in range(60):
                optimizer.zero_grad()
                F.mse_loss(model(x), scale * y).backward()
                optimizer.step()
    assert not {name for name in names(report.alerts) if name.startswith(("TD003", "TD007"))}


def read(loss: Any) -> Any:
    """What a loss's tape says of the data."""
    return facts_of(Tape(loss._node, loss.item(), 1, 1, [], None))


RANDOM = np.random.default_rng(7)
REAL = RANDOM.normal(size=(12, 1)).astype("f4")
YES = RANDOM.integers(0, 2, (12, 1)).astype("f4")
LABELS = RANDOM.integers(0, 3, 12)
LOSSES = {
    "mse": (F.mse_loss, REAL, "real"),
    "by hand": (lambda o, t: ((t - o) ** 2).mean(), REAL, "real"),
    "huber": (F.huber_loss, REAL, "real"),
    "cross entropy": (F.cross_entropy, LABELS, "classes"),
    "smoothed": (lambda o, t: F.cross_entropy(o, t, label_smoothing=0.1), LABELS, "classes"),
    "nll": (lambda o, t: F.nll_loss(o.log_softmax(1), t), LABELS, "classes"),
    "bce": (lambda o, t: F.binary_cross_entropy(o.sigmoid(), t), YES, "binary"),
    "bce with logits": (F.binary_cross_entropy_with_logits, YES, "binary"),
}


@pytest.mark.parametrize("name", LOSSES)
def test_inputs_targets_and_outputs_are_read_off_the_tape(name: str) -> None:
    loss, target, kind = LOSSES[name]
    x = torch.from_numpy(RANDOM.normal(size=(12, 5)).astype("f4"))
    model = network(5, 3 if kind == "classes" else 1)
    output = model(x)
    found = read(loss(output, torch.from_numpy(target)))
    assert found.kind == kind and found.x is x._value
    np.testing.assert_allclose(found.target, target)
    read_off, given = torch.from_numpy(np.asarray(found.output, "f4")), output.detach()
    if kind == "classes":  # what log_softmax made of the scores differs by a number a row
        read_off, given = read_off.log_softmax(1), given.log_softmax(1)
    np.testing.assert_allclose(read_off.numpy(), given.numpy(), rtol=2e-4, atol=1e-5)


def test_constants_that_are_no_targets_are_not_taken_for_them() -> None:
    x = torch.from_numpy(table(12)[0])
    output = network(5, 3)(x).log_softmax(1)
    shares = torch.full((12, 3), 1 / 3)
    assert read(F.kl_div(output, shares, reduction="batchmean")).target is None
    assert read(F.cross_entropy(output @ output.T, torch.arange(12))).target is None


def test_errors_are_those_of_the_losses() -> None:
    scores = RANDOM.normal(size=(12, 3))
    wanted = F.cross_entropy(torch.from_numpy(scores), torch.from_numpy(LABELS)).item()
    assert mean_error("classes", scores, LABELS) == pytest.approx(wanted, rel=1e-12)
    one = scores[:, :1]
    wanted = F.binary_cross_entropy_with_logits(
        torch.from_numpy(one), torch.from_numpy(YES.astype(float))
    ).item()
    assert mean_error("binary", one, YES) == pytest.approx(wanted, rel=1e-12)


def names_of(step: Any, optimizer: Any, count: int = 200) -> set[str]:
    """What is found while `step` gives losses."""
    with torch.doctor(tell=None) as report:
        for turn in range(count):
            optimizer.zero_grad()
            step(turn).backward()
            optimizer.step()
    return names(report.alerts)


def test_weights_that_begin_small_may_grow_fast() -> None:
    x, y = table()
    line = torch.nn.Linear(5, 1)
    torch.nn.init.normal_(line.weight, std=0.01)
    assert names(train(x, y, model=line, lr=0.03)) == set()


def test_a_divergence_beside_a_reconstruction_is_no_bad_rate() -> None:
    """An autoencoder whose code says nothing: the error of its output is that of a constant."""
    rows = torch.from_numpy(table()[0])
    torch.manual_seed(0)
    coder, decoder = torch.nn.Linear(5, 4), torch.nn.Linear(2, 5)
    optimizer = torch.optim.Adam([*coder.parameters(), *decoder.parameters()], lr=0.01)

    def step(turn: int) -> Any:
        mean, spread = coder(rows).chunk(2, 1)
        back = decoder(mean + torch.randn_like(mean) * (spread / 2).exp())
        chance = -0.5 * (1 + spread - mean**2 - spread.exp()).sum(1).mean()
        return F.mse_loss(back, rows) + 4 * chance

    assert not {name for name in names_of(step, optimizer) if name.startswith(("TD006", "TD007"))}


def test_a_constant_is_the_best_answer_where_nothing_can_be_learned() -> None:
    x, y = table()
    y = y[np.random.default_rng(3).permutation(len(y))]
    assert not names(train(x, y, lr=0.01)) & {"TD006-constant", "TD006-one_class"}


def test_a_class_that_most_rows_have_may_be_given_to_all() -> None:
    x, y = classes()
    y[np.random.default_rng(0).random(len(y)) < 0.7] = 0
    assert "TD006-one_class" not in names(train(x[:, :1] * 0.1, y, lr=0.01, epochs=10))


def test_the_number_of_epochs_is_no_matter_beside_a_certain_mistake() -> None:
    x, y = table()
    model = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.Linear(8, 1))
    slow = {"lr": 0.002, "epochs": 40, "batch": 160, "optimizer": torch.optim.Adam}
    assert "TD003-few" in names(train(x, y, **slow))
    assert names(train(x, y, model=model, **slow)) == {"TD004-linear"}
