"""What the source shows — images, tables, embeds, shortcodes — stands in the article, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bridge.checks.places import block_text, blocker
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Block, BlockKind, Brief, Source

_NAMES = {
    BlockKind.TABLE: "Un tableau",
    BlockKind.IMAGE: "Une image",
    BlockKind.GALLERY: "Une galerie",
    BlockKind.EMBED: "Un contenu embarqué",
    BlockKind.SHORTCODE: "Un code court",
    BlockKind.CODE: "Un bloc de code",
    BlockKind.UNKNOWN: "Un bloc d’une extension",
}


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``kept.missing``, ``kept.twice``, ``kept.unknown``."""
    counts = Counter(node.source for node in article.body if node.kind is NodeKind.KEPT)
    blocks = {block.index: block for block in source.blocks if block.kept}
    return (*_carried(blocks, counts), *_unknown(blocks, counts))


def _carried(blocks: dict[int, Block], counts: Counter[int | None]) -> Iterator[Finding]:
    for index, block in blocks.items():
        name, place = _NAMES.get(block.kind, "Un bloc"), f"source, bloc {index + 1}"
        if counts[index] == 0:
            message = f"{name} de la source manque dans l’article : replacez ce bloc."
            yield blocker("kept.missing", place, message, block_text(block) or block.raw)
        elif counts[index] > 1:
            message = f"{name} de la source figure {counts[index]} fois dans l’article : n’en gardez qu’un exemplaire."
            yield blocker("kept.twice", place, message, block_text(block) or block.raw)


def _unknown(blocks: dict[int, Block], counts: Counter[int | None]) -> Iterator[Finding]:
    for index in counts:
        if index not in blocks:
            where = "aucun bloc" if index is None else f"le bloc {index + 1}"
            message = f"L’article veut reprendre {where} de la source, qui n’est pas un bloc à reprendre : retirez-le."
            yield blocker("kept.unknown", "article", message, "" if index is None else str(index))
