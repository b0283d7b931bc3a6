"""The loss of an unaligned sequence: connectionist temporal classification.

Source: https://www.cs.toronto.edu/~graves/icml_2006.pdf and
https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.ctc_loss.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.functional.loss_reduction import reduced
from tidu.functional.operands import pick
from tidu.tensor.arithmetic import maximum
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.joining import cat, stack
from tidu.tensor.mathematics import exp, log
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

NEVER = -1e30  # the logarithm of 0, finite so that a gradient of 0 times it is 0


def ctc_loss(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Tensor:
    """−log of the probability of `targets`, summed over every way to align them with the steps.

    log_probs [steps, N, classes] or [steps, classes], logarithms of softmax; targets [N, longest],
    or all one after the other; the lengths say how much of each counts. `blank` is the class
    between labels. "mean" divides each loss by its target's length. `zero_infinity` makes what
    cannot be aligned 0. RuntimeError for lengths that do not fit. As in PyTorch the gradient
    takes log_probs to come from log_softmax.

    >>> import tidu
    >>> steps = tidu.full((2, 1, 2), 0.5).log()
    >>> ctc_loss(steps, tidu.tensor([[1]]), [2], [1]).exp()
    tensor(1.3333)
    """
    alone = log_probs._value.ndim == 2
    scores = log_probs.unsqueeze(1) if alone else log_probs
    steps, samples, classes = scores._value.shape
    inputs, lengths = (
        _lengths(x, name, samples)
        for x, name in ((input_lengths, "input_lengths"), (target_lengths, "target_lengths"))
    )
    if not 0 <= blank < classes:
        raise RuntimeError(say("layer.ctc_blank", blank=blank, classes=classes))
    if inputs.size and inputs.max() > steps:
        raise RuntimeError(say("layer.ctc_steps", given=int(inputs.max()), steps=steps))
    labels = _padded(targets, lengths, classes)
    loss = _never_aligned(_loss(scores, labels, inputs, lengths, blank), zero_infinity)
    if reduction == "mean":
        loss = loss / wrap(np.maximum(lengths, 1).astype(scores._value.dtype))
    loss = named(loss, "CtcLoss")
    return loss.squeeze(0) if alone and reduction == "none" else reduced(loss, reduction)


def _lengths(given: Any, name: str, samples: int) -> np.ndarray:
    """Lengths as whole numbers, one a sample, none below 0."""
    values = np.atleast_1d(look(given) if isinstance(given, Handle) else np.asarray(given))
    if values.dtype.kind not in "iu":
        raise RuntimeError(say("layer.ctc_whole", name=name))
    if values.shape != (samples,):
        raise RuntimeError(say("layer.ctc_count", name=name, given=values.size, samples=samples))
    if values.size and values.min() < 0:
        raise RuntimeError(say("layer.ctc_negative", name=name, given=int(values.min())))
    return values.astype(np.int64)


def _padded(targets: Tensor, lengths: np.ndarray, classes: int) -> np.ndarray:
    """The labels [N, longest], 0 behind the end of each."""
    given = look(targets).astype(np.int64)
    longest = int(lengths.max(initial=0))
    one_by_one = given.ndim == 1 and (lengths.size != 1 or given.size == lengths.sum())
    if one_by_one and given.size != lengths.sum():
        raise RuntimeError(say("layer.ctc_targets", given=given.size, wanted=int(lengths.sum())))
    rows = given.reshape(lengths.size, -1) if not one_by_one else None
    if rows is not None and rows.shape[1] < longest:
        raise RuntimeError(say("layer.ctc_targets", given=rows.shape[1], wanted=longest))
    labels = np.zeros((lengths.size, longest), np.int64)
    start = 0
    for row, length in enumerate(lengths):
        labels[row, :length] = rows[row, :length] if rows is not None else given[start : start + length]
        start += length
    if labels.size and not (labels.min() >= 0 and labels.max() < classes):
        wrong = int(labels.min()) if labels.min() < 0 else int(labels.max())
        raise RuntimeError(say("layer.ctc_label", given=wrong, classes=classes))
    return labels


def _loss(scores: Tensor, labels: np.ndarray, inputs: np.ndarray, lengths: np.ndarray, blank: int) -> Tensor:
    """The loss of each sample, −NEVER or more where there is no alignment."""
    steps, samples, _ = scores._value.shape
    kind = scores._value.dtype
    states = np.full((samples, 2 * labels.shape[1] + 1), blank)
    states[:, 1::2] = labels
    leap = np.zeros(states.shape, bool)  # from one label to another, over the blank between
    leap[:, 3::2] = labels[:, 1:] != labels[:, :-1]
    never = wrap(np.full(states.shape, NEVER, kind))
    emitted = scores[:, wrap(np.arange(samples)[:, None]), wrap(states)]
    first = np.arange(states.shape[1]) < np.where(lengths, 2, 1)[:, None]
    paths = [pick(wrap(first), emitted[0], never)] if steps else []
    for step in range(1, steps):
        held = paths[-1]
        moved = cat([never[:, :1], held[:, :-1]], 1)
        leapt = pick(wrap(leap), cat([never[:, :2], held[:, :-2]], 1)[:, : states.shape[1]], never)
        paths.append(_sum_of_powers(held, moved, leapt) + emitted[step])
    nothing = wrap(np.where(lengths, NEVER, 0.0).astype(kind))
    if not paths:
        return -nothing
    places = np.arange(samples)
    ends = stack(paths)[wrap(np.maximum(inputs - 1, 0)), wrap(places)]
    last = ends[wrap(places), wrap(2 * lengths)]
    before = pick(wrap(lengths > 0), ends[wrap(places), wrap(np.maximum(2 * lengths - 1, 0))], NEVER)
    found = pick(wrap(inputs > 0), _sum_of_powers(last, before), nothing)
    return _normalised(scores, inputs) - found


def _normalised(scores: Tensor, inputs: np.ndarray) -> Tensor:
    """0, with the gradient e^scores of the steps that count: that the shares of a step sum to 1."""
    shares = exp(scores)
    counted = (np.arange(scores._value.shape[0])[:, None] < inputs)[:, :, None]
    return pick(wrap(counted), shares - shares.detach(), 0.0).sum((0, 2))


def _sum_of_powers(*logarithms: Tensor) -> Tensor:
    """log Σ e^x over operands that are at least NEVER."""
    largest = logarithms[0].detach()
    for x in logarithms[1:]:
        largest = maximum(largest, x.detach())
    total = exp(logarithms[0] - largest)
    for x in logarithms[1:]:
        total = total + exp(x - largest)
    return log(total) + largest


def _never_aligned(loss: Tensor, zero: bool) -> Tensor:
    """`loss` with what has no alignment infinite, or 0 if `zero`."""
    return pick(loss > -NEVER / 2, 0.0 if zero else float("inf"), loss)
