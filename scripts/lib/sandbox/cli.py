"""The command line of scripts/sandbox."""

import argparse
import json
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from sandbox import database, lifecycle, site, state
from sandbox.errors import SandboxError
from sandbox.lifecycle import Wishes
from sandbox.report import as_text, describe, table
from sandbox.wordpress import DEFAULT_RELEASE, RELEASES

DEFAULT_NAME = "default"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0, 1 for an error that was explained, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _leave)
    try:
        exit_code: int = options.run(options)
    except SandboxError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; what this command had started is stopped", file=sys.stderr)
        return 130
    return exit_code


def _leave(sign: int, _frame: FrameType | None) -> None:
    """Ends by an exception, so that what was started is stopped on the way out."""
    raise SystemExit(128 + sign)


def _up(options: argparse.Namespace) -> int:
    return _print(lifecycle.up(options.name, _wishes(options), _progress(options)), options)


def _reset(options: argparse.Namespace) -> int:
    return _print(lifecycle.reset(options.name, _wishes(options), _progress(options)), options)


def _down(options: argparse.Namespace) -> int:
    names = [each.name for each in state.load_all()] if options.all else [options.name]
    for name in names:
        lifecycle.down(name, delete=options.delete, say=_progress(options))
    if options.json:
        print(json.dumps({"stopped": names, "deleted": options.delete}))
    return 0


def _status(options: argparse.Namespace) -> int:
    found = [each for each in state.load_all() if options.name in (None, each.name)]
    if options.json:
        print(json.dumps([describe(each) for each in found], indent=2))
    else:
        print(table(found))
    return 0 if found or options.name is None else 1


def _php(options: argparse.Namespace) -> int:
    current = lifecycle.require(options.name)
    arguments = [str(Path(options.file).resolve()), *options.arguments]
    return site.run_script(current, arguments, user=options.user, code=None, site=options.site)


def _eval(options: argparse.Namespace) -> int:
    current = lifecycle.require(options.name)
    return site.run_script(current, options.arguments, user=options.user, code=options.code, site=options.site)


def _sql(options: argparse.Namespace) -> int:
    command = [*database.client_command(lifecycle.require(options.name)), database.NAME]
    if options.sql is not None:
        command += ["--execute", options.sql]
    os.execv(command[0], command)  # the client takes over, with its own exit code


def _wishes(options: argparse.Namespace) -> Wishes:
    plugins = [Path(folder).resolve() for folder in options.plugin]
    for folder in plugins:
        if not folder.is_dir():
            raise SandboxError(f"--plugin {folder}: there is no such folder.")
    return Wishes(
        wordpress_version=options.wordpress,
        companion=options.companion,
        environment=options.environment,
        path=options.path,
        multisite=options.multisite,
        plugins=[str(folder) for folder in plugins],
    )


def _progress(options: argparse.Namespace) -> lifecycle.Progress:
    return lifecycle.quiet if options.quiet else lifecycle.loud


def _print(current: state.State, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(describe(current), indent=2))
    elif not options.quiet:
        print(as_text(current))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/sandbox", description="A real WordPress with its own database, for trying and testing the bridge."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--name", default=DEFAULT_NAME, help=f"which of several (default: {DEFAULT_NAME})")
    answer = argparse.ArgumentParser(add_help=False)
    answer.add_argument("--json", action="store_true", help="answer with one JSON document on stdout")
    answer.add_argument("-q", "--quiet", action="store_true", help="no progress on stderr, and no text on stdout")

    wishes = argparse.ArgumentParser(add_help=False)
    wishes.add_argument("--wordpress", choices=RELEASES, metavar="VERSION", help=_release_help())
    wishes.add_argument(
        "--environment", choices=("local", "production"), help="WP_ENVIRONMENT_TYPE (a new sandbox's: local)"
    )
    wishes.add_argument(
        "--path", type=_path, metavar="/FOLDER", help="for a new sandbox: WordPress in a subfolder of its server"
    )
    wishes.add_argument(
        "--multisite",
        action="store_true",
        default=None,
        help=f"for a new sandbox: a network of sites in subfolders, the second one at /{site.SECOND_SITE}/",
    )
    wishes.add_argument(
        "--plugin", action="append", default=[], metavar="FOLDER", help="link this plugin into the site and activate it"
    )
    companion = wishes.add_mutually_exclusive_group()
    companion.add_argument("--with-companion", dest="companion", action="store_true", default=None, help="the usual")
    companion.add_argument(
        "--without-companion", dest="companion", action="store_false", help="a site without the bridge's plugin"
    )

    up = commands.add_parser(
        "up", parents=[common, answer, wishes], help="start it (made on first use) and say where it is"
    )
    up.set_defaults(run=_up)
    reset = commands.add_parser(
        "reset", parents=[common, answer, wishes], help="back to freshly installed, same ports and passwords"
    )
    reset.set_defaults(run=_reset)

    down = commands.add_parser("down", parents=[common, answer], help="stop it; its data stay")
    down.add_argument("--delete", action="store_true", help="delete it, too")
    down.add_argument("--all", action="store_true", help="all sandboxes of this project")
    down.set_defaults(run=_down)

    status = commands.add_parser("status", parents=[answer], help="list the sandboxes")
    status.add_argument("--name", help="this one alone; exit code 1 if there is none")
    status.set_defaults(run=_status)

    user = argparse.ArgumentParser(add_help=False)
    user.add_argument("--user", metavar="LOGIN", help="act as this user of the site")
    user.add_argument("--site", metavar="NAME", help="in this site of a network, for example 'second'")
    php = commands.add_parser("php", parents=[common, user], help="run a PHP file inside the site")
    php.add_argument("file")
    php.add_argument("arguments", nargs="*", metavar="ARG")
    php.set_defaults(run=_php)
    evaluate = commands.add_parser("eval", parents=[common, user], help="run PHP code inside the site")
    evaluate.add_argument("code", help="for example 'echo get_option(\"siteurl\");'")
    evaluate.add_argument("arguments", nargs="*", metavar="ARG")
    evaluate.set_defaults(run=_eval)
    sql = commands.add_parser("sql", parents=[common], help="run SQL on its database, or read it from stdin")
    sql.add_argument("sql", nargs="?")
    sql.set_defaults(run=_sql)
    return parser


def _path(text: str) -> str:
    """An argument's type: argparse says what is wrong with it."""
    if not re.fullmatch(r"/[a-z0-9-]{1,20}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no folder such as /blog")
    return text


def _release_help() -> str:
    return f"for a new sandbox: {', '.join(RELEASES)} (default: {DEFAULT_RELEASE})"
