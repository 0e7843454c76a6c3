"""Whose function, and of what: "maire de Lormes" beside a name that the source calls mayor of another town."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.bilingual.words import is_small
from bridge.text.facts.names.entities import Mention, Sentence, read
from bridge.text.facts.names.forms import endings, groups
from bridge.text.facts.names.roles import Keys, beside_words, told
from bridge.text.facts.names.swaps import Roles
from bridge.text.facts.names.trades import BROAD, trades
from bridge.text.facts.names.words import NameWord
from bridge.text.sentences import split_sentences

_OF = frozenset(["de", "du", "des", "d"])
_ARTICLES = frozenset(["la", "le", "l", "les"])
#: What an owner may be called whatever its name: of these, nothing follows.
_WIDE = frozenset({
    "ville", "commune", "cité", "village", "bourg", "pays", "région", "département", "club", "équipe", "groupe",
    "société", "entreprise", "association", "structure", "établissement", "institution", "parti", "organisation",
    "compagnie", "formation", "institut", "maison", "firme", "exploitation", "lieu", "site", "île", "collectivité",
    "assemblée", "conseil", "collectif", "organisme", "service", "services", "centre", "projet", "programme",
    "famille", "victime", "même", "autre", "premier", "première",
})  # fmt: skip


#: Letters that a place and the adjective of its people have in common at least: "Rivebourg", "rivebourgeois".
_ROOT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """``function`` beside ``name`` is not what the source's ``sentence`` tells; ``sure``: of another name."""

    name: str
    function: str
    within: str
    sentence: str
    sure: bool


def changed(text: str, source: Roles) -> Iterator[Changed]:
    """The functions of a French text that the source gives otherwise; at most one a sentence."""
    for sentence in read(split_sentences(text), source.table):
        found = next((one for mention in sentence.mentions[:12] for one in _of(sentence, mention, source)), None)
        if found:
            yield found


def _of(sentence: Sentence, mention: Mention, source: Roles) -> Iterator[Changed]:
    if len(mention.entity.split()) < 2:
        return
    places = source.places.get(mention.entity, ())
    around = _around(mention.entity, source)
    for word, owners in _functions(beside_words(sentence, mention)):
        function = told(word.text, "fr")
        if not function or not places:
            continue
        if function.isdisjoint(around):
            own = None if word.text in BROAD or word.text.endswith("s") else word.text
            at = _of_another_kind(own, mention.entity, source) if own else None
            if at is not None:
                yield _changed(sentence, mention, word.text, source.sentences[at], sure=False)
            continue
        at = next((at for at in places if function & _pool(source, at)), None)
        if at is None or not owners or owners[0].text in _WIDE:
            continue
        if any(not told(owner.text, "fr") or told(owner.text, "fr") & around for owner in owners):
            continue
        named = owners[0].capital and any(owners[0].plain in entity.split() for entity in source.tight)
        if not (named or _known(owners[0].text, source)) or _named_otherwise(owners[0], at, source):
            continue
        phrase = f"{word.text} … {' '.join(owner.text for owner in owners)}"
        yield _changed(sentence, mention, phrase, source.sentences[at], sure=named)


def _changed(sentence: Sentence, mention: Mention, function: str, theirs: Sentence, *, sure: bool) -> Changed:
    words = sentence.words[mention.start : mention.end]
    name = "".join((word.gap if at else "") + word.text for at, word in enumerate(words))
    return Changed(name=name, function=function, within=sentence.text, sentence=theirs.text, sure=sure)


def _of_another_kind(function: str, entity: str, source: Roles) -> int | None:
    """The sentence of the source that tells another function beside the name, where none near it tells this one."""
    mine = trades().get(function, frozenset())
    first = None
    for at in source.places.get(entity, ()):
        for near in (at - 1, at, at + 1):
            if not 0 <= near < len(source.sentences):
                continue
            for word in source.sentences[near].words:
                if mine & trades().get(word.text.casefold(), frozenset()):
                    return None
        sentence = source.sentences[at]
        beside = (word for item in sentence.mentions if item.entity == entity for word in beside_words(sentence, item))
        if first is None and any(word.text.casefold() in trades() for word in beside):
            first = at
    return first


def _known(owner: str, source: Roles) -> bool:
    """Whether the source has the word elsewhere: what is said of another is more than a free rendering."""
    keys = told(owner, "fr")
    return any(keys & _pool(source, at) for at in range(len(source.sentences)))


def _named_otherwise(owner: NameWord, at: int, source: Roles) -> bool:
    """ "ambassadeur de Chine", "Chinese ambassador"; "capitaine de Lormes", "la capitaine lormoise"."""
    plains = {word.plain for word in source.sentences[at].words}
    root = owner.plain[: max(_ROOT, len(owner.plain) - 1)]
    if any(endings(plain, owner.plain) or (plain.startswith(root) and plain != owner.plain) for plain in plains):
        return True
    return any(set(form) <= plains for form in groups().get((owner.plain,), ()))


def _functions(beside: Sequence[NameWord]) -> Iterator[tuple[NameWord, tuple[NameWord, ...]]]:
    """Each function beside a name, with the words that say of what."""
    ordered = sorted(beside, key=lambda word: word.start)
    for at, word in enumerate(ordered):
        if word.text not in trades():
            continue
        owners: list[NameWord] = []
        rest = ordered[at + 1 :]
        if rest and rest[0].plain in _OF:
            for owner in rest[1:]:
                if owner.plain in _ARTICLES or (not owners and owner.plain in _OF):
                    continue
                if is_small(owner.plain, "fr") or ("," in owner.gap):
                    break
                owners.append(owner)
        yield word, tuple(owners[:4])


@lru_cache(maxsize=128)  # entries keep the whole source
def _pool(source: Roles, at: int) -> frozenset[str]:
    sentence = source.sentences[at]
    return frozenset(key for word in sentence.words for key in told(word.text, source.language))


@lru_cache(maxsize=128)  # entries keep the whole source
def _around(entity: str, source: Roles) -> Keys:
    """All that is said in the sentences that mention a name, and in those before and behind."""
    near = {at + step for at in source.places.get(entity, ()) for step in (-1, 0, 1)}
    return frozenset(key for at in near if 0 <= at < len(source.sentences) for key in _pool(source, at))
