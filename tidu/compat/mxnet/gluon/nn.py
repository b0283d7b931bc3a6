"""`mxnet.gluon.nn`: blocks of layers whose input sizes are found when they are first called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from tidu.compat.mxnet import init as initial
from tidu.compat.mxnet import nd
from tidu.compat.mxnet.array import NDArray, apply
from tidu.compat.mxnet.autograd import is_training
from tidu.compat.mxnet.gluon.parameter import Parameter, ParameterDict
from tidu.core.refused import refusing
from tidu.nn import functional
from tidu.text import say

__all__ = [
    "Activation", "Block", "Dense", "Dropout", "Flatten", "HybridBlock", "HybridSequential", "Sequential",
]  # fmt: skip

__getattr__ = refusing("mxnet.gluon.nn", __all__)

ACTIVATIONS: dict[str, Callable[..., Any]] = {
    "relu": functional.relu, "sigmoid": functional.sigmoid, "tanh": functional.tanh,
    "softrelu": functional.softplus, "softsign": functional.softsign,
}  # fmt: skip
_numbers: dict[str, Iterator[int]] = {}


class Block:
    """The base of layers and networks: subclasses set blocks and parameters, and define `forward`.

    >>> from tidu.compat.mxnet import nd
    >>> class Double(Block):
    ...     def forward(self, x):
    ...         return x * 2
    >>> Double()(nd.ones(1)).asscalar()
    2.0
    """

    def __init__(self, prefix: str | None = None, params: Any = None):
        kind = type(self).__name__.lower()
        self.prefix = prefix or f"{kind}{next(_numbers.setdefault(kind, count()))}_"

    def __call__(self, *args: Any) -> Any:
        return self.forward(*args)

    def forward(self, *args: Any) -> Any:
        """What the block computes; every subclass defines it."""
        raise NotImplementedError(say("mxnet.no_forward", name=type(self).__name__))

    def children(self) -> list[Block]:
        """The blocks inside."""
        return [each for each in vars(self).values() if isinstance(each, Block)]

    def collect_params(self) -> ParameterDict:
        """Every parameter by its name."""
        own = [each for each in vars(self).values() if isinstance(each, Parameter)]
        inside = [each for child in self.children() for each in child.collect_params().values()]
        return ParameterDict((each.name, each) for each in [*own, *inside])

    def initialize(
        self, init: initial.Initializer | None = None, ctx: Any = None, verbose: bool = False,
        force_reinit: bool = False,
    ) -> None:  # fmt: skip
        """Gives the parameters their numbers, now or at the first call: `init`, by default Uniform(0.07)."""
        self.collect_params().initialize(init, ctx, force_reinit)

    def hybridize(self, active: bool = True) -> None:
        """Nothing: blocks run as they are."""

    def __repr__(self) -> str:
        inside = "\n".join(f"  ({name}): {child}" for name, child in self._named())
        return f"{type(self).__name__}(\n{inside}\n)"

    def _named(self) -> list[tuple[Any, Block]]:
        return [(name, each) for name, each in vars(self).items() if isinstance(each, Block)]


class HybridBlock(Block):
    """A block that says what it computes with the functions of `F`, which are `nd`'s."""

    def forward(self, *args: Any) -> Any:
        """`hybrid_forward(F, x, ...)`; every subclass defines that, or this."""
        return self.hybrid_forward(nd, *args)

    def hybrid_forward(self, F: Any, *args: Any) -> Any:
        """What the block computes."""
        raise NotImplementedError(say("mxnet.no_forward", name=type(self).__name__))


class Sequential(Block):
    """Blocks one after the other: `net.add(nn.Dense(1))`."""

    def __init__(self, prefix: str | None = None, params: Any = None):
        super().__init__(prefix, params)
        self._blocks: list[Block] = []

    def add(self, *blocks: Block) -> None:
        """One more, or several."""
        self._blocks += blocks

    def forward(self, *args: Any) -> Any:
        """Through all of them."""
        (x,) = args
        for block in self._blocks:
            x = block(x)
        return x

    def children(self) -> list[Block]:
        """The blocks, in order."""
        return self._blocks

    def _named(self) -> list[tuple[Any, Block]]:
        return list(enumerate(self._blocks))

    def __getitem__(self, key: int) -> Block:
        return self._blocks[key]

    def __len__(self) -> int:
        return len(self._blocks)


class HybridSequential(Sequential):
    """As Sequential."""


class Dense(Block):
    """activation(x · weightᵀ + bias); the number of inputs is found at the first call.

    >>> Dense(3, activation="relu")
    Dense(None -> 3, Activation(relu))
    """

    def __init__(
        self, units: int, activation: str | None = None, use_bias: bool = True, flatten: bool = True,
        dtype: Any = "float32", weight_initializer: initial.Initializer | None = None,
        bias_initializer: Any = "zeros", in_units: int = 0, **names: Any,
    ):  # fmt: skip
        super().__init__(**names)
        self.units, self.flatten = units, flatten
        self.act = None if activation is None else Activation(activation)
        self.weight = Parameter(f"{self.prefix}weight", (units, in_units), weight_initializer)
        begin = bias_initializer if isinstance(bias_initializer, initial.Initializer) else initial.Zero()
        self.bias = Parameter(f"{self.prefix}bias", (units,), begin) if use_bias else None

    def forward(self, *args: Any) -> Any:
        """x: (N, ...) with everything behind N taken as inputs, or with `flatten=False` the last axis."""
        (x,) = args
        x = x.flatten() if self.flatten and x.ndim > 2 else x
        if not all(self.weight.shape):
            self.weight.known((self.units, x.shape[-1]))
        inputs = [x, self.weight.data(), *([] if self.bias is None else [self.bias.data()])]
        out = apply(functional.linear, *inputs)
        return out if self.act is None else self.act(out)

    def __repr__(self) -> str:
        ending = "linear" if self.act is None else self.act
        return f"Dense({self.weight.shape[1] or None} -> {self.units}, {ending})"


class Activation(Block):
    """relu, sigmoid, tanh, softrelu or softsign."""

    def __init__(self, activation: str, **names: Any):
        super().__init__(**names)
        if activation not in ACTIVATIONS:
            raise ValueError(say("mxnet.activation", given=activation, known=", ".join(ACTIVATIONS)))
        self.name = activation

    def forward(self, *args: Any) -> Any:
        """x: any shape."""
        return apply(ACTIVATIONS[self.name], *args)

    def __repr__(self) -> str:
        return f"Activation({self.name})"


class Dropout(Block):
    """In training each number is 0 with probability `rate`, the others grow."""

    def __init__(self, rate: float, **names: Any):
        super().__init__(**names)
        self.rate = rate

    def forward(self, *args: Any) -> Any:
        """x: any shape."""
        return apply(lambda x: functional.dropout(x, self.rate, is_training()), *args)

    def __repr__(self) -> str:
        return f"Dropout(p = {self.rate}, axes=())"


class Flatten(Block):
    """(N, everything else)."""

    def forward(self, *args: NDArray) -> Any:
        """x: (N, ...)."""
        return args[0].flatten()

    def __repr__(self) -> str:
        return "Flatten"
