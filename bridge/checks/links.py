"""The article has the source's links, each as often as the source, and no other address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, blocker, everything, source_text
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import outline

_TLD = (
    r"(?-i:com|org|net|info|biz|eu|fr|be|ch|ca|de|uk|us|es|it|nl|lu|pt|pl|io|ai|co|me|tv|app|dev|gouv|gov|edu|online|"
    r"site|shop|store|blog|news|paris|bzh|alsace|corsica|tech|xyz|club|link|click|top|ru|cn|jp|br|in)"
)
#: In lower case, as "reste.De là" lacks a space and is no address.
_ADDRESS = re.compile(
    rf"(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>\"'«»()\[\]]+"
    rf"|(?<![\w@./-])[\w+-]++(?:\.[\w+-]++)*@[\w-]++(?:\.[\w-]++)+"
    rf"|(?<![\w@./-])(?:[a-z0-9-]++\.)+{_TLD}(?![\w-])(?:/[^\s<>\"'«»()\[\]]*)?",
    re.IGNORECASE,
)


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``links.missing``, ``links.twice``, ``links.added``."""
    wanted = Counter(link.href for link in source.links)
    found = Counter(href for _, href, _ in outline.links(article))
    labels = {link.href: link.text for link in source.links}
    return (*_compared(wanted, found, labels), *islice(_bare(source, article), MANY))


def _compared(wanted: Counter[str], found: Counter[str], labels: dict[str, str]) -> Iterator[Finding]:
    for href in wanted | found:
        label = f"« {labels[href]} » : {href}" if href in labels else href
        if href not in wanted:
            message = "Ce lien n’est pas dans la source : retirez-le."
            yield blocker("links.added", "article", message, label)
        elif found[href] < wanted[href]:
            message = f"Ce lien de la source manque dans l’article ({found[href]} sur {wanted[href]}) : replacez-le."
            yield blocker("links.missing", "article", message, label)
        elif found[href] > wanted[href]:
            message = (
                f"Ce lien figure {found[href]} fois, la source l’a {wanted[href]} fois : retirez ce qui est en trop."
            )
            yield blocker("links.twice", "article", message, label)


def _bare(source: Source, article: Article) -> Iterator[Finding]:
    """Addresses written out in the text: no link, but a reader follows them all the same."""
    pieces = [(piece, _addresses(piece.text)) for piece in everything(article)]
    if not any(addresses for _, addresses in pieces):
        return
    raw = (block.raw for block in source.blocks)
    known = "\n".join((source_text(source), *raw, *(link.href for link in source.links))).casefold()
    for piece, addresses in pieces:
        for address in addresses:
            if address.casefold() not in known:
                message = "Cette adresse n’est pas dans la source : retirez-la."
                yield blocker("links.added", piece.place, message, address)


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group().rstrip(".,;:!?…") for match in _ADDRESS.finditer(text)))
