"""What every test and doctest shares: compiled code is kept in a folder of this run, not in the user's."""

from __future__ import annotations

import os
from importlib.util import find_spec
from tempfile import TemporaryDirectory

import pytest

KEPT = "TIDU_CACHE_DIR"
# What writes for TensorBoard can be opened only where there is one.
collect_ignore = [] if find_spec("tensorboard") else ["tidu/utils/tensorboard"]
FOLDER = pytest.StashKey[TemporaryDirectory]()


def pytest_configure(config: pytest.Config) -> None:
    """Workers of one run share its folder, which they are told by their environment."""
    if not hasattr(config, "workerinput"):
        config.stash[FOLDER] = TemporaryDirectory(prefix="tidu-tests-", ignore_cleanup_errors=True)
        os.environ[KEPT] = config.stash[FOLDER].name


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder goes with the run."""
    if FOLDER in config.stash:
        config.stash[FOLDER].cleanup()
