"""Products of matrices, as functions that compiled programs call by name.

Each processor level compiles them once. Strides count numbers; sizes are at least 1; c overlaps
neither a nor b.

`void @tidu_tile_{code}_{rows}x{vectors}(ptr a, i64 a_row, i64 a_depth, ptr b, i64 b_depth,
ptr c, i64 c_row, i64 depth, i64 columns, i64 add)` puts sum over k of
a[r * a_row + k * a_depth] * b[k * b_depth + j] into c[r * c_row + j], or adds it to what is there
if `add` is not 0. `columns` needs exactly `vectors` vectors, of which the last may be partial.

`void @tidu_product_{code}(ptr a, i64 a_row, i64 a_depth, ptr b, i64 b_depth, i64 b_column,
ptr c, i64 c_row, i64 rows, i64 depth, i64 columns, i64 add, ptr pack)` does so for any sizes, with
`pack_bytes` bytes at `pack`, best at a multiple of 64. Fast are any strides of `a`, and those of `b`
where one of them is 1.

Sums start from 0 and take k in order; a product adds one sum for each part of the depth, which
depends on the depth alone. So rows may be shared among threads, and no byte of the result changes.
"""

from __future__ import annotations

from tidu.read.native.kernel import tile
from tidu.read.native.level import Level
from tidu.read.native.packing import copying, masked_declarations, turning
from tidu.read.native.product import MOST_ROWS, pack_bytes, product

__all__ = ["pack_bytes", "split", "tile_module", "tile_shape"]

CODES = ("f4", "f8")


def tile_shape(level: Level, code: str) -> tuple[int, int]:
    """The (rows, vectors) of the largest tile: with its sums, the registers are nearly full.

    With 32 registers, 8 x 3, 12 x 2 and 14 x 2 were no faster.

    >>> from tidu.read.native.level import level
    >>> tile_shape(level("avx512"), "f4"), tile_shape(level("avx2"), "f4")
    ((6, 4), (6, 2))
    """
    return MOST_ROWS, level.registers // 8


def split(total: int, most: int) -> list[int]:
    """`total` in as few parts of at most `most` as it takes, which differ by one at most.

    >>> split(32, 6)
    [6, 6, 5, 5, 5, 5]
    """
    parts = -(-total // most)
    least, extra = divmod(total, parts)
    return [least + 1] * extra + [least] * (parts - extra)


def tile_module(level: Level) -> str:
    """The text of the module with all tiles of a level, and the products made from them.

    >>> from tidu.read.native.level import level
    >>> "@tidu_tile_f8_6x2(" in tile_module(level("baseline"))
    True
    """
    texts = ["declare i64 @llvm.smin.i64(i64, i64)\n"]
    for code in CODES:
        most_rows, most_vectors = tile_shape(level, code)
        shapes = [(r + 1, v + 1) for r in range(most_rows) for v in range(most_vectors)]
        texts += [masked_declarations(code, level.lanes(code)), copying(level, code), turning(level, code)]
        texts += [tile(level, code, rows, vectors) for rows, vectors in shapes]
        texts += [product(level, code, most_vectors)]
    return "".join(texts)
