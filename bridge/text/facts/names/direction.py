"""Who does what to whom, and from where to where: the order of two names around a verb, or on a way."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.text.bilingual.lexicon import english_keys, french_keys
from bridge.text.bilingual.morphology import fold, french_lemma
from bridge.text.bilingual.words import is_small
from bridge.text.facts.names.entities import Mention, Sentence
from bridge.text.facts.names.words import NameWord

_FROM = frozenset(["de", "du", "des", "d", "depuis", "from"])
_TO = frozenset(["a", "au", "aux", "vers", "to", "towards", "jusqu"])
_BY = frozenset(["par", "by"])
_AUXILIARIES = frozenset({
    "a", "ont", "avait", "avaient", "aura", "auront", "aurait", "est", "sont", "etait", "etaient", "sera", "seront",
    "fut", "furent", "ete", "etre", "avoir", "ayant", "se", "s", "has", "have", "had", "was", "were", "is", "are",
    "be", "been", "will", "would",
})  # fmt: skip
_BEING = frozenset({
    "est", "sont", "etait", "etaient", "sera", "seront", "fut", "furent", "ete", "was", "were", "is", "are", "been",
})  # fmt: skip
#: Before a name, these say where or with whom: it is no subject.
_ASIDE = frozenset({
    "a", "au", "aux", "dans", "en", "chez", "avec", "pour", "contre", "selon", "sur", "depuis", "in", "at", "with",
    "for", "against", "on", "from", "near",
})  # fmt: skip
_VERB_ENDINGS = ("er", "ir", "re", "oir")
#: What is the same whichever of the two does it.
_MUTUAL = frozenset({
    "rencontrer", "affronter", "epouser", "rejoindre", "jouer", "retrouver", "discuter", "negocier", "signer",
    "fusionner", "dialoguer", "cotoyer", "collaborer", "partager", "associer", "unir", "reunir", "opposer", "relier",
    "jumeler", "marier", "disputer", "debattre", "echanger", "croiser", "ressembler", "egaler", "egaliser", "meet",
    "face", "marry", "play", "join", "merge",
})  # fmt: skip
#: More words between two names tell nothing sure.
_BETWEEN = 14


def reversed_verb(
    sentence: Sentence, first: Mention, second: Mention, theirs: Sequence[Sentence], language: str | None
) -> int | None:
    """The sentence of ``theirs`` that has the two names on the other sides of the same verb; None where one agrees."""
    ours = _between(sentence, first, second)
    verbs = [word for word in ours or () if _acts(word, ours or ())]
    if not verbs or ours is None or _aside(sentence, first) or _without_agent(ours, verbs):
        return None
    subject = _subject_first(ours)
    found: int | None = None
    for at, other in enumerate(theirs):
        for left, _, words in _pairs(other, first.entity, second.entity):
            if not any(_matches(verb, word, language) for verb in verbs for word in words):
                continue
            if _aside(other, left) or _without_agent(words, words):
                continue
            same = left.entity == first.entity
            if same and words[-1].plain == "from" and ours[-1].plain in _BY:
                return None  # "on loan from" is "prêté par"
            if (subject == _subject_first(words)) == same:
                return None
            found = at
    return found


def _between(sentence: Sentence, left: Mention, right: Mention) -> tuple[NameWord, ...] | None:
    """The words between two mentions, without appositions; None where another name or mark parts them."""
    if not 0 < right.start - left.end <= _BETWEEN:
        return None
    kept: list[NameWord] = []
    inside = False
    commas = sum("," in word.gap for word in sentence.words[left.end : right.start + 1])
    named = {at for mention in sentence.mentions for at in range(mention.start, mention.end)}
    for at in range(left.end, right.start):
        word = sentence.words[at]
        if any(mark in word.gap for mark in '.;:!?«»“”"\n—–'):
            return None
        if "," in word.gap and commas > 1:
            inside = not inside
        if inside:
            continue
        if at in named:
            if sentence.words[at - 1].plain not in ("a", "de", "du", "in", "of", "at", "d") and at - 1 not in named:
                return None
            continue
        kept.append(word)
    return tuple(kept)


def _pairs(sentence: Sentence, first: str, second: str) -> list[tuple[Mention, Mention, tuple[NameWord, ...]]]:
    found = []
    for left in sentence.mentions:
        for right in sentence.mentions:
            if left.start < right.start and {left.entity, right.entity} == {first, second}:
                words = _between(sentence, left, right)
                if words:
                    found.append((left, right, words))
    return found


def is_verb(word: str) -> bool:
    """Whether a French word is a form of a verb other than its infinitive: "loue", "critiqué", not "maire"."""
    lemma = french_lemma(word)
    return lemma.endswith(_VERB_ENDINGS) and lemma != fold(word)


def _acts(word: NameWord, around: tuple[NameWord, ...]) -> bool:
    """A form of a French verb, and none of the verbs where sides do not matter."""
    if is_small(word.plain, "fr") or len(word.plain) < 3:
        return False
    lemma = french_lemma(word.text)
    at = around.index(word)
    helped = any(other.plain in _AUXILIARIES for other in around[max(0, at - 3) : at])
    return lemma.endswith(_VERB_ENDINGS) and (lemma != fold(word.text) or helped) and lemma not in _MUTUAL


def _matches(verb: NameWord, word: NameWord, language: str | None) -> bool:
    if language == "en":
        return not is_small(word.plain, "en") and bool(french_keys(verb.text) & english_keys(word.text))
    return french_lemma(verb.text) == french_lemma(word.text)


def _aside(sentence: Sentence, mention: Mention) -> bool:
    """ "À Lormes, le club a battu…": the name in front only says where."""
    return mention.start > 0 and sentence.words[mention.start - 1].plain in _ASIDE


def _without_agent(words: tuple[NameWord, ...], verbs: Sequence[NameWord]) -> bool:
    """ "Alice Martin est élue à la tête du club": a passive that does not say by whom."""
    plains = [word.plain for word in words]
    if not _BEING.intersection(plains) or _BY.intersection(plains):
        return False
    helpers = [at for at, plain in enumerate(plains) if plain in _BEING and plains[at - 1 : at] not in (["s"], ["se"])]
    return any(
        word.plain.removesuffix("s").endswith(("e", "ee", "i", "ie", "u", "ue", "it", "ite", "is", "ise", "ed"))
        for at in helpers
        for word in words[at + 1 : at + 3]
        if word in verbs and word.plain not in _BEING
    )


def _subject_first(words: tuple[NameWord, ...]) -> bool:
    """Whether the first of two names acts on the second, from the words between them."""
    plains = {word.plain for word in words}
    relative = bool(words) and words[0].plain in ("que", "qu", "whom")
    return not (plains & _BY) and not relative


def reversed_way(
    sentence: Sentence, first: Mention, second: Mention, theirs: Sequence[Sentence], language: str | None
) -> int | None:
    """The sentence of ``theirs`` that goes from the second to the first, where ours goes the other way round."""
    del language
    if not _way(sentence, first, second):
        return None
    found: int | None = None
    for at, other in enumerate(theirs):
        for left in other.mentions:
            for right in other.mentions:
                if {left.entity, right.entity} == {first.entity, second.entity} and _way(other, left, right):
                    if left.entity == first.entity:
                        return None
                    found = at
    return found


def _way(sentence: Sentence, left: Mention, right: Mention) -> bool:
    """ "de Lyon à Marseille", "from Harrowby to Dunmore"."""
    words = sentence.words
    if left.start == 0 or right.start - left.end != 1:
        return False
    return words[left.start - 1].plain in _FROM and words[right.start - 1].plain in _TO
