"""Checks for one's own tests: are values close, is a gradient right, is a primitive sound?"""

from tidu.core.refused import refusing
from tidu.testing.close import assert_close
from tidu.testing.gradients import check_gradients
from tidu.testing.primitives import check_primitive

__all__ = ["assert_close", "check_gradients", "check_primitive"]

__getattr__ = refusing("torch.testing", globals())
