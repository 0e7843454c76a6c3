"""The page that tells a person of a verdict where WordPress has no screen for it."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from structlog.testing import capture_logs

from bridge.domain.article import SeoFields
from bridge.domain.draft import Hold, Proposal, ProposalState, ProposalStatus
from bridge.domain.finding import Finding, Severity
from bridge.wordpress.plain.annotations import SeoNote
from bridge.wordpress.plain.report import Account, Reports, render

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
LINK = "https://gazette.example/wp-admin/post.php?post=7&action=edit"


def account(text: str = "Un texte", **changes: object) -> Account:
    proposal = Proposal(
        draft=7, job="a" * 64, base="b" * 64, title=text, content=text, excerpt=text, slug=text, engine=text,
        seo=SeoFields(title=text, description=text, keyphrase=text),
        findings=(
            Finding(severity=Severity.INFO, code="a.b", place=text, message="Bien.", evidence=text),
            Finding(severity=Severity.WARNING, code="c.d", place="titre", message="À voir."),
        ),
        stats={"words_before": 640, "words_after": 812},
    )  # fmt: skip
    status = ProposalStatus(
        id=12, draft=7, state=ProposalState.PENDING, stale=False,
        compare_link="https://gazette.example/wp-admin/revision.php?revision=12",
    )  # fmt: skip
    note = SeoNote(name="méta description", text=text, outcome=f"pas écrit : {text}")
    made = Account(verdict=proposal, title=text, status=status, seo=(note,), unset_tags=("seo-propose",))
    return replace(made, **changes)  # type: ignore[arg-type]


def page(made: Account, delivery: str = "autosave") -> LexborHTMLParser:
    return LexborHTMLParser(render(made, delivery=delivery, edit_link=LINK))


def test_whoever_decides_finds_links_fields_findings_and_the_way(tmp_path: Path) -> None:
    read = page(account())
    assert [link.attributes["href"] for link in read.css("a")] == [
        LINK, "https://gazette.example/wp-admin/revision.php?revision=12"
    ]  # fmt: skip
    said = read.body.text(separator=" ") if read.body else ""
    for expected in ("sauvegarde automatique", "Méta description", "pas écrit : Un texte", "640 mots", "seo-propose"):
        assert expected in said
    assert said.index("À voir.") < said.index("Bien.")
    assert "Rétablir cette révision" in render(account(), delivery="revision-swap", edit_link=LINK)


@pytest.mark.parametrize("delivery", ["autosave", "revision-swap"])
def test_nothing_that_comes_from_elsewhere_is_markup_or_runs(delivery: str) -> None:
    read = page(account(HOSTILE), delivery)
    assert read.css("script, img, iframe, link, [onerror]") == []
    [heading] = read.css("h1")
    assert heading.text() == HOSTILE
    assert "default-src 'none'" in str(read.css("meta[http-equiv]")[0].attributes["content"])


def test_no_link_leads_elsewhere_than_to_the_web() -> None:
    status = account().status
    assert status
    made = account(status=replace(status, compare_link="javascript:alert(1)"))
    assert [link.attributes["href"] for link in page(made).css("a")] == [LINK]


def test_a_held_verdict_says_why() -> None:
    hold = Hold(
        draft=7, job="a" * 64, base="b", engine="e",
        findings=(Finding(severity=Severity.BLOCKER, code="words.too_few", place="texte", message="Trop court."),),
    )  # fmt: skip
    said = render(Account(verdict=hold, title=""), delivery="autosave", edit_link=LINK)
    for expected in ("Retenu", "Trop court.", "(sans titre)"):
        assert expected in said
    assert "Rétablir" not in said


def test_a_report_is_for_one_persons_eyes_and_replaced_whole(tmp_path: Path) -> None:
    reports = Reports(tmp_path / "a" / "rapports", "gazette")
    first = reports.write(account(), delivery="autosave", edit_link=LINK)
    second = reports.write(account("Autre \ud800"), delivery="autosave", edit_link=LINK)
    assert first is not None
    assert second == first
    assert first.name == "gazette-7-aaaaaaaaaaaa.html"
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    assert "Autre" in first.read_text(encoding="utf-8")


def test_a_folder_that_takes_no_files_is_told_in_the_log_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "rapports").write_text("", encoding="utf-8")
    with capture_logs() as logs:
        assert Reports(tmp_path / "rapports", "gazette").write(account(), delivery="autosave", edit_link=LINK) is None
    [line] = logs
    assert line["log_level"] == "error"
    assert "rapports" in line["fichier"]
