"""What the tests of the readings share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidu.read.native import cache


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of compiled code, counted from zero; gives where its entries lie."""
    monkeypatch.setenv("TIDU_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("TIDU_CACHE", raising=False)
    monkeypatch.delenv("TIDU_CACHE_MB", raising=False)
    monkeypatch.setattr(cache, "stats", cache.Stats())
    return tmp_path / "kept" / "native"
