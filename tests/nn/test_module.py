"""The module itself against PyTorch: attributes, walking, modes, types, printing, copies, refusals."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse

import tidu
from tidu import nn


def network(library: Any) -> Any:
    """The same nested network in either library, with everything a module can hold."""
    nn = library.nn

    class Block(nn.Module):
        def __init__(self, width: int):
            super().__init__()
            self.first = nn.Linear(width, 2)
            self.scale = nn.Parameter(library.ones(2))
            self.register_buffer("seen", library.zeros(2))
            self.register_buffer("hidden", library.ones(1), persistent=False)
            self.register_parameter("nothing", None)
            self.act = nn.ReLU()

        def forward(self, x):
            return self.act(self.first(x)) * self.scale

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.name = "net"
            self.blocks = nn.ModuleList([Block(3), Block(2)])
            self.head = nn.Sequential(nn.Linear(2, 1), nn.Identity())
            self.shared = self.head[0]
            self.nothing = None

        def forward(self, x):
            for block in self.blocks:
                x = block(x)
            return self.head(x)

        def extra_repr(self):
            return "one\ntwo"

    library.manual_seed(0)
    return Net()


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
    assert beyond == {
        *("T_destination", "bfloat16", "compile", "cuda", "ipu", "mtia", "share_memory", "to_empty", "xpu"),
        *("dump_patches", "call_super_init", "get_extra_state", "set_extra_state", "set_submodule"),
        *("register_backward_hook", "register_state_dict_pre_hook"),
    }


def test_attributes() -> None:
    model = nn.Linear(2, 1)
    weight = nn.Parameter(tidu.zeros(1, 2))
    model.weight = weight
    assert model.weight is weight and model._parameters["weight"] is weight
    model.bias = None
    assert model.bias is None and list(model.state_dict()) == ["weight"]
    model.extra = 3
    model.extra = nn.ReLU()
    assert model.extra is model._modules["extra"] and "extra" not in model.__dict__
    model.extra = nn.Parameter(tidu.ones(1))
    assert "extra" not in model._modules and "extra" in model._parameters
    del model.extra
    assert not hasattr(model, "extra")
    model.register_buffer("count", tidu.zeros(1), persistent=False)
    model.count = tidu.ones(1)
    assert model._buffers["count"].item() == 1 and "count" not in model.state_dict()
    del model.count
    model.register_buffer("count", tidu.zeros(1))
    assert "count" in model.state_dict()
    assert {"weight", "bias", "count", "forward"} <= set(dir(model))


@pytest.mark.parametrize("kind", ["parameter", "buffer", "module"])
def test_registering_refuses_what_pytorch_refuses(kind: str) -> None:
    def register(library: Any, name: Any, value: Any) -> None:
        model = library.nn.Linear(1, 1)
        method = model.add_module if kind == "module" else getattr(model, f"register_{kind}")
        method(name, value)

    for name, words in (("a.b", "contain"), ("", "empty"), (3, "string"), ("forward", "already exists")):
        assert words in both_refuse(lambda t, name=name: register(t, name, None))
    for taken in ("bias", "in_features"):
        if not (taken == "bias" and kind == "parameter"):
            assert "already exists" in both_refuse(lambda t, taken=taken: register(t, taken, None))
    assert "int" in both_refuse(lambda t: register(t, "name", 3))


def test_setting_refuses_what_pytorch_refuses() -> None:
    def put(name: str, value: Any) -> Any:
        def call(library: Any) -> None:
            model = library.nn.Sequential(library.nn.Linear(1, 1), library.nn.BatchNorm1d(1))
            target = model if name == "0" else model[0 if name == "weight" else 1]
            setattr(target, name, value(library) if callable(value) else value)

        return call

    assert "as parameter 'weight' (torch.nn.Parameter or None expected)" in both_refuse(put("weight", 3))
    assert "Tensor" in both_refuse(put("weight", lambda t: t.ones(1)))
    assert "as child module '0' (torch.nn.Module or None expected)" in both_refuse(put("0", 3))
    assert "as buffer 'running_mean' (torch.Tensor or None expected)" in both_refuse(put("running_mean", 3))
    leaf = "Cannot assign non-leaf Tensor to parameter 'x'"

    computed = nn.Parameter(tidu.ones(1)) * 1
    computed.__class__ = nn.Parameter
    with pytest.raises(ValueError, match=leaf):
        nn.Module().register_parameter("x", computed)


def test_a_missing_attribute_names_the_nearest() -> None:
    model = network(tidu)
    for wrong, near in (("heads", "head"), ("block", "blocks"), ("paramters", "parameters")):
        with pytest.raises(
            AttributeError, match=f"'Net' object has no attribute '{wrong}'.*'{near}'"
        ) as error:
            getattr(model, wrong)
        assert type(error.value) is AttributeError
    with pytest.raises(AttributeError, match=r"has no attribute 'zzzzzzzz'$"):
        model.zzzzzzzz  # noqa: B018
    assert getattr(model, "absent", 7) == 7


def test_forgetting_super_init() -> None:
    class Early(nn.Module):
        def __init__(self, member: Any):
            self.member = member

    for member, kind in (
        (nn.Parameter(tidu.ones(1)), "parameters"),
        (nn.ReLU(), "module"),
    ):
        words = rf"cannot assign {kind} before Module.__init__\(\) call.*super\(\).__init__\(\)"
        with pytest.raises(AttributeError, match=words):
            Early(member)
    plain = Early(3)
    assert plain.member == 3
    for ask in (lambda: plain(1), lambda: list(plain.parameters()), lambda: plain.state_dict()):
        with pytest.raises(AttributeError, match=r"Early.__init__ did not call super\(\).__init__\(\)"):
            ask()
    with pytest.raises(AttributeError, match="cannot assign buffer before"):
        plain.register_buffer("x", tidu.ones(1))
    with pytest.raises(TypeError):
        nn.Module(3)  # pyright: ignore
    with pytest.raises(NotImplementedError, match=r'\[Empty\] is missing the required "forward"'):
        type("Empty", (nn.Module,), {})()(1)


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
        models[0].to("cuda")
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


def test_parameter() -> None:
    data = tidu.tensor([1.0, 2.0])
    parameter = nn.Parameter(data)
    assert repr(parameter) == repr(torch.nn.Parameter(torch.tensor([1.0, 2.0])))
    assert isinstance(parameter, tidu.Tensor) and parameter.is_leaf and parameter.requires_grad
    with tidu.no_grad():
        parameter.mul_(2)
        assert nn.Parameter(tidu.ones(1)).requires_grad
    assert data.tolist() == [2, 4]
    assert type(parameter * 1) is tidu.Tensor and not nn.Parameter(data, requires_grad=False).requires_grad
    assert nn.Parameter().shape == (0,) and nn.Parameter(requires_grad=False).numel() == 0
    both_refuse(lambda t: t.nn.Parameter(t.tensor([1])))
    with pytest.raises(TypeError, match=r"nn.Parameter\(torch.tensor"):
        nn.Parameter([1.0])  # pyright: ignore
