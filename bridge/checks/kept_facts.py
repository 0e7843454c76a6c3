"""How much of what the source says the article keeps: one figure for a person, not a check."""

from __future__ import annotations

from bridge.checks.places import body
from bridge.checks.quoted import of_article, of_source
from bridge.domain.article import Article
from bridge.domain.source import Source
from bridge.text.facts.names.kept import kept as names_kept
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.verdicts import kept as numbers_kept
from bridge.text.facts.quotations import kept_share
from bridge.text.outline import links


def facts_kept(source: Source, article: Article) -> float:
    """From 0 to 1: the mean of the shares kept of its numbers and dates, its names, its quotations, and its links.

    Kinds that the source has none of don't count. What kept blocks say is carried over with them, and counts on neither
    side.
    """
    said = facts(source.text, source.language)
    text = "\n".join(piece.text for piece in body(article))
    shares = []
    if said:
        shares.append(numbers_kept(said, facts(text, "fr"))[0])
    names = names_kept(source.text, source.language, text)
    shares.append(names.share)
    spoken = list(dict.fromkeys(said.text for said in of_source(source) if not said.quotation.single))
    if spoken:
        shares.append(kept_share(spoken, [said.text for said in of_article(article)], text, source.language))
    addresses = {link.href for link in source.links}
    if addresses:
        shares.append(len(addresses & {href for _, href, _ in links(article)}) / len(addresses))
    return round(sum(shares) / len(shares), 3)
