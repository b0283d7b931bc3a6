"""The checks of data, curves and activations."""

from __future__ import annotations

from tidu.fit.doctor.check import Check

CHECKS: tuple[type[Check], ...] = ()
