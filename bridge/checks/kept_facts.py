"""How much of what the source says the article keeps: one figure for a person, not a check."""

from __future__ import annotations

from bridge.checks.places import body
from bridge.domain.article import Article
from bridge.domain.source import Source
from bridge.text.facts.names.kept import kept as names_kept
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.verdicts import kept as numbers_kept
from bridge.text.outline import links


def facts_kept(source: Source, article: Article) -> float:
    """From 0 to 1: the mean of the shares kept of its numbers and dates, its names, and its links; kinds that the
    source has none of don't count. What kept blocks say is carried over with them, and counts on neither side."""
    said = facts(source.text, source.language)
    text = "\n".join(piece.text for piece in body(article))
    shares = []
    if said:
        shares.append(numbers_kept(said, facts(text, "fr"))[0])
    names = names_kept(source.text, source.language, text)
    shares.append(names.share)
    addresses = {link.href for link in source.links}
    if addresses:
        shares.append(len(addresses & {href for _, href, _ in links(article)}) / len(addresses))
    return round(sum(shares) / len(shares), 3)
