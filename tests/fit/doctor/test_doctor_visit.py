"""The visit itself: what it says, what it keeps quiet of, and that it leaves nothing behind."""

from __future__ import annotations

import gc
import json
import threading
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from doctor_patients import STATISTICS, net, numbers

import tidu as torch
import tidu.nn.functional as F
from tidu import nn
from tidu.core.mode import Changes, mode
from tidu.fit.doctor import Alert, Doctor, Place, Stopped
from tidu.fit.doctor.registry import CHECKS, names
from tidu.fit.history import History
from tidu.text import sentences

x, y = numbers(32, 3), numbers(32, 1, seed=1)
QUIET = sorted(STATISTICS)


def faulty(steps: int = 6) -> Any:
    """Two mistakes: (32, 1) against (32,), and gradients that are kept."""
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(steps):
        ((model(x) - y.flatten()) ** 2).mean().backward()
        optimizer.step()
    return model


def healthy(steps: int = 6, **settings: Any) -> Any:
    model = net(3, 8, 1)
    optimizer = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(steps):
        optimizer.zero_grad(**settings)
        F.mse_loss(model(x), y).backward()
        optimizer.step()
    return model


# What it says


def test_each_mistake_is_told_once_and_when_it_is_found() -> None:
    told: list[str] = []
    with torch.doctor(tell=told.append, silence=QUIET, lang="en") as report:
        faulty(2)
        assert [alert.name for alert in report.alerts] == ["TD008", "TD009"]
        assert [text.split()[0] for text in told] == ["TD008", "TD009"]
        faulty(20)
    assert len(told) == len(report.alerts) == 2 and report.certain


def test_an_alert_says_what_why_and_how_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with torch.doctor(silence=["TD008", *QUIET], lang="zh") as report:
        faulty()
    (alert,) = report.alerts
    assert capsys.readouterr().out == alert.text("zh") + "\n"
    english, chinese = alert.text("en").splitlines(), alert.text("zh").splitlines()
    assert english[0].startswith("TD009 (certain) test_doctor_visit.py:") and ".backward()" in english[0]
    assert chinese[0].startswith("TD009（确定） test_doctor_visit.py:")
    assert [line.split()[0] for line in english[1:]] == ["What:", "Why:", "Fix:"]
    assert [line.strip()[:3] for line in chinese[1:]] == ["情况：", "影响：", "改法："]
    assert "optimizer.zero_grad()" in english[3] and "optimizer.zero_grad()" in chinese[3]
    assert str(alert) in (alert.text("en"), alert.text("zh"))


def test_every_cause_has_its_sentences() -> None:
    said = sentences("doctor")
    for check in CHECKS:
        for cause in check.causes:
            key = f"doctor.{check.code}_{cause}" if cause else f"doctor.{check.code}"
            for part in ("what", "why", "fix"):
                assert f"{key}.{part}" in said


def test_every_code_of_the_list_has_a_check() -> None:
    assert {check.code for check in CHECKS} == {f"TD{number:03}" for number in range(1, 18)}


def test_an_alert_is_data_too() -> None:
    with torch.doctor(tell=None, silence=QUIET) as report:
        faulty()
    saved = json.loads(json.dumps([alert.to_dict("en") for alert in report.alerts]))
    assert [Alert.from_dict(each) for each in saved] == report.alerts
    history = History(alerts=report.alerts)
    assert History.from_dict(json.loads(json.dumps(history.to_dict()))) == history
    assert str(Place("a/b.py", 3, "x = 1")) == "b.py:3: x = 1" and str(Place("b.py", 3)) == "b.py:3"


# What it keeps quiet of


@pytest.mark.parametrize(
    ("silence", "left"),
    [
        (["TD009"], ["TD008"]), ("TD009, TD008", []), (("TD008",), ["TD009"]), ([], ["TD008", "TD009"]),
        ("TD005-softmax", ["TD008", "TD009"]),
    ],
)  # fmt: skip
def test_silence(silence: Any, left: list[str]) -> None:
    given = [*QUIET, *(silence.split(",") if isinstance(silence, str) else silence)]
    with torch.doctor(tell=None, silence=given) as report:
        faulty()
    assert [alert.code for alert in report.alerts] == left


def test_a_cause_is_silenced_alone() -> None:
    def program() -> None:
        model = net(3, 8, 3, last=torch.nn.Softmax(1))
        F.cross_entropy(model(x), torch.zeros(32, dtype=torch.int64)).backward()

    for silence, count in (("TD005-softmax", 0), ("TD005-nll", 1), ("TD005", 0)):
        with torch.doctor(tell=None, silence=[silence, *QUIET]) as report:
            program()
        assert len(report.alerts) == count


def test_a_code_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"TD099.*silence="):
        torch.doctor(silence=["TD099"])
    assert {"TD005", "TD005-softmax", "TD009"} <= names()


# What it leaves as it was


def state() -> tuple:
    return mode.bind, mode.grad, mode.doctor, mode.recorder, mode.whole, Changes.last


