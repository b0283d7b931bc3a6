"""Compiled code on disk, so that the next process need not compile it again.

`TIDU_CACHE_DIR` names the folder (else the system's for caches), `TIDU_CACHE_MB` bounds it
(256), `TIDU_CACHE=0` turns it off. Nothing here ever stops a program: what cannot be read or
written is compiled, and said through `logging.getLogger("tidu")` and counted in `stats`.

A body is machine code that will be run, and a checksum only finds accidents. So the folder must
be the user's own: it is made with mode 0700, and one that others own or may write is not used.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import struct
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidu.core.files import write_atomic
from tidu.text import say

FORMAT = 1
MEGABYTES = 256
# Magic, format, key, bytes of meta and body; then the sha256 of all else; then meta and body.
HEADER = struct.Struct("<8sI32sIQ")
MAGIC = b"TIDUCODE"
START = HEADER.size + 32

log = logging.getLogger("tidu")


@dataclass
class Stats:
    """What the cache did in this process."""

    found: int = 0
    missed: int = 0
    stored: int = 0
    damaged: int = 0
    removed: int = 0
    unable: int = 0


stats = Stats()
_counting = threading.Lock()


def key_of(*parts: str) -> str:
    """The name of an entry: sha256 of the parts and of this file format, as 64 hex digits.

    >>> key_of("ab", "c") == key_of("a", "bc")
    False
    """
    return hashlib.sha256(json.dumps([FORMAT, *parts]).encode()).hexdigest()


def load(key: str) -> tuple[dict[str, Any], bytes] | None:
    """(meta, body) stored under `key`, or None if there is none that is whole.

    >>> load(key_of("nobody stored this")) is None
    True
    """
    place = folder()
    if place is None:
        return None
    path = place / f"{key}.tidu"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        _count("missed")
        return None
    except OSError as error:
        return _unable(say("link.cache_unable", why=error))
    if not _whole(data, key):
        _count("damaged")
        log.info(say("link.cache_damaged", path=path, size=len(data)))
        return None
    # The time of use, by which entries are removed. A folder that can only be read still serves.
    with suppress(OSError):
        os.utime(path)
    _count("found")
    cut = START + HEADER.unpack_from(data)[3]
    return json.loads(data[START:cut]), data[cut:]


def store(key: str, meta: Mapping[str, Any], body: bytes) -> None:
    """Keeps `meta` (of JSON's types) and `body` under `key`, and removes what was longest unused.

    >>> import tempfile; from unittest.mock import patch
    >>> with tempfile.TemporaryDirectory() as place, patch.dict(os.environ, TIDU_CACHE_DIR=place):
    ...     store(key_of("an example"), {"inputs": 2}, b"code")
    ...     load(key_of("an example"))
    ({'inputs': 2}, b'code')
    """
    place = folder()
    if place is None:
        return
    text = json.dumps(meta).encode()
    header = HEADER.pack(MAGIC, FORMAT, bytes.fromhex(key), len(text), len(body))
    data = header + hashlib.sha256(header + text + body).digest() + text + body
    most = _most_bytes()
    if len(data) > most:
        return
    try:
        write_atomic(place / f"{key}.tidu", data)
        _shrink(place, most)
    except OSError as error:
        return _unable(say("link.cache_unable", why=error))
    _count("stored")


def folder() -> Path | None:
    """Where entries lie, made if need be; None if the cache is off or no folder is safe to use.

    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, TIDU_CACHE="0"):
    ...     print(folder())
    None
    """
    if os.environ.get("TIDU_CACHE") == "0":
        return None
    try:
        asked = os.environ.get("TIDU_CACHE_DIR")
        base = Path(asked).expanduser() if asked else system_folder(sys.platform, os.environ, Path.home())
        place = base / "native"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = place.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no home
        return _unable(say("link.cache_unable", why=error))
    if os.name != "nt" and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        mode = f"{status.st_mode & 0o777:o}"
        return _unable(say("link.cache_owner", path=place, owner=status.st_uid, mode=mode))
    return place


def system_folder(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """The folder that the system `platform` (as `sys.platform`) means for our caches.

    >>> system_folder("linux", {}, Path("/home/ada")).as_posix()
    '/home/ada/.cache/tidu'
    """
    if platform == "darwin":
        return home / "Library" / "Caches" / "tidu"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "tidu"
    asked = environ.get("XDG_CACHE_HOME", "")
    return Path(asked if asked.startswith("/") else home / ".cache") / "tidu"


def _whole(data: bytes, key: str) -> bool:
    """Whether `data` is what `store` wrote under `key`, to the last bit."""
    if len(data) < START:
        return False
    magic, form, named, text, body = HEADER.unpack_from(data)
    if (magic, form, named.hex(), START + text + body) != (MAGIC, FORMAT, key, len(data)):
        return False
    return hashlib.sha256(data[: HEADER.size] + data[START:]).digest() == data[HEADER.size : START]


def _most_bytes() -> int:
    """How large the folder may be."""
    asked = os.environ.get("TIDU_CACHE_MB", str(MEGABYTES))
    try:
        return int(float(asked) * 2**20)
    except (ValueError, OverflowError):
        log.info(say("link.cache_size", given=asked, used=MEGABYTES))
        return MEGABYTES * 2**20


def _shrink(place: Path, most: int) -> None:
    """Removes what was longest unused (also what a killed process left half written)."""
    found = []
    for path in place.iterdir():
        with suppress(FileNotFoundError):  # another process may remove it meanwhile
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, path))
    size = sum(bytes for _, bytes, _ in found)
    for _, bytes, path in sorted(found):
        if size <= most:
            return
        with suppress(FileNotFoundError, PermissionError):  # Windows: another process reads it
            path.unlink()
            _count("removed")
        size -= bytes


def _count(name: str) -> None:
    with _counting:
        setattr(stats, name, getattr(stats, name) + 1)


def _unable(why: str) -> None:
    _count("unable")
    log.info(why)
