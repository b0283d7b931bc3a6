"""A table of vectors that is looked up and trained."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.embedding import embedding, padding_row
from tidu.functional.operands import known, pick
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Table(Module):
    """The base of layers that look rows up in a trained table [num_embeddings, embedding_dim]."""

    weight: Parameter
    num_embeddings: int
    embedding_dim: int
    padding_idx: int | None

    def _enter(self, given: Tensor | None, trained: bool, device: Any, dtype: Dtype | None) -> None:
        """Takes the table that is given, or draws one."""
        shape = (self.num_embeddings, self.embedding_dim)
        if given is None:
            self.weight = Parameter(empty(shape, device=device, dtype=dtype), requires_grad=trained)
            self.reset_parameters()
            return
        if given._value.shape != shape:
            raise AssertionError(say("nn.embedding_table", given=list(given.shape), wanted=list(shape)))
        self.weight = Parameter(given, requires_grad=trained)

    @staticmethod
    def _sizes(embeddings: Tensor) -> tuple[int, ...]:
        """Rows and width of a table. AssertionError, as PyTorch has it, for what is none."""
        if embeddings._value.ndim != 2:
            raise AssertionError(say("nn.embedding_weight", rank=embeddings._value.ndim))
        return embeddings._value.shape

    def reset_parameters(self) -> None:
        """Draws the table anew."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            with grad_mode(False):
                self.weight[self.padding_idx].fill_(0)

    def _within(self, input: Tensor) -> Tensor:
        """`input`. IndexError, RuntimeError of a bag, for a row that is not there."""
        rows = known(input)
        count = self.weight._value.shape[0]
        if rows is not None and rows.size and not (rows.min() >= 0 and rows.max() < count):
            found = int(rows.min()) if rows.min() < 0 else int(rows.max())
            raise refusal(self._outside, "nn.embedding_range", self, index=found, rows=count, last=count - 1)
        # In a recording a row that is not there must not be counted from the end.
        return pick(input >= 0, input, count) if rows is None else input

    _outside: type[Exception] = IndexError

    def _unusual(self, usual: dict[str, Any]) -> str:
        """The settings that are not as usual, as they are printed."""
        shown = ((name, getattr(self, name)) for name, value in usual.items() if getattr(self, name) != value)
        return "".join(f", {name}={value}" for name, value in shown)


class Embedding(Table):
    """Row input[...] of a table [num_embeddings, embedding_dim] drawn from the normal distribution.

    The row `padding_idx` starts at 0 and is not trained; the other options are those of
    `functional.embedding`. IndexError for a row that is not there.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html

    >>> import tidu
    >>> Embedding(10, 3)(tidu.tensor([[1, 2]])).shape
    torch.Size([1, 2, 3])
    """

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
        _weight: Tensor | None = None,
        _freeze: bool = False,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        self.padding_idx = padding_row(padding_idx, num_embeddings)
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.sparse = sparse
        self._enter(_weight, not _freeze, device, dtype)

    @classmethod
    def from_pretrained(
        cls,
        embeddings: Tensor,
        freeze: bool = True,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
    ) -> Embedding:
        """An embedding with the table `embeddings` [rows, width], not trained if `freeze`.

        >>> import tidu
        >>> Embedding.from_pretrained(tidu.eye(2))(tidu.tensor(1))
        tensor([0., 1.])
        """
        rows, width = cls._sizes(embeddings)
        return cls(
            rows, width, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, embeddings, freeze
        )

    def forward(self, input: Tensor) -> Tensor:
        return embedding(
            self._within(input), self.weight, self.padding_idx, self.max_norm, self.norm_type,
            self.scale_grad_by_freq,
        )  # fmt: skip

    def extra_repr(self) -> str:
        usual = {
            "padding_idx": None, "max_norm": None, "norm_type": 2, "scale_grad_by_freq": False,
            "sparse": False,
        }  # fmt: skip
        return f"{self.num_embeddings}, {self.embedding_dim}{self._unusual(usual)}"
