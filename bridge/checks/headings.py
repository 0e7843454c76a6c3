"""Subheadings: H2 and below, in order, with text under each, and often enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from bridge.checks.places import MANY, blocker, body, clip, source_text, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import inline
from bridge.text.facts.quotations import folded
from bridge.text.outline import Heading, body_words, headings, paragraphs, sections
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words

#: Yoast's limit for a stretch of text without a subheading, in words.
SECTION_WORDS = 300
#: Words from which on a heading is long, and from which on it is none; newspapers stay below twelve.
LONG, SENTENCE_LENGTH = 16, 28
#: So many headings, with so large a share of the words, and it is the paragraphs that became headings.
MANY_HEADINGS, HEADING_SHARE = 3, 0.4
_FULL_STOP = re.compile(r"(?<![.…])(?<!\betc)(?<!\b[A-Z])(?<!\bcf)\.\Z")
_BOLD = re.compile(r"<(strong|b)>(?:(?!</\1>).)*</\1>\s*", re.DOTALL)


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blockers ``h1``, ``order``, ``too_few``, ``empty``, ``too_long``, ``all_headings``, ``no_text_below`` at the end.

    Warnings ``section_too_long``, ``no_text_below``, ``too_long`` where it is still one sentence, ``duplicate``,
    ``full_stop``, ``bold_paragraph``. Where the brief asks for no length, too few subheadings are a warning.
    """
    known = folded(source_text(source))
    return (
        *_levels(article),
        *_order(article),
        *_frequency(brief, article),
        *_empty(article),
        *_bare(article),
        *_everything_a_heading(article),
        *islice(_wording(article, known), MANY),
        *islice(_bold(article), MANY),
    )


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


def _frequency(brief: Brief, article: Article) -> Iterator[Finding]:
    needed = body_words(article) // SECTION_WORDS
    count = sum(heading.level == 2 for heading in headings(article))
    if count < needed:
        message = (
            f"L’article a {count} intertitre(s) H2 ; pour sa longueur il en faut au moins {needed}, un par 300 mots."
        )
        report = blocker if brief.min_words else warning
        yield report("headings.too_few", "article", message, f"{count} / {needed}")
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
            report = warning if after else blocker
            yield report("headings.no_text_below", _place(heading), message, heading.text)


def _everything_a_heading(article: Article) -> Iterator[Finding]:
    """A weak model that is asked for subheadings makes one of every paragraph."""
    pieces = body(article)
    found = [piece for piece in pieces if piece.node and piece.node.kind is NodeKind.HEADING]
    words = sum(count_words(piece.text) for piece in found)
    total = sum(count_words(piece.text) for piece in pieces)
    if len(found) >= MANY_HEADINGS and words > HEADING_SHARE * total:
        message = (
            f"{words} des {total} mots sont dans des intertitres : ce sont des paragraphes. Rendez-les au texte, et "
            "gardez un intertitre court par section."
        )
        yield blocker("headings.all_headings", "article", message, f"{len(found)} intertitres")


def _wording(article: Article, known: str) -> Iterator[Finding]:
    seen = {folded(article.title)}
    for heading in headings(article):
        words = count_words(heading.text)
        own = folded(heading.text)
        if words > SENTENCE_LENGTH or (words > LONG and len(split_sentences(heading.text)) > 1):
            message = f"Cet intertitre a {words} mots : c’est un paragraphe. Faites-en un, sous un intertitre court."
            yield (warning if own in known else blocker)("headings.too_long", _place(heading), message, heading.text)
        elif words > LONG:
            message = f"Cet intertitre a {words} mots : {LONG} suffisent. Raccourcissez-le."
            yield warning("headings.too_long", _place(heading), message, heading.text)
        if own and own in seen:
            message = "Cet intertitre répète le titre, ou un autre intertitre : dites ce que la section apporte."
            yield warning("headings.duplicate", _place(heading), message, heading.text)
        seen.add(own)
        if _FULL_STOP.search(heading.text):
            message = "Un intertitre ne finit pas par un point : retirez-le."
            yield warning("headings.full_stop", _place(heading), message, heading.text)


def _bold(article: Article) -> Iterator[Finding]:
    """A paragraph that is only a few bold words: neither Yoast nor a screen reader takes it for a heading."""
    for index, text in paragraphs(article):
        html = article.body[index].html.strip()
        if _BOLD.fullmatch(html) and count_words(text) <= LONG and not text.endswith((".", "!", "…", "»", ":", ")")):
            message = "Ce paragraphe en gras tient lieu d’intertitre : faites-en un intertitre."
            yield warning("headings.bold_paragraph", f"bloc {index + 1}", message, text)
