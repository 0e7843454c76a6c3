"""What each command prints, where, and its exit code."""

from __future__ import annotations

import io
import json
import stat
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bridge.config import load
from bridge.doctor import CheckLine, Group, Level
from bridge.domain.job import JobState, Waiting
from bridge.errors import CircuitOpen, EngineRefused, SiteUnavailable
from tests.cli.driver import Command
from tests.cli.fake_bridge import ARTICLE, HOSTILE, job, preview_of

Capture = pytest.CaptureFixture[str]
P, H, F = JobState.PROPOSED, JobState.HELD, JobState.FAILED


def test_init_writes_a_valid_private_configuration_and_says_what_next(
    home: Path, command: Command, capsys: Capture
) -> None:
    assert command("init") == 0
    path = home / "config.yaml"
    assert load(path).sites[0].name == "gazette"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    said = capsys.readouterr().out
    for step in ("companion zip", "seo-bridge check", "seo-bridge once"):
        assert step in said


def test_init_replaces_nothing_unless_forced(configured: Path, command: Command, capsys: Capture) -> None:
    before = configured.read_text(encoding="utf-8")
    assert command("init") == 1
    assert "--force" in capsys.readouterr().err
    assert configured.read_text(encoding="utf-8") == before
    assert command("init", "--force") == 0
    assert configured.read_text(encoding="utf-8") != before
    assert command("init", "--path", "deep/er/seo.yaml") == 0
    assert load(Path("deep/er/seo.yaml"))


def test_init_says_why_it_cannot_write(home: Path, command: Command, capsys: Capture) -> None:
    (home / "file").touch()
    assert command("init", "--path", "file/config.yaml") == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err


def need(code: str, level: Level, proved: str = "vu", todo: str = "", tried: str = "un essai") -> CheckLine:
    return CheckLine(code=code, need=f"le besoin {code}", level=level, proved=proved, tried=tried, todo=todo)


def groups(*lines: CheckLine) -> list[Group]:
    """Two sites, the first with these lines."""
    well = need("dns", Level.OK)
    return [
        Group(kind="site", name="gazette", lines=lines),
        Group(kind="site", name="revue", lines=(well,)),
        Group(kind="machine", name="", lines=(need("ledger", Level.OK, "trois travaux"),)),
    ]


SICK = (
    need("dns", Level.OK),
    need("credentials", Level.OK, "connecté comme bot"),
    need("tls", Level.WARNING, "encore 5 jours", "renouvelez-le"),
    need("role", Level.FAILED, f"peut publier {HOSTILE}", "donnez-lui le rôle"),
    need("tag", Level.UNSEEN, "pas jugé, d'abord : rôle"),
)


def test_check_shows_what_is_wrong_and_gathers_what_is_well(
    configured: Path, command: Command, capsys: Capture
) -> None:
    command.groups = groups(*SICK)
    assert command("check") == 1
    said = capsys.readouterr()
    assert "✓ Configuration : config.yaml" in said.out
    assert "✗ le besoin role : peut publier" in said.out
    assert "    À faire : donnez-lui le rôle" in said.out
    assert "! le besoin tls : encore 5 jours" in said.out
    assert "✓ 2 points vérifiés : connecté comme bot" in said.out
    assert "? 1 point pas jugé : le besoin tag" in said.out
    assert "Essayé" not in said.out
    assert "\x1b" not in said.out
    assert "1 point à corriger, 1 avertissement" in said.err


def test_check_tells_all_that_was_tried_when_asked(configured: Path, command: Command, capsys: Capture) -> None:
    command.groups = groups(*SICK)
    assert command("check", "--verbose") == 1
    out = capsys.readouterr().out
    assert out.count("Essayé : un essai") == 7
    assert "? le besoin tag : pas jugé, d'abord : rôle" in out


def test_check_is_short_where_all_is_well(configured: Path, command: Command, capsys: Capture) -> None:
    absent = need("yoast", Level.NOTE, "pas installée", "seo-bridge yoast install")
    command.groups = groups(need("dns", Level.OK), absent)
    assert command("check") == 0
    said = capsys.readouterr()
    assert "– le besoin yoast : pas installée\n    À faire : seo-bridge yoast install" in said.out
    assert len(said.out.splitlines()) == 12
    assert said.err == ""


