"""Every number, amount, date and time of the article is in its source or the brief, and says there what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from bridge.checks.places import MANY, Piece, block_text, blocker, brief_text, clip, everything, info, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.bilingual.pairing import Pairing, pair
from bridge.text.facts.numbers import (
    READ,
    Beside,
    Key,
    Kind,
    Misplaced,
    NumberFact,
    Placing,
    Read,
    Reason,
    Standing,
    Support,
    Wrong,
    facts,
    wrong,
)
from bridge.text.facts.quotations import signature
from bridge.text.sentences import split_sentences

#: Up to so many of the source's numbers may go missing in a rewriting without anyone minding.
FEW = 2
#: So many suspicious numbers are held against the sentences beside them: an article with more is hopeless.
_LOOKED_AT = 120
#: How many of the source's sentences are looked through for the one to show beside a number.
_SHOWN_FROM = 300
_OVERRIDES = ("\u202d", "\u202e")
_NAMES = {
    Kind.NUMBER: "Ce nombre",
    Kind.PERCENT: "Ce pourcentage",
    Kind.PERMILLE: "Ce taux",
    Kind.AMOUNT: "Ce montant",
    Kind.DATE: "Cette date",
    Kind.TIME: "Cette heure",
    Kind.ORDINAL: "Ce rang",
    Kind.YEAR: "Cette année",
    Kind.WEEKDAY: "Ce jour",
    Kind.PHONE: "Ce numéro de téléphone",
    Kind.SEASON: "Cette saison",
    Kind.RELATIVE: "Cette date",
}
_WRONG = frozenset({Reason.UNIT, Reason.SWAPPED, Reason.BOUND, Reason.DIRECTION})
_MESSAGES = {
    Reason.ABSENT: "{name} n’est pas dans la source : « {words} ».",
    Reason.WEEKDAY: "Le jour de la semaine de « {words} » n’est pas celui de la source.",
    Reason.UNIT: "L’unité de « {words} » n’est pas celle de la source.",
    Reason.SWAPPED: "La source dit « {words} » d’autre chose : deux nombres semblent échangés.",
    Reason.BOUND: "La source borne « {words} » autrement (plus, moins, au moins, jusqu’à, de … à).",
    Reason.DIRECTION: "La source dit le contraire à propos de « {words} » : hausse et baisse sont inversées.",
}
_LOOK = "Vérifiez qu’il ne s’agit pas d’un ajout ou d’une erreur."
_CORRECT = {
    Reason.ABSENT: "Reprenez celui de la source ou retirez-le.",
    Reason.WEEKDAY: "Corrigez-le ou retirez-le.",
    Reason.UNIT: "Reprenez l’unité de la source.",
    Reason.SWAPPED: "Remettez chaque nombre à sa place.",
    Reason.BOUND: "Reprenez les bornes de la source.",
    Reason.DIRECTION: "Reprenez le sens de la source.",
}
#: Kinds whose loss an editor wants to hear of.
_TOLD = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.PERMILLE, Kind.AMOUNT, Kind.DATE, Kind.YEAR, Kind.PHONE})

#: The pieces of an article with the numbers in them.
_Read = tuple[tuple[Piece, tuple[NumberFact, ...]], ...]


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blockers ``numbers.unsupported``, ``numbers.weekday``, ``numbers.unit``, ``numbers.swapped``, ``numbers.bound``
    and ``numbers.direction``; warnings ``numbers.doubtful``, ``numbers.derived`` (a number that the source's own come
    to), ``numbers.dropped``.

    A small number or an ordinal in words is as often a turn of phrase as a fact: where it counts nothing it only
    warns (``doubtful``), as does a number that may be another one's; "premier" and "second" do not even that.
    """
    prose = "\n".join((source.title, *(block_text(block) for block in source.blocks if not block.kept)))
    text = "\n".join((prose, *(block_text(block) for block in source.blocks if block.kept)))
    of_source = facts(text, source.language)
    of_brief = facts(brief_text(brief), "fr")
    support = Support((*of_source, *of_brief))
    sentences = _Sentences(text, source.language)
    pieces = everything(article)
    read = tuple((piece, facts(piece.text, "fr")) for piece in pieces)
    kept = Support(fact for _, found in read for fact in found)
    told = tuple(Read(text=piece.text, facts=found) for piece, found in read)
    pairing = pair(source, article)
    judged = wrong(Read(text=text, facts=of_source, prose=len(prose)), source.language, support, told)
    placed = _placed(pairing, frozenset(key for fact in of_brief for key in fact.keys))
    taken = {(pairing.article[item.line].place, item.fact.key): item.said for item in placed if item.sure}
    beside = Beside(pairing)
    found, derived, fine = _weighed(judged, pieces, beside, taken)
    reported = {item.fact.key for item in found if item.sure}
    misplaced = [item for item in placed if item.fact.key not in reported]
    lines = {(pairing.article[item.line].place, item.fact.key) for item in misplaced}
    misplaced = [item for item in misplaced if (pairing.article[item.line].place, item.fact.key) not in fine]
    misplaced = [replace(item, sure=False) if beside.explains(item) else item for item in misplaced]
    left = (item for item in found if item.sure or (pieces[item.piece].place, item.fact.key) not in lines)
    return (
        *islice(_wrong(left, pieces, sentences), MANY),
        *islice((_elsewhere(item, pairing) for item in misplaced), MANY),
        *islice((_derived(item, pieces[item.piece], sentences) for item in derived), MANY),
        *islice(_reversed(read, text), MANY),
        *_endless(read),
        *_slug(article, support),
        # What kept blocks say is carried over with them.
        *_dropped(kept, facts(source.text, source.language)),
    )


