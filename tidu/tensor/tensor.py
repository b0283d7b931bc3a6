"""The Tensor: a table of contents of what one can ask of it. Every operation lives elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.dtypes import Default
from tidu.core.mode import mode
from tidu.tensor import (
    arithmetic,
    comparison,
    conversion,
    creation,
    differentiation,
    facts,
    fills,
    indexing,
    inplace,
    joining,
    linear_algebra,
    mathematics,
    movement,
    order,
    picking,
    reduction,
    sampling,
)
from tidu.tensor import (
    backward as backward_pass,
)
from tidu.tensor.device import CPU
from tidu.tensor.handle import Handle
from tidu.tensor.inplace import in_place


def reflected(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The operator for a number on the left."""

    def method(self: Any, other: Any) -> Any:
        return function(other, self)

    return method


class Tensor(Handle):
    """An array of numbers of one type that knows how it was computed.

    Made by `tidu.tensor(...)`; the constructor is PyTorch's old spelling: `Tensor(2, 3)` is a
    float32 tensor of that shape, `Tensor([...])` one with those numbers.

    >>> x = Tensor([1, 2]).requires_grad_()
    >>> (x * x).sum().backward()
    >>> x.grad
    tensor([2., 4.])
    """

    __array_priority__ = 1000  # so that NumPy's array * tensor asks the tensor
    __array_ufunc__ = None
    __hash__ = object.__hash__
    device, is_cuda, is_sparse, layout = CPU, False, False, "torch.strided"

    def __init__(self, *data: Any):
        default = Default.dtype
        if len(data) == 1 and not isinstance(data[0], int):
            self._value = creation.array_of(data[0], default)
        else:
            self._value = np.zeros(creation.shape_of(data) if data else (0,), default.numpy)
        self._counter = [0]
        if mode.recorder is not None:
            self._value = mode.recorder.hold(self._value)

    # What it is
    shape, dtype = property(facts.shape), property(facts.dtype)
    ndim, nbytes = property(facts.dim), property(facts.nbytes)
    _version = property(facts.version)
    size, dim, stride = facts.size, facts.dim, facts.stride
    numel, nelement, element_size = facts.numel, facts.numel, facts.element_size
    is_contiguous, data_ptr = facts.is_contiguous, facts.data_ptr
    is_floating_point = facts.is_floating_point
    __len__, __iter__, __contains__ = facts.length, facts.iterate, facts.contains
    __repr__, __format__, __getattr__ = facts.text, facts.formatted, facts.missing

    # Its gradient
    requires_grad = property(differentiation.get_requires_grad, differentiation.set_requires_grad)
    grad = property(differentiation.get_grad, differentiation.set_grad, differentiation.del_grad)
    data = property(differentiation.get_data, differentiation.set_data)
    grad_fn = property(differentiation.grad_fn)
    is_leaf = property(differentiation.is_leaf)
    retains_grad = property(differentiation.retains_grad)
    requires_grad_, backward = differentiation.requires_grad_, backward_pass.backward
    detach, detach_ = differentiation.detach, differentiation.detach_
    retain_grad, register_hook = differentiation.retain_grad, differentiation.register_hook
    register_post_accumulate_grad_hook = differentiation.register_post_accumulate_grad_hook

    # Out of it, and into other types
    item, tolist, numpy = conversion.item, conversion.tolist, conversion.numpy
    to, type, type_as = conversion.to, conversion.type, conversion.type_as
    float, double, half = conversion.float, conversion.double, conversion.half
    long, int, short, byte = conversion.long, conversion.int, conversion.short, conversion.byte
    bool, cpu = conversion.bool, conversion.cpu
    new_tensor, new_zeros = conversion.new_tensor, conversion.new_zeros
    new_ones, new_empty = conversion.new_ones, conversion.new_empty
    new_full = conversion.new_full
    __array__ = conversion.__array__
    __float__, __int__ = conversion.__float__, conversion.__int__
    __index__, __bool__ = conversion.__index__, conversion.__bool__
    __deepcopy__, __reduce_ex__ = conversion.__deepcopy__, conversion.__reduce_ex__

    # Arithmetic
    add, sub, mul, div = arithmetic.add, arithmetic.sub, arithmetic.mul, arithmetic.div
    subtract, multiply, divide, true_divide = sub, mul, div, div
    __add__, __mul__, __truediv__ = arithmetic.plus, arithmetic.times, arithmetic.over
    __sub__ = sub
    __radd__, __rsub__, __rmul__, __rtruediv__ = __add__, arithmetic.rsub, __mul__, arithmetic.rdiv
    pow, floor_divide, remainder = arithmetic.pow, arithmetic.floor_divide, arithmetic.remainder
    fmod, square, float_power = arithmetic.fmod, arithmetic.square, arithmetic.float_power
    __pow__, __floordiv__, __mod__ = arithmetic.raised, floor_divide, remainder
    __rpow__, __rfloordiv__, __rmod__ = reflected(pow), reflected(floor_divide), reflected(remainder)
    neg, abs, sign = arithmetic.neg, arithmetic.abs, arithmetic.sign
    negative, absolute, __neg__, __abs__ = neg, abs, neg, abs
    positive = __pos__ = arithmetic.positive
    floor, ceil, trunc = arithmetic.floor, arithmetic.ceil, arithmetic.trunc
    frac, round = arithmetic.frac, arithmetic.round
    exp, exp2, expm1 = mathematics.exp, mathematics.exp2, mathematics.expm1
    log, log1p, log2, log10 = mathematics.log, mathematics.log1p, mathematics.log2, mathematics.log10
    sqrt, rsqrt, reciprocal = mathematics.sqrt, mathematics.rsqrt, mathematics.reciprocal
    sin, cos, tan = mathematics.sin, mathematics.cos, mathematics.tan
    asin, acos, atan, atan2 = mathematics.asin, mathematics.acos, mathematics.atan, arithmetic.atan2
    sinh, cosh, tanh = mathematics.sinh, mathematics.cosh, mathematics.tanh
    asinh, acosh, atanh = mathematics.asinh, mathematics.acosh, mathematics.atanh
    arcsin, arccos, arctan = asin, acos, atan
    sigmoid, erf, erfinv = mathematics.sigmoid, mathematics.erf, mathematics.erfinv
    relu = mathematics.relu
    maximum, minimum = arithmetic.maximum, arithmetic.minimum
    clamp, clip, lerp = arithmetic.clamp, arithmetic.clamp, arithmetic.lerp
    addcmul, addcdiv = arithmetic.addcmul, arithmetic.addcdiv

    # Comparison and truth
    eq, ne, lt = comparison.eq, comparison.ne, comparison.lt
    le, gt, ge = comparison.le, comparison.gt, comparison.ge
    __eq__, __ne__ = comparison.equals, comparison.differs  # pyright: ignore
    __lt__, __le__, __gt__, __ge__ = lt, le, gt, ge
    logical_and, logical_or = comparison.logical_and, comparison.logical_or
    logical_xor, logical_not = comparison.logical_xor, comparison.logical_not
    bitwise_and, bitwise_or = comparison.bitwise_and, comparison.bitwise_or
    bitwise_xor, bitwise_not = comparison.bitwise_xor, comparison.bitwise_not
    __and__, __or__, __xor__, __invert__ = bitwise_and, bitwise_or, bitwise_xor, comparison.invert
    __rand__, __ror__, __rxor__ = bitwise_and, bitwise_or, bitwise_xor
    isnan, isinf, isfinite = comparison.isnan, comparison.isinf, comparison.isfinite
    where, masked_fill, equal = comparison.where_method, comparison.masked_fill, comparison.equal
    isclose, allclose = comparison.isclose, comparison.allclose

    # Folding axes
    sum, mean, prod = reduction.sum, reduction.mean, reduction.prod
    max, min, amax, amin = order.max, order.min, reduction.amax, reduction.amin
    argmax, argmin, median = order.argmax, order.argmin, order.median
    any, all, var, std = reduction.any, reduction.all, reduction.var, reduction.std
    cumsum, logsumexp, norm = reduction.cumsum, reduction.logsumexp, reduction.norm
    sort, argsort, topk = order.sort, order.argsort, order.topk

    # Shape
    T, mT = property(movement.reversed_axes), property(movement.matrix_transpose)
    reshape, view, view_as = movement.reshape, movement.view, movement.view_as
    flatten, unflatten, ravel = movement.flatten, movement.unflatten, movement.ravel
    squeeze, unsqueeze = movement.squeeze, movement.unsqueeze
    permute, transpose, t, movedim = movement.permute, movement.transpose, movement.t, movement.movedim
    expand, expand_as = movement.expand, movement.expand_as
    broadcast_to, repeat, tile = movement.broadcast_to, movement.repeat, movement.tile
    flip, narrow, select = movement.flip, movement.narrow, movement.select
    split, chunk, unbind = joining.split, joining.chunk, joining.unbind
    swapaxes, swapdims = transpose, transpose
    clone, contiguous = movement.clone, movement.contiguous
    gather, tril, triu = picking.gather, linear_algebra.tril, linear_algebra.triu

    # Products and places
    matmul, mm, bmm, mv = linear_algebra.matmul, linear_algebra.mm, linear_algebra.bmm, linear_algebra.mv
    dot, outer, addmm, __matmul__ = linear_algebra.dot, linear_algebra.outer, linear_algebra.addmm, matmul
    __getitem__, __setitem__ = indexing.getitem, indexing.setitem
    index_select, masked_select = picking.index_select, picking.masked_select
    take, nonzero = picking.take, picking.nonzero

    # In place
    add_, sub_, mul_ = in_place(add, "add_"), in_place(sub, "sub_"), in_place(mul, "mul_")
    div_, pow_, neg_ = in_place(div, "div_"), in_place(pow, "pow_"), in_place(neg, "neg_")
    floor_divide_, remainder_ = in_place(floor_divide, "floor_divide_"), in_place(remainder, "remainder_")
    __iadd__, __isub__, __imul__, __itruediv__, __ipow__ = add_, sub_, mul_, div_, pow_
    __ifloordiv__, __imod__ = floor_divide_, remainder_
    __iand__, __ior__ = in_place(bitwise_and, "bitwise_and_"), in_place(bitwise_or, "bitwise_or_")
    __ixor__ = in_place(bitwise_xor, "bitwise_xor_")
    abs_, exp_, log_ = in_place(abs, "abs_"), in_place(exp, "exp_"), in_place(log, "log_")
    sqrt_, sin_, cos_ = in_place(sqrt, "sqrt_"), in_place(sin, "sin_"), in_place(cos, "cos_")
    tanh_, sigmoid_, relu_ = in_place(tanh, "tanh_"), in_place(sigmoid, "sigmoid_"), in_place(relu, "relu_")
    round_, floor_, ceil_ = in_place(round, "round_"), in_place(floor, "floor_"), in_place(ceil, "ceil_")
    clamp_, clip_ = in_place(clamp, "clamp_"), in_place(clamp, "clip_")
    addcmul_, addcdiv_ = in_place(addcmul, "addcmul_"), in_place(addcdiv, "addcdiv_")
    lerp_, masked_fill_ = in_place(lerp, "lerp_"), in_place(masked_fill, "masked_fill_")
    zero_, fill_, copy_ = inplace.zero_, inplace.fill_, inplace.copy_
    unsqueeze_, squeeze_ = inplace.unsqueeze_, inplace.squeeze_

    # At random
    uniform_, normal_, random_ = fills.uniform_, fills.normal_, fills.random_
    bernoulli_, exponential_ = fills.bernoulli_, fills.exponential_
    bernoulli, multinomial = sampling.bernoulli, sampling.multinomial


Handle.concrete = Tensor
