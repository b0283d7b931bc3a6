"""`mxnet.nd`: functions that make and change arrays. New ones are float32, whatever they are made of."""

from tidu.compat.mxnet.array import NDArray
from tidu.compat.mxnet.nd import random
from tidu.compat.mxnet.nd.functions import (
    abs,
    arange,
    argmax,
    array,
    batch_dot,
    ceil,
    clip,
    concat,
    cos,
    dot,
    elemwise_add,
    elemwise_div,
    elemwise_mul,
    elemwise_sub,
    exp,
    expand_dims,
    eye,
    floor,
    full,
    linspace,
    log,
    log_softmax,
    max,
    maximum,
    mean,
    min,
    minimum,
    norm,
    one_hot,
    ones,
    ones_like,
    pick,
    power,
    relu,
    reshape,
    round,
    sigmoid,
    sign,
    sin,
    softmax,
    sqrt,
    square,
    stack,
    sum,
    take,
    tanh,
    transpose,
    waitall,
    where,
    zeros,
    zeros_like,
)
from tidu.core.refused import refusing

random_normal, random_uniform = random.normal, random.uniform

__all__ = [
    "NDArray", "abs", "arange", "argmax", "array", "batch_dot", "ceil", "clip", "concat", "cos", "dot",
    "elemwise_add", "elemwise_div", "elemwise_mul", "elemwise_sub", "exp", "expand_dims", "eye", "floor",
    "full", "linspace", "log", "log_softmax", "max", "maximum", "mean", "min", "minimum", "norm", "one_hot",
    "ones", "ones_like", "pick", "power", "random", "random_normal", "random_uniform", "relu", "reshape",
    "round", "sigmoid", "sign", "sin", "softmax", "sqrt", "square", "stack", "sum", "take", "tanh",
    "transpose", "waitall", "where", "zeros", "zeros_like",
]  # fmt: skip

__getattr__ = refusing("mxnet.nd", __all__)
