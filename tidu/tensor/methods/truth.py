"""What a tensor can be asked: comparisons, logic and bits."""

from __future__ import annotations

from tidu.tensor import bits, comparison, extremes, kinds
from tidu.tensor.handle import Handle
from tidu.tensor.methods.reflect import reflected


class Truth(Handle):
    """What a tensor can be asked: comparisons, logic and bits."""

    eq, ne, lt = comparison.eq, comparison.ne, comparison.lt
    le, gt, ge = comparison.le, comparison.gt, comparison.ge
    __eq__, __ne__ = comparison.equals, comparison.differs  # pyright: ignore
    __lt__, __le__, __gt__, __ge__ = lt, le, gt, ge
    __hash__ = object.__hash__  # equality is by element, so what a tensor hashes by is itself
    logical_and, logical_or = comparison.logical_and, comparison.logical_or
    logical_xor, logical_not = comparison.logical_xor, comparison.logical_not
    bitwise_and, bitwise_or = comparison.bitwise_and, comparison.bitwise_or
    bitwise_xor, bitwise_not = comparison.bitwise_xor, comparison.bitwise_not
    __and__, __or__, __xor__, __invert__ = bitwise_and, bitwise_or, bitwise_xor, comparison.invert
    __rand__, __ror__, __rxor__ = reflected(bitwise_and), reflected(bitwise_or), reflected(bitwise_xor)
    isnan, isinf, isfinite = comparison.isnan, comparison.isinf, comparison.isfinite
    where, masked_fill, equal = comparison.where_method, comparison.masked_fill, comparison.equal
    greater, greater_equal, not_equal = gt, ge, ne
    less, less_equal = lt, le
    isposinf, isneginf, isreal = extremes.isposinf, extremes.isneginf, extremes.isreal
    signbit, is_nonzero, is_same_size = bits.signbit, kinds.is_nonzero, kinds.is_same_size
    is_complex, is_signed = kinds.is_complex, kinds.is_signed
    is_conj, is_neg = kinds.is_conj, kinds.is_neg
    isclose, allclose = comparison.isclose, comparison.allclose
