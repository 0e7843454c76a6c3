"""Names of an article that stand where its source has another: exchanged functions, places, sides of a verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from bridge.text.facts.names.counted import recounted
from bridge.text.facts.names.direction import is_verb, reversed_verb, reversed_way
from bridge.text.facts.names.entities import Aliases, Mention, Sentence, aliases, read
from bridge.text.facts.names.reading import names
from bridge.text.facts.names.roles import Keys, beside, beside_words, is_tied, shared, told
from bridge.text.facts.names.trades import french_trades
from bridge.text.sentences import split_sentences

#: Source sentences with both names that an article sentence with both is compared with.
_COMPARED = 12
#: So many words beside two names, each the other's in the source, are no accident whatever parts them there.
_PLAIN = 4
_PRONOUNS = frozenset({
    "il", "elle", "ils", "elles", "ce", "cette", "ces", "cela", "son", "sa", "ses", "leur", "leurs", "he", "she",
    "they", "it", "his", "her", "their", "its", "this",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Swap:
    """``name`` stands where the source has ``other``: in ``within``, of the article; ``sentence`` is the source's.

    ``sure``: by a function, or by the same verb; what is done by the one in the source, and told of the other in the
    article's own words, may be another matter.
    """

    name: str
    other: str
    within: str
    sentence: str
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """A source's sentences, and for each of its entities where it is mentioned and what is said beside it.

    ``tight``: the keys beside its mentions, each with the sentence it is from. ``loose``: all keys of the sentences
    that mention it, and of those that follow and name nobody else. ``places``: the numbers of the
    sentences that mention it. Two are equal where they are the same one, so that caches can be kept by it.
    """

    language: str | None
    table: Aliases
    sentences: tuple[Sentence, ...]
    tight: Mapping[str, tuple[tuple[Keys, int], ...]]
    loose: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=8)
def roles(text: str, language: str | None) -> Roles:
    """The roles in a source text ("en", else read as French)."""
    table = aliases(names(text, language))
    sentences = read(split_sentences(text), table)
    tight: defaultdict[str, list[tuple[Keys, int]]] = defaultdict(list)
    places: defaultdict[str, list[int]] = defaultdict(list)
    loose: defaultdict[str, set[str]] = defaultdict(set)
    for number, sentence in enumerate(sentences):
        for mention in sentence.mentions:
            tight[mention.entity] += [(one, number) for one in beside(sentence, mention, language)]
        for entity in sentence.entities:
            places[entity].append(number)
            for near in _about(sentences, number, entity):
                for word in near.words:
                    loose[entity] |= told(word.text, language)
    return Roles(
        language=language,
        table=table,
        sentences=sentences,
        tight={entity: tuple(found) for entity, found in tight.items()},
        loose={entity: frozenset(found) for entity, found in loose.items()},
        places={entity: tuple(found) for entity, found in places.items()},
    )


def _about(sentences: Sequence[Sentence], number: int, entity: str) -> Iterator[Sentence]:
    """The sentence, and its neighbours as long as they go on about the same: no other name, or a pronoun first."""
    yield sentences[number]
    for near in (number + 1, number + 2):
        if near >= len(sentences):
            return
        first = sentences[near].words[0].plain if sentences[near].words else ""
        if sentences[near].entities - {entity} and first not in _PRONOUNS:
            return
        yield sentences[near]
    if number and not sentences[number - 1].mentions:
        yield sentences[number - 1]


def swaps(text: str, source: Roles) -> Iterator[Swap]:
    """The exchanges of names in a French text; at most one a sentence."""
    for sentence in read(split_sentences(text), source.table):
        if sentence.mentions:
            found = next(_of_sentence(sentence, source), None)
            if found:
                yield found


def _of_sentence(sentence: Sentence, source: Roles) -> Iterator[Swap]:
    for first, second in combinations(sentence.mentions[:12], 2):
        if first.entity != second.entity:
            yield from _exchanged(sentence, first, second, source)
    for mention in sentence.mentions[:12]:
        yield from _misplaced(sentence, mention, source)


def _exchanged(sentence: Sentence, first: Mention, second: Mention, source: Roles) -> Iterator[Swap]:
    """Two names of one sentence of the source, each in the other's role."""
    seconds = frozenset(source.places.get(second.entity, ()))
    both = [number for number in source.places.get(first.entity, ()) if number in seconds][:_COMPARED]
    if not both:
        return
    theirs = [source.sentences[number] for number in both]
    for test in (reversed_verb, reversed_way):
        at = test(sentence, first, second, theirs, source.language)
        if at is not None:
            yield swap(sentence, first, second.entity, theirs[at].text)
            return
    at = recounted(sentence, first, second, theirs)
    if at is not None:
        yield swap(sentence, first, second.entity, theirs[at].text)
        return
    ours = [beside(sentence, mention, "fr") for mention in (first, second)]
    theirs = [other for other in theirs if not _one_is_of_the_other(sentence, other, first.entity, second.entity)]
    if not theirs:
        return
    scored = [_scores(ours, first.entity, second.entity, other, source.language) for other in theirs]
    own = max(score[0] for score in scored)
    crossed, at = max((score[1], at) for at, score in enumerate(scored))
    if crossed > 1 and not own:
        found = swap(sentence, first, second.entity, theirs[at].text)
        yield replace(found, sure=crossed >= _PLAIN or not _apart(theirs[at], first.entity, second.entity))


