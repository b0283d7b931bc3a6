"""The text of a whole run: batches gathered in the order of PyTorch's stream, and a step on each."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

from tidu.read.native.team import ARGUMENTS, only, parted, wait
from tidu.read.native.team import TYPES as TEAM
from tidu.read.native.writer import TYPES, Writer

# What stands where in the control block, an array of 64-bit words.
(
    BUDGET, BATCH, ORDER, LOSSES, PLACE, DEFAULT, SCRATCH, ARENA, FULL, LAST, MODE, OUTPUT,
    THREADS, BARRIER, COLUMNS,
) = range(15)  # fmt: skip
# How an epoch gets its order: somebody else gave it; drawn as a shuffling loader draws it; or as
# it lies in memory, for which a loader draws a seed all the same.
GIVEN, SHUFFLED, STRAIGHT = range(3)
FLUSH = 0x8040  # in the control register of x86: results and operands below the normal range are 0


@dataclass(frozen=True)
class Part:
    """A step on so many rows: the function's name, and where in its table things stand.

    `inputs` are the places of the batch's columns, `loss` and `output` those of the results.
    """

    name: str
    rows: int
    inputs: tuple[int, ...]
    loss: int
    output: int


@dataclass(frozen=True)
class Column:
    """A column of the data: the bytes of a row, and of a number if batches of it lie turned.

    A turned batch has the first numbers of all rows side by side, then the second ones, and so on.
    """

    row_bytes: int
    turned: int = 0


@dataclass(frozen=True)
class Epochs:
    """What a run is made of: how many full batches, the last short one, and the columns.

    `team`: the steps are written for several threads. `flush`: the processor can be told to take
    numbers below the normal range as 0.
    """

    full: Part | None
    last: Part | None
    batches: int
    rows: int
    columns: tuple[Column, ...]
    output_bytes: int
    loss_code: str
    team: bool = False
    flush: bool = False


def epochs_function(name: str, epochs: Epochs) -> tuple[set[str], str]:
    """The text of `i64 @name(ptr control)`, which takes BUDGET steps and goes on where it was.

    It gives 0, or what the step gave that ended it; then BATCH and PLACE name that step. Of a team
    every thread calls it as `i64 @name(ptr control, i64 thread)`: all count the steps, the first
    one writes down how many there were.
    """
    writer, team = Writer(), epochs.team
    declare = writer.declare
    for part in filter(None, (epochs.full, epochs.last)):
        declare(f"declare i32 @{part.name}(ptr, ptr{f', {TEAM}' if team else ''})")
    declare("declare void @tidu_epoch_order_i4(ptr, ptr, ptr, i64)")
    declare("declare i64 @tidu_loader_seed(ptr)")
    fields = {k: _field(writer, k) for k in (BUDGET, BATCH, PLACE)}
    order, mode = _read(writer, ORDER, "ptr"), _read(writer, MODE, "i64")
    budget = _load(writer, fields[BUDGET])
    counter = writer.slot("i64") if team else fields[BATCH]
    if team:
        writer.define("%threads", f"load i64, ptr {_field(writer, THREADS)}")
        writer.define("%barrier", f"load ptr, ptr {_field(writer, BARRIER)}")
        writer.do(f"store i64 {_load(writer, fields[BATCH])}, ptr {counter}")
    with writer.loop(0, budget):
        batch = _load(writer, counter)
        with writer.when(writer.put(f"icmp eq i64 {batch}, 0")):
            with only(writer) if team else nullcontext():
                _begin(writer, order, mode, epochs.rows)
            if team:
                wait(writer)
        first = writer.put(f"mul i64 {batch}, {epochs.full.rows if epochs.full else 0}")
        if epochs.full and epochs.last:
            short = writer.put(f"icmp eq i64 {batch}, {epochs.batches - 1}")
            with writer.when(short):
                _step(writer, epochs, epochs.last, LAST, order, first)
            long = writer.put(f"xor i1 {short}, true")
            with writer.when(long):
                _step(writer, epochs, epochs.full, FULL, order, first)
        else:
            part = epochs.full or epochs.last
            assert part is not None
            _step(writer, epochs, part, FULL if epochs.full else LAST, order, first)
        following = writer.put(f"add i64 {batch}, 1")
        around = writer.put(f"icmp eq i64 {following}, {epochs.batches}")
        following = writer.put(f"select i1 {around}, i64 0, i64 {following}")
        writer.do(f"store i64 {following}, ptr {counter}")
        if team:
            with only(writer):
                writer.do(f"store i64 {following}, ptr {fields[BATCH]}")
    writer.do("ret i64 0")
    parameters = "ptr %control, i64 %thread" if team else "ptr noalias %control"
    inner = f"{name}_steps" if epochs.flush else name
    kind = "internal i64" if epochs.flush else "i64"
    head = f"define {kind} @{inner}({parameters}) {'noinline ' * epochs.flush}nounwind {{\nentry:"
    texts = [head, writer.text(), "}", ""]
    if epochs.flush:
        declare("declare void @llvm.x86.sse.stmxcsr(ptr)")
        declare("declare void @llvm.x86.sse.ldmxcsr(ptr)")
        texts.append(flushing(name, inner, parameters))
    return writer.declared, "\n".join(texts)


def flushing(name: str, inner: str, parameters: str) -> str:
    """The function `name` that calls `inner` with numbers too small for full precision taken as 0.

    The first moments of units that died shrink to the smallest numbers and stay there; each
    operation on such a number takes the processor a hundred times as long as on any other.
    """
    words = parameters.replace(" noalias", "")
    return f"""\
