"""What rises told as falling, or the other way round, where sentences are too short or too far apart to compare whole.

Part of the check of polarity.
"""

from __future__ import annotations

from collections.abc import Iterator

from bridge.checks.places import blocker
from bridge.domain.finding import Finding
from bridge.text.bilingual.alignment import cover
from bridge.text.bilingual.pairing import Pairing
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import word_set
from bridge.text.facts.numbers.resumed import taken_wrong

#: Folded lemmas that say nothing but which way something goes: no other sense makes them agree.
_WAYS = word_set(
    "augmenter augmentation hausse progresser progression progres baisser baisse diminuer diminution reculer recul"
)
#: So much of what else the article's sentence says must be in the source's, which nothing else resembles as much.
_SAME, _MORE = 0.75, 0.08
#: Content words besides, two at least: "les élèves", "en lecture".
_BESIDE = 2


def is_plain(number: int, pairing: Pairing, turned: tuple[Unit, str], against: tuple[Unit, str]) -> bool:
    """Whether the contrary that the sentence ``number`` of the article has to one of the source is no doubt.

    ``turned``: its word and that word's lemma; ``against``: those of the source's. Both tell a rise or a fall and
    nothing else, all but a little of what else the sentence says is in the source's, and each of the two sentences
    resembles no other as much.
    """
    if not {turned[1], against[1]} <= _WAYS:
        return False
    links = pairing.alignment.by_article[number]
    theirs = units(pairing.source[links[0].source].text, pairing.language)
    back = pairing.alignment.by_source[links[0].source]
    rest = [unit for unit in units(pairing.article[number].text, "fr") if unit != turned[0]]
    alone = len(links) < 2 or links[0].score - links[1].score >= _MORE
    return (
        against[0] in theirs
        and alone
        and bool(back)
        and back[0].article == number
        and len(rest) >= _BESIDE
        and cover(rest, (theirs,)) >= _SAME
    )


def taken_up(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """Blockers ``polarity.opposite``, each with the index of the article's sentence: "cette hausse" behind figures that
    fall."""
    for number, (before, sentence) in enumerate(zip(pairing.article, pairing.article[1:], strict=False), 1):
        if before.heading or sentence.heading or before.node != sentence.node:
            continue
        if words := taken_wrong(sentence.text, before.text):
            message = f"« {words} » dit le contraire des chiffres qui précèdent : corrigez."
            evidence = f"{before.text[:145]} | {sentence.text[:145]}"
            yield number, blocker("polarity.opposite", sentence.place, message, evidence)
