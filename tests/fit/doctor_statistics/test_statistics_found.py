"""What is wrong with data, rates and units is found, in loops and in fits, and said in both languages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from statistics_patients import classes, fitted, names, network, table, train

import tidu as torch

EXAMINED = [train, fitted]
filterwarnings = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def the(alerts: list[Any], name: str) -> Any:
    """The one alert of that name."""
    (found,) = [alert for alert in alerts if alert.name == name]
    for lang in ("en", "zh"):
        text = found.text(lang)
        assert "{" not in text.replace("{", "", text.count("{len")) and len(text.splitlines()) >= 4
    return found


@filterwarnings
@pytest.mark.parametrize("examine", EXAMINED)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_cell_that_is_no_number_is_certain_and_named(examine: Any, value: float) -> None:
    x, y = table()
    x[7::16, 3] = value
    found = the(examine(x, y), "TD002-nan")
    assert found.level == "certain" and found.values["column"] == 3 and found.values["value"] == str(value)


@filterwarnings
@pytest.mark.parametrize("examine", EXAMINED)
def test_a_target_that_is_no_number_is_certain(examine: Any) -> None:
    x, y = table()
    y[3::8] = np.nan
    assert the(examine(x, y), "TD002-target").level == "certain"


@filterwarnings
@pytest.mark.parametrize("examine", EXAMINED)
def test_a_large_column_is_named_with_its_size(examine: Any) -> None:
    x, y = table()
    x[:, 2] *= 1000
    found = the(examine(x, y, lr=1e-6), "TD002-scale")
    assert found.values["column"] == 2 and 500 < found.values["size"] < 2000


@pytest.mark.parametrize("examine", EXAMINED)
def test_columns_of_one_size_are_told_by_that_size(examine: Any) -> None:
    x, y = table()
    found = the(examine(30 * x + 15, y, lr=1e-5), "TD002-scale")
    assert 10 < found.values["least"] < found.values["size"] < 60
    assert "at once" not in found.text("en") and f"{found.values['size'] ** 2:,.0f} times" in found.text("en")


@pytest.mark.parametrize("examine", EXAMINED)
def test_what_the_model_normalises_itself_is_not_large(examine: Any) -> None:
    x, y = table()
    x[:, 2] *= 1000
    model = torch.nn.Sequential(torch.nn.BatchNorm1d(5), network())
    assert "TD002-scale" not in names(examine(x, y, model=model))


def test_training_that_ended_too_early_is_told_with_its_slope() -> None:
    x, y = table()
    found = the(train(x, y, lr=0.002, epochs=40, batch=160, optimizer=torch.optim.Adam), "TD003-few")
    assert found.level == "hint" and found.values["share"] > 0.15


def noisy() -> tuple[Any, Any]:
    """Few rows, mostly chance: a network learns them by heart."""
    x, y = table(40)
    other = table(60, seed=1)
    noise = np.random.default_rng(2)
    return (x, y + noise.normal(0, 1, y.shape).astype("f4")), (other[0], other[1])


def test_training_that_went_on_after_the_best_is_told_with_that_epoch() -> None:
    (x, y), test = noisy()
    found = the(train(x, y, test=test, epochs=120, lr=0.02, optimizer=torch.optim.Adam), "TD003-many")
    assert (
        found.values["best"] < 60 < found.values["epochs"] and found.values["last"] > found.values["lowest"]
    )


def test_a_fit_that_would_stop_by_itself_is_left_alone() -> None:
    (x, y), test = noisy()
    chosen = {"model": network(), "optimizer": "adam", "lr": 0.02, "epochs": 60, "validation": test}
    assert "TD003-many" in names(fitted(x, y, **chosen))
    assert "TD003-many" not in names(fitted(x, y, **chosen | {"model": network(), "patience": 59}))


@pytest.mark.parametrize("examine", EXAMINED)
def test_a_column_that_is_the_target_is_a_leak(examine: Any) -> None:
    x, y = table()
    x[:, 4] = 3 * y[:, 0] - 1
    assert the(examine(x, y), "TD006-leak").values["column"] == 4


def test_repeated_rows_are_counted() -> None:
    x, y = table()
    other = table(40, seed=1)
    test = np.concatenate([x[:10], other[0]]), np.concatenate([y[:10], other[1]])
    for alerts in (train(x, y, test=test), fitted(x, y, validation=test)):
        found = the(alerts, "TD006-repeated")
        assert (found.values["again"], found.values["rows"]) == (10, 50)


def test_the_training_error_of_a_plain_loop_is_no_leak() -> None:
    x, y = table()
    assert "TD006-repeated" not in names(train(x, y, test=(x, y)))


@pytest.mark.parametrize("examine", EXAMINED)
def test_one_label_for_all_is_told(examine: Any) -> None:
    x, y = classes()
    assert the(examine(x, y * 0 + 1), "TD006-same").values["value"] == "1"


@pytest.mark.parametrize("examine", EXAMINED)
def test_a_rare_class_is_a_hint(examine: Any) -> None:
    x, y = classes()
    y[:] = 0
    y[5::40] = 1
    found = the(examine(x, y, epochs=40), "TD006-rare")
    assert found.level == "hint" and found.values["label"] == "1" and 1 <= found.values["count"] <= 4
    assert found.said("fix", "en").startswith("nn.CrossEntropyLoss(weight=")


def test_a_rare_yes_is_weighed_by_the_loss_that_it_has() -> None:
    x, y = classes()
    y[:] = 0
    y[5::40] = 1
    loss = torch.nn.BCEWithLogitsLoss()
    alerts = train(x, y[:, None].astype("f4"), model=network(3), loss=loss, epochs=40)
    assert "BCEWithLogitsLoss(pos_weight=" in the(alerts, "TD006-rare").said("fix", "zh")


@pytest.mark.parametrize("examine", EXAMINED)
@pytest.mark.parametrize("make", [table, classes])
def test_labels_of_other_rows_are_a_hint(examine: Any, make: Any) -> None:
    x, y = make()
    shuffled = y[np.random.default_rng(5).permutation(len(y))]
    assert the(examine(x, shuffled), "TD006-unrelated").values["score"] < 2


@filterwarnings
@pytest.mark.parametrize("examine", EXAMINED)
def test_a_rate_far_too_large_is_told(examine: Any) -> None:
    x, y = table()
    assert names(examine(x, y, lr=30.0)) & {"TD007-unstable", "TD007-grows", "TD007-worse"}


def test_a_small_last_batch_is_no_end_of_a_loss() -> None:
    """Of a native run two batches are seen: the first, and one of a single row, whose loss is anything."""
    x, y = table()
    y[-1] += 4
    found = names(fitted(x, y, lr=0.01, epochs=150, batch_size=len(x) - 1, shuffle=False))
    assert "TD007-grows" not in found


def test_the_bound_of_a_linear_model_is_two_over_its_largest_eigenvalue() -> None:
    x, y = table()
    model = torch.nn.Linear(5, 1)
    found = the(train(x, y, model=model, lr=2.0, batch=160, epochs=12), "TD007-unstable")
    whole = np.concatenate([x, np.ones((160, 1))], 1).astype(float)
    bound = 2 / np.linalg.eigvalsh(2 * whole.T @ whole / 160).max()
    assert bound * 0.99 < found.values["bound"] < bound * 1.1 and found.values["rate"] == 2.0


@pytest.mark.parametrize("examine", EXAMINED)
def test_a_rate_far_too_small_is_told(examine: Any) -> None:
    x, y = table()
    assert the(examine(x, y, lr=1e-6), "TD007-small").values["size"] < 5e-5


@pytest.mark.parametrize("optimizer", [torch.optim.Adam, torch.optim.RMSprop])
def test_steps_that_erase_the_weights_are_told_with_their_size(optimizer: Any) -> None:
    x, y = table()
    found = the(train(x, y, lr=3.0, optimizer=optimizer), "TD007-large")
    assert found.level == "likely" and found.values["size"] > 3 and found.values["looks"] >= 3


class Lost(torch.nn.Module):
    """Rows are scaled away before the head."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        torch.manual_seed(0)
        self.first, self.head = torch.nn.Linear(inputs, 8), torch.nn.Linear(8, outputs)

    def forward(self, x: Any) -> Any:
        return self.head((self.first(x) * 1e-6).sigmoid())


