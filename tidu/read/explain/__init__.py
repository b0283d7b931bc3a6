"""The worked derivation of a computation: its program written as mathematics, with its numbers.

`explaining` is what people call, `moment` catches a running script's backward pass. `groups` decides what
is a step; `slope` runs gradient rules on variables, so that a derivative is the rule's own program;
`terms`, `tidy`, `truths` and `linear` make formulas of programs; `naming`, `steps`, `path` and `worked`
tell them with numbers; `composer` makes a `page` of them, which `writing` writes in one of three kinds of
`script`: `text`, `latex`, `mathml`.
"""
