"""Machine code in the process: found by name, called from anywhere, freed when nobody holds it."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import pytest
from native_texts import INTEGER, POINTER, REAL, TEXT, applied, constant, in_threads, wanted

from tidu.read.native import cache
from tidu.read.native.level import Level, level
from tidu.read.native.link import Library, function, library
from tidu.read.native.machine import NativeError, build, compile_object

pytestmark = pytest.mark.usefixtures("kept")
TO_REAL = ctypes.CFUNCTYPE(REAL, REAL)


def test_no_address_is_in_the_code() -> None:
    name, first, second = "tidu_test_moved", TO_REAL(lambda x: x + 1), TO_REAL(lambda x: x + 2)
    text = f"declare double @{name}(double)\ndefine double @f(double %x) {{\n"
    text += f"  %y = call double @{name}(double %x)\n  ret double %y\n}}"
    llvm.add_symbol(name, address(first))
    code = compile_object(text, level())
    one = library().load(code).function("f", REAL, result=REAL)
    llvm.add_symbol(name, address(second))
    two = library().load(code).function("f", REAL, result=REAL)
    assert (one(5.0), two(5.0)) == (6.0, 7.0)


def address(made: Any) -> int:
    found = ctypes.cast(made, POINTER).value
    assert found
    return found


def test_a_name_that_nothing_defines() -> None:
    text = "declare void @tidu_nobody()\n@tidu_nothing = external global i64\ndefine i64 @f() {\n"
    text += "  call void @tidu_nobody()\n  %x = load i64, ptr @tidu_nothing\n  ret i64 %x\n}"
    code = compile_object(text, level())
    with pytest.raises(
        NativeError, match=r"calls tidu_nobody, tidu_nothing, which nothing defines.*add_symbol"
    ):
        library().load(code)
    with pytest.raises(NativeError, match="calls tidu_nobody, which"):
        library().address("tidu_nobody")


def test_a_body_that_is_no_code(capfd: pytest.CaptureFixture[str]) -> None:
    code = compile_object(constant(1), level())
    with pytest.raises(NativeError, match="The machine code of number cannot be loaded"):
        library().load(code._replace(body=b"not machine code"))
    with pytest.raises(NativeError, match="The machine code of other cannot be loaded"):
        library().load(code._replace(defines=["other"]))
    lost = compile_object("declare void @tidu_l() define void @f() { call void @tidu_l() ret void }", level())
    with pytest.raises(NativeError, match="The machine code of f cannot be loaded"):
        library().load(lost._replace(needs=[]))
    assert capfd.readouterr().err == ""


def test_a_function_that_is_not_there() -> None:
    loaded = library().load(compile_object(constant(1) + "\n" + constant(2, "two"), level()))
    with pytest.raises(
        NativeError, match=r"three is not a function of this native code, which defines number, two"
    ):
        loaded.function("three")


def test_code_of_another_level() -> None:
    code = compile_object(constant(1), level())._replace(level="another")
    with pytest.raises(
        NativeError, match=r"for another cannot join the library of .*library\(level\('another'\)\)"
    ):
        library().load(code)


def test_one_name_in_many_programs() -> None:
    functions = [
        library().load(compile_object(constant(n), level())).function("number", result=INTEGER)
        for n in range(9)
    ]
    gc.collect()
    assert [each() for each in functions] == list(range(9))


def test_code_lives_as_long_as_a_function_of_it() -> None:
    loaded = library().load(compile_object(constant(7), level()))
    number, alive = loaded.function("number", result=INTEGER), weakref.ref(loaded)
    del loaded
    gc.collect()
    assert alive() is not None and number() == 7
    del number
    gc.collect()
    assert alive() is None


def test_memory_of_dropped_programs_is_used_again() -> None:
    code = compile_object(constant(7), level())
    places = {library().load(code).address("number") for _ in range(50)}
    assert len(places) < 10


def test_the_interpreters_lock_is_released() -> None:
    text = """
