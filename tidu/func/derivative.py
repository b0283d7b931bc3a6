"""Gradients as functions: grad, grad_and_value. What the others need of them is here, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from tidu.func.tree import leaves, mapped, rebuilt
from tidu.read.grad import reachable
from tidu.tensor.backward import grad as pull
from tidu.tensor.creation import zeros_like
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.handle import Handle, Leaf
from tidu.tensor.tape import place
from tidu.tensor.tensor import Tensor
from tidu.text import say


def grad(func: Callable[..., Any], argnums: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """A function of the same arguments that gives d func / d argument `argnums` (or several).

    `func` gives a tensor without axes; with `has_aux` (that, something else), and the something
    else is handed on.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.func.grad.html

    >>> import tidu
    >>> slope = grad(lambda x: x ** 3)
    >>> slope(tidu.tensor(2.0)), grad(slope)(tidu.tensor(2.0))
    (tensor(12.), tensor(12.))
    """
    both = grad_and_value(func, argnums, has_aux)

    @wraps(func)
    def run(*args: Any, **kwargs: Any) -> Any:
        gradient, value = both(*args, **kwargs)
        return (gradient, value[1]) if has_aux else gradient

    return run


def grad_and_value(func: Callable[..., Any], argnums: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """As `grad`, giving (gradient, value).

    >>> import tidu
    >>> grad_and_value(lambda x: x ** 2)(tidu.tensor(3.0))
    (tensor(6.), tensor(9.))
    """

    @wraps(func)
    def run(*args: Any, **kwargs: Any) -> Any:
        with enable_grad():
            points, full = opened(args, argnums, "grad")
            output = func(*full, **kwargs)
            value, aux = parted(output, has_aux, "grad")
            if not isinstance(value, Tensor):
                raise RuntimeError(say("autograd.func_tensor", function="grad", given=type(value).__name__))
            if value.ndim:
                shape = {"rank": value.ndim, "shape": list(value.shape)}
                raise RuntimeError(say("autograd.func_scalar", function="grad", **shape))
            found = pulled([value], leaves(points), [None])
        gradient, result, aux = closed((rebuilt(points, iter(found)), value, aux), points)
        return gradient, ((result, aux) if has_aux else result)

    return run


def opened(args: tuple, argnums: Any, name: str) -> tuple[Any, list[Any]]:
    """The arguments to differentiate by, as new points of the tape, and all arguments with them."""
    numbers = argnums if isinstance(argnums, tuple) else (argnums,)
    for number in numbers:
        if not -len(args) <= number < len(args):
            raise RuntimeError(say("autograd.func_argument", function=name, given=number, count=len(args)))
    full = list(args)
    for number in numbers:
        full[number] = mapped(fresh, args[number])
    chosen = tuple(full[number] for number in numbers)
    return (chosen if isinstance(argnums, tuple) else chosen[0]), full


def fresh(x: Any) -> Any:
    """A tensor as a new point, which still knows where it came from; anything else as it is."""
    if not isinstance(x, Tensor) or not x.is_floating_point():
        return x
    return x.view_as(x) if x.requires_grad else x.detach().requires_grad_()


def parted(output: Any, has_aux: bool, name: str) -> tuple[Any, Any]:
    """What a function gives to differentiate, and what else."""
    if not has_aux:
        return output, None
    if not isinstance(output, tuple) or len(output) != 2:
        raise RuntimeError(say("autograd.func_aux", function=name))
    return output


def pulled(outputs: list[Tensor], points: list[Any], weights: list[Any]) -> list[Any]:
    """Σ weight · d output / d point for each point, taped in its turn; 0 where nothing depends on it."""
    live = [k for k, y in enumerate(outputs) if y.requires_grad]
    asked = [x for x in points if isinstance(x, Handle) and x.requires_grad]
    if not live or not asked:
        return [zeros_like(x) for x in points]
    found = pull(
        [outputs[k] for k in live], asked, [weights[k] for k in live],
        create_graph=True, materialize_grads=True,
    )  # fmt: skip  # pyright: ignore
    gradients = iter(found)
    return [
        next(gradients) if isinstance(x, Handle) and x.requires_grad else zeros_like(x) for x in points
    ]


def closed(results: Any, points: Any) -> Any:
    """Results that are cut from the tape, unless they depend on something beyond `points`.

    Such is what encloses them: a gradient of which this one is a part, or a parameter.
    """
    own = {place(x) for x in leaves(points) if isinstance(x, Handle)}
    return mapped(lambda x: x.detach() if isinstance(x, Tensor) and ends_in(x, own) else x, results)


def ends_in(x: Tensor, own: Iterable[Any]) -> bool:
    """Whether all that `x` depends on are the leaves `own`."""
    node = place(x)
    return node is not None and all(
        each in own for each in reachable([node]) if isinstance(each, Leaf)
    )
