"""PyTorch's CPU random stream in native code, word for word what `tidu.core.stream` gives.

Every function takes `ptr state`: 2520 bytes that `Twister.get_state` gives and `set_state` takes
back, so that a generator can move into native code and out. The whole is a module for one
processor level, the same for every program, to be compiled once; programs call by name:

- `void @tidu_seed(ptr state, i64 seed)`: `manual_seed`.
- `void @tidu_words(ptr state, ptr out, i64 count)`: the next words, u32 [count].
- `void @tidu_skip(ptr state, i64 count)`: past as many words, which nobody wants to see.
- `i64 @tidu_loader_seed(ptr state)`: `Twister.loader_seed`.
- `void @tidu_permutation_i4(ptr state, ptr order, i64 n)`: `Stream.permutation`, i32 [n], and
  `@tidu_permutation`, i64 [n]; n below `LARGE_PERMUTATION`, from where on PyTorch draws otherwise.
- `void @tidu_dropout_mask(ptr state, ptr out, i64 count, i64 threshold)`: bytes of 1 (kept) and 0;
  the threshold is ceil(keep * 2**53). Draws always; `F.dropout` does not if keep is 0 or 1.
- `void @tidu_integers_i8(ptr state, ptr out, i64 count, i64 low, i64 size)`: i64 [count] in
  [low, low + size); a size of 0 stands for 2**64.
- `void @tidu_uniform_T(ptr state, ptr out, i64 count, double low, double high)`,
  `void @tidu_normal_T(ptr state, ptr out, i64 count, double mean, double std)`,
  `void @tidu_exponential_T(ptr state, ptr out, i64 count, double rate)` with T = f4 or f8.
  Bounds stay double for f4, since fewer than 16 normals are computed in double and then cut.

What `DataLoader` draws in an epoch, and when:

1. `iter(loader)`: one `@tidu_loader_seed` from its generator or the default one, shuffled or not
   (the base seed of workers that do not exist).
2. Shuffling without a generator: at the first batch a second `@tidu_loader_seed`, which seeds
   a state of its own, whose permutation is the order. Nothing is drawn between 1 and 2 unless
   the user does so between `iter` and `next`, so one call does both:
   `void @tidu_epoch_order_i4(ptr state, ptr scratch, ptr order, i64 n)`.
   Seeding costs as much as ordering a thousand rows. If no step draws from the default generator
   (no dropout), the epochs to come may be seeded together, at a third of it each:
   `void @tidu_epoch_states(ptr state, ptr states, i64 epochs)` draws for that many epochs and
   fills states one after another, of which each gives its epoch's `@tidu_permutation_i4`.
3. Shuffling with a generator: at the first batch the permutation from the generator itself; and
   `@tidu_skip(generator, max(n - 1, 0))`, a second permutation thrown away, as soon as a batch is
   asked for that the first cannot fill: before the short last batch (kept or dropped), or, if
   batches divide n, after the last one, when the loader finds its end. A loop left before that
   has not drawn it.
"""

from __future__ import annotations

from collections.abc import Callable

from tidu.read.native.level import Level
from tidu.read.native.stream_choice import write_choices
from tidu.read.native.stream_normal import write_normals
from tidu.read.native.stream_order import write_orders
from tidu.read.native.stream_real import write_reals
from tidu.read.native.stream_text import Functions
from tidu.read.native.stream_words import write_words


def stream_module(level: Level) -> str:
    """The module as LLVM's text, for a processor level.

    >>> from tidu.read.native.level import level
    >>> "define void @tidu_words(" in stream_module(level("baseline"))
    True
    """
    return _module(level, write_words, write_orders, write_choices, write_reals, write_normals)


def order_module(level: Level) -> str:
    """The functions alone that a run without dropout needs: the words, and the orders of epochs.

    >>> from tidu.read.native.level import level
    >>> "@tidu_normal_f4" in order_module(level("baseline"))
    False
    """
    return _module(level, write_words, write_orders)


def _module(level: Level, *parts: Callable[[Functions], None]) -> str:
    module = Functions(level)
    for write in parts:
        write(module)
    return module.text()
