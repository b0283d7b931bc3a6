"""What all optimizers share: groups, states, gradients, hooks, copies, and what they refuse."""

from __future__ import annotations

import copy
import pickle
import sys
import warnings

import numpy as np
import pytest
import torch

import tidu
from tidu import optim
from tidu.optim.hooks import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from tidu.optim.optimizer import Optimizer, required

THEIRS = sys.modules["torch.optim.optimizer"]  # PyTorch takes the name out of torch.optim
REQUIRED = {tidu: required, torch: THEIRS.required}
LIBRARIES = ((tidu, optim), (torch, torch.optim))


def leaf(library, *values):
    return library.tensor([float(v) for v in values], requires_grad=True)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("TIDU_LANG", "en")


def test_duplicates_are_warned_of_where_the_optimizer_is_made():
    w = tidu.ones(1)
    with pytest.warns(UserWarning, match="contains a parameter group with duplicate parameters") as caught:
        optim.SGD([w, w])
    assert caught[0].filename == __file__


def test_nothing_overflows_aloud():
    w = leaf(tidu, 1.0, 3e38)
    w.grad = tidu.tensor([float("inf"), 3e38])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optim.SGD([w], lr=1e30).step()
        optim.Adam([w]).step()
    assert not np.isfinite(w.detach().numpy()).any()


def test_parameters_without_gradient_stay():
    for library, package in LIBRARIES:
        moving, resting = leaf(library, 1), leaf(library, 2)
        optimizer = package.Adam([moving, resting], weight_decay=0.1)
        moving.grad = library.ones(1)
        optimizer.step()
        assert resting.tolist() == [2.0] and moving.tolist() != [1.0]
        assert list(optimizer.state_dict()["state"]) == [0]


@pytest.mark.parametrize("set_to_none", [True, False])
def test_zero_grad(set_to_none):
    w, v, idle = leaf(tidu, 1), leaf(tidu, 2), leaf(tidu, 3)
    (w * v).backward(create_graph=True)
    before = w.grad
    optim.SGD([w, v, idle]).zero_grad(set_to_none=set_to_none)
    assert idle.grad is None
    if set_to_none:
        assert w.grad is None and v.grad is None
    else:
        assert w.grad is before and w.grad.tolist() == [0.0] and not w.grad.requires_grad


def test_a_step_counts_as_a_change_in_place():
    w = leaf(tidu, 1.0, 2.0)
    loss = (w * w).sum()
    loss.backward(retain_graph=True)
    optim.SGD([w], lr=0.1).step()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_writing_to_a_view_of_memory_shows_everywhere():
    array = np.array([1.0, 2.0])
    w = tidu.from_numpy(array).requires_grad_()
    w.grad = tidu.from_numpy(np.ones(2))
    optim.SGD([w], lr=0.5, momentum=0.9).step()
    assert array.tolist() == [0.5, 1.5]
    assert w.grad.tolist() == [1.0, 1.0]


def test_state_dict_is_alive_and_loading_takes_copies():
    w = leaf(tidu, 1.0)
    optimizer = optim.SGD([w], lr=0.1, momentum=0.9)
    w.grad = tidu.ones(1)
    optimizer.step()
    saved = optimizer.state_dict()
    other = optim.SGD([leaf(tidu, 1.0)], lr=5.0)
    other.load_state_dict(saved)
    optimizer.step()
    assert saved["state"][0]["momentum_buffer"].item() == pytest.approx(1.9)
    assert other.state_dict()["state"][0]["momentum_buffer"].item() == 1.0
    assert other.param_groups[0]["lr"] == 0.1


def test_states_of_old_versions_load():
    """Counts were numbers, unused momentum was None, and options were fewer."""
    w = leaf(tidu, 1.0)
    adam = optim.Adam([w])
    moments = {"exp_avg": tidu.ones(1), "exp_avg_sq": tidu.ones(1)}
    group = {"lr": 0.5, "betas": (0.9, 0.9), "eps": 1e-8, "params": [0]}
    adam.load_state_dict({"state": {0: {"step": 3, **moments}}, "param_groups": [group]})
    w.grad = tidu.ones(1)
    adam.step()
    assert adam.state[w]["step"].item() == 4.0 and adam.param_groups[0]["amsgrad"] is False
    sgd = optim.SGD([w], momentum=0.9)
    sgd.load_state_dict({**sgd.state_dict(), "state": {0: {"momentum_buffer": None}}})
    sgd.step()
    assert sgd.state[w]["momentum_buffer"].tolist() == [1.0]


def test_what_ones_own_optimizer_remembers_stays_as_it_is():
    def run(library, package):
        class Counting(package.Optimizer):
            def step(self, closure=None):
                for p in self.param_groups[0]["params"]:
                    state = self.state[p]
                    state["step"] = state.get("step", 0) + 1
                    state["names"] = ["a", 2]

        w = leaf(library, 1.0)
        first, second = Counting([w], {}), Counting([w], {})
        first.step()
        second.load_state_dict(first.state_dict())
        second.step()
        return second.state_dict()

    wanted = {"state": {0: {"step": 2, "names": ["a", 2]}}, "param_groups": [{"params": [0]}]}
    assert run(tidu, optim) == run(torch, torch.optim) == wanted


