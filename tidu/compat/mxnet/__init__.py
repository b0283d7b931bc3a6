"""MXNet's spelling of course code: `nd`, `autograd`, `gluon`, `init`, on Tidu's tensors.

>>> from tidu.compat.mxnet import autograd, nd
>>> x = nd.array([1, 2, 3])
>>> x.attach_grad()
>>> with autograd.record():
...     y = 2 * nd.dot(x, x)
>>> y.backward()
>>> x.grad.asnumpy()
array([ 4.,  8., 12.], dtype=float32)
"""

from tidu.compat.mxnet import autograd, gluon, init, nd
from tidu.compat.mxnet.context import Context, cpu, gpu, num_gpus
from tidu.core.refused import refusing

ndarray = nd
random = nd.random
__version__ = "1.9.1+tidu"

__all__ = ["Context", "autograd", "cpu", "gluon", "gpu", "init", "nd", "ndarray", "num_gpus", "random"]

__getattr__ = refusing("mxnet", __all__)