@pytest.mark.parametrize("program", [faulty, healthy, lambda: None, lambda: F.mse_loss(net(3, 1)(x), y)])
def test_nothing_is_left_behind(program: Callable[[], Any]) -> None:
    before = state()[:-1]
    with torch.doctor(tell=None) as report:
        program()
    assert state()[:-1] == before
    gc.collect()
    assert not [held for held in gc.get_objects() if type(held) in CHECKS]
    assert report._tape is None and not report._calls


def test_tensors_are_not_kept_alive() -> None:
    with torch.doctor(tell=None) as report:
        model = healthy()
        loss = F.mse_loss(model(x), y)
        node, kept = weakref.ref(loss._node), weakref.ref(model)
        loss.backward()
        del loss
        assert node() is None
        del model
        gc.collect()
    gc.collect()
    assert kept() is None and report.turns == 7


def test_an_error_passes_unchanged() -> None:
    error = ValueError("mine")
    with pytest.raises(ValueError) as caught, torch.doctor(tell=None):
        healthy()
        raise error
    assert caught.value is error and mode.doctor is None
    with pytest.raises(KeyboardInterrupt), torch.doctor(tell=None):
        raise KeyboardInterrupt


def test_stop_raises_at_the_first_certain_alert() -> None:
    with pytest.raises(Stopped, match="TD008") as caught, torch.doctor(tell=None, stop=True) as report:
        faulty()
    assert caught.value.alert is report.alerts[-1] and report.turns == 1
    assert mode.doctor is None


@pytest.mark.parametrize("whole", [True, False])
def test_the_numbers_are_the_same_to_the_last_bit(whole: bool) -> None:
    def numbers_of(model: Any) -> list[np.ndarray]:
        return [parameter.detach().numpy() for parameter in model.parameters()]

    plain = numbers_of(healthy(20, set_to_none=whole))
    with torch.doctor(tell=None):
        looked_at = numbers_of(healthy(20, set_to_none=whole))
    for a, b in zip(plain, looked_at, strict=True):
        np.testing.assert_array_equal(a, b)


def test_random_numbers_are_the_same() -> None:
    def drawn() -> Any:
        torch.manual_seed(5)
        model = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Dropout(), torch.nn.Linear(8, 1))
        for _ in range(5):
            F.mse_loss(model(x), y).backward()
            model.zero_grad()
        return torch.rand(3).tolist()

    plain = drawn()
    with torch.doctor(tell=None):
        assert drawn() == plain


def test_visits_inside_each_other() -> None:
    with torch.doctor(tell=None, silence=QUIET) as outer:
        with torch.doctor(tell=None, silence=QUIET) as inner:
            faulty()
        assert mode.doctor is outer
        healthy()
    assert len(inner.alerts) == 2 and not outer.alerts and outer.turns == 6


def test_other_threads_are_not_looked_at() -> None:
    found: list[int] = []

    def elsewhere() -> None:
        found.append(0 if mode.doctor is None else 1)
        faulty()
        with torch.doctor(tell=None, silence=QUIET) as own:
            faulty()
        found.append(len(own.alerts))

    with torch.doctor(tell=None, silence=QUIET) as report:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        healthy(30)
        thread.join()
    assert found == [0, 2] and not report.alerts


def test_a_compiled_step_is_left_alone() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)

    @torch.compile
    def step(a: Any, b: Any) -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(model(a), b)
        loss.backward()
        optimizer.step()
        return loss

    with torch.doctor(tell=None) as report:
        losses = [step(x, y).item() for _ in range(10)]
    assert losses[-1] < losses[0] and not report.alerts


# What it costs


@pytest.mark.parametrize(("steps", "most"), [(1, 1), (2, 2), (10, 4), (100, 7), (1000, 10)])
def test_few_steps_are_inspected(steps: int, most: int) -> None:
    with torch.doctor(tell=None) as report:
        healthy(steps)
    assert report.turns == steps and report.inspected == most


def test_steps_of_ever_new_sizes_are_not_all_inspected() -> None:
    w = torch.ones(1, requires_grad=True)
    with torch.doctor(tell=None) as report:
        for step in range(300):
            h = w
            for _ in range(step):
                h = h * 1.0
            h.sum().backward()
            w.grad = None
    assert report.turns == 300 and report.inspected <= 4 * (300).bit_length()


def test_lines_are_noted_in_few_steps_only() -> None:
    bound: list[bool] = []
    with torch.doctor(tell=None):
        for _ in range(6):
            bound.append(type(getattr(mode.bind, "__self__", None)).__name__ == "Lines")
            healthy(1)
    assert bound == [True, True, True, False, False, False]


# With fit


@pytest.mark.parametrize("compile", [True, False])
def test_fit_is_looked_at(compile: bool) -> None:
    def trained(doctor: Any) -> tuple[History, list[np.ndarray]]:
        torch.manual_seed(1)
        model = torch.nn.Sequential(
            torch.nn.Linear(3, 8), torch.nn.Linear(8, 8), torch.nn.ReLU(), torch.nn.BatchNorm1d(8),
            torch.nn.Dropout(0.1), torch.nn.Linear(8, 1),
        )  # fmt: skip
        history = torch.fit(model, (x, y), "mse", "adam", epochs=4, batch_size=8, seed=3, validation=0.25,
                            compile=compile, doctor=doctor)  # fmt: skip
        return history, [value.numpy() for value in model.state_dict().values()]

    plain, numbers_without = trained(None)
    history, numbers_with = trained(Doctor(tell=None, silence=QUIET))
    assert history.engine == ("native" if compile else "eager")
    assert [alert.name for alert in history.alerts] == ["TD004-linear"] and not plain.alerts
    assert history.columns["train_loss"] == plain.columns["train_loss"]
    for a, b in zip(numbers_without, numbers_with, strict=True):
        np.testing.assert_array_equal(a, b)


