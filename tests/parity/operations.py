"""PyTorch's database of operations, each sample computed by both libraries and compared."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.opinfo.core import OpInfo, SampleInput
from translate import NAMES, Untranslatable, find, ours, twin

import tidu

DTYPES = (torch.float64, torch.float32, torch.int64, torch.bool)
TINY = 1e-12  # what is 0 but for rounding
TOLERANCE = {"float64": 1e-9, "float32": 2e-4, "float16": 5e-3}
SEED = 11


def label(op: OpInfo) -> str:
    """The operation's name in the database, with its variant."""
    return f"{op.name}:{op.variant_test_name}" if op.variant_test_name else op.name


OPERATIONS: dict[str, OpInfo] = {label(op): op for op in op_db}


@dataclass
class Outcome:
    """What became of one operation's samples: how often each check was made, and what failed."""

    checked: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)


def function_of(op: OpInfo) -> Callable[..., Any] | None:
    """Our function for it: of the same name, a method of that name, or the test's own words on ours."""
    if getattr(op.op, "__module__", "") and str(op.op.__module__).startswith("torch.testing"):
        return twin(op.op)
    return find(tidu, op.name) or find(tidu.Tensor, op.name)


def check(
    op: OpInfo, skipped: Callable[[str], bool], limit: int = 10**9, function: Callable[..., Any] | None = None
) -> Outcome:
    """Every check of every sample; `skipped(check)` says which are left out."""
    outcome, function = Outcome(), function or function_of(op)
    if function is None:
        outcome.failures.append(("missing", f"tidu.{op.name} is not there"))
        return outcome
    for dtype in DTYPES:
        if dtype not in op.dtypes:
            continue
        for number, sample in enumerate(samples(op, dtype)):
            if number >= limit:
                break
            for name, made in checks(op, function, sample, dtype, number):
                kind = f"{name}-{NAMES[dtype]}"
                if skipped(kind):
                    outcome.left_out[kind] += 1
                    continue
                attempt(outcome, kind, f"{number} {call_of(sample)}", made)
    for number, wrong in enumerate(errors(op)):
        if skipped("errors"):
            outcome.left_out["errors"] += 1
        else:
            attempt(
                outcome, "errors", f"{number} {call_of(wrong.sample_input)}",
                lambda wrong=wrong: refuses(op, function, wrong),
            )  # fmt: skip
    return outcome


