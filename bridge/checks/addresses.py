"""Every postal address of the article is one of the source’s: number, street, post code and town together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, blocker, brief_text, clip, everything, source_text
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.addresses import wrong

#: Longer pieces are cut here.
_LONGEST = 20_000


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blocker ``addresses.altered``; e-mail addresses and those of sites are the links check’s, telephones numbers."""
    known = f"{source_text(source)}\n{brief_text(brief)}"
    return tuple(islice(_wrong(article, known), MANY))


def _wrong(article: Article, known: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for piece in everything(article):
        if not any(char.isdigit() or char == " " for char in piece.text):
            continue
        for found in wrong(piece.text[:_LONGEST], known):
            if found.text in seen:
                continue
            seen.add(found.text)
            evidence = f"{found.text} | source : {found.beside}" if found.beside else found.text
            message = f"L’adresse « {clip(found.text, 80)} » n’est pas celle de la source : rétablissez-la en entier."
            yield blocker("addresses.altered", piece.place, message, evidence)
