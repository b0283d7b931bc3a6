"""The reading that draws: the tape behind tensors, laid out in ranks, as SVG, Mermaid and DOT text."""
