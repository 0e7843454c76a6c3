"""``notices test``: one message to each place that notices go to."""

from __future__ import annotations

import typer
from rich.text import Text

from bridge.cli.french import FrenchCommand, FrenchGroup
from bridge.cli.session import ConfigOption, session_of

notices_app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="COMMANDE …",
    help="Les avis : Slack, courriel, Teams…",
)


@notices_app.command("test", cls=FrenchCommand)
def send_trial(ctx: typer.Context, config: ConfigOption = None) -> int:
    """Envoie un message d'essai à chaque destination des avis."""
    from bridge.cli.bugs import redacted
    from bridge.cli.terminal import clean, output, say
    from bridge.errors import ConfigError
    from bridge.operations.notices import trial

    session = session_of(ctx).chosen(config)
    path, settings = session.load()
    if not settings.notices:
        raise ConfigError(
            "La configuration n'a aucun avis", where=str(path), todo="ajoutez une destination sous « notices »"
        )
    console, well = output(), True
    for receiver, place, failure in trial(settings, session.sender()):
        well = well and not failure
        mark = Text("✗ ", style="red") if failure else Text("✓ ", style="green")
        told = f" : {clean(redacted(failure))}" if failure else f" : message envoyé ({', '.join(receiver.on)})"
        say(console, mark + Text(place, style="bold") + Text(told), hang=2)
    return 0 if well else 1


@notices_app.callback()
def _notices() -> None:
    """Keep ``test`` a command of its own, though it is the only one."""
