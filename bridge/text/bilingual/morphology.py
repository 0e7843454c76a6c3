"""Words of French and English brought to forms that compare: lemmas, and skeletons that cognates share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bridge.text.bilingual.irregular import ENGLISH_FORMS, FRENCH_FORMS
from bridge.text.wordlists import lemma_of, zipf_frequency

#: Longer words are cut: nothing that has a meaning is as long.
_LONGEST = 40
#: A skeleton shorter than this would join words that have nothing in common.
_SHORTEST = 4
#: From this frequency (Zipf) on, a verb is one that people use.
_A_VERB = 2.3
#: Nouns that look like participles and have nothing of the verb's meaning.
_NOUNS = frozenset(
    {"marché", "café", "côté", "été", "clé", "thé", "péché", "congé", "comté", "pâté", "passé", "dé", "gré"}
)

#: Share their beginning with words that have nothing to do with them ("réalité", "générosité", "organe").
_APART = frozenset({"realisateur", "realisatrice", "generation", "organisateur", "organisatrice"})

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‑": "-", "ß": "ss", "Œ": "oe", "Æ": "ae"})


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(set(endings.split()), key=len, reverse=True))


_FRENCH_ENDINGS = _longest_first(
    """
    issements issement ificateur isateur atrice ateurs ateur ations ation itions ition isation isations isme iste
    iser ifier ification ements ement emment amment ment ture trices trice teur tion sion euses euse eurs eur
    elles elle ives ive iques ique ables able ibles ible ites ite ances ance ences ence ants ante ant ents ente
    ent aires aire oires oire ages age eux aux als ale al els el ifs if ies ie ees ee ier iere er ir re es e s
    """
)
_ENGLISH_ENDINGS = _longest_first(
    """
    izations ization isations isation ification ations ation itions ition ators ator ments ment ically icals ical
    ics ally ably ibly ency ancy ences ence ances ance ities ity ives ive ables able ibles ible aries ary ories
    ory ents ent ants ant isms ism ists ist izes ize ised ise ifies ify ous als al ors or ers er ates ated ate ing
    ied ed ages age ures ure tion sion ic ies ly y es e s
    """
)
_FRENCH_LIGHT = ("er", "ir", "re", "e", "s")
_ENGLISH_LIGHT = ("e", "s")
_SPELLING = (
    ("ph", "f"), ("th", "t"), ("y", "i"), ("k", "c"), ("qu", "c"), ("z", "s"), ("w", "v"), ("our", "or"), ("x", "s"),
    ("ae", "e"), ("oe", "e"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """``word`` in small letters, without accents and ligatures; an English possessive is left out."""
    spread = unicodedata.normalize("NFKD", word[:_LONGEST].translate(_LIGATURES).casefold())
    plain = "".join(char for char in spread if not unicodedata.combining(char)).strip("'-.")
    return plain.removesuffix("'s")


@lru_cache(maxsize=8_192)
def french_lemma(word: str) -> str:
    """The lemma of a French word, folded; a participle gives its verb ("retenue" → "retenir")."""
    return _lemma(word, "fr")


@lru_cache(maxsize=8_192)
def english_lemma(word: str) -> str:
    """The lemma of an English word, folded ("won" → "win")."""
    return _lemma(word, "en")


@lru_cache(maxsize=8_192)
def english_forms(plain: str) -> tuple[str, ...]:
    """What a folded English word may be a regular form of; the lemmatizer misses some ("developed", "sales")."""
    forms = [plain]
    for ending, base in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
                         ("ing", "e"), ("er", "e"), ("ly", "")):  # fmt: skip
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            stem = plain[: -len(ending)]
            forms.append(stem + base)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(forms)


def _lemma(word: str, language: str) -> str:
    irregular = FRENCH_FORMS if language == "fr" else ENGLISH_FORMS
    plain = word[:_LONGEST].replace("’", "'").casefold().strip("'-.").removesuffix("'s")
    known = irregular.get(fold(plain))
    if known or not plain:
        return known or ""
    found = lemma_of(plain, language)
    if language == "fr" and found.endswith("é") and found not in _NOUNS:
        # "Rejeté" is a noun to the lemmatizer; here it is what somebody did.
        verb = f"{found[:-1]}er"
        found = verb if zipf_frequency(verb, "fr") > _A_VERB else found
    lemma = fold(found)
    return irregular.get(lemma, lemma)


@lru_cache(maxsize=8_192)
def french_skeletons(lemma: str) -> tuple[str, ...]:
    """What is left of a folded French lemma without its ending (all of it, and the last letters alone), spelled as
    English would; none of few letters."""
    return () if lemma in _APART else _skeletons(lemma, _FRENCH_ENDINGS, _FRENCH_LIGHT)


@lru_cache(maxsize=8_192)
def english_skeletons(lemma: str) -> tuple[str, ...]:
    """The same of a folded English lemma."""
    return _skeletons(lemma, _ENGLISH_ENDINGS, _ENGLISH_LIGHT)


def _skeletons(lemma: str, endings: tuple[str, ...], light: tuple[str, ...]) -> tuple[str, ...]:
    stems = {_stem(lemma, endings), _stem(lemma, light)}
    return tuple(sorted(f"~{_respelled(stem)}" for stem in stems if len(stem) >= _SHORTEST))


def _stem(lemma: str, endings: tuple[str, ...]) -> str:
    return next(
        (lemma[: -len(end)] for end in endings if lemma.endswith(end) and len(lemma) - len(end) >= _SHORTEST), lemma
    )


def _respelled(stem: str) -> str:
    for written, said in _SPELLING:
        stem = stem.replace(written, said)
    return _DOUBLED.sub(lambda match: match[1], stem)
