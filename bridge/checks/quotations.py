"""What stands between quotation marks was said so: verbatim for a French source, rendered faithfully for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bridge.checks import unmarked
from bridge.checks.places import MANY, blocker, body, clip, everything, info, source_text, warning
from bridge.checks.quoted import LOOKED_AT, Said, Unit, of_article, of_source, one_speaker, units
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.facts.quotations import (
    Cut,
    Quotation,
    align,
    distinct,
    folded,
    inserts,
    nearest,
    parts,
    readings,
    stands_in,
    turned,
    without_incises,
)
from bridge.text.facts.quotations.judgement import Judgement, Originals, Outcome, freely, judged, originals
from bridge.text.facts.quotations.renderings import Flaw, proper_names
from bridge.text.facts.speakers import Attribution
from bridge.text.sentences import split_sentences

#: From so many words on, quotation marks claim that somebody said so; fewer are as often a term.
SAID_WORDS = 3
#: Two quotations this close are one, that a "dit-elle" has cut.
_CUT = 60

#: A quotation that is one of these renders its original, well or badly.
_RENDERED = frozenset((Outcome.RENDERED, Outcome.DOUBTFUL))
_FLAWS = {
    Flaw.NEGATION: "la négation n’est pas celle de l’original",
    Flaw.CONTRARY: "elle dit le contraire de l’original, ou une autre mesure",
    Flaw.NUMBER: "elle a un nombre que l’original n’a pas",
    Flaw.NAME: "elle nomme quelqu’un ou quelque chose d’autre que l’original",
    Flaw.ADDED: "elle ajoute ce que l’original ne dit pas",
    Flaw.MERGED: "elle réunit les mots de deux citations",
    Flaw.CONDITION: "elle tait la condition que pose l’original",
    Flaw.WORD: "un mot n’a rien de commun avec ceux de l’original",
}


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``quotations.altered`` and ``quotations.invented``; the rest is for the person who compares.

    For a French source, words that it does not have are ``altered`` (a warning for one or two of them that nobody is
    said to say), words that it has outside quotation marks ``not_quoted_in_source`` (warning), cuts that leave a
    negation out ``altered``, words that it quotes and the article says in its own voice ``unmarked`` (a warning where
    the sentence says whose they are). For another source, what renders no quotation is ``invented``, what renders one
    with another negation, number, name or an addition ``altered``, what has little in common with its original
    ``doubtful`` (warning); the others are told beside their originals, ``translated`` (info). Quotations that the
    article lost are ``dropped``: a warning where the source is French, else an info.
    """
    found = _verbatim(source, article) if source.language == "fr" else _translated(source, article)
    return (*islice(found, 2 * MANY), *unmarked.found(source, article))


@lru_cache(maxsize=16)
def _units(source: Source) -> tuple[Unit, ...]:
    return units(of_source(source))


def _variants(text: str) -> tuple[str, ...]:
    """The folded words of a quotation, with and without what only says who speaks."""
    return tuple(dict.fromkeys(folded(reading) for reading in readings(text)))


def _verbatim(source: Source, article: Article) -> Iterator[Finding]:
    text = source_text(source)
    whole, inserted = folded(text), folded(text, insertions=True)
    said = _units(source)
    spoken = [(unit, words) for unit in said for words in _variants(unit.text)]
    candidates = [*(unit.text for unit in said), *split_sentences(text[:200_000])]
    seen: set[str] = set()
    for item in of_article(article, dashes=True):
        words = folded(item.text, insertions=True)
        if words in seen:
            continue
        seen.add(words)
        yield from _judged_verbatim(item, spoken, whole, inserted, candidates, source)
    yield from _dropped_verbatim(source, article)


