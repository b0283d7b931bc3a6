"""Pictures of data, training and networks, on Matplotlib.

Every function takes `ax=` and returns the axes that it drew on. Without `ax` it makes a figure of its
own, which a notebook shows as the value of a cell, and `save` writes as SVG or PNG. Colours and dashes
are told apart by every kind of colour vision, and in grey print. The words are in the language of
`TIDU_LANG`, else of the system.

>>> import tidu
>>> axes = tidu.plot.plot([0, 1, 2], [0, 1, 4], "x", "f(x)")
>>> axes.get_xlabel()
'x'
"""

from tidu.plot.agreement import predicted_actual
from tidu.plot.beyond import extrapolation
from tidu.plot.compared import curves
from tidu.plot.computed import graph
from tidu.plot.density import densities
from tidu.plot.fitted import fits
from tidu.plot.landscape import surface
from tidu.plot.layers import Layers, histograms, layers
from tidu.plot.learning import losses
from tidu.plot.lines import plot
from tidu.plot.mistakes import confusion
from tidu.plot.parts import neurons
from tidu.plot.regions import decision_regions
from tidu.plot.saving import save
from tidu.plot.style import panels
from tidu.plot.typeface import fonts
from tidu.plot.wiring import network

__all__ = [
    "Layers",
    "confusion",
    "curves",
    "decision_regions",
    "densities",
    "extrapolation",
    "fits",
    "fonts",
    "graph",
    "histograms",
    "layers",
    "losses",
    "network",
    "neurons",
    "panels",
    "plot",
    "predicted_actual",
    "save",
    "surface",
]


def __dir__() -> list[str]:
    """The functions: modules that they come from would only stand in their way."""
    return sorted(__all__)
