"""What a model answered to the rows of one batch, and whether that was one answer for all."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tidu.fit.doctor.statistics.facts import Facts

LITTLE = 0.05  # the part of the targets' deviation that answers differ by
ROUNDING = 1e-6  # of the targets' size, by which equal ones seem to differ in float32
MOST = 0.75  # where a class has more rows than that, to answer it always may be the best one can do


class Answers(NamedTuple):
    """`same`: one answer for all rows though the targets differ; the rest is for the sentence.

    `spread` and `wanted` are deviations of answers and targets; of classes `label` is the one answered,
    and `wanted` its share.
    """

    same: bool
    rows: int
    spread: float
    wanted: float
    label: int | None


def answers_of(facts: Facts) -> Answers:
    """Reads what met the targets.

    >>> answers_of(Facts(kind="real", target=np.array([[1.0], [3.0]]), output=np.array([[2.0], [2.01]]))).same
    True
    """
    output, target = np.asarray(facts.output, np.float64), np.asarray(facts.target)
    if facts.kind == "real":
        output, target = np.atleast_1d(output), np.atleast_1d(target)
        spread, wanted = (float(x.std(0).mean()) for x in (output, target))
        differ = wanted > ROUNDING * float(np.abs(target).max(initial=0.0))
        return Answers(differ and spread < LITTLE * wanted, len(output), spread, wanted, None)
    chosen = (output > 0).reshape(-1) if facts.kind == "binary" else output.argmax(1)
    label = int(chosen[0])
    share = float((target.reshape(-1) == label).mean())
    single = facts.kind == "classes" or output.size == len(output)  # several yes or no are several questions
    same = single and share < MOST and bool((chosen == label).all())
    return Answers(same, len(chosen), 0.0, share, label)


__all__ = ["Answers", "answers_of"]
