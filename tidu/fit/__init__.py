"""The training run: `tidu.fit(model, data, loss, optimizer, epochs=10)`."""

from tidu.fit.checkpoint import read_checkpoint
from tidu.fit.history import History
from tidu.fit.state import State
from tidu.fit.training import fit

__all__ = ["History", "State", "fit", "read_checkpoint"]