@pytest.mark.parametrize("level", list(Level))
def test_check_for_monitoring(configured: Path, command: Command, capsys: Capture, level: Level) -> None:
    command.groups = groups(need("tls", level, "vu", "à faire"))
    bad = level in (Level.FAILED, Level.UNSEEN)
    assert command("check", "--json") == bad
    data = json.loads(capsys.readouterr().out)
    assert data["ok"] is not bad
    assert [(group["kind"], group["name"], group["ok"]) for group in data["groups"]] == [
        ("site", "gazette", not bad), ("site", "revue", True), ("machine", "", True)
    ]  # fmt: skip
    assert data["groups"][0]["needs"] == [
        {"code": "tls", "need": "le besoin tls", "result": level.value, "tried": "un essai", "proved": "vu",
         "todo": "à faire"}
    ]  # fmt: skip


def test_check_of_one_site(configured: Path, command: Command, capsys: Capture) -> None:
    command.groups = groups(*SICK)
    assert command("check", "--site", "revue", "--fix") == 0
    assert command.examined == (("revue",), True)
    assert "Site gazette" not in capsys.readouterr().out


ROUND: dict[str, Any] = {
    "waiting": {"gazette": [job(1), job(2, title=HOSTILE)]},
    "ends": {1: job(1, P), 2: job(2, H, title=HOSTILE)},
}


def test_once_prints_one_line_a_draft_and_messages_elsewhere(
    configured: Path, command: Command, capsys: Capture
) -> None:
    assert command("once", **ROUND) == 0
    said = capsys.readouterr()
    lines = sorted(said.out.splitlines())
    assert len(lines) == 2
    assert lines[0].split("  ")[0] == "proposé"
    assert "640 → 812 mots" in lines[0]
    assert lines[0].endswith("https://gazette.example/wp-admin/revision.php?revision=45")
    assert lines[1].startswith("retenu")
    assert "rien ne permet d'en faire 700" in lines[1]
    assert "relève" in said.err
    assert "1 brouillon : proposé ; 1 brouillon : retenu" in said.err


def test_once_fails_where_a_draft_failed_or_crashed_or_is_left(configured: Path, command: Command) -> None:
    for end in (job(1, F), job(1, JobState.CHECKED), ZeroDivisionError("bug")):
        assert command("once", waiting={"gazette": [job(1)]}, ends={1: end}) == 1


def test_once_goes_on_where_a_site_is_away(configured: Path, command: Command, capsys: Capture) -> None:
    away = {"revue": SiteUnavailable("Le site ne répond pas", where="https://revue.example", todo="vérifiez")}
    assert command("once", unreachable=away, **ROUND) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "Site revue non relevé : Le site ne répond pas" in said.err
    assert "À faire : vérifiez" in said.err