def _apart(sentence: Sentence, first: str, second: str) -> bool:
    """ "Handball, championnat : Lormes bat Vézac": what stands on two sides of a colon is not one statement."""
    places = [mention.start for mention in sentence.mentions if mention.entity in (first, second)]
    between = sentence.words[min(places) + 1 : max(places) + 1]
    return any(mark in word.gap for word in between for mark in ":;–—|")


def _one_is_of_the_other(ours: Sentence, theirs: Sentence, first: str, second: str) -> bool:
    """ "Norimo, une société d’Arsk", "Arsk-based Norimo": a name and its place have the same words beside them."""
    tied = [
        tuple(
            any(is_tied(sentence, item) for item in sentence.mentions if item.entity == one) for one in (first, second)
        )
        for sentence in (ours, theirs)
    ]
    return tied[0] == tied[1] and tied[0][0] != tied[0][1]


def _scores(
    ours: list[tuple[Keys, ...]], first: str, second: str, other: Sentence, language: str | None
) -> tuple[int, int]:
    """How much the roles agree as they are, and exchanged (0 unless both sides then agree, or one by two words)."""
    theirs = [
        tuple(one for mention in other.mentions if mention.entity == entity for one in beside(other, mention, language))
        for entity in (first, second)
    ]
    own = shared(ours[0], theirs[0]) + shared(ours[1], theirs[1])
    crossed = (shared(ours[0], theirs[1]), shared(ours[1], theirs[0]))
    return own, sum(crossed) if all(crossed) else 0


def _misplaced(sentence: Sentence, mention: Mention, source: Roles) -> Iterator[Swap]:
    """A role that the source gives to another name alone, and nowhere near this one."""
    loose = source.loose.get(mention.entity, frozenset())
    words = {told(word.text, "fr"): word for word in beside_words(sentence, mention)}
    ours = [one for one in words if one]
    if not ours or any(one & loose for one in ours):
        return
    here = sentence.entities
    for other, tight in source.tight.items():
        if other in here or set(other.split()) & set(mention.entity.split()):
            continue
        agreeing = {one: number for one in ours for number in _only(one, tight, other, source)[:1]}
        if len(agreeing) > 1 or (len(ours) == 1 and any(not is_verb(words[one].text) for one in agreeing)):
            sure = any(words[one].text.casefold() in french_trades() for one in agreeing)
            yield replace(swap(sentence, mention, other, source.sentences[min(agreeing.values())].text), sure=sure)
            return


def _only(one: Keys, tight: tuple[tuple[Keys, int], ...], other: str, source: Roles) -> list[int]:
    """The sentences where the word stands beside ``other``, where no sentence without it has the word."""
    plainly = frozenset(key for key in one if key[0] not in "=~")
    numbers = [number for keys, number in tight if keys & plainly]
    if not numbers:
        return []
    elsewhere = (
        sentence
        for sentence in source.sentences
        if other not in sentence.entities and any(told(word.text, source.language) & one for word in sentence.words)
    )
    return numbers if next(elsewhere, None) is None else []


def swap(sentence: Sentence, mention: Mention, other: str, shown: str) -> Swap:
    """The finding that ``mention`` stands where the source, in the sentence ``shown``, has ``other``."""
    words = sentence.words[mention.start : mention.end]
    name = "".join((word.gap if at else "") + word.text for at, word in enumerate(words))
    return Swap(name=name, other=other, within=sentence.text, sentence=shown)
