"""What the source shows — images, tables, embeds, shortcodes — stands in the article, each as often as there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bridge.checks.places import block_text, blocker, fields
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Block, BlockKind, Brief, Source
from bridge.text import inline, places, shortcodes
from bridge.text.outline import node_html

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
    """Blockers ``kept.missing``, ``.twice``, ``.unknown``, ``.shortcode_missing``, ``_twice`` and ``_in_field``."""
    counts = Counter(node.source for node in article.body if node.kind is NodeKind.KEPT)
    blocks = {block.index: block for block in source.blocks if block.kept}
    codes = shortcodes.codes(source)
    within = (*_within(codes, article), *_in_fields(codes, article)) if codes else ()
    return (*_carried(blocks, counts), *_unknown(blocks, counts), *within)


def _carried(blocks: dict[int, Block], counts: Counter[int | None]) -> Iterator[Finding]:
    for index, block in blocks.items():
        name, place = _NAMES.get(block.kind, "Un bloc"), places.of_block(index)
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


def _within(codes: Counter[str], article: Article) -> Iterator[Finding]:
    """Shortcodes that stand in sentences: what they show is part of the draft, as an image is."""
    found = Counter(unit for node in article.body for html in node_html(node) for unit in shortcodes.units(html))
    for code, wanted in codes.items():
        if found[code] < wanted:
            message = f"Ce code court manque dans l’article ({found[code]} sur {wanted}) : replacez-le dans sa phrase."
            yield blocker("kept.shortcode_missing", "article", message, inline.plain(code))
        elif found[code] > wanted:
            message = (
                f"Ce code court figure {found[code]} fois, la source l’a {wanted} fois : retirez ce qui est en trop."
            )
            yield blocker("kept.shortcode_twice", "article", message, inline.plain(code))


def _in_fields(codes: Counter[str], article: Article) -> Iterator[Finding]:
    for piece in fields(article):
        for code in map(inline.plain, codes):
            if code in piece.text:
                message = f"Un code court ne s’exécute pas dans ce champ : retirez-le ({piece.place})."
                yield blocker("kept.shortcode_in_field", piece.place, message, code)
