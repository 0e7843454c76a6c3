"""Errors become messages and exit codes at one place; a start is light."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.cli.terminal import clean, json_text, plural, words_text
from bridge.domain.job import JobState
from bridge.errors import ConfigError, LedgerError, SiteUnavailable
from tests.cli.driver import Command
from tests.cli.fake_bridge import job, preview_of

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("onec",), "commande inconnue : onec ; vouliez-vous dire 'once' ?"),
        (("once", "--stie", "x"), "option inconnue : --stie"),
        (("once", "--site"), "--site attend une valeur"),
        (("once", "extra"), "argument en trop : extra"),
        (("once", "--log", "xml"), "valeur refusée pour --log ; attendu : console|json"),
        (("show",), "il manque TRAVAIL"),
        (("companion",), "il manque une commande"),
        (("rewrite",), "il manque FICHIER"),
        (("rewrite", "none.txt"), "none.txt ne peut pas être lu (il n'existe pas)"),
        (("rewrite", "."), "c'est un dossier"),
        (("rewrite", "-", "--min-words", "x"), "attendu : un nombre entier"),
        (("rewrite", "-", "--min-words", "0"), "1 ou plus"),
        (("rewrite", "-", "--html", "--json"), "--html ou --json"),
    ],
)
def test_usage_errors_are_french_and_exit_with_two(
    home: Path, command: Command, capsys: Capture, arguments: tuple[str, ...], says: str
) -> None:
    assert command(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert "--help" in said.err


@pytest.mark.parametrize("name", ["check", "once", "run", "status"])
def test_no_configuration_says_to_make_one(home: Path, command: Command, capsys: Capture, name: str) -> None:
    assert command(name) == 2
    assert "seo-bridge init" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["check", "once", "run"])
def test_a_configuration_without_sites_says_so(home: Path, command: Command, capsys: Capture, name: str) -> None:
    (home / "config.yaml").write_text("workers: 1\n", encoding="utf-8")
    assert command(name) == 2
    assert "aucun site" in capsys.readouterr().err


def test_an_unknown_site_names_the_nearest(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("once", "--site", "gazete") == 2
    assert "vouliez-vous dire « gazette »" in capsys.readouterr().err


def test_the_options_stand_before_or_after_the_command(home: Path, command: Command, capsys: Capture) -> None:
    for arguments in (("--config", "a.yaml", "once"), ("once", "--config", "a.yaml")):
        assert command(*arguments) == 2
        assert "a.yaml" in capsys.readouterr().err


def test_a_wrong_configuration_tells_each_problem_on_its_line(home: Path, command: Command, capsys: Capture) -> None:
    (home / "config.yaml").write_text("workers: deux\nsitse: []\n", encoding="utf-8")
    assert command("check") == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Erreur : La configuration contient 2 erreurs :"
    assert said[1].startswith("  config.yaml, ligne 1 : ")
    assert said[2].startswith("  config.yaml, ligne 2 : ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("Quoi", where="Là", todo="Ceci"), 2),
        (LedgerError("Quoi", where="Là", todo="Ceci"), 1),
        (SiteUnavailable("Quoi", where="Là", todo="Ceci"), 1),
    ],
)
def test_an_expected_error_says_what_where_and_what_to_do(
    home: Path, command: Command, capsys: Capture, error: Exception, code: int
) -> None:
    (home / "d.txt").touch()
    command.preview_is = error
    assert command("rewrite", "d.txt") == code
    assert capsys.readouterr().err.splitlines() == ["Erreur : Quoi", "  Où : Là", "  À faire : Ceci"]


def test_a_bug_goes_to_a_private_file_without_secrets(
    home: Path, command: Command, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bridge.config import Secret

    monkeypatch.setenv("A_KEY", "sk-very-secret-0815")
    key = Secret(env="A_KEY").reveal()
    (home / "d.txt").touch()
    command.preview_is = RuntimeError(f"key {key} leaked")
    assert command("rewrite", "d.txt") == 3
    said = capsys.readouterr()
    (report,) = (home / ".local/state/seo-bridge").glob("bug-*.log")
    assert str(report) in said.err
    assert "Traceback" not in said.err
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError: key ••• leaked" in text
    assert key not in text + said.err
    assert report.stat().st_mode & 0o077 == 0


def test_a_message_that_repeats_a_secret_is_redacted(
    configured: Path, command: Command, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bridge.config import Secret

    monkeypatch.setenv("A_KEY", "sk-very-secret-4242")
    key = Secret(env="A_KEY").reveal()
    away = {"gazette": SiteUnavailable(f"refused {key}", where=key, todo=key)}
    failed = {1: LedgerError(f"broken {key}")}
    for arguments in (("once",), ("once", "--json")):
        assert command(*arguments, unreachable=away, waiting={"revue": [job(1, site="revue")]}, ends=failed) == 1
    assert key not in "".join(capsys.readouterr())


def test_what_libraries_log_goes_to_standard_error_in_french(
    configured: Path, command: Command, capsys: Capture
) -> None:
    import structlog

    def retried(given: object) -> None:
        structlog.get_logger().warning(
            "stamina.retry_scheduled", callable="x", args=(), caused_by="SiteUnavailable('muet')", wait_for=0.52
        )

    assert command("once", on_process=retried, waiting={"gazette": [job(1)]}, ends={1: job(1, JobState.HELD)}) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "nouvel essai" in said.err
    assert "dans_secondes=0.5" in said.err
    assert "stamina" not in said.err


def test_an_interrupt_is_told_in_one_line(home: Path, command: Command, capsys: Capture) -> None:
    (home / "d.txt").touch()

    class Interrupting:
        @property
        def verdict(self) -> str:
            raise KeyboardInterrupt

        article, content, words, engine, findings = None, "", 0, "", ()

    command.preview_is = Interrupting()
    assert command("rewrite", "d.txt") == 130
    assert capsys.readouterr().err.startswith("Interrompu.")


def test_the_help_is_french_and_fits_eighty_columns(home: Path, command: Command, capsys: Capture) -> None:
    names = ("init", "check", "once", "run", "status", "show", "retry", "rewrite", "companion", "version")
    for arguments in (
        (),
        ("--help",),
        *((name, "--help") for name in names),
        ("companion", "zip", "--help"),
        *(("ledger", name, "--help") for name in ("backup", "prune", "export")),
    ):
        assert command(*arguments) == 0
        said = capsys.readouterr().out
        assert said.startswith("Usage : seo-bridge")
        assert max(map(len, said.splitlines())) <= 80
        for english in ("Show this", "required", "default", "INTEGER", "<str>", "Commands", "Try "):
            assert english not in said
    command()
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in names)


ROOT = Path(__file__).parents[2]
HEAVY = (
    "spacy",
    "openai",
    "sqlalchemy",
    "alembic",
    "requests",
    "pydantic",
    "apscheduler",
    "structlog",
    "bridge.service",
)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **environment}, cwd=ROOT,
    )  # fmt: skip


def test_the_help_imports_nothing_heavy(home: Path) -> None:
    script = (
        "import sys; from bridge.cli import main; main(['--help']);"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules) or 0)"
    )
    done = python("-c", script)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_runs_as_a_module_and_survives_a_poor_terminal(home: Path) -> None:
    done = python("-m", "bridge", "--help", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage : seo-bridge")
    assert python("-m", "bridge", "nope").returncode == 2


def test_a_reader_that_leaves_early_is_no_bug(home: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "bridge", "version"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=ROOT,
        )
    assert done.stderr == ""
    assert done.returncode in (0, 1)


def test_clean_keeps_text_and_drops_what_steers() -> None:
    assert clean("a\x1b[31mb\x1b[0m \x9b2Jc\x07\u202e\u200bd\r\ne\tf") == "ab cd e f"
    assert clean("un\ndeux\x1b]0;titre\x07", lines=True) == "un\ndeux]0;titre"
    assert clean("à « é » 🎉") == "à « é » 🎉"


def test_json_text_escapes_what_steers() -> None:
    assert json_text({"a": "é\x9b\u202e\n"}) == '{\n  "a": "é\\u009b\\u202e\\n"\n}'


def test_small_words() -> None:
    assert [words_text(1, 2), words_text(1, None), words_text(None, 2), words_text(None, None)] == [
        "1 → 2 mots", "1 mots", "2 mots", "",
    ]  # fmt: skip
    assert [plural(0, "site"), plural(1, "site"), plural(2, "site")] == ["0 site", "1 site", "2 sites"]
    assert preview_of().verdict == "proposed"
