"""PyTorch's functions of layers at top level: those of `nn.functional`, with arguments in another order.

`torch.batch_norm` takes the weight first, `torch.embedding` the table; a reduction is a number there:
0 none (which these start from), 1 mean, 2 sum. Source: ATen/native/native_functions.yaml of PyTorch 2.13.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from tidu.functional import dropout as drop
from tidu.functional import embedding as tables
from tidu.functional import loss_binary, loss_distribution, loss_margin, normalise, normalise_groups, padding

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

REDUCTIONS = ("none", "mean", "sum")


def coded(function: Callable[..., Any], names: str) -> Callable[..., Any]:
    """`function` of `nn.functional` with its reduction as a number, which comes after `names`.

    >>> import tidu
    >>> coded(loss_binary.hinge_embedding_loss, "input target margin")(tidu.ones(2), tidu.ones(2), 1.0, 2)
    tensor(2.)
    """
    places = [*names.split(), "reduction"]

    @wraps(function)
    def numbered(*args: Any, **kwargs: Any) -> Any:
        given = {**dict(zip(places, args, strict=False)), **kwargs}
        return function(**{**given, "reduction": REDUCTIONS[given.get("reduction", 0)]})

    return numbered


cosine_embedding_loss = coded(loss_margin.cosine_embedding_loss, "input1 input2 target margin")
hinge_embedding_loss = coded(loss_binary.hinge_embedding_loss, "input target margin")
margin_ranking_loss = coded(loss_margin.margin_ranking_loss, "input1 input2 target margin")
triplet_margin_loss = coded(loss_margin.triplet_margin_loss, "anchor positive negative margin p eps swap")
kl_div = coded(loss_distribution.kl_div, "input target")
poisson_nll_loss = coded(loss_distribution.poisson_nll_loss, "input target log_input full eps")


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    pos_weight: Tensor | None = None,
    reduction: int = 0,
) -> Tensor:
    """The binary cross entropy of sigmoid(input).

    >>> import tidu
    >>> binary_cross_entropy_with_logits(tidu.zeros(2), tidu.ones(2), reduction=1)
    tensor(0.6931)
    """
    return loss_binary.binary_cross_entropy_with_logits(
        input, target, weight, pos_weight=pos_weight, reduction=REDUCTIONS[reduction]
    )


def dropout(input: Tensor, p: float, train: bool) -> Tensor:
    """`nn.functional.dropout`.

    >>> import tidu
    >>> dropout(tidu.ones(2), 0.5, False)
    tensor([1., 1.])
    """
    return drop.dropout(input, p, train)


def alpha_dropout(input: Tensor, p: float, train: bool) -> Tensor:
    """`nn.functional.alpha_dropout`.

    >>> import tidu
    >>> alpha_dropout(tidu.ones(2), 0.5, False)
    tensor([1., 1.])
    """
    return drop.alpha_dropout(input, p, train)


def dropout_(input: Tensor, p: float, train: bool) -> Tensor:
    """`dropout`, written over its input.

    >>> import tidu
    >>> dropout_(tidu.ones(2), 0.5, False)
    tensor([1., 1.])
    """
    return drop.dropout(input, p, train, inplace=True)


def alpha_dropout_(input: Tensor, p: float, train: bool) -> Tensor:
    """`alpha_dropout`, written over its input.

    >>> import tidu
    >>> alpha_dropout_(tidu.ones(2), 0.5, False)
    tensor([1., 1.])
    """
    return drop.alpha_dropout(input, p, train, inplace=True)


def embedding(
    weight: Tensor,
    indices: Tensor,
    padding_idx: int = -1,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """Rows of `weight`; −1 means that no row is for padding.

    >>> import tidu
    >>> embedding(tidu.eye(2), tidu.tensor([1]))
    tensor([[0., 1.]])
    """
    chosen = None if padding_idx == -1 else padding_idx
    return tables.embedding(
        indices, weight, chosen, scale_grad_by_freq=scale_grad_by_freq, sparse=sparse
    )


def constant_pad_nd(input: Tensor, pad: Any, value: float = 0) -> Tensor:
    """`nn.functional.pad` with a constant.

    >>> import tidu
    >>> constant_pad_nd(tidu.ones(1), (1, 0), 5)
    tensor([5., 1.])
    """
    return padding.pad(input, pad, "constant", value)


def layer_norm(
    input: Tensor,
    normalized_shape: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
    cudnn_enable: bool = True,
) -> Tensor:
    """`nn.functional.layer_norm`.

    >>> import tidu
    >>> layer_norm(tidu.tensor([[1.0, 3.0]]), (2,))
    tensor([[-1.0000,  1.0000]])
    """
    return normalise.layer_norm(input, normalized_shape, weight, bias, eps)


def group_norm(
    input: Tensor,
    num_groups: int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
    cudnn_enabled: bool = True,
) -> Tensor:
    """`nn.functional.group_norm`.

    >>> import tidu
    >>> group_norm(tidu.tensor([[1.0, 3.0]]), 1)
    tensor([[-1.0000,  1.0000]])
    """
    return normalise_groups.group_norm(input, num_groups, weight, bias, eps)


def batch_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Tensor:
    """`nn.functional.batch_norm`.

    >>> import tidu
    >>> batch_norm(tidu.tensor([[1.0], [3.0]]), None, None, None, None, True, 0.1, 1e-5, False).T
    tensor([[-1.0000,  1.0000]])
    """
    return normalise.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)
