"""Sequential, lists and dictionaries of modules and parameters, against PyTorch."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest
import torch
from twins import both_refuse

import tidu


def same(build: Any) -> Any:
    """Ours, once it prints as PyTorch's does, with the same names in the same order."""
    ours, theirs = build(tidu), build(torch)
    assert repr(ours) == repr(theirs)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    assert list(ours._modules) == list(theirs._modules)
    return ours


def layers(library: Any, count: int = 4) -> list:
    made = [
        library.nn.Linear(1, 1),
        library.nn.ReLU(),
        library.nn.Linear(1, 2, bias=False),
        library.nn.Tanh(),
    ]
    return made[:count]


CHANGES = {
    "none": lambda t, c: None,
    "set": lambda t, c: c.__setitem__(1, t.nn.ELU()),
    "set last": lambda t, c: c.__setitem__(-1, t.nn.ELU()),
    "delete": lambda t, c: c.__delitem__(1),
    "delete slice": lambda t, c: c.__delitem__(slice(0, 2)),
    "append": lambda t, c: c.append(t.nn.ELU()).append(t.nn.SELU()),
    "insert": lambda t, c: c.insert(1, t.nn.ELU()),
    "insert first": lambda t, c: c.insert(0, t.nn.ELU()),
    "extend": lambda t, c: c.extend([t.nn.ELU(), t.nn.SELU()]),
    "pop": lambda t, c: c.pop(1),
    "pop last": lambda t, c: c.pop(-1),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", ["Sequential", "ModuleList"])
def test_changes(kind: str, change: str) -> None:
    def build(library: Any) -> Any:
        given = layers(library)
        made = library.nn.Sequential(*given) if kind == "Sequential" else library.nn.ModuleList(given)
        CHANGES[change](library, made)
        return made

    made = same(build)
    assert len(made) == len(list(made)) and made[0] is next(iter(made)) and made[-1] is list(made)[-1]
    assert [type(x).__name__ for x in made[1:]] == [type(x).__name__ for x in list(made)[1:]]
    assert type(made[:2]) is type(made)


def test_sequential_arithmetic() -> None:
    def sums(library: Any) -> Any:
        nn = library.nn
        both = nn.Sequential(*layers(library, 2)) + nn.Sequential(nn.ELU())
        both *= 2
        both += nn.Sequential(nn.SELU())
        return nn.Sequential(both, both * 1, 2 * nn.Sequential(nn.Tanh()))

    same(sums)
    for words, call in {
        "only objects of Sequential": lambda t: t.nn.Sequential() + t.nn.ReLU(),
        "for \\*: Sequential and str": lambda t: t.nn.Sequential() * "2",
        "Non-positive": lambda t: t.nn.Sequential() * 0,
        "out of range": lambda t: t.nn.Sequential()[0],
        "is not a Module": lambda t: t.nn.Sequential(t.nn.ReLU),
        "index 9": lambda t: t.nn.Sequential(t.nn.ReLU()).insert(9, t.nn.ReLU()),
    }.items():
        assert words.replace("\\", "") in both_refuse(call)


def test_sequential_with_names() -> None:
    def build(library: Any) -> Any:
        named = zip("abcd", layers(library), strict=True)
        return library.nn.Sequential(OrderedDict(named))

    made = same(build)
    assert made.a is made[0] and list(made[1:3]._modules) == ["b", "c"]
    assert made(tidu.ones(1, 1)).shape == (1, 2)
    assert tidu.nn.Sequential()(3) == 3


def test_module_list() -> None:
    def build(library: Any) -> Any:
        nn = library.nn
        made = nn.ModuleList(nn.Linear(2, 2) for _ in range(3))
        made += [nn.ReLU(), nn.Sequential(nn.ReLU()), nn.Sequential(nn.ReLU())]
        more = made + nn.ModuleList([nn.ReLU()])
        return nn.Sequential(made, more, nn.ModuleList())

    same(build)
    assert "iterable" in both_refuse(lambda t: t.nn.ModuleList().extend(3))
    assert "out of range" in both_refuse(lambda t: t.nn.ModuleList()[0])
    assert "forward" in both_refuse(lambda t: t.nn.ModuleList()(1))


def test_module_dict() -> None:
    def build(library: Any) -> Any:
        nn = library.nn
        made = nn.ModuleDict({"b": nn.ReLU(), "a": nn.Linear(1, 1)})
        made["c"] = nn.Tanh()
        made.update([("d", nn.ELU()), ("b", nn.SELU())])
        made.update(nn.ModuleDict(OrderedDict(e=nn.GELU())))
        assert made.pop("c").__class__.__name__ == "Tanh"
        del made["d"]
        return made

    made = same(build)
    assert list(made) == list(made.keys()) == ["b", "a", "e"] and len(made) == 3 and "a" in made
    assert list(made.values()) == [x for _, x in made.items()] == [made["b"], made["a"], made["e"]]
    made.clear()
    assert not len(made)
    for words, call in {
        "iterable of key/value pairs": lambda t: t.nn.ModuleDict(3),
        "should be Iterable": lambda t: t.nn.ModuleDict([3]),
        "2 is required": lambda t: t.nn.ModuleDict([("a", t.nn.ReLU(), 3)]),
        "int": lambda t: t.nn.ModuleDict({"a": 3}),
    }.items():
        assert words in both_refuse(call)


def test_parameter_list() -> None:
    def build(library: Any) -> Any:
        made = library.nn.ParameterList([library.zeros(2), library.nn.Parameter(library.ones(1, 3))])
        made.append(library.zeros(2, 2)).extend([library.zeros(1), 3])
        made[0] = library.ones(4)
        made += [library.zeros(1)]
        return made

    made = same(build)
    assert len(made) == len(list(made)) == 6 and made[-2] == 3 and made[0].requires_grad
    assert [tuple(x.shape) for x in made[:2]] == [(4,), (1, 3)] and type(made[:2]) is type(made)
    same(lambda t: t.nn.ParameterList([t.zeros(2)]))
    assert "iterable" in both_refuse(lambda t: t.nn.ParameterList(3))
    assert "iterable" in both_refuse(lambda t: t.nn.ParameterList(t.ones(2)))
    assert "should not be called" in both_refuse(lambda t: t.nn.ParameterList()(1))
    assert "out of range" in both_refuse(lambda t: t.nn.ParameterList()[0])


def test_parameter_dict() -> None:
    def build(library: Any) -> Any:
        made = library.nn.ParameterDict({"b": library.zeros(2), "a": library.ones(1, 3)})
        made["c"] = 3
        made.update([("d", library.zeros(1)), ("a", library.zeros(2))])
        made.update(library.nn.ParameterDict(OrderedDict(z=library.zeros(1), y=library.zeros(1))))
        assert made.setdefault("c", 4) == 3 and made.setdefault("e", 4) == 4 and made.get("x") is None
        assert made.pop("c") == 3
        made |= library.nn.ParameterDict({"w": library.zeros(1)})
        return made | library.nn.ParameterDict({"q": library.zeros(1)})

    made = same(build)
    assert list(made) == ["a", "b", "d", "z", "y", "e", "w", "q"] and next(reversed(made)) == "q"
    assert made["a"].requires_grad and len(made) == 8 and "q" in made
    assert dict(made.items()).keys() == set(made.keys()) and len(list(made.values())) == 8
    assert made.copy()["a"] is made["a"] and made.popitem()[0] == "q" and "q" not in made
    assert list(made.fromkeys(["k", "l"], 1)) == ["k", "l"]
    made.clear()
    assert not len(made) and not list(made.parameters())
    assert "not a string" in both_refuse(lambda t: t.nn.ParameterDict({}).__setitem__(3, t.ones(1)))
    assert "should not be called" in both_refuse(lambda t: t.nn.ParameterDict()(1))
    assert "pairs" in both_refuse(lambda t: t.nn.ParameterDict(3))
