"""What every test and doctest shares.

Compiled code is kept in a folder of this run, not in the user's. One commit has one verdict: every
test and doctest starts from the same seed whatever ran before it, and hypothesis draws the same
examples; `pytest --seed 7 --hypothesis-profile explore` looks elsewhere.
"""

from __future__ import annotations

import os
import random
import sys
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from tidu import manual_seed

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")
KEPT = "TIDU_CACHE_DIR"
# What writes for TensorBoard can be opened only where there is one.
collect_ignore = [] if find_spec("tensorboard") else ["tidu/utils/tensorboard"]
FOLDER = pytest.StashKey[TemporaryDirectory]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The seed is the runner's to choose."""
    parser.addoption("--seed", type=int, default=0, help="where every test's random numbers start")


def pytest_configure(config: pytest.Config) -> None:
    """Workers of one run share its folder, which they are told by their environment."""
    if not hasattr(config, "workerinput"):
        config.stash[FOLDER] = TemporaryDirectory(prefix="tidu-tests-", ignore_cleanup_errors=True)
        os.environ[KEPT] = config.stash[FOLDER].name


def pytest_collection_finish() -> None:
    """Seeding PyTorch is quick from here on.

    Each `torch.manual_seed` notes for three kinds of device that are not there who called it, the whole
    stack written out: 10 ms under pytest, more than half of the time that its samples took.
    """
    for name in ("torch.cuda.random", "torch.xpu.random", "torch.mtia"):
        module: Any = sys.modules.get(name)
        if module is not None:
            module._lazy_call = lambda *_, **__: None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that names no seed draws the same numbers in any order, on any worker."""
    seed = item.config.getoption("--seed")
    random.seed(seed)
    np.random.seed(seed)
    manual_seed(seed)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(seed)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder goes with the run."""
    if FOLDER in config.stash:
        config.stash[FOLDER].cleanup()
