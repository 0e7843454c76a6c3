"""``seo-bridge verify``, as a person or another program runs it: real files, real checks, no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bridge.cli import main

SOURCE = """\
<h1>Un pont neuf à Brévigny</h1>
<p>La commune de Brévigny a inauguré samedi 14 mars 2026 un pont de 120 mètres sur la Vesle noire. Il a coûté
3,2 millions d’euros, dont 40 % payés par le département.</p>
<p>« Nous l’attendions depuis vingt ans », a déclaré la maire, Hélène Vasseur. Le
<a href="https://brevigny.example/pont">dossier du chantier</a> est en ligne.</p>
<figure><img src="https://brevigny.example/pont.jpg" alt="Le pont"></figure>
"""
ARTICLE = """\
<h1>Brévigny a son nouveau pont</h1>
<p>Brévigny dispose d’un nouveau pont sur la Vesle noire. Long de 120 mètres, il a été inauguré le samedi 14 mars 2026.
Le département a payé 40 % de son coût, qui atteint 3,2 millions d’euros.</p>
<figure><img src="https://brevigny.example/pont-1024x768.jpg" alt="Le pont"></figure>
<h2>Vingt ans d’attente</h2>
<p>La maire, Hélène Vasseur, a salué l’ouverture : « Nous l’attendions depuis vingt ans. » Le
<a href="https://brevigny.example/pont">dossier du chantier</a> peut être consulté en ligne.</p>
"""


class Desk:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def verify(self, source: str, article: str, *options: str) -> tuple[int, str]:
        (self.folder / "source.html").write_text(source, encoding="utf-8")
        (self.folder / "article.html").write_text(article, encoding="utf-8")
        self.capsys.readouterr()
        code = main(["verify", str(self.folder / "source.html"), str(self.folder / "article.html"), *options])
        return code, self.capsys.readouterr().out

    def data(self, source: str, article: str, *options: str) -> tuple[int, dict[str, object]]:
        code, out = self.verify(source, article, "--json", *options)
        return code, json.loads(out)

    def blockers(self, source: str, article: str, *options: str) -> list[str]:
        code, data = self.data(source, article, *options)
        found = [item["code"] for item in data["findings"] if item["severity"] == "blocker"]  # type: ignore[attr-defined]
        assert code == (1 if found else 0)
        assert data["verdict"] == ("held" if found else "passed")
        return found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_faithful_article_passes(desk: Desk) -> None:
    code, data = desk.data(SOURCE, ARTICLE)
    assert code == 0
    assert set(data) == {"verdict", "findings", "scores", "words"}
    assert data["verdict"] == "passed"
    assert data["words"] == 59
    assert [item for item in data["findings"] if item["severity"] == "blocker"] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("right", "wrong", "family"),
    [
        ("120 mètres", "130 mètres", "numbers."),
        ("samedi 14 mars", "dimanche 14 mars", "numbers."),
        ("attendions depuis vingt ans", "attendions depuis dix ans", "quotations."),
        ('href="https://brevigny.example/pont"', 'href="https://ailleurs.example/pont"', "links."),
        ("pont-1024x768.jpg", "autre.jpg", "kept."),
        ("peut être", '<img src="x" onerror="alert(1)"> peut être', "kept."),
        ("<h2>Vingt", "<script>alert(1)</script><h2>Vingt", "kept."),
        ("peut être", '<b onclick="alert(1)">peut</b> être', "markup."),
    ],
)
def test_one_wrong_thing_holds_it(desk: Desk, right: str, wrong: str, family: str) -> None:
    assert right in ARTICLE
    assert any(code.startswith(family) for code in desk.blockers(SOURCE, ARTICLE.replace(right, wrong, 1)))


def test_a_finding_says_what_where_and_shows_the_words(desk: Desk) -> None:
    _, data = desk.data(SOURCE, ARTICLE.replace("120 mètres", "130 mètres"))
    [finding] = [item for item in data["findings"] if item["severity"] == "blocker"]  # type: ignore[attr-defined]
    assert set(finding) == {"severity", "code", "place", "message", "evidence"}
    assert "130" in finding["message"]
    assert finding["place"] == "paragraphe 1"
    assert "120 mètres" in finding["evidence"]


def test_length_is_asked_for_only_by_option(desk: Desk) -> None:
    assert desk.blockers(SOURCE, ARTICLE) == []
    assert "words.too_few" in desk.blockers(SOURCE, ARTICLE, "--min-words", "300")


def test_text_has_no_pictures_and_no_links_to_lose(desk: Desk) -> None:
    text = (
        "Brévigny a son nouveau pont\n\nBrévigny dispose d’un nouveau pont de 120 mètres sur la Vesle noire, inauguré "
        "samedi 14 mars 2026. Le département a payé 40 % des 3,2 millions d’euros.\n\n« Nous l’attendions depuis vingt "
        "ans », a déclaré la maire, Hélène Vasseur. Le dossier du chantier est en ligne.\n"
    )
    assert desk.blockers(SOURCE, text) == []


TABLE = (
    "<p>Le pont relie les deux rives de la Vesle noire.</p><table><tr><th>Payeur</th><th>Part</th></tr>"
    "<tr><td>Département</td><td>62 %</td></tr><tr><td>Commune</td><td>27 %</td></tr>"
    "<tr><td>Agglomération</td><td>11 %</td></tr></table>"
)


def test_a_table_may_be_told_in_sentences_and_not_be_left_out(desk: Desk) -> None:
    told = (
        "<p>Sur la Vesle noire, un pont relie les deux rives : le département en paie 62 %, la commune 27 % et "
        "l’agglomération 11 %.</p>"
    )
    code, data = desk.data(TABLE, told)
    warned = [item["code"] for item in data["findings"] if item["severity"] == "warning"]  # type: ignore[attr-defined]
    assert (code, "kept.missing" in warned) == (0, True)
    assert "kept.missing" in desk.blockers(TABLE, "<p>Le pont relie les deux rives de la Vesle noire.</p>")


def test_a_whole_page_brings_its_title_and_description(desk: Desk) -> None:
    head = "<!doctype html><html><head><title>Le pont de Brévigny</title>"
    described = '<meta name="description" content="Un pont de 450 mètres à Brévigny."></head><body>'
    _, data = desk.data(SOURCE, f"{head}{described}{ARTICLE}</body></html>")
    places = [item["place"] for item in data["findings"] if item["severity"] == "blocker"]  # type: ignore[attr-defined]
    assert places == ["méta description"]


def test_block_markup_is_read_as_such(desk: Desk) -> None:
    blocks = (
        "<!-- wp:paragraph -->\n<p>Brévigny dispose d’un pont de 121 mètres.</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:image -->\n<figure class="wp-block-image"><img src="https://brevigny.example/pont.jpg" alt="Le pont"/>'
        "</figure>\n<!-- /wp:image -->"
    )
    assert "numbers.unsupported" in desk.blockers(SOURCE, blocks)
    assert "kept.missing" not in desk.blockers(SOURCE, blocks)


def test_a_translated_caption_is_read_for_its_facts(desk: Desk) -> None:
    caption = "<figcaption>Le pont, long de 640 mètres</figcaption></figure>"
    assert "numbers.unsupported" in desk.blockers(SOURCE, ARTICLE.replace("</figure>", caption))


def test_misuse_is_told_with_exit_code_2(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "-", "-"]) == 2
    assert main(["verify", str(desk.folder / "absent"), str(desk.folder / "absent")]) == 2
    assert "ne peut pas être lu" in capsys.readouterr().err
    assert main(["verify", "un-seul"]) == 2


def test_an_empty_article_is_held(desk: Desk) -> None:
    assert "words.none" in desk.blockers(SOURCE, " \n")


def test_the_report_reads_well_in_a_terminal_of_80_columns(desk: Desk) -> None:
    code, out = desk.verify(SOURCE, ARTICLE.replace("120 mètres", "130 mètres"))
    assert code == 1
    assert "À retenir" in out
    assert "paragraphe 1" in out
