"""The checks that are certain because the tape is ours: shapes, losses, gradients, updates."""

from __future__ import annotations

from tidu.fit.doctor.check import Check

CHECKS: tuple[type[Check], ...] = ()
