"""A sentence that renders one of the source affirms what it affirms, denies what it denies, and is no surer of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bridge.checks import between, contraries, roles, trends
from bridge.checks.denials import doubts as doubts_of_denials
from bridge.checks.places import MANY, blocker, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.bilingual import relations
from bridge.text.bilingual.alignment import Link, cover
from bridge.text.bilingual.certainty import doubts, is_modal, is_sure, widened
from bridge.text.bilingual.contrasts import turned
from bridge.text.bilingual.denials import LIGHT, denies_itself, soft
from bridge.text.bilingual.lexicon import certain
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.bilingual.negation import Negation, cancels, denying_words, is_denied, negations, says_no
from bridge.text.bilingual.opposites import is_verb, meaning, opposites
from bridge.text.bilingual.pairing import Pairing, Sentence, pair
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import is_determined, word_set

#: Pairs of which less is shared are not compared; of those above CLEAR a difference is a fault, of others a doubt.
COMPARED = 0.5
CLEAR = 0.6
#: From this score on a turn of phrase that may mean something else does not.
SURE = 0.75
#: A sentence that has so much of the source's ought to have its reserves, too.
SURER = 0.5
#: Of either sentence so much must be in the other.
FAINT = 0.2
#: So much more of the article's own sentence makes up for a long one of the source, of which it renders a part.
MARGIN = 0.05
#: A pair of which either has less in the other is not clear.
PARTLY = 0.35
#: Denies a part, and may be said as what is left.
_NOT_ALL = re.compile(r"\b(?:pas|not) (?:tou(?:te?s?|s)|all|every\w*|always|toujours)\b", re.IGNORECASE)
#: Beside a word that it makes the contrary of.
_LESS_BEFORE = re.compile(r"\b(?:moins|less|fewer|peu|trop peu)\s+(?:de\s+|d['’])?\Z", re.IGNORECASE)
_LESS_BEHIND = re.compile(r"\s+(?:(?:beaucoup|bien|nettement|much|far)\s+)?(?:moins|less|peu)\b", re.IGNORECASE)
#: Content words beside a denied verb, and around a denied noun, that may say the same in another way.
_NEXT = 1
_IN_CLAUSE = 3
#: A pair nearly as good as the best may be the one that is meant.
_RIVAL = 0.9
#: From this score on a sentence may render another.
RESEMBLING = 0.3
#: Words whose opposite near by is no accident.
_TELLING = word_set(
    """
    premier dernier ouvrir ouverture fermer ferme fermeture gagner remporter victoire perdre defaite adopter approuver
    accepter rejeter refuser autoriser interdire gratuit payant obligatoire facultatif favorable oppose nord sud est
    ouest matin soir succes reussir echec echouer acquitter condamner coupable innocent legal illegal vendre acheter
    embaucher licencier confirmer dementir augmenter baisser hausse baisse accelerer ralentir public prive progresser
    reculer progres recul
    """
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence of the article beside the one of the source that it renders."""

    sentence: Sentence
    source: str
    link: Link
    language: str | None
    rival: bool

    @property
    def clear(self) -> bool:
        return self.link.score >= CLEAR and not self.rival and min(self.link.of_source, self.link.of_article) >= PARTLY

    @property
    def ours(self) -> tuple[Unit, ...]:
        return units(self.sentence.text, "fr")

    @property
    def theirs(self) -> tuple[Unit, ...]:
        return units(self.source, self.language)


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """``polarity.negation`` and ``polarity.opposite``, blockers where the pair is clear, else warnings;
    ``polarity.exchanged``, a blocker where the source has no such subject or object, else a warning; warning
    ``polarity.certainty``."""
    if source.language not in {None, "fr", "en"}:
        return ()
    return tuple(islice(_findings(pair(source, article)), MANY))


def _findings(pairing: Pairing) -> Iterator[Finding]:
    told = set()
    for item in _pairs(pairing):
        found = (
            _negation(item, pairing) or _opposite(item) or _order(item) or _exchanged(item) or _certainty(item, pairing)
        )
        if found:
            told.add(item.link.article)
            yield found
    for number, doubt in _apart_from_pairs(pairing):
        if number not in told:
            told.add(number)
            yield doubt


