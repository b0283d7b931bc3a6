"""`tidu` and its commands as Typer reads them."""

from __future__ import annotations

import csv
import math
from contextlib import suppress
from dataclasses import fields
from inspect import Parameter, Signature
from itertools import chain
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tidu.cli.apart import as_one
from tidu.cli.commands import COMMANDS, about, declaration, known
from tidu.cli.common import CommonOptions
from tidu.cli.declare import Option, options_of
from tidu.cli.misuse import UsageError, explain, unknown_command
from tidu.cli.screen import Session
from tidu.cli.usage import overview
from tidu.text import say

PART = "part"


def run(words: list[str]) -> int:
    """Let Typer read the words and call the command; 130 after Ctrl-C; raises `UsageError`."""
    try:
        return tidu().main(words, prog_name="tidu", standalone_mode=False) or 0
    except typer.TyperException as error:
        raise UsageError(explain(error, words)) from error


class Commands(TyperGroup):
    """The table of commands; each is loaded when it is called."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Reads `args`; those that the shell wants completed have not been put in order by `main`."""
        return super().make_context(info_name, as_one(args), parent, **extra)

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, of one word or two; raises `typer.BadParameter`."""
        if known(cmd_name):
            return command(cmd_name)
        if not ctx.resilient_parsing:
            raise typer.BadParameter(unknown_command(cmd_name))


def tidu() -> Any:
    """The whole command line.

    >>> [each.name for each in tidu().params][-2:]
    ['install_completion', 'show_completion']
    """

    def alone(context: typer.Context, **values: Any) -> None:
        _made(CommonOptions, values, context)
        if context.invoked_subcommand is None:
            typer.echo(overview())

    alone.__signature__ = signature_of(CommonOptions)
    app = typer.Typer(cls=Commands, add_help_option=False)
    app.callback(invoke_without_command=True)(alone)
    return typer.main.get_command(app)


def command(name: str) -> Any:
    """One command.

    >>> [each.name for each in command("show").params]
    ['model', 'quiet', 'json', 'lang', 'version', 'help']
    """
    module = declaration(name)

    def called(context: typer.Context, **values: Any) -> None:
        for word in filter(None, [values.pop(PART, None), *context.args]):
            raise typer.BadParameter(say("cli.unexpected", word=word), context)
        before = context.find_root().params
        shared = {each.name: values.pop(each.name) or before[each.name] for each in fields(CommonOptions)}
        chosen = _made(module.OPTIONS, values, context)
        common = _made(CommonOptions, shared, context)
        with Session(common.quiet, common.json) as session:
            module.run(chosen, session)

    called.__signature__ = _with_part(signature_of(module.OPTIONS, CommonOptions), module)
    app = typer.Typer(add_completion=False)
    # A word too many is to reach `called`, which names it.
    settings = {"allow_extra_args": True}
    app.command(name, help=about(name)[0], add_help_option=False, context_settings=settings)(called)
    return typer.main.get_command(app)


def _with_part(signature: Signature, module: Any) -> Signature:
    """For a command of two words, with the second, so that the shell can complete it.

    `main` has made one word of the two where both are there.
    """
    parts = getattr(module, "PARTS", ())
    if not parts:
        return signature
    told = Annotated[str | None, typer.Argument(autocompletion=lambda: parts)]
    part = Parameter(PART, Parameter.KEYWORD_ONLY, default=None, annotation=told)
    return signature.replace(parameters=[*signature.parameters.values(), part])


def _made(declared: Any, values: dict[str, Any], context: typer.Context) -> Any:
    """The dataclass `declared` with `values`; raises `typer.BadParameter` beyond its limits."""
    flat = {name: tuple(chain(*each)) if isinstance(each, list) else each for name, each in values.items()}
    try:
        return declared(**flat)
    except ValueError as error:
        raise typer.BadParameter(str(error), context) from error


def signature_of(*declared: type) -> Signature:
    """Typer's context, then a keyword for each field of the options dataclasses.

    >>> list(signature_of(CommonOptions).parameters)
    ['context', 'quiet', 'json', 'lang', 'version', 'help']
    """
    found = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for option in chain(*map(options_of, declared)):
        kind = list[str] if option.kind is tuple else option.kind
        default = Parameter.empty if option.required else option.default
        annotation = Annotated[kind, _told(option)]
        found.append(Parameter(option.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation))
    return Signature(found)


def _told(option: Option) -> Any:
    """What Typer is told of an option; its limits are checked by the dataclass, for the library too."""

    def number(word: Any) -> Any:
        # Typer takes "nan" for a number, and refuses in English.
        with suppress(ValueError, OverflowError):
            if math.isfinite(value := option.kind(word)):
                return value
        key = "cli.not_a_whole_number" if option.kind is int else "cli.not_a_number"
        raise typer.BadParameter(say(key, option=option.flags[0], text=word))

    if not option.flags:
        # Of several words each is a list, as the names that an option takes are.
        parser = (lambda word: [word]) if option.kind is tuple else None
        return typer.Argument(help=option.help, parser=parser)
    first, *others = option.flags
    return typer.Option(
        # Of a choice that is on by default, Typer is told the word that turns it off.
        *[f" /{first}" if option.default is True else first, *others],
        help=option.help,
        parser={int: number, float: number, tuple: names}.get(option.kind),
        autocompletion=(lambda: option.choices) if option.choices else None,
    )


def names(word: str) -> list[str]:
    """Names that commas separate; one that has a comma stands in quotes.

    >>> names('id,"last, first"')
    ['id', 'last, first']
    """
    return [name for name in next(csv.reader([word], skipinitialspace=True), []) if name]
