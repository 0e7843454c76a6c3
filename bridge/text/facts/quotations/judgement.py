"""Which original a translated quotation renders, and whether it renders one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bridge.text.facts.quotations.incises import readings
from bridge.text.facts.quotations.prepared import Fit, Text, fit, prepared
from bridge.text.facts.quotations.renderings import Flaw, flaws
from bridge.text.facts.quotations.replaced import DISTANT, hints, replaced, strange
from bridge.text.facts.quotations.strays import strays
from bridge.text.sentences import split_sentences

#: Shares of a quotation's words that an original has: under the first, it renders none; under the second, who knows.
_NOTHING, _LITTLE = 0.25, 0.42
#: From so many words of content on, having next to nothing in common is no accident.
_TELLING = 2
#: What speaks for a free rendering: so many like words; half as long at least, and half of it rendered nowhere else.
_HINTED, _HALF = 0.35, 0.5
#: Words that may stand beside a quotation without being one.
_FEW = 3
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:(?:of|the|and|for|in|to|a|an|on|at|with)\s+){0,3}[A-Z0-9][\w'’-]*)+")
#: A comma ends what is said before "he said", too.
_ENDS = re.compile(r"[.!?…,]+(?=\Z|\s+[A-ZÀ-Þ])")
_MYSELF = re.compile(r"\b(?:je|j['’]|me|m['’]|moi|mon|ma|mes)(?!\w)", re.IGNORECASE)
_SELF = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_STATES = re.compile(
    r"\b(?:je|j['’]|nous|on|il|elle|ils|elles|ce n['’]|c['’]est|c['’]était|est|sont|était|sera|a été|ont|faut|va|vont|"
    r"avons|sommes|ai|suis|peut|doit|veut)\b",
    re.IGNORECASE,
)


class Outcome(StrEnum):
    """What a translated quotation is."""

    RENDERED = "rendered"
    DOUBTFUL = "doubtful"
    INVENTED = "invented"
    INDIRECT = "indirect"
    TITLE = "title"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """``original``: the index of the nearest unit, None without any; ``flaws``: what of it cannot come from there.

    ``strange``: words that nothing in the original explains, where there is no plain flaw but theirs.
    """

    outcome: Outcome
    original: int | None
    fit: Fit
    flaws: tuple[Flaw, ...] = ()
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Originals:
    """What the source says in quotations (``units``), and its sentences without them."""

    units: tuple[Text, ...]
    sentences: tuple[Text, ...]
    titles: tuple[Text, ...]
    names: frozenset[str]
    language: str


def originals(units: Sequence[str], sentences: Sequence[str], names: frozenset[str], language: str) -> Originals:
    """Ready to be compared with."""
    found = [match.group() for text in (*sentences, *units) for match in _CAPITALS.finditer(text[:2_000])]
    return Originals(
        units=tuple(prepared(text, language) for text in units),
        sentences=tuple(prepared(text, language) for text in sentences),
        titles=tuple(prepared(text, language) for text in dict.fromkeys(found)),
        names=names,
        language=language,
    )


def judged(quotation: str, known: Originals, context: str = "") -> Judgement:
    """What a French quotation renders; ``context``: its sentence without it.

    Words that only tell who speaks are nobody's: it is judged without them, the reading that has least against it.
    """
    own = readings(quotation)[-2:]
    return min((_judged(reading, known, context) for reading in own), key=_against)


def freely(quotation: str, known: Originals, among: Sequence[int], others: Sequence[str]) -> int | None:
    """Which of the originals ``among`` a quotation may render freely: like words, and nothing that speaks against it.

    ``among``: those that the speaker is known to have said. None that one of the ``others`` renders already.
    """
    rendered = [prepared(other, "fr") for other in others]
    french = prepared(readings(quotation)[-1], "fr")
    for at in among:
        original = _part(french, known.units[at])
        if any(fit(other, original).covered >= _HALF for other in rendered):
            continue
        if hints(french, original) < _HINTED or _length(french, original) < _HALF:
            continue
        if not flaws(french, original, "", (), known.names):
            return at
    return None


def _part(french: Text, original: Text) -> Text:
    """The sentence of a unit that is most like a quotation, where that is one sentence and the unit several."""
    sentences = split_sentences(original.text)
    if len(sentences) < 2 or len(split_sentences(french.text)) > 1:
        return original
    parts = [prepared(sentence, original.language) for sentence in sentences]
    return max(parts, key=lambda part: hints(french, part))


def _against(judgement: Judgement) -> tuple[float, float]:
    blocked = judgement.outcome in {Outcome.INVENTED, Outcome.INDIRECT} or bool(judgement.flaws)
    return blocked + (judgement.outcome is Outcome.DOUBTFUL) / 2, -judgement.fit.score


def _judged(quotation: str, known: Originals, context: str) -> Judgement:
    french = prepared(quotation, "fr")
    index, best = _best(french, known.units)
    if _is_title(french, known.titles):
        return Judgement(outcome=Outcome.TITLE, original=index, fit=best)
    told = _best(french, known.sentences)[1]
    outcome = _outcome(french, best, told, heard=index is not None, short=_is_unlike(french, known))
    if index is None or outcome in {Outcome.INVENTED, Outcome.INDIRECT}:
        return Judgement(outcome=outcome, original=index, fit=best)
    found: tuple[Flaw, ...] = ()
    for near in _around(french, known, index):
        others = [unit for unit in known.units if not unit.keys & known.units[near].keys]
        found = flaws(french, known.units[near], context, others, known.names)
        if not found:
            index, best = near, fit(french, known.units[near])
            break
    odd = _strange(french, known.units[index]) if not found or Flaw.WORD in found else ()
    return Judgement(outcome=outcome, original=index, fit=best, flaws=found, strange=odd)


def _strange(french: Text, original: Text) -> tuple[str, ...]:
    pairs = replaced(french, original)
    surely = (*(pair.word for pair in pairs if pair.sure), *strays(french, original))
    unexplained = [word for word in french.words if not word.keys & original.keys]
    return surely or (*(pair.word for pair in pairs), *strange(french, original, unexplained, DISTANT))


def _around(french: Text, known: Originals, index: int) -> list[int]:
    """The unit itself last, before it those that hold it and explain more: what is said in one go may be rendered so.

    A few words more ("Not yet.") may have none that tells.
    """
    own = known.units[index]
    explained, length = fit(french, own).explained, len(own.text.split())
    wider = [
        at
        for at, unit in enumerate(known.units)
        if at != index
        and own.text in unit.text
        and (
            fit(french, unit).explained > explained + 0.02
            or len(unit.text.split()) <= length + _FEW
            or _as_many_sentences(french, unit, own)
        )
    ]
    return [*wider[:3], index]


def _as_many_sentences(french: Text, unit: Text, own: Text) -> bool:
    """Whether a quotation has as many sentences as what is said in one go, and its nearest part has fewer."""
    ours, theirs, part = (max(1, len(_ENDS.findall(text.text.strip()))) for text in (french, unit, own))
    return part < theirs == ours


def _best(french: Text, texts: Sequence[Text]) -> tuple[int | None, Fit]:
    fits = [(fit(french, text), index) for index, text in enumerate(texts)]
    if not fits:
        return None, Fit(explained=0.0, covered=0.0)
    best, index = max(fits, key=lambda pair: (pair[0].score + _length(french, texts[pair[1]]) / 10, -pair[1]))
    return index, best


def _length(one: Text, other: Text) -> float:
    return min(len(one.words), len(other.words)) / max(1, len(one.words), len(other.words))


def _outcome(french: Text, best: Fit, told: Fit, *, heard: bool, short: bool) -> Outcome:
    content = len(french.words)
    if (
        told.explained >= 0.5
        and told.explained - best.explained >= 0.3
        and best.explained < 0.45
        and content > _TELLING
    ):
        return Outcome.INDIRECT
    if not heard:
        return Outcome.INVENTED
    if best.explained < _NOTHING and best.covered < _NOTHING and (content >= _TELLING or short):
        return Outcome.INVENTED
    if best.explained < _LITTLE and best.covered < 0.6:
        return Outcome.DOUBTFUL
    return Outcome.RENDERED


def _is_unlike(french: Text, known: Originals) -> bool:
    """Whether a short statement has nothing of any unit, and none has a sentence as short that it could render."""
    if len(french.words) != 1 or len(french.text.split()) <= _FEW or not _STATES.search(french.text):
        return False
    if any(french.keys & unit.keys or hints(french, unit) for unit in known.units):
        return False
    brief = (
        one
        for unit in known.units
        for one in split_sentences(unit.text)
        if len(prepared(one, known.language).words) <= _FEW
    )
    return not any(_SELF.search(one) or not _MYSELF.search(french.text) for one in brief)


def _is_title(french: Text, titles: Sequence[Text]) -> bool:
    """Whether the words name a thing that the source names with capitals, and state nothing."""
    if _STATES.search(french.text):
        return False
    return any(fit(french, title).explained >= 0.5 and fit(french, title).covered >= 0.5 for title in titles)