def test_state_takes_the_type_of_its_parameter():
    w = leaf(tidu, 1.0)
    w.grad = tidu.ones(1)
    single = optim.Adam([w])
    single.step()
    v = tidu.tensor([1.0], dtype=tidu.float64, requires_grad=True)
    double = optim.Adam([v])
    double.load_state_dict(single.state_dict())
    assert double.state[v]["exp_avg"].dtype == tidu.float64
    assert double.state[v]["step"].dtype == tidu.float32


def test_names_of_parameters_are_kept():
    def run(library, package):
        optimizer = package.SGD([("w", leaf(library, 1.0)), ("b", leaf(library, 2.0))], lr=0.1)
        saved = optimizer.state_dict()
        nameless = package.SGD([leaf(library, 1.0), leaf(library, 1.0)], lr=0.5)
        nameless.load_state_dict(saved)
        optimizer.load_state_dict(package.SGD([leaf(library, 1.0), leaf(library, 1.0)]).state_dict())
        return repr(optimizer), saved, nameless.param_groups[0]["param_names"]

    assert run(tidu, optim) == run(torch, torch.optim)


def test_groups_are_added_and_shown():
    def run(library, package):
        optimizer = package.SGD([{"params": leaf(library, 1.0)}, {"params": [], "lr": 0.2}], lr=0.1)
        optimizer.add_param_group({"params": (leaf(library, 2.0),), "momentum": 0.9})
        return repr(optimizer), optimizer.state_dict()

    assert run(tidu, optim) == run(torch, torch.optim)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_copies_go_on_by_themselves(duplicate):
    w = leaf(tidu, 1.0, 2.0)
    w.grad = tidu.ones(2)
    optimizer = optim.Adam([w], lr=0.1)
    optimizer.register_step_pre_hook(lambda *_: pytest.fail("hooks are not copied"))
    optimizer.before_step.clear()
    optimizer.step()
    other = duplicate(optimizer)
    v = other.param_groups[0]["params"][0]
    v.grad = tidu.ones(2)
    other.step()
    optimizer.step()
    assert v is not w and v.tolist() == w.tolist()
    assert other.state[v]["step"].item() == 2.0


def test_hooks_around_a_step():
    def run(library, package, before_all, after_all):
        w, seen = leaf(library, 1.0), []
        optimizer = package.SGD([w], lr=0.1)

        def change(given, args, kwargs):
            seen.append(("change", given is optimizer, len(args), kwargs))
            return (args[0], lambda: 7.0), {}

        handles = [
            optimizer.register_step_pre_hook(change),
            optimizer.register_step_post_hook(lambda o, a, k: seen.append(("after", len(a)))),
            before_all(lambda o, a, k: seen.append(("before all", len(a)))),
            after_all(lambda o, a, k: seen.append(("after all", len(a)))),
        ]
        seen.append(optimizer.step())
        for handle in handles:
            handle.remove()
        seen.append(optimizer.step())
        return seen

    assert run(tidu, optim, register_optimizer_step_pre_hook, register_optimizer_step_post_hook) == run(
        torch,
        torch.optim,
        THEIRS.register_optimizer_step_pre_hook,
        THEIRS.register_optimizer_step_post_hook,
    )


def test_a_hook_must_return_arguments():
    optimizer = optim.SGD([leaf(tidu, 1.0)])
    optimizer.register_step_pre_hook(lambda *_: 3)
    with pytest.raises(RuntimeError, match=r"must return None or a tuple of .* but got 3"):
        optimizer.step()


def test_hooks_around_saving_and_loading():
    def run(library, package):
        optimizer, seen = package.SGD([leaf(library, 1.0)], lr=0.1), []
        optimizer.register_state_dict_pre_hook(lambda o: seen.append("before saving"))
        optimizer.register_state_dict_pre_hook(lambda o: seen.append("first"), prepend=True)
        optimizer.register_state_dict_post_hook(lambda o, s: {**s, "extra": 1})
        optimizer.register_load_state_dict_pre_hook(lambda o, s: seen.append(sorted(s)))
        optimizer.register_load_state_dict_post_hook(lambda o: seen.append("loaded"))
        optimizer.load_state_dict(optimizer.state_dict())
        return seen

    assert run(tidu, optim) == run(torch, torch.optim)


def test_an_optimizer_of_ones_own_with_a_step():
    def run(library, package):
        class Signs(package.Optimizer):
            def __init__(self, params, lr=REQUIRED[library]):
                super().__init__(params, {"lr": lr})

            def step(self, closure=None):
                for group in self.param_groups:
                    for p in group["params"]:
                        p.data -= group["lr"] * p.grad.sign()

        w, seen = leaf(library, 1.0, 2.0), []
        w.grad = library.tensor([-3.0, 5.0])
        optimizer = Signs([w], lr=0.5)
        optimizer.register_step_post_hook(lambda *_: seen.append("after"))
        optimizer.step()
        return w.tolist(), seen, repr(optimizer)

    assert run(tidu, optim) == run(torch, torch.optim) == ([1.5, 1.5], ["after"], run(tidu, optim)[2])


def test_neither_step_nor_update():
    w = leaf(tidu, 1.0)
    w.grad = tidu.ones(1)
    with pytest.raises(NotImplementedError, match="Optimizer has neither `step` nor `update`"):
        Optimizer([w], {}).step()
    assert repr(required) == "<required parameter>"


def test_betas_as_tensors():
    optimizer = optim.Adam([leaf(tidu, 1.0)], betas=(tidu.tensor(0.5), tidu.tensor(0.25)))
    assert optimizer.param_groups[0]["betas"] == (0.5, 0.25)
