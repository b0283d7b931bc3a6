"""The Mersenne twister in native code: seeds, blocks of 624 words, the words that come next.

The state is `tidu.core.twister.STATE`, 2520 bytes at any address: aligning it gained nothing.
Source: Matsumoto and Nishimura, Mersenne twister (1998), and init_genrand of mt19937ar.c (2002).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from tidu.core.twister import STATE, STATE_VERSION
from tidu.read.native.stream_text import Function, Functions
from tidu.read.native.writer import Value

LENGTH, AHEAD = 624, 397  # a block's words; how far away the word lies that one is mixed with
BEHIND = LENGTH - AHEAD
POSITION, SEED, SPARE, KEY = (STATE.fields[name][1] for name in ("position", "seed", "spare_normal", "key"))  # pyright: ignore
SIZE = STATE.itemsize
NO_SPARE = str(np.float64(np.nan).view(np.int64))
MATRIX, UPPER, LOWER = 0x9908B0DF - 2**32, -(2**31), 2**31 - 1
TEMPERING = ((7, 0x9D2C5680 - 2**32), (15, 0xEFC60000 - 2**32))
GROWTH = 1812433253
TOGETHER = 4  # states seeded at once: each is a chain of 6 cycles a word that leaves the processor idle


def write_words(module: Functions) -> None:
    """`tidu_seed`, `tidu_words`, `tidu_skip` and `tidu_loader_seed`, and what they are made of."""
    write_seed(module, "tidu_seed", 1)
    _write_twist(module)
    with module.function("void @tidu_words(ptr %state, ptr %out, i64 %count)") as f:
        with portions(f, "%state", "%count") as (key, done, take):
            out = f.at("%out", done, "i4")

            def temper(index: str, lanes: int) -> None:
                word = f.load(f.at(key, index, "i4"), "i4", lanes)
                f.store(tempered(f, word), f.at(out, index, "i4"))

            f.every(take, f.level.lanes("i4"), temper)
        f.writer.do("ret void")
    with module.function("void @tidu_skip(ptr %state, i64 %count)") as f:
        with portions(f, "%state", "%count"):
            pass
        f.writer.do("ret void")
    with module.function("i64 @tidu_loader_seed(ptr %state)") as f:
        pair = f.room("i4", 2)
        draw_words(f, "%state", pair, 2)
        drawn = joined(f, f.load(pair, "i8"))
        f.writer.do(f"ret i64 {f.both(drawn, f.number(2**63 - 1, drawn)).name}")


def draw_words(f: Function, state: str, out: str, count: str | int) -> None:
    """Calls `tidu_words`."""
    f.writer.do(f"call void @tidu_words(ptr {state}, ptr {out}, i64 {count})")


def joined(f: Function, pair: Value) -> Value:
    """Two words that lie in memory as one i64: the first is its high half."""
    return f.call("fshl", pair, pair, f.number(32, pair))


def tempered(f: Function, word: Value) -> Value:
    """The word that the generator gives for a word of its key."""
    word = f.differ(word, f.shift_right(word, 11))
    for count, mask in TEMPERING:
        word = f.differ(word, f.both(f.shift_left(word, count), f.number(mask, word)))
    return f.differ(word, f.shift_right(word, 18))


@contextmanager
def portions(f: Function, state: str, count: str) -> Iterator[tuple[str, str, str]]:
    """A loop over the next `count` words of the key, which refills it when it is used up.

    Gives where the next words of the key lie, how many words are done, and how many are there.
    """
    position = f.at(state, POSITION)
    found: list[str] = []

    def left() -> str:
        used = f.cast(f.load(position, "i4"), "i8").name
        with f.writer.when(f.true("uge", used, LENGTH)):
            f.writer.do(f"call void @tidu_twist(ptr {state})")
        found.append(f.cast(f.load(position, "i4"), "i8").name)
        return f.whole("sub", LENGTH, found[0])

    with f.pieces(count, left) as (done, take):
        yield f.at(f.at(state, KEY), found[0], "i4"), done, take
        f.store(f.cast(Value(f.whole("add", found[0], take), "i8"), "i4"), position)


def _write_twist(module: Functions) -> None:
    """The next block. 624 words are whole vectors on every level; two of them straddle ends.

    In the first, words mixed with the old block's end meet those mixed with the new one's start;
    in the last, the word after the last is the new block's first.
    """
    with module.function("internal void @tidu_twist(ptr %state)") as f:
        lanes = f.level.lanes("i4")
        key, crossing, last = f.at("%state", KEY), BEHIND // lanes * lanes, LENGTH - lanes

        def load(index: str | int) -> Value:
            return f.load(f.at(key, index, "i4"), "i4", lanes)

        def joint(first: int) -> Value:
            """The old block's end and the new block's start, from lane `first` of the end on."""
            end, start = load(last), load(0)
            lanes_taken = ", ".join(f"i32 {first + lane}" for lane in range(lanes))
            made = f"{end.type} {end.name}, {start.type} {start.name}, <{lanes} x i32> <{lanes_taken}>"
            return end._replace(name=f.writer.put(f"shufflevector {made}"))

        def mix(index: str | int, after: Value, far: Value) -> None:
            f.store(_twisted(f, load(index), after, far), f.at(key, index, "i4"))

        with f.writer.loop(0, crossing, lanes) as index:
            mix(index, load(f.whole("add", index, 1)), load(f.whole("add", index, AHEAD)))
        mix(crossing, load(crossing + 1), joint(lanes - BEHIND % lanes))
        with f.writer.loop(crossing + lanes, last, lanes) as index:
            mix(index, load(f.whole("add", index, 1)), load(f.whole("sub", index, BEHIND)))
        mix(last, joint(1), load(last - BEHIND))
        f.store(f.constant(0, "i4"), f.at("%state", POSITION))
        f.writer.do("ret void")


def _twisted(f: Function, word: Value, after: Value, far: Value) -> Value:
    bits = f.either(f.both(word, f.number(UPPER, word)), f.both(after, f.number(LOWER, word)))
    odd = f.sub(f.number(0, word), f.both(after, f.number(1, word)))
    matrix = f.both(odd, f.number(MATRIX, word))
    return f.differ(f.differ(far, f.shift_right(bits, 1)), matrix)


def write_seed(module: Functions, name: str, states: int, linkage: str = "") -> None:
    """Seeds `states` states that lie one after another from as many seeds."""
    given = "i64 %seed0" if states == 1 else "ptr %seeds"
    with module.function(f"{linkage}void @{name}(ptr %state, {given})") as f:
        keys, firsts = [], []
        for number in range(states):
            state = f.at("%state", number * SIZE)
            seed = Value("%seed0", "i8") if states == 1 else f.load(f.at("%seeds", number, "i8"), "i8")
            f.store(f.constant(STATE_VERSION, "i4"), state)
            f.store(f.constant(LENGTH, "i4"), f.at(state, POSITION))
            f.store(seed, f.at(state, SEED))
            f.store(Value(NO_SPARE, "i8"), f.at(state, SPARE))
            keys.append(f.at(state, KEY))
            firsts.append(f.cast(seed, "i4"))
            f.store(firsts[-1], keys[-1])
        _chain(f, keys, firsts)
        f.writer.do("ret void")


def _chain(f: Function, keys: list[str], firsts: list[Value]) -> None:
    """Each word of a key follows from the one before it."""
    writer = f.writer
    before, words = writer.block, [Value(f"%{writer.fresh('w')}", "i4") for _ in firsts]
    following = [Value(f"%{writer.fresh('f')}", "i4") for _ in firsts]
    with writer.loop(1, LENGTH) as index:
        for word, first, next_one in zip(words, firsts, following, strict=True):
            came = f"[{first.name}, %{before}], [{next_one.name}, %{writer.block}]"
            writer.do(f"{word.name} = phi i32 {came}")
        place = f.cast(Value(index, "i8"), "i4")
        for key, word, next_one in zip(keys, words, following, strict=True):
            grown = f.mul(f.differ(word, f.shift_right(word, 30)), f.number(GROWTH, word))
            writer.do(f"{next_one.name} = add i32 {grown.name}, {place.name}")
            f.store(next_one, f.at(key, index, "i4"))
