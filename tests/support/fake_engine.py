"""An engine whose answers a test decides; without any, it arranges the source's own words under a subheading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bridge.domain.article import Article, ModelCall, Node, NodeKind, Rewrite, SeoFields
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import UNMETERED, Meter
from bridge.domain.source import BlockKind, Brief, Source

KEYPHRASE = "marché couvert"
#: A draft that says enough for an article of its own words to be without a blocker (with ``Brief(min_words=50)``).
DRAFT = """\
<!-- wp:paragraph -->
<p>Le marché couvert rouvre samedi. La halle a été repeinte, et les étals sont plus larges qu’avant les travaux.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>Les commerçants du marché couvert reviennent tous. Ils étaient 24 avant le chantier ; ils seront 26 à la
réouverture. La mairie a payé 310 000 euros pour le toit, selon le <a href="https://mairie.example/bilan">bilan</a>.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":7} -->
<figure class="wp-block-image"><img src="https://site.example/halle.jpg" alt="La halle" class="wp-image-7"/></figure>
<!-- /wp:image -->

<!-- wp:paragraph -->
<p>Des bancs attendent les clients devant l’entrée. Les horaires ne changent pas, et le parking reste gratuit le matin.
Les habitants pourront visiter la halle dès vendredi soir, avant l’arrivée des premiers étals.</p>
<!-- /wp:paragraph -->"""


def article_from(source: Source) -> Article:
    """The source's own blocks, with a subheading behind the first and SEO fields of words that stand in DRAFT."""
    nodes = [
        Node(kind=NodeKind.KEPT, source=block.index)
        if block.kept
        else Node(kind=NodeKind.PARAGRAPH, html=block.html, origins=(block.index,))
        for block in source.blocks
        if block.kept or block.kind is BlockKind.PARAGRAPH
    ]
    nodes.insert(1, Node(kind=NodeKind.HEADING, level=2, html="Le marché couvert repeint"))
    return Article(
        title="Le marché couvert rouvre samedi",
        body=tuple(nodes),
        seo=SeoFields(
            title="Marché couvert : la halle rouvre samedi",
            description="Le marché couvert rouvre samedi : la halle a été repeinte, les étals sont plus larges et les "
            "commerçants reviennent tous.",
            keyphrase=KEYPHRASE,
        ),
        slug="marche-couvert",
        excerpt="La halle a été repeinte.",
    )


def none(code: str = "model.refused", message: str = "Le modèle a refusé de réécrire ce texte.") -> Rewrite:
    """No article, and why."""
    return Rewrite(
        article=None, findings=(Finding(severity=Severity.BLOCKER, code=code, place="réponse", message=message),)
    )


class FakeEngine:
    """``answers``: what the next calls do (an error is raised); ``asked``: what each call was given."""

    name = "faux"

    def __init__(self, *answers: Rewrite | BaseException | Callable[[Source], Rewrite]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[Source, Brief]] = []
        self.repairs: list[Callable[[Rewrite], Rewrite]] = []
        self.repaired: list[tuple[Finding, ...]] = []

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        self.asked.append((source, brief))
        answer = self.answers.pop(0) if self.answers else self.good
        if isinstance(answer, BaseException):
            raise answer
        made = answer if isinstance(answer, Rewrite) else answer(source)
        return _metered(made, meter)

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port: the next of ``repairs``, None when they are used up."""
        self.repaired.append(findings)
        return _metered(self.repairs.pop(0)(made), meter, paid=len(made.calls)) if self.repairs else None

    @staticmethod
    def good(source: Source) -> Rewrite:
        """An article that the checks have nothing against."""
        call = ModelCall(model="faux", prompt_tokens=100, completion_tokens=50, seconds=0.5, purpose="whole")
        noticed = Finding(severity=Severity.INFO, code="faux.vu", place="article", message="Le moteur a vu ceci.")
        return Rewrite(article=article_from(source), findings=(noticed,), calls=(call,))


def _metered(made: Rewrite, meter: Meter, paid: int = 0) -> Rewrite:
    calls = list(made.calls[:paid])
    for call in made.calls[paid:]:
        meter.before(model=call.model, prompt_tokens=call.prompt_tokens or 0, completion_tokens=50)
        calls.append(meter.after(call))
    return replace(made, calls=tuple(calls))
