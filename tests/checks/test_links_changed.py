"""Links whose address or place is not the source's."""

from __future__ import annotations

import pytest

from bridge.checks import links
from bridge.checks.links import canonical
from tests.checks.builders import BRIEF, article, codes, linked, p, severities, source

REPORT, MAP = "https://eaux-valbrune.example/rapport?annee=2024#bilan", "https://carte-valbrune.example/quais"
FRENCH = source(linked("Lire", REPORT, "le rapport annuel de l’office"), linked("Voir", MAP, "la carte des quais"))
ENGLISH = source(
    linked("Read", REPORT, "the annual report of the water board"),
    linked("See", MAP, "a map of the quays"),
    language="en",
)


def anchor(href: str, text: str) -> str:
    return f'<a href="{href.replace("&", "&amp;")}">{text}</a>'


@pytest.mark.parametrize(
    "href",
    [
        "https://eaux-valbrune.example/rapport?annee=2025#bilan",
        "https://eaux-valbrune.example/rapport?annee=2024",
        "https://eaux-valbrune.example/rapports?annee=2024#bilan",
        "https://eaux-valbrune.example/Rapport?annee=2024#bilan",
        "https://eaux-valbrune.example.com/rapport?annee=2024#bilan",
        "https://eaux-va1brune.example/rapport?annee=2024#bilan",
        "https://eaux-valbrune.example@autre.example/rapport?annee=2024#bilan",
        "https://eaux-valbrune.example:8443/rapport?annee=2024#bilan",
        "https://eаux-valbrune.example/rapport?annee=2024#bilan",
        "ftp://eaux-valbrune.example/rapport?annee=2024#bilan",
        "//eaux-valbrune.example/rapport?annee=2024#bilan",
        "/rapport?annee=2024#bilan",
        "https://eaux-valbrune.example/rapport?annee=2024#bilanx",
        "mailto:contact@valbrune.example",
        "tel:+33123456789",
    ],
)
def test_a_changed_address_is_added(href: str) -> None:
    body = p(anchor(href, "le rapport annuel de l’office") + " et " + anchor(MAP, "la carte des quais"))
    assert ("links.added", "blocker") in severities(links.check(FRENCH, BRIEF, article(body)))


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("HTTPS://EAUX-Valbrune.example/rapport?annee=2024#bilan", []),
        ("https://eaux-valbrune.example:443/rapport?annee=2024#bilan", []),
        ("http://eaux-valbrune.example/rapport?annee=2024#bilan", ["links.changed"]),
    ],
)
def test_the_same_address_otherwise(href: str, expected: list[str]) -> None:
    body = p(anchor(href, "le rapport annuel de l’office") + " et " + anchor(MAP, "la carte des quais"))
    found = links.check(FRENCH, BRIEF, article(body))
    assert codes(found) == expected
    assert not [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize("origin", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_two_links_exchanged(origin: object) -> None:
    right = p(anchor(REPORT, "le rapport annuel") + " et " + anchor(MAP, "une carte des quais"))
    wrong = p(anchor(MAP, "le rapport annuel") + " et " + anchor(REPORT, "une carte des quais"))
    assert links.check(origin, BRIEF, article(right)) == ()  # type: ignore[arg-type]
    found = links.check(origin, BRIEF, article(wrong))  # type: ignore[arg-type]
    assert severities(found) == {("links.swapped", "blocker")}
    assert len(found) == 2


def test_links_with_other_words_are_not_exchanged() -> None:
    body = p(anchor(REPORT, "ce document") + " et " + anchor(MAP, "en un coup d’œil"))
    assert links.check(FRENCH, BRIEF, article(body)) == ()


def test_an_added_link_is_told_where_it_stands() -> None:
    body = (p("Rien."), p(anchor(REPORT, "le rapport") + anchor(MAP, "la carte") + anchor("https://x.example", "x")))
    found = [item for item in links.check(FRENCH, BRIEF, article(*body)) if item.code == "links.added"]
    assert [item.place for item in found] == ["paragraphe 2"]


@pytest.mark.parametrize("handle", ["@valbrune_port", "@port.valbrune"])
def test_an_account_that_the_source_does_not_name(handle: str) -> None:
    plain = source("Le port de Valbrune change.")
    assert codes(links.check(plain, BRIEF, article(f"À suivre sur {handle}."))) == ["links.added"]
    named = source(f"Le port de Valbrune, {handle}, change.")
    assert links.check(named, BRIEF, article(f"À suivre sur {handle}.")) == ()


def test_canonical_addresses() -> None:
    assert canonical("HTTP://Port.Example:80/") == "http://port.example"
    assert canonical("tel:01 23-45.67 89") == canonical("tel:0123456789")
    assert canonical("MAILTO:Port@Valbrune.Example") == "mailto:port@valbrune.example"
    assert canonical("/quais/A") == "/quais/A"


def test_an_address_that_the_source_writes_out_may_become_a_link() -> None:
    said = source("Billets : https://www.halle.example/billets ou accueil@halle.example.")
    made = article(
        p('<a href="https://www.halle.example/billets">Les billets</a> sont en vente ; '
          '<a href="mailto:accueil@halle.example">écrivez</a>.')
    )  # fmt: skip
    assert codes(links.check(said, BRIEF, made)) == []


@pytest.mark.parametrize(
    "href",
    ["https://halle.example/billet", "https://halle.example/", "https://hal1e.example/billets",
     "javascript:halle.example/billets", "mailto:autre@halle.example"],
)  # fmt: skip
def test_another_address_is_added_whatever_the_source_writes_out(href: str) -> None:
    said = source("Billets : https://www.halle.example/billets ou accueil@halle.example.")
    assert "links.added" in codes(links.check(said, BRIEF, article(p(f'<a href="{href}">Les billets</a>.'))))
