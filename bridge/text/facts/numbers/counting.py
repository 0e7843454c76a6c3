"""Whether a small number in words states a count, or is a turn of phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bridge.text.facts.numbers.likeness import Likeness
from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.surroundings import Telling

#: "en deux temps", "à deux pas", "aux quatre coins": what is said so is not counted.
_PHRASES = re.compile(
    r"(?<!\w)(?:en (?:deux|trois|quatre) (?:temps|mots|étapes|lignes|phrases|points|volets|actes)"
    r"|(?:à|a) (?:deux|trois|quatre|cent|mille) (?:pas|doigts|mains|voix|têtes|vitesses|lieues|vents|à l[’']heure)"
    r"|quatre (?:coins|murs|roues|pattes|saisons|épingles|mains|vents|chemins)|deux[- ]mêmes|deux en un"
    r"|(?:de|des) deux (?:côtés|sexes|rives|bords|mondes|parties|choses)|entre deux"
    r"|(?:tous|toutes) (?:les )?(?:deux|trois)|trois en un"
    r"|deux poids|cent fois|mille fois|mille et un|mille merci|(?:un|une) ou deux|deux ou trois|trois ou quatre|"
    r"sept jours sur sept|moins de deux|cinq sens|sept merveilles|huis clos|dix fois|"
    r"deux mots|à deux|par deux|par trois)"
    r"(?!\w)",
    re.IGNORECASE,
)
_ANAPHORIC = frozenset({2, 3, 4})
#: Families of words that state a fact where the source has another one of the same family that the article lacks.
_SHARES = frozenset({"half", "third", "two thirds", "three quarters", "four quarters", "quarter"})
_MULTIPLES = frozenset({"doubled", "tripled", "quadrupled"})


class Counting:
    """Judges numbers in words of an article that its source lacks."""

    def __init__(self, said: Sequence[Telling], told: Sequence[Telling], language: str | None) -> None:
        self._likeness = Likeness(language)
        self._said = said
        mine = {key for telling in told for key in telling.keys}
        self._lost = [telling for telling in said if not telling.keys & mine]

    def states(self, telling: Telling) -> bool:
        """Whether the words state a number, so that it is a wrong one."""
        fact = telling.fact
        if fact.kind is Kind.NUMBER and not fact.unit:
            return self._counts(telling)
        if fact.kind is Kind.ORDINAL:
            return any(
                said.fact.kind is Kind.ORDINAL and self._likeness.surely(telling.head, said.head) for said in self._lost
            )
        return any(_family(said.fact) == _family(fact) for said in self._lost)

    def _counts(self, telling: Telling) -> bool:
        if _is_phrase(telling):
            return False
        if self._replaces(telling):
            return True
        named = telling.fact.measure and telling.fact.text[0] in "uU"
        if named or (not telling.head and not telling.fact.measure):
            return False
        return not (telling.determined and telling.fact.value in _ANAPHORIC)

    def _replaces(self, telling: Telling) -> bool:
        """Whether the source counts the same thing by another number, which the article lacks."""
        return bool(telling.head) and any(
            said.fact.kind is Kind.NUMBER and self._likeness.surely(telling.head[:1], said.head) for said in self._lost
        )


def _is_phrase(telling: Telling) -> bool:
    words = telling.fact.text.lower()
    return any(words in match.group().lower() for match in _PHRASES.finditer(telling.sentence))


def _family(fact: NumberFact) -> object:
    for family in (_SHARES, _MULTIPLES):
        if fact.kind is Kind.NUMBER and fact.unit in family:
            return family
    if fact.kind is Kind.RELATIVE:
        # "Cette année" may take up any year; "l'an dernier" and "l'an prochain" are not to be mistaken.
        return (fact.kind, fact.unit) if fact.value else fact
    if fact.kind is Kind.NUMBER:
        return fact
    return fact.kind
