"""Sources of random numbers: the generator, the default one, and its seed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tidu.core.stream import Stream
from tidu.tensor.device import CPU, check_device, device
from tidu.tensor.handle import wrap

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Generator:
    """A source of random numbers with a state of its own.

    >>> from tidu.tensor.sampling import rand
    >>> rand(2, generator=Generator().manual_seed(0))
    tensor([0.4963, 0.7682])
    """

    def __init__(self, device: Any = "cpu"):
        check_device(device)
        self.stream = Stream()

    def manual_seed(self, seed: int) -> Generator:
        """Starts again from `seed`, and gives itself back."""
        self.stream.manual_seed(int(seed))
        return self

    def seed(self) -> int:
        """Starts again from a seed that the system chooses, and gives it back."""
        return self.stream.seed()

    def initial_seed(self) -> int:
        """The seed that it started from."""
        return self.stream.initial_seed()

    @property
    def device(self) -> device:
        """Where it draws: the CPU."""
        return CPU

    def clone_state(self) -> Generator:
        """A second one at the same place; drawing from one leaves the other where it is."""
        other = Generator()
        other.stream = self.stream.clone()
        return other

    def get_state(self) -> Tensor:
        """All there is to it, as bytes."""
        return wrap(self.stream.get_state())

    def set_state(self, new_state: Tensor) -> None:
        """Goes back to a state from `get_state`."""
        self.stream.set_state(new_state._value)


class DefaultGenerator(Generator, threading.local):
    """The generator of whoever names none: one stream for all threads, unless one has its own."""

    stream = Stream()

    def __init__(self) -> None:
        """Nothing: a thread that sees it for the first time draws from the common stream."""


default_generator = DefaultGenerator()


@contextmanager
def own_generator(seed: int) -> Iterator[None]:
    """Inside, and in this thread alone, the default generator is another one that begins at `seed`.

    So neither other threads nor the rest of the program notice what is drawn.

    >>> from tidu.tensor.sampling import rand
    >>> _ = manual_seed(3)
    >>> with own_generator(0):
    ...     rand(2)
    tensor([0.4963, 0.7682])
    >>> rand(2)
    tensor([0.0043, 0.1056])
    """
    before = default_generator.stream
    default_generator.stream = Stream(int(seed))
    try:
        yield
    finally:
        default_generator.stream = before


def manual_seed(seed: int) -> Generator:
    """Starts the default generator again from `seed`.

    >>> from tidu.tensor.sampling import rand
    >>> _ = manual_seed(0)
    >>> rand(2)
    tensor([0.4963, 0.7682])
    """
    return default_generator.manual_seed(seed)


def seed() -> int:
    """Starts the default generator from a seed that the system chooses."""
    return default_generator.seed()


def initial_seed() -> int:
    """The seed that the default generator started from."""
    return default_generator.initial_seed()


def get_rng_state() -> Tensor:
    """The state of the default generator, as bytes."""
    return default_generator.get_state()


def set_rng_state(new_state: Tensor) -> None:
    """Puts the default generator back to a state from `get_rng_state`."""
    default_generator.set_state(new_state)
