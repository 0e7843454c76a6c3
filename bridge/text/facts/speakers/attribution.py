"""Who says each quotation of a text: from verbs of saying, "selon …", colons, citations and what stands before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bridge.text.bilingual.morphology import english_lemma
from bridge.text.bilingual.words import word_set
from bridge.text.facts.quotations import Quotation, is_person, tellers
from bridge.text.facts.speakers import phrases
from bridge.text.facts.speakers.identity import named
from bridge.text.facts.speakers.mentions import Mention, tokens
from bridge.text.facts.speakers.verbs import ACCORDING, ANY_INCISE, FOR, TRANSITIVE, saying
from bridge.text.wordlists import is_known

#: How far from a quotation its speaker is looked for, in characters.
_REACH = 260
#: How far back the person that a pronoun means is looked for.
_BEFORE = 1_500
#: Quotations of one paragraph this close to each other are one person's, unless another is named.
_NEXT = 90
#: Stands for the characters of a quotation, so that what it says is no speaker: within, and before a new sentence.
_WITHIN, _ENDED = "\ue000", "\ue001"
#: The mark comes first, as it is rare: what must not stand before it is looked at there alone.
_BOUNDARY = re.compile(
    r"[.!?…\ue001](?<![.!?…].)(?<!\bM.)(?<!\bMM.)(?<!\bDr.)(?<!\bPr.)(?<!\bMr.)(?<!\bMs.)(?<!\bSt.)(?<!\bMrs.)(?<!\bMme.)"
    r"(?<!\b[A-Z].)[\s\"»”’)]+(?=[^\sa-zà-ÿ,;:–—-])|\n+"
)
_SIDE = re.compile(r"\s*(?:[—–―-]|\()\s*(?=[^\W\d_])")
_INSTANT = re.compile(r"[\s,;!?.…»”\"’]*")
_DETERMINED = re.compile(r"(?:le|la|les|the|un|une)\s|l['’]", re.IGNORECASE)
_INVERTED = re.compile(r"-(?:t-)?(ils?|elles?)(?![\w-])", re.IGNORECASE)
_CLAUSE = re.compile(r"\bmais\b|\btandis que\b|\balors que\b|\bbut\b|\bwhile\b|[;()]", re.IGNORECASE)
_OF = word_set(
    "le la les l the de du des d chez avec pour par a of with for by at to que qu quand lorsque si comme dont when "
    "that if as since because whom"
)
_COLON = re.compile(r"[\s\u00a0\u202f]*:[\s\u00a0\u202f]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A paragraph with its quotations; ``citation``: what a quote block names as its source."""

    text: str
    quotations: tuple[Quotation, ...]
    citation: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """Who says a quotation; ``sure``: said so beside it, and by no pronoun that could mean another."""

    mention: Mention
    sure: bool = True


def attributed(passages: Sequence[Passage], language: str) -> tuple[tuple[Attribution | None, ...], ...]:
    """For each passage, for each of its quotations, who says it; None where nobody is named."""
    found: list[tuple[Attribution | None, ...]] = []
    last = _Last()
    for passage in passages:
        reading = _Reading(passage, language, last)
        found.append(reading.attributions)
        last.leave(reading)
    return tuple(found)


class _Last:
    """Who spoke last; until somebody does, who was first named, which is read where a pronoun asks for it."""

    def __init__(self) -> None:
        self._known: Attribution | None = None
        self._behind: deque[_Reading] = deque()

    def speaks(self, speaker: Attribution) -> None:
        """Somebody speaks."""
        self._known = speaker
        self._behind.clear()

    def leave(self, reading: _Reading) -> None:
        """A passage ends: it may name somebody."""
        if self._known is None:
            self._behind.append(reading)

    def ask(self) -> Attribution | None:
        """Who it is, None where nobody is named."""
        while self._known is None and self._behind:
            self._known = self._behind.popleft().names()
        return self._known


