"""What a French or English sentence denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.bilingual.morphology import english_forms, english_lemma, french_lemma
from bridge.text.bilingual.opposites import meaning
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import Word, is_small, tokens, word_set

#: Words between "ne" and its "pas", and between a negation and what it denies.
_REACH = 6
_NEAR = 7
_NE = frozenset({"ne", "n"})
_FRENCH = word_set("pas plus jamais aucun aucune rien personne guere point nullement aucunement ni sans nul nulle")
#: Deny nothing by themselves: without "ne" they are nouns, or mean "more".
_WITH_NE = word_set("pas plus point personne rien nul nulle guere jamais")
#: Stand before their "ne".
_OPENING = word_set("aucun aucune rien personne jamais nul nulle ni")
#: What "any" is behind a comparative, and the comparatives.
_ANY = word_set("aucun aucune personne jamais rien nul nulle")
_COMPARATIVES = word_set("plus moins mieux pire meilleur meilleure meilleurs meilleures autre autres autrement aussi")
_NOUN_BEFORE = word_set("le un ce son leur les des premier grand petit chaque faux")
#: What follows a "pas" that denies without "ne", as in speech: "pas de nouvelles", "un signal, pas une maladie".
_BARE = word_set("de d un une le la l les encore du en question au aux avec pour dans sur chez par ce cette")
#: "Refuser de", "échouer à", "incapable de" deny the infinitive that follows; "refuser à deux reprises" does not.
_FRENCH_VERBS = {"refuser": {"de", "d"}, "echouer": {"a"}, "incapable": {"de", "d"}}
_INFINITIVE = ("er", "ir", "re")
#: "Pas seulement", "pas moins de", "pas avant lundi": no denial.
_FRENCH_NOT = word_set("seulement uniquement avant tard simplement")
#: "Sans doute", "sans arrêt": nothing is denied.
_SANS_IDIOMS = word_set(
    "doute cesse arret detour tarder delai surprise conteste relache hesiter hesitation ambages equivoque abri fil"
)
#: "Pas qu’au centre-ville" is "not only"; "ne montre pas que" is a denial.
_NOT_ONLY = word_set("a au aux en pour dans sur de des chez")
_ENGLISH = word_set(
    "not never no without nobody nothing none neither nor cannot unable fails fail failed refused refuses"
)
_ENGLISH_NOT = word_set("only just later until before least sooner doubt matter merely simply even")
#: Words that deny in their own way, so that a negation may have become one of them or the other way round.
_FRENCH_DENYING = word_set(
    """
    sans sauf hormis excepter echouer echec refuser refus rejeter rejet nier dementir manquer manque absence absent
    incapable impossible empecher eviter interdire interdiction annuler annulation cesser exclure renoncer priver prive
    defaut faute rarement peine peu seul seulement uniquement inchanger inchange rester demeurer vide ignorer oublier
    epargner contre opposer encore reporter report hors loin ecarter perdre fin finir terminer arreter arret suspendre
    inconnu inutile inconnue insuffisant impasse indemne inedit different contraire aucunement non zero disparaitre
    deconseiller desapprouver desavouer dissuader denoncer renonciation precedent rater louper
    dependre exempter exonerer dispenser fermer secret attendre attente abandonner decliner contester douter doute
    pendant suspens ni trop difficile tarder echapper reste retard sous moins
    inaccessible illegal invalide incomplet indisponible sec
    """
)
_ENGLISH_DENYING = word_set(
    """
    without except fail failure refuse refusal reject deny lack lacking absence absent unable impossible prevent avoid
    ban forbid prohibit cancel stop cease exclude miss missing rarely hardly barely scarcely seldom only few little
    unchanged remain stay empty ignore forget spare against oppose postpone delay instead rather yet decline abandon
    unknown useless insufficient unhurt unharmed uninjured different end close secret wait too free shun lose unlikely
    illegal invalid incomplete unavailable unwilling reluctant stopped less under beyond zero dispute rule doubt
    """
)
_MEANT = {
    "without": "sans", "against": "contre", "yet": "encore", "still": "encore", "again": "encore", "less": "moins",
    "fewer": "moins", "too": "trop", "if": "si", "whether": "si", "under": "sous", "only": "seulement",
}  # fmt: skip
_ENGLISH_NO = word_set("not never no nobody nothing none neither nor cannot without")
_FRENCH_NO = word_set("pas jamais aucun aucune rien ni sans ne n")
#: "N’ont augmenté que de 19 %": they did.
_ONLY_SO_MUCH = re.compile(r"\s+(?:plus\s+)?que\s+(?:de\s+)?\d")
#: Go on with a denial.
_SECOND = frozenset({"ni", "nor"})
_STOP = re.compile(r"[.;:!?()]| [–—-] ")


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies, where it stands (characters), and the content words that it denies, the nearest first."""

    word: str
    start: int
    heads: tuple[Unit, ...]


