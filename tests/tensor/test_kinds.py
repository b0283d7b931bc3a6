"""Number types and their limits, old constructors, what a tensor is asked: as PyTorch has them."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
import torch

import tidu

KINDS = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")
OLD = ("Float", "Double", "Half", "Long", "Int", "Short", "Char", "Byte", "Bool")


@pytest.mark.parametrize("name", KINDS)
def test_limits(name: str) -> None:
    kind = "finfo" if name.startswith("float") else "iinfo"
    ours, theirs = getattr(tidu, name), getattr(torch, name)
    if name == "bool":
        with pytest.raises(TypeError, match=r"torch\.bool"):
            tidu.iinfo(ours)
        return
    mine, reference = getattr(tidu, kind)(ours), getattr(torch, kind)(theirs)
    assert repr(mine) == repr(reference) and mine == getattr(tidu, kind)(ours)
    more = ("eps", "tiny", "resolution") if kind == "finfo" else ()
    for attribute in ("bits", "max", "min", "dtype", *more):
        assert getattr(mine, attribute) == getattr(reference, attribute)


def test_the_default_type_has_limits_and_whole_numbers_no_eps() -> None:
    assert tidu.finfo() == tidu.finfo(tidu.float32)
    with pytest.raises(TypeError, match="floating point"):
        tidu.finfo(tidu.int64)


@pytest.mark.parametrize(("a", "b"), list(product(KINDS, KINDS)))
def test_what_two_types_make(a: str, b: str) -> None:
    ours, theirs = (getattr(tidu, a), getattr(tidu, b)), (getattr(torch, a), getattr(torch, b))
    assert tidu.can_cast(*ours) == torch.can_cast(*theirs)
    assert str(tidu.promote_types(*ours)) == str(torch.promote_types(*theirs))
    for x, y in ((2, 1), ((), 1), ((), ())):
        mine, wanted = (
            lib.result_type(lib.zeros(x, dtype=kinds[0]), lib.zeros(y, dtype=kinds[1]))
            for lib, kinds in ((tidu, ours), (torch, theirs))
        )
        assert str(mine) == str(wanted)


@pytest.mark.parametrize("name", OLD)
def test_old_constructors(name: str) -> None:
    mine, theirs = getattr(tidu, f"{name}Tensor"), getattr(torch, f"{name}Tensor")
    assert repr(mine) == repr(theirs) and str(mine.dtype) == str(theirs.dtype)
    assert repr(mine([1, 0])) == repr(theirs([1, 0]))
    assert mine(2, 3).shape == theirs(2, 3).shape and mine().shape == theirs().shape
    x = tidu.tensor([1, 0])
    assert x.type(mine).type() == x.type(f"torch.{name}Tensor").type() == f"torch.{name}Tensor"
    assert isinstance(x.type(mine), mine) and isinstance(x, mine) == (name == "Long")


@pytest.mark.parametrize(
    "method", ["float", "double", "half", "long", "int", "short", "char", "byte", "bool"]
)
def test_conversions(method: str) -> None:
    numbers = [0.0, 1.7, -2.9, 100.0]
    ours = getattr(tidu.tensor(numbers), method)(memory_format=tidu.preserve_format)
    theirs = getattr(torch.tensor(numbers), method)()
    assert str(ours.dtype) == str(theirs.dtype)
    if method != "byte":  # what becomes of a negative number is the processor's matter
        np.testing.assert_array_equal(ours.numpy(), theirs.numpy())


def test_to_takes_pytorchs_forms() -> None:
    x = tidu.ones(2)
    assert x.to("cpu", tidu.int64, True).dtype is tidu.int64
    assert x.to(tidu.float32) is x and x.to(other=tidu.ones(1)) is x
    for copied in (x.to(tidu.float32, False, True), x.to("cpu", copy=True), x.to(x, copy=True)):
        assert copied is not x and tidu.equal(copied, x)


def test_questions() -> None:
    x = tidu.ones(2)
    assert tidu.is_tensor(x) and not tidu.is_tensor([1.0]) and tidu.is_floating_point(x)
    assert x.is_signed() and not tidu.ones(1, dtype=tidu.uint8).is_signed()
    assert not (x.is_complex() or x.is_conj() or x.is_neg()) and tidu.isreal(x).all()
    assert x.is_same_size(tidu.zeros(2)) and not x.is_same_size(tidu.zeros(2, 1))
    assert tidu.tensor([3]).is_nonzero() and not tidu.is_nonzero(tidu.tensor(0.0))
    with pytest.raises(RuntimeError):
        x.is_nonzero()
    for same in (x.real, x.conj(), x.resolve_conj(), x.resolve_neg(), tidu.real(x), tidu.conj_physical(x)):
        assert same is x


REFUSED: dict[str, tuple[Any, type[Exception], str]] = {
    "polygamma": (lambda: tidu.polygamma(-1, tidu.ones(1)), RuntimeError, "negative n"),
    "mvlgamma": (lambda: tidu.mvlgamma(tidu.ones(1), 0), RuntimeError, "it is 0"),
    "igamma": (
        lambda: tidu.igamma(tidu.ones(1, requires_grad=True), tidu.ones(1)), NotImplementedError,
        "derivative",
    ),
    "zeta": (
        lambda: tidu.special.zeta(tidu.ones(1, requires_grad=True), 2.0), NotImplementedError, "derivative",
    ),
    "tensor": (lambda: tidu.maximum(tidu.ones(1), *[2]), TypeError, "must be Tensor, not int"),
    "number": (lambda: tidu.add(*[2, 3]), TypeError, "must be Tensor"),
    "tolerance": (lambda: tidu.isclose(tidu.ones(1), tidu.ones(1), rtol=-1), RuntimeError, "got -1"),
    "hypot": (lambda: tidu.hypot(tidu.tensor([1]), tidu.tensor([1])), NotImplementedError, "real numbers"),
    "nextafter": (lambda: tidu.nextafter(tidu.tensor([1]), tidu.tensor([1])), NotImplementedError, "real"),
    "frexp": (lambda: tidu.frexp(tidu.tensor([1])), RuntimeError, "real numbers"),
    "shift": (lambda: tidu.bitwise_left_shift(tidu.ones(1), 2), NotImplementedError, "bits of whole"),
    "<<": (lambda: tidu.ones(1) << 2, NotImplementedError, "bits of whole"),
    "heaviside": (lambda: tidu.heaviside(tidu.ones(1), tidu.tensor([1])), RuntimeError, "one type"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    run, kind, words = REFUSED[name]
    with pytest.raises(kind, match=words):
        run()


def test_special_has_every_name_of_pytorchs() -> None:
    missing = {name for name in torch.special.__all__ if not callable(getattr(tidu.special, name, None))}
    assert missing == set()


@pytest.mark.parametrize("operator", ["<<", ">>"])
def test_shifts(operator: str) -> None:
    for x, y in (([1, 5, -7], 2), ([1, 5, -7], [0, 70, 3]), (3, [1, 2])):
        ours, theirs = (
            [lib.tensor(v) if isinstance(v, list) else v for v in (x, y)] for lib in (tidu, torch)
        )
        mine, wanted = (eval(f"a {operator} b", {"a": a, "b": b}) for a, b in (ours, theirs))
        assert repr(mine) == repr(wanted)


def test_shifts_in_place() -> None:
    x = tidu.tensor([1, 6])
    same = x
    x <<= 2
    x >>= tidu.tensor([1, 0])
    assert x is same and x.tolist() == [2, 24]


@pytest.mark.parametrize("negative", [-1, -2, -7])
def test_whole_numbers_to_negative_powers(negative: int) -> None:
    numbers = [1, -1, 2, -3]
    ours = tidu.pow(tidu.tensor(numbers), tidu.tensor(negative))
    assert ours.tolist() == torch.pow(torch.tensor(numbers), torch.tensor(negative)).tolist()
    with pytest.raises(RuntimeError, match="negative integer powers"):
        _ = tidu.tensor(numbers) ** negative


@pytest.mark.parametrize("turn", [lambda x, y: (x, y), lambda x, y: (y, x)], ids=["before", "behind"])
@pytest.mark.parametrize("kind", ["float32", "float64", "int64"])
def test_a_product_takes_numpys_arrays_as_sums_do(turn: Any, kind: str) -> None:
    x, y = np.random.default_rng(1).normal(size=(2, 3, 3))
    left, right = turn(tidu.tensor(x, dtype=tidu.float32), (9 * y).astype(kind))
    made = left @ right
    assert made.dtype == (left + right).dtype
    both = (np.asarray(each, np.float64) for each in (left, right))
    np.testing.assert_allclose(made, np.matmul(*both), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("given", [2, [1.0, 2.0, 3.0], None, "x"], ids=str)
def test_a_product_takes_nothing_else(given: Any) -> None:
    x = tidu.ones(3, 3)
    for multiply in (lambda: x @ given, lambda: given @ x):
        with pytest.raises(TypeError, match=rf"^matmul.* {type(given).__name__}"):
            multiply()
