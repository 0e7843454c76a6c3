"""The places of an article by the names that an editor knows: what findings point to, and repairs look up."""

from __future__ import annotations

from bridge.domain.article import Article, NodeKind

TITLE = "titre"
SEO_TITLE = "titre SEO"
DESCRIPTION = "méta description"
KEYPHRASE = "requête cible"
EXCERPT = "extrait"
SLUG = "slug"
#: The article as a whole.
WHOLE = "article"

_NAMES = {
    NodeKind.HEADING: "intertitre",
    NodeKind.PARAGRAPH: "paragraphe",
    NodeKind.LIST: "liste",
    NodeKind.QUOTE: "citation",
    NodeKind.KEPT: "bloc repris",
}


def of_block(index: int) -> str:
    """A block of the source, by its index in ``Source.blocks``."""
    return f"source, bloc {index + 1}"


def node_places(article: Article) -> tuple[str, ...]:
    """For every node of the body its kind and its number among its kind, from 1: « paragraphe 3 »."""
    counts = dict.fromkeys(NodeKind, 0)
    places = []
    for node in article.body:
        counts[node.kind] += 1
        places.append(f"{_NAMES[node.kind]} {counts[node.kind]}")
    return tuple(places)
