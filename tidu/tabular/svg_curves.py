"""Training and validation loss by epoch, with the epoch whose weights were kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.results import History
from tidu.tabular.svg import BOTTOM, LEFT, RIGHT, TOP, Scale, frame, padded, picture
from tidu.text import say
from tidu.text.width import width as places

MOST_POINTS = 400
"""Points of one curve: a picture 412 wide shows no more."""


def curves(history: History, lang: str | None = None) -> Markup:
    """The picture of `history`; the loss axis is logarithmic when it spans a factor of 10.

    >>> "<path" in curves(History([3.0, 2.0], [3.0, 2.5], best_epoch=2), "en")
    True
    """
    losses = [*history.train_loss, *history.validation_loss]
    drawn = [loss for loss in losses if math.isfinite(loss)] or [0.0]
    wide = min(drawn) > 0 and max(drawn) > 10 * min(drawn)
    if wide:
        low, high = (math.exp(end) for end in padded([math.log(loss) for loss in drawn]))
    else:
        low, high = padded(drawn)
    x = Scale(1, max(2, len(history.train_loss)), LEFT, RIGHT)
    y = Scale(low, high, BOTTOM, TOP, logarithmic=wide)
    name = say("report.log_axis" if wide else "report.loss", lang)
    return picture(
        say("report.curves", lang),
        frame(x, y, say("report.epoch", lang), name),
        _mark(history, x, y, lang),
        _curve(history.train_loss, x, y, "first"),
        _curve(history.validation_loss, x, y, "second"),
        _legend([("first", say("report.train", lang)), ("second", say("report.validation", lang))]),
    )


def _curve(losses: Sequence[float], x: Scale, y: Scale, colour: str) -> Markup:
    """One line; a loss that is not finite breaks it."""
    step = max(1, len(losses) // MOST_POINTS)
    shown = sorted({*range(0, len(losses), step), max(0, len(losses) - 1)})
    words, pen = [], "M"
    for place in shown if losses else ():
        if not math.isfinite(losses[place]):
            pen = "M"
            continue
        words.append(f"{pen}{x(place + 1):.1f} {y(losses[place]):.1f}")
        pen = "L"
    return tag("path", d="".join(words), class_=f"curve {colour}")


def _mark(history: History, x: Scale, y: Scale, lang: str | None) -> Markup:
    """A dashed line at the best epoch, its number, and a dot on the validation curve."""
    losses = history.validation_loss or history.train_loss
    best = history.best_epoch
    if not 1 <= best <= len(losses) or not math.isfinite(losses[best - 1]):
        return Markup("")
    place = x(best)
    side = "end" if place > (LEFT + RIGHT) / 2 else ""
    return join(
        tag("line", x1=place, x2=place, y1=TOP, y2=BOTTOM, class_="best"),
        tag("circle", cx=place, cy=y(losses[best - 1]), r=4, class_="dot second"),
        tag(
            "text",
            say("report.best", lang, epoch=best),
            x=place + (-7 if side else 7),
            y=TOP + 12,
            class_=f"name {side}".strip(),
        ),
    )


def _legend(entries: Sequence[tuple[str, str]]) -> Markup:
    """Colours and their names, in the upper right corner above the frame."""
    parts, right = [], RIGHT
    for colour, name in reversed(entries):
        width = 7.6 * places(name)
        parts.append(tag("text", name, x=right, y=TOP - 14, class_="name end"))
        start, end = right - width - 24, right - width - 6
        parts.append(tag("line", x1=start, x2=end, y1=TOP - 18, y2=TOP - 18, class_=f"curve {colour}"))
        right = start - 14
    return join(*parts)
