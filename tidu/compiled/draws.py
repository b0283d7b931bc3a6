"""Random streams that native code draws from: lent before a call, taken back after it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from contextlib import ExitStack
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
        self.fields = self.state.view(STATE)[0]
        engine = stream._engine
        self.lock = engine.lock
        words = (ctypes.c_uint32 * 625).from_address(engine.ctypes.state_address)
        self.words = np.ctypeslib.as_array(words)
        self.key, self.position = self.fields["key"], self.words[624:]
        known: Any = engine.state["state"]
        self.direct = bool((self.words[:624] == known["key"]).all() and self.position[0] == known["pos"])

    def lend(self) -> None:
        """Native code draws from now on."""
        if not self.direct:
            self.state[:] = self.stream.get_state()
            return
        spare = self.stream._spare_normal
        self.key[...] = self.words[:624]
        self.fields["position"] = self.position[0]
        self.fields["seed"] = self.stream._seed
        self.fields["spare_normal"] = np.nan if spare is None else spare

    def take_back(self) -> None:
        """The stream goes on from where native code left it."""
        if not self.direct:
            self.stream.set_state(self.state)
            return
        spare = float(self.fields["spare_normal"])
        self.words[:624] = self.key
        self.position[0] = self.fields["position"]
        self.stream._spare_normal = None if spare != spare else spare


class Draws:
    """The lanes of a program. While it runs nobody else draws from its streams."""

    def __init__(self, streams: Sequence[Twister]):
        self.lanes = [Lane(stream) for stream in streams]
        self.order = sorted(self.lanes, key=lambda lane: id(lane.stream))  # no two wait for each other

    def run(self, function: Callable[[int], int], address: int) -> int:
        """What `function(address)` gives; if that is not 0 the streams stay where they were."""
        with ExitStack() as stack:
            for lane in self.order:
                stack.enter_context(lane.lock)
            for lane in self.lanes:
                lane.lend()
            status = function(address)
            if not status:
                for lane in self.lanes:
                    lane.take_back()
        return status
