"""What a recording gives: a program, and where its inputs come from and its results go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tidu.core.stream import Stream
from tidu.read.guards import Guards
from tidu.read.program import Program

Source = Any  # Argument, Number, or the outside tensor itself


@dataclass
class Recording:
    """A program, and where its inputs come from and its results go.

    `inputs` are the sources of `program.inputs`: `Argument(place)`, `Number(holder, key)`, or an
    outside tensor; `state` those of `program.state`, tensors that the program changes. `streams`
    are the random streams it draws from. `gradients` tells what the `grad` of tensors is after
    it: (tensor, place among the outputs or None). `output` is what the function gave back, with
    `Output(place)` where a tensor of the program stood.
    """

    program: Program
    inputs: list[Source]
    state: list[Source]
    streams: list[Stream]
    gradients: list[tuple[Source, int | None]]
    output: Any
    guards: Guards

    def valid(self) -> bool:
        """Whether everything outside that the program was recorded with is still as it was."""
        return self.guards.hold()