def attempt(outcome: Outcome, kind: str, what: str, made: Callable[[], None]) -> None:
    """Makes one check and enters what became of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made()
    except Untranslatable as reason:
        outcome.left_out[str(reason)] += 1
    except Exception as error:
        outcome.failures.append((kind, f"sample {what}\n    {type(error).__name__}: {error}"))
    else:
        outcome.checked[kind] += 1


def samples(op: OpInfo, dtype: torch.dtype) -> Iterator[SampleInput]:
    """The database's samples of one type, drawn alike at each run."""
    torch.manual_seed(SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from list(op.sample_inputs("cpu", dtype, requires_grad=False))


def errors(op: OpInfo) -> list[Any]:
    """The database's calls that must be refused."""
    torch.manual_seed(SEED)
    return list(op.error_inputs("cpu")) if op.error_inputs_func is not None else []


def checks(
    op: OpInfo, function: Callable[..., Any], sample: SampleInput, dtype: torch.dtype, number: int
) -> Iterator[tuple[str, Callable[[], None]]]:
    """(name, check) of one sample."""
    yield "values", lambda: same_values(op.op, function, sample)
    if dtype is torch.float64 and op.supports_autograd:
        yield "gradients", lambda: same_gradients(op, function, sample)
    if dtype is torch.bool:
        return
    method = getattr(op.method_variant, "__name__", None)
    if method and dtype is not torch.float32:
        like = twin(op.method_variant) if method == "<lambda>" else called(method)
        yield "method", lambda: same_values(op.method_variant, like, sample)
    inplace = getattr(op.inplace_variant, "__name__", None)
    if inplace and dtype is not torch.float32 and not sample.broadcasts_input:
        own = twin(op.inplace_variant) if inplace == "<lambda>" else called(inplace)
        yield "inplace", lambda: same_values(op.inplace_variant, own, sample)
    if op.supports_out and dtype is torch.float64 and number < 3:
        yield "out", lambda: writes(function, sample)


def called(name: str) -> Callable[..., Any]:
    """The method `name` as a function of its tensor."""
    return lambda x, *args, **kwargs: getattr(x, name)(*args, **kwargs)


def both(theirs: Callable, mine: Callable, sample: SampleInput, grad: bool = False) -> tuple[Any, ...]:
    """(their arguments, their result, our arguments, our result); who refuses must do so with us."""
    given = copies((sample.input, sample.args, sample.kwargs), grad)
    own = ours(given)
    torch.manual_seed(42)
    try:
        wanted = theirs(given[0], *given[1], **given[2])
    except Exception as refusal:
        raise Untranslatable(f"torch refuses its own sample: {type(refusal).__name__}") from None
    tidu.manual_seed(42)
    return given, wanted, own, mine(own[0], *own[1], **own[2])


def copies(x: Any, grad: bool) -> Any:
    """`x` with tensors of its own; real ones ask for a gradient if `grad`."""
    if isinstance(x, torch.Tensor):
        made = x.detach().clone()
        return made.requires_grad_() if grad and made.dtype.is_floating_point else made
    if type(x) in (list, tuple):
        return type(x)(copies(part, grad) for part in x)
    return {key: copies(value, grad) for key, value in x.items()} if isinstance(x, dict) else x


def same_values(theirs: Callable, mine: Callable, sample: SampleInput) -> None:
    """Values, shapes and types agree."""
    _, wanted, _, found = both(theirs, mine, sample)
    process = sample.output_process_fn_grad
    compare(processed(found, process, True), processed(wanted, process, False))


def processed(result: Any, process: Callable[..., Any], own: bool) -> Any:
    """The part of a result that is unique (the sign of an eigenvector, say, is not)."""
    if getattr(process, "__name__", "<lambda>") == "<lambda>" and process.__module__.endswith("opinfo.core"):
        return result
    return (twin(process) if own else process)(result)


def tensors(x: Any) -> list[Any]:
    """The tensors of a result, in order."""
    if isinstance(x, tidu.Tensor | torch.Tensor):
        return [x]
    return [each for part in x for each in tensors(part)] if isinstance(x, list | tuple) else []


def compare(found: Any, wanted: Any) -> None:
    """AssertionError unless two results are the same but for rounding."""
    if isinstance(wanted, torch.Tensor):
        assert isinstance(found, tidu.Tensor), f"{type(found).__name__} instead of a tensor"
        if wanted.dtype not in NAMES or wanted.layout is not torch.strided:
            raise Untranslatable(str(wanted.dtype) if wanted.layout is torch.strided else str(wanted.layout))
        assert str(found.dtype) == str(wanted.dtype), f"{found.dtype}, and torch: {wanted.dtype}"
        assert tuple(found.shape) == tuple(wanted.shape), f"{found.shape}, and torch: {wanted.shape}"
        tolerance = TOLERANCE.get(NAMES[wanted.dtype], 0)
        a, b = found.detach().numpy(), wanted.numpy(force=True)
        np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)
    elif isinstance(wanted, list | tuple):
        assert len(found) == len(wanted), f"{len(found)} parts, and torch: {len(wanted)}"
        for part, other in zip(found, wanted, strict=True):
            compare(part, other)
    elif isinstance(wanted, float):
        np.testing.assert_allclose(found, wanted, rtol=1e-9, equal_nan=True)
    else:
        assert found == wanted or wanted is None, f"{found!r}, and torch: {wanted!r}"


