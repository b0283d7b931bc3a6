"""The table of layers as text, which lines up with Chinese in it too, and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tidu.summary.layers import Layer
from tidu.text import say
from tidu.text.width import padded, width

Row = tuple[str, ...]
LEFT = 2
"""The columns that are aligned left: layer and output."""


def rows_of(layers: Sequence[Layer], lang: str | None) -> list[Row]:
    """The heading and the rows; without a run there are no columns for what it tells."""
    ran = layers[0].cost is not None
    frozen = any(layer.trainable < layer.parameters for layer in layers)
    columns = ["layer", "output"] if ran else ["layer"]
    columns += ["parameters", *(["trainable"] if frozen else []), *(["cost", "kept"] if ran else [])]
    rows = [tuple(say(f"summary.{name}", lang) for name in columns)]
    for layer, branch in zip(layers, branches(layers), strict=True):
        told = {
            "layer": branch + (f"{layer.name}: {layer.kind}" if layer.path else layer.kind),
            "output": output_text(layer, lang),
            "parameters": parameters_text(layer, lang),
            "trainable": f"{layer.trainable:,}" if layer.parameters else "",
            "cost": f"{layer.cost:,}" if layer.cost else "",
            "kept": size_text(layer.kept) if layer.kept else "",
        }
        rows.append(tuple(told[name] for name in columns))
    return rows


def branches(layers: Sequence[Layer]) -> list[str]:
    """The lines of a tree before each layer.

    >>> import tidu
    >>> from tidu.summary.layers import layers_of
    >>> branches(layers_of(tidu.nn.Sequential(tidu.nn.ReLU(), tidu.nn.Sequential(tidu.nn.ReLU()))))
    ['', '├─ ', '└─ ', '   └─ ']
    """
    made: list[str] = []
    open_below: set[int] = set()
    for layer in reversed(layers):
        depth = layer.depth
        bars = "".join("│  " if level in open_below else "   " for level in range(1, depth))
        made.append(bars + ("├─ " if depth in open_below else "└─ ") if depth else "")
        open_below = {level for level in open_below if level <= depth} | {depth}
    return made[::-1]


def output_text(layer: Layer, lang: str | None) -> str:
    """The shapes that a layer gave back, and how often it ran where that was not once."""
    if not layer.calls:
        return ""
    shapes = ", ".join(str(list(shape)) for shape in layer.shapes[:2])
    more = ", …" if len(layer.shapes) > 2 else ""
    times = f" {say('summary.times', lang, count=layer.calls)}" if layer.calls > 1 else ""
    return shapes + more + times


def parameters_text(layer: Layer, lang: str | None) -> str:
    """How many parameters, and that some are shared with an earlier row."""
    if not layer.shared:
        return f"{layer.parameters:,}" if layer.parameters else ""
    shared = say("summary.shared", lang, count=f"{layer.shared:,}")
    return f"{layer.parameters:,} {shared}" if layer.parameters else shared


def size_text(count: float) -> str:
    """Bytes in the unit that suits them.

    >>> size_text(96), size_text(2048), size_text(61100840 * 4)
    ('96 B', '2.0 KiB', '233.1 MiB')
    """
    if count < 1024:
        return f"{count} B"
    for unit in ("KiB", "MiB", "GiB"):
        count /= 1024
        if count < 1024 or unit == "GiB":
            break
    return f"{count:,.1f} {unit}"


def large_text(count: int) -> str:
    """A large number in three digits, with thousands, millions or thousand millions.

    >>> large_text(950), large_text(416000), large_text(714188480), large_text(4_089_184_256)
    ('950', '416 k', '714 M', '4.09 G')
    """
    number, unit = float(count), ""
    for unit in ("", " k", " M", " G", " T"):
        if number < 999.5 or unit == " T":
            break
        number /= 1000
    digits = f"{number:.0f}" if number >= 99.95 else f"{number:.3g}"
    return f"{digits}{unit}"


def aligned(rows: Sequence[Row]) -> str:
    """Rows under a heading with a line below it.

    >>> print(aligned([("a", "b"), ("层", "1")]))
    a   b
    ─────
    层  1
    """
    left = LEFT if rows[0][1:2] and len(rows[0]) > 3 else 1
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(padded(cell, widths[at], at >= left) for at, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    return "\n".join([lines[0], rule, *lines[1:]])


def html_of(rows: Sequence[Row], notes: Sequence[str]) -> str:
    """The same as an HTML table.

    >>> html_of([("layer",), ("<b>",)], ["note"]).count("&lt;b&gt;")
    1
    """
    left = LEFT if len(rows[0]) > 3 else 1
    body = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        sides = ("left" if at < left else "right" for at in range(len(row)))
        cells = (
            f'<{tag} style="text-align:{side};white-space:pre;padding:0 .6em">{escape(cell)}</{tag}>'
            for side, cell in zip(sides, row, strict=True)
        )
        body.append(f"<tr>{''.join(cells)}</tr>")
    told = "<br>".join(escape(note) for note in notes)
    return f"<table>{''.join(body)}</table><p>{told}</p>"