@lru_cache(maxsize=1_024)
def negations(sentence: str, language: str | None) -> tuple[Negation, ...]:
    """The negations of a sentence; "ne … que", "not only", "not until" and the like are none."""
    words, found = tokens(sentence), units(sentence, language)
    if language == "en":
        return _joined(_english(sentence, words, found))
    return _joined(_french(sentence, words, found))


def _joined(found: Iterable[Negation]) -> tuple[Negation, ...]:
    """ "Ni mari ni enfant" is one denial of two things."""
    joined: list[Negation] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and item.word.casefold() in _SECOND and before.word.casefold() in _SECOND | {"neither"}:
            joined[-1] = Negation(word=before.word, start=before.start, heads=(*before.heads, *item.heads))
        else:
            joined.append(item)
    return tuple(joined)


def cancels(ours: Sequence[Negation], theirs: Sequence[Negation]) -> bool:
    """Whether one side denies nothing and the other twice: "pas de dimanche sans" is "every Sunday"."""
    more, fewer = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    return not fewer and len(more) == 2 and more[1].word.casefold() in {"sans", "without"}


def denies(unit: Unit, language: str | None) -> bool:
    """Whether a content word denies without being a negation ("refuser", "unchanged")."""
    if language == "en":
        known = {unit.plain, english_lemma(unit.text), *english_forms(unit.plain)}
        return bool(known & _ENGLISH_DENYING) or meaning(unit.text, "en") in _FRENCH_DENYING
    return unit.plain in _FRENCH_DENYING or french_lemma(unit.text) in _FRENCH_DENYING


def denying_words(sentence: str, language: str | None) -> frozenset[str]:
    """The small words of the sentence that deny or set apart, each as what it means in French ("yet" is "encore")."""
    known = (_ENGLISH_DENYING | {"if", "whether"}) if language == "en" else (_FRENCH_DENYING | {"si"}) - {"ni"}
    return frozenset(
        _MEANT.get(word.plain, word.plain)
        for word in tokens(sentence)
        if word.plain in known and is_small(word.plain, language or "fr")
    )


def says_no(sentence: str, language: str | None) -> bool:
    """Whether any word of denial stands in the sentence, even in "not until" or "pas seulement"."""
    no = _ENGLISH_NO if language == "en" else _FRENCH_NO
    return any(word.plain in no or word.plain.endswith("n't") for word in tokens(sentence))


@lru_cache(maxsize=1_024)
def no_words(sentence: str, language: str | None) -> int:
    """How many words of denial stand in the sentence, be they negations or not ("no more than")."""
    no = _ENGLISH_NO if language == "en" else _FRENCH_NO - {"ne", "n"}
    return sum(word.plain in no or word.plain.endswith("n't") for word in tokens(sentence))


def is_denied(sentence: str, unit: Unit, language: str | None) -> bool:
    """Whether a word of denial stands shortly before a unit, or governs it."""
    if any(unit in negation.heads for negation in negations(sentence, language)):
        return True
    no = _ENGLISH_NO if language == "en" else _FRENCH_NO
    if language != "en" and _ONLY_SO_MUCH.match(sentence, unit.start + len(unit.text)):
        return False
    before = [word for word in tokens(sentence) if word.start < unit.start][-_REACH:]
    begin = max((match.end() for match in _STOP.finditer(sentence, 0, unit.start)), default=0)
    return any((word.plain in no or word.plain.endswith("n't")) and word.start >= begin for word in before)


