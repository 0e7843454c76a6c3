"""Which names of a source an article keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.facts.names.entities import aliases, read
from bridge.text.facts.names.forms import form, groups
from bridge.text.facts.names.reading import names
from bridge.text.facts.names.words import clean, words
from bridge.text.sentences import split_sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """``share``: of the source's names, how many (0–1, 1 where it has none) the article has in some form.

    ``lost``: the others as the source writes them, those first that it mentions most.
    """

    share: float
    lost: tuple[str, ...]


def kept(source: str, language: str | None, article: str) -> Kept:
    """What of the names of a source text ("en", else read as French) a French text has."""
    known = _known(source, language)
    joined = f" {' '.join(word.plain for word in words(clean(article)))} "
    lost = [one for one in known if not _stands(one, joined)]
    ranked = sorted(lost, key=lambda one: -one.mentions)
    return Kept(share=1 - len(lost) / len(known) if known else 1.0, lost=tuple(one.text for one in ranked))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Named:
    """What a source names: as it writes it, how often it mentions it, the ways to say it, the words that tell it."""

    text: str
    mentions: int
    ways: frozenset[str]
    telling: tuple[str, ...]


@lru_cache(maxsize=8)
def _known(source: str, language: str | None) -> tuple[_Named, ...]:
    found = names(source, language)
    table = aliases(found)
    mentions = Counter(
        mention.entity for sentence in read(split_sentences(source), table) for mention in sentence.mentions
    )
    written = {" ".join(name.plains): name.text for name in found}
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for plains, entity in table.entities.items():
        ways[entity].add(" ".join(plains))
    return tuple(
        _Named(
            text=written.get(entity, entity.title()),
            mentions=count,
            ways=frozenset(ways[entity] | {" ".join(other).casefold() for other in groups().get(form(entity), ())}),
            telling=tuple(word for word in entity.split() if (word,) in table.entities or len(word) > 3),
        )
        for entity, count in mentions.items()
    )


def _stands(named: _Named, joined: str) -> bool:
    """The whole name, a form of it, or the word of its own that tells it: a translation keeps that one."""
    if any(f" {way} " in joined for way in named.ways):
        return True
    telling = named.telling
    return len(telling) > 2 and sum(f" {word} " in joined for word in telling) * 2 >= len(telling)
