"""Early stopping."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Patience:
    """Counts epochs since the loss last fell by more than `min_delta`; `limit` None never ends.

    >>> patience = Patience(limit=2)
    >>> [patience.exhausted_by(loss) for loss in (3.0, 2.0, 2.0, 2.5)]
    [False, False, False, True]
    """

    limit: int | None = None
    min_delta: float = 0.0
    reference: float = math.inf
    waited: int = 0

    def exhausted_by(self, loss: float) -> bool:
        """Takes the loss of another epoch; whether it is time to stop."""
        if loss < self.reference - self.min_delta:
            self.reference, self.waited = loss, 0
        else:
            self.waited += 1
        return self.exhausted

    @property
    def exhausted(self) -> bool:
        """Whether it is time to stop."""
        return self.limit is not None and self.waited > 0 and self.waited >= self.limit

    def state_dict(self) -> dict[str, Any]:
        """For a checkpoint: what was seen, not what was asked."""
        return {name: value for name, value in asdict(self).items() if name in ("reference", "waited")}
