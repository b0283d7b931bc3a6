"""The cache of compiled code: whole entries come back, all else is as if it were not there."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tidu.core.files import write_atomic
from tidu.read.native import cache

KEY = cache.key_of("a program")
BODY = bytes(range(256)) * 5
META = {"inputs": [3, 4], "names": ["重"]}
POSIX = pytest.mark.skipif(os.name == "nt", reason="owners and modes are POSIX's")


def entry(kept: Path, key: str = KEY) -> Path:
    return kept / f"{key}.tidu"


def test_what_is_stored_comes_back(kept: Path) -> None:
    assert cache.load(KEY) is None
    cache.store(KEY, META, BODY)
    assert cache.load(KEY) == (META, BODY)
    assert cache.load(cache.key_of("another")) is None
    assert cache.stats == cache.Stats(found=1, missed=2, stored=1)
    assert [path.name for path in kept.iterdir()] == [f"{KEY}.tidu"]


def test_nothing_is_kept_when_turned_off(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_CACHE", "0")
    cache.store(KEY, META, BODY)
    assert cache.load(KEY) is None and not kept.exists()
    assert cache.stats == cache.Stats()


def test_every_part_of_a_key_counts() -> None:
    keys = [cache.key_of(*parts) for parts in (["a", "b"], ["ab"], ["a", "b", ""], ["b", "a"], ["a,b"])]
    assert len(set(keys)) == 5 and all(len(key) == 64 for key in keys)


def whole() -> int:
    """Bytes of the entry that `store` makes here."""
    return cache.START + len('{"inputs": [3, 4], "names": ["\\u91cd"]}') + len(BODY)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut in the header": lambda data: data[:20],
    "cut in the checksum": lambda data: data[: cache.START - 1],
    "cut after the header": lambda data: data[: cache.START],
    "cut in the meta": lambda data: data[: cache.START + 5],
    "cut in the body": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "foreign": lambda data: b"\x7fELF" + data[4:],
    "all foreign": lambda data: os.urandom(len(data)),
    "another format": lambda data: data[:8] + (cache.FORMAT + 1).to_bytes(4, "little") + data[12:],
    "another key": lambda data: data[:12] + bytes(32) + data[44:],
    "lengths moved": lambda data: data[:44] + (8).to_bytes(4, "little") + data[48:],
    "checksum changed": lambda data: (
        data[: cache.START - 1] + bytes([data[cache.START - 1] ^ 1]) + data[cache.START :]
    ),
    "meta changed": lambda data: data.replace(b"inputs", b"input5"),
    "body changed": lambda data: data[:-9] + bytes([data[-9] ^ 128]) + data[-8:],
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_not_whole_is_said_and_replaced(
    name: str, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.store(KEY, META, BODY)
    data = entry(kept).read_bytes()
    assert len(data) == whole()
    entry(kept).write_bytes(DAMAGE[name](data))
    with caplog.at_level(logging.INFO, "tidu"):
        assert cache.load(KEY) is None
    assert cache.stats.damaged == 1 and cache.stats.found == 0
    assert str(entry(kept)) in caplog.text and "compiled again" in caplog.text
    cache.store(KEY, META, BODY)
    assert cache.load(KEY) == (META, BODY)


def test_an_entry_moved_to_another_name_is_not_taken(kept: Path) -> None:
    cache.store(KEY, META, BODY)
    other = cache.key_of("another")
    entry(kept).rename(entry(kept, other))
    assert cache.load(other) is None and cache.stats.damaged == 1


def test_the_longest_unused_are_removed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_CACHE_MB", str(3.5 * whole() / 2**20))
    keys = [cache.key_of(str(number)) for number in range(4)]
    for age, key in enumerate(keys[:3]):
        cache.store(key, META, BODY)
        os.utime(entry(kept, key), (1000 + age, 1000 + age))
    assert cache.load(keys[0]) is not None  # being read makes it young
    cache.store(keys[3], META, BODY)
    assert [entry(kept, key).exists() for key in keys] == [True, False, True, True]
    assert cache.stats.removed == 1


def test_what_a_killed_process_left_is_removed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, META, BODY)
    left = kept / f".{KEY}.tidu.0badcafe"
    left.write_bytes(BODY)
    os.utime(left, (1000, 1000))
    monkeypatch.setenv("TIDU_CACHE_MB", str(1.5 * whole() / 2**20))
    cache.store(KEY, META, BODY)
    assert not left.exists() and entry(kept).exists()


def test_what_is_larger_than_all_allowed_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, META, BODY)
    monkeypatch.setenv("TIDU_CACHE_MB", str(2 * whole() / 2**20))
    cache.store(cache.key_of("large"), META, BODY * 3)
    assert [path.name for path in kept.iterdir()] == [f"{KEY}.tidu"]


@pytest.mark.parametrize("given", ["many", "inf", "nan"])
def test_a_bound_that_is_no_number(
    given: str, kept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TIDU_CACHE_MB", given)
    with caplog.at_level(logging.INFO, "tidu"):
        cache.store(KEY, META, BODY)
    assert f"TIDU_CACHE_MB={given} is not a number" in caplog.text
    assert cache.load(KEY) == (META, BODY)


def test_a_folder_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, kept: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("TIDU_CACHE_DIR", str(tmp_path / "file"))
    with caplog.at_level(logging.INFO, "tidu"):
        cache.store(KEY, META, BODY)
        assert cache.load(KEY) is None
    assert cache.stats == cache.Stats(unable=2)
    assert "Native code is not kept on disk" in caplog.text and "TIDU_CACHE_DIR" in caplog.text


def test_a_folder_that_can_only_be_read(
    kept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache.store(KEY, META, BODY)

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(cache, "write_atomic", refuse)
    monkeypatch.setattr(os, "utime", refuse)
    with caplog.at_level(logging.INFO, "tidu"):
        cache.store(cache.key_of("more"), META, BODY)
    assert cache.load(KEY) == (META, BODY)
    assert cache.stats == cache.Stats(found=1, stored=1, unable=1)
    assert "Read-only file system" in caplog.text


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(kept: Path) -> None:
    cache.store(KEY, META, BODY)
    kept.chmod(0o500)
    cache.store(cache.key_of("more"), META, BODY)
    assert cache.load(KEY) == (META, BODY) and cache.stats.unable == 1
    kept.chmod(0o700)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_a_place_where_even_root_cannot_write(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_CACHE_DIR", "/proc/tidu")
    cache.store(KEY, META, BODY)
    assert cache.load(KEY) is None and cache.stats.unable == 2


def test_an_entry_that_is_no_file(kept: Path) -> None:
    entry(kept).mkdir(parents=True)
    kept.chmod(0o700)
    cache.store(KEY, META, BODY)
    assert cache.load(KEY) is None
    assert cache.stats.found == cache.stats.damaged == 0 and cache.stats.unable >= 1


@POSIX
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702])
def test_a_folder_that_others_may_write_is_not_used(
    mode: int, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.store(KEY, META, BODY)
    kept.chmod(mode)
    with caplog.at_level(logging.INFO, "tidu"):
        assert cache.load(KEY) is None
    assert f"mode {mode:o}" in caplog.text and f"chmod 700 {kept}" in caplog.text
    kept.chmod(0o700)
    assert cache.load(KEY) == (META, BODY)


@POSIX
def test_a_folder_of_another_owner_is_not_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, META, BODY)
    monkeypatch.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
    assert cache.load(KEY) is None and cache.stats.unable == 1


@POSIX
def test_the_folder_is_made_for_its_owner_only(kept: Path) -> None:
    before = os.umask(0)
    try:
        cache.store(KEY, META, BODY)
    finally:
        os.umask(before)
    assert kept.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("platform", "environ", "wanted"),
    [
        ("linux", {}, "/home/ada/.cache/tidu"),
        ("linux", {"XDG_CACHE_HOME": "/var/fast"}, "/var/fast/tidu"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/ada/.cache/tidu"),
        ("darwin", {"XDG_CACHE_HOME": "/var/fast"}, "/home/ada/Library/Caches/tidu"),
        ("win32", {"LOCALAPPDATA": "C:/Users/ada/Local"}, "C:/Users/ada/Local/tidu"),
        ("win32", {}, "/home/ada/AppData/Local/tidu"),
    ],
)
def test_where_systems_keep_caches(platform: str, environ: dict[str, str], wanted: str) -> None:
    assert cache.system_folder(platform, environ, Path("/home/ada")).as_posix() == wanted


def test_no_home(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("TIDU_CACHE_DIR")
    monkeypatch.setattr(Path, "home", nowhere)
    assert cache.load(KEY) is None and cache.stats.unable == 1


def test_threads_store_and_load_the_same(kept: Path) -> None:
    wrong: list[object] = []

    def work() -> None:
        for _ in range(20):
            cache.store(KEY, META, BODY)
            found = cache.load(KEY)
            if found != (META, BODY) and not (found is None and os.name == "nt"):
                wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong and cache.stats.damaged == 0
    # Windows refuses to replace a file while another thread reads it: then nothing is kept that time.
    assert os.name == "nt" or cache.stats == cache.Stats(found=80, stored=80)


def test_a_writer_that_dies_leaves_the_old_entry(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, META, BODY)

    def die(path: Path, data: bytes) -> None:
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left")))
        write_atomic(path, data)

    monkeypatch.setattr(cache, "write_atomic", die)
    cache.store(KEY, {"new": 1}, BODY)
    assert cache.load(KEY) == (META, BODY) and cache.stats.unable == 1
    assert [path.name for path in kept.iterdir()] == [f"{KEY}.tidu"]
