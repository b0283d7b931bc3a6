"""Functions of functions: `torch.func`, by backward passes through the one tape that there is.

Derivatives may be nested, `grad(grad(f))`; `vmap` runs its function once for each slice and
stacks the results, so it saves writing and not time.
"""

from tidu.core.refused import refusing
from tidu.func.derivative import grad, grad_and_value
from tidu.func.jacobian import hessian, jacfwd, jacrev
from tidu.func.modules import functional_call, replace_all_batch_norm_modules_, stack_module_state
from tidu.func.products import jvp, linearize, vjp
from tidu.func.vmap import vmap

__all__ = [
    "functional_call",
    "grad",
    "grad_and_value",
    "hessian",
    "jacfwd",
    "jacrev",
    "jvp",
    "linearize",
    "replace_all_batch_norm_modules_",
    "stack_module_state",
    "vjp",
    "vmap",
]
__getattr__ = refusing("torch.func", __all__)
