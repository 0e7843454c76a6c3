"""What stands between quotation marks was said so: verbatim for a French source, no more than was said for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bridge.checks.places import MANY, blocker, body, clip, everything, info, source_text, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import BlockKind, Brief, Source
from bridge.text.facts.quotations import (
    Quotation,
    align,
    distinct,
    extract,
    folded,
    inserts,
    nearest,
    spoken_lines,
    stands_in,
)
from bridge.text.sentences import split_sentences

#: From so many words on, quotation marks claim that somebody said so; fewer are as often a term.
SAID_WORDS = 3
#: Two quotations this close are one, that a "dit-elle" has cut.
_CUT = 60
#: Quotations compared: no article has more.
_LOOKED_AT = 200

_Placed = tuple[str, Quotation]


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``quotations.altered`` and ``quotations.invented``; the rest is for the person who compares.

    For a French source, words that it does not have are ``altered`` (a warning for one or two of them), words that it
    has outside quotation marks ``not_quoted_in_source`` (warning). For another source, more quotations than it has
    are ``invented``, the others are told beside their originals, ``translated`` (info). Quotations that the article
    lost are ``dropped``: a warning where the source is French, else an info.
    """
    if source.language == "fr":
        return tuple(islice(_verbatim(source, article), 2 * MANY))
    return tuple(islice(_translated(source, article), 2 * MANY))


def _of_article(article: Article, *, dashes: bool = False) -> Iterator[_Placed]:
    """The quotations of fields and body; a quote block is one whether it has marks or not."""
    for piece in everything(article):
        if piece.node is not None and piece.node.kind is NodeKind.QUOTE:
            text = piece.text.partition("\n")[0] if piece.node.html else ""
            if text:
                yield piece.place, Quotation(text=text, start=0, end=len(text))
        else:
            yield from ((piece.place, quotation) for quotation in extract(piece.text))
            if dashes:
                yield from ((piece.place, quotation) for quotation in spoken_lines(piece.text))


def _of_source(source: Source) -> tuple[Quotation, ...]:
    blocks = (
        Quotation(text=block.text, start=0, end=len(block.text))
        for block in source.blocks
        if block.kind is BlockKind.QUOTE and block.text
    )
    text = source_text(source)
    return (*extract(text), *(spoken_lines(text) if source.language == "fr" else ()), *blocks)


def _verbatim(source: Source, article: Article) -> Iterator[Finding]:
    text = source_text(source)
    whole, quoted = folded(text), _of_source(source)[:_LOOKED_AT]
    inserted = folded(text, insertions=True)
    said = "|".join(folded(quotation.text) for quotation in quoted)
    candidates = [*(quotation.text for quotation in quoted), *split_sentences(text[:200_000])]
    seen: set[str] = set()
    for place, quotation in islice(_of_article(article, dashes=True), _LOOKED_AT):
        words = folded(quotation.text, insertions=True)
        if words in seen:
            continue
        seen.add(words)
        if not stands_in(quotation.text, whole) or inserts(quotation.text, inserted):
            yield _altered(place, quotation, candidates)
        elif (
            quotation.words >= SAID_WORDS
            and not stands_in(quotation.text, said)
            and not _reaches(folded(quotation.text), quoted)
        ):
            message = "La source dit ces mots hors de toute citation : ôtez les guillemets, ou vérifiez qui les a dits."
            yield warning("quotations.not_quoted_in_source", place, message, quotation.text)
    yield from _dropped_verbatim(quoted, article)


def _reaches(words: str, quoted: Sequence[Quotation]) -> bool:
    """Whether a quotation of the source begins what is quoted: its closing mark may stand in the wrong place."""
    return any(quotation.words >= SAID_WORDS and folded(quotation.text) in words for quotation in quoted)


def _altered(place: str, quotation: Quotation, candidates: Sequence[str]) -> Finding:
    beside = nearest(quotation.text, candidates)
    evidence = f"« {clip(quotation.text, 140)} »" + (f" | source : « {clip(beside, 140)} »" if beside else "")
    message = "Cette citation n’est pas mot pour mot dans la source : rétablissez ses mots, ou ôtez les guillemets."
    report = blocker if quotation.words >= SAID_WORDS else warning
    return report("quotations.altered", place, message, evidence)


