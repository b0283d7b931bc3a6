"""Sequences, many labels, triplets by any distance, affine layers with their loss: against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(15)
STEPS, SAMPLES, CLASSES, LONGEST = 7, 3, 5, 3
SCORES = RANDOM.normal(size=(STEPS, SAMPLES, CLASSES))
LABELS = np.array([[1, 2, 2], [3, 4, 1], [4, 4, 4]])
ROWS, OTHER, THIRD = RANDOM.normal(size=(3, 4, 5))
SETS = np.array([[3, 0, -1, 1, 2], [0, -1, 0, 0, 0], [-1, 0, 1, 2, 3], [4, 3, 2, 1, 0]])


def ctc(t: Any, scores: Any, labels: Any, inputs: Any, lengths: Any, **options: Any) -> Any:
    logs = t.nn.functional.log_softmax(scores, -1)
    return t.nn.functional.ctc_loss(logs, labels, inputs, lengths, **options)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("blank", [0, 2])
def test_ctc(reduction: str, blank: int) -> None:
    labels = np.where(blank == LABELS, 0, LABELS)
    for inputs, lengths in (((7, 7, 7), (3, 3, 3)), ((7, 5, 6), (2, 3, 1)), ((6, 4, 7), (0, 2, 3))):
        together = np.concatenate([row[:n] for row, n in zip(labels, lengths, strict=True)])
        for given in (labels, together):
            agree(
                lambda t, x, given=given, inputs=inputs, lengths=lengths: ctc(
                    t, x, t.tensor(given), inputs, lengths, blank=blank, reduction=reduction
                ),
                SCORES, order=1, name=False,
            )  # fmt: skip


def test_ctc_of_one_sample() -> None:
    for reduction in ("none", "mean"):
        agree(
            lambda t, x, reduction=reduction: ctc(
                t, x, t.tensor(LABELS[0]), t.tensor(7), t.tensor(3), reduction=reduction
            ),
            SCORES[:, 0], order=1, name=False,
        )  # fmt: skip


@pytest.mark.parametrize("zero", [True, False])
def test_ctc_without_an_alignment(zero: bool) -> None:
    results = [
        ctc(
            t,
            t.tensor(SCORES[:3]),
            t.tensor(LABELS),
            (3, 3, 3),
            (3, 3, 3),
            reduction="none",
            zero_infinity=zero,
        )
        for t in (tidu, torch)
    ]
    np.testing.assert_allclose(*map(plain, results), rtol=1e-9)
    if zero:
        agree(
            lambda t, x: ctc(t, x, t.tensor(LABELS), (3, 3, 3), (3, 3, 3), zero_infinity=True),
            SCORES[:3], order=1, name=False,
        )  # fmt: skip


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
def test_labels_of_many(reduction: str) -> None:
    agree(
        lambda t, x: t.nn.functional.multilabel_margin_loss(x, t.tensor(SETS), reduction=reduction),
        ROWS, order=1,
    )  # fmt: skip
    agree(
        lambda t, x: t.nn.functional.multilabel_margin_loss(x, t.tensor(SETS[0]), reduction=reduction),
        ROWS[0], order=1,
    )  # fmt: skip


@pytest.mark.parametrize("swap", [True, False])
@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
def test_triplets_by_any_distance(reduction: str, swap: bool) -> None:
    options: dict[str, Any] = {"margin": 0.7, "swap": swap, "reduction": reduction}
    agree(
        lambda t, a, b, c: t.nn.functional.triplet_margin_with_distance_loss(a, b, c, **options),
        ROWS, OTHER, THIRD,
    )  # fmt: skip
    agree(
        lambda t, a, b, c: t.nn.functional.triplet_margin_with_distance_loss(
            a, b, c, distance_function=lambda x, y: (x - y).abs().sum(-1), **options
        ),
        ROWS, OTHER, THIRD,
    )  # fmt: skip


@pytest.mark.parametrize("cutoffs", [[5], [3, 9], [1, 2, 3]])
@pytest.mark.parametrize("bias", [True, False])
def test_adaptive_softmax(cutoffs: list[int], bias: bool) -> None:
    modules = []
    for t in (tidu, torch):
        t.manual_seed(1)
        modules.append(t.nn.AdaptiveLogSoftmaxWithLoss(5, 12, cutoffs, 1.5, bias).double())
    ours, theirs = modules
    assert repr(ours) == repr(theirs) and list(ours.state_dict()) == list(theirs.state_dict())
    targets = np.array([0, 11, 4, 2])

    def call(t: Any, x: Any) -> Any:
        module = ours if t is tidu else theirs
        result = module(x, t.tensor(targets))
        alone = module(x[1], t.tensor(11))
        assert alone.output.shape == () and str(type(result).__name__).endswith("ASMoutput")
        return t.cat(
            [result.output, result.loss.reshape(1), alone.output.reshape(1), module.log_prob(x).reshape(-1)]
        )

    agree(call, ROWS, name=False)
    given = [module.predict(t.tensor(ROWS)).tolist() for module, t in ((ours, tidu), (theirs, torch))]
    assert given[0] == given[1]


def test_affine_cross_entropy() -> None:
    table, offsets = RANDOM.normal(size=(3, 2, 5)), RANDOM.normal(size=(3, 2))
    classes = RANDOM.integers(0, 3, (4, 2))
    agree(
        lambda t, x, w, b: t.nn.functional.linear_cross_entropy(
            x, w, t.tensor(classes), linear_bias=b, label_smoothing=0.1
        ),
        ROWS, table, offsets, name=False,
    )  # fmt: skip
    agree(
        lambda t, x, w: t.nn.functional.linear_cross_entropy(x, w, t.tensor(1)),
        ROWS[0],
        table[:, 0],
        name=False,
    )


REFUSED = {
    "blank must be": lambda t, x: ctc(t, x, t.tensor(LABELS), (7,) * 3, (3,) * 3, blank=9),
    "at most 7": lambda t, x: ctc(t, x, t.tensor(LABELS), (8, 7, 7), (3,) * 3),
    "must be integral": lambda t, x: ctc(t, x, t.tensor(LABELS), t.ones(3), t.tensor([3] * 3)),
    "must be of size batch_size": lambda t, x: ctc(t, x, t.tensor(LABELS), (7, 7), (3,) * 3),
    "at least 0": lambda t, x: ctc(t, x, t.tensor(LABELS), (7,) * 3, (3, 3, -1)),
    "Expected targets to have size": lambda t, x: ctc(t, x, t.tensor(LABELS), (7,) * 3, (4, 3, 3)),
    "inconsistent target size": lambda t, x: t.nn.functional.multilabel_margin_loss(x[0], t.tensor(SETS)),
    "expected scalar type Long": lambda t, x: t.nn.functional.multilabel_margin_loss(x[0], x[0]),
    "is out of range": lambda t, x: t.nn.functional.multilabel_margin_loss(
        x[0], t.tensor([[9, 0, 0, 0, 0]] * 3)
    ),
    "cutoffs should be": lambda t, x: t.nn.AdaptiveLogSoftmaxWithLoss(4, 5, [3, 2]),
    "Target values should be in": lambda t, x: t.nn.AdaptiveLogSoftmaxWithLoss(4, 5, [3])(
        t.ones(1, 4), t.tensor([7])
    ),
    "same size in the batch": lambda t, x: t.nn.AdaptiveLogSoftmaxWithLoss(4, 5, [3])(
        t.ones(1, 4), t.tensor([1, 2])
    ),
    "1D target expects": lambda t, x: t.nn.AdaptiveLogSoftmaxWithLoss(4, 5, [3])(t.ones(4), t.tensor([1])),
    "expected scalar type": lambda t, x: t.nn.functional.nll_loss(x[0], t.tensor([1, 2, 3]), t.ones(5)),
    "expected equal input": lambda t, x: t.nn.functional.linear_cross_entropy(
        x[0], x[0].t(), t.tensor([1, 2, 3])
    ),
    "expected linear_bias shape": lambda t, x: t.nn.functional.linear_cross_entropy(
        x[0], x[0], t.tensor([1, 2, 0]), linear_bias=x[0, 0]
    ),
    "target contains probabilities": lambda t, x: t.nn.functional.linear_cross_entropy(
        x[0], x[0], x[0, :, :3], ignore_index=1
    ),
    "expected weight shape": lambda t, x: t.nn.LinearCrossEntropyLoss(3, 2, weight=t.ones(3)),
    "in range [0, 1]": lambda t, x: t.nn.LinearCrossEntropyLoss(3, 2, label_smoothing=2.0),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words], SCORES)


def test_a_label_that_is_no_class_is_told() -> None:
    with pytest.raises(RuntimeError, match="the label 6 is no class"):
        ctc(tidu, tidu.tensor(SCORES), tidu.tensor(LABELS + 2), (7,) * 3, (3,) * 3)
