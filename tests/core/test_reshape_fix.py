"""The shape that a failed reshape proposes can be taken."""

from __future__ import annotations

import re
from ast import literal_eval

import pytest

import tidu
from tidu import nn

CASES = [
    (12, (5, 2)), (12, (5, -1)), (12, (4, 4)), (12, (5, 7, 3)), (12, (5, 7)), (0, (3,)), (6, (0, 4)),
    (7, (2, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("size", "shape"), CASES, ids=str)
@pytest.mark.parametrize("method", ["view", "reshape"])
def test_the_fix_works(size: int, shape: tuple[int, ...], method: str) -> None:
    x = tidu.zeros(size)
    with pytest.raises(RuntimeError, match=r"reshape: shape") as caught:
        getattr(x, method)(*shape)
    found = re.search(r"Fix: x\.reshape(\(.*\))$", str(caught.value))
    assert found is not None
    assert x.reshape(literal_eval(found[1])).numel() == size


def test_a_list_of_layers_is_told_to_be_unpacked() -> None:
    with pytest.raises(TypeError, match=r"^list is not a Module subclass.*nn\.Sequential\(\*layers\)"):
        nn.Sequential([nn.ReLU()])  # pyright: ignore
