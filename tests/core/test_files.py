"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tidu.core.files import atomic_file, write_atomic


@pytest.mark.parametrize(("data", "stored"), [("梯度\n", "梯度\n".encode()), (b"\x00\xff", b"\x00\xff")])
def test_text_is_utf8_and_bytes_are_kept(tmp_path: Path, data: str | bytes, stored: bytes) -> None:
    write_atomic(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == stored
    assert os.listdir(tmp_path) == ["file"]


def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "model.tidu"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="half way"), atomic_file(target) as file:
        file.write(b"new")
        raise RuntimeError("half way")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["model.tidu"]


def test_the_old_content_is_seen_until_the_end(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with atomic_file(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_the_mode_of_a_replaced_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomic(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    write_atomic(tmp_path / "ours", b"")
    (tmp_path / "theirs").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_pipe_is_written_directly() -> None:
    reader, writer = os.pipe()
    write_atomic(f"/dev/fd/{writer}", b"rows")
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        assert file.read() == b"rows"


def test_errors_name_the_file_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nowhere" / "file"
    with pytest.raises(FileNotFoundError) as caught:
        write_atomic(path, b"")
    assert caught.value.filename == str(path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(NotADirectoryError) as caught:
        write_atomic("plain/file", b"")
    assert caught.value.filename == "plain/file"


def test_errors_about_other_files_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other"
    with pytest.raises(FileNotFoundError) as caught, atomic_file(tmp_path / "file"):
        other.read_bytes()
    assert caught.value.filename == str(other)


def test_a_refused_replacement_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self), 5, str(target))

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError) as caught:
        write_atomic(tmp_path / "file", b"")
    assert caught.value.filename == str(tmp_path / "file") and caught.value.filename2 is None
    assert os.listdir(tmp_path) == []