def _judged_verbatim(
    item: Said,
    spoken: Sequence[tuple[Unit, str]],
    whole: str,
    inserted: str,
    candidates: Sequence[str],
    source: Source,
) -> Iterator[Finding]:
    own = readings(item.text)
    if inserts(item.text, inserted):
        yield _altered(item, candidates, _units(source))
        return
    stands = [unit for unit, words in spoken if any(stands_in(reading, words) for reading in own)]
    if stands:
        yield from _cut(item, stands)
        return
    pieces = parts(item.text)
    if len(pieces) > 1 and all(stands_in(piece, whole) for piece in pieces):
        yield from _spread(item, pieces, spoken)
    elif not stands_in(item.text, whole):
        yield from _elsewhere(item, candidates, source)
    elif item.quotation.words >= SAID_WORDS:
        message = "La source dit ces mots hors de toute citation : ôtez les guillemets, ou vérifiez qui les a dits."
        yield warning("quotations.not_quoted_in_source", item.place, message, item.text)


def _cut(item: Said, stands: Sequence[Unit]) -> Iterator[Finding]:
    """Words that were said, but cut where a negation stood."""
    if item.quotation.words < SAID_WORDS:
        return
    cuts = {turned(item.text, unit.text, item.context) for unit in stands}
    beside = _beside(item.text, stands[0].text)
    if cuts == {Cut.CONTRARY}:
        message = "Coupée ainsi, la citation dit le contraire : rétablissez la négation."
        yield blocker("quotations.altered", item.place, message, beside)
    elif Cut.NONE not in cuts:
        message = "La source nie ce dont ces mots font partie : vérifiez que l’article le nie aussi."
        yield warning("quotations.cut", item.place, message, beside)


def _spread(item: Said, pieces: Sequence[str], spoken: Sequence[tuple[Unit, str]]) -> Iterator[Finding]:
    """Parts of a quotation that the source has in different places: one person's, perhaps, or of nobody."""
    speakers = [[unit for unit, words in spoken if stands_in(piece, words)] for piece in pieces]
    if all(speakers):
        named = [found[0].said[0].by for found in speakers]
        if all(one is not None and one_speaker(named[0], one) for one in named):
            message = "La citation réunit ce qui a été dit à plusieurs endroits : vérifiez-en le sens."
            yield warning("quotations.joined", item.place, message, item.text)
            return
    message = "La citation réunit des mots qui n’ont pas été dits ensemble : séparez-les."
    yield blocker("quotations.altered", item.place, message, item.text)


def _elsewhere(item: Said, candidates: Sequence[str], source: Source) -> Iterator[Finding]:
    """Words that the source does not have in this order: altered, or the translation of a foreign quotation."""
    foreign = [unit.text for unit in _units(source) if _is_english(unit.text)]
    if foreign:
        verdict = judged(item.text, originals(foreign, (), frozenset(), "en"), item.context)
        if verdict.outcome is Outcome.RENDERED and not verdict.flaws and verdict.original is not None:
            yield _told(item, foreign[verdict.original])
            return
    yield _altered(item, candidates, _units(source))


def _is_english(text: str) -> bool:
    words = folded(text).split()
    english = sum(1 for word in words if word in _ENGLISH)
    return english >= 2 and english * 6 >= len(words)


_AGREEMENT = re.compile(r"(?:es|e|s)\Z")
_ENGLISH = frozenset(("the", "of", "and", "to", "is", "are", "we", "it", "that", "this", "with", "have", "was", "will"))


def _altered(item: Said, candidates: Sequence[str], said: Sequence[Unit]) -> Finding:
    beside = nearest(item.text, candidates)
    message = "Cette citation n’est pas mot pour mot dans la source : rétablissez ses mots, ou ôtez les guillemets."
    held = item.quotation.words >= SAID_WORDS or (_is_said(item, said) and not _agrees(item, beside))
    report = blocker if held else warning
    return report("quotations.altered", item.place, message, _beside(item.text, beside))


def _agrees(item: Said, original: str) -> bool:
    """Whether one or two words only agree with another noun or subject than the source's: "rénové", "rénovée"."""
    theirs = folded(original).split()
    known = {_stem(word) for word in theirs} | set(map(french_lemma, theirs))
    return all(known & {french_lemma(word), _stem(word)} for word in folded(item.text).split())


def _stem(word: str) -> str:
    return _AGREEMENT.sub("", word)


def _is_said(item: Said, said: Sequence[Unit]) -> bool:
    """Whether one or two words are what somebody says: by the sentence, or as a short quotation of the source."""
    if item.by is not None and item.by.sure:
        return True
    own = set(folded(item.text).split())
    return any(
        len(words) <= SAID_WORDS and any(len(word) > 3 for word in own & words) and own != words
        for words in (set(folded(unit.text).split()) for unit in said)
    )


