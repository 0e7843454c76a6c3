"""Denials of sentences that share too few words to be paired: what stands between the same neighbours says the same.

Part of the check of polarity; doubts, for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bridge.checks.places import warning
from bridge.domain.finding import Finding
from bridge.text.bilingual.alignment import Link, cover
from bridge.text.bilingual.denials import Text, denies_itself
from bridge.text.bilingual.negation import denying_words, negations, says_no
from bridge.text.bilingual.pairing import Pairing, Sentence
from bridge.text.bilingual.units import units

#: From this score on two sentences render each other; with less, or less of the source's sentence, one renders none.
_ANCHORED, _RENDERED = 0.4, 0.4
#: So many sentences of the article may stand between the two neighbours.
_MOST = 2
#: A sentence of more content words says more than what it denies, and is better paired by them.
_SHORT = 5
#: So much of a denying sentence of the article, and this many words of it, must be in the source's.
_WITHIN, _TELLING = 0.5, 2
#: What somebody says is the business of quotations.
_QUOTED = re.compile(r"\W*[«“”\"]")
_PARTS = re.compile(r"[:;]\s")


def doubts(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """Warnings ``polarity.negation``, each with the index of the article's sentence."""
    yield from _dropped(pairing)
    yield from _added(pairing)


def _dropped(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """A short denial of the source between two sentences whose renderings have nothing between them that denies."""
    for number in range(1, len(pairing.source) - 1):
        sentence = pairing.source[number]
        if (
            not _is_denial(sentence, pairing.language)
            or _QUOTED.match(sentence.text)
            or _renders(pairing.alignment.by_source[number])
        ):
            continue
        before, after = (_rendering(pairing, at) for at in (number - 1, number + 1))
        if len(units(sentence.text, pairing.language)) > _SHORT or before is None or after is None:
            continue
        between = range(before + 1, after)
        known = _keys(sentence.text, pairing.language)
        found = [pairing.article[place] for place in between if not pairing.article[place].heading]
        if not 1 <= len(found) <= _MOST or any(_denies((one.text, "fr"), known) for one in found):
            continue
        if not any(_renders(_others(pairing, place, number)) for place in between):
            message = "La source nie quelque chose à cet endroit, et ce passage ne nie rien : vérifiez le sens."
            yield between[0], warning("polarity.negation", found[0].place, message, _evidence(found[0], sentence))


def _added(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """A denial of the article whose words are those of what the source says next, without denying anything."""
    for number in range(1, len(pairing.article) - 1):
        sentence = pairing.article[number]
        links = pairing.alignment.by_article[number]
        if not _is_denial(sentence, "fr") or any(link.score >= _RENDERED for link in links):
            continue
        before, after = (_rendered(pairing, at) for at in (number - 1, number + 1))
        if before is None or after is None or not before < after <= before + _MOST:
            continue
        some = pairing.source[before : after + 1]
        if any(negations(one.text, pairing.language) for one in some):
            continue
        own = _part(sentence.text, some[-1].text, pairing.language)
        if own and not _denies((own, pairing.language), _keys(sentence.text, "fr")):
            message = "La source ne semble rien nier ici : vérifiez la négation."
            yield number, warning("polarity.negation", sentence.place, message, _evidence(sentence, some[-1]))


def _is_denial(sentence: Sentence, language: str | None) -> bool:
    return not sentence.heading and not sentence.text.endswith("?") and bool(negations(sentence.text, language))


def _part(text: str, other: str, language: str | None) -> str:
    """The part of a sentence of the source that has the words of one of the article, among them one that this denies;
    "" where none has."""
    ours = units(text, "fr")
    denied = frozenset(key for item in negations(text, "fr") for head in item.heads for key in head.keys)
    for part in _PARTS.split(other):
        known = units(part, language)
        shared = [unit for unit in ours if any(unit.keys & one.keys for one in known)]
        if not any(denied & one.keys for one in known):
            continue
        if len(shared) >= _TELLING and cover(ours, (known,)) >= _WITHIN:
            return part
    return ""


def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(key for unit in units(text, language) for key in unit.keys)


def _rendering(pairing: Pairing, source: int) -> int | None:
    """The sentence of the article that clearly renders one of the source."""
    links = pairing.alignment.by_source[source]
    return links[0].article if links and links[0].score >= _ANCHORED else None


def _rendered(pairing: Pairing, article: int) -> int | None:
    """The sentence of the source that one of the article renders, in part at least."""
    links = pairing.alignment.by_article[article]
    return links[0].source if links and links[0].score >= _ANCHORED else None


def _renders(links: Iterable[Link]) -> bool:
    return any(link.score >= _RENDERED and link.of_source >= _RENDERED for link in links)


def _others(pairing: Pairing, article: int, but: int) -> list[Link]:
    return [link for link in pairing.alignment.by_article[article] if link.source != but]


def _denies(text: Text, known: frozenset[str]) -> bool:
    """Whether anything in a text denies, but for content words that are ``known``."""
    words, language = text
    itself = any(denies_itself(unit, language) and not unit.keys & known for unit in units(words, language))
    return bool(itself or says_no(words, language) or denying_words(words, language))


def _evidence(ours: Sentence, theirs: Sentence) -> str:
    return f"{ours.text[:145]} | source : {theirs.text[:145]}"
