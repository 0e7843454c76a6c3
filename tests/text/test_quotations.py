from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.facts.quotations import align, distinct, extract, folded, inserts, nearest, spoken_lines, stands_in

NBSP = "\u00a0"


def texts(text: str) -> list[str]:
    return [quotation.text for quotation in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Elle dit : «{NBSP}Le port reste ouvert{NBSP}».", ["Le port reste ouvert"]),
        ("«Le port reste ouvert », dit-elle.", ["Le port reste ouvert"]),
        ("“The port stays open,” she said.", ["The port stays open,"]),
        ('"The port stays open," she said. "For good."', ["The port stays open,", "For good."]),
        ("« Le mot ‘port’ ne suffit pas »", ["Le mot ‘port’ ne suffit pas", "port"]),
        ("« Il parle de “port franc” ici »", ["Il parle de “port franc” ici", "port franc"]),
        ("the ‘mandatory rule’ for all", ["mandatory rule"]),
        ("L’eau d’Aubrac, l’île et l'or d'hier.", []),
        ("The workers' rights and the firms' duties aren't the same.", []),
        ("aujourd’hui, c’est l’heure", []),
        ('Un écran de 15" et une phrase', []),
        ("« Première partie » [ajout] suite » puis « autre chose »", ["Première partie", "autre chose"]),
        ("« Jamais fermée\nParagraphe suivant « fermée »", ["Jamais fermée", "fermée"]),
        ("« Un début\n« et une suite »", ["Un début « et une suite"]),
        ("fin sans début » et voilà", []),
        ("« »", []),
        ("‹ Le port reste ouvert ›, dit-elle.", ["Le port reste ouvert"]),
        ("”Le port reste ouvert”, dit-elle.", ["Le port reste ouvert"]),
        ("„Le port reste ouvert“, dit-elle.", ["Le port reste ouvert"]),
        ("“Le port reste ouvert“, dit-elle. “Oui”.", ["Le port reste ouvert", "Oui"]),
        ("»Le port reste ouvert«, dit-elle. « Oui »", ["Le port reste ouvert", "Oui"]),
        ("″Le port reste ouvert″, dit-elle.", ["Le port reste ouvert"]),
        ("＂Le port reste ouvert＂, dit-elle.", ["Le port reste ouvert"]),
        ("「Le port reste ouvert」, dit-elle.", ["Le port reste ouvert"]),
        ("❝Le port reste ouvert❞, dit-elle.", ["Le port reste ouvert"]),
        ("<< Le port reste ouvert >>, dit-elle.", ["Le port reste ouvert"]),
        ("Un écran de 15″ et un autre de 17″.", []),
    ],
)
def test_extract(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_nested_quotation_is_marked() -> None:
    assert [quotation.single for quotation in extract("« Le mot ‘port’ »")] == [False, True]


@pytest.mark.parametrize(
    ("quotation", "source"),
    [
        (f"L’eau reste{NBSP}claire", "« l'eau reste claire. »"),
        ("l'eau [du lac] reste claire", "l’eau reste claire"),
        ("l'eau reste claire", "l’eau [sic] reste claire"),
        ("l'eau […] claire", "l’eau reste toujours claire"),
        ("l'eau (...) claire", "l’eau reste toujours claire"),
        ("le mot « port »", "le mot ‘port’"),
        ("nous avons 2000 membres", "nous avons 2 000 membres"),
        ("L'oeuvre est là", "l’œuvre est là"),
        ("A l'Etat de payer", "À l'État de payer"),
        ("À l'État de payer", "c’est à l’état de payer"),
        ("c'est peut-être vrai", "c’est peut‑être vrai"),
        ("fi\u200bers de cela", "fiers de cela"),
    ],
)
def test_the_same_words(quotation: str, source: str) -> None:
    assert stands_in(quotation, folded(source))


@pytest.mark.parametrize(
    ("quotation", "source"),
    [
        ("l'eau reste trouble", "l’eau reste claire"),
        ("claire […] l'eau", "l’eau reste claire"),
        ("eau rest", "l’eau reste claire"),
        ("l'eau est claire", "l’eau reste claire"),
        ("il a mange", "il a mangé"),
        ("nous avons 2 001 membres", "nous avons 2 000 membres"),
    ],
)
def test_other_words(quotation: str, source: str) -> None:
    assert not stands_in(quotation, folded(source))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("— Nous partons demain, a déclaré la directrice.", "Nous partons demain"),
        ("– Nous partons demain, dit-il.", "Nous partons demain"),
        ("Titre\n— Nous partons ! s’exclame la directrice.", "Nous partons"),
        ("— Nous partons demain, explique la directrice.", "Nous partons demain"),
    ],
)
def test_spoken_lines(text: str, said: str) -> None:
    assert [quotation.text for quotation in spoken_lines(text)] == [said]


