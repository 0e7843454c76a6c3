"""All the checks together: faithful articles pass, nothing raises, nothing hangs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.checks.registry import CHECKS, run_checks
from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.finding import Finding, blockers
from bridge.domain.source import BlockKind, Brief, Source
from tests.checks.builders import PLAIN, article, block, codes, h, image, kept, linked, p, quote, source, ul

FRENCH_SOURCE = source(
    "Le 12 mars 2024, l’office des eaux de Valbrune a ouvert sa station de Montclar, qui a coûté 8,4 millions d’euros.",
    "La station traite 10 000 m³ par jour, 24 heures sur 24, pour les 35 communes du syndicat des Trois-Rivières.",
    linked("Le détail est dans", "https://eaux-valbrune.example/rapport?annee=2024", "le rapport"),
    image("La station vue du ciel"),
    "« Nous avons divisé par deux les pertes du réseau en cinq ans », a indiqué l’office. « Ce n’est qu’un début. »",
    "En vertu de l’article 49.3, du plan 2024-2025 et de la norme ISO 14001, 12,5 % du budget va à la recherche. "
    "Le n° 5 de la revue de l’office, paru le 1er mai, parle aussi du covid-19 et du G7.",
    title="Valbrune ouvre sa station d’épuration",
)
FRENCH_ARTICLE = article(
    "À Valbrune, la station d’épuration de Montclar est en service depuis le 12 mars 2024. Elle a coûté 8,4 M€ à "
    "l’office des eaux.",
    h("Une station pour 35 communes"),
    p(
        "Jour et nuit, 24 heures sur 24, elle traite 10 000 m³ pour le syndicat des Trois-Rivières ; voir "
        '<a href="https://eaux-valbrune.example/rapport?annee=2024">le rapport</a>.'
    ),
    kept(3),
    h("Ce qu’en dit l’office"),
    "« Nous avons divisé par deux les pertes du réseau en cinq ans », indique l’office, qui ajoute : « Ce n’est qu’un "
    "début. »",
    h("Le budget et la recherche"),
    "La recherche reçoit 12,5 % du budget, en vertu de l’article 49.3, du plan 2024-2025 et de la norme ISO 14001.",
    ul("Le n° 5 de la revue a paru le 1er mai.", "Elle y parle du covid-19 et du G7."),
    title="Valbrune : la station d’épuration de Montclar est ouverte",
    seo=SeoFields(
        title="Station d’épuration de Valbrune : ce qui change",
        description=(
            "La station d’épuration de Valbrune sert 35 communes depuis le 12 mars 2024 : son coût, ce qu’elle traite "
            "chaque jour et ce qu’en dit l’office."
        ),
        keyphrase="station d’épuration de Valbrune",
    ),
    slug="station-epuration-valbrune",
    excerpt="La station d’épuration de Montclar sert 35 communes.",
)
ENGLISH_SOURCE = source(
    "The Northmoor Harbour Authority said on Tuesday (27 February) that it would invest €15 million in its quays, "
    "25% more than in 2019.",
    "“We will not wait for another storm,” the authority said. “The quays must be ready by April 2026.”",
    "About 1,500 boats and a dozen ferries call at the port from 6.30am to 10pm. The A380 of ships, it was called in "
    "the 1990s, when GPT-4 was not even a dream.",
    "Between 10 and 15 per cent of the traffic, or two to three million tonnes, comes from the 21st century terminal.",
    title="Northmoor rebuilds its quays",
    language="en",
)
ENGLISH_ARTICLE = article(
    "L’autorité portuaire de Northmoor va investir 15 millions d’euros dans ses quais, soit 25 % de plus qu’en 2019. "
    "Elle l’a dit le mardi 27 février.",
    h("Un port de 1 500 bateaux"),
    "Quelque 1 500 bateaux et une douzaine de ferries font escale de 6 h 30 à 22 h. On l’appelait l’A380 des bateaux "
    "dans les années 1990, quand GPT-4 n’était pas même un rêve.",
    h("Des quais prêts en avril 2026"),
    quote("« Nous n’attendrons pas une autre tempête », dit l’autorité."),
    "« Les quais doivent être prêts en avril 2026 », ajoute-t-elle.",
    h("Un terminal du XXIe siècle"),
    "De 10 à 15 % du trafic, soit deux à trois millions de tonnes, viennent de ce terminal.",
    title="Northmoor reconstruit ses quais",
    seo=SeoFields(
        title="Quais de Northmoor : 15 millions d’euros",
        description=(
            "Les quais de Northmoor seront refaits pour 15 millions d’euros : ce que prévoit l’autorité portuaire, et "
            "quand les bateaux pourront y venir."
        ),
        keyphrase="quais de Northmoor",
    ),
    slug="quais-northmoor",
    excerpt="L’autorité portuaire de Northmoor va refaire ses quais.",
)


@pytest.mark.parametrize(
    ("origin", "made"), [(FRENCH_SOURCE, FRENCH_ARTICLE), (ENGLISH_SOURCE, ENGLISH_ARTICLE)], ids=["fr", "en"]
)
def test_a_faithful_article_raises_no_blocker(origin: Source, made: Article) -> None:
    found = run_checks(origin, Brief(min_words=60), made)
    assert blockers(found) == ()
    assert "numbers.doubtful" not in codes(found)


def test_the_source_itself_as_the_article() -> None:
    """The engine that moves sentences and changes none must never be held for its facts."""
    body = [kept(item.index) if item.kept else p(item.html) for item in FRENCH_SOURCE.blocks]
    found = run_checks(FRENCH_SOURCE, Brief(min_words=10), article(*body))
    assert blockers(found) == ()


def test_blockers_come_first_and_once() -> None:
    made = article(p("Le port compte 7 quais. ```"), p("Le port compte trois quais."), excerpt="")
    found = run_checks(source(PLAIN), Brief(min_words=10), made)
    ranks = [("blocker", "warning", "info").index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert len(set(found)) == len(found)


def test_a_check_that_fails_holds_the_draft_and_stops_no_other() -> None:
    def broken(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
        raise IndexError("secret: Valbrune")

    found = run_checks(FRENCH_SOURCE, Brief(), FRENCH_ARTICLE, {"broken": broken, "numbers": CHECKS["numbers"]})
    assert [finding.code for finding in blockers(found)] == ["checks.failed"]
    assert "broken" in found[0].message
    assert "secret" not in found[0].message


def test_evidence_is_short() -> None:
    made = article(p("« " + "Des mots sans fin et 12 quais. " * 200 + "»"))
    assert all(len(item.evidence) <= 300 for item in run_checks(source(PLAIN), Brief(), made))


SNIPPETS = st.sampled_from(
    ["« ", " »", "“", "”", '"', "'", "’", "15 ", "€", "%", "millions ", "mardi ", "27 février ", "<b>", "</b>", "<",
     ">", "&amp;", "[x y]", "[", "](", "**", "# ", "\n", "\u00a0", "XXIe siècle", "https://a.fr", "a@b.fr", "mot ",
     "Le port ", ". ", "{{", "}}", "<script>", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
     "\x00", "١٢", "²", "½", "ⅷ", "31/02/2024", "0/0/0000", "99999999999999999999999999 millions d'euros"]
)  # fmt: skip
TEXT = st.one_of(st.lists(SNIPPETS, max_size=12).map("".join), st.text(max_size=40))
NODE = st.builds(
    Node,
    kind=st.sampled_from(NodeKind),
    html=TEXT,
    level=st.one_of(st.none(), st.integers(-1, 9)),
    items=st.lists(TEXT, max_size=3).map(tuple),
    citation=TEXT,
    source=st.one_of(st.none(), st.integers(-2, 5)),
)
ARTICLE = st.builds(
    Article,
    title=TEXT,
    body=st.lists(NODE, max_size=6).map(tuple),
    seo=st.builds(SeoFields, title=TEXT, description=TEXT, keyphrase=TEXT),
    slug=TEXT,
    excerpt=TEXT,
)
SOURCE = st.builds(
    lambda texts, kinds, language: source(
        *(block(0, text, kind) for text, kind in zip(texts, kinds, strict=False)), language=language
    ),
    st.lists(TEXT, max_size=4),
    st.lists(st.sampled_from(BlockKind), min_size=4, max_size=4),
    st.sampled_from(["fr", "en", "de", None]),
)


@settings(max_examples=150, deadline=None)
@given(SOURCE, ARTICLE)
def test_no_check_ever_raises(origin: Source, made: Article) -> None:
    for name, check in CHECKS.items():
        for finding in check(origin, Brief(keyphrase="port"), made):
            assert finding.code.startswith((f"{name}.", "words", "markup", "content", "quotations"))
            assert finding.message
            assert finding.place


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "Le port de Valbrune compte 12 quais et « un mot de trop ». ",
        "« ", "1 ", "[", "<", "<a ", "deux ", "**", "a.", "mot", "'a ", "{\"a", "- \n", "a@", "27 février ",
    ],
)  # fmt: skip
def test_endless_text_does_not_hang(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    origin = source(text)
    made = article(p(text.replace("<", "&lt;")))
    began = time.monotonic()
    run_checks(origin, Brief(), made)
    assert time.monotonic() - began < 30


def test_the_french_seed_agrees_with_itself(seeds: Path) -> None:
    path = seeds / "draft-fr-with-instruction.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    origin = source(*lines, title="")
    found = run_checks(origin, Brief(), article(*lines))
    facts = {"numbers.unsupported", "numbers.weekday", "quotations.altered", "links.added", "leftovers.placeholder"}
    assert not [item for item in blockers(found) if item.code in facts]
