"""A module's attributes against PyTorch: setting, registering, finding, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from networks import network
from twins import both_refuse

import tidu
from tidu import nn


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