@pytest.mark.parametrize(
    "text",
    ["— la mairie explique son choix", "– 5 %, dit-il", "Il part — ou reste, dit-il.", "— un quai, une grue, un phare"],
)
def test_lines_that_nobody_speaks(text: str) -> None:
    assert spoken_lines(text) == ()


def test_insertions() -> None:
    source = folded("Nous sommes [très] fiers [de la ville] ici", insertions=True)
    assert not inserts("sommes [très] fiers [de la ville]", source)
    assert not inserts("Nous […] ici", source)
    assert not inserts("Nous sommes [sic] ici", source)
    for added in ("Nous [ne] sommes [pas] fiers", "Nous sommes [très peu] fiers", "sommes fiers [très]"):
        assert inserts(added, source)


def test_nearest_finds_the_altered_sentence() -> None:
    candidates = ["Le port ferme à midi.", "L’eau reste claire toute l’année.", "Rien à voir."]
    assert nearest("l'eau reste trouble toute l'année", candidates) == candidates[1]
    assert nearest("zzz", candidates) == ""


def test_distinct_leaves_out_what_repeats() -> None:
    found = extract("« Le port reste ouvert » puis « port reste » puis « autre chose »")
    assert [quotation.text for quotation in distinct(found)] == ["Le port reste ouvert", "autre chose"]


def test_align_by_figures_and_cognates() -> None:
    originals = ["The port stays open.", "We invest 15 million in innovation.", "A question of sovereignty."]
    translated = ["Une question de souveraineté.", "Nous investissons 15 millions dans l'innovation."]
    assert align(translated, originals) == (2, 1)


def test_the_last_quotation_of_the_french_seed_is_not_closed_twice(seeds: Path) -> None:
    path = seeds / "draft-fr-with-instruction.txt"
    text = path.read_text(encoding="utf-8")
    found = texts(text)
    assert len([quotation for quotation in found if len(quotation.split()) >= 3]) == 8
    assert all(stands_in(quotation, folded(text)) for quotation in found)


def test_the_english_seed(seeds: Path) -> None:
    path = seeds / "draft-en-scraped.txt"
    found = [quotation for quotation in texts(path.read_text(encoding="utf-8")) if len(quotation.split()) >= 3]
    assert len(found) == 9


@given(st.text(alphabet="«»‹›<>″❝❞“”„\"'‘’ ab\n[]", max_size=80))
def test_never_raises(text: str) -> None:
    for quotation in extract(text):
        assert 0 <= quotation.start < quotation.end <= len(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "« ",
        "»",
        '"a ',
        "'a ",
        "‘a",
        "“ a ” ",
        "«\n",
        "[a",
        "« a » ",
        "'a",
        "»a ",
        "”a ",
        "<< ",
        "‹a",
        "— a, ",
        "— ",
        "1 000 ",
        "[a] ",
    ],
)
def test_linear(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    began = time.monotonic()
    found = extract(text)
    distinct(found[:500])
    stands_in(text[:10_000], folded(text))
    spoken_lines(text)
    assert time.monotonic() - began < 15
