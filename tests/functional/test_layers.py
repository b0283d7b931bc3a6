"""Normalisation, dropout, embedding, one-hot, distances and the bilinear map against PyTorch."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(2)
X, Y = RANDOM.normal(size=(4, 5)), RANDOM.normal(size=(4, 5))
BATCH = RANDOM.normal(size=(4, 5, 3))
VECTOR, POSITIVE = RANDOM.normal(size=5), RANDOM.uniform(0.5, 2, 5)
TABLE = RANDOM.normal(size=(6, 3))
PLACES = np.array([[0, 5, 2], [2, 2, 1]])


@pytest.mark.parametrize("x", [X, BATCH], ids=["rows", "lengths"])
@pytest.mark.parametrize("training", [True, False])
def test_batch_norm(x: np.ndarray, training: bool) -> None:
    def call(t, x, weight, bias):
        running = t.tensor(VECTOR), t.tensor(POSITIVE)
        made = t.nn.functional.batch_norm(
            x, *running, weight, bias, training=training, momentum=0.3, eps=1e-3
        )
        moved.append([plain(each) for each in running])
        return made

    moved: list = []
    agree(call, x, VECTOR, POSITIVE)
    np.testing.assert_allclose(moved[0], moved[1], rtol=1e-12)
    agree(lambda t, x: t.nn.functional.batch_norm(x, None, None, training=True), x)
    assert (np.asarray(moved[0]) != np.stack((VECTOR, POSITIVE))).any() == training


@pytest.mark.parametrize("shape", [(3,), (5, 3)])
def test_layer_norm(shape: tuple) -> None:
    weight, bias = RANDOM.normal(size=(2, *shape))
    agree(lambda t, x, w, b: t.nn.functional.layer_norm(x, shape, w, b, 1e-3), BATCH, weight, bias)
    agree(lambda t, x: t.nn.functional.layer_norm(x, shape), BATCH)


@pytest.mark.parametrize("name", ["batch_norm", "layer_norm"])
def test_normalisation_of_numbers_far_from_zero(name: str) -> None:
    x = (1e4 + X).astype("float32")
    arguments = (None, None, None, None, True) if name == "batch_norm" else ((5,),)
    ours, theirs = (plain(getattr(t.nn.functional, name)(t.tensor(x), *arguments)) for t in (tidu, torch))
    np.testing.assert_allclose(ours, theirs, atol=2e-3)


@pytest.mark.parametrize("p", [1.0, 2.0, 3.0])
def test_normalize(p: float) -> None:
    agree(lambda t, x: t.nn.functional.normalize(x, p, 1), X)
    agree(lambda t, x: t.nn.functional.normalize(x, p, 0), np.zeros((2, 2)), order=0)


def test_normalisation_refusals() -> None:
    function = "nn.functional.batch_norm"
    calls = {
        "more than 1 value per channel": lambda t, x: t.nn.functional.batch_norm(
            x[:1], None, None, training=True
        ),
        "must be positive during training": lambda t, x: t.nn.functional.batch_norm(
            x, None, None, training=True, eps=0.0
        ),
        "running_mean should contain 5 elements not 4": lambda t, x: t.nn.functional.batch_norm(
            x, x[:, 0], x[0]
        ),
        "weight should contain 5 elements not 4": lambda t, x: t.nn.functional.batch_norm(
            x, None, None, x[:, 0], training=True
        ),
        "to be defined": lambda t, x: t.nn.functional.batch_norm(x, None, None),
        "batch axis and a channel axis": lambda t, x: t.nn.functional.batch_norm(
            x[0], None, None, training=False
        ),
        "normalized_shape=[4]": lambda t, x: t.nn.functional.layer_norm(x, (4,)),
        "real numbers": lambda t, x: t.nn.functional.layer_norm(x.long(), (5,)),
    }
    for words, call in calls.items():
        message = both_refuse(call, X)
        assert words in message and "Fix:" in message, (function, message)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("p", [0.0, 0.3, 0.5, 1.0])
def test_dropout_draws_as_pytorch_does(p: float, dtype: str) -> None:
    for name in ("dropout", "alpha_dropout"):

        def call(t, x, name=name):
            t.manual_seed(7)
            made = getattr(t.nn.functional, name)(x, p, training=True)
            return made * t.rand(4, 5, dtype=x.dtype)  # and as many numbers

        agree(call, X.astype(dtype), name=False)


def test_dropout_outside_training_is_its_input() -> None:
    x = tidu.tensor(X)
    assert tidu.nn.functional.dropout(x, 0.5, training=False) is x
    assert tidu.nn.functional.dropout(x, 0.0) is x
    assert tidu.nn.functional.alpha_dropout(x, 0.5) is x


def test_dropout_in_place_and_refusals() -> None:
    tidu.manual_seed(0)
    wanted = tidu.nn.functional.dropout(tidu.tensor(X), 0.5)
    tidu.manual_seed(0)
    x = tidu.tensor(X)
    assert tidu.nn.functional.dropout(x, 0.5, inplace=True) is x and tidu.equal(x, wanted)
    for p in (-0.1, 1.1):
        assert "between 0 and 1" in both_refuse(lambda t, x, p=p: t.nn.functional.dropout(x, p), X)
    assert "x.float()" in both_refuse(lambda t, x: t.nn.functional.dropout(x.long()), X)


@pytest.mark.parametrize(
    "options", [{}, {"padding_idx": 2}, {"padding_idx": -1}, {"scale_grad_by_freq": True}]
)
@pytest.mark.parametrize("places", [PLACES, PLACES[0], np.array(3), PLACES[:, :0]], ids=str)
def test_embedding(places: np.ndarray, options: dict) -> None:
    agree(lambda t, table: t.nn.functional.embedding(t.tensor(places), table, **options), TABLE, order=1)


def test_embedding_shortens_long_rows_in_place() -> None:
    tables = []
    for t in (tidu, torch):
        tables.append(t.tensor(TABLE))
        t.nn.functional.embedding(t.tensor(PLACES), tables[-1], max_norm=0.8, norm_type=1.5)
    np.testing.assert_allclose(tables[0].numpy(), tables[1].numpy(), rtol=1e-6)
    assert (tables[0].numpy()[[3, 4]] == TABLE[[3, 4]]).all() and (tables[0].numpy() != TABLE).any()


@pytest.mark.parametrize("places", [PLACES, np.array(2)], ids=str)
@pytest.mark.parametrize("classes", [-1, 9])
def test_one_hot(places: np.ndarray, classes: int) -> None:
    ours, theirs = (t.nn.functional.one_hot(t.tensor(places), classes) for t in (tidu, torch))
    np.testing.assert_array_equal(ours.numpy(), theirs.numpy())
    assert ours.dtype == tidu.int64


def test_embedding_and_one_hot_refusals() -> None:
    calls = {
        "Long, Int": lambda t, table: t.nn.functional.embedding(table, table),
        "2-D": lambda t, table: t.nn.functional.embedding(t.tensor([0]), table[0]),
        "within num_embeddings": lambda t, table: t.nn.functional.embedding(
            t.tensor([0]), table, padding_idx=6
        ),
        "LongTensor": lambda t, table: t.nn.functional.one_hot(table),
        "non-negative": lambda t, table: t.nn.functional.one_hot(t.tensor([-1])),
        "smaller than num_classes": lambda t, table: t.nn.functional.one_hot(t.tensor([3]), 3),
        "should be positive": lambda t, table: t.nn.functional.one_hot(t.tensor([3]), 0),
        "infer": lambda t, table: t.nn.functional.one_hot(t.tensor([], dtype=t.int64)),
    }
    for words, call in calls.items():
        message = both_refuse(call, TABLE)
        assert words in message and "Fix:" in message, message
    with pytest.raises(IndexError):
        tidu.nn.functional.embedding(tidu.tensor([6]), tidu.tensor(TABLE))


@pytest.mark.parametrize("p", [1.0, 2.0, 3.0, float("inf")])
def test_pairwise_distance(p: float) -> None:
    for keepdim in (False, True):
        agree(lambda t, x, y, k=keepdim: t.nn.functional.pairwise_distance(x, y, p, 1e-6, k), X, Y, order=1)
    agree(lambda t, x: t.nn.functional.pairwise_distance(x, x * 1.0, p), X, order=1)


@pytest.mark.parametrize("dim", [0, 1, -1])
def test_cosine_similarity(dim: int) -> None:
    agree(lambda t, x, y: t.nn.functional.cosine_similarity(x, y, dim), X, Y)
    agree(lambda t, x, y: t.nn.functional.cosine_similarity(x, y, dim), X * 0, Y, order=0)
    agree(lambda t, x, y: t.nn.functional.cosine_similarity(x, y, dim), X, Y[:1], order=1)


@pytest.mark.parametrize("lead", [(4,), (2, 3), ()])
def test_bilinear(lead: tuple) -> None:
    one, two = RANDOM.normal(size=(*lead, 2)), RANDOM.normal(size=(*lead, 3))
    weight, bias = RANDOM.normal(size=(4, 2, 3)), RANDOM.normal(size=4)
    agree(lambda t, a, b, w, c: t.nn.functional.bilinear(a, b, w, c), one, two, weight, bias, name=False)
    agree(lambda t, a, b, w: t.nn.functional.bilinear(a, b, w), one, two, weight)
    assert "[out, in1, in2]" in both_refuse(
        lambda t, a, b, w: t.nn.functional.bilinear(b, a, w), one, two, weight
    )
