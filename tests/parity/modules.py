"""PyTorch's database of modules, each sample built, run and differentiated in both libraries."""

from __future__ import annotations

import copy
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from operations import Outcome, attempt, brief, compare, nested, tensors
from torch.testing._internal.common_modules import ModuleErrorEnum, ModuleInfo, ModuleInput, module_db
from translate import NAMES, Untranslatable, find, ours

import tidu

DTYPES = (torch.float64, torch.float32)
SEED = 11
MODULES: dict[str, ModuleInfo] = {info.name: info for info in module_db}


def check(
    info: ModuleInfo,
    skipped: Callable[[str], bool],
    limit: int = 10**9,
    kind: Callable[..., Any] | None = None,
) -> Outcome:
    """Every check of every sample in both modes; `skipped(check)` says which are left out."""
    outcome, kind = Outcome(), kind or find(tidu, info.name)
    if kind is None:
        outcome.failures.append(("missing", f"tidu.{info.name} is not there"))
        return outcome
    for dtype in DTYPES:
        for training in (True, False):
            mode = f"{NAMES[dtype]}-{'train' if training else 'eval'}"
            for number, sample in enumerate(samples(info, dtype, training)[:limit]):
                for name, made in checks(info, kind, sample, dtype, training):
                    if skipped(f"{name}-{mode}"):
                        outcome.left_out[f"{name}-{mode}"] += 1
                    else:
                        attempt(outcome, f"{name}-{mode}", f"{number} {call_of(info, sample)}", made)
    for number, wrong in enumerate(errors(info)):
        if skipped("errors"):
            outcome.left_out["errors"] += 1
        else:
            told = f"{number} {call_of(info, wrong.module_error_input)}"
            attempt(outcome, "errors", told, lambda wrong=wrong: refuses(kind, wrong))
    return outcome


def samples(info: ModuleInfo, dtype: torch.dtype, training: bool) -> list[ModuleInput]:
    """The database's samples of one type and mode, drawn alike at each run."""
    torch.manual_seed(SEED)
    with warnings.catch_warnings(), remembering(torch.nn.TransformerEncoderLayer):
        warnings.simplefilter("ignore")
        options = {"device": "cpu", "dtype": dtype, "requires_grad": True, "training": training}
        made = info.module_inputs_func(info, **options)
    return [sample for sample in made if sample.forward_input is not None]


def errors(info: ModuleInfo) -> list[Any]:
    """The database's constructions and calls that must be refused."""
    if info.module_error_inputs_func is None:
        return []
    torch.manual_seed(SEED)
    options = {"device": "cpu", "dtype": torch.float32, "requires_grad": False, "training": True}
    return list(info.module_error_inputs_func(info, **options))


@contextmanager
def remembering(kind: Any) -> Iterator[None]:
    """While it lasts, what is made of `kind` remembers with what: the database hands out such modules."""
    start = kind.__init__

    def remembered(self: Any, *args: Any, **kwargs: Any) -> None:
        start(self, *args, **kwargs)
        self.made_with = args, kwargs

    kind.__init__ = remembered
    try:
        yield
    finally:
        kind.__init__ = start


def translated(x: Any) -> Any:
    """Arguments with our tensors, types, functions and modules in place of PyTorch's."""
    if isinstance(x, torch.nn.Module):
        args, kwargs = x.made_with
        made = getattr(tidu.nn, type(x).__name__)(*translated(args), **translated(kwargs))
        made.to(ours(next(x.parameters()).dtype)).load_state_dict(ours(dict(x.state_dict())))
        return made
    if isinstance(x, types.FunctionType | types.BuiltinFunctionType) and x.__module__ != __name__:
        places = [getattr(place, x.__name__, None) for place in (tidu, tidu.nn.functional)]
        return next((place for place in places if place is not None), x)
    if isinstance(x, dict):
        return {key: translated(value) for key, value in x.items()}
    if isinstance(x, list | tuple) and type(x) in (list, tuple):
        return type(x)(translated(part) for part in x)
    return x if isinstance(x, complex) else ours(x)


def copies(x: Any) -> Any:
    """Arguments with tensors of their own, which ask for gradients as the given ones do."""
    if isinstance(x, torch.Tensor):
        return x.detach().clone().requires_grad_(x.requires_grad)
    if isinstance(x, list | tuple) and type(x) in (list, tuple):
        return type(x)(copies(part) for part in x)
    return {key: copies(value) for key, value in x.items()} if isinstance(x, dict) else x


def build(info: ModuleInfo, kind: Callable[..., Any], sample: ModuleInput) -> tuple[Any, Any]:
    """(their module, ours), made of the same arguments after the same seed."""
    given = sample.constructor_input
    torch.manual_seed(SEED)
    theirs = info.module_cls(*given.args, **given.kwargs)
    tidu.manual_seed(SEED)
    return theirs, kind(*translated(given.args), **translated(given.kwargs))


def checks(
    info: ModuleInfo, kind: Callable[..., Any], sample: ModuleInput, dtype: torch.dtype, training: bool
) -> Iterator[tuple[str, Callable[[], None]]]:
    """(name, check) of one sample."""
    yield "start", lambda: same_start(info, kind, sample)
    yield "passes", lambda: same_passes(info, kind, sample, dtype, training)
    yield "copy", lambda: copied(kind, sample, dtype, training)


