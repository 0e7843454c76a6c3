"""The article renders every paragraph of its source; one that no sentence of it resembles was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bridge.checks.places import MANY, blocker, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import BlockKind, Brief, Source
from bridge.text import places
from bridge.text.bilingual.pairing import Pairing, pair
from bridge.text.bilingual.units import units
from bridge.text.words import count_words

#: A paragraph with less of its content in the article is dropped. Reviewed articles keep at least half of each, and
#: what two paragraphs of one text have in common by chance stays below.
KEPT = 0.42
#: Shorter paragraphs say too little to be missed, or are rendered in words of their own.
WORDS = 10
#: A section of so many paragraphs that went as a whole, or more than a third of all, is more than an abridgement.
SECTION = 2
SHARE = 1 / 3
_PARAGRAPHS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: int
    section: int
    text: str
    dropped: bool


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Warning ``content.dropped`` for every dropped paragraph, blocker ``content.dropped_much`` for a section or a
    third of them."""
    if not article.body or source.language not in {None, "fr", "en"}:
        return ()
    paragraphs = tuple(_paragraphs(source, pair(source, article)))
    dropped = [paragraph for paragraph in paragraphs if paragraph.dropped]
    return (*_much(paragraphs, dropped), *map(_finding, islice(dropped, MANY)))


def _paragraphs(source: Source, pairing: Pairing) -> Iterator[_Paragraph]:
    covers: dict[int, list[tuple[float, float]]] = {}
    for sentence, cover in zip(pairing.source, pairing.alignment.source_cover, strict=True):
        weight = sum(unit.weight for unit in units(sentence.text, pairing.language))
        covers.setdefault(sentence.block, []).append((weight, cover))
    section = 0
    for block in source.blocks:
        section += block.kind is BlockKind.HEADING
        if block.kind in _PARAGRAPHS and block.index in covers and count_words(block.text) >= WORDS:
            found = covers[block.index]
            total = sum(weight for weight, _ in found)
            mean = sum(weight * cover for weight, cover in found) / total if total else 1.0
            yield _Paragraph(block.index, section, block.text, mean < KEPT)


def _finding(paragraph: _Paragraph) -> Finding:
    message = "Aucune phrase de l’article ne rend ce passage de la source : voyez s’il manque au lecteur."
    return warning("content.dropped", f"source, bloc {paragraph.block + 1}", message, paragraph.text)


def _much(paragraphs: tuple[_Paragraph, ...], dropped: list[_Paragraph]) -> Iterator[Finding]:
    whole = _sections(paragraphs)
    if whole:
        message = "Une partie entière de la source manque dans l’article : reprenez-la."
        yield blocker("content.dropped_much", places.WHOLE, message, " […] ".join(item.text for item in whole))
    elif len(dropped) > max(SECTION, SHARE * len(paragraphs)):
        message = (
            f"{len(dropped)} des {len(paragraphs)} paragraphes de la source manquent dans l’article : "
            "reprenez ce qu’ils disent."
        )
        yield blocker("content.dropped_much", places.WHOLE, message, " […] ".join(item.text for item in dropped))


def _sections(paragraphs: tuple[_Paragraph, ...]) -> list[_Paragraph]:
    """The paragraphs of the first section that has no paragraph left."""
    for section in dict.fromkeys(paragraph.section for paragraph in paragraphs):
        of_section = [paragraph for paragraph in paragraphs if paragraph.section == section]
        if len(of_section) >= SECTION and all(paragraph.dropped for paragraph in of_section):
            return of_section
    return []