class _Reading:
    """One passage: its text without what is quoted, and who was last named in it."""

    def __init__(self, passage: Passage, language: str, last: _Last) -> None:
        self._passage = passage
        self._language = language
        self._last = last
        self._previous: tuple[Quotation, Attribution | None] | None = None
        self.attributions = tuple(map(self._of, passage.quotations))

    # Most passages quote nobody, and are not read any further.

    @cached_property
    def _text(self) -> str:
        return _masked(self._passage)

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        return _sentences(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def _of(self, quotation: Quotation) -> Attribution | None:
        found = self._cited() or self._beside(quotation) or self._within(quotation)
        if found is not None and found.mention.pronoun:
            found = self._resolved(quotation, found.mention)
        if found is None:
            found = self._continued(quotation)
        if not quotation.single:
            self._previous = (quotation, found)
        if found is not None:
            self._last.speaks(found)
        return found

    def _cited(self) -> Attribution | None:
        if not self._passage.citation:
            return None
        mention = phrases.behind(self._passage.citation.lstrip("—–-― "), self._language)
        return Attribution(mention=mention) if mention else None

    def _beside(self, quotation: Quotation) -> Attribution | None:
        start, end = self._sentence(quotation)
        after = self._text[quotation.end : max(end, min(len(self._text), quotation.end + 120))][:_REACH]
        before = self._text[max(start, quotation.start - _REACH) : quotation.start]
        own_after = self._text[quotation.end : end][:_REACH]
        mention = (
            self._immediately(after, ended=quotation.text.rstrip()[-1:] == ".")
            or self._introduced(before, whole=quotation.start - start <= _REACH)
            or self._later(own_after)
        )
        return Attribution(mention=mention) if mention else None

    def _within(self, quotation: Quotation) -> Attribution | None:
        """ "« Nous partons, explique X. Bientôt. »": the marks may hold who speaks."""
        if self._language != "fr":
            return None
        for teller in tellers(quotation.text):
            inverted = _INVERTED.search(teller)
            if inverted:
                return Attribution(mention=Mention(pronoun=inverted[1].casefold(), text=teller))
            mention = phrases.behind(teller, "fr")
            if mention:
                return Attribution(mention=mention)
        return None

    def _sentence(self, quotation: Quotation) -> tuple[int, int]:
        return self._sentences[max(0, bisect_right(self._starts, quotation.start) - 1)]

    def _immediately(self, after: str, *, ended: bool) -> Mention:
        """ "…, a déclaré X", "…", said X, "…", X said, "…", selon X, "…" (X), "…" — X."""
        after = after.partition("\n")[0]
        side = _SIDE.match(after)
        if side and self._passage.text:
            return self._side(after[side.end() :])
        lead = _INSTANT.match(after)
        at = lead.end() if lead else 0
        for pattern in (ACCORDING[self._language], FOR[self._language]):
            match = pattern.match(after, at)
            if match and "," in after[:at]:
                return phrases.behind(after[match.end() :], self._language)
        verb = saying(self._language).match(after, at)
        if verb is None and self._language == "fr" and "," in after[:at]:
            verb = ANY_INCISE.match(after, at)
        if verb:
            return self._inverted(verb, after)
        ended = ended or any(mark in after[:at] for mark in ".!?…")
        return self._english(after, at) if self._language == "en" and not ended else Mention()

    def _side(self, text: str) -> Mention:
        mention = phrases.behind(text, self._language)
        return mention if mention.names else Mention()

    def _inverted(self, verb: re.Match[str], text: str) -> Mention:
        pronoun = _pronoun(verb)
        if pronoun and pronoun not in ("on", "je"):
            return Mention(pronoun=pronoun, text=verb.group())
        if verb.groupdict().get("gerund") or (self._language == "en" and TRANSITIVE.search(verb.group())):
            return Mention()  # "told Euractiv": what stands behind is who listens
        return phrases.behind(text[verb.end() :], self._language)

    def _english(self, after: str, at: int) -> Mention:
        """ "…", X, the mayor, said: what stands between the quotation and the verb is the speaker."""
        verb = saying("en").search(after, at, at + 200)
        if verb is None or verb["gerund"]:
            return Mention()
        between = after[at : verb.start()]
        if any(mark in between for mark in ".;:!?\n" + _WITHIN + _ENDED) or len(between.split()) > 24:
            return Mention()
        return phrases.before(between, "en")

    def _introduced(self, before: str, *, whole: bool) -> Mention:
        """What stands before the quotation in its sentence: X a déclaré : "…", Selon X, "…", X : "…"."""
        own = re.split(f"[{_WITHIN}{_ENDED}]+", before)
        stretch = own[-1]
        verb = _last(saying(self._language), stretch)
        if verb:
            return self._of_verb(verb, stretch, earlier=before[: len(before) - len(stretch)])
        for pattern in (ACCORDING[self._language], FOR[self._language]):
            match = pattern.search(stretch) if pattern is ACCORDING[self._language] else pattern.match(stretch)
            if match:
                return _at_home(match, stretch, self._language) or phrases.behind(
                    stretch[match.end() :], self._language
                )
        colon = _COLON.search(stretch)
        if colon and whole:
            lead = stretch[: colon.start()]
            if len(lead.split()) > 8:
                return phrases.named_first(_CLAUSE.split(lead)[-1], self._language).named
            return phrases.before(lead, self._language).named
        if len(own) > 1 and len(stretch) < _NEXT:
            earlier = _last(saying(self._language), before)
            if earlier and not earlier["gerund"]:
                return self._of_verb(earlier, before, earlier="")
        return Mention()

    def _of_verb(self, verb: re.Match[str], text: str, *, earlier: str) -> Mention:
        pronoun = _pronoun(verb)
        if pronoun and pronoun not in ("on", "je"):
            return Mention(pronoun=pronoun, text=verb.group())
        preceding = text[: verb.start()]
        if verb["gerund"]:
            return phrases.named_first((earlier + preceding).strip(_WITHIN + _ENDED + " ,"), self._language)
        if _follows_comma(preceding) and not TRANSITIVE.search(verb.group()):
            inverted = phrases.behind(text[verb.end() :], self._language)
            if inverted and (not preceding.strip(' ,.»”"') or not phrases.before(preceding, self._language).names):
                return inverted
        found = phrases.before(preceding, self._language)
        if found or not preceding.strip(' ,.»”"'):
            return found or phrases.behind(text[verb.end() :], self._language)
        return found

    def _later(self, after: str) -> Mention:
        """ "C’est « un pas », qui change tout, estime X": further on in the sentence."""
        stretch = re.split(f"[{_WITHIN}{_ENDED}]", after)[0]
        verb = saying(self._language).search(stretch)
        while verb is not None and not _follows_comma(stretch[: verb.start()]):
            verb = saying(self._language).search(stretch, verb.end())
        if verb is not None:
            return self._inverted(verb, stretch)
        match = ACCORDING[self._language].search(stretch)
        return phrases.behind(stretch[match.end() :], self._language) if match else Mention()

    def _resolved(self, quotation: Quotation, pronoun: Mention) -> Attribution | None:
        """The pronoun's person: who spoke last here, else who was last named; none of another gender."""
        if self._previous is not None and self._previous[1] is not None:
            subject = self._between(self._previous[0].end, quotation.start, bodies=True)
            spoken = self._previous[1]
            if subject is None or not pronoun.may_mean(subject) or _agree(subject, spoken.mention):
                return spoken if pronoun.may_mean(spoken.mention) else replace(spoken, sure=False)
            return Attribution(mention=subject, sure=False)
        subject = self._between(0, quotation.start)
        subject = None if subject is not None and _is_plural(subject, self._language) else subject
        if subject is not None and pronoun.may_mean(subject):
            return Attribution(mention=subject, sure=self._only(subject, quotation.start))
        body, person = self._between(0, quotation.start, bodies=True), self._person(quotation.start, pronoun)
        body = None if body is not None and _is_plural(body, self._language) else body
        if body is not None and pronoun.may_mean(body):
            return Attribution(mention=body, sure=False)
        if person is not None and pronoun.may_mean(person):
            sure = not self._is_beside(person) and self._only(person, quotation.start)
            return Attribution(mention=person, sure=sure)
        last = self._last.ask()
        return replace(last, sure=False) if last is not None and pronoun.may_mean(last.mention) else None

    def _person(self, end: int, pronoun: Mention) -> Mention | None:
        """The person that is named before, where there is one only, and the pronoun means nobody else there."""
        text = self._text[max(0, end - _BEFORE) : end]
        earlier = re.search(rf"\b{re.escape(pronoun.pronoun)}\b", text, re.IGNORECASE)
        text = text[: earlier.start()] if earlier else text
        people = [one for one in named(text, self._language) if one.firm]
        return people[0] if len({name[-1] for one in people for name in one.names}) == 1 else None

    def _is_beside(self, person: Mention) -> bool:
        """Whether a person is named beside another matter: "in the workshop of X"."""
        words = tokens(self._text[:_BEFORE])
        at = next((at for at, word in enumerate(words) if word.plain == person.names[0][0]), 0)
        return at == 0 or words[at - 1].plain.rstrip("'’") in _OF

    def _only(self, mention: Mention, end: int) -> bool:
        """Whether no other person is named before."""
        people = {
            name[-1]
            for one in named(self._text[max(0, end - _BEFORE) : end], self._language)
            if one.firm
            for name in one.names
        }
        return bool(mention.names) and people <= mention.surnames

    def _between(self, start: int, end: int, *, bodies: bool = False) -> Mention | None:
        """The last subject that the sentences of a stretch name; with ``bodies``, one by its function too."""
        found = None
        first = bisect_right(self._starts, max(start, end - _BEFORE)) - 1
        for begin, stop in self._sentences[max(0, first) : bisect_left(self._starts, end)]:
            if stop <= start:
                continue
            stretch = self._text[max(begin, start) : min(stop, end)]
            mention = phrases.named_first(stretch.strip(_WITHIN + _ENDED + " ,"), self._language)
            if mention.names or (bodies and self._is_body(mention)):
                found = mention
        return found

    def _is_body(self, mention: Mention) -> bool:
        """Whether a function, not a thing, is named: "la capitaine", not "la mesure"."""
        if not mention.words or not _DETERMINED.match(mention.text):
            return False
        return self._language != "fr" or any(map(is_person, re.findall(r"[\w-]+", mention.text)[1:3]))

    def _continued(self, quotation: Quotation) -> Attribution | None:
        """No speaker beside it: the one of the quotation before, or of the sentence that leads to it."""
        if self._previous is not None:
            before, spoken = self._previous
            gap = self._text[before.end : quotation.start]
            if spoken is not None and len(gap) <= _NEXT + 60 and "\n" not in gap:
                return replace(spoken, sure=spoken.sure and not _open(gap))
            return None
        start, _ = self._sentence(quotation)
        own = self._text[start : quotation.start].strip(_WITHIN + _ENDED + " ,")
        if own:
            mention = phrases.named_first(own, self._language).named
            return Attribution(mention=mention, sure=False) if mention else None
        lead = self._text[:start].rstrip()
        if lead and lead[-1] in ".:":
            at = bisect_right(self._starts, start - 1) - 1
            sentence = self._sentences[at] if at >= 0 else None
            if sentence is not None and sentence[1] <= start:
                stretch = self._text[sentence[0] : sentence[1]]
                mention = phrases.named_first(stretch.strip(_WITHIN + _ENDED + " ,"), self._language)
                if mention.names:
                    return Attribution(mention=mention, sure=False)
        return None

    def names(self) -> Attribution | None:
        """The person that the passage names, who may speak in the next."""
        mention = self._between(0, min(len(self._text), _BEFORE))
        return Attribution(mention=mention, sure=False) if mention is not None and mention.firm else None


def _is_plural(mention: Mention, language: str) -> bool:
    """ "Rents did slow down": things that begin a sentence, and no name that "she" could mean."""
    if mention.firm or mention.words or len(mention.names) != 1 or len(mention.names[0]) != 1 or language != "en":
        return False
    word = mention.names[0][0]
    return is_known(word, "en") and word == f"{english_lemma(word)}s"


def _at_home(match: re.Match[str], stretch: str, language: str) -> Mention:
    """ "Chez Untel, l’analyste Claire Durand": who speaks for a body is named behind the comma."""
    if match.group().strip().casefold() != "chez":
        return Mention()
    mention = phrases.behind(stretch[match.end() :].partition(",")[2], language)
    return mention if mention.names else Mention()


def _pronoun(verb: re.Match[str]) -> str:
    groups = verb.groupdict()
    return (groups.get("aux") or groups.get("pronoun") or "").casefold()


def _agree(one: Mention, other: Mention) -> bool:
    return bool(one.surnames & other.surnames) or bool(set(one.words) & set(other.words))


def _open(gap: str) -> bool:
    """Whether a gap between two quotations is long enough to name another speaker."""
    return len(gap.split()) > 8


def _follows_comma(text: str) -> bool:
    stripped = text.rstrip()
    return not stripped or stripped[-1] in f',»”"{_WITHIN}{_ENDED}!?…'


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


def _masked(passage: Passage) -> str:
    """The text with every character of a quotation replaced; one that ends a sentence says so by its last."""
    text, pieces, at = passage.text, [], 0
    for quotation in passage.quotations:
        if quotation.single or quotation.start < at:
            continue
        inner = text[quotation.start : quotation.end].rstrip('»”"’ \u00a0\u202f')
        ended = quotation.text.rstrip()[-1:] in ".!?…" or inner[-1:] in ".!?…"
        length = quotation.end - quotation.start
        pieces += [text[at : quotation.start], _WITHIN * (length - 1), _ENDED if ended else _WITHIN]
        at = quotation.end
    return "".join((*pieces, text[at:]))


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    cuts = [match.end() for match in _BOUNDARY.finditer(text)]
    return tuple(zip([0, *cuts], [*cuts, len(text)], strict=True))
