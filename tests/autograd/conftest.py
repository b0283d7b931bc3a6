"""Every test that takes `t` runs with PyTorch too: what is asserted is PyTorch's behaviour."""

from __future__ import annotations

import pytest
import torch

import tidu


@pytest.fixture(params=[tidu, torch], ids=["tidu", "torch"])
def t(request):
    return request.param
