"""What every command is given: the service's makers, the options before the command, the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridge.errors import ConfigError

if TYPE_CHECKING:
    from bridge.config import Config
    from bridge.doctor import Group
    from bridge.operations.sending import Sender
    from bridge.previewing import Preview, Verification
    from bridge.service import Bridge


class LogStyle(StrEnum):
    """How log lines are written."""

    CONSOLE = "console"
    JSON = "json"


def _build(config: Config) -> AbstractContextManager[Bridge]:
    # Imported when a command needs it: the help must not wait for spaCy and SQLAlchemy.
    from bridge import bootstrap

    return bootstrap.build(config)


def _examine(config: Config, names: Sequence[str], *, fix: bool) -> Iterator[Group]:
    from bridge import bootstrap

    if config.dispatch == "embedded":
        return bootstrap.examine(config, names, fix=fix)
    from bridge.runners.queue import Queue

    return bootstrap.examine(config, names, fix=fix, alive=Queue().alive)


def _preview(config: Config | None, **wanted: Any) -> Preview:
    from bridge import bootstrap

    return bootstrap.preview(config, **wanted)


def _verify(**wanted: Any) -> Verification:
    from bridge import bootstrap

    return bootstrap.verify(**wanted)


def _sender() -> Sender:
    from bridge.operations.sending import Apprise

    return Apprise()


@dataclass(kw_only=True)
class Session:
    """``build``, ``examine``, ``preview`` and ``verify`` are bootstrap's own, ``sender`` makes what sends notices,
    unless a test says otherwise."""

    build: Callable[[Config], AbstractContextManager[Bridge]] = field(default=_build)
    examine: Callable[..., Iterator[Group]] = field(default=_examine)
    preview: Callable[..., Preview] = field(default=_preview)
    verify: Callable[..., Verification] = field(default=_verify)
    sender: Callable[[], Sender] = field(default=_sender)
    config_path: Path | None = None
    log: LogStyle = LogStyle.CONSOLE

    def chosen(self, config: Path | None, log: LogStyle | None = None) -> Session:
        """The session with what was said after the command; that wins over what was said before it."""
        if config is not None:
            self.config_path = config
        if log is not None:
            self.log = log
        return self

    def start_logs(self) -> None:
        """Send log lines where they belong. structlog's own default is standard output, where results go."""
        from bridge.cli import logs

        logs.configure(self.log)

    def load(self) -> tuple[Path, Config]:
        """The configuration and where it was found. What is logged from now on goes to standard error."""
        from bridge.config import find, load

        self.start_logs()
        path = find(self.config_path)
        return path, load(path)


def session_of(ctx: typer.Context) -> Session:
    """The session that ``main`` started."""
    found = ctx.find_object(Session)
    if found is None:
        raise RuntimeError("a command was called without a session")
    return found


def chosen_sites(config: Config, names: Sequence[str] | None) -> tuple[str, ...]:
    """The names asked for, each of which must exist; else all of the configuration's."""
    if not config.sites:
        raise ConfigError(
            "La configuration n'a aucun site",
            todo="ajoutez-en un sous « sites: » (« seo-bridge init » écrit un modèle commenté)",
        )
    if names:
        return tuple(dict.fromkeys(config.site(name).name for name in names))
    return tuple(site.name for site in config.sites)


ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FICHIER",
        readable=False,  # what can't be read is told by the loading, with what to do
        show_default=False,
        help="Configuration à lire (sinon : $SEO_BRIDGE_CONFIG, ./config.yaml, "
        "~/.config/seo-bridge/config.yaml, /etc/seo-bridge/config.yaml).",
    ),
]
LogOption = Annotated[
    LogStyle | None,
    typer.Option("--log", metavar="console|json", show_default=False, help="Forme des lignes de journal."),
]
SitesOption = Annotated[
    list[str] | None,
    typer.Option("--site", metavar="SITE", show_default=False, help="Ce site seulement ; l'option peut être répétée."),
]
