"""What an article leaves out of its source, and what it brings along."""

from __future__ import annotations

from bridge.checks import additions, omissions
from bridge.domain.finding import Finding
from bridge.domain.source import BlockKind
from tests.checks.builders import BRIEF, article, block, codes, h, severities, source

BRIDGE = "The bridge over the Aubre will close on 1 June for nine months, the county council said on Monday."
COST = "The work will cost 4 million euros, a third of it paid by the towns on both banks of the river."
FERRY = "Cyclists will be able to use a small ferry, which will cross every ten minutes from six in the morning."
SHOPS = "Shopkeepers in the old town fear that customers will stay away during the works."
HELP = "A fund of 200,000 euros will help those who lose more than a tenth of their sales."

PONT = "Le pont sur l’Aubre fermera le 1er juin pour neuf mois, a annoncé lundi le conseil départemental."
COUT = "Les travaux coûteront 4 millions d’euros. Les communes des deux rives en paieront un tiers."
BAC = "Les cyclistes pourront prendre un petit bac. Il traversera toutes les dix minutes, dès six heures du matin."
BOUTIQUES = "Dans la vieille ville, les commerçants craignent de perdre des clients pendant le chantier."
FONDS = "Un fonds de 200 000 euros aidera ceux qui perdent plus d’un dixième de leurs ventes."

WHOLE = (PONT, COUT, BAC, BOUTIQUES, FONDS)
ORIGIN = source(
    BRIDGE, COST, FERRY, block(0, "What it means for shops", BlockKind.HEADING), SHOPS, HELP,
    title="Bridge to close", language="en",
)  # fmt: skip


def told(*written: str) -> tuple[Finding, ...]:
    made = article(*written)
    return (*omissions.check(ORIGIN, BRIEF, made), *additions.check(ORIGIN, BRIEF, made))


def test_a_faithful_article_in_another_order_raises_nothing() -> None:
    assert told(*WHOLE) == ()
    assert told(*reversed(WHOLE)) == ()


def test_a_dropped_paragraph_is_a_warning_with_the_sources_words() -> None:
    found = told(PONT, COUT, BOUTIQUES, FONDS)

    assert severities(found) == {("content.dropped", "warning")}
    assert found[0].place == "source, bloc 3"
    assert "ferry" in found[0].evidence


def test_a_dropped_section_holds_the_draft() -> None:
    assert ("content.dropped_much", "blocker") in severities(told(PONT, COUT, BAC))


def test_an_invented_outcome_is_told() -> None:
    found = told(*WHOLE, "La demande des riverains a été rejetée par le tribunal administratif.")

    assert severities(found) == {("content.added", "warning")}


def test_an_article_about_something_else_holds_the_draft() -> None:
    found = told(
        PONT,
        "La tarte se mange tiède, avec une boule de glace à la vanille.",
        "Étalez la pâte brisée dans un moule beurré, puis piquez-la.",
        "Épluchez les pommes et coupez-les en tranches fines.",
        "Enfournez pendant quarante minutes et saupoudrez de cannelle.",
        "Servez un cidre brut bien frais dans des bolées de grès.",
        "La confiture d’abricot se nappe au pinceau, encore chaude.",
    )

    assert {("content.invented", "blocker"), ("content.dropped_much", "blocker")} <= severities(found)


def test_filler_is_told_unless_the_source_has_it() -> None:
    filler = "Il est important de noter que le pont sur l’Aubre fermera le 1er juin."

    assert codes(told(*WHOLE, filler)) == ["content.padding"]
    said = source(filler, title="", language="fr")
    assert additions.check(said, BRIEF, article(filler)) == ()


def test_the_same_in_other_words_is_told() -> None:
    again = "Pendant le chantier, les commerçants de la vieille ville craignent en effet de perdre leurs clients."

    assert "content.repeated" in codes(told(*WHOLE, again))


def test_headings_and_questions_may_generalise() -> None:
    made = article(PONT, h("Ce que change le chantier pour la vallée entière"), COUT, BAC, BOUTIQUES, FONDS,
                   "Faut-il s’attendre à des embouteillages monstres dans le quartier universitaire ?")  # fmt: skip

    assert additions.check(ORIGIN, BRIEF, made) == ()
