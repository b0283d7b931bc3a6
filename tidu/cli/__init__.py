"""The command line: one file a command, no logic of its own."""

from __future__ import annotations

from tidu.cli.app import main

__all__ = ["main"]
