"""The checks of data, curves and activations."""

from __future__ import annotations

from tidu.fit.doctor.check import Check
from tidu.fit.doctor.statistics.constant import Constant
from tidu.fit.doctor.statistics.inputs import Inputs
from tidu.fit.doctor.statistics.labels import Labels
from tidu.fit.doctor.statistics.length import Length
from tidu.fit.doctor.statistics.order import Order
from tidu.fit.doctor.statistics.rate import Rate
from tidu.fit.doctor.statistics.units import Units

CHECKS: tuple[type[Check], ...] = (Inputs, Length, Labels, Rate, Order, Units, Constant)
