"""Random streams that native code draws from: lent before a call, taken back after it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tidu.core.twister import STATE, Twister
from tidu.read.native.table import STREAM_BYTES, room


class Lane:
    """One stream, and where its state lies for native code.

    The 625 words of NumPy's engine are copied to and fro where they lie (at the address that
    `BitGenerator.ctypes` tells); its own way, through a dictionary, takes 50 times as long.
    """

    def __init__(self, stream: Twister):
        self.stream = stream
        self.state = room(STREAM_BYTES)
        self.state[:] = stream.get_state()
        fields = self.state.view(STATE)
        self.key, self.position = fields["key"][0], fields["position"]
        self.seed, self.spare = fields["seed"], fields["spare_normal"]
        engine = stream._engine
        self.lock = engine.lock
        words = np.ctypeslib.as_array((ctypes.c_uint32 * 625).from_address(engine.ctypes.state_address))
        self.engine_key, self.engine_position = words[:624], words[624:]
        known: Any = engine.state["state"]
        self.direct = bool((self.engine_key == known["key"]).all() and words[624] == known["pos"])

    def lend(self) -> None:
        """Native code draws from now on."""
        if not self.direct:
            self.state[:] = self.stream.get_state()
            return
        spare = self.stream._spare_normal
        self.key[:] = self.engine_key
        self.position[:] = self.engine_position
        self.seed[0] = self.stream._seed
        self.spare[0] = np.nan if spare is None else spare

    def take_back(self) -> None:
        """The stream goes on from where native code left it."""
        if not self.direct:
            self.stream.set_state(self.state)
            return
        spare = self.spare.item()
        self.engine_key[:] = self.key
        self.engine_position[:] = self.position
        self.stream._spare_normal = None if spare != spare else spare


class Draws:
    """The lanes of a program. While it runs nobody else draws from its streams."""

    def __init__(self, streams: Sequence[Twister]):
        self.lanes = [Lane(stream) for stream in streams]
        self.order = sorted(self.lanes, key=lambda lane: id(lane.stream))  # no two wait for each other

    def run(self, function: Callable[[int], int], address: int) -> int:
        """What `function(address)` gives; if that is not 0 the streams stay where they were."""
        for lane in self.order:
            lane.lock.acquire()
        try:
            for lane in self.lanes:
                lane.lend()
            status = function(address)
            if not status:
                for lane in self.lanes:
                    lane.take_back()
        finally:
            for lane in self.order:
                lane.lock.release()
        return status