def _apart_from_pairs(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """What is found otherwise than by comparing two sentences whole, with the index of the article's sentence."""
    yield from trends.taken_up(pairing)
    yield from _far_opposites(pairing)
    yield from doubts_of_denials(pairing)
    yield from between.doubts(pairing)
    yield from contraries.doubts(pairing)


def _pairs(pairing: Pairing) -> Iterator[_Pair]:
    """Each of the article's sentences with its best counterpart, where that is good enough to compare."""
    for number, sentence in enumerate(pairing.article):
        links = pairing.alignment.by_article[number]
        if (
            not links
            or links[0].score < COMPARED
            or min(links[0].of_source, links[0].of_article) < FAINT
            or sentence.text.endswith("?")
        ):
            continue
        best = links[0]
        theirs = pairing.source[best.source].text
        if theirs.endswith("?"):
            continue
        rival = any(
            link.score >= _RIVAL * best.score and pairing.source[link.source].text != theirs for link in links[1:]
        )
        yield _Pair(sentence=sentence, source=theirs, link=best, language=pairing.language, rival=rival)


def _evidence(item: _Pair) -> str:
    return f"{item.sentence.text[:145]} | source : {item.source[:145]}"


# Negations.


def _negation(item: _Pair, pairing: Pairing) -> Finding | None:
    ours, theirs = negations(item.sentence.text, "fr"), negations(item.source, item.language)
    if len(ours) == len(theirs) or cancels(ours, theirs):
        return None
    dropped = len(ours) < len(theirs)
    denied, others, affirmed = (theirs, ours, item.ours) if dropped else (ours, theirs, item.theirs)
    head = _turned(denied, others, affirmed)
    if head is None or _is_excused(item, pairing, dropped=dropped):
        return None
    told = "La source nie ce que cette phrase affirme" if dropped else "Cette phrase nie ce que la source affirme"
    message = f"{told} (« {head.text} ») : rétablissez le sens."
    certain = (
        item.clear
        and all(_heads((negation,)) & _heads(denied) for negation in others)
        and _in_same_place(head, item)
        and not _is_reworded(item, head, dropped=dropped)
    )
    report = blocker if certain else warning
    return report("polarity.negation", item.sentence.place, message, _evidence(item))


def _in_same_place(turned: Unit, item: _Pair) -> bool:
    """Whether the word stands beside the same words in both sentences: common verbs mean many things."""
    if french_lemma(turned.text) in LIGHT:
        return False
    for ours_at, ours in enumerate(item.ours):
        for theirs_at, theirs in enumerate(item.theirs):
            if turned in (ours, theirs) and _direct(ours) & _direct(theirs):
                return _same_neighbour(item.ours, ours_at, item.theirs, theirs_at)
    return False


def _is_reworded(item: _Pair, turned: Unit, *, dropped: bool) -> bool:
    """Whether the sentence without the negation may say it in another way: a word near the one that is denied, and no
    noun, has no counterpart in the other sentence."""
    affirming, denying = (item.ours, item.theirs) if dropped else (item.theirs, item.ours)
    text = item.sentence.text if dropped else item.source
    known = frozenset(key for unit in denying for key in unit.keys)
    reach = _NEXT if is_verb(turned, item.language if dropped else "fr") else _IN_CLAUSE
    places = [at for at, unit in enumerate(affirming) if _direct(unit) & _direct(turned)]
    return any(
        not unit.keys & known and not unit.name and not is_determined(text, unit.start)
        for at in places
        for unit in affirming[max(0, at - reach) : at + reach + 1]
    )


def _is_excused(item: _Pair, pairing: Pairing, *, dropped: bool) -> bool:
    """Whether the sentence without the negation says the same in another way, or a sentence beside it has it."""
    mine, its = (item.sentence.text, "fr"), (item.source, item.language)
    lacking = mine if dropped else its
    if _NOT_ALL.search(its[0] if dropped else mine[0]):
        return True
    if (says_no(*lacking) and not negations(*lacking)) or soft(*lacking) - soft(*(its if dropped else mine)):
        return True
    if dropped:
        apart = _apart(item.sentence.text, "fr", item.source, item.language)
        return apart or _excused(item.ours, item.theirs, "fr") or _denied_beside(item, pairing)
    apart = _apart(item.source, item.language, item.sentence.text, "fr")
    return apart or _excused(item.theirs, item.ours, item.language) or _source_denies_beside(item, pairing)


def _turned(denied: tuple[Negation, ...], others: tuple[Negation, ...], affirmed: tuple[Unit, ...]) -> Unit | None:
    """The word that one sentence denies and the other has without denying it."""
    kept = frozenset(key for negation in others for head in negation.heads for key in head.keys)
    for negation in denied:
        for head in negation.heads:
            keys = _direct(head)
            if not keys & kept and any(keys & _direct(unit) for unit in affirmed):
                return head
    return None


def _direct(unit: Unit) -> frozenset[str]:
    """A unit's keys but for those of synonyms."""
    return certain(unit.keys)


def _apart(sentence: str, language: str | None, other: str, other_language: str | None) -> bool:
    """Whether a sentence sets something apart by a small word, one that the other has not, where the other denies."""
    small = denying_words(other, other_language)
    if "not yet" in other or "n't yet" in other:
        small |= {"encore"}
    return bool(denying_words(sentence, language) - small)


def _excused(found: tuple[Unit, ...], others: tuple[Unit, ...], language: str | None) -> bool:
    """Whether a sentence without negation denies in a word of its own, one that the other has not."""
    known = frozenset(key for unit in others for key in _direct(unit))
    return any(denies_itself(unit, language) and not _direct(unit) & known for unit in found)


def _denied_beside(item: _Pair, pairing: Pairing) -> bool:
    """Whether another sentence of the article denies what the source's does: one sentence made two."""
    heads = _heads(negations(item.source, item.language))
    return any(
        _heads(negations(pairing.article[place].text, "fr")) & heads
        for place in (
            *(link.article for link in pairing.alignment.by_source[item.link.source]),
            max(0, item.link.article - 1),
            min(len(pairing.article) - 1, item.link.article + 1),
        )
        if pairing.article[place].text != item.sentence.text
    )


def _source_denies_beside(item: _Pair, pairing: Pairing) -> bool:
    """Whether the sentence takes its negation from another one of the source: two sentences made one."""
    heads = _heads(negations(item.sentence.text, "fr"))
    return any(
        _heads(negations(pairing.source[link.source].text, pairing.language)) & heads
        for link in pairing.alignment.by_article[item.link.article]
        if link.source != item.link.source
    )


def _heads(found: tuple[Negation, ...]) -> frozenset[str]:
    return frozenset(key for negation in found for head in negation.heads for key in _direct(head))


# Opposites.


def _opposite(item: _Pair) -> Finding | None:
    ours, theirs = item.ours, item.theirs
    known = frozenset(key for unit in theirs for key in _direct(unit))
    said = frozenset(key for unit in ours for key in _direct(unit))
    for place, unit in enumerate(ours):
        against = opposites().get(french_lemma(unit.text), frozenset()) if not unit.name else frozenset()
        if not against or _direct(unit) & known:
            continue
        for other_place, other in enumerate(theirs):
            if meaning(other.text, item.language) in against and not _direct(other) & said:
                if is_denied(item.sentence.text, unit, "fr") != is_denied(item.source, other, item.language):
                    continue
                if _is_lessened(item.sentence.text, unit) != _is_lessened(item.source, other):
                    continue
                certain = _same_otherwise(item, unit, other) and _same_neighbour(ours, place, theirs, other_place)
                report = blocker if certain else warning
                message = f"« {unit.text} » est le contraire de ce que dit la source (« {other.text} ») : corrigez."
                return report("polarity.opposite", item.sentence.place, message, _evidence(item))
    return None


def _is_lessened(sentence: str, unit: Unit) -> bool:
    """ "Gaspiller moins" says what "épargner" does."""
    before, behind = sentence[: unit.start], sentence[unit.start + len(unit.text) :]
    return bool(_LESS_BEFORE.search(before) or _LESS_BEHIND.match(behind))


def _far_opposites(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """Doubts: a word of which the sentences of the source that resemble the article's have the opposite alone."""
    for number, sentence in enumerate(pairing.article):
        links = [link for link in pairing.alignment.by_article[number] if link.score >= RESEMBLING][:2]
        denied = [says_no(pairing.source[link.source].text, pairing.language) for link in links]
        if sentence.heading or not links or any(denied) or says_no(sentence.text, "fr"):
            continue
        theirs = [unit for link in links for unit in units(pairing.source[link.source].text, pairing.language)]
        known = frozenset(key for unit in theirs for key in _direct(unit))
        ours = units(sentence.text, "fr")
        said = frozenset(key for unit in ours for key in _direct(unit))
        meanings = {meaning(unit.text, pairing.language): unit for unit in theirs if not _direct(unit) & said}
        for unit in ours:
            lemma = french_lemma(unit.text)
            against = opposites().get(lemma, frozenset()) & meanings.keys()
            if unit.name or lemma not in _TELLING or not against or _direct(unit) & known:
                continue
            other = meanings[min(against)]
            message = f"La source dit « {other.text} », le contraire de « {unit.text} » : vérifiez le sens."
            evidence = f"{sentence.text[:145]} | source : {pairing.source[links[0].source].text[:145]}"
            plain = trends.is_plain(number, pairing, (unit, lemma), (other, min(against)))
            yield number, (blocker if plain else warning)("polarity.opposite", sentence.place, message, evidence)
            break


def _same_otherwise(item: _Pair, unit: Unit, other: Unit) -> bool:
    """Whether the sentences say the same but for the two words."""
    ours = [word for word in item.ours if word is not unit]
    theirs = [word for word in item.theirs if word is not other]
    low, high = sorted((cover(ours, (item.theirs,)), cover(theirs, (item.ours,))))
    return not item.rival and 0.55 * high + 0.45 * low >= CLEAR


def _same_neighbour(ours: tuple[Unit, ...], place: int, theirs: tuple[Unit, ...], other: int) -> bool:
    """Whether two words stand beside the same word, before or after: the turn of the sentence is the same."""
    near = [unit for at, unit in enumerate(ours) if 0 < abs(at - place) <= 2]
    beside = frozenset(key for at, unit in enumerate(theirs) if 0 < abs(at - other) <= 3 for key in _direct(unit))
    return any(_direct(unit) & beside for unit in near)


def _order(item: _Pair) -> Finding | None:
    """More for less, before for after, for for against, a rise for a fall."""
    found = turned(item.sentence.text, item.source)
    if found is None:
        return None
    if not found.sure and relations.agree(item.sentence.text, "fr", item.source, item.language):
        return None
    certain = item.clear and (found.sure or item.link.score >= SURE)
    report = blocker if certain else warning
    message = f"« {found.said} » est le contraire de ce que dit la source (« {found.contrary} ») : corrigez."
    return report("polarity.opposite", item.sentence.place, message, _evidence(item))


def _exchanged(item: _Pair) -> Finding | None:
    """Who did it for whom it was done to, the cause for the effect, the greater for the less."""
    if not item.clear:
        return None
    said = item.sentence.text, item.source, item.language
    if item.language == "fr" and (verb := roles.demoted(item.sentence.text, item.source)):
        message = f"Autour de « {verb} », la source dit autre chose (qui fait quoi, à qui) : rétablissez le sens."
        return blocker("polarity.exchanged", item.sentence.place, message, _evidence(item))
    word = relations.exchanged(said[0], "fr", *said[1:]) or roles.exchanged(*said)
    if not word:
        return None
    message = f"Autour de « {word} », la source dit l’inverse (qui fait quoi, cause et effet, ordre) : vérifiez."
    return warning("polarity.exchanged", item.sentence.place, message, _evidence(item))


# Certainty.


def _certainty(item: _Pair, pairing: Pairing) -> Finding | None:
    if item.sentence.heading or item.link.of_source < SURER:
        return None
    if item.link.of_source >= CLEAR and (all_of := widened(item.sentence.text, item.source)):
        message = f"La source ne le dit que d’une partie (« {all_of} » ici) : gardez sa réserve."
        return warning("polarity.certainty", item.sentence.place, message, _evidence(item))
    doubt = doubts(item.source, item.language)
    if not doubt or not is_sure(item.sentence.text) or (item.link.of_source < CLEAR and not is_modal(doubt)):
        return None
    links = pairing.alignment.by_source[item.link.source]
    if any(not is_sure(pairing.article[link.article].text) for link in links if link.score >= COMPARED):
        return None
    message = f"La source est moins affirmative (« {doubt} ») : gardez sa réserve."
    return warning("polarity.certainty", item.sentence.place, message, _evidence(item))
