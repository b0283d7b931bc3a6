"""Random networks, losses and optimizers: native runs give eager's numbers."""

from __future__ import annotations

import pytest
from native_drafts import draft
from native_examples import agree

AT_ONCE = 10


@pytest.mark.parametrize("first", range(0, 100, AT_ONCE))
def test_runs_drawn_at_random(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        make, data, loss, optimizer, options = draft(seed)
        try:
            # Roundings are magnified where an activation or a norm is steep.
            agree(make, data, loss, optimizer, tolerance=1e-10, **options)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {make()}, {loss}, {options}: {error}") from error
