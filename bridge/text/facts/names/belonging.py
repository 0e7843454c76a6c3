"""A person's body or town that the source gives to others: "chercheuse à l’université de Lormes" for that of Vézac."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.text.facts.names.entities import Mention, Sentence, read
from bridge.text.facts.names.ordinary import GIVEN
from bridge.text.facts.names.roles import beside, beside_words, is_tied, shared
from bridge.text.facts.names.swaps import Roles, Swap, swap
from bridge.text.sentences import split_sentences

#: A person's full name has two words or three.
_FULL = (2, 3)
#: A work may be called so, no person.
_TITLED = frozenset(["le", "la", "les", "un", "une", "des", "the", "a", "an"])
#: What a source says of somebody stands so few sentences from the name.
_NEAR = 2


def elsewhere(text: str, source: Roles) -> Iterator[Swap]:
    """What stands in a person's apposition in a French text and nowhere near the person in the source.

    Only where the source's apposition, of the same words else, names another; at most one a sentence.
    """
    for sentence in read(split_sentences(text), source.table):
        found = next((one for mention in sentence.mentions[:12] for one in _of(sentence, mention, source)), None)
        if found:
            yield found


def _of(sentence: Sentence, mention: Mention, source: Roles) -> Iterator[Swap]:
    parts = mention.entity.split()
    if len(parts) not in _FULL or parts[0] in _TITLED or len(parts[0]) < 2 or is_tied(sentence, mention):
        return
    places = source.places.get(mention.entity, ())
    near = {at + step for at in places for step in range(-_NEAR, _NEAR + 1)}
    ours = beside(sentence, mention, "fr")
    for owner in _owners(sentence, mention):
        if owner.entity.split()[0] in GIVEN:
            continue  # "L’Amour des grèves, une pièce de Nora Vidal": a work, and who wrote it
        if not near.isdisjoint(source.places.get(owner.entity, ())):
            continue
        for at in places:
            theirs = source.sentences[at]
            own = next((one for one in theirs.mentions if one.entity == mention.entity), None)
            if own is None or not shared(ours, beside(theirs, own, source.language)):
                continue
            others = {one.entity for one in _owners(theirs, own)} - sentence.entities
            if others:
                yield swap(sentence, owner, sorted(others)[0], theirs.text)
                return


def _owners(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The names within what is said beside a person: of what body, from where."""
    starts = {word.start for word in beside_words(sentence, mention)}
    return [
        other
        for other in sentence.mentions
        if other != mention and sentence.words[other.start].start in starts and is_tied(sentence, other)
    ]
