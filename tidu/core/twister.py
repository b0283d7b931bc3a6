"""The Mersenne twister that PyTorch's CPU generator is: its seed, its state, its words.

Source: ATen/core/MT19937RNGEngine.h and ATen/CPUGeneratorImpl.h of PyTorch 2.13. NumPy ships
the same engine; `RandomState.seed` starts it exactly as PyTorch does (init_genrand).
"""

from __future__ import annotations

import numbers
import secrets
from typing import Self

import numpy as np

from tidu.text import say

DEFAULT_SEED = 67280421310721
STATE_VERSION = 1
STATE = np.dtype(
    [
        ("version", "<u4"),
        ("position", "<u4"),  # the word of `key` that comes next; 624 asks for a new block
        ("seed", "<u8"),
        ("spare_normal", "<f8"),  # NaN: none is kept
        ("key", "<u4", 624),
    ]
)


class Twister:
    """A stream of 32-bit words that follows from a seed, word for word PyTorch's.

    >>> twister = Twister(0)
    >>> twister.words32(3)
    array([2357136044, 2546248239, 3071714933], dtype=uint32)
    >>> twister.random_u64() >> 32
    3626093760
    """

    def __init__(self, seed: int = DEFAULT_SEED):
        self._engine = np.random.MT19937(0)
        self._words = np.random.RandomState(self._engine)
        self._spare_normal: float | None = None
        self.manual_seed(seed)

    def manual_seed(self, seed: int) -> Self:
        """Start again from `seed`, an integer in [-2**63, 2**64); a negative one counts from 2**64.

        Only the low 32 bits reach the engine, as in PyTorch.

        >>> Twister().manual_seed(-1).initial_seed() == 2**64 - 1
        True
        """
        if not isinstance(seed, numbers.Integral):
            raise RuntimeError(say("stream.seed_type", given=type(seed).__name__))
        if not -(2**63) <= seed < 2**64:
            raise ValueError(say("stream.seed_range", seed=seed))
        self._seed = int(seed) % 2**64
        self._words.seed(self._seed & 0xFFFFFFFF)
        self._spare_normal = None
        return self

    def seed(self) -> int:
        """Start again from 64 bits of the operating system's randomness, and return them.

        >>> twister = Twister()
        >>> twister.seed() == twister.initial_seed()
        True
        """
        return self.manual_seed(secrets.randbits(64)).initial_seed()

    def initial_seed(self) -> int:
        """The seed that the words follow from, in [0, 2**64).

        >>> Twister().initial_seed()
        67280421310721
        """
        return self._seed

    def get_state(self) -> np.ndarray:
        """Everything that decides the draws to come, as 2520 bytes (uint8) in Tidu's own layout.

        >>> Twister().get_state().shape
        (2520,)
        """
        engine = self._engine.state["state"]
        spare = np.nan if self._spare_normal is None else self._spare_normal
        fields = (STATE_VERSION, engine["pos"], self._seed, spare, engine["key"])
        return np.frombuffer(np.array(fields, STATE).tobytes(), np.uint8).copy()

    def set_state(self, state: np.ndarray) -> Self:
        """Go on from where `get_state` was called.

        TypeError if `state` is not an array of uint8, RuntimeError if it is no state of ours.

        >>> twister = Twister(1)
        >>> state = twister.get_state()
        >>> twister.random_u64() == twister.set_state(state).random_u64()
        True
        """
        if not isinstance(state, np.ndarray) or state.dtype != np.uint8:
            given = state.dtype if isinstance(state, np.ndarray) else type(state).__name__
            raise TypeError(say("stream.state_type", given=given))
        if state.size != STATE.itemsize:
            raise RuntimeError(say("stream.state_size", size=state.size, expected=STATE.itemsize))
        fields = np.frombuffer(state.tobytes(), STATE)[0]
        position = int(fields["position"])
        if fields["version"] != STATE_VERSION or position > 624:
            raise RuntimeError(say("stream.state_version", version=fields["version"], known=STATE_VERSION))
        key = fields["key"].astype(np.uint32)
        self._engine.state = {"bit_generator": "MT19937", "state": {"key": key, "pos": position}}
        self._seed = int(fields["seed"])
        spare = float(fields["spare_normal"])
        self._spare_normal = None if np.isnan(spare) else spare
        return self

    def clone(self) -> Self:
        """A second stream at the same place; drawing from one leaves the other where it is.

        >>> twister = Twister(1)
        >>> twister.clone().random_u64() == twister.random_u64()
        True
        """
        return type(self)().set_state(self.get_state())

    def words32(self, count: int) -> np.ndarray:
        """The next `count` words, uint32 [count].

        >>> Twister(0).words32(0)
        array([], dtype=uint32)
        """
        return self._engine.random_raw(count).astype(np.uint32)

    def words64(self, count: int) -> np.ndarray:
        """The next `count` pairs of words, uint64 [count]; the first of a pair is the high half.

        >>> [hex(pair) for pair in Twister(0).words64(1)]
        ['0x8c7f0aac97c4aa2f']
        """
        # NumPy's full-range draw takes one pair an element and costs half of pairing them here.
        return self._words.randint(0, 2**64, size=count, dtype=np.uint64)

    def random_u64(self) -> int:
        """One pair of words as an integer in [0, 2**64).

        >>> hex(Twister(0).random_u64())
        '0x8c7f0aac97c4aa2f'
        """
        high = self._engine.random_raw()
        return high << 32 | self._engine.random_raw()

    def loader_seed(self) -> int:
        """`torch.empty((), dtype=torch.int64).random_().item()`: a seed in [0, 2**63).

        What PyTorch 2.13's `DataLoader` takes from its generator (the default one if it was
        given none), per epoch and in this order:

        1. `iter(loader)`: one `loader_seed`, the base seed of worker processes, drawn even
           when there are none and even without shuffling;
        2. the first batch, when shuffling without a generator: one `loader_seed`, which
           seeds a new generator that draws `permutation(n)`;
        3. or, when shuffling with a generator: `permutation(n)` from that generator itself,
           and a second `permutation(n)`, thrown away, as soon as a batch is asked for that
           the first cannot fill (`num_samples % n` is 0, but it is drawn before it is cut).

        >>> Twister(0).loader_seed()
        900450186894289455
        """
        return self.random_u64() % 2**63
