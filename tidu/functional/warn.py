"""A thin door to `tidu.core.warn`."""

from tidu.core.warn import warn

__all__ = ["warn"]