def _weighed(
    judged: Iterable[Wrong], pieces: tuple[Piece, ...], beside: Beside, taken: Mapping[tuple[str, Key], str]
) -> tuple[tuple[Wrong, ...], tuple[Wrong, ...], frozenset[tuple[str, Key]]]:
    """What is wrong, and what only follows from the source; the places and readings of that, and of what it says in
    other words. What surely stands in the place of a number of a sentence (``taken``) is wrong, unless it follows from
    that very sentence.
    """
    found: list[Wrong] = []
    fine: set[tuple[str, Key]] = set()
    derived: list[Wrong] = []
    for looked, item in enumerate(judged):
        text, place = pieces[item.piece].text, pieces[item.piece].place
        if looked >= _LOOKED_AT:
            found.append(item)
        elif item.reason in {Reason.ABSENT, Reason.UNIT}:
            standing = beside.standing(item.fact, text, place)
            if standing is Standing.DERIVED and beside.contradicts(item.fact, text, place):
                # The rendered sentence names another share, multiple or rank, which nothing here tells.
                standing = Standing.UNKNOWN
            sentence = taken.get((place, item.fact.key))
            if standing is Standing.DERIVED and sentence and not beside.comes_to(item.fact, text, place, sentence):
                standing = Standing.UNKNOWN
            if standing is Standing.UNKNOWN:
                found.append(_named(item, text, place, beside))
                continue
            if standing is not Standing.AGREES:
                fine.add((place, item.fact.key))
            if standing is Standing.DERIVED:
                derived.append(item)
        elif item.reason is not Reason.SWAPPED or not beside.says(item.fact, text, place, but=item.said):
            at_home = item.reason is Reason.SWAPPED and beside.at_home(item.fact, text, place, item.said)
            # A field draws together what the source says apart: its words are no place of one number alone.
            drawn = item.reason is Reason.SWAPPED and pieces[item.piece].node is None
            found.append(replace(item, sure=item.sure and not at_home and not drawn))
    return tuple(found), tuple(derived), frozenset(fine)


def _named(item: Wrong, text: str, place: str, beside: Beside) -> Wrong:
    """A number with a wrong unit, or one that stands elsewhere with another: absent."""
    if item.reason is Reason.UNIT and not beside.has_figures(item.fact, text, place):
        # "Deux fois" is as often a turn of phrase.
        passing = item.fact.soft and item.fact.measure in {"times", "point"}
        return replace(item, reason=Reason.ABSENT, said="", sure=item.sure and not passing)
    if not item.sure and item.fact.soft and beside.replaces(item.fact, text, place):
        return replace(item, sure=True)
    if item.reason is Reason.UNIT and item.fact.soft and beside.has_count(item.fact, text, place):
        # "Deux points d’avance" for a lead of two lengths: what a source counts may be known by other words.
        return replace(item, sure=False)
    return item


def _derived(item: Wrong, piece: Piece, sentences: _Sentences) -> Finding:
    around = piece.text[max(0, item.fact.start - 80) : max(item.fact.end, item.fact.stop) + 80]
    beside = sentences.nearest(around)
    message = f"Nombre calculé : la source ne dit pas « {clip(item.fact.text, 60)} », vérifiez-le."
    return warning("numbers.derived", piece.place, message, f"{clip(around, 120)} | source : {clip(beside, 160)}")


def _wrong(found: Iterable[Wrong], pieces: tuple[Piece, ...], sentences: _Sentences) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for item in found:
        identity = (item.fact.key, item.fact.measure, item.fact.weekday, item.reason, item.sure)
        if identity in seen or _is_phrase(item.fact) or _is_passing(item):
            continue
        seen.add(identity)
        yield _finding(item, pieces[item.piece], sentences)


def _placed(pairing: Pairing, known: frozenset[Key]) -> tuple[Misplaced, ...]:
    """Numbers in another one's place."""
    placing = Placing(
        [sentence.text for sentence in pairing.source],
        [None if sentence.heading else sentence.text for sentence in pairing.article],
        pairing.language or "fr", pairing.alignment, known,
    )  # fmt: skip
    return tuple(placing.found())


