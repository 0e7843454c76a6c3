"""What one text denies while another, that ought to say the same, has no denial for it: grounds for a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wordfreq import zipf_frequency

from bridge.text.bilingual.lexicon import certain
from bridge.text.bilingual.morphology import fold, french_lemma
from bridge.text.bilingual.negation import Negation, cancels, denies, denying_words, negations, no_words
from bridge.text.bilingual.opposites import meaning, opposites
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import tokens, word_set

#: Verbs of so many meanings that one of them denied says little of another.
LIGHT = word_set("prendre mettre donner tenir passer venir porter laisser dire savoir voir rester devenir")
#: Characters within which a word may deny another.
NEAR = 45
#: A text and its language ("en", else French).
Text = tuple[str, str | None]

#: Say in passing what others deny: "gratuit" is "rien à payer", "first" is "no other before".
_SOFT = word_set(
    """
    gratuit gratuite libre limiter limite plafonner plafond maximum maximal depasser exceder premier premiere unique
    toujours continuer effondrer craindre redouter malgre pire mauvais suffire assez limit cap capped most
    maximum exceed first sole still continue collapse worst bad fear otherwise sinon plutot unlike identique
    """
)
#: Denied, it is something good, or goes on.
_BAD = word_set(
    """
    mauvais mal pire sombre faux grave difficile penible triste malheureux arreter cesser finir terminer plaisanter
    manquer inutile negligeable
    bad wrong worse poor sad dark stop joke negligible
    """
)
#: "The first twelve", "les premiers trains": counted off, and not the first ever.
_COUNTED_OFF = re.compile(
    r"\bfirst\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|dozen|few|half)\b|"
    r"\bpremi(?:er|ère)s\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
#: Nearness, and a date: nothing is closed, and nothing ends.
_NEARLY = re.compile(
    r"\bclose (?:to|by)\b|\b(?:before|by|at|until|from|towards?) the end of\b|"
    r"\b(?:avant|à|d['’]ici(?: à)?|jusqu['’]à|vers|depuis) la fin d",
    re.IGNORECASE,
)
_ONLY_NOT = re.compile(r"\b(?:seule?s?|only)\b[^,.;:]{0,40}?(?:\bne\b|\bn['’]|\bnot\b|n['’]t\b)", re.IGNORECASE)
#: Ends a clause.
_CLAUSE = re.compile(r",(?!\d)|[;:()«»“”\"!?]| [–—-] |\b(?:mais|but)\b", re.IGNORECASE)
#: Limit what is said, rather than deny it.
_LIMITS = frozenset(frozenset({word}) for word in ("seul", "seulement", "peu", "encore", "trop", "moins", "sous"))
#: Beginnings that turn an adjective or a verb into its contrary, where the rest is a word too.
_CONTRARY = re.compile(r"(?:in|im|ir|mal|non-?)(?P<rest>[a-z]{5,})\Z")
_ENGLISH_CONTRARY = re.compile(r"(?:un|dis|in|im|ir|non-?|mis)(?P<rest>[a-z]{5,})\Z")
_A_WORD = 3.0


def undenied(text: Text, others: Iterable[Text], beside: Iterable[Text] = ()) -> tuple[Negation, ...]:
    """The negations of ``text`` for which ``others``, taken together, have none, nor a word that denies in its way.

    Denials that both have cancel out, as do words of ``others`` that a text ``beside`` renders; what is left is
    counted, so that a negation may be rendered by any other denial. Where ``others`` have the very word that is
    denied, only a denial near it counts. One whose word stands in ``others`` as its opposite is no difference. A denial
    of ``others`` that a text ``beside`` renders word for word answers for none here.
    """
    texts, beside = tuple(others), tuple(beside)
    if _sets_apart(text[0], texts) or cancels(
        negations(*text), [item for other in texts for item in negations(*other)]
    ):
        return ()
    found, left = _unmatched(negations(*text), [item for other in texts for item in negations(*other)])
    theirs = len(_unmatched(left, [item for other in beside for item in negations(*other)])[0])
    known = frozenset(key for other in texts for unit in units(*other) for key in unit.keys)
    found = tuple(item for item in found if not _is_elsewhere(item, text, known))
    if len(found) <= theirs:
        return ()
    turned = tuple(item for item in found if _is_turned(item, texts))
    if turned:
        return turned
    foreign = frozenset(word for other in texts for word in _denying(*other))
    answers = _beyond(foreign, (text, *beside)) - _beyond(_denying(*text) - _LIMITS, texts)
    spare = sum(max(0, no_words(*other) - len(negations(*other))) for other in texts)
    if len(found) <= theirs + spare + max(0, answers):
        return ()
    softened = frozenset(word for other in texts for word in soft(*other))
    if softened and not soft(*text) - {head.plain for item in found for head in item.heads}:
        return ()
    return tuple(item for item in found if not _is_opposite(item, text, texts))


def _sets_apart(text: str, others: tuple[Text, ...]) -> bool:
    """Whether a text says it of the few that are left ("seuls trois ne sont pas …"), and the others of the many."""
    return bool(_ONLY_NOT.search(text)) and not any(_ONLY_NOT.search(other) for other, _ in others)


def _is_elsewhere(item: Negation, text: Text, known: frozenset[str]) -> bool:
    """Whether a negation is no matter of the other texts: they have the very verb that denies ("failed"), or nothing
    of its clause; or whether it denies something bad, or an end, which is to affirm its contrary."""
    found = units(*text)
    if any(unit.start == item.start and unit.keys & known for unit in found):
        return True
    heads = [head for head in item.heads if not head.keys & known]
    if item.heads and heads and all({fold(head.text), meaning(head.text, text[1])} & _BAD for head in heads):
        return True
    begin, end = _clause(text[0], item.start)
    own = {head.start for head in item.heads}
    clause = [unit for unit in found if begin <= unit.start < end]
    others = [unit for unit in clause if unit.start not in own]
    return bool(others) and not any(unit.keys & known for unit in clause)


def _clause(text: str, place: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, place)), default=0)
    stop = _CLAUSE.search(text, place)
    return begin, stop.start() if stop else len(text)


def _is_turned(item: Negation, others: tuple[Text, ...]) -> bool:
    """Whether the others have the word that is denied, and no denial near it."""
    keys = frozenset(key for head in item.heads if french_lemma(head.text) not in LIGHT for key in _own(head))
    stands = [(other, unit.start) for other in others for unit in units(*other) if _own(unit) & keys]
    return bool(stands) and not any(_is_denied_near(other, start) for other, start in stands)


def _is_denied_near(text: Text, start: int) -> bool:
    """Whether anything denies within NEAR characters of a place."""
    near = text[0][max(0, start - NEAR) : start + NEAR], text[1]
    return bool(no_words(*near) or _denying(*near) or soft(*near))


def _unmatched(
    found: tuple[Negation, ...], others: list[Negation]
) -> tuple[tuple[Negation, ...], tuple[Negation, ...]]:
    """Those of ``found`` whose word no other denies, and the ``others`` left."""
    rest, left = [], list(others)
    for item in found:
        keys = frozenset(key for head in item.heads for key in head.keys)
        twin = next((other for other in left if any(head.keys & keys for head in other.heads)), None)
        if twin is None:
            rest.append(item)
        else:
            left.remove(twin)
    return tuple(rest), tuple(left)


def _denying(text: str, language: str | None) -> frozenset[frozenset[str]]:
    """The keys of each word that denies without being a negation."""
    text = _NEARLY.sub(" ", text)
    negated = {fold(item.word) for item in negations(text, language)}
    small = (
        frozenset({"seul" if word in {"seule", "seuls", "seules"} else word})
        for word in denying_words(text, language) - negated - {"ni", "sans", "contre", "si"}
    )
    words = (
        _own(unit) for unit in units(text, language) if unit.plain not in negated and denies_itself(unit, language)
    )
    return frozenset((*small, *words))


def _own(unit: Unit) -> frozenset[str]:
    return certain(unit.keys)


def denies_itself(unit: Unit, language: str | None) -> bool:
    """Whether a content word denies, by what it means or by how it begins ("unconvinced")."""
    if unit.name:
        return False
    if denies(unit, language):
        return True
    match = (_ENGLISH_CONTRARY if language == "en" else _CONTRARY).match(unit.plain)
    if not match:
        return False
    rest = zipf_frequency(match["rest"], language or "fr")
    return rest > max(_A_WORD, zipf_frequency(unit.plain, language or "fr"))


def _beyond(denying: frozenset[frozenset[str]], texts: tuple[Text, ...]) -> int:
    """How many of the words that deny have no counterpart at all in the texts."""
    known = frozenset(key for item in texts for unit in units(*item) for key in unit.keys)
    known |= frozenset(word for item in texts for word in denying_words(*item))
    return sum(not keys & known for keys in denying)


def soft(text: str, language: str | None) -> frozenset[str]:
    """The words of a text that say in passing what others deny."""
    words = tokens(_COUNTED_OFF.sub(" ", text))
    lemmas = frozenset(french_lemma(word.text) for word in words) if language != "en" else frozenset()
    return (lemmas | {word.plain for word in words}) & _SOFT


def _is_opposite(item: Negation, text: Text, others: tuple[Text, ...]) -> bool:
    """Whether the others say the opposite of the word that is denied, which the text itself does not."""
    against = frozenset(word for head in item.heads for word in opposites().get(meaning(head.text, text[1]), ()))
    against -= {meaning(unit.text, text[1]) for unit in units(*text)}
    return bool(against) and any(meaning(unit.text, other[1]) in against for other in others for unit in units(*other))
