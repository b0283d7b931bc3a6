"""Tidu 梯度: what `import tidu as torch` offers."""

from tidu.core.dtypes import *
from tidu.tensor.tensor import Tensor
from tidu.tensor.creation import *
from tidu.tensor.arithmetic import *
from tidu.tensor.reduction import *
from tidu.tensor.movement import *
from tidu.tensor.linear_algebra import *
from tidu.tensor.comparison import *
