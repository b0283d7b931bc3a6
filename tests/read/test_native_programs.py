"""Programs drawn at random compute in native code what they compute on NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from carried import Carried, carried
from drafts import LARGE, SMALL, Draft
from native_texts import HERE

from tidu.core.stream import Stream

AT_ONCE = 20
WITHIN = {"f8": 1e-9, "f4": 2e-3}  # of the largest number: thirty equations may magnify roundings


def assert_same(each: Carried, draft: Draft) -> None:
    inputs, state = ([draft.values[x] for x in own] for own in (draft.inputs, draft.state))
    wanted, after = each.program.run(inputs, state, [Stream(7) for _ in draft.streams])
    status, outputs, changed = each.run(inputs, state, [Stream(7) for _ in draft.streams])
    assert status == 0
    within = WITHIN["f4" if any(x.dtype == np.float32 for x in draft.values) else "f8"]
    near(outputs, wanted, within)
    near(changed, after, within)


def near(found: list[np.ndarray], wanted: list[Any], within: float) -> None:
    assert len(found) == len(wanted)
    for place, (x, y) in enumerate(zip(found, wanted, strict=True)):
        y = np.asarray(y)
        assert x.shape == y.shape and x.dtype == y.dtype, place
        error = within if x.dtype.kind == "f" else 0
        np.testing.assert_allclose(x, y, rtol=error, atol=error * 10, err_msg=f"result {place}")


def many(seeds: range, name: str, sizes: tuple[int, ...] = SMALL) -> None:
    drafts = [Draft(seed, sizes) for seed in seeds]
    for draft, each in zip(drafts, carried([draft.program for draft in drafts], name), strict=True):
        try:
            assert_same(each, draft)
        except AssertionError as error:
            raise AssertionError(f"{error}\nin\n{draft.program}") from error


@pytest.mark.parametrize("first", range(0, 200, AT_ONCE))
def test_random_programs(first: int) -> None:
    many(range(first, first + AT_ONCE), HERE[-1])


@pytest.mark.parametrize("name", HERE[:-1])
@pytest.mark.parametrize("first", [200, 220])
def test_random_programs_on_other_levels(name: str, first: int) -> None:
    many(range(first, first + AT_ONCE), name)


def test_larger_random_programs() -> None:
    many(range(300, 300 + AT_ONCE), HERE[-1], LARGE)
