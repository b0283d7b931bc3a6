"""Numbers drawn by trying until one fits (gamma, Poisson, binomial), with PyTorch's trials.

Source: ATen/native/Distributions.h and Distributions.cpp of PyTorch 2.13. How many words a
number takes is only known once it is there, so each is drawn by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Draw = Callable[[], float]
Real = Any  # a number of NumPy, float32 or float64
# Written in float32 there, though computed with in float64.
SQUEEZE, THIRD = float(np.float32(0.0331)), float(np.float32(1) / np.float32(3))
FEW = 10  # from here on a rate, or a number of expected successes, is "large"
STIRLING = (
    0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
    0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
)  # fmt: skip


def gamma(shape: float, uniform: Draw, normal: Draw, kind: type[np.floating]) -> float:
    """One number of the gamma distribution of rate 1 (Marsaglia and Tsang 2000).

    As in PyTorch, what is computed of `shape` alone is of type `kind`, and the rest is float64.

    >>> gamma(0.0, lambda: 0.5, lambda: 0.0, np.float64)
    0.0
    >>> round(gamma(4 / 3, lambda: 0.5, lambda: 0.0, np.float64), 6)
    1.0
    """
    scale = 1.0
    if shape < 1.0:
        if shape == 0.0:
            return 0.0
        scale = (1.0 - uniform()) ** float(kind(1) / kind(shape))
        shape = float(kind(shape) + kind(1))
    d = float(kind(shape) - kind(THIRD))
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal()
        y = 1.0 + c * x
        if y <= 0:
            continue
        v, square = y * y * y, x * x
        u = 1.0 - uniform()
        if u < 1.0 - SQUEEZE * square * square or log(u) < 0.5 * square + d * (1.0 - v + math.log(v)):
            return scale * d * v


def poisson(rate: float, uniform: Draw) -> int:
    """One number of the Poisson distribution (Knuth; large rates: Hörmann 1993, PTRS).

    >>> poisson(0.0, lambda: 0.5), poisson(1.0, lambda: 0.5)
    (0, 1)
    """
    if rate >= FEW:
        return large_poisson(rate, uniform)
    if rate == 0:
        return 0
    count, product, end = 0, uniform(), math.exp(-rate)
    while product > end:
        count += 1
        product *= uniform()
    return count


def large_poisson(rate: float, uniform: Draw) -> int:
    """As `poisson`, by transformed rejection.

    >>> large_poisson(20.0, lambda: 0.5)
    20
    """
    b = 0.931 + 2.53 * math.sqrt(rate)
    a = -0.059 + 0.02483 * b
    inverse = 1.1239 + 1.1328 / (b - 3.4)
    sure = 0.9277 - 3.6224 / (b - 2)
    while True:
        u, v = uniform() - 0.5, uniform()
        room = 0.5 - abs(u)
        if room == 0.0:
            continue
        count = math.floor((2 * a / room + b) * u + rate + 0.43)
        if room >= 0.07 and v <= sure:
            return count
        if count < 0 or (room < 0.013 and v > room):
            continue
        tried = log(v) + math.log(inverse) - math.log(a / (room * room) + b)
        if tried <= -rate + count * math.log(rate) - math.lgamma(count + 1):
            return count


def binomial(count: float, chance: float, uniform: Draw, real: type[np.floating]) -> float:
    """How many of `count` trials succeed at `chance`, computed in the type `real`.

    >>> binomial(5.0, 0.0, lambda: 0.5, np.float64), binomial(5.0, 1.0, lambda: 0.5, np.float64)
    (0.0, 5.0)
    """
    if not (count > 0 and chance > 0):
        return 0.0 if not math.isnan(chance) else math.nan
    if chance >= 1:
        return count
    less = chance if chance <= 0.5 else float(real(1.0 - chance))
    rule = large_binomial if float(real(count) * real(less)) >= FEW else few_binomial
    drawn = rule(count, less, uniform, real)
    return drawn if chance <= 0.5 else count - drawn


def few_binomial(count: float, chance: float, uniform: Draw, real: type[np.floating]) -> float:
    """As `binomial`, by the waiting times between successes.

    >>> few_binomial(3.0, 0.5, lambda: 0.5, np.float64)
    3.0
    """
    slope, waited, drawn = np.log1p(-real(chance)), real(0), 0
    while True:
        waited += np.ceil(np.log(real(uniform())) / slope)
        if waited > count:
            return float(drawn)
        drawn += 1


def large_binomial(count: float, chance: float, uniform: Draw, real: type[np.floating]) -> float:
    """As `binomial`, by transformed rejection (Hörmann 1993, BTRS).

    >>> large_binomial(100.0, 0.5, lambda: 0.5, np.float64)
    50.0
    """
    n, p = real(count), real(chance)
    deviation = np.sqrt(n * p * (1 - p))
    b = real(1.15 + 2.53 * float(deviation))
    a = real(-0.0873 + 0.0248 * float(b) + 0.01 * chance)
    c = real(float(n * p) + 0.5)
    sure, odds = real(0.92 - 4.2 / float(b)), p / (1 - p)
    alpha = real((2.83 + 5.1 / float(b)) * float(deviation))
    likeliest = np.floor((n + 1) * p)
    while True:
        u, v = real(float(real(uniform())) - 0.5), real(uniform())
        room = real(0.5 - float(abs(u)))
        if room == 0:
            continue
        drawn = np.floor((2 * a / room + b) * u + c)
        if not 0 <= drawn <= n:
            continue
        if float(room) >= 0.07 and v <= sure:
            return float(drawn)
        if np.log(v * alpha / (a / (room * room) + b)) <= real(log_share(n, drawn, likeliest, odds)):
            return float(drawn)


def log_share(count: Real, drawn: Real, likeliest: Real, odds: Real) -> float:
    """ln of how likely `drawn` successes are, next to the likeliest number.

    >>> abs(log_share(*np.array([20.0, 10.0, 10.0, 1.0]))) < 0.2
    True
    """
    return (
        (float(likeliest) + 0.5) * float(np.log((likeliest + 1) / (odds * (count - likeliest + 1))))
        + float((count + 1) * np.log((count - likeliest + 1) / (count - drawn + 1)))
        + (float(drawn) + 0.5) * float(np.log(odds * (count - drawn + 1) / (drawn + 1)))
        + stirling(likeliest)
        + stirling(count - likeliest)
        - stirling(drawn)
        - stirling(count - drawn)
    )


def stirling(k: Real) -> float:
    """What Stirling's formula for ln k! leaves out, in the type of `k`.

    >>> round(stirling(np.float64(10.0)), 6)
    0.007574
    """
    if k <= 9:
        return float(type(k)(STIRLING[int(k)]))
    square = float((k + 1) * (k + 1))
    return float(type(k)((1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / float(k + 1)))


def log(x: float) -> float:
    """ln x, with ln 0 = −∞.

    >>> log(0.0)
    -inf
    """
    return math.log(x) if x > 0 else -math.inf
