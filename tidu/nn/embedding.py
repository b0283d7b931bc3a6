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


class Embedding(Module):
    """Row input[...] of a table [num_embeddings, embedding_dim] drawn from the normal distribution.

    The row `padding_idx` starts at 0 and is not trained; the other options are those of
    `functional.embedding`. IndexError for a row that is not there.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html

    >>> import tidu
    >>> Embedding(10, 3)(tidu.tensor([[1, 2]])).shape
    torch.Size([1, 2, 3])
    """

    weight: Parameter

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
        if _weight is None:
            table = empty(num_embeddings, embedding_dim, device=device, dtype=dtype)
            self.weight = Parameter(table, requires_grad=not _freeze)
            self.reset_parameters()
        else:
            if _weight._value.shape != (num_embeddings, embedding_dim):
                wanted = [num_embeddings, embedding_dim]
                raise AssertionError(say("nn.embedding_table", given=list(_weight.shape), wanted=wanted))
            self.weight = Parameter(_weight, requires_grad=not _freeze)

    @classmethod
    def from_pretrained(cls, embeddings: Tensor, freeze: bool = True, **options: Any) -> Embedding:
        """An embedding with the table `embeddings` [rows, width], not trained if `freeze`.

        >>> import tidu
        >>> Embedding.from_pretrained(tidu.eye(2))(tidu.tensor(1))
        tensor([0., 1.])
        """
        if embeddings._value.ndim != 2:
            raise AssertionError(say("nn.embedding_weight", rank=embeddings._value.ndim))
        rows, width = embeddings._value.shape
        return cls(rows, width, _weight=embeddings, _freeze=freeze, **options)

    def reset_parameters(self) -> None:
        """Draws the table anew."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            with grad_mode(False):
                self.weight[self.padding_idx].fill_(0)

    def forward(self, input: Tensor) -> Tensor:
        rows = known(input)
        count = self.weight._value.shape[0]
        if rows is not None and rows.size and not (rows.min() >= 0 and rows.max() < count):
            found = int(rows.min()) if rows.min() < 0 else int(rows.max())
            raise refusal(IndexError, "nn.embedding_range", self, index=found, rows=count)
        if rows is None:  # a row that is not there must not be counted from the end
            input = pick(input >= 0, input, count)
        return embedding(
            input, self.weight, self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq
        )

    def extra_repr(self) -> str:
        text = f"{self.num_embeddings}, {self.embedding_dim}"
        told = {
            "padding_idx": None,
            "max_norm": None,
            "norm_type": 2,
            "scale_grad_by_freq": False,
            "sparse": False,
        }
        shown = ((name, getattr(self, name)) for name, usual in told.items() if getattr(self, name) != usual)
        return text + "".join(f", {name}={value}" for name, value in shown)