def same_gradients(op: OpInfo, mine: Callable, sample: SampleInput) -> None:
    """The gradients of all results, weighted at random, agree for every operand."""
    given, wanted, own, found = both(op.op, mine, sample, grad=True)
    process = sample.output_process_fn_grad
    found, wanted = processed(found, process, True), processed(wanted, process, False)
    pairs = [(a, b) for a, b in zip(tensors(found), tensors(wanted), strict=True) if b.requires_grad]
    assert all(a.requires_grad for a, _ in pairs), "has no gradient"
    leaves = [x for x in nested(given) if x.requires_grad]
    if not pairs or not leaves:
        return
    random = np.random.default_rng(SEED)
    weights = [random.normal(size=tuple(b.shape)) for _, b in pairs]
    try:
        expected = torch.autograd.grad(
            [b for _, b in pairs], leaves,
            [torch.tensor(w, dtype=b.dtype) for w, (_, b) in zip(weights, pairs, strict=True)],
            allow_unused=True,
        )  # fmt: skip
    except RuntimeError as refusal:
        raise Untranslatable(f"torch has no gradient for it: {refusal}") from None
    made = tidu.autograd.grad(
        [a for a, _ in pairs], [x for x in nested(own) if x.requires_grad],
        [tidu.tensor(w, dtype=a.dtype) for w, (a, _) in zip(weights, pairs, strict=True)],
        allow_unused=True,
    )  # fmt: skip
    for a, b in zip(made, expected, strict=True):
        if b is None or a is None:  # no gradient, and one that is 0, are the same to who descends
            rest = next((x for x in (a, b) if x is not None), None)
            assert rest is None or np.all(abs(rest.detach().numpy()) < TINY), f"gradient {a}, and torch: {b}"
        else:
            compare(a, b)


def nested(x: Any) -> list[Any]:
    """The tensors in arguments, however nested, in order."""
    parts = x.values() if isinstance(x, dict) else x if isinstance(x, list | tuple) else ()
    own = [x] if isinstance(x, tidu.Tensor | torch.Tensor) else []
    return own + [each for part in parts for each in nested(part)]


def writes(function: Callable, sample: SampleInput) -> None:
    """`out=` takes the result, and is what is returned."""
    own = ours(copies((sample.input, sample.args, sample.kwargs), False))
    wanted = function(own[0], *own[1], **own[2])
    if not tensors(wanted):
        raise Untranslatable("what it gives is no tensor to write into")
    several = isinstance(wanted, tuple | list)
    room = [tidu.empty(x.shape, dtype=x.dtype) for x in (wanted if several else [wanted])]
    again = ours(copies((sample.input, sample.args, sample.kwargs), False))
    result = function(again[0], *again[1], **again[2], out=tuple(room) if several else room[0])
    for mine, space, value in zip(
        result if several else [result], room, wanted if several else [wanted], strict=True
    ):
        assert mine is space, "out= is not what is returned"
        np.testing.assert_array_equal(space.numpy(), value.numpy())


def refuses(op: OpInfo, function: Callable, wrong: Any) -> None:
    """What PyTorch's database says must be refused is, with an exception of that type."""
    if accepts(op, wrong.sample_input):
        raise Untranslatable("torch takes what its database says it refuses")
    own = ours((wrong.sample_input.input, wrong.sample_input.args, wrong.sample_input.kwargs))
    try:
        result = function(own[0], *own[1], **own[2])
    except wrong.error_type:
        return
    except Exception as error:
        raise AssertionError(f"{type(error).__name__} instead of {wrong.error_type}: {error}") from None
    raise AssertionError(f"gives {brief(result)} instead of {wrong.error_type}: {wrong.error_regex}")


def accepts(op: OpInfo, sample: SampleInput) -> bool:
    """Whether PyTorch itself carries the sample out."""
    try:
        op.op(*copies((sample.input, *sample.args), False), **copies(sample.kwargs, False))
    except Exception:
        return False
    return True


def brief(x: Any) -> str:
    """Arguments in few words: tensors by type and shape."""
    if isinstance(x, tidu.Tensor | torch.Tensor):
        numbers = f" {x.tolist()}" if x.numel() <= 4 and str(x.device) == "cpu" else ""
        return f"{str(x.dtype).removeprefix('torch.')}{list(x.shape)}{numbers}"
    if isinstance(x, list | tuple):
        return f"({', '.join(brief(part) for part in x)})"
    if isinstance(x, dict):
        return ", ".join(f"{key}={brief(value)}" for key, value in x.items())
    return repr(x)


def call_of(sample: SampleInput) -> str:
    """The call that a sample stands for."""
    return f"{brief((sample.input, *sample.args))} {brief(sample.kwargs)}"
