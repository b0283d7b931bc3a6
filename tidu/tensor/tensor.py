"""The Tensor: a table of contents of what one can ask of it. Every operation lives elsewhere."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import Default
from tidu.core.layouts import strided
from tidu.core.mode import mode
from tidu.tensor import backward as backward_pass
from tidu.tensor import (
    conversion,
    created,
    creation,
    differentiation,
    each,
    facts,
    fills,
    grad_mode,
    inplace,
    sampling,
)
from tidu.tensor.handle import Handle
from tidu.tensor.methods.folds import Folds
from tidu.tensor.methods.numbers import Numbers
from tidu.tensor.methods.picks import Picks
from tidu.tensor.methods.places import Places
from tidu.tensor.methods.products import Products
from tidu.tensor.methods.shapes import Shapes
from tidu.tensor.methods.truth import Truth
from tidu.tensor.methods.writing import add_writing


class Tensor(Numbers, Truth, Folds, Shapes, Products, Places, Picks):
    """An array of numbers of one type that knows how it was computed.

    Made by `tidu.tensor(...)`; the constructor is PyTorch's old spelling: `Tensor(2, 3)` is a
    float32 tensor of that shape, `Tensor([...])` one with those numbers.

    >>> x = Tensor([1, 2]).requires_grad_()
    >>> (x * x).sum().backward()
    >>> x.grad
    tensor([2., 4.])
    """

    __array_priority__ = 1000  # so that NumPy's array * tensor asks the tensor
    layout = strided

    def __init__(self, *data: Any):
        self._value = creation.by_old_call(data, Default.dtype)
        self._counter = [0]
        if mode.recorder is not None:
            self._value = mode.recorder.hold(self._value)

    # What it is
    shape, dtype = property(facts.shape), property(facts.dtype)
    ndim, nbytes = property(facts.dim), property(facts.nbytes)
    itemsize, ndimension = property(facts.element_size), facts.dim
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
    is_leaf, is_inference = property(differentiation.is_leaf), grad_mode.is_inference
    retains_grad = property(differentiation.retains_grad)
    requires_grad_, backward = differentiation.requires_grad_, backward_pass.backward
    detach, detach_ = differentiation.detach, differentiation.detach_
    retain_grad, register_hook = differentiation.retain_grad, differentiation.register_hook
    register_post_accumulate_grad_hook = differentiation.register_post_accumulate_grad_hook

    # Out of it, and into other types
    item, tolist, numpy = conversion.item, conversion.tolist, conversion.numpy
    to, type, type_as = conversion.to, conversion.type, conversion.type_as
    float, double, half = conversion.float, conversion.double, conversion.half
    long, int, short = conversion.long, conversion.int, conversion.short
    char, byte = conversion.char, conversion.byte
    bool = conversion.bool
    new_tensor, new_full = created.new_tensor, created.new_full
    new_zeros, new_ones, new_empty = created.new_zeros, created.new_ones, created.new_empty
    new_empty_strided, new = created.new_empty_strided, created.new
    __array__, __array_wrap__ = conversion.__array__, conversion.__array_wrap__
    __float__, __int__ = conversion.__float__, conversion.__int__
    __index__, __bool__ = conversion.__index__, conversion.__bool__
    __deepcopy__, __reduce_ex__ = conversion.__deepcopy__, conversion.__reduce_ex__

    # In place; what has an ordinary twin is in methods/writing.py
    zero_, fill_, copy_ = inplace.zero_, inplace.fill_, inplace.copy_
    unsqueeze_, squeeze_ = inplace.unsqueeze_, inplace.squeeze_
    apply_, map_, map2_ = each.apply_, each.map_, each.map2_

    # At random
    uniform_, normal_, random_ = fills.uniform_, fills.normal_, fills.random_
    bernoulli_, exponential_ = fills.bernoulli_, fills.exponential_
    cauchy_, log_normal_, geometric_ = fills.cauchy_, fills.log_normal_, fills.geometric_
    bernoulli, multinomial = sampling.bernoulli, sampling.multinomial


add_writing(Tensor)
Handle.concrete = Tensor
