"""Plain values that Python decides by: a recording is out of date, or refused, once one is another."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from replay import play

import tidu
from tidu import nn
from tidu.read.record import record
from tidu.read.variable import NotRecordable
from tidu.text.record import SENTENCES

ONES = [tidu.ones(2, 2)]
Change = Callable[[], None]


class Config:
    scale = 2.0
    options = {"power": 2}  # noqa: RUF012

    class Inner:
        scale = 2.0


class Scaled:
    factor = 2.0

    def __init__(self) -> None:
        self.scale, self.options = 2.0, {"power": 2}

    def forward(self, x: Any) -> Any:
        return x * self.scale

    def of_class(self, x: Any) -> Any:
        return x * self.factor


class Called(Scaled):
    def __call__(self, x: Any) -> Any:
        return x * self.scale


class Net(nn.Module):
    factor = 2.0

    def __init__(self) -> None:
        super().__init__()
        self.scale = 2.0
        self.inner = nn.Linear(2, 2)

    def forward(self, x: Any) -> Any:
        return x * self.factor

    def other(self, x: Any) -> Any:
        return x * self.scale


def own_module(name: str, **values: Any) -> ModuleType:
    made = ModuleType(name)
    made.__file__ = f"/home/somebody/{name}.py"
    vars(made).update(values)
    return made


config = own_module("config", scale=2.0, inner=own_module("inner", scale=2.0))
NESTED = {"optimizer": {"scale": 2.0}}
LAYERS = [Scaled()]
SCALES = [2.0, 3.0]
NET, OPTIONS, ARGUMENTS = Net(), SimpleNamespace(scale=2.0), argparse.Namespace(scale=2.0)


def helper(x: Any) -> Any:
    return x * 2


def tripled(thing: Any) -> Any:
    thing.scale = thing.factor = 3.0
    return thing


def closure(how: Any = None) -> tuple[Any, Change]:
    """A function of a number around it, called by a step that does not hold it itself."""
    scale = 2.0

    def inner(x: Any) -> Any:
        return x * scale

    def change() -> None:
        nonlocal scale
        scale = 3.0

    return inner if how is None else how(inner), change


def inside_a_closure() -> tuple[Any, Change]:
    inner, change = closure()
    return (lambda x: inner(x) + 1), change


def inside_a_list() -> tuple[Any, Change]:
    inner, change = closure()
    return (lambda x, found=[inner]: found[0](x)), change


def inside_an_object() -> tuple[Any, Change]:
    inner, change = closure()
    holder = Scaled()
    holder.forward = inner
    return (lambda x: holder.forward(x)), change


def inside_what_is_not_looked_into() -> tuple[Any, Change]:
    inner, change = closure()
    holder = np.array([inner, None], dtype=object)
    return (lambda x: holder.item(0)(x)), change


def decorated() -> tuple[Any, Change]:
    @functools.wraps(helper)
    def wrapper(x: Any) -> Any:
        return inner(x) + 1

    inner, change = closure()
    return wrapper, change


def made_twice() -> tuple[Any, Change]:
    (one, _), (two, change) = closure(), closure()
    return (lambda x: one(x) + two(x)), change


def method(kind: Any = Scaled, name: str = "forward", attribute: str = "scale") -> tuple[Any, Change]:
    """The method of an object to which only an argument leads."""
    thing = kind()
    found = iter([thing] * 2)
    make = functools.lru_cache(lambda: next(found))
    make()
    return (lambda x: getattr(make(), name)(x)), lambda: setattr(thing, attribute, 3.0)


def of_an_option(name: str) -> tuple[Any, Change]:
    thing = Scaled()

    def read(x: Any, of: Any) -> Any:
        return x * of.options["power"] if name == "object" else x * of["power"]

    given = thing if name == "object" else thing.options
    return (lambda x, of=given: read(x, of)), lambda: thing.options.update(power=3)


def partial(change: Callable[[Any, Any], None]) -> tuple[Any, Change]:
    thing = Scaled()

    def inner(thing: Any, x: Any, *, power: float, **options: Any) -> Any:
        return x * thing.scale * power * options["more"]

    made = functools.partial(functools.partial(inner, thing), power=2.0, more=1.0)
    return made, lambda: change(made, thing)


def partial_of_a_closure() -> tuple[Any, Change]:
    inner, change = closure(functools.partial)
    return inner, change


def partial_inside() -> tuple[Any, Change]:
    made = functools.partial(lambda x, power: x * power, power=2.0)
    return (lambda x: made(x) + 1), lambda: made.keywords.update(power=3.0)


def default(value: Any, read: Any, change: Callable[[Any], Any]) -> tuple[Any, Change]:
    def inner(x: Any, options: Any = value, *, read: Any = read) -> Any:
        return x * read(options)

    return (lambda x: inner(x)), lambda: change(value)


def named(text: str, holder: Any, key: Any, value: Any = 3.0) -> Callable[[], tuple[Any, Change]]:
    """A step that computes `text`, and the change of what it reads; `restored` puts that back."""

    def make() -> tuple[Any, Change]:
        made = eval(f"lambda x: {text}", globals())
        if isinstance(holder, dict | list):
            return made, lambda: holder.__setitem__(key, value)
        return made, lambda: setattr(holder, key, value)

    return make


GAPS: dict[str, Callable[[], tuple[Any, Change]]] = {
    "a closure": inside_a_closure,
    "a closure in a list": inside_a_list,
    "a closure in an object": inside_an_object,
    "a closure that must be searched": inside_what_is_not_looked_into,
    "a closure behind a decorator": decorated,
    "one of two closures": made_twice,
    "a method": method,
    "a method of what can be called": lambda: method(Called, "__call__"),
    "a module's method": lambda: method(Net, "other"),
    "an option of its class": lambda: method(Scaled, "of_class", "factor"),
    "an option of a module's class": lambda: method(Net, "__call__", "factor"),
    "an object's option": lambda: of_an_option("object"),
    "a dictionary handed on": lambda: of_an_option("dictionary"),
    "a partial's keyword": lambda: partial(lambda made, thing: made.keywords.update(power=3.0)),
    "a partial's option": lambda: partial(lambda made, thing: made.keywords.update(more=3.0)),
    "a partial's argument": lambda: partial(lambda made, thing: setattr(thing, "scale", 3.0)),
    "a partial's function": partial_of_a_closure,
    "a partial in a closure": partial_inside,
    "a default dictionary": lambda: default({"a": 2.0}, lambda o: o["a"], lambda o: o.update(a=3.0)),
    "a default list": lambda: default([2.0], lambda o: o[0], lambda o: o.__setitem__(0, 3.0)),
    "a default object": lambda: default(Scaled(), lambda o: o.scale, lambda o: setattr(o, "scale", 3.0)),
    "a default module": lambda: default(Net(), lambda o: o.scale, lambda o: setattr(o, "scale", 3.0)),
    "a class": named("x * Config.scale", Config, "scale"),
    "a dictionary of a class": named("x * Config.options['power']", Config.options, "power"),
    "a class in a class": named("x * Config.Inner.scale", Config.Inner, "scale"),
    "a module of one's own": named("x * config.scale", config, "scale"),
    "a module in a module": named("x * config.inner.scale", config.inner, "scale"),
    "a namespace": named("x * OPTIONS.scale", OPTIONS, "scale"),
    "a namespace of arguments": named("x * ARGUMENTS.scale", ARGUMENTS, "scale"),
    "a nested dictionary": named("x * NESTED['optimizer']['scale']", NESTED["optimizer"], "scale"),
    "an inner dictionary": named("x * NESTED['optimizer']['scale']", NESTED, "optimizer", {"scale": 3.0}),
    "an object in a list": named("x * LAYERS[0].scale", LAYERS[0], "scale"),
    "another object in a list": named("x * LAYERS[0].scale", LAYERS, 0, tripled(Scaled())),
    "more in a list": named("x * sum(SCALES)", SCALES, slice(2, 2), [3.0]),
    "a module that is not called": named("x * NET.scale", NET, "scale"),
    "another function": named("helper(x)", sys.modules[__name__], "helper", lambda x: x * 3),
    "another module": named("NET(x)", sys.modules[__name__], "NET", tripled(Net())),
}


@pytest.fixture(autouse=True)
def restored() -> Any:
    """Puts back what the changes here are made to."""
    holders = [Config, Config.Inner, config, config.inner, OPTIONS, ARGUMENTS, LAYERS[0], NET, Scaled, Net]
    before = [(holder, name, getattr(holder, name)) for holder in holders for name in ("scale", "factor")
              if hasattr(holder, name)]  # fmt: skip
    module, kept = sys.modules[__name__], (NET, helper, LAYERS[0], NESTED["optimizer"])
    yield
    for holder, name, value in before:
        setattr(holder, name, value)
    module.NET, module.helper, LAYERS[0], NESTED["optimizer"] = kept  # pyright: ignore
    NESTED["optimizer"]["scale"], Config.options["power"], SCALES[:] = 2.0, 2, [2.0, 3.0]


@pytest.mark.parametrize("gap", GAPS)
def test_a_change_is_noticed(gap: str) -> None:
    step, change = GAPS[gap]()
    before = step(*ONES)
    recording = record(step, ONES)
    assert recording.valid()
    assert play(recording, ONES).tolist() == before.tolist()
    change()
    assert step(*ONES).tolist() != before.tolist()
    assert not recording.valid()
    again = record(step, ONES)
    assert again.valid()
    assert play(again, ONES).tolist() == step(*ONES).tolist()


def test_a_closure_that_is_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidu.read.outside.gc.get_referrers", lambda code: [])
    step, _ = inside_what_is_not_looked_into()
    for language, text in zip(("en", "zh"), SENTENCES["record.around"], strict=True):
        monkeypatch.setenv("TIDU_LANG", language)
        with pytest.raises(NotRecordable) as caught:
            record(step, ONES)
        assert text.format(name="scale") in str(caught.value)
        assert "`def inner(x: Any) -> Any:`" in str(caught.value)


def test_changes_to_what_only_an_argument_leads_to_are_refused_and_put_back() -> None:
    things = [Scaled(), Scaled()]
    counts = Config

    def count(thing: Any) -> None:
        thing.scale += 1

    def count_of_class() -> None:
        counts.scale += 1

    def step(x: Any) -> Any:
        count(next(iter(set(things))))
        return x * 2

    with pytest.raises(NotRecordable, match="scale"):
        record(step, ONES)
    assert [thing.scale for thing in things] == [2.0, 2.0]
    with pytest.raises(NotRecordable, match="scale"):
        record(lambda x: (count_of_class(), x * 2), ONES)
    assert Config.scale == 2.0


@dataclass
class Parts:
    x: Any
    scale: float = 2.0
    found: list[Any] = field(default_factory=list)

    def grow(self) -> Parts:
        self.scale += 1
        self.found.append(self.x * self.scale)
        return self


class Bare:
    count: int = 0

    def grow(self, x: Any) -> Any:
        self.count += 1
        self.last = x * self.count
        return self.last


def local_objects(x: Any) -> Any:
    parts, bare = Parts(x), Bare()
    return parts.grow().grow().found[-1] + bare.grow(x) + bare.grow(x)


def local_collections(x: Any) -> Any:
    def put(into: Any, key: Any, value: Any) -> None:
        into.update({key: value})

    def extend(into: list[Any], *more: Any, **options: Any) -> list[Any]:
        into += [each * options["scale"] for each in more]
        return into

    batch: dict[str, Any] = {"inner": {}}
    put(batch, "x", x * 2)
    put(batch["inner"], "x", x * 3)
    rows = extend(extend([], x, scale=2), batch["x"], batch["inner"]["x"], scale=3)
    return tidu.stack(rows).sum(0)


def local_closures(x: Any) -> Any:
    count, kept = 0, []

    def grow(y: Any) -> Any:
        nonlocal count
        count += 1
        kept.append(y * count)
        return kept[-1] + x

    def down(depth: int) -> Any:
        return x if depth == 0 else down(depth - 1) * 2

    return sum(grow(x * k) for k in range(3)) + down(3) + functools.partial(grow, y=x)()


def local_modules(x: Any) -> Any:
    net = Net()
    net.scale = 5.0
    return net.other(x) + net(x)


@pytest.mark.parametrize("step", [local_objects, local_collections, local_closures, local_modules])
def test_what_is_made_inside_may_change(step: Any) -> None:
    recording = record(step, ONES)
    assert recording.valid()
    assert play(recording, ONES).tolist() == step(*ONES).tolist()
    assert recording.valid()


def test_what_the_code_does_not_name_may_change() -> None:
    class Trainer(Scaled):
        def __init__(self) -> None:
            super().__init__()
            self.losses, self.best, self.net = [], None, Net()

    trainer = Trainer()
    recording = record(trainer.forward, ONES)
    trainer.losses.append(1.0)
    trainer.best = 3  # pyright: ignore
    trainer.net.scale = 7.0
    Config.scale = vars(config)["scale"] = 9.0
    assert recording.valid()
