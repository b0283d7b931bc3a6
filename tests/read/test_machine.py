"""Assembly to machine code: what LLVM refuses is told by its line, what was compiled is kept."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import numpy as np
import pytest
from native_texts import HERE, INTEGER, TEXT, applied, constant, wanted

from tidu.read.native import cache, link, machine
from tidu.read.native.level import level
from tidu.read.native.link import Library, library
from tidu.read.native.machine import NativeError, Passes, build, compile_object

pytestmark = pytest.mark.usefixtures("kept")


@pytest.mark.parametrize("passes", ["none", "light"])
@pytest.mark.parametrize("name", HERE)
def test_what_is_compiled_computes(name: str, passes: Passes) -> None:
    code = compile_object(TEXT, level(name), passes)
    assert code.defines == ["apply"] and code.needs == ["exp"] and code.level == name
    x = np.linspace(-2, 2, 37)
    np.testing.assert_allclose(applied(code, x, library(level(name))), wanted(x), rtol=1e-14)


def test_the_model_of_code_that_windows_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "CODE_MODEL", "jitdefault")
    monkeypatch.setattr(machine, "RELOCATION", "default")
    monkeypatch.setattr(link, "WINDOWS", True)
    x = np.linspace(-2, 2, 37)
    found = applied(compile_object(TEXT, level()), x, Library(level()))
    np.testing.assert_allclose(found, wanted(x), rtol=1e-14)


def test_light_passes_leave_less_code() -> None:
    assert b"triple" in compile_object(TEXT, level(), "none").body
    assert b"triple" not in compile_object(TEXT, level(), "light").body


def test_no_unwinding_tables_are_made() -> None:
    body = compile_object(TEXT, level()).body
    assert b"eh_frame" not in body and b"pdata" not in body


def test_the_same_text_gives_the_same_bytes() -> None:
    assert compile_object(TEXT, level()) == compile_object(TEXT, level())


def line_of(text: str, part: str) -> int:
    return next(place for place, line in enumerate(text.split("\n"), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "quote", "why"),
    [
        (
            "fadd double %b, %c",
            "fadd double %b, %zz",
            "%d = fadd double %b, %zz",
            "use of undefined value '%zz'",
        ),
        (
            "fadd double %b, %c",
            "plus double %b, %c",
            "%d = plus double %b, %c",
            "expected instruction opcode",
        ),
        ("mul i64 %n, 8", "mul i32 %n, 8", "%bytes = mul i32 %n, 8", "defined with type 'i64'"),
        (
            "fadd double %b, %c",
            "fadd double %d, %c",
            "%d = fadd double %d, %c",
            "Only PHI nodes may reference their own value",
        ),
    ],
)
def test_a_text_that_llvm_refuses(old: str, new: str, quote: str, why: str) -> None:
    text = TEXT.replace(old, new)
    with pytest.raises(NativeError) as caught:
        compile_object(text, level())
    message = str(caught.value)
    assert f"line {line_of(text, quote)} of a native program, `{quote}`" in message
    assert why in message and "Fix: run without native code" in message


def test_a_text_that_the_check_refuses() -> None:
    lines = ["define i64 @f(i64 %a) {", "  br label %z", "z:", "  %c = add i64 %b, 1", "  %b = add i64 %a, 1"]
    text = "\n".join([*lines, "  ret i64 %c", "}"])
    with pytest.raises(NativeError, match=r"line 5 .*`%b = add i64 %a, 1`: Instruction does not dominate"):
        compile_object(text, level())


@pytest.mark.parametrize("text", ["", "; nothing"])
def test_nothing_to_compile(text: str) -> None:
    code = compile_object(text, level())
    assert code.defines == code.needs == []
    assert library().load(code).addresses == {}


def test_what_was_built_is_found_again() -> None:
    code, meta = build("number 5", lambda: (constant(5), {"inputs": [1, 2]}), level())
    again, known = build("number 5", lambda: pytest.fail("compiled twice"), level())
    assert again == code and known == meta == {"inputs": [1, 2]}
    assert library().load(again).function("number", result=INTEGER)() == 5
    assert cache.stats == cache.Stats(found=1, missed=1, stored=1)


def compiled(source: str = "s", name: str = level().name, passes: Passes = "light") -> bool:
    """Whether `build` had to compile."""
    before = cache.stats.missed
    build(source, lambda: (constant(5), {}), level(name), passes)
    return cache.stats.missed > before


def test_what_machine_code_depends_on() -> None:
    assert compiled() and not compiled()
    assert compiled(source="t") and compiled(passes="none")
    assert all(compiled(name=name) for name in HERE if name != level().name)


def test_another_tidu_compiles_again(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(machine._surroundings.cache_clear)
    for folder in ("core", "ops", "read/native"):
        (tmp_path / folder).mkdir(parents=True)
    source = tmp_path / "ops" / "sums.py"
    source.write_text("first")
    changes = (
        lambda: monkeypatch.setattr(machine, "__file__", str(tmp_path / "read" / "native" / "machine.py")),
        lambda: source.write_text("longer"),
        lambda: os.utime(source, (1000, 1000)),
        lambda: monkeypatch.setattr(machine, "__version__", "99.0"),
        lambda: monkeypatch.setattr(machine, "CODE_MODEL", "default"),
        lambda: monkeypatch.setattr(machine.llvm, "llvm_version_info", (99, 0, 0)),
    )
    assert compiled()
    for change in changes:
        change()
        machine._surroundings.cache_clear()
        assert compiled() and not compiled()


def test_damage_is_compiled_again(kept: Path, caplog: pytest.LogCaptureFixture) -> None:
    code, _ = build("s", lambda: (constant(5), {}), level())
    (path,) = kept.iterdir()
    path.write_bytes(path.read_bytes()[:-100])
    with caplog.at_level(logging.INFO, "tidu"):
        again, _ = build("s", lambda: (constant(5), {}), level())
    assert again == code and "compiled again" in caplog.text
    assert build("s", lambda: pytest.fail("not replaced"), level())[0] == code


def test_without_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_CACHE", "0")
    for _ in range(2):
        code, meta = build("s", lambda: (constant(5), {"a": 1}), level())
        assert library().load(code).function("number", result=INTEGER)() == 5 and meta == {"a": 1}
