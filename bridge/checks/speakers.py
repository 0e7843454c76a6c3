"""Who says each quotation in the article is who says it in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bridge.checks.displaced import Placed, exchanged
from bridge.checks.places import MANY, blocker, clip, everything, info, source_text, warning
from bridge.checks.quotations import SAID_WORDS, heard
from bridge.checks.quoted import Said, of_article, of_source
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.quotations import folded, parts, readings, stands_in
from bridge.text.facts.quotations.judgement import Originals
from bridge.text.facts.quotations.prepared import fit, prepared
from bridge.text.facts.speakers import Attribution, Directory, Mention, Verdict, compare, is_surely_named

#: A translated quotation is one of the source's for sure from this share of common words on …
_SURE = 0.35
#: … and where no other person's quotation has nearly as many.
_MARGIN = 0.2
#: What stands before a title or a name, and not before what somebody says.
_NAMING = re.compile(
    r"\b(?:intitul|baptis|surnomm|dénomm|sous-titr)[a-zé]+\s*:?\s*\Z|\b(?:entitled|titled|dubbed|nicknamed)\s*\Z",
    re.IGNORECASE,
)

_BEGINNING = re.compile(r"(?:\A|[.!?…:»])\s*\Z")


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blocker ``quotations.misattributed``, a warning where it is not plain; info ``quotations.unattributed``."""
    if source.language not in {"fr", "en"} or not of_source(source):
        return ()
    return tuple(islice(_compared(source, article), MANY))


@lru_cache(maxsize=16)
def _of_source(source: Source) -> Directory:
    speakers = [said.by.mention for said in of_source(source) if said.by is not None]
    return Directory(source_text(source), source.language or "fr", speakers)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Doubt:
    """A quotation whose speaker is not, or may not be, the one that the source names; ``plain``: surely another."""

    item: Said
    original: Said
    here: Mention
    there: Mention
    plain: bool


def _compared(source: Source, article: Article) -> Iterator[Finding]:
    known = _of_source(source)
    own = Directory("\n".join(piece.text for piece in everything(article)), "fr")
    seen: set[tuple[str, str]] = set()
    doubts: list[_Doubt] = []
    placed: list[Placed] = []
    for item in of_article(article, dashes=source.language == "fr"):
        originals = _originals(item, source)
        if not originals:
            continue
        if len(originals) == 1 and _in_body(item):
            placed.append(Placed(item=item, original=originals[0]))
        if item.by is None:
            yield from _unattributed(item, originals)
            continue
        if item.by.sure and item.by.mention.names and _begins(item) and all(map(_is_title, originals)):
            yield _spoken_title(item, originals[0])
            continue
        verdicts = [
            (compare(item.by.mention, one.by.mention, known, own, one.paragraph), one)
            for one in originals
            if one.by is not None
        ]
        identity = (folded(item.text), item.by.mention.text)
        if identity not in seen:
            seen.add(identity)
            doubts.extend(_doubts(item, verdicts, known, own))
    yield from (_finding(doubt, plain=doubt.plain or _exchanged(doubt, doubts)) for doubt in doubts)
    told = {id(doubt.item) for doubt in doubts if doubt.plain or _exchanged(doubt, doubts)}
    left = [one for one in placed if id(one.item) not in told]
    yield from (_displaced(*both) for both in exchanged(left, source.language or "fr"))


def _displaced(one: Placed, other: Placed) -> Finding:
    message = "Deux citations sont à la place l’une de l’autre : remettez chacune là où la source la donne."
    evidence = (
        f"« {clip(one.item.text, 60)} » ({one.item.place}) et « {clip(other.item.text, 60)} » ({other.item.place})"
        f" | source : {clip(one.original.context.replace(' … ', ' « … » '), 130)}"
    )
    return blocker("quotations.misattributed", one.item.place, message, evidence)


