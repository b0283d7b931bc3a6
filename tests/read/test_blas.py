"""NumPy's own OpenBLAS: found, called as documented, and kept to one thread."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from native_texts import in_threads

from tidu.read.native import blas as module
from tidu.read.native.blas import FUNCTIONS, Blas, blas, find

here = pytest.mark.skipif(blas().addresses is None, reason=blas().reason)


@here
@pytest.mark.parametrize("code", ["f4", "f8"])
@pytest.mark.parametrize("turn_a", [False, True])
@pytest.mark.parametrize("turn_b", [False, True])
def test_called_as_documented(code: str, turn_a: bool, turn_b: bool) -> None:
    generator = np.random.default_rng(3)
    a = generator.standard_normal((4, 7)[:: -1 if turn_a else 1]).astype(code)
    b = generator.standard_normal((7, 5)[:: -1 if turn_b else 1]).astype(code)
    c = generator.standard_normal((4, 5)).astype(code)
    wanted = 2 * (a.T if turn_a else a) @ (b.T if turn_b else b) + 3 * c
    number = ctypes.c_float if code == "f4" else ctypes.c_double
    whole, size, pointer = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p
    kinds = [*[whole] * 3, *[size] * 3, number, pointer, size, pointer, size, number, pointer, size]
    addresses = blas().addresses
    assert addresses
    call = ctypes.CFUNCTYPE(None, *kinds)(addresses[f"tidu_blas_{code}"])
    turns = [112 if turn else 111 for turn in (turn_a, turn_b)]
    of_a, of_b, of_c = ((x.ctypes.data, x.shape[1]) for x in (a, b, c))
    call(101, *turns, 4, 5, 7, 2.0, *of_a, *of_b, 3.0, *of_c)
    np.testing.assert_allclose(c, wanted, rtol=1e-4 if code == "f4" else 1e-12)


@here
def test_one_thread_and_back() -> None:
    library = blas()
    library._use(2)
    with pytest.raises(KeyError), library.one_thread():
        assert library.threads() == 1
        raise KeyError
    assert library.threads() == 2


def test_whoever_leaves_last_restores() -> None:
    used, current = [], [8]
    theirs = SimpleNamespace(**{module.GET: lambda: current[-1], module.SET: current.append})
    library = Blas({}, "", theirs)  # pyright: ignore[reportArgumentType]

    def work() -> None:
        for _ in range(200):
            with library.one_thread():
                used.append(library.threads())

    in_threads(work, 4)
    assert set(used) == {1} and library.threads() == 8
    with library.one_thread(), library.one_thread():
        pass
    assert library.threads() == 8


def test_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    absent = find(tmp_path, tmp_path / "other")
    assert absent.addresses is None and "brings no OpenBLAS of its own" in absent.reason
    assert str(tmp_path / "other") in absent.reason and "Fix" in absent.reason
    with absent.one_thread():
        assert absent.threads() == 1
    (tmp_path / "libscipy_openblas64_-1.so").write_bytes(b"no library")
    refused = find(tmp_path)
    assert refused.addresses is None and "cannot be opened" in refused.reason


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_another_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    import _ctypes

    (tmp_path / "libscipy_openblas64_-2.so").symlink_to(_ctypes.__file__)
    other = find(tmp_path)
    assert other.addresses is None and f"has no function {FUNCTIONS['tidu_blas_f4']}" in other.reason
