"""SparseAdam, which needs sparse gradients: refused by its name."""

from __future__ import annotations

from typing import Any

from tidu.optim.optimizer import Optimizer, Parameters
from tidu.text import say


class SparseAdam(Optimizer):
    """Refused: Adam for sparse gradients, and all gradients of Tidu are dense. Use `Adam`.

    >>> import tidu
    >>> SparseAdam([tidu.zeros(1)])
    Traceback (most recent call last):
    NotImplementedError: SparseAdam is for sparse gradients, which Tidu does not have: ...
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        maximize: bool = False,
    ):
        raise NotImplementedError(say("optim.sparse", lr=lr))