def same_start(info: ModuleInfo, kind: Callable[..., Any], sample: ModuleInput) -> None:
    """A new module prints the same, has the same state under the same names, and is in the same mode."""
    theirs, mine = build(info, kind, sample)
    assert repr(mine) == repr(theirs), f"{mine!r}, and torch: {theirs!r}"
    same_state(mine, theirs)
    assert [name for name, _ in mine.named_parameters()] == [name for name, _ in theirs.named_parameters()]
    assert mine.training == theirs.training


def same_state(mine: Any, theirs: Any) -> None:
    """The same names in the same order, with the same numbers."""
    found, wanted = mine.state_dict(), theirs.state_dict()
    assert list(found) == list(wanted), f"{list(found)}, and torch: {list(wanted)}"
    for key, value in wanted.items():
        if torch.nn.parameter.is_lazy(value):
            assert tidu.nn.parameter.is_lazy(found[key]), f"{key} has a shape already"
        else:
            compare(found[key], value)


def ready(module: Any, dtype: Any, training: bool) -> Any:
    """`module` in a type and a mode."""
    return module.to(dtype).train(training)


def same_passes(
    info: ModuleInfo, kind: Callable[..., Any], sample: ModuleInput, dtype: torch.dtype, training: bool
) -> None:
    """Results, gradients of inputs and parameters under random weights, and the state after, agree."""
    theirs, mine = build(info, kind, sample)
    ready(theirs, dtype, training)
    ready(mine, ours(dtype), training)
    if not hasattr(theirs, "initialize_parameters"):  # lazy layers draw their numbers below
        mine.load_state_dict(ours(dict(theirs.state_dict())))
    given = copies((sample.forward_input.args, sample.forward_input.kwargs))
    own = translated(given)
    torch.manual_seed(SEED)
    try:
        wanted = theirs(*given[0], **given[1])
    except Exception as refusal:
        raise Untranslatable(f"torch refuses its own sample: {type(refusal).__name__}") from None
    tidu.manual_seed(SEED)
    found = mine(*own[0], **own[1])
    compare(found, wanted)
    same_gradients(found, wanted, (own, mine), (given, theirs))
    same_state(mine, theirs)


def same_gradients(found: Any, wanted: Any, mine: tuple[Any, Any], theirs: tuple[Any, Any]) -> None:
    """The gradients by all inputs and parameters, all results weighted at random, agree."""
    pairs = [(a, b) for a, b in zip(tensors(found), tensors(wanted), strict=True) if b.requires_grad]
    leaves = [x for x in (*nested(theirs[0]), *theirs[1].parameters()) if x.requires_grad]
    if not pairs or not leaves:
        return
    random = np.random.default_rng(SEED)
    weights = [random.normal(size=tuple(b.shape)) for _, b in pairs]
    torch.autograd.backward(
        [b for _, b in pairs],
        [torch.tensor(w, dtype=b.dtype) for w, (_, b) in zip(weights, pairs, strict=True)],
    )
    tidu.autograd.backward(
        [a for a, _ in pairs],
        [tidu.tensor(w, dtype=a.dtype) for w, (a, _) in zip(weights, pairs, strict=True)],
    )
    own = [x for x in (*nested(mine[0]), *mine[1].parameters()) if x.requires_grad]
    for a, b in zip(own, leaves, strict=True):
        if a.grad is None or b.grad is None:  # none, and one that is 0, are the same to who descends
            rest = next((x.grad for x in (a, b) if x.grad is not None), None)
            assert rest is None or not np.any(rest.numpy()), f"gradient {a.grad}, and torch: {b.grad}"
        else:
            compare(a.grad, b.grad)


def copied(kind: Callable[..., Any], sample: ModuleInput, dtype: torch.dtype, training: bool) -> None:
    """A deep copy is another module that gives the same; and its state can be loaded back."""
    given = sample.constructor_input
    module = ready(kind(*translated(given.args), **translated(given.kwargs)), ours(dtype), training)
    again = copy.deepcopy(module)
    assert repr(again) == repr(module)
    assert not {id(x) for x in again.parameters()} & {id(x) for x in module.parameters()}
    own = translated(copies((sample.forward_input.args, sample.forward_input.kwargs)))
    results = []
    for each in (module, again):
        tidu.manual_seed(SEED)
        results.append([x.tolist() for x in tensors(each(*own[0], **own[1]))])
    np.testing.assert_equal(*results)
    assert not module.load_state_dict(again.state_dict()).missing_keys


def refuses(kind: Callable[..., Any], wrong: Any) -> None:
    """What the database says must be refused is, where it says so, with an exception of that type."""
    sample = wrong.module_error_input
    built = sample.constructor_input
    try:
        module = kind(*translated(built.args), **translated(built.kwargs))
        if wrong.error_on == ModuleErrorEnum.FORWARD_ERROR:
            called = sample.forward_input
            module(*translated(called.args), **translated(called.kwargs))
    except wrong.error_type:
        return
    except Exception as error:
        raise AssertionError(f"{type(error).__name__} instead of {wrong.error_type}: {error}") from None
    raise AssertionError(f"accepts what must be {wrong.error_type}: {wrong.error_regex}")


def call_of(info: ModuleInfo, sample: ModuleInput) -> str:
    """The construction and the call that a sample stands for."""
    built, called = sample.constructor_input, sample.forward_input
    made = f"{info.name}{brief(built.args)} {brief(built.kwargs)}"
    return made if called is None else f"{made} of {brief(called.args)} {brief(called.kwargs)}"
