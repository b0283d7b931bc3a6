"""What a tensor does in place: a table of names, each the ordinary method and one write."""

from __future__ import annotations

from typing import Any

from tidu.tensor.inplace import in_place

NAMES = """
abs absolute acos acosh add addcdiv addcmul addmm arccos arccosh arcsin arcsinh arctan arctanh asin asinh
atan atan2 atanh bitwise_and bitwise_not bitwise_or bitwise_xor ceil clamp clip cos cosh cumsum div divide
eq erf erfinv exp exp2 expm1 float_power floor floor_divide fmod frac ge gt le lerp log log10 log1p log2
logical_and logical_not logical_or logical_xor lt masked_fill mul multiply ne neg negative pow reciprocal
relu remainder round rsqrt sigmoid sign sin sinh sqrt square sub subtract tan tanh tril triu true_divide trunc
"""
"""Methods that are also there as `<name>_`, which writes the result over its tensor."""
OPERATORS = {
    "__iadd__": "add_", "__isub__": "sub_", "__imul__": "mul_", "__itruediv__": "div_", "__ipow__": "pow_",
    "__ifloordiv__": "floor_divide_", "__imod__": "remainder_", "__iand__": "bitwise_and_",
    "__ior__": "bitwise_or_", "__ixor__": "bitwise_xor_",
}  # fmt: skip


def add_writing(owner: Any) -> None:
    """Gives the class `owner` the in-place twins of its methods, and the operators they stand for."""
    for name in NAMES.split():
        setattr(owner, f"{name}_", in_place(getattr(owner, name), f"{name}_"))
    for operator, name in OPERATORS.items():
        setattr(owner, operator, getattr(owner, name))