def _doubts(item: Said, verdicts: Sequence[tuple[Verdict, Said]], known: Directory, own: Directory) -> Iterator[_Doubt]:
    if not verdicts or any(verdict in {Verdict.SAME, Verdict.UNKNOWN} for verdict, _ in verdicts):
        return
    verdict, original = verdicts[0]
    if item.by is None or original.by is None or not (item.by.sure or original.by.sure):
        return
    sure = item.by.sure and all(one.by is not None and one.by.sure for _, one in verdicts)
    sure = sure and all(is_surely_named(one, known, own) for one in (item.by.mention, original.by.mention))
    yield _Doubt(
        item=item,
        original=original,
        here=item.by.mention,
        there=original.by.mention,
        plain=verdict is Verdict.DIFFERENT and sure,
    )


def _exchanged(doubt: _Doubt, others: Sequence[_Doubt]) -> bool:
    """Whether another quotation has this one's speaker, and this one that one's: each proves the other."""
    return any(
        bool(doubt.here.surnames & other.there.surnames) and bool(doubt.there.surnames & other.here.surnames)
        for other in others
    )


def _finding(doubt: _Doubt, *, plain: bool) -> Finding:
    here, there = clip(doubt.here.text, 60), clip(doubt.there.text, 60)
    evidence = f"« {clip(doubt.item.text, 110)} » : {here} | source : {there}"
    if plain:
        message = "Cette citation est attribuée à quelqu’un d’autre que dans la source : rendez-la à qui l’a dite."
        return blocker("quotations.misattributed", doubt.item.place, message, evidence)
    message = "Cette citation est peut-être attribuée à quelqu’un d’autre que dans la source : vérifiez qui parle."
    return warning("quotations.misattributed", doubt.item.place, message, evidence)


def _unattributed(item: Said, originals: Sequence[Said]) -> Iterator[Finding]:
    speakers = [one.by for one in originals if one.by is not None and one.by.sure]
    named: Attribution | None = speakers[0] if speakers else None
    if named is not None and named.mention.names and item.quotation.words >= 2 * SAID_WORDS and _in_body(item):
        message = "La source dit qui prononce cette citation, l’article non : nommez cette personne."
        evidence = f"« {clip(item.text, 140)} » | source : {clip(named.mention.text, 80)}"
        yield info("quotations.unattributed", item.place, message, evidence)


def _is_title(original: Said) -> bool:
    """Whether the source calls something so: "l’exposition intitulée « … »"."""
    return original.by is None and bool(_NAMING.search(original.paragraph[: original.quotation.start]))


def _begins(item: Said) -> bool:
    """Whether a sentence, or what a colon announces, begins with it: "L’album « … », rappelle X" does not."""
    return bool(_BEGINNING.search(item.paragraph[: item.quotation.start]))


def _spoken_title(item: Said, original: Said) -> Finding:
    message = "La source donne ces mots pour un titre, et non pour des paroles : rendez-les à ce qu’ils nomment."
    there = clip(original.paragraph[max(0, original.quotation.start - 60) : original.quotation.end], 140)
    evidence = f"« {clip(item.text, 110)} » : {clip(item.by.mention.text if item.by else '', 60)} | source : {there}"
    return blocker("quotations.misattributed", item.place, message, evidence)


def _in_body(item: Said) -> bool:
    return item.place.startswith(("paragraphe", "citation"))


def _originals(item: Said, source: Source) -> tuple[Said, ...]:
    """The quotations of the source that this one is: the same words, or what it renders."""
    said = of_source(source)
    own = [piece for reading in readings(item.text) for piece in parts(reading)]
    same = tuple(
        one
        for one in said
        if any(
            stands_in(piece, words)
            for piece in own
            for words in map(folded, readings(one.text))
            if len(folded(piece).split()) >= min(SAID_WORDS, item.quotation.words)
        )
    )
    if source.language == "fr":
        return same
    if same:
        # What is left in its own language is a work's title, whoever is named beside it.
        return ()
    known = heard(source)
    return _rendered(item, said, known) if known is not None else ()


def _rendered(item: Said, said: Sequence[Said], known: Originals) -> tuple[Said, ...]:
    """The originals that a translation most likely renders; none where another person's is nearly as like."""
    if item.quotation.words < SAID_WORDS:
        return ()
    french = prepared(item.text, "fr")
    scored = sorted(
        ((fit(french, prepared(one.text, known.language)).score, index) for index, one in enumerate(said)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scored or scored[0][0] < _SURE:
        return ()
    return tuple(said[index] for score, index in scored if score >= scored[0][0] - _MARGIN)
