"""The worked derivation of a computation: its program written as mathematics, with its numbers.

`explaining` is what people call; `groups` decides what is a step; `slope` runs gradient rules on
variables, so that a derivative is the rule's own program; `terms` and `tidy` make formulas of programs;
`steps` and `path` tell them with numbers; `script` and its three kinds write them.
"""
