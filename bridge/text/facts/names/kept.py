"""Which names of a source an article keeps."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.text.facts.names.entities import Aliases, aliases, read
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
    found = names(source, language)
    table = aliases(found)
    mentions: dict[str, int] = {}
    for sentence in read(split_sentences(source), table):
        for mention in sentence.mentions:
            mentions[mention.entity] = mentions.get(mention.entity, 0) + 1
    joined = f" {' '.join(word.plain for word in words(clean(article)))} "
    lost = [entity for entity in mentions if not _stands(entity, table, joined)]
    written = {" ".join(name.plains): name.text for name in found}
    ranked = sorted(lost, key=lambda entity: -mentions[entity])
    return Kept(
        share=1 - len(lost) / len(mentions) if mentions else 1.0,
        lost=tuple(written.get(entity, entity.title()) for entity in ranked),
    )


def _stands(entity: str, table: Aliases, joined: str) -> bool:
    """The whole name, a form of it, or the word of its own that tells it: a translation keeps that one."""
    ways = {" ".join(plains) for plains, named in table.items() if named == entity}
    ways |= {" ".join(other).casefold() for other in groups().get(form(entity), ())}
    if any(f" {way} " in joined for way in ways):
        return True
    telling = [word for word in entity.split() if (word,) in table or len(word) > 3]
    return len(telling) > 2 and sum(f" {word} " in joined for word in telling) * 2 >= len(telling)
