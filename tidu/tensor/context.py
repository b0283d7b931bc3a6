"""What an own operation keeps between its forward and its backward: the `ctx`."""

from __future__ import annotations

from typing import Any

from tidu.tensor.handle import Handle, wrap
from tidu.tensor.tape import place
from tidu.text import say


class FunctionCtx:
    """Handed to `forward` and `backward` of a `Function`; other values are kept as attributes."""

    needs_input_grad: tuple[bool, ...] = ()
    _materialize = True
    _constant: tuple = ()
    _dirty: tuple = ()
    _asked: tuple = ()
    _saved: list | None = None
    _node: Any = None

    def save_for_backward(self, *tensors: Any) -> None:
        """Keeps tensors (or None) for `backward`, which finds them in `saved_tensors`."""
        for position, x in enumerate(tensors):
            if x is not None and not isinstance(x, Handle):
                raise TypeError(
                    say("errors.function_save", position=position, given=type(x).__name__)
                )
        self._asked = tensors

    def mark_non_differentiable(self, *outputs: Any) -> None:
        """Says that these results have no gradient."""
        self._constant = outputs

    def mark_dirty(self, *inputs: Any) -> None:
        """Says that `forward` changed these arguments in place and gives them back."""
        self._dirty = inputs

    def set_materialize_grads(self, value: bool) -> None:
        """Whether `backward` is handed zeros (default) or None where no gradient arrived."""
        self._materialize = value

    @property
    def saved_tensors(self) -> tuple:
        """What `save_for_backward` kept."""
        if self._saved is None:
            raise RuntimeError(say("errors.freed", operation=self._name()))
        return tuple(None if kept is None else self._restored(*kept) for kept in self._saved)

    def _name(self) -> str:
        return "this function" if self._node is None else self._node.name

    def _keep(self, origins: dict[int, Any]) -> None:
        """Notes value, version and origin of what `save_for_backward` was given."""
        self._saved = [
            None if x is None else (x._value, x._counter, x._counter[0], origins.get(id(x), place(x)))
            for x in self._asked
        ]
        self._asked = self._constant = self._dirty = ()

    def _restored(self, value: Any, counter: list[int], version: int, origin: Any) -> Any:
        """A kept tensor as it was, continuing from where it was made.

        A result of this very operation is noted by its place, since a node that holds this
        context and is held by it would only be freed by the collector.
        """
        if counter[0] != version:
            raise RuntimeError(
                say(
                    "errors.changed_in_place", operation=self._name(), shape=list(value.shape),
                    version=counter[0], expected=version,
                )
            )  # fmt: skip
        tensor = wrap(value, self._node.output(origin) if isinstance(origin, int) else origin)
        tensor._counter = counter
        return tensor

    def _release(self) -> None:
        if self._saved:
            self._saved = None
