"""The module itself against PyTorch: walking, modes, types, printing, copies, refusals."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
import torch
from networks import network
from twins import both_refuse

import tidu
from tidu import nn
from tidu.core.refused import refusal


def walk(model: Any) -> dict[str, list]:
    return {
        "parameters": [(name, tuple(p.shape)) for name, p in model.named_parameters()],
        "all": [name for name, _ in model.named_parameters(remove_duplicate=False)],
        "own": [name for name, _ in model.named_parameters(recurse=False)],
        "prefix": [name for name, _ in model.named_parameters(prefix="x")],
        "count": [sum(p.numel() for p in model.parameters())],
        "buffers": [name for name, _ in model.named_buffers()],
        "modules": [(name, type(m).__name__) for name, m in model.named_modules()],
        "twice": [name for name, _ in model.named_modules(remove_duplicate=False)],
        "children": [name for name, _ in model.named_children()],
        "lengths": [len(list(model.modules())), len(list(model.children())), len(list(model.buffers()))],
        "state": list(model.state_dict()),
    }


def test_walking_and_printing() -> None:
    ours, theirs = network(tidu), network(torch)
    assert walk(ours) == walk(theirs)
    assert repr(ours) == repr(theirs)
    assert repr(nn.Module()) == "Module()"


def test_public_names_are_pytorchs() -> None:
    """What a module offers; what PyTorch has beyond it belongs to devices, compilers or old hooks."""
    beyond = {name for name in dir(torch.nn.Module) if not name.startswith("_")}
    beyond -= {name for name in dir(nn.Module) if not name.startswith("_")}
    assert {name for name in beyond if refusal("torch.nn.Module", name) is None} == set()
    with pytest.raises(AttributeError, match="not bfloat16"):
        nn.Module().bfloat16()


def test_modes_and_freezing() -> None:
    model = network(tidu)
    assert model.training and model.eval() is model
    assert not any(module.training for module in model.modules())
    assert all(module.training for module in model.train().modules())
    with pytest.raises(ValueError, match="boolean"):
        model.train(1)  # pyright: ignore
    assert model.requires_grad_(False) is model and not any(p.requires_grad for p in model.parameters())
    names: list[str] = []
    assert model.apply(lambda m: names.append(type(m).__name__)) is model
    theirs: list[str] = []
    network(torch).apply(lambda m: theirs.append(type(m).__name__))
    assert names == theirs


def test_types() -> None:
    x = np.random.default_rng(0).normal(size=(4, 3))
    models = [network(tidu), network(torch)]
    for library, model in zip((tidu, torch), models, strict=True):
        parameter = model.blocks[0].first.weight
        model(library.tensor(x, dtype=library.float32)).sum().backward()
        assert model.double() is model and model.blocks[0].first.weight is parameter
        assert parameter.dtype == library.float64 and parameter.grad.dtype == library.float64
        assert model.blocks[0].seen.dtype == library.float64
        model.to(library.zeros(1)).to("cpu").to(dtype=library.float64).to(
            library.device("cpu"), library.float64
        )
        model.zero_grad(set_to_none=False)
        assert not parameter.grad.numpy().any()
        model(library.tensor(x)).sum().backward()
        assert model.cpu() is model
    grads = [[None if p.grad is None else p.grad.numpy() for p in model.parameters()] for model in models]
    for mine, wanted in zip(*grads, strict=True):
        np.testing.assert_allclose(mine, wanted, atol=1e-7)
    assert models[0].float().shared.weight.dtype == tidu.float32
    assert models[0].half().shared.weight.dtype == tidu.float16
    assert "torch.int64" in both_refuse(lambda t: t.nn.Linear(1, 1).to(t.int64))
    with pytest.raises(RuntimeError):
        models[0].to("meta")
    counter = nn.BatchNorm1d(1).double()
    assert counter.num_batches_tracked.dtype == tidu.int64
    assert counter.type(tidu.float32).num_batches_tracked.dtype == tidu.float32


def test_zero_grad_forgets() -> None:
    model = network(tidu)
    model(tidu.ones(2, 3)).sum().backward()
    assert any(p.grad is not None for p in model.parameters())
    model.zero_grad()
    assert all(p.grad is None for p in model.parameters())


def test_paths() -> None:
    model = network(tidu)
    assert model.get_submodule("blocks.1.first") is model.blocks[1].first and model.get_submodule("") is model
    assert model.get_parameter("head.0.bias") is model.head[0].bias
    assert model.get_buffer("blocks.0.seen") is model.blocks[0].seen
    wrong = {"get_submodule": "name", "get_parameter": "blocks.0.act", "get_buffer": "head.0.weight"}
    for method, path in wrong.items():
        with pytest.raises(AttributeError, match="is not a"):
            getattr(model, method)(path)
        with pytest.raises(AttributeError, match="no attribute"):
            getattr(model, method)("blocks.0.fist")


def test_copies() -> None:
    model = network(tidu)
    model(tidu.ones(2, 3)).sum().backward()
    for twin in (copy.deepcopy(model.head), pickle.loads(pickle.dumps(model.head))):
        assert tidu.equal(twin[0].weight, model.head[0].weight) and twin[0].weight is not model.head[0].weight
        assert isinstance(twin[0].weight, nn.Parameter) and twin[0].weight.requires_grad
    assert copy.deepcopy(model).head[0].weight.grad is None
    twin = copy.deepcopy(model)
    assert twin.shared is twin.head[0]
    shallow = copy.copy(model)
    assert shallow.head is model.head
