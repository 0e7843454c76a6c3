"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence

import typer
from rich.text import Text

from bridge.cli.bugs import redacted, write_bug
from bridge.cli.french import UsageError, usage_message
from bridge.cli.session import Session
from bridge.cli.terminal import clean, messages, say, tolerate_any_terminal
from bridge.cli.tuning import tune
from bridge.errors import BridgeError, ConfigError

OK, FAILED, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None, *, session: Session | None = None) -> int:
    """Run the command line and return its exit code."""
    tolerate_any_terminal()
    code = _run(sys.argv[1:] if argv is None else list(argv), session or Session())
    if code == INTERRUPTED and argv is None:
        _leave_now_if_busy(code)
    return code


def _run(argv: list[str], session: Session) -> int:
    from bridge.cli.app import app

    tune()
    try:
        code = typer.main.get_command(app).main(
            args=argv or ["--help"], prog_name="seo-bridge", standalone_mode=False, obj=session
        )
        sys.stdout.flush()
    except SystemExit as leaving:  # Typer and Rich leave this way when nobody reads their output any more
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone ("| head"): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except BridgeError as error:
        show_error(error)
        return USAGE if isinstance(error, ConfigError) else FAILED
    except UsageError as error:
        _show_usage(error)
        return USAGE
    except Exception as error:  # the last resort: a bug
        show_bug(error)
        return BUG
    if code == INTERRUPTED:  # Typer's versions differ: some raise, some return it
        say(messages(), "Interrompu. Ce qui n'est pas fini sera repris au prochain lancement.")
    return code if isinstance(code, int) else OK


def show_error(error: BridgeError) -> None:
    """What happened, where, and what to do."""
    console = messages()
    first, *more = redacted(error.what).split("\n")
    say(console, Text("Erreur : ", style="bold red") + Text(clean(first)))
    for line in more:
        say(console, clean(line), indent=2)
    if error.where:
        say(console, f"Où : {clean(redacted(error.where))}", indent=2)
    if error.todo:
        say(console, f"À faire : {clean(redacted(error.todo))}", indent=2)


def show_bug(error: Exception) -> None:
    """Where the traceback is, instead of the traceback."""
    console = messages()
    path = write_bug(error)
    say(
        console,
        Text("Erreur interne : ", style="bold red") + Text("c'est un défaut de seo-bridge, pas de vos réglages."),
    )
    say(console, f"Le détail est dans {path}" if path else "Le détail n'a pu être écrit nulle part.", indent=2)
    say(console, "À faire : relancez ; si cela revient, joignez ce fichier à votre signalement.", indent=2)


def _show_usage(error: Exception) -> None:
    console = messages()
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "seo-bridge"
    say(console, Text("Erreur : ", style="bold red") + Text(clean(usage_message(error))))
    say(console, f"À faire : voyez « {command} --help ».", indent=2)


def _leave_now_if_busy(code: int) -> None:
    """A second interrupt means it: Python itself would wait for the threads that still run."""
    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
