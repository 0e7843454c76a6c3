"""What is said beside each mention of a name: its function, its apposition, its verb."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bridge.text.bilingual.lexicon import keys
from bridge.text.bilingual.words import is_small, weight
from bridge.text.facts.names.entities import Mention, Sentence
from bridge.text.facts.names.words import NameWord

#: Words that tie a name to what stands before it: "maire de Lormes", "mayor of Kellam Bay".
_TYING = frozenset({
    "de", "du", "des", "d", "of", "in", "at", "à", "au",
})  # fmt: skip
_STRESSED = frozenset(["elle", "elles", "lui", "eux"])
#: How many content words beside a mention tell its role, and how many words are looked at.
_WITHIN = 3
_REACH = 9

#: A word's keys, in the language of its text.
Keys = frozenset[str]


@lru_cache(maxsize=8_192)
def told(text: str, language: str | None) -> Keys:
    """The keys of a word that tells something; none of one that every sentence has."""
    tongue = "en" if language == "en" else "fr"
    if len(text) < 3 or text[0].isdigit() or is_small(text.casefold(), tongue) or weight(text.casefold(), tongue) < 0.3:
        return frozenset()
    return keys(text, language)


def beside(sentence: Sentence, mention: Mention, language: str | None) -> tuple[Keys, ...]:
    """The keys of each content word of the mention's role: before it, behind it, or in its apposition."""
    return tuple(filter(None, (told(word.text, language) for word in beside_words(sentence, mention))))


def beside_words(sentence: Sentence, mention: Mention) -> tuple[NameWord, ...]:
    """The words of the mention's role, small ones included."""
    return (*_before(sentence, mention), *_behind(sentence, mention))


def _before(sentence: Sentence, mention: Mention) -> Iterator[NameWord]:
    """ "le maire de Lormes, Alice Martin": back to the mark, or the name, before; past a comma at the name itself."""
    words = sentence.words
    left = 0
    for at in range(mention.start - 1, max(-1, mention.start - _REACH), -1):
        gap = words[at + 1].gap
        if _stops(gap) or ("," in gap and at + 1 != mention.start):
            return
        inside = _mention_at(sentence, at)
        if inside and not is_tied(sentence, inside):
            return
        if not inside and len(words[at].text) > 2:
            left += 1
        yield words[at]
        if left > _WITHIN:
            return


def _behind(sentence: Sentence, mention: Mention) -> Iterator[NameWord]:
    """The apposition between commas, or what follows up to the next mark or name."""
    words = sentence.words
    if mention.end >= len(words) or _stops(words[mention.end].gap):
        return
    begin = mention.end
    apposed = "," in words[begin].gap or "(" in words[begin].gap
    if apposed and words[begin].plain in _STRESSED and begin + 1 < len(words) and "," in words[begin + 1].gap:
        begin, apposed = begin + 1, False  # "Jeanne, elle, a refusé"
    held: list[NameWord] = []
    for at in range(begin, min(len(words), begin + _REACH)):
        gap = words[at].gap
        if at > begin and (_stops(gap) or "," in gap or ")" in gap):
            break
        inside = _mention_at(sentence, at)
        if inside and at == inside.start and not is_tied(sentence, inside):
            # What leads up to another name is that name's.
            held = [] if apposed else _up_to_article(held)
            break
        held.append(words[at])
    yield from held[: _WITHIN + 4]


def _up_to_article(held: list[NameWord]) -> list[NameWord]:
    """Without the words after the last small one: "a rencontré le maire" keeps "a rencontré"."""
    for at in range(len(held) - 1, -1, -1):
        if is_small(held[at].plain, "fr") or is_small(held[at].plain, "en"):
            return held[:at]
    return held if len(held) == 1 else []


def _stops(gap: str) -> bool:
    return any(mark in gap for mark in '.;:!?…«»“”"—–\n')


def _mention_at(sentence: Sentence, at: int) -> Mention | None:
    return next((mention for mention in sentence.mentions if mention.start <= at < mention.end), None)


def is_tied(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name only says where or whose what stands before it, or behind "-based", is."""
    if mention.start > 0 and sentence.words[mention.start - 1].plain in _TYING:
        return True
    return mention.end < len(sentence.words) and sentence.words[mention.end].plain in ("based", "born")


def shared(ours: tuple[Keys, ...], theirs: tuple[Keys, ...]) -> int:
    """How many words of ``ours`` have a counterpart in ``theirs``; a synonym ("=…") is none."""
    pool = {key for one in theirs for key in one if key[0] != "="}
    return sum(not pool.isdisjoint(one) for one in ours)
