"""Two names exchanged throughout an article: each stands where its sentence's counterpart in the source has the other.

One such sentence may tell of a pronoun resolved, or of two sentences made one; one each way does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bridge.text.bilingual.alignment import Link, align
from bridge.text.facts.names.entities import Mention, Sentence, read
from bridge.text.facts.names.roles import beside, shared
from bridge.text.facts.names.swaps import Roles, Swap, swap

#: How well a source sentence must match, in the alignment's score.
_MATCHES = 0.3
#: So much of the article's sentence, and of the source's, in each other: the same sentence, or a part of it, word for
#: word; one sign is enough.
_SAME = ((0.85, 0.55), (0.95, 0.2))
#: A pronoun stands for somebody who is named so few sentences away at most.
_NEAR = 3
#: So much of each sentence in the other one, and so many signs, tell of a person named in another's stead.
_INSTEAD, _SIGNS = 0.4, 2
#: Shorter sentences say too little to be the same; a person's full name has two words.
_WORDS, _FULL_NAME = 8, 2


@dataclass(frozen=True, slots=True)
class _Sign:
    """A mention where the source has another name, and the source's sentence."""

    sentence: Sentence
    mention: Mention
    number: int
    aligned: bool


def exchanges(article: Sequence[str], source: Roles) -> Iterator[Swap]:
    """The exchanges in the sentences of a French article."""
    sentences = read(article, source.table)
    linked = align(
        [_nameless(item) for item in source.sentences], [_nameless(item) for item in sentences], source.language
    )
    signs: defaultdict[tuple[str, str], list[_Sign]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        counterpart = next((link.source for link in linked.by_article[at] if link.score >= _MATCHES), None)
        for mention in sentence.mentions[:12]:
            for other, number in _others(sentence, mention, counterpart, source):
                if other not in sentence.entities and not set(other.split()) & set(mention.entity.split()):
                    sign = _Sign(sentence, mention, number, aligned=number == counterpart)
                    signs[mention.entity, other].append(sign)
    for (name, other), found in signs.items():
        if (other, name) in signs:
            # The same words beside two names may tell of two deeds, as goals do: the sentences must be the same ones.
            sure = all(any(sign.aligned for sign in way) for way in (found, signs[other, name]))
            for sign in found[:3]:
                told = swap(sign.sentence, sign.mention, other, source.sentences[sign.number].text)
                yield replace(told, sure=sure)
    for at, sentence in enumerate(sentences):
        for link in linked.by_article[at][:1]:
            yield from _instead(sentence, link, source)
        same = next((link for link in linked.by_article[at] if _is_same(link)), None)
        if same and (alone := _replaced(sentence, same.source, source)):
            yield swap(sentence, alone[0], alone[1], source.sentences[same.source].text)


def _is_same(link: Link) -> bool:
    return any(link.of_article >= ours and link.of_source >= theirs for ours, theirs in _SAME)


def _replaced(sentence: Sentence, number: int, source: Roles) -> tuple[Mention, str] | None:
    """The only person of a sentence, where the source has another one alone, and this one nowhere near."""
    theirs = source.sentences[number].entities
    if len(theirs) != 1 or len(sentence.entities) != 1 or len(sentence.words) < _WORDS:
        return None
    (other,), mention = theirs, sentence.mentions[0]
    places = source.places.get(mention.entity, ())
    if not places or any(abs(place - number) <= _NEAR for place in places):
        return None
    people = all(len(name.split()) == _FULL_NAME for name in (mention.entity, other))
    return (mention, other) if people and not set(other.split()) & set(mention.entity.split()) else None


def _instead(sentence: Sentence, link: Link, source: Roles) -> Iterator[Swap]:
    """A person where the source's sentence, of the same other names, has another one with the same words beside."""
    theirs = source.sentences[link.source]
    ours_alone, theirs_alone = sentence.entities - theirs.entities, theirs.entities - sentence.entities
    if len(ours_alone) != 1 or len(theirs_alone) != 1 or min(link.of_article, link.of_source) < _INSTEAD:
        return
    (name,), (other,) = ours_alone, theirs_alone
    if any(len(one.split()) != _FULL_NAME for one in (name, other)) or set(name.split()) & set(other.split()):
        return
    mention = next(item for item in sentence.mentions if item.entity == name)
    held = [keys for item in theirs.mentions if item.entity == other for keys in beside(theirs, item, source.language)]
    alike = shared(beside(sentence, mention, "fr"), tuple(held))
    if alike and name in source.places:
        common = bool(sentence.entities & theirs.entities)
        yield replace(swap(sentence, mention, other, theirs.text), sure=alike + common >= _SIGNS)


def _nameless(sentence: Sentence) -> str:
    """The sentence without the names in it: they are what is in question."""
    named = {at for mention in sentence.mentions for at in range(mention.start, mention.end)}
    return "".join(word.gap + word.text for at, word in enumerate(sentence.words) if at not in named)


def _others(sentence: Sentence, mention: Mention, counterpart: int | None, source: Roles) -> Iterator[tuple[str, int]]:
    """Names that the source may have in the place of ``mention``, each with a sentence."""
    if counterpart is not None and mention.entity not in source.sentences[counterpart].entities:
        for other in source.sentences[counterpart].entities:
            yield other, counterpart
    ours = beside(sentence, mention, "fr")
    own = tuple(keys for keys, _ in source.tight.get(mention.entity, ()))
    if not ours or shared(ours, own):
        return
    for other, tight in source.tight.items():
        if other != mention.entity and shared(ours, tuple(keys for keys, _ in tight)):
            yield other, tight[0][1]
