"""What an article and its source quote: each quotation with its place, who says it, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.checks.places import Piece, everything, source_text
from bridge.domain.article import Article, NodeKind
from bridge.domain.source import BlockKind, Source
from bridge.text.facts.quotations import Quotation, extract, spoken_lines
from bridge.text.facts.speakers import Attribution, Passage, attributed

#: Quotations looked at: no article has more.
LOOKED_AT = 200
#: Quotations of one paragraph this close are one, that a "dit-elle" has cut.
_CUT = 150


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A quotation: where it stands, the number of its passage, who says it, what is around it, and its paragraph."""

    place: str
    quotation: Quotation
    passage: int
    by: Attribution | None
    context: str = ""
    paragraph: str = ""

    @property
    def text(self) -> str:
        """The words between the marks."""
        return self.quotation.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """What one person says in one go: a quotation, or several that only "dit-elle" parts."""

    text: str
    said: tuple[Said, ...]


@lru_cache(maxsize=16)
def of_article(article: Article, dashes: bool = False) -> tuple[Said, ...]:
    """The quotations of fields and body; a quote block is one whether it has marks or not."""
    pieces = everything(article)
    passages = [_piece_passage(piece, dashes=dashes) for piece in pieces]
    return _said([piece.place for piece in pieces], passages, "fr")


def _piece_passage(piece: Piece, *, dashes: bool) -> Passage:
    if piece.node is not None and piece.node.kind is NodeKind.QUOTE:
        text = piece.text.partition("\n")[0] if piece.node.html else ""
        return _block(text, piece.node.citation)
    return _running(piece.text, dashes=dashes)


def _block(text: str, citation: str) -> Passage:
    """A quote block; one that has marks of its own is read by them, as it may say who speaks."""
    marked = extract(text)
    if marked and not text[: marked[0].start].strip():
        return Passage(text=text, quotations=marked[:LOOKED_AT], citation=citation)
    whole = (Quotation(text=text, start=0, end=len(text)),) if text else ()
    return Passage(text=text, quotations=whole, citation=citation)


def _running(text: str, *, dashes: bool) -> Passage:
    found = extract(text)
    if dashes:
        found = tuple(sorted((*found, *spoken_lines(text)), key=lambda quotation: quotation.start))
    return Passage(text=text, quotations=found[:LOOKED_AT])


@lru_cache(maxsize=16)
def of_source(source: Source) -> tuple[Said, ...]:
    """The quotations of the source, block by block; last, those that go on over several blocks."""
    language = "en" if source.language == "en" else "fr"
    passages = [_running(source.title, dashes=False)]
    for block in source.blocks:
        if block.kind is BlockKind.QUOTE and block.text:
            passages.append(_block(block.text, block.citation))
        else:
            passages.append(_running(block.text, dashes=language == "fr"))
    found = _said([""] * len(passages), passages, language)
    known = {said.text for said in found}
    # Line by line each was read above: what is left goes on over several.
    spread = [quotation for quotation in extract(source_text(source)) if quotation.text not in known]
    return (*found, *(Said(place="", quotation=quotation, passage=-1, by=None) for quotation in spread))[:LOOKED_AT]


def _said(places: Sequence[str], passages: Sequence[Passage], language: str) -> tuple[Said, ...]:
    found: list[Said] = []
    for number, speakers in enumerate(attributed(passages, language)):
        passage = passages[number]
        for quotation, by in zip(passage.quotations, speakers, strict=True):
            around = passage.text[max(0, quotation.start - 160) : quotation.start]
            after = passage.text[quotation.end : quotation.end + 120]
            found.append(
                Said(
                    place=places[number],
                    quotation=quotation,
                    passage=number,
                    by=by,
                    context=f"{around} … {after}",
                    paragraph=passage.text,
                )
            )
    return tuple(found[:LOOKED_AT])


def units(said: Iterable[Said]) -> tuple[Unit, ...]:
    """Every quotation by itself, then what follows each other in one paragraph and is one person's, joined."""
    alone = tuple(said)
    joined: list[Unit] = []
    run: list[Said] = []
    for item in (item for item in alone if not item.quotation.single):
        if run and _goes_on(run[-1], item):
            run.append(item)
            continue
        joined.extend(_joined(run))
        run = [item]
    joined.extend(_joined(run))
    return (*(Unit(text=item.text, said=(item,)) for item in alone), *joined)


def _joined(run: Sequence[Said]) -> list[Unit]:
    if len(run) < 2:
        return []
    return [Unit(text=" ".join(item.text for item in run), said=tuple(run))]


def _goes_on(first: Said, second: Said) -> bool:
    """Whether the second quotation goes on with what the first says."""
    gap = second.quotation.start - first.quotation.end
    if first.passage != second.passage or first.passage < 0 or not 0 <= gap <= _CUT:
        return False
    return one_speaker(first.by, second.by)


def one_speaker(first: Attribution | None, second: Attribution | None) -> bool:
    """Whether no two different speakers are named."""
    if first is None or second is None:
        return True
    ones, others = first.mention, second.mention
    if ones.names and others.names:
        return bool(ones.surnames & others.surnames)
    return not (ones.words and others.words) or bool(set(ones.words) & set(others.words))
