"""What optimizers refuse, in PyTorch's words."""

from __future__ import annotations

import sys

import pytest
import torch

import tidu
from tidu import optim
from tidu.optim.optimizer import required
from tidu.text.optim import SENTENCES

THEIRS = sys.modules["torch.optim.optimizer"]  # PyTorch takes the name out of torch.optim
REQUIRED = {tidu: required, torch: THEIRS.required}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("TIDU_LANG", "en")


def leaf(library, *values):
    return library.tensor([float(v) for v in values], requires_grad=True)


# What is refused: both libraries raise the same type, and our text begins with PyTorch's.
REFUSALS = {
    "tensor": lambda L, O: O.SGD(L.ones(2), lr=1),
    "nothing": lambda L, O: O.SGD([], lr=1),
    "used up": lambda L, O: O.SGD(iter([]), lr=1),
    "no iterable": lambda L, O: O.SGD(3.5, lr=1),
    "number": lambda L, O: O.SGD([1], lr=1),
    "set": lambda L, O: O.SGD([{"params": {L.ones(2)}}], lr=1),
    "some names": lambda L, O: O.SGD([L.ones(2), ("a", L.ones(2))], lr=1),
    "mixed names": lambda L, O: O.SGD([{"params": [("a", L.ones(2))]}, {"params": [L.ones(2)]}], lr=1),
    "mixed names, other way": lambda L, O: O.SGD(
        [{"params": [L.ones(2)]}, {"params": [("a", L.ones(2))]}], lr=1
    ),
    "non-leaf": lambda L, O: O.SGD([leaf(L, 1) * 2], lr=1),
    "group kind": lambda L, O: O.SGD([L.ones(1)]).add_param_group([L.ones(1)]),
    "shared": lambda L, O: (lambda w: O.SGD([{"params": w}, {"params": [w]}]))(L.ones(1)),
    "required": lambda L, O: O.Optimizer([L.ones(1)], {"lr": REQUIRED[L]}),
    "lr": lambda L, O: O.SGD([L.ones(1)], lr=-0.5),
    "lr text": lambda L, O: O.SGD([L.ones(1)], lr="fast"),
    "lr tensor": lambda L, O: O.SGD([L.ones(1)], lr=L.ones(3)),
    "momentum": lambda L, O: O.SGD([L.ones(1)], momentum=-1),
    "weight_decay": lambda L, O: O.SGD([L.ones(1)], weight_decay=-0.1),
    "nesterov": lambda L, O: O.SGD([L.ones(1)], nesterov=True),
    "nesterov dampening": lambda L, O: O.SGD([L.ones(1)], momentum=0.9, dampening=0.1, nesterov=True),
    "fused foreach": lambda L, O: O.SGD([L.ones(1)], fused=True, foreach=True),
    "fused differentiable": lambda L, O: O.Adam([L.ones(1)], fused=True, differentiable=True),
    "Adam NaN": lambda L, O: O.Adam([L.ones(1)], lr=float("nan")),
    "Adam eps": lambda L, O: O.Adam([L.ones(1)], eps=-1e-8),
    "Adam beta 1": lambda L, O: O.Adam([L.ones(1)], betas=(1.0, 0.9)),
    "Adam beta 2": lambda L, O: O.Adam([L.ones(1)], betas=(0.9, -0.1)),
    "Adam whole betas": lambda L, O: O.Adam([L.ones(1)], betas=(0, 0.9)),
    "Adam decay": lambda L, O: O.Adam([L.ones(1)], weight_decay=-1),
    "AdamW lr": lambda L, O: O.AdamW([L.ones(1)], lr=-1),
    "RMSprop alpha": lambda L, O: O.RMSprop([L.ones(1)], alpha=-0.5),
    "RMSprop momentum": lambda L, O: O.RMSprop([L.ones(1)], momentum=-0.5),
    "Adagrad lr_decay": lambda L, O: O.Adagrad([L.ones(1)], lr_decay=-0.5),
    "Adagrad start": lambda L, O: O.Adagrad([L.ones(1)], initial_accumulator_value=-0.5),
    "Adadelta rho": lambda L, O: O.Adadelta([L.ones(1)], rho=1.5),
    "Adamax beta": lambda L, O: O.Adamax([L.ones(1)], betas=(0.9, 1.0)),
    "NAdam decay": lambda L, O: O.NAdam([L.ones(1)], momentum_decay=-0.1),
    "RAdam eps": lambda L, O: O.RAdam([L.ones(1)], eps=-1),
    "ASGD lr": lambda L, O: O.ASGD([L.ones(1)], lr=-1),
    "Rprop etas": lambda L, O: O.Rprop([L.ones(1)], etas=(1.2, 1.5)),
    "load groups": lambda L, O: O.SGD([L.ones(1)]).load_state_dict({"state": {}, "param_groups": []}),
    "load sizes": lambda L, O: O.SGD([L.ones(1)]).load_state_dict(O.SGD([L.ones(1), L.ones(1)]).state_dict()),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_are_those_of_pytorch(name):
    with pytest.raises(Exception) as theirs:
        REFUSALS[name](torch, torch.optim)
    with pytest.raises(type(theirs.value)) as ours:
        REFUSALS[name](tidu, optim)
    wanted = str(theirs.value).rstrip(".").removesuffix("[0]")
    if name != "lr text":
        assert str(ours.value).startswith(wanted)
        assert "Fix: " in str(ours.value) or name == "set"


def test_a_group_without_parameters_says_what_it_has():
    with pytest.raises(KeyError, match=r"'params' is missing .* which has \['lr'\]"):
        optim.SGD([{"lr": 1.0}])


def test_sets_are_refused_at_once():
    with pytest.raises(TypeError, match="Please use a list instead"):
        optim.SGD({tidu.ones(1)})


def test_every_sentence_is_said_in_both_languages():
    for key, (english, chinese) in SENTENCES.items():
        assert english and chinese and english != chinese, key
