"""A table of vectors that is looked up by bags, and trained."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.embedding import padding_row
from tidu.functional.embedding_bag import embedding_bag
from tidu.nn.embedding import Table
from tidu.tensor.tensor import Tensor


class EmbeddingBag(Table):
    """The sum, mean or largest of the rows that each bag names, of a table drawn at random.

    forward(input, offsets, per_sample_weights) as `functional.embedding_bag`.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.EmbeddingBag.html

    >>> import tidu
    >>> EmbeddingBag(10, 3)(tidu.tensor([[1, 2], [4, 5]])).shape
    torch.Size([2, 3])
    """

    _outside = RuntimeError

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        _weight: Tensor | None = None,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.padding_idx = padding_row(padding_idx, num_embeddings)
        self._enter(_weight, True, device, dtype)
        self.mode = mode
        self.sparse = sparse
        self.include_last_offset = include_last_offset

    def forward(
        self, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Tensor | None = None
    ) -> Tensor:
        return embedding_bag(
            self._within(input), self.weight, offsets, self.max_norm, self.norm_type,
            self.scale_grad_by_freq, self.mode, self.sparse, per_sample_weights,
            self.include_last_offset, self.padding_idx,
        )  # fmt: skip

    @classmethod
    def from_pretrained(
        cls,
        embeddings: Tensor,
        freeze: bool = True,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
    ) -> EmbeddingBag:
        """Bags of the table `embeddings` [rows, width], not trained if `freeze`.

        >>> import tidu
        >>> EmbeddingBag.from_pretrained(tidu.eye(2))(tidu.tensor([[0, 1]]))
        tensor([[0.5000, 0.5000]])
        """
        rows, width = cls._sizes(embeddings)
        made = cls(
            rows, width, max_norm, norm_type, scale_grad_by_freq, mode, sparse, embeddings,
            include_last_offset, padding_idx,
        )  # fmt: skip
        made.weight.requires_grad = not freeze
        return made

    def extra_repr(self) -> str:
        told = {"max_norm": None, "norm_type": 2, "scale_grad_by_freq": False}
        text = f"{self.num_embeddings}, {self.embedding_dim}{self._unusual(told)}, mode={self.mode!r}"
        return text + self._unusual({"padding_idx": None})
