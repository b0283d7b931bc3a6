"""Threads that run one function together: each its share of a loop, and a barrier between loops.

A function that a team runs has the parameters `PARAMETERS`: the thread's number, how many there
are, and the memory of their barrier. Every element is computed by one thread, just as a single
one would compute it, so that no byte of a result depends on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from tidu.read.native.level import Level
from tidu.read.native.writer import Writer

TYPES = "i64, i64, ptr"
NAMES = ("%thread", "%threads", "%barrier")
PARAMETERS = ", ".join(f"{kind} {name}" for kind, name in zip(TYPES.split(", "), NAMES, strict=True))
ARGUMENTS = PARAMETERS  # by the same names
BARRIER_BYTES = 128  # who has arrived, and on a cache line of its own, how often all have
PATIENCE = 1000  # pauses before the processor is offered to others: 10 to 50 microseconds


def share(writer: Writer, count: int | str, unit: int = 1) -> tuple[str, str]:
    """The (first, end) of this thread's part of `count` turns, cut at multiples of `unit`."""
    if unit == 1:
        return _cut(writer, count, "%thread"), _cut(writer, count, writer.put("add i64 %thread, 1"))
    units = -(-int(count) // unit)
    first, end = (writer.put(f"mul i64 {place}, {unit}") for place in share(writer, units))
    writer.declare("declare i64 @llvm.smin.i64(i64, i64)")
    return first, writer.put(f"call i64 @llvm.smin.i64(i64 {end}, i64 {count})")


def _cut(writer: Writer, count: int | str, thread: str) -> str:
    return writer.put(f"udiv i64 {writer.put(f'mul i64 {thread}, {count}')}, %threads")


@contextmanager
def some(writer: Writer, first: str, end: str) -> Iterator[None]:
    """What is written inside runs in threads whose part is not empty."""
    with writer.when(writer.put(f"icmp slt i64 {first}, {end}")):
        yield


@contextmanager
def parted(writer: Writer, first: int, end: int, step: int) -> Iterator[str]:
    """As `Writer.loop`, with the turns shared among the threads."""
    places = share(writer, -(-(end - first) // step))
    with some(writer, *places):
        begin, stop = (writer.put(f"mul i64 {place}, {step}") for place in places)
        begin, stop = (writer.put(f"add i64 {place}, {first}") for place in (begin, stop))
        with writer.loop(begin, stop, step) as counter:
            yield counter


def only(writer: Writer, thread: str = "0") -> Any:
    """What is written inside runs in one thread: the first, or the one of that number."""
    return writer.when(writer.put(f"icmp eq i64 %thread, {thread}"))


def last_of(writer: Writer, team: bool) -> Any:
    """What is written inside runs in the last thread, if there is a team."""
    return only(writer, writer.put("sub i64 %threads, 1")) if team else nullcontext()


def wait(writer: Writer) -> None:
    """Nobody goes on before all are here, and then everybody sees what was written before."""
    writer.declare("declare void @tidu_barrier(ptr, i64)")
    writer.do("call void @tidu_barrier(ptr %barrier, i64 %threads)")
    writer.at_hand = {}


class Team:
    """What all threads do and what the first one does alone, with the barriers in between.

    Without a team (`present`) nothing of this is written.
    """

    def __init__(self, writer: Writer, present: bool):
        self.writer, self.present = writer, present
        self.since = ""  # who has written since all met: nobody, "one", "all"

    @contextmanager
    def all(self) -> Iterator[None]:
        """For loops that are shared, and for what every thread must see for itself."""
        self.meet()
        yield
        self.since = "all"

    @contextmanager
    def one(self) -> Iterator[None]:
        """For loops that are too small to be shared."""
        if self.since == "all":
            self.meet()
        with only(self.writer) if self.present else nullcontext():
            yield
        self.since = "one"

    def meet(self) -> None:
        """A barrier, where anything was written since the last."""
        if self.present and self.since:
            wait(self.writer)
        self.since = ""


def barrier_module(level: Level) -> str:
    """`void @tidu_barrier(ptr barrier, i64 threads)`: the last to arrive lets the others go.

    These look again and again for a while, then offer the processor to other threads at every
    look, so that more threads than processors only wait for each other's turns.

    >>> from tidu.read.native.level import level
    >>> "llvm.aarch64.hint" in barrier_module(level("neon"))
    True
    """
    pause, hint = ("@llvm.aarch64.hint", "i32 1") if level.name == "neon" else ("@llvm.x86.sse2.pause", "")
    return f"""
declare void {pause}({hint.split()[0] if hint else ""})
declare i32 @tidu_yield()
define void @tidu_barrier(ptr %barrier, i64 %threads) nounwind {{
entry:
  %alone = icmp eq i64 %threads, 1
  br i1 %alone, label %done, label %arrive
arrive:
  %rounds = getelementptr i8, ptr %barrier, i64 64
  %before = load atomic i64, ptr %rounds monotonic, align 8
  %there = atomicrmw add ptr %barrier, i64 1 acq_rel
  %all = add i64 %there, 1
  %last = icmp eq i64 %all, %threads
  br i1 %last, label %open, label %look
open:
  store atomic i64 0, ptr %barrier monotonic, align 8
  %next = add i64 %before, 1
  store atomic i64 %next, ptr %rounds release, align 8
  br label %done
look:
  %looks = phi i64 [0, %arrive], [%more, %again]
  %more = add i64 %looks, 1
  %now = load atomic i64, ptr %rounds acquire, align 8
  %gone = icmp ne i64 %now, %before
  br i1 %gone, label %done, label %still
still:
  %patient = icmp ult i64 %looks, {PATIENCE}
  br i1 %patient, label %spin, label %offer
spin:
  call void {pause}({hint})
  br label %again
offer:
  %ignored = call i32 @tidu_yield()
  br label %again
again:
  br label %look
done:
  ret void
}}
"""
