"""Nouns put into somebody's mouth that the original has nothing for, where the rest of it is rendered word by word.

A free rendering leaves words of the original over, which its own words stand for. Where nothing is left over, or one
word alone, a noun too much cannot be a rendering of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bridge.text import nlp
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.bilingual.words import word_set
from bridge.text.facts.quotations.prepared import Text, Word, fit, prepared
from bridge.text.facts.quotations.replaced import STRANGE, VAGUE, strange
from bridge.text.sentences import split_sentences
from bridge.text.wordlists import zipf_frequency

#: Content words of a clause or a sentence from which on it is known by them.
_KNOWN = 2
#: What a person calls a thing: nobody is made to judge. Others ("échéance", "mesure") may only make clear what is
#: meant.
_JUDGING = word_set(
    """
    abus aberration abomination absurdite aubaine bavure betise bonheur calamite catastrophe cauchemar chance chaos
    cirque complot crime cynisme danger debacle delire deroute desastre deshonneur drame echec enfer erreur escroquerie
    exploit farce faute fiasco folie gachis genie gloire hold-up honneur honte horreur humiliation hypocrisie imposture
    incompetence injustice insulte irresponsabilite mascarade massacre menace mensonge mepris merveille miracle misere
    naufrage paradis provocation racket revolution ruine sabotage scandale succes supercherie torture tragedie trahison
    triomphe tromperie victoire vol
    """
)

#: What something is said to be, or called out without an article; other nouns may only say where or when.
_CALLED = re.compile(
    r"(?:\A\W*|\b(?:est|sont|était|étaient|sera|seront|serait|fut|quel(?:le)?s?)\s+"
    r"(?:(?:vraiment|bien|aussi|juste|simplement)\s+)?(?:(?:une?|l[ea]|les|des|du|de\s+la)\s+|l['’])?)\Z",
    re.IGNORECASE,
)


def strays(french: Text, original: Text) -> tuple[str, ...]:
    """Nouns of a French rendering of an English original that surely render nothing of it."""
    if original.language != "en":
        return ()
    return tuple(dict.fromkeys((*_in_clauses(french, original), *_judging(french, original))))


def _in_clauses(french: Text, original: Text) -> Iterator[str]:
    """A noun that is all that is left of its clause, where one word is left of the clause that it renders, and that
    word's translations are nothing like it: "mes catastrophes gardent l’école" for "my grandchildren keep the school".
    """
    for number in range(len(french.clauses)):
        words = _of(french, number)
        left = [word for word in words if not word.keys & original.keys]
        if len(left) != 1 or len(words) <= _KNOWN:
            continue
        known = frozenset(key for word in words for key in word.keys)
        for other in range(len(original.clauses)):
            theirs = _of(original, other)
            lost = [word for word in theirs if not word.keys & french.keys]
            shared = [word for word in theirs if word.keys & known]
            alone = len(lost) == 1 and len(shared) >= _KNOWN and len(shared) == len(theirs) - 1
            if alone and zipf_frequency(lost[0].plain, "en") <= VAGUE:
                yield from strange(french, _only(original, lost[0], shared), left, STRANGE)


def _of(text: Text, clause: int) -> list[Word]:
    return [word for word in text.words if word.clause == clause]


def _only(original: Text, lost: Word, shared: list[Word]) -> Text:
    """The original as its one clause with the word that is not rendered."""
    words = (*shared, lost)
    keys = frozenset(key for word in words for key in word.keys)
    return Text(text=original.text, language=original.language, clauses=original.clauses, words=words, keys=keys)


def _judging(french: Text, original: Text) -> Iterator[str]:
    """A noun that judges, as the one word too much of a sentence that renders all the words of the original's."""
    theirs = [prepared(sentence, original.language) for sentence in split_sentences(original.text)]
    for sentence in split_sentences(french.text):
        ours = prepared(sentence, "fr")
        left = [word for word in ours.words if not word.keys & original.keys and not _is_auxiliary(word)]
        if len(left) != 1 or len(ours.words) <= _KNOWN or french_lemma(left[0].text) not in _JUDGING:
            continue
        best = max(theirs, key=lambda other: fit(ours, other).score, default=None)
        if best is None or len(best.words) < _KNOWN or any(not word.keys & french.keys for word in best.words):
            continue
        kind = {token.text: token.pos_ for token in nlp.parsed(ours.text[:1_000])}
        if not _CALLED.search(ours.text[: ours.text.find(left[0].text)]):
            continue
        if kind.get(left[0].text) == "NOUN":
            yield left[0].text


def _is_auxiliary(word: Word) -> bool:
    """ "Aurions", "serons": English has small words for them."""
    return french_lemma(word.text) in ("avoir", "etre")