define i64 @{name}({parameters}) nounwind {{
  %before = alloca i32
  %during = alloca i32
  call void @llvm.x86.sse.stmxcsr(ptr %before)
  %state = load i32, ptr %before
  %flushed = or i32 %state, {FLUSH}
  store i32 %flushed, ptr %during
  call void @llvm.x86.sse.ldmxcsr(ptr %during)
  %status = call i64 @{inner}({words})
  call void @llvm.x86.sse.ldmxcsr(ptr %before)
  ret i64 %status
}}
"""


def _begin(writer: Writer, order: str, mode: str, rows: int) -> None:
    """The start of an epoch: the draws that PyTorch's loader makes."""
    default, scratch = _read(writer, DEFAULT, "ptr"), _read(writer, SCRATCH, "ptr")
    with writer.when(writer.put(f"icmp eq i64 {mode}, {SHUFFLED}")):
        writer.do(f"call void @tidu_epoch_order_i4(ptr {default}, ptr {scratch}, ptr {order}, i64 {rows})")
    with writer.when(writer.put(f"icmp eq i64 {mode}, {STRAIGHT}")):
        writer.put(f"call i64 @tidu_loader_seed(ptr {default})")


def _step(writer: Writer, epochs: Epochs, part: Part, table: int, order: str, first: str) -> None:
    """Gathers a batch, takes a step, and keeps its loss and what the model gave.

    A step ends when all threads have done it, so that the next batch may be gathered.
    """
    pointers, arena = _read(writer, table, "ptr"), _read(writer, ARENA, "ptr")
    targets = [_entry(writer, pointers, place) for place in part.inputs]
    sources = [_read(writer, COLUMNS + k, "ptr") for k in range(len(targets))]
    with parted(writer, 0, part.rows, 1) if epochs.team else writer.loop(0, part.rows) as i:
        spot = writer.put(f"getelementptr i32, ptr {order}, i64 {writer.put(f'add i64 {first}, {i}')}")
        row = writer.put(f"zext i32 {writer.put(f'load i32, ptr {spot}')} to i64")
        for source, target, column in zip(sources, targets, epochs.columns, strict=True):
            size, item = column.row_bytes, column.turned
            whole = _at(writer, source, row, size)
            if not item:
                _copy(writer, whole, _at(writer, target, i, size), size)
                continue
            down = _at(writer, target, i, item)
            for k in range(0, size, item):
                _copy(writer, _at(writer, whole, "1", k), _at(writer, down, "1", k * part.rows), item)
    more = f", {ARGUMENTS}" if epochs.team else ""
    if epochs.team:
        wait(writer)
    status = writer.put(f"call i32 @{part.name}(ptr {pointers}, ptr {arena}{more})")
    with writer.when(writer.put(f"icmp ne i32 {status}, 0")):
        writer.do(f"ret i64 {writer.put(f'zext i32 {status} to i64')}")
        writer.start(writer.fresh("never"))
    with only(writer) if epochs.team else nullcontext():
        _keep(writer, epochs, part, pointers, first)


def _keep(writer: Writer, epochs: Epochs, part: Part, pointers: str, first: str) -> None:
    """Writes down what a step came to."""
    kind = TYPES[epochs.loss_code]
    loss = writer.put(f"load {kind}, ptr {_entry(writer, pointers, part.loss)}")
    if kind == "float":
        loss = writer.put(f"fpext float {loss} to double")
    field = _field(writer, PLACE)
    place = _load(writer, field)
    losses = _read(writer, LOSSES, "ptr")
    writer.do(f"store double {loss}, ptr {writer.put(f'getelementptr double, ptr {losses}, i64 {place}')}")
    writer.do(f"store i64 {writer.put(f'add i64 {place}, 1')}, ptr {field}")
    output = _read(writer, OUTPUT, "ptr")
    with writer.when(writer.put(f"icmp ne ptr {output}, null")):
        target = _at(writer, output, first, epochs.output_bytes)
        source = _entry(writer, pointers, part.output)
        writer.declare("declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)")
        count = part.rows * epochs.output_bytes
        writer.do(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {source}, i64 {count}, i1 false)")


def _copy(writer: Writer, source: str, target: str, size: int) -> None:
    """Copies a row of so many bytes."""
    if size > 512:
        writer.declare("declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)")
        writer.do(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {source}, i64 {size}, i1 false)")
        return
    place = 0
    for width in (64, 32, 16, 8, 4, 2, 1):
        kind = f"<{width} x i8>" if width > 8 else f"i{width * 8}"
        while size - place >= width:
            value = writer.put(f"load {kind}, ptr {_at(writer, source, '1', place)}, align 1")
            writer.do(f"store {kind} {value}, ptr {_at(writer, target, '1', place)}, align 1")
            place += width


def _at(writer: Writer, base: str, count: str, size: int) -> str:
    """A pointer `count` times `size` bytes further."""
    if count == "1":
        return base if size == 0 else writer.put(f"getelementptr i8, ptr {base}, i64 {size}")
    return writer.put(f"getelementptr i8, ptr {base}, i64 {writer.put(f'mul i64 {count}, {size}')}")


def _field(writer: Writer, place: int) -> str:
    return writer.put(f"getelementptr i64, ptr %control, i64 {place}")


def _load(writer: Writer, pointer: str) -> str:
    return writer.put(f"load i64, ptr {pointer}")


def _read(writer: Writer, place: int, kind: str) -> str:
    return writer.put(f"load {kind}, ptr {_field(writer, place)}")


def _entry(writer: Writer, table: str, place: int) -> str:
    spot = writer.put(f"getelementptr ptr, ptr {table}, i64 {place}")
    return writer.put(f"load ptr, ptr {spot}")
