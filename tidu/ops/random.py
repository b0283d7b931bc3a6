"""Primitives that draw random numbers, in PyTorch's order, from a stream (`core.stream`).

The stream is a parameter: the same one gives other numbers at every draw, so these are the
only primitives whose result is not decided by their operands.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.native import KERNEL, NoNative
from tidu.core.primitive import NotDifferentiable, Sample, declare
from tidu.core.shapes import Form
from tidu.core.stream import Stream

CHANCE = NotDifferentiable("its result is drawn at random")
BY_VALUE = NoNative("its probabilities are checked by value, which eager does")
REAL = np.dtype("float64")
INT64 = np.dtype("int64")


def _drawn(operand_ranges: tuple = (), **params):
    """Samples with a stream of their own; `operand_ranges` are (low, high) of each operand."""

    def make(random: np.random.Generator) -> list[Sample]:
        operands = tuple(random.uniform(low, high, (2, 3)) for low, high in operand_ranges)
        return [Sample(operands, {"stream": Stream(0), **params})]

    return make


def _shaped(*operands: Form, shape, dtype, **params) -> Form:
    return Form(shape, dtype)


def _draw(name: str, formula: str, run, samples, english: str, chinese: str, native: Any = KERNEL):
    """A primitive without operands that draws numbers of a shape and type."""
    return declare(
        name, "", run=run, form=_shaped, grad=CHANCE, native=native, formula=formula, samples=samples,
        sentence=(english, chinese),
    )


uniform = _draw(
    "uniform", "uniform(low, high)",
    lambda *, stream, shape, dtype, low, high: stream.uniform(shape, dtype, low, high),
    _drawn(shape=(2, 3), dtype=REAL, low=0.0, high=1.0),
    "draws numbers evenly from {low} to {high}", "从 {low} 到 {high} 均匀取随机数",
)
normal = _draw(
    "normal", "normal(mean, std)",
    lambda *, stream, shape, dtype, mean, std, contiguous=True: stream.normal(
        shape, dtype, mean, std, contiguous
    ),
    _drawn(shape=(2, 3), dtype=REAL, mean=0.0, std=1.0),
    "draws normal numbers of mean {mean} and deviation {std}",
    "取均值为 {mean}、标准差为 {std} 的正态随机数",
)
integers = _draw(
    "integers", "integers(low, high)",
    lambda *, stream, shape, dtype, low, high: stream.integers(low, high, shape, dtype),
    _drawn(shape=(2, 3), dtype=INT64, low=0, high=9),
    "draws whole numbers from {low} to below {high}", "从 {low} 到 {high}（不含）取随机整数",
)
exponential = _draw(
    "exponential", "exponential(rate)",
    lambda *, stream, shape, dtype, rate: stream.exponential(shape, dtype, rate),
    _drawn(shape=(2, 3), dtype=REAL, rate=1.0),
    "draws waiting times at rate {rate}", "取速率为 {rate} 的指数分布随机数",
    NoNative("waiting times are drawn by NumPy: no layer or optimizer needs them"),
)
BY_EAGER = NoNative("its numbers are drawn by NumPy: no layer or optimizer needs them")
cauchy = _draw(
    "cauchy", "cauchy(median, scale)",
    lambda *, stream, shape, dtype, median, scale: stream.cauchy(shape, dtype, median, scale),
    _drawn(shape=(2, 3), dtype=REAL, median=0.0, scale=1.0),
    "draws Cauchy numbers around {median} of width {scale}",
    "取中位数为 {median}、宽度为 {scale} 的柯西随机数",
    BY_EAGER,
)
log_normal = _draw(
    "log_normal", "exp(normal(mean, std))",
    lambda *, stream, shape, dtype, mean, std: stream.log_normal(shape, dtype, mean, std),
    _drawn(shape=(2, 3), dtype=REAL, mean=0.0, std=1.0),
    "draws e to the power of normal numbers of mean {mean} and deviation {std}",
    "取 e 的正态随机数次幂，其均值为 {mean}、标准差为 {std}",
    BY_EAGER,
)
geometric = _draw(
    "geometric", "geometric(chance)",
    lambda *, stream, shape, dtype, chance: stream.geometric(shape, dtype, chance),
    _drawn(shape=(2, 3), dtype=REAL, chance=0.5),
    "draws how many trials it takes to succeed with chance {chance}",
    "取以概率 {chance} 首次成功所需的试验次数",
    BY_EAGER,
)
permutation = _draw(
    "permutation", "permutation(shape)", lambda *, stream, shape, dtype: stream.permutation(shape[0], dtype),
    _drawn(shape=(5,), dtype=INT64),
    "shuffles the whole numbers below {shape}", "打乱小于 {shape} 的整数",
)
coin = _draw(
    "coin", "bernoulli(probability)",
    lambda *, stream, shape, dtype, probability: stream.bernoulli_scalar(probability, shape, dtype),
    _drawn(shape=(2, 3), dtype=REAL, probability=0.5),
    "draws 1 with probability {probability}, else 0", "以概率 {probability} 取 1，否则取 0",
)
dropout_mask = _draw(
    "dropout_mask", "bernoulli(keep)",
    lambda *, stream, shape, dtype, keep: stream.dropout_mask(shape, keep).astype(dtype),
    _drawn(shape=(2, 3), dtype=REAL, keep=0.5),
    "draws which elements to keep, each with probability {keep}", "以概率 {keep} 决定每个元素是否保留",
)
bernoulli = declare(
    "bernoulli", "p", grad=CHANCE, native=BY_VALUE,
    run=lambda p, *, stream, dtype: stream.bernoulli(p, dtype),
    form=lambda p, *, stream, dtype: Form(p.shape, dtype),
    samples=_drawn(((0.0, 1.0),), dtype=REAL),
    formula="bernoulli(p)",
    sentence=("draws 1 with the probabilities {p}, else 0", "以概率 {p} 取 1，否则取 0"),
)
multinomial = declare(
    "multinomial", "p", grad=CHANCE, native=BY_VALUE,
    run=lambda p, *, stream, count, replacement: stream.multinomial(p, count, replacement),
    form=lambda p, *, stream, count, replacement: Form((*p.shape[:-1], count), INT64),
    samples=_drawn(((0.1, 1.0),), count=2, replacement=True),
    formula="multinomial(p)",
    sentence=("draws {count} places with the weights {p}", "按权重 {p} 抽取 {count} 个位置"),
)


def _trial(name: str, formula: str, operands: str, run, samples, english: str, chinese: str):
    """A primitive that draws a number for each of its parameters, by trying until one fits."""
    return declare(
        name, operands, run=run, form=lambda first, *others, stream: Form(first.shape, first.dtype),
        grad=CHANCE, native=BY_EAGER, formula=formula, samples=samples, sentence=(english, chinese),
    )


gamma = _trial(
    "gamma", "gamma_number(shape)",
    "shape", lambda shape, *, stream: stream.gamma(shape), _drawn(((0.5, 3.0),)),
    "draws gamma numbers of the shapes {shape}", "取形状参数为 {shape} 的伽马随机数",
)
dirichlet = _trial(
    "dirichlet", "dirichlet(concentration)",
    "concentration", lambda concentration, *, stream: stream.dirichlet(concentration),
    _drawn(((0.5, 3.0),)),
    "draws shares with the concentrations {concentration}", "取集中参数为 {concentration} 的狄利克雷随机数",
)
poisson = _trial(
    "poisson", "poisson(rate)", "rate", lambda rate, *, stream: stream.poisson(rate), _drawn(((0.5, 20.0),)),
    "draws counts of the rates {rate}", "取率为 {rate} 的泊松随机数",
)
binomial = _trial(
    "binomial", "binomial(count, chance)",
    "count chance", lambda count, chance, *, stream: stream.binomial(count, chance),
    _drawn(((3.0, 40.0), (0.0, 1.0))),
    "draws successes in {count} trials at the chances {chance}",
    "取 {count} 次试验中以概率 {chance} 成功的次数",
)