def test_once_of_one_site(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("once", "--site", "revue", **ROUND) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", ""), "cron mails whatever is said"


def test_once_as_json(configured: Path, command: Command, capsys: Capture) -> None:
    away = {"revue": SiteUnavailable("muet")}
    assert command("once", "--json", "--log", "json", unreachable=away, **ROUND) == 1
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert [(each["id"], each["state"], each["words_after"]) for each in data["jobs"]] == [
        (1, "proposed", 812),
        (2, "held", None),
    ]
    assert data["jobs"][1]["title"] == HOSTILE
    assert {each["site"]: each["error"] for each in data["sites"]} == {"gazette": None, "revue": "muet"}
    assert data["ok"] is False
    assert "\x9b" not in said.out
    assert all("event" in json.loads(line) for line in said.err.splitlines() if line.startswith("{"))


def test_a_bug_in_a_draft_is_written_to_one_file(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("once", waiting={"gazette": [job(1)]}, ends={1: ZeroDivisionError("bug")}) == 1
    said = capsys.readouterr()
    (report,) = (configured.parent / ".local/state/seo-bridge").glob("bug-*.log")
    assert str(report) in said.out
    assert "Traceback" not in said.out + said.err
    assert "ZeroDivisionError: bug" in report.read_text(encoding="utf-8")


KNOWN: dict[str, Any] = {
    "known": [job(12, P), job(11, H, title=HOSTILE), job(10, F, site="ancien"), job(9, JobState.SUPERSEDED), job(8)]
}


def test_status_counts_and_lists_within_eighty_columns(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("status", **KNOWN) == 0
    said = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in said.splitlines() if line.strip()}
    assert rows["gazette"] == ["1", "1", "1", "1", "·"]
    assert rows["revue"] == ["·"] * 5
    assert rows["ancien"] == ["·", "·", "·", "·", "1"]  # taken out of the configuration, not out of the past
    assert rows["12"][2] == "proposé"
    assert max(map(len, said.splitlines())) <= 80
    assert command("status", "--site", "revue", **KNOWN) == 0
    assert "Aucun brouillon traité" in capsys.readouterr().out


def test_show_tells_all(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("show", "12", **KNOWN) == 0
    said = capsys.readouterr().out
    for part in (
        "Verdict : proposé",
        "https://gazette.example/wp-admin/revision.php?revision=45",
        "640 → 812",
        "12,3 s",
        "Bloquant (1 constat)",
        "paragraphe 4 : Ce nombre",
        "[facts.unproved]",
        "« une fréquentation de 12 400 visiteurs",
        "Titre SEO        : Piscine de Valbrume : réouverture",
        "1200 jetons lus, ? écrits",
        "Étapes",
    ):
        assert part in said
    assert said.index("Bloquant") < said.index("À vérifier") < said.index("Pour information")


def test_show_of_an_unknown_job(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("show", "404", **KNOWN) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Aucun travail « 404 »" in said.err
    assert "seo-bridge status" in said.err


def test_retry(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("retry", "11", **KNOWN) == 0
    assert "Travail n° 99 admis" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("once",), ("show", "11"), ("status",), ("retry", "11")])
def test_hostile_text_neither_steers_the_terminal_nor_is_markup(
    configured: Path, command: Command, capsys: Capture, arguments: tuple[str, ...]
) -> None:
    command(*arguments, **ROUND, **KNOWN)
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert not set("\x1b\x9b\u202e") & set(text)
    assert "[red]Piège[/red]" in said.out
    assert "\nseconde" not in said.out


@pytest.fixture
def draft(home: Path) -> Path:
    path = home / "brouillon.txt"
    path.write_text("La piscine rouvre.", encoding="utf-8")
    return path


KEYS = [
    "verdict", "title", "seo_title", "meta_description", "focus_keyphrase", "slug", "excerpt", "content", "words",
    "engine", "findings",
]  # fmt: skip


def test_rewrite_as_json_has_the_promised_keys(draft: Path, command: Command, capsys: Capture) -> None:
    command.preview_is = preview_of()
    options = ("--json", "--engine", "openai", "--min-words", "300", "--keyphrase", "piscine", "--title", "Titre")
    assert command("rewrite", str(draft), *options) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == KEYS
    assert (data["verdict"], data["title"], data["words"]) == ("proposed", ARTICLE.title, 812)
    assert list(data["findings"][0]) == ["severity", "code", "place", "message", "evidence"]
    assert command.previews == [
        {
            "config": None,
            "title": "Titre",
            "content": "La piscine rouvre.",
            "engine": "openai",
            "min_words": 300,
            "keyphrase": "piscine",
        }
    ]


def test_rewrite_of_a_held_draft(draft: Path, command: Command, capsys: Capture) -> None:
    command.preview_is = preview_of("held")
    assert command("rewrite", str(draft), "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert list(data) == KEYS
    assert (data["verdict"], data["title"], data["content"]) == ("held", None, None)
    assert command("rewrite", str(draft), "--html") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Retenu" in said.err
    assert command("rewrite", str(draft)) == 1
    assert capsys.readouterr().out.startswith("Retenu : 120 mots")


def test_rewrite_as_html_is_the_markup_and_nothing_else(draft: Path, command: Command, capsys: Capture) -> None:
    command.preview_is = preview_of()
    assert command("rewrite", str(draft), "--html") == 0
    said = capsys.readouterr()
    assert said.out == preview_of().content + "\n"
    assert "Un bandeau a été laissé" in said.err


def test_rewrite_for_a_person(draft: Path, command: Command, capsys: Capture) -> None:
    command.preview_is = preview_of()
    assert command("rewrite", str(draft)) == 0
    said = capsys.readouterr().out
    assert said.startswith("Proposé : 812 mots, moteur extractive")
    assert "Méta description : La piscine" in said
    assert said.endswith("Article\n\n## Horaires & tarifs\nLe bassin rouvre.\n- Adulte : 3 €\n")


def test_rewrite_reads_what_is_no_utf8_and_says_so(draft: Path, command: Command, capsys: Capture) -> None:
    draft.write_bytes("été".encode("latin-1"))
    command.preview_is = preview_of()
    assert command("rewrite", str(draft)) == 0
    assert command.previews[0]["content"] == "été"
    assert "n'est pas de l'UTF-8 valide" in capsys.readouterr().err


def test_rewrite_replaces_what_no_encoding_explains(draft: Path, command: Command, capsys: Capture) -> None:
    draft.write_bytes(b"\x81t\xe9")
    command.preview_is = preview_of()
    assert command("rewrite", str(draft)) == 0
    assert command.previews[0]["content"] == "\ufffdt\ufffd"
    assert "remplacé" in capsys.readouterr().err


def test_rewrite_refuses_a_file_that_is_no_text(draft: Path, command: Command, capsys: Capture) -> None:
    draft.write_bytes(b"PK\x03\x04\x00\x00")
    assert command("rewrite", str(draft)) == 2
    assert "n'est pas du texte" in " ".join(capsys.readouterr().err.split())


def test_rewrite_reads_the_standard_input(home: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfBonjour")))
    command.preview_is = preview_of()
    assert command("rewrite", "-") == 0
    assert command.previews[0]["content"] == "Bonjour"


def test_rewrite_uses_a_configuration_where_there_is_one(configured: Path, draft: Path, command: Command) -> None:
    command.preview_is = preview_of()
    assert command("rewrite", str(draft)) == 0
    assert command.previews[0]["config"].sites[0].name == "gazette"
    assert command("rewrite", str(draft), "--config", "none.yaml") == 2


def test_rewrite_tells_an_engines_refusal(draft: Path, command: Command, capsys: Capture) -> None:
    command.preview_is = EngineRefused("La clé est refusée", where="api.example", todo="vérifiez OPENAI_API_KEY")
    assert command("rewrite", str(draft), "--engine", "openai") == 1
    assert "À faire : vérifiez OPENAI_API_KEY" in capsys.readouterr().err


def test_the_companions_archive_is_installable_and_always_the_same(
    home: Path, command: Command, capsys: Capture
) -> None:
    assert command("companion", "zip") == 0
    assert command("companion", "zip", "--output", "again/other.zip") == 0
    first = (home / "seo-bridge.zip").read_bytes()
    assert first == (home / "again/other.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert "seo-bridge/seo-bridge.php" in names
        assert all(name.startswith("seo-bridge/") and "/." not in name for name in names)
        assert names == sorted(names)
        assert archive.testzip() is None


def test_version(command: Command, capsys: Capture) -> None:
    assert command("version") == 0
    assert capsys.readouterr().out.startswith("seo-bridge ")


# ── what waits ──────────────────────────────────────────────────────────────────────────────────────────────────────

DOWN = CircuitOpen("Le modèle est en panne : Impossible de se connecter", retry_after=60)
WAITS = [
    Waiting(site="gazette", jobs=12, reason=f"Le modèle est en panne {HOSTILE}", until=datetime(2026, 2, 27, 9, 31)),
    Waiting(site="ailleurs", jobs=1, reason="Le site dort", until=datetime(2026, 2, 27, 9, 32)),
]


def test_status_says_what_waits_why_and_until_when(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("status", "--site", "gazette", known=[job(1)], postponed=WAITS) == 0
    said = capsys.readouterr().out
    assert "12 brouillons de gazette, prochain essai dès le 27/02/2026" in said
    assert "Le modèle est en panne [red]Piège[/red]" in said
    assert "\x1b" not in said
    assert "ailleurs" not in said


def test_once_tells_what_it_put_off_and_fails(configured: Path, command: Command, capsys: Capture) -> None:
    waiting = {"gazette": [job(1), job(2), job(3)]}
    down = {2: DOWN, 3: DOWN}
    assert command("once", waiting=waiting, ends={1: job(1, P)}, down=down) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "2 brouillons du site gazette remis à plus tard" in said.err
    assert "Impossible de se connecter" in said.err
    assert command("once", "--json", waiting=waiting, ends={1: job(1, P)}, down=down) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["held_back"] == [{"site": "gazette", "jobs": 2, "reason": DOWN.what}]


def test_once_waits_with_what_waits_unless_asked_not_to(configured: Path, command: Command, capsys: Capture) -> None:
    assert command("once", postponed=WAITS) == 0
    assert command.bridge is not None
    assert command.bridge.asked_now == []
    assert capsys.readouterr().err == "", "cron mails whatever is said"
    assert command("once", "--now", "--site", "gazette") == 0
    assert command.bridge.asked_now == ["gazette"]
