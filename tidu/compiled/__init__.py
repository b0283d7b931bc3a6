"""One's own step or function as native code: `step = tidu.compile(step)`."""

from tidu.compiled.calls import Compiled
from tidu.compiled.compiling import compile
from tidu.compiled.module import CompiledModule

__all__ = ["Compiled", "CompiledModule", "compile"]
