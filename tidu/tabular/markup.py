"""HTML and SVG as nested calls; every text is escaped unless it is markup already."""

from __future__ import annotations

from html import escape


class Markup(str):
    """Text that is HTML already.

    >>> tag("p", Markup("<b>x</b>"), " < y")
    '<p><b>x</b> &lt; y</p>'
    """

    __slots__ = ()


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """The element `name` around its children; `None` leaves an attribute out.

    A trailing underscore is dropped from an attribute's name and others become dashes,
    floats are cut to what a picture can show.

    >>> tag("line", x1=0.123456, stroke_width=2, class_="axis", id=None)
    '<line x1="0.12" stroke-width="2" class="axis"/>'
    """
    opened = name + "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{opened}/>")
    return Markup(f"<{opened}>{join(*children)}</{name}>")


def join(*children: object) -> Markup:
    """The children one after the other, texts escaped.

    >>> join("a & b", tag("hr"))
    'a &amp; b<hr/>'
    """
    return Markup("".join(child if isinstance(child, Markup) else escape(str(child)) for child in children))


def _value(value: object) -> str:
    """An attribute's text."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