def eagerly(x: Any, y: Any, **chosen: Any) -> Any:
    return fitted(x, y, compile=False, **chosen)


@pytest.mark.parametrize("examine", [*EXAMINED, eagerly])
def test_one_number_for_all_rows_is_told_with_its_spread(examine: Any) -> None:
    x, y = table()
    found = the(examine(x, y, model=Lost(5, 1), epochs=40), "TD006-constant")
    assert found.level == "hint" and 20 * found.values["spread"] < found.values["wanted"]


@pytest.mark.parametrize("examine", [train, eagerly])
def test_one_class_for_all_rows_is_told_with_its_share(examine: Any) -> None:
    x, y = classes()
    found = the(examine(x, y, model=Lost(3, 2), epochs=40), "TD006-one_class")
    assert found.values["label"] in (0, 1) and 0.2 < found.values["share"] < 0.75


@pytest.mark.parametrize("examine", EXAMINED)
@pytest.mark.parametrize("make", [table, classes])
def test_sorted_rows_are_told(examine: Any, make: Any) -> None:
    x, y = make()
    order = np.argsort(y.reshape(-1), kind="stable")
    found = the(examine(x[order], y[order], shuffle=False), "TD015")
    assert found.values["share"] > 0.5 > 3 * found.values["chance"]


@pytest.mark.parametrize("examine", EXAMINED)
def test_units_that_never_wake_are_counted(examine: Any) -> None:
    x, y = table()
    model = network()
    with torch.no_grad():
        model[0].bias[:12] -= 50
    found = the(examine(x, y, model=model), "TD017-dead")
    assert (found.values["dead"], found.values["units"]) == (12, 16) and found.level == "hint"


@pytest.mark.parametrize("examine", EXAMINED)
def test_gradients_that_vanish_are_told(examine: Any) -> None:
    x, y = table()
    torch.manual_seed(0)
    deep = [layer for _ in range(8) for layer in (torch.nn.Linear(8, 8), torch.nn.Sigmoid())]
    model = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.Sigmoid(), *deep, torch.nn.Linear(8, 1))
    found = the(examine(x, y, model=model), "TD017-vanishing")
    assert found.values["layers"] == 10 and found.values["ratio"] < 1e-4