def _dropped_verbatim(quoted: Sequence[Quotation], article: Article) -> Iterator[Finding]:
    whole = folded("\n".join(piece.text for piece in body(article)))
    lost = [
        quotation.text
        for quotation in distinct(quoted)
        if quotation.words >= SAID_WORDS and not any(_part_stands(part, whole) for part in _parts(quotation.text))
    ]
    if lost:
        message = (
            f"{len(lost)} citation(s) de la source ne sont pas dans l’article : voyez si elles manquent au lecteur."
        )
        yield warning("quotations.dropped", "article", message, _list(lost))


def _parts(text: str) -> tuple[str, ...]:
    return (text, *split_sentences(text))


def _part_stands(text: str, whole: str) -> bool:
    words = folded(text)
    return len(words) > 2 and words in whole


def _list(texts: Sequence[str]) -> str:
    return " ; ".join(f"« {clip(text, 90)} »" for text in texts[:10])


def _translated(source: Source, article: Article) -> Iterator[Finding]:
    whole = folded(source_text(source))
    # What the article has as the source has it is a name or a title, on either side.
    shown = folded("\n".join(piece.text for piece in everything(article)))
    quoted = distinct(_of_source(source)[:_LOOKED_AT])
    originals = [quotation for quotation in quoted if not stands_in(quotation.text, shown)]
    said = [quotation for quotation in originals if quotation.words >= SAID_WORDS]
    placed = _rendered(article, whole)
    pairs = align([quotation.text for _, quotation in placed], [quotation.text for quotation in originals])
    # A translation may need three words where the original needs one: every quotation of the source may be among them.
    surplus = len(placed) - len(originals)
    unmatched = [item for item, pair in zip(placed, pairs, strict=True) if pair is None]
    for place, quotation in unmatched[: max(0, surplus)]:
        message = (
            f"L’article a {len(placed)} citations, la source {len(originals)} : celle-ci n’en rend aucune. "
            "Ôtez les guillemets ou le passage."
        )
        yield blocker("quotations.invented", place, message, quotation.text)
    for (place, quotation), pair in zip(placed, pairs, strict=True):
        if pair is not None:
            message = "Citation traduite : comparez-la à l’original."
            evidence = f"« {clip(quotation.text, 140)} » | source : « {clip(originals[pair].text, 140)} »"
            yield info("quotations.translated", place, message, evidence)
    if len(placed) < len(said):
        chosen = {pair for pair in pairs if pair is not None}
        lost = [quotation.text for index, quotation in enumerate(originals) if index not in chosen]
        message = f"La source a {len(said)} citations, l’article {len(placed)} : voyez si l’une manque au lecteur."
        yield info("quotations.dropped", "article", message, _list(lost))


def _rendered(article: Article, whole: str) -> list[_Placed]:
    """The article's quotations that render something said: those the source has as they stand are names or titles."""
    candidates = [
        (place, quotation, folded(quotation.text))
        for place, quotation in islice(_of_article(article), _LOOKED_AT)
        if not quotation.single and quotation.words >= SAID_WORDS and not stands_in(quotation.text, whole)
    ]
    found: list[_Placed] = []
    for at, (place, quotation, words) in enumerate(candidates):
        if _repeats(at, words, [other for _, _, other in candidates]):
            continue
        if found and found[-1][0] == place and 0 <= quotation.start - found[-1][1].end <= _CUT:
            found[-1] = (place, _joined(found[-1][1], quotation))
        else:
            found.append((place, quotation))
    return found


def _repeats(at: int, words: str, others: Sequence[str]) -> bool:
    """Whether a longer quotation, or an earlier like one, has these words: a summary repeats what the body quotes."""
    return any(
        words in other and (len(other) > len(words) or index < at) for index, other in enumerate(others) if index != at
    )


def _joined(first: Quotation, second: Quotation) -> Quotation:
    return Quotation(text=f"{first.text} {second.text}", start=first.start, end=second.end)