def _beside(text: str, original: str) -> str:
    return f"« {clip(text, 140)} »" + (f" | source : « {clip(original, 140)} »" if original else "")


def _dropped_verbatim(source: Source, article: Article) -> Iterator[Finding]:
    whole = folded("\n".join(piece.text for piece in body(article)))
    lost = [
        quotation.text
        for quotation in distinct(said.quotation for said in of_source(source))
        if quotation.words >= SAID_WORDS and not any(_part_stands(part, whole) for part in _parts(quotation.text))
    ]
    if lost:
        message = (
            f"{len(lost)} citation(s) de la source ne sont pas dans l’article : voyez si elles manquent au lecteur."
        )
        yield warning("quotations.dropped", "article", message, _list(lost))


def _parts(text: str) -> tuple[str, ...]:
    return (text, without_incises(text), *split_sentences(text), *text.split(","))


def _part_stands(text: str, whole: str) -> bool:
    words = folded(text)
    return len(words.split()) >= SAID_WORDS and words in whole


def _list(texts: Sequence[str]) -> str:
    return " ; ".join(f"« {clip(text, 90)} »" for text in texts[:10])


def _told(item: Said, original: str) -> Finding:
    message = "Citation traduite : comparez-la à l’original."
    return info("quotations.translated", item.place, message, _beside(item.text, original))


def _translated(source: Source, article: Article) -> Iterator[Finding]:
    whole = folded(source_text(source))
    # What the article has as the source has it is a name or a title, on either side.
    shown = folded("\n".join(piece.text for piece in everything(article)))
    said = [unit for unit in _units(source) if not stands_in(unit.text, shown)]
    single = [unit for unit in said if len(unit.said) == 1]
    kept = distinct(unit.said[0].quotation for unit in single)
    lines = [quotation.text for quotation in kept]
    known = heard(source)
    placed = rendered(article, whole)
    pairs = align([item.text for item in placed], lines)
    surplus = len(placed) - len(lines)
    for item, pair, verdict in zip(placed, pairs, _verdicts(placed, known, _units(source)), strict=True):
        extra = pair is None and surplus > 0
        found = tuple(_verdict(item, verdict, source, lines[pair] if pair is not None else "", extra=extra))
        surplus -= extra and any(finding.code == "quotations.invented" for finding in found)
        yield from found
    yield from _dropped_translated(placed, lines, pairs)


def _verdicts(placed: Sequence[Said], known: Originals | None, said: Sequence[Unit]) -> list[Judgement | None]:
    """What each quotation renders; what seems invented may be a free rendering of what its speaker says elsewhere."""
    if known is None:
        return [None] * len(placed)
    found = [judged(item.text, known, item.context) for item in placed]
    others = [item.text for item, one in zip(placed, found, strict=True) if one.outcome in _RENDERED]
    for at, (item, verdict) in enumerate(zip(placed, found, strict=True)):
        if verdict.outcome is not Outcome.INVENTED or item.by is None or not item.by.mention.names:
            continue
        own = [index for index, unit in enumerate(said) if _by(unit, item.by)]
        original = freely(item.text, known, own, others)
        if original is not None:
            found[at] = replace(verdict, outcome=Outcome.DOUBTFUL, original=original)
    return list(found)


def _by(unit: Unit, speaker: Attribution) -> bool:
    """Whether a quotation of the source is surely this person's."""
    by = unit.said[0].by
    return by is not None and bool(by.mention.surnames & speaker.mention.surnames)


@lru_cache(maxsize=16)
def heard(source: Source) -> Originals | None:
    """The originals of an English source, ready to be compared with; None for a language without a lexicon."""
    if source.language != "en":
        return None
    text = source_text(source)
    for said in of_source(source):
        if said.text and not said.quotation.single:
            text = text.replace(said.text, " … ")
    lines = [unit.text for unit in _units(source)]
    names = proper_names(source_text(source)[:60_000])
    return originals(lines, split_sentences(text[:60_000])[:LOOKED_AT], names, "en")


