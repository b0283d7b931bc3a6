"""That a call is not for native code."""

from __future__ import annotations


class Refused(RuntimeError):
    """Eager must do this call; nothing was changed. The message says why, empty where nobody need know.

    `lasting`: there will never be a program for such calls.
    """

    def __init__(self, reason: str = "", *, lasting: bool = False):
        super().__init__(reason)
        self.lasting = lasting
