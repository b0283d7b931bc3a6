"""The native column of the table: every rule computes what NumPy does, on every level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from carried import carried
from native_cases import NATIVE, Case, built, cases
from native_texts import HERE

from tidu.core.native import Elementwise, Fold, Kernel, Layout, NoNative
from tidu.core.primitive import TABLE
from tidu.core.stream import Stream
from tidu.read.native.kernels import KERNELS
from tidu.read.native.mathlib import FUNCTIONS
from tidu.read.program import Program

LAYOUTS = {"permute", "expand", "flip", "slice", "reshape", "lattice"}
VIEWS = ("permute", "slice", "flip", "expand")
SUMS = {  # whose error grows with how much is added up, or multiplied
    "sum", "prod", "cumsum", "cumprod", "matmul", "scatter", "lattice_add", "convolve", "convolve_input",
    "convolve_weight", "sum_pool", "spread",
}  # fmt: skip
ULPS = 4.0  # what is not in the mathlib is computed by a few operations


def test_every_primitive_has_a_rule_or_a_reason() -> None:
    for name, primitive in TABLE.items():
        native = primitive.native
        assert isinstance(native, Elementwise | Fold | Layout | Kernel | NoNative), name
        if isinstance(native, NoNative):
            assert len(native.reason) > 10, name
        if isinstance(native, Kernel):
            assert name in KERNELS or name == "matmul"
        if isinstance(native, Layout):
            assert name in LAYOUTS


def largest_error(name: str, program: Program, given: list[np.ndarray], wanted: np.ndarray, code: str) -> Any:
    """How far from the true result native code may be."""
    eps = 1e-12 if code == "f8" else float(np.finfo(code).eps)
    smallest = float(np.finfo(code).smallest_subnormal)
    if name in SUMS:
        ((size,), _) = program.run([abs(x) if x.dtype.kind == "f" else x for x in given])
        return eps * (max((x.size for x in given), default=1) ** 0.5 + ULPS) * size + smallest
    if name == "multiply_add":  # a product that the sum takes away is rounded, where it is not fused
        ((size,), _) = program.run([abs(x) if x.dtype.kind == "f" else x for x in given])
        return eps * (ULPS + 1) * abs(size) + 4 * smallest
    ulps = FUNCTIONS[name].single if name in FUNCTIONS else ULPS
    return (eps * (ulps + 1) if code == "f4" else eps) * abs(wanted) + 4 * smallest


def assert_right(name: str, case: Case, code: str, how: str, found: Any) -> None:
    """Equal to NumPy's in this type, or as near as it should be to what float64 gives."""
    program, given = built(name, case, code, how)
    ((plain,), _) = program.run(given, (), [Stream(5)] * program.streams)
    plain = np.asarray(plain)
    assert found.shape == plain.shape and found.dtype == plain.dtype
    same = (found == plain) | ((found != found) & (plain != plain))
    if found.dtype.kind == "f" and not same.all():
        exact, _ = built(name, case, "f8", how)
        wide = [x.astype("f8") if x.dtype.kind == "f" else x for x in given]
        with np.errstate(over="ignore", invalid="ignore"):
            wanted = np.asarray(exact.run(wide, (), [Stream(5)] * program.streams)[0][0]).astype(found.dtype)
            same |= abs(found - wanted) <= largest_error(name, exact, wide, wanted, code)
    assert same.all(), f"{program}\nof {given}\ngives {found}\nnot {plain}"


def try_all(name: str, tried: list[tuple[Case, str, str]], level: str) -> None:
    programs = [built(name, *each) for each in tried]
    for each, (program, given), native in zip(
        tried, programs, carried([p for p, _ in programs], level), strict=True
    ):
        status, (found,), _ = native.run(given, (), [Stream(5)] * program.streams)
        assert status == 0
        case, code, how = each
        assert_right(name, case, code, how, found)


@pytest.mark.parametrize("name", NATIVE)
def test_rules(name: str) -> None:
    found = cases(name, np.random.default_rng(7))
    tried = [(case, code, "") for code in ("f8", "f4") for case in found]
    tried += [(found[k % len(found)], code, how) for code in ("f8", "f4") for k, how in enumerate(VIEWS)]
    tried += [(found[-1], "f8", how) for how in VIEWS]
    try_all(name, tried, HERE[-1])


@pytest.mark.parametrize("level", HERE[:-1])
@pytest.mark.parametrize("name", NATIVE)
def test_rules_on_other_levels(name: str, level: str) -> None:
    found = cases(name, np.random.default_rng(8))
    try_all(name, [(case, code, "") for case in found[-2:] for code in ("f4", "f8")], level)


def of_reals(name: str) -> bool:
    """Whether its operands are arrays of real numbers."""
    operands, _ = cases(name, np.random.default_rng(9))[0]
    return name != "number" and all(np.asarray(x).dtype.kind == "f" for x in operands)


ELEMENTWISE = [name for name in NATIVE if isinstance(TABLE[name].native, Elementwise) and of_reals(name)]
# Of zeros with different signs NumPy takes either, as its loop has it; SciPy loses the sign of -0.
EITHER_ZERO = {"maximum", "minimum", "clamp_above", "clamp_below", "erfinv"}


def special_numbers(code: str) -> np.ndarray:
    """NaN, both zeros and infinities, the largest and smallest numbers, and a few ordinary ones."""
    limits = np.finfo(code)
    sizes = [
        0.0,
        np.inf,
        limits.max,
        limits.tiny,
        limits.smallest_subnormal,
        limits.tiny / 3,
        1.0,
        0.5,
        2.5,
        100.0,
    ]
    return np.array([np.nan, *sizes, *(-size for size in sizes)], code)


@pytest.mark.parametrize("code", ["f8", "f4"])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_special_numbers(name: str, code: str) -> None:
    (operands, params), *_ = cases(name, np.random.default_rng(9))
    numbers = special_numbers(code)
    given = [numbers] if len(operands) == 1 else [*np.meshgrid(numbers, numbers, indexing="ij")]
    given += [np.full_like(given[0], 0.75)] * (len(operands) - len(given))
    case: Case = (tuple(np.ascontiguousarray(x.reshape(-1)) for x in given), params)
    program, inputs = built(name, case, code)
    (native,) = carried([program], HERE[-1])
    _, (found,), _ = native.run(inputs)
    assert_right(name, case, code, "", found)
    if found.dtype.kind == "f" and name not in EITHER_ZERO:
        ((plain,), _) = program.run(inputs)
        zero = (plain == 0) & (found == 0)
        wrong = zero & (np.signbit(plain) != np.signbit(found))
        assert not wrong.any(), f"zeros with another sign for {[x[wrong] for x in inputs]}"