def _elsewhere(item: Misplaced, pairing: Pairing) -> Finding:
    sentence = pairing.article[item.line]
    words = clip(item.fact.text, 60)
    message = f"La source dit ici « {clip(item.instead.text, 60)} », et non « {words} »."
    if item.reason in {Reason.BOUND, Reason.DIRECTION}:
        message = _MESSAGES[item.reason].format(name=_NAMES[item.fact.kind], words=words)
    evidence = f"{clip(sentence.text, 140)} | source : {clip(item.said, 140)}"
    if not item.sure:
        return warning("numbers.doubtful", sentence.place, f"{message} {_LOOK}", evidence)
    return blocker(f"numbers.{item.reason.value}", sentence.place, f"{message} {_CORRECT[item.reason]}", evidence)


def _reversed(read: _Read, text: str) -> Iterator[Finding]:
    """An override of the writing direction shows "12" as "21": no number beside one can be trusted."""
    for piece, found in read:
        override = next((mark for mark in _OVERRIDES if mark in piece.text and mark not in text), None)
        if found and override:
            message = "Un caractère invisible change le sens d’affichage des chiffres : retirez-le."
            yield blocker("numbers.unsupported", piece.place, message, piece.text.replace(override, "�"))


def _endless(read: _Read) -> Iterator[Finding]:
    """A text with more numbers than are read proves nothing."""
    for piece, found in read:
        if len(found) >= READ:
            message = f"Plus de {READ} nombres : ce texte ne peut être vérifié. Retirez-en."
            yield blocker("numbers.unsupported", piece.place, message, clip(piece.text, 120))


def _is_phrase(fact: NumberFact) -> bool:
    return fact.kind is Kind.ORDINAL and fact.soft and fact.value in (1, 2)


def _is_passing(item: Wrong) -> bool:
    """ "Mardi dernier" for "on Tuesday", "cette année" for a year: words that only place what is told."""
    return item.fact.kind is Kind.RELATIVE and not item.sure and (item.fact.unit == "weekday" or not item.fact.value)


def _finding(item: Wrong, piece: Piece, sentences: _Sentences) -> Finding:
    fact = item.fact
    around = piece.text[max(0, fact.start - 80) : max(fact.end, fact.stop) + 80]
    words = clip(piece.text[fact.start : max(fact.end, fact.stop)], 80) if fact.stop else clip(fact.text, 80)
    beside = clip(item.said, 200) or sentences.nearest(around)
    if item.reason in _WRONG:
        beside = clip(item.said, 160)
        words = clip(around, 120)
    evidence = f"{words} | source : {beside}" if beside else words
    message = _MESSAGES[item.reason].format(name=_NAMES[fact.kind], words=clip(fact.text, 60))
    if not item.sure:
        return warning("numbers.doubtful", piece.place, f"{message} {_LOOK}", evidence)
    code = "numbers.unsupported" if item.reason is Reason.ABSENT else f"numbers.{item.reason.value}"
    return blocker(code, piece.place, f"{message} {_CORRECT[item.reason]}", evidence)


def _slug(article: Article, support: Support) -> Iterator[Finding]:
    """Years alone: other digits of a slug have lost what they count."""
    for fact in facts(article.slug[:200].replace("-", " "), "fr"):
        if fact.kind is Kind.YEAR and support.verdict(fact):
            message = f"L’année « {fact.text} » du slug n’est pas dans la source : retirez-la."
            yield blocker("numbers.unsupported", "slug", message, article.slug)


def _dropped(kept: Support, of_source: tuple[NumberFact, ...]) -> Iterator[Finding]:
    lost: dict[object, str] = {}
    for fact in of_source:
        if fact.kind in _TOLD and not fact.soft and kept.verdict(fact, "le "):
            lost.setdefault(fact.key, " ".join(fact.text.split()))
    if not lost:
        return
    listed = " ; ".join(lost.values())
    report = info if len(lost) <= FEW else warning
    message = f"{len(lost)} nombre(s) de la source ne sont plus dans l’article : voyez s’ils manquent au lecteur."
    yield report("numbers.dropped", "article", message, listed)


@dataclass(slots=True, init=False)
class _Sentences:
    """The source's sentences that hold a number, for the one to show beside the article's words."""

    _text: str
    _language: str | None
    _found: list[tuple[frozenset[str], str]] | None

    def __init__(self, text: str, language: str | None) -> None:
        self._text, self._language, self._found = text, language, None

    def nearest(self, around: str) -> str:
        """The sentence that has most names, figures and cognates in common with ``around``; "" where none has any."""
        wanted = signature(around)
        scored = [(len(wanted & marks), -len(text), text) for marks, text in self._numbered()]
        best = max(scored, default=(0, 0, ""))
        return clip(best[2], 200) if best[0] else ""

    def _numbered(self) -> list[tuple[frozenset[str], str]]:
        if self._found is None:
            sentences = (clip(sentence, 400) for sentence in split_sentences(self._text[:200_000]))
            numbered = (text for text in sentences if facts(text, self._language))
            self._found = [(signature(text), text) for text in islice(numbered, _SHOWN_FROM)]
        return self._found
