"""Dropout's masks and random integers in native code, as `tidu.core.stream` draws them."""

from __future__ import annotations

from tidu.core.stream import PAIR_OF_WORDS
from tidu.read.native.stream_order import remainder
from tidu.read.native.stream_text import Function, Functions
from tidu.read.native.stream_words import draw_words, joined
from tidu.read.native.writer import Value

AT_ONCE = 256  # elements whose words wait in the processor's first cache


def write_choices(module: Functions) -> None:
    """`tidu_dropout_mask` and `tidu_integers_i8`."""
    with module.function("void @tidu_dropout_mask(ptr %state, ptr %out, i64 %count, i64 %threshold)") as f:
        _write_mask(f)
    parameters = "ptr %state, ptr %out, i64 %count, i64 %low, i64 %size"
    with module.function(f"void @tidu_integers_i8({parameters})") as f:
        last = f.sub(Value("%size", "i8"), f.constant(1, "i8"))  # of 2**64, given as 0, the largest
        narrow = f.below(last, f.constant(PAIR_OF_WORDS - 1, "i8"))
        with f.writer.when(narrow.name):
            _write_narrow(f)
        with f.writer.when(f.invert(narrow).name):
            _write_wide(f)
        f.writer.do("ret void")


def _write_mask(f: Function) -> None:
    """Each element compares the low 53 bits of a pair of words."""
    pairs = f.room("i8", AT_ONCE)
    with f.pieces("%count", lambda: AT_ONCE) as (done, take):
        draw_words(f, "%state", pairs, f.whole("shl", take, 1))
        out = f.at("%out", done)

        def compare(index: str, lanes: int) -> None:
            pair = joined(f, f.load(f.at(pairs, index, "i8"), "i8", lanes))
            kept = f.below(f.both(pair, f.number(2**53 - 1, pair)), Value("%threshold", "i8"))
            f.store(f.select(kept, f.constant(1, "i1"), f.constant(0, "i1")), f.at(out, index))

        f.every(take, f.level.lanes("i8"), compare)
    f.writer.do("ret void")


def _write_narrow(f: Function) -> None:
    """One word an integer: in the upper half of `out`, which is then widened from the front."""
    words, size = f.at("%out", "%count", "i4"), f.cast(Value("%size", "i8"), "i4")
    draw_words(f, "%state", words, "%count")
    single = f.compare("eq", size, f.constant(1, "i4"))
    divisor = f.select(single, f.constant(2, "i4"), size)  # `remainder` divides by no 1

    def reduce(index: str, lanes: int) -> None:
        word = f.load(f.at(words, index, "i4"), "i4", lanes)
        left = f.cast(remainder(f, word, f.splat(divisor, lanes)), "i8")
        left = f.select(single, f.constant(0, "i8"), left)
        f.store(f.add(left, Value("%low", "i8")), f.at("%out", index, "i8"))

    f.every("%count", f.level.lanes("i8"), reduce)


def _write_wide(f: Function) -> None:
    """Two words an integer; a size of 0 stands for 2**64, which keeps all their bits."""
    draw_words(f, "%state", "%out", f.whole("shl", "%count", 1))
    size = Value("%size", "i8")
    everything = f.compare("eq", size, f.constant(0, "i8"))
    divisor = f.call("umax", size, f.constant(1, "i8"))
    with f.pieces("%count", lambda: 1) as (index, _):
        place = f.at("%out", index, "i8")
        word = joined(f, f.load(place, "i8"))
        left = Value(f.whole("urem", word.name, divisor.name), "i8")
        f.store(f.add(f.select(everything, word, left), Value("%low", "i8")), place)