def test_fit_in_a_visit_and_not() -> None:
    def run(**settings: Any) -> History:
        model = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Linear(8, 1))
        return torch.fit(model, (x, y), "mse", "sgd", lr=0.01, epochs=2, compile=False, **settings)

    with torch.doctor(tell=None, silence=QUIET) as report:
        assert not run(doctor=False).alerts
        assert [alert.name for alert in run().alerts] == ["TD004-linear"]
        assert not run().alerts  # it was told
    assert len(report.alerts) == 1
    with pytest.raises(TypeError, match="doctor"):
        run(doctor="yes")


@pytest.mark.parametrize("compile", [True, False])
def test_fit_says_where_numbers_ended(compile: bool) -> None:
    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.Linear(3, 1)

        def forward(self, x: Any) -> Any:
            return self.layer(x).log()  # here

    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        history = torch.fit(Net(), (x, y), "mse", "sgd", lr=0.1, epochs=3, compile=compile, seed=0,
                            doctor=Doctor(tell=None, silence=QUIET))  # fmt: skip
    assert history.stopped == "not_finite"
    (alert,) = history.alerts
    assert alert.name == "TD013-operation" and alert.values["name"] == "log"
    assert alert.place is not None and alert.place.text.endswith("# here")


def test_fit_leaves_gradients_buffers_and_random_numbers() -> None:
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1))
    model[0].weight.grad = torch.full((4, 3), 7.0)
    torch.fit(model, (x, y), "mse", "sgd", lr=0.0, epochs=1, batch_size=32, shuffle=False, compile=True,
              doctor=Doctor(tell=None))  # fmt: skip
    assert model[0].weight.grad.tolist() == [[7.0] * 3] * 4
    assert model[1].num_batches_tracked.item() == 1


def test_an_optimizer_that_searches_has_its_gradients_within_the_step() -> None:
    history = torch.fit(net(3, 4, 1), (x, y), "mse", "lbfgs", epochs=6, batch_size=32, compile=False,
                        doctor=Doctor(tell=None, silence=QUIET))  # fmt: skip
    assert len(history) == 6 and not history.alerts


@pytest.mark.parametrize("compile", [True, False])
def test_the_errors_of_fit_are_its_own(compile: bool) -> None:
    def error(doctor: Any) -> tuple[type, str]:
        target = torch.zeros(32, dtype=torch.int64)
        target[3] = 7
        with pytest.raises(IndexError) as caught:
            torch.fit(net(3, 4, 3), (x, target), "cross_entropy", "sgd", lr=0.1, epochs=2, batch_size=8,
                      seed=0, compile=compile, doctor=doctor)  # fmt: skip
        return caught.type, str(caught.value)

    report = Doctor(tell=None, silence=QUIET)
    assert error(None) == error(report)
    assert [alert.name for alert in report.alerts] == ["TD012-label"]


@pytest.mark.parametrize("compile", ["auto", False])
@pytest.mark.parametrize("outer", [True, False])
def test_a_fit_that_crashes_is_told_though_somebody_catches_it(compile: Any, outer: bool) -> None:
    """At its recording as in its first step, in a visit and with a doctor of its own."""
    report = Doctor(tell=None)
    data = torch.randn(40, 10), torch.randn(40, 1)

    def caught() -> None:
        with pytest.raises(RuntimeError, match="in_features is 11"):
            torch.fit(
                nn.Linear(11, 1), data, "mse", "sgd", lr=0.1, epochs=100, compile=compile,
                doctor=None if outer else report,
            )  # fmt: skip

    if outer:
        with report:
            caught()
    else:
        caught()
    assert [alert.name for alert in report.alerts] == ["TD001"]


EVENTS = ["starts", "loss", "backward", "changes", "before_step", "taped", "end"]


@pytest.mark.parametrize("event", EVENTS)
def test_a_check_that_breaks_is_left_out_and_the_training_goes_on(
    event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = CHECKS[0]

    def broken(self: Any, *given: Any) -> None:
        raise LookupError("nobody")

    monkeypatch.setattr(check, event, broken)
    said: list[str] = []
    with Doctor(tell=said.append, lang="en") as report:
        model = nn.Linear(3, 1)
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _ in range(3):
            optimizer.zero_grad()
            F.mse_loss(model(x), y).backward()
            optimizer.step()
    assert [(code, str(error)) for code, error in report.failures] == [(check.code, "nobody")]
    (line,) = [line for line in said if "left out" in line]
    assert f"check {check.code} broke" in line and "LookupError: nobody" in line
