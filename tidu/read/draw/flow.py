"""A drawing as text for other programs: Mermaid, which web pages and notes show, and DOT, for Graphviz."""

from __future__ import annotations

from tidu.read.draw.layout import Layout, PlacedBox
from tidu.read.draw.look import LOOKS

MERMAID = {
    "leaf": ("([", "])"), "input": ("[/", "/]"), "constant": ("[", "]"), "operation": ("(", ")"),
    "module": ("[[", "]]"), "result": ("{{", "}}"),
}  # fmt: skip
DOT = {
    "leaf": "ellipse", "input": "parallelogram", "constant": "box", "operation": "box", "module": "component",
    "result": "octagon",
}  # fmt: skip


def mermaid_of(layout: Layout) -> str:
    """The drawing as a Mermaid flowchart.

    Source: https://mermaid.js.org/syntax/flowchart.html

    >>> from tidu.read.draw.graph import Box
    >>> from tidu.read.draw.layout import arranged
    >>> w = Box("leaf", name='the "w"', shape=(2,))
    >>> print(mermaid_of(arranged([w, Box("result", "exp", shape=(2,), operands=[w])])))
    flowchart TD
      n0(["the #34;w#34;<br/>#91;2#93;"]):::leaf
      n1{{"exp<br/>#91;2#93;"}}:::result
      n0 --> n1
      classDef leaf fill:#dcebf7,stroke:#0072b2,color:#111
      classDef result fill:#fde5d8,stroke:#d55e00,color:#111,stroke-width:2px
    <BLANKLINE>
    """
    lines = ["flowchart TD"]
    for number, box in enumerate(layout.boxes):
        before, after = MERMAID[box.kind]
        label = "<br/>".join(_coded(line.text) for line in box.lines)
        lines.append(f'  n{number}{before}"{label}"{after}:::{box.kind}')
    lines += [f"  n{edge.start} --> n{edge.end}" for edge in layout.edges]
    for kind in dict.fromkeys(sorted(box.kind for box in layout.boxes)):
        look = LOOKS[kind]
        more = ",stroke-dasharray:4 2" if look.dashed else ",stroke-width:2px" if look.thick > 1.5 else ""
        lines.append(f"  classDef {kind} fill:{look.fill},stroke:{look.line},color:#111{more}")
    return "\n".join(lines) + "\n"


def _coded(text: str) -> str:
    """Everything but letters, digits and plain signs by its number: nothing of it can be Mermaid's own.

    >>> _coded("a[0] = 1")
    'a#91;0#93; = 1'
    """
    plain = " .,_=+-·…，、。：（）"
    return "".join(x if x.isalnum() or x in plain else f"#{ord(x)};" for x in text)


def dot_of(layout: Layout) -> str:
    """The drawing in Graphviz' language.

    Source: https://graphviz.org/doc/info/lang.html

    >>> from tidu.read.draw.graph import Box
    >>> from tidu.read.draw.layout import arranged
    >>> print(dot_of(arranged([Box("leaf", name='a"b', shape=())], lang="en")))
    digraph {
      node [fontname="Arial", fontsize=10, style=filled]
      edge [color="#6a6a6a"]
      n0 [label="a\\"b\\nscalar", shape=ellipse, fillcolor="#dcebf7", color="#0072b2"]
    }
    <BLANKLINE>
    """
    lines = ["digraph {", '  node [fontname="Arial", fontsize=10, style=filled]', '  edge [color="#6a6a6a"]']
    lines += [f"  n{number} [{_dot(box)}]" for number, box in enumerate(layout.boxes)]
    lines += [f"  n{edge.start} -> n{edge.end}" for edge in layout.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _dot(box: PlacedBox) -> str:
    look = LOOKS[box.kind]
    label = "\\n".join(line.text.replace("\\", "\\\\").replace('"', '\\"') for line in box.lines)
    dashed = ', style="filled,dashed"' if look.dashed else ""
    thick = ", penwidth=2" if look.thick > 1.5 else ""
    return (
        f'label="{label}", shape={DOT[box.kind]}, fillcolor="{look.fill}", color="{look.line}"{dashed}{thick}'
    )