define void @wait(ptr %flag) {
  br label %again
again:
  %set = load volatile i64, ptr %flag
  %go = icmp eq i64 %set, 0
  br i1 %go, label %again, label %done
done:
  ret void
}"""
    wait, flag = library().load(compile_object(text, level())).function("wait", POINTER), INTEGER(0)
    thread = threading.Thread(target=wait, args=(ctypes.addressof(flag),))
    thread.start()
    time.sleep(0.01)
    flag.value = 1  # never reached if the call held the lock
    thread.join(20)
    assert not thread.is_alive()


def test_a_function_by_its_address() -> None:
    assert function(library().address("pow"), REAL, REAL, result=REAL)(2.0, 10.0) == 1024.0


# -- shared modules


def shared_text(level: Level) -> str:
    return "define double @tidu_test_half(double %x) {\n %y = fmul double %x, 0.5\n ret double %y\n}"


def test_programs_find_the_functions_of_shared_modules() -> None:
    owner = Library(level())
    text = "declare double @tidu_test_half(double)\ndefine double @f(double %x) {\n"
    code = compile_object(text + " %y = call double @tidu_test_half(double %x)\n ret double %y\n}", level())
    with pytest.raises(NativeError, match="tidu_test_half"):
        owner.load(code)
    shared = owner.shared("halves", shared_text)
    assert owner.load(code).function("f", REAL, result=REAL)(3.0) == 1.5
    assert owner.address("tidu_test_half") == shared.address("tidu_test_half")
    assert owner.shared("halves", lambda _: pytest.fail("made twice")) is shared
    assert cache.stats == cache.Stats(missed=1, stored=1)
    assert Library(level()).shared("halves", lambda _: pytest.fail("made twice")).addresses
    assert cache.stats.found == 1


def test_threads_ask_for_one_shared_module_at_once() -> None:
    owner, made, gate = Library(level()), [], threading.Barrier(4)

    def make(level: Level) -> str:
        made.append(level)
        return shared_text(level)

    def work() -> None:
        gate.wait()
        found.append(owner.shared("halves", make))

    found: list[object] = []
    in_threads(work, 4)
    assert made == [level()] and len(found) == 4 and len(set(map(id, found))) == 1


def test_threads_compile_load_and_call_at_once() -> None:
    wrong: list[object] = []
    x = np.linspace(-1, 1, 11)

    def work() -> None:
        try:
            for turn in range(6):
                code, _ = build(f"s{turn % 3}", lambda: (TEXT, {}), level())
                np.testing.assert_allclose(applied(code, x), wanted(x), rtol=1e-14)
                with pytest.raises(NativeError):
                    compile_object("define nonsense", level())
        except BaseException as error:
            wrong.append(error)

    in_threads(work, 4)
    assert not wrong


# -- other processes

CHILD = """
import ctypes, json, pathlib, sys
from tidu.read.native import cache, link, machine
from tidu.read.native.level import level
text = pathlib.Path(sys.argv[1]).read_text()
answers = []
for turn in range(int(sys.argv[2])):
    code, meta = machine.build(f"{turn}", lambda: (text, {"turn": turn}), level())
    loaded = link.library().load(code)
    x, y = (ctypes.c_double * 4)(0.0, 1.0, 2.0, 3.0), (ctypes.c_double * 4)()
    loaded.function("apply", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)(
        ctypes.addressof(x), ctypes.addressof(y), 4)
    answers.append([meta["turn"], *y])
print(json.dumps([vars(cache.stats), answers]))
"""


def children(tmp_path: Path, count: int, turns: int) -> list[tuple[dict[str, int], list[list[float]]]]:
    """(stats, answers) of so many processes that run at once."""
    (tmp_path / "text.ll").write_text(TEXT)
    command = [sys.executable, "-W", "error", "-c", CHILD, str(tmp_path / "text.ll"), str(turns)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [
        subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.getcwd()}, **pipes)
        for _ in range(count)
    ]
    ended = [each.communicate(timeout=120) for each in running]
    assert [error for _, error in ended] == [""] * count
    return [json.loads(output) for output, _ in ended]


def answers(turns: int) -> list[list[float]]:
    x = np.arange(4.0)
    return [[turn, *wanted(x)] for turn in range(turns)]


def test_a_second_process_need_not_compile(tmp_path: Path) -> None:
    ((first, found),) = children(tmp_path, 1, 2)
    ((second, again),) = children(tmp_path, 1, 2)
    assert (first["missed"], first["stored"], first["found"]) == (2, 2, 0)
    assert (second["missed"], second["stored"], second["found"]) == (0, 0, 2)
    np.testing.assert_allclose(found, answers(2), rtol=1e-14)
    assert found == again


def test_processes_at_once(tmp_path: Path, kept: Path) -> None:
    for stats, found in children(tmp_path, 4, 3):
        assert stats["damaged"] == 0 and stats["missed"] + stats["found"] == 3
        assert os.name == "nt" or stats["unable"] == 0
        np.testing.assert_allclose(found, answers(3), rtol=1e-14)
    assert len(list(kept.iterdir())) == 3
