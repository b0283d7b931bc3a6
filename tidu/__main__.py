"""`python -m tidu` is the command `tidu`."""

from __future__ import annotations

import sys

from tidu.cli import main

if __name__ == "__main__":
    sys.exit(main())
