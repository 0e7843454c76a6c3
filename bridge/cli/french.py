"""Typer's help and usage errors, in French, in plain text of 80 columns."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

#: Its module is private (and has moved), its place above the public BadParameter has not.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]

_UNKNOWN_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<near>.*)\?)?", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<extra>.*)\)", re.DOTALL)

_EXPECTED = {"N": "un nombre entier"}


class FrenchCommand(TyperCommand):
    """A command whose help speaks French."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        _format_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options."""
        _format_options(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``."""
        return _in_french(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose help speaks French, in the order in which they are declared."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        _format_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, then commands."""
        _format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Each command with the first sentence of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commandes"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in commands if command])

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``."""
        return _in_french(super().get_help_option(ctx))


def _format_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = (piece.strip("{}") for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Usage : ")


def _format_options(command: Any, ctx: Any, formatter: Any) -> None:
    for kind, title in (("argument", "Arguments"), ("option", "Options")):
        records = [
            # A metavar says enough of an argument's type; that it is required, the usage line says.
            (name.split(" <")[0].strip("{}"), text.replace("[required]", "").strip())
            for parameter in command.get_params(ctx)
            if parameter.param_type_name == kind and (record := parameter.get_help_record(ctx))
            for name, text in [record]
        ]
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _in_french(option: Any) -> Any:
    if option is not None:
        option.help = "Affiche cette aide."
    return option


def usage_message(error: Exception) -> str:
    """What is wrong with the command line, in French."""
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    hint = _hint(getattr(error, "param", None))
    if kind == "NoSuchOption":
        return (
            f"option inconnue : {getattr(error, 'option_name', '')}{_possible(getattr(error, 'possibilities', None))}"
        )
    if kind == "MissingParameter":
        return f"il manque {hint}"
    if kind == "BadParameter":
        # The library's own words about the type are English; the metavar says what is expected.
        metavar = str(getattr(getattr(error, "param", None), "metavar", ""))
        return f"valeur refusée pour {hint} ; attendu : {_EXPECTED.get(metavar, metavar)}" if hint else message
    if kind == "BadOptionUsage":
        return f"l'option {getattr(error, 'option_name', '')} attend une valeur, ou n'en attend pas"
    if match := _UNKNOWN_COMMAND.fullmatch(message):
        near = f" ; vouliez-vous dire {match['near']} ?" if match["near"] else ""
        return f"commande inconnue : {match['name']}{near}"
    if match := _EXTRA.fullmatch(message):
        return f"argument en trop : {match['extra']}"
    return "il manque une commande" if message.startswith("Missing command") else message


def _hint(parameter: Any) -> str:
    if parameter is None:
        return ""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name)


def _possible(names: Any) -> str:
    return f" ; vouliez-vous dire {', '.join(sorted(names))} ?" if names else ""
