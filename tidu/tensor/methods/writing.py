"""What a tensor does in place: a table of names, each the ordinary method and one write."""

from __future__ import annotations

from typing import Any

from tidu.tensor.inplace import in_place

NAMES = """
abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr arccos arccosh arcsin arcsinh arctan
arctan2 arctanh asin asinh atan atan2 atanh baddbmm bitwise_and bitwise_left_shift bitwise_not bitwise_or
bitwise_right_shift bitwise_xor ceil clamp clamp_max clamp_min clip conj_physical copysign cos cosh cumprod
cumsum deg2rad digamma div divide eq erf erfc erfinv exp exp2 expm1 fix float_power floor floor_divide fmod
frac gcd ge greater greater_equal gt heaviside hypot i0 igamma igammac index_add index_copy index_fill
index_put index_reduce lcm ldexp le lerp less less_equal lgamma log log10 log1p log2 logical_and logical_not
logical_or logical_xor logit lt masked_fill masked_scatter mul multiply mvlgamma nan_to_num ne neg negative
nextafter not_equal polygamma pow put rad2deg reciprocal relu remainder renorm round rsqrt scatter
scatter_add scatter_reduce sgn sigmoid sign sin sinc sinh sqrt square sub subtract tan tanh tril triu
true_divide trunc xlogy
"""
"""Methods that are also there as `<name>_`, which writes the result over its tensor."""
OPERATORS = {
    "__iadd__": "add_", "__isub__": "sub_", "__imul__": "mul_", "__itruediv__": "div_", "__ipow__": "pow_",
    "__ifloordiv__": "floor_divide_", "__imod__": "remainder_", "__iand__": "bitwise_and_",
    "__ior__": "bitwise_or_", "__ixor__": "bitwise_xor_", "__ilshift__": "bitwise_left_shift_",
    "__irshift__": "bitwise_right_shift_", "__idiv__": "div_",
}  # fmt: skip


def add_writing(owner: Any) -> None:
    """Gives the class `owner` the in-place twins of its methods, and the operators they stand for."""
    for name in NAMES.split():
        setattr(owner, f"{name}_", in_place(getattr(owner, name), f"{name}_"))
    for operator, name in OPERATORS.items():
        setattr(owner, operator, getattr(owner, name))
