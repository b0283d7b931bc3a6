"""Random orders in native code: permutations as `Stream.permutation` draws them, row by row."""

from __future__ import annotations

from tidu.read.native.stream_text import Function, Functions
from tidu.read.native.stream_words import LENGTH, SIZE, TOGETHER, portions, tempered, write_seed
from tidu.read.native.writer import Value

# A dividend of twice one less 2**-21. Four roundings of 2**-24 each cannot lift a quotient made
# with it above the true one, nor let it fall short by more than a share of 2**-20.
SLIGHTLY_LESS_THAN_TWO = 2 * (1 - 2.0**-21)
ROWS = 8  # exchanged before what came to lie there is written with one instruction


def write_orders(module: Functions) -> None:
    """`tidu_permutation_i4`, `tidu_permutation`, `tidu_epoch_order_i4`, `tidu_epoch_states`."""
    _write_permutation(module)
    _write_wide_permutation(module)
    _write_epochs(module)


def remainder(f: Function, words: Value, divisor: Value) -> Value:
    """words % divisor for 32-bit words and divisors in [2, 2**28), exact.

    The first quotient, from float32, is never too large, and leaves less than 2**12 + 1 + divisor.
    That is less than two divisors, or a number that float32 holds, of which the second quotient,
    never too large either, leaves less than two divisors.
    """
    lanes = words.lanes
    scale = f.exactly("fdiv", f.constant(SLIGHTLY_LESS_THAN_TWO, "f4", lanes), f.cast(divisor, "f4"))
    half = f.exactly("fmul", scale, f.constant(0.5, "f4", lanes))
    # Half of the word, since converting a word that may pass for negative takes six instructions.
    quotient = f.cast(f.exactly("fmul", f.cast(f.shift_right(words, 1), "f4"), scale), "i4")
    left = f.sub(words, f.mul(quotient, divisor))
    quotient = f.cast(f.exactly("fmul", f.cast(left, "f4"), half), "i4")
    left = f.sub(left, f.mul(quotient, divisor))
    return f.call("umin", left, f.sub(left, divisor))


def _write_permutation(module: Functions) -> None:
    """Place i is exchanged with place i + word % (n - i).

    All remainders of a portion are computed before its exchanges, whose loads would otherwise
    wait for remainders that the processor has not stored yet: half the time.
    """
    with module.function("void @tidu_permutation_i4(ptr %state, ptr %order, i64 %n)") as f:
        lanes = f.level.lanes("i4")
        offsets = f.room("i4", LENGTH)

        def number(index: str, lanes: int) -> None:
            first = f.splat(f.cast(Value(index, "i8"), "i4"), lanes)
            f.store(f.add(first, f.count_up(first)), f.at("%order", index, "i4"))

        f.every("%n", lanes, number)
        draws = f.whole("sub", "%n", 1)
        with portions(f, "%state", draws) as (key, done, take):
            rows = f.at("%order", done, "i4")
            left = f.whole("sub", "%n", done)

            def draw(index: str, lanes: int) -> None:
                words = tempered(f, f.load(f.at(key, index, "i4"), "i4", lanes))
                first = f.splat(f.cast(Value(f.whole("sub", left, index), "i8"), "i4"), lanes)
                offset = remainder(f, words, f.sub(first, f.count_up(first)))
                f.store(offset, f.at(offsets, index, "i4"))

            def exchange(index: str, rows_at_once: int) -> None:
                row, offset = f.at(rows, index, "i4"), f.at(offsets, index, "i4")
                f.store(_exchanged(f, row, offset, rows_at_once), row)

            f.every(take, lanes, draw)
            f.every(take, ROWS, exchange)
        f.writer.do("ret void")


def _exchanged(f: Function, row: str, offset: str, rows: int) -> Value:
    """What comes to lie in `rows` places from `row` on, whose old contents go where it came from.

    Later exchanges read none of these places, so that they can be written together.
    """
    made = Value("poison", "i4", rows)
    for lane in range(rows):
        place = f.at(row, lane, "i4")
        partner = f.at(place, f.cast(f.load(f.at(offset, lane, "i4"), "i4"), "i8").name, "i4")
        here, there = f.load(place, "i4"), f.load(partner, "i4")
        f.store(here, partner)
        made = there if rows == 1 else f.inserted(made, there, lane)
    return made


def _write_wide_permutation(module: Functions) -> None:
    """In the upper half of `order` as i32, which is then widened from the front."""
    with module.function("void @tidu_permutation(ptr %state, ptr %order, i64 %n)") as f:
        narrow = f.at("%order", "%n", "i4")
        f.writer.do(f"call void @tidu_permutation_i4(ptr %state, ptr {narrow}, i64 %n)")

        def widen(index: str, lanes: int) -> None:
            f.store(f.cast(f.load(f.at(narrow, index, "i4"), "i4", lanes), "i8"), f.at("%order", index, "i8"))

        f.every("%n", f.level.lanes("i8"), widen)
        f.writer.do("ret void")


def _write_epochs(module: Functions) -> None:
    with module.function("internal i64 @tidu_epoch_seed(ptr %state)") as f:
        f.writer.do("call void @tidu_skip(ptr %state, i64 2)")
        seed = f.writer.put("call i64 @tidu_loader_seed(ptr %state)")
        f.writer.do(f"ret i64 {seed}")
    with module.function("void @tidu_epoch_order_i4(ptr %state, ptr %scratch, ptr %order, i64 %n)") as f:
        seed = f.writer.put("call i64 @tidu_epoch_seed(ptr %state)")
        f.writer.do(f"call void @tidu_seed(ptr %scratch, i64 {seed})")
        f.writer.do("call void @tidu_permutation_i4(ptr %scratch, ptr %order, i64 %n)")
        f.writer.do("ret void")
    write_seed(module, "tidu_seed_together", TOGETHER, "internal ")
    with module.function("void @tidu_epoch_states(ptr %state, ptr %states, i64 %epochs)") as f:
        seeds = f.room("i8", TOGETHER)

        def seed_states(index: str, lanes: int) -> None:
            first = f.at("%states", f.whole("mul", index, SIZE))
            for lane in range(lanes):
                seed = Value(f.writer.put("call i64 @tidu_epoch_seed(ptr %state)"), "i8")
                f.store(seed, f.at(seeds, lane, "i8"))
            if lanes == 1:
                f.writer.do(f"call void @tidu_seed(ptr {first}, i64 {f.load(seeds, 'i8').name})")
            else:
                f.writer.do(f"call void @tidu_seed_together(ptr {first}, ptr {seeds})")

        f.every("%epochs", TOGETHER, seed_states)
        f.writer.do("ret void")
