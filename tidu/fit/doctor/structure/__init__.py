"""The checks that are certain because the tape is ours: shapes, losses, gradients, updates."""

from __future__ import annotations

from tidu.fit.doctor.check import Check
from tidu.fit.doctor.structure.anew import Anew
from tidu.fit.doctor.structure.axis import SoftmaxOverRows
from tidu.fit.doctor.structure.broadcast import Broadcast
from tidu.fit.doctor.structure.carried import CarriedGraphs
from tidu.fit.doctor.structure.crash import Crash, CrashOfLosses, CrashOfTypes
from tidu.fit.doctor.structure.finite import FirstBad
from tidu.fit.doctor.structure.flat import Flat
from tidu.fit.doctor.structure.gradients import KeptGradient
from tidu.fit.doctor.structure.graphs import KeptGraphs
from tidu.fit.doctor.structure.head import Head
from tidu.fit.doctor.structure.initial import EqualUnits
from tidu.fit.doctor.structure.inside import Inside
from tidu.fit.doctor.structure.losses import WrongLoss
from tidu.fit.doctor.structure.modes import Modes
from tidu.fit.doctor.structure.rebound import Rebound
from tidu.fit.doctor.structure.signed import Signed
from tidu.fit.doctor.structure.untaped import CrashOfUpdates
from tidu.fit.doctor.structure.updates import Updates

CHECKS: tuple[type[Check], ...] = (
    Crash,
    Head,
    SoftmaxOverRows,
    WrongLoss,
    Signed,
    CrashOfLosses,
    Broadcast,
    KeptGradient,
    Modes,
    Updates,
    Flat,
    Inside,
    Anew,
    Rebound,
    CrashOfUpdates,
    CrashOfTypes,
    FirstBad,
    KeptGraphs,
    CarriedGraphs,
    EqualUnits,
)