def _verdict(item: Said, verdict: Judgement | None, source: Source, aligned: str, *, extra: bool) -> Iterator[Finding]:
    original = _units(source)[verdict.original].text if verdict and verdict.original is not None else aligned
    if verdict is None:
        if extra:
            yield _invented(item, "La source n’a pas autant de citations : celle-ci n’en rend aucune.", "")
        elif aligned:
            yield _told(item, aligned)
        return
    if verdict.outcome is Outcome.TITLE:
        return
    if verdict.outcome is Outcome.INDIRECT:
        yield _invented(item, "La source le dit au style indirect : personne n’y est cité ainsi.", "")
    elif verdict.outcome is Outcome.INVENTED or (extra and verdict.outcome is Outcome.DOUBTFUL):
        yield _invented(item, "Cette citation ne rend aucune de celles de la source.", original)
    elif verdict.flaws:
        why = " ; ".join(_FLAWS[flaw] for flaw in verdict.flaws)
        if verdict.strange:
            why += f" ({_marked(verdict.strange)})"
        message = f"Citation infidèle : {why}. Rendez l’original, ou ôtez les guillemets."
        yield blocker("quotations.altered", item.place, message, _beside(item.text, original))
    elif verdict.strange:
        message = f"Rien, dans l’original, ne semble répondre à {_marked(verdict.strange)} : comparez-les."
        yield warning("quotations.doubtful", item.place, message, _beside(item.text, original))
    elif verdict.outcome is Outcome.DOUBTFUL:
        message = "Cette citation traduite a peu de mots en commun avec l’original : comparez-les."
        yield warning("quotations.doubtful", item.place, message, _beside(item.text, original))
    else:
        yield _told(item, original)


def _marked(words: Sequence[str]) -> str:
    return ", ".join(f"« {word} »" for word in dict.fromkeys(words[:5]))


def _invented(item: Said, why: str, original: str) -> Finding:
    return blocker(
        "quotations.invented", item.place, f"{why} Ôtez les guillemets ou le passage.", _beside(item.text, original)
    )


def _dropped_translated(placed: Sequence[Said], lines: Sequence[str], pairs: Sequence[int | None]) -> Iterator[Finding]:
    said = [line for line in lines if len(folded(line).split()) >= SAID_WORDS]
    if len(placed) < len(said):
        chosen = {pair for pair in pairs if pair is not None}
        lost = [line for index, line in enumerate(lines) if index not in chosen]
        message = f"La source a {len(said)} citations, l’article {len(placed)} : voyez si l’une manque au lecteur."
        yield info("quotations.dropped", "article", message, _list(lost))


def rendered(article: Article, whole: str) -> list[Said]:
    """The article's quotations that render something said: those the source has as they stand are names or titles."""
    candidates = [
        (item, folded(item.text))
        for item in of_article(article)
        if not item.quotation.single and item.quotation.words >= SAID_WORDS and not stands_in(item.text, whole)
    ]
    words = [own for _, own in candidates]
    found: list[Said] = []
    for at, (item, own) in enumerate(candidates):
        if _repeats(at, own, words):
            continue
        if found and _goes_on(found[-1], item):
            found[-1] = replace(found[-1], quotation=_joined(found[-1].quotation, item.quotation))
        else:
            found.append(item)
    return found


def _goes_on(first: Said, second: Said) -> bool:
    near = 0 <= second.quotation.start - first.quotation.end <= _CUT
    # "Un « vrai soulagement ». « Nous … »": what ends the article's own sentence is no part of the next quotation.
    begins_anew = first.text[:1].islower() and second.text[:1].isupper()
    return near and not begins_anew and first.passage == second.passage and one_speaker(first.by, second.by)


def _joined(first: Quotation, second: Quotation) -> Quotation:
    return Quotation(text=f"{first.text} {second.text}", start=first.start, end=second.end)


def _repeats(at: int, words: str, others: Sequence[str]) -> bool:
    """Whether a longer quotation, or an earlier like one, has these words: a summary repeats what the body quotes."""
    return any(
        words in other and (len(other) > len(words) or index < at) for index, other in enumerate(others) if index != at
    )
