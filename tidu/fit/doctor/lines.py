"""Which line of the user's code made which operation: noted in a few early steps, then known by place."""

from __future__ import annotations

from typing import Any

from tidu.core.mode import mode
from tidu.fit.doctor.place import spot_here
from tidu.tensor.watch import Watch, node_of

MOST = 20_000  # operations to look at in one go: a script may compute long before it trains


class Lines(Watch):
    """While it is on, every operation that is taped carries `spot`, the user's line that made it.

    A later step that tapes as many operations is taken to come from the same lines.
    """

    def __init__(self) -> None:
        self.on = self.paused = False
        self.left = self.looked = 0

    def start(self, passes: int) -> None:
        """Looks on until so many backward passes are over."""
        self.left = max(self.left, passes)
        if not self.on and mode.recorder is None:
            self.on, self.looked = True, 0
            self.__enter__()

    def pause(self) -> None:
        """Steps aside for an optimizer, which computes on arrays where nobody looks on."""
        if self.on and mode.bind == self.bind:
            self.__exit__()
            self.on, self.paused = False, True

    def resume(self) -> None:
        """Goes on after a pause."""
        if self.paused:
            self.paused, self.on = False, True
            self.__enter__()

    def count(self) -> None:
        """A backward pass is over."""
        self.left -= 1
        if self.left <= 0:
            self.stop()

    def stop(self) -> None:
        """Looks on no longer. Where another watch was opened since, it stays below it and does nothing."""
        self.left, self.paused = 0, False
        if self.on and mode.bind == self.bind:
            self.__exit__()
            self.on = False

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out and notes the line."""
        result = run(primitive, operands, params)
        if self.left > 0:
            node = node_of(result)
            if node is not None:
                node.spot = spot_here()  # pyright: ignore
            self.looked += 1
            if self.looked > MOST:
                self.stop()
        return result
