"""Subheadings: H2 and below, in order, with text under each, and often enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bridge.checks.places import blocker, clip, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import inline
from bridge.text.outline import Heading, body_words, headings, sections

#: Yoast's limit for a stretch of text without a subheading, in words.
SECTION_WORDS = 300


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``h1``, ``order``, ``too_few``, ``empty``; warnings ``section_too_long``, ``no_text_below``."""
    return (*_levels(article), *_order(article), *_frequency(article), *_empty(article), *_bare(article))


def _levels(article: Article) -> Iterator[Finding]:
    for node in article.body:
        if node.kind is NodeKind.HEADING and node.level not in range(2, 7):
            text = inline.plain(node.html)
            message = (
                "Un intertitre va du niveau H2 au niveau H6 ; le H1 est le titre de l’article. Donnez-lui son niveau."
            )
            yield blocker("headings.h1", f"intertitre « {clip(text, 60)} »", message, text)


def _order(article: Article) -> Iterator[Finding]:
    found = headings(article)
    if found and found[0].level > 2:
        message = f"Le premier intertitre est un H{found[0].level} : il doit être un H2."
        yield blocker("headings.order", _place(found[0]), message, found[0].text)
    for above, heading in pairwise(found):
        if heading.level > above.level + 1:
            message = f"Ce H{heading.level} suit un H{above.level} : un niveau manque. Faites-en un H{above.level + 1}."
            yield blocker("headings.order", _place(heading), message, heading.text)


def _place(heading: Heading | None) -> str:
    return f"intertitre « {clip(heading.text, 60)} »" if heading else "début de l’article"


def _frequency(article: Article) -> Iterator[Finding]:
    needed = body_words(article) // SECTION_WORDS
    count = sum(heading.level == 2 for heading in headings(article))
    if count < needed:
        message = (
            f"L’article a {count} intertitre(s) H2 ; pour sa longueur il en faut au moins {needed}, un par 300 mots."
        )
        yield blocker("headings.too_few", "article", message, f"{count} / {needed}")
    for section in sections(article):
        if section.words > SECTION_WORDS:
            message = f"{section.words} mots sans intertitre : Yoast en admet {SECTION_WORDS}. Coupez cette section."
            yield warning("headings.section_too_long", _place(section.heading), message)


def _empty(article: Article) -> Iterator[Finding]:
    for heading in headings(article):
        if not heading.text:
            message = "Cet intertitre est vide : donnez-lui un texte ou retirez-le."
            yield blocker("headings.empty", f"bloc {heading.node + 1}", message)


def _bare(article: Article) -> Iterator[Finding]:
    cut = [section for section in sections(article) if section.heading]
    for section, following in zip(cut, [*cut[1:], None], strict=False):
        heading, after = section.heading, following.heading if following else None
        if heading and not section.nodes and (after is None or after.level <= heading.level):
            message = "Aucun texte ne suit cet intertitre : rédigez la section ou retirez-le."
            yield warning("headings.no_text_below", _place(heading), message, heading.text)
