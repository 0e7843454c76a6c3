"""Who does what to whom: a verb whose subject and object the article has the other way round. Doubts, for a person.

Part of the check of polarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bridge.text.bilingual.lexicon import certain, french_keys
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.bilingual.opposites import is_verb
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import is_determined, word_set
from bridge.text.nlp import parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Tell when, and neither do nor suffer anything.
_WHEN = word_set(
    """
    an ans annee annees mois semaine semaines jour jours heure heures fois fin debut matin soir nuit siecle lundi mardi
    mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre
    """
)
_SPEECH = word_set(
    """
    affirmer ajouter annoncer assurer confier declarer dire estimer expliquer indiquer juger lancer noter preciser
    raconter rappeler reconnaitre souligner resumer repondre
    """
)
#: Verbs looked at in one sentence.
_VERBS = 4
#: Characters after a verb in which "by" or "par" makes it a passive one.
_BY = 25
#: "des chercheurs", "de l'animal": the complement of a noun, and how far before its word that is looked for.
_OF = re.compile(r"\b(?:d[eu]s?|d['’]|de la|de l['’]) ?\Z")
_NEAR = 8
#: What a French verb's parse calls who does, and who suffers, what it says.
_DOES, _SUFFERS = frozenset({"nsubj", "obl:agent"}), frozenset({"obj", "nsubj:pass"})
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b(?: \w+ly)? \Z")
_BY_WORD = re.compile(r"\b(?:by|par)\b")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class _Order:
    """A verb with the words before and after it that both sentences have."""

    verb: Unit
    before: Unit
    after: Unit


def exchanged(sentence: str, source: str, language: str | None) -> str:
    """The verb of ``sentence`` whose subject and object stand the other way round in ``source``; "" for none."""
    if max(len(sentence), len(source)) > _LONGEST:
        return ""
    ours, theirs = units(sentence, "fr"), units(source, language)
    for order in islice(_orders(ours, theirs), _VERBS):
        its_verb, its_before, its_after = (_twin(unit, theirs) for unit in (order.verb, order.before, order.after))
        if not its_verb or not its_before or not its_after:
            continue
        if its_before.start < its_verb.start < its_after.start:
            flipped = False
        elif its_after.start < its_verb.start < its_before.start:
            flipped = True
        else:
            continue
        if language == "en" and not _is_active_or_by(source, its_verb):
            continue
        if flipped == (_is_passive(sentence, order.verb) != _is_passive(source, its_verb)):
            continue
        if _is_confirmed(sentence, order, source, (its_verb, its_before, its_after), language):
            return order.verb.text
    return ""


def demoted(sentence: str, source: str) -> str:
    """The verb of ``sentence`` that has the subject of a French ``source``'s, whose object has become a complement of
    that subject, and given its place to one that the source has not ("the researchers' teeth surprised the sharks",
    where the teeth surprised the researchers); or the same with subject and object exchanged. "" for none."""
    if max(len(sentence), len(source)) > _LONGEST:
        return ""
    ours, theirs = units(sentence, "fr"), units(source, "fr")
    known = frozenset(key for unit in theirs for key in unit.keys)
    if not _has_moved(sentence, ours, source, theirs) or all(unit.keys & known for unit in ours):
        return ""
    for verb in islice((unit for unit in ours if not unit.name and _may_rule(unit)), _VERBS):
        its_verb = _twin(verb, theirs)
        mine, its = _rulers(sentence, verb), _rulers(source, its_verb) if its_verb else None
        if (
            mine
            and its
            and any(_is_demoted(mine[kept], mine[1 - kept], its[kept], its[1 - kept], known) for kept in (0, 1))
        ):
            return verb.text
    return ""


def _has_moved(sentence: str, ours: tuple[Unit, ...], source: str, theirs: tuple[Unit, ...]) -> bool:
    """Whether a word stands behind "de" here, and not there: parsing takes a hundred times as long as looking."""
    return any(
        _OF.search(sentence[max(0, unit.start - _NEAR) : unit.start])
        and (its := _twin(unit, theirs)) is not None
        and not _OF.search(source[max(0, its.start - _NEAR) : its.start])
        for unit in ours
    )


def _is_demoted(kept: Token, new: Token, its_kept: Token, its_lost: Token, known: frozenset[str]) -> bool:
    lost = certain(french_keys(its_lost.text))
    complements = (word for word in kept.children if word.dep_ == "nmod")
    return (
        bool(certain(french_keys(kept.text)) & certain(french_keys(its_kept.text)))
        and any(lost & certain(french_keys(word.text)) for word in complements)
        and not any(
            set(french_keys(word.text)) & known for word in new.subtree if word.pos_ in {"NOUN", "PROPN", "PRON"}
        )
    )


def _rulers(sentence: str, verb: Unit) -> tuple[Token, Token] | None:
    """The nouns that do and suffer what a French verb says; None where it has not one of each."""
    token = _token(sentence, verb)
    found = [
        [child for child in token.children if child.dep_ in names and child.pos_ == "NOUN"]
        for names in (_DOES, _SUFFERS)
    ] if token is not None else []  # fmt: skip
    return (found[0][0], found[1][0]) if [len(words) for words in found] == [1, 1] else None


def _orders(ours: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> Iterator[_Order]:
    """Each verb that both sentences have, with the nearest words before and after it that both have."""
    known = frozenset(key for unit in theirs for key in certain(unit.keys))
    shared = [
        unit
        for unit in ours
        if not known.isdisjoint(certain(unit.keys)) and not unit.plain[0].isdigit() and unit.plain not in _WHEN
    ]
    for before, verb, after in zip(shared, shared[1:], shared[2:], strict=False):
        if not verb.name and _may_rule(verb):
            yield _Order(verb, before, after)


def _may_rule(unit: Unit) -> bool:
    """Whether a word may be a verb with a subject: no infinitive, no noun in -re, none of those of speech, whose
    subject stands on either side."""
    lemma = french_lemma(unit.text)
    return is_verb(unit, "fr") and unit.plain.removesuffix("s") != lemma and lemma not in _SPEECH


def _twin(unit: Unit, others: tuple[Unit, ...]) -> Unit | None:
    """The one word of the others that says the same; None where there are two."""
    keys = certain(unit.keys)
    found = [other for other in others if not keys.isdisjoint(certain(other.keys))]
    return found[0] if len(found) == 1 else None


def _is_passive(sentence: str, verb: Unit) -> bool:
    end = verb.start + len(verb.text)
    return bool(_BY_WORD.search(sentence[end : end + _BY]))


def _is_active_or_by(sentence: str, verb: Unit) -> bool:
    """Whether an English word is a verb that has who does it: no noun, and no passive without "by"."""
    if is_determined(sentence, verb.start):
        return False
    return _is_passive(sentence, verb) or not _BE.search(sentence[max(0, verb.start - _BY) : verb.start])


def _is_confirmed(
    sentence: str, order: _Order, source: str, its: tuple[Unit, Unit, Unit], language: str | None
) -> bool:
    """Whether the parse gives the words the roles that their order suggests; English has none, and its order tells."""
    verb, before, after = order.verb, order.before, order.after
    mine = _roles(sentence, verb)
    if mine is None or not _has(mine, before, after, passive=_is_passive(sentence, verb)):
        return False
    if language == "en":
        return True
    theirs = _roles(source, its[0])
    if theirs is None:
        return False
    agent, patient = (after, before) if _is_passive(sentence, verb) else (before, after)
    return bool(certain(agent.keys) & theirs[1]) and bool(certain(patient.keys) & theirs[0])


def _has(roles: tuple[frozenset[str], frozenset[str]], before: Unit, after: Unit, *, passive: bool) -> bool:
    agent, patient = (after, before) if passive else (before, after)
    return bool(certain(agent.keys) & roles[0]) and bool(certain(patient.keys) & roles[1])


def _roles(sentence: str, verb: Unit) -> tuple[frozenset[str], frozenset[str]] | None:
    """The keys of who does, and of who suffers, what a French verb says; None where it has not both."""
    token = _token(sentence, verb)
    if token is None:
        return None
    agents, patients = frozenset[str](), frozenset[str]()
    for child in token.children:
        keys = _keys(child, token)
        if child.dep_ in _DOES:
            agents |= keys
        elif child.dep_ in _SUFFERS:
            patients |= keys
    return (agents, patients) if agents and patients else None


def _token(sentence: str, unit: Unit) -> Token | None:
    return next((token for token in parsed(sentence) if token.idx <= unit.start < token.idx + len(token)), None)


def _keys(word: Token, verb: Token) -> frozenset[str]:
    """The keys of a word and of the name or title that it belongs to; "qui" is what it refers to."""
    named = [word, *(child for child in word.children if child.dep_ in {"flat:name", "flat:foreign", "appos", "nmod"})]
    if word.lower_ in {"qui", "que", "qu'", "qu’"}:
        named.append(verb.head)
    return frozenset(key for item in named for key in french_keys(item.text))
