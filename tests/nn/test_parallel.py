"""torch.nn.parallel without graphics cards, against PyTorch."""

from __future__ import annotations

import inspect

import pytest
import torch
from twins import both_refuse

import tidu


def test_a_model_runs_as_it_is() -> None:
    ours, theirs = (t.nn.DataParallel(t.nn.Linear(2, 1), device_ids=[0, 1]) for t in (tidu, torch))
    assert repr(ours) == repr(theirs) and list(ours.state_dict()) == list(theirs.state_dict())
    assert ours.device_ids == theirs.device_ids == []
    theirs.load_state_dict({name: torch.ones_like(x) for name, x in theirs.state_dict().items()})
    ours.load_state_dict({name: tidu.ones_like(x) for name, x in ours.state_dict().items()})
    assert ours(input=tidu.ones(3, 2)).tolist() == theirs(input=torch.ones(3, 2)).tolist()


def test_parameters_are_pytorchs() -> None:
    for name in ("data_parallel", "DataParallel"):
        ours, theirs = (inspect.signature(getattr(t.nn.parallel, name)).parameters for t in (tidu, torch))
        assert [(p.name, p.default) for p in ours.values()] == [(p.name, p.default) for p in theirs.values()]


INPUTS = [(None, 0), ((), 0), (tidu.ones(2), 2), ((tidu.ones(2), tidu.ones(1)), 3)]


@pytest.mark.parametrize("inputs, count", INPUTS)
def test_inputs_may_be_one_or_several(inputs: object, count: int) -> None:
    class Counts(tidu.nn.Module):
        def forward(self, *given: tidu.Tensor, more: int = 0) -> int:
            return sum(x.numel() for x in given) + more

    assert tidu.nn.parallel.data_parallel(Counts(), inputs, range(2)) == count
    assert tidu.nn.parallel.data_parallel(Counts(), inputs, module_kwargs={"more": 5}) == count + 5


def test_several_processes_are_refused() -> None:
    both_refuse(
        lambda t: t.nn.parallel.DistributedDataParallel(t.nn.Linear(1, 1)), "one process trains one model"
    )