def _french(sentence: str, words: Sequence[Word], found: Sequence[Unit]) -> Iterator[Negation]:
    used: set[int] = set()
    for at, word in enumerate(words):
        following = words[at + 1].plain if at + 1 < len(words) else ""
        if following in _FRENCH_VERBS.get(french_lemma(word.text), ()):
            verb = words[at + 2].plain if at + 2 < len(words) else ""
            if verb.endswith(_INFINITIVE):
                yield Negation(word=word.text, start=word.start, heads=tuple(_following(sentence, word, found, 1)))
        if word.plain not in _FRENCH:
            continue
        beyond = words[at + 2].plain if at + 2 < len(words) else ""
        if word.plain == "sans" and following in _SANS_IDIOMS:
            continue
        if following in _FRENCH_NOT or (following in {"que", "qu"} and (word.plain == "plus" or beyond in _NOT_ONLY)):
            continue
        if following in {"moins", "plus"} and beyond in {"de", "d"}:
            continue
        if _is_compared(words, at):
            continue
        ne = _ne(words, at)
        if ne in used and word.plain != "ni":
            # "Aucun n’a jamais", "pas non plus": one denial in two words.
            continue
        after_ne = next((place for place in range(at + 1, min(at + 5, len(words))) if words[place].plain in _NE), None)
        bare = word.plain == "pas" and following in _BARE and (not at or words[at - 1].plain not in _NOUN_BEFORE)
        opening = after_ne is not None and word.plain in {"rien", "personne", "jamais"}
        if word.plain in _WITH_NE and ne is None and not (bare or opening):
            continue
        if "avant" in {item.plain for item in words[at + 1 : at + 8]}:
            continue
        used |= {
            place for place in (ne, after_ne if ne is None and word.plain in _OPENING else None) if place is not None
        }
        between = [
            unit
            for unit in found
            if ne is not None and word.plain != "ni" and words[ne].start < unit.start < word.start
        ]
        heads = between[-1:] if between else _following(sentence, word, found, 2 if word.plain.startswith("auc") else 1)
        yield Negation(word=word.text, start=word.start, heads=tuple(heads))


def _is_compared(words: Sequence[Word], at: int) -> bool:
    """ "Plus vite qu’aucun de nous ne l’avait cru", "mieux que jamais": what follows a comparative denies nothing."""
    if words[at].plain not in _ANY or not at or words[at - 1].plain not in {"que", "qu"}:
        return False
    return any(word.plain in _COMPARATIVES for word in words[max(0, at - _REACH) : at - 1])


def _ne(words: Sequence[Word], at: int) -> int | None:
    """The "ne" that a word at ``at`` belongs to."""
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[place].plain in _NE:
            return place
    return None


def _english(sentence: str, words: Sequence[Word], found: Sequence[Unit]) -> Iterator[Negation]:
    for at, word in enumerate(words):
        plain = word.plain
        if plain == "yet" and words[at + 1 : at + 2] and words[at + 1].plain == "to":
            yield Negation(word=word.text, start=word.start, heads=tuple(_following(sentence, word, found, 1)))
        if plain not in _ENGLISH and not plain.endswith("n't"):
            continue
        following = words[at + 1].plain if at + 1 < len(words) else ""
        if plain.startswith(("fail", "refuse", "unable")) and following != "to":
            continue
        beyond = {item.plain for item in words[at + 1 : at + 9]}
        if following in {"more", "less", "fewer"} and "than" in beyond:
            continue
        if following in _ENGLISH_NOT or (beyond & {"until", "before", "unless"} and plain not in {"never", "no"}):
            continue
        reach = 2 if plain == "no" and following != "longer" else 1
        yield Negation(word=word.text, start=word.start, heads=tuple(_following(sentence, word, found, reach)))


def _following(sentence: str, word: Word, found: Sequence[Unit], most: int) -> list[Unit]:
    """The content words after a negation, in its clause and within reach; adverbs are passed over."""
    begin = word.start + len(word.text)
    stop = _STOP.search(sentence, begin)
    end = min(stop.start() if stop else len(sentence), begin + 12 * _NEAR)
    after = [unit for unit in found if begin <= unit.start < end and not _is_adverb(unit)]
    return [unit for unit in after if unit.plain not in {"longer", "fail", "refuse"}][:most]


def _is_adverb(unit: Unit) -> bool:
    return unit.plain.endswith(("ment", "ly")) and len(unit.plain) > 6
