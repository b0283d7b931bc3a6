"""What functions return that return several tensors: a tuple whose parts have names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Returned(tuple):
    """A tuple of tensors with names, which prints as PyTorch's `return_types`. See `returned`."""

    operation = ""
    fields: tuple[str, ...] = ()

    def __new__(cls, parts: Iterable[Any]) -> Returned:
        return super().__new__(cls, parts)

    def __getattr__(self, name: str) -> Any:
        if name in self.fields:
            return self[self.fields.index(name)]
        raise AttributeError(f"{self.operation}() returns {', '.join(self.fields)}, and no '{name}'")

    def __repr__(self) -> str:
        parts = ",\n".join(f"{name}={part!r}" for name, part in zip(self.fields, self, strict=True))
        return f"torch.return_types.{self.operation}(\n{parts})"


def returned(operation: str, *fields: str) -> type[Returned]:
    """The class of what `operation` returns; it is made of one sequence of parts.

    >>> Extreme = returned("max", "values", "indices")
    >>> Extreme((3.0, 1)).indices
    1
    """
    return type(operation, (Returned,), {"operation": operation, "fields": fields, "__slots__": ()})
