""" "Cette baisse", "ce recul": what takes up the sentence before goes the way that its figures go."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from bridge.text.facts.numbers.facts import facts
from bridge.text.facts.numbers.records import Kind, NumberFact

_TAKEN_UP = re.compile(
    r"\b(?:cette|ce|cet)\s+(?:(?:forte|nette|légère|grosse|vive|brusque|soudaine|bref|net|léger|fort|gros)\s+)?"
    r"(?:(?P<up>hausse|augmentation|progression|croissance|envolée|bond)|"
    r"(?P<down>baisse|diminution|chute|recul|repli|réduction|dégringolade))\b(?!\s+(?:des?|du|d['’]))",
    re.IGNORECASE,
)
#: A shorter time or a better rank is progress.
_BETTER = frozenset({"progression", "croissance", "bond", "recul", "repli"})
#: "A, contre B en 2024": an earlier figure beside the present one.
_AGAINST = re.compile(
    r"[\s,(]*(?:de\s+(?:livres|dollars|francs)[\s,]*)?contre\s+(?:environ\s+|près\s+de\s+|quelque\s+)?\Z"
)
_EARLIER = re.compile(
    r"[^.;:!?,]{0,30}?\b(?:en\s+(?:19|20)\d\d|(?:un|deux|trois|dix|\d+)\s+(?:ans?|mois)\s+(?:plus\s+tôt|auparavant)|"
    r"l['’]an(?:née)?\s+(?:dernière?|passée?|précédente?)|(?:le|au)\s+\w+\s+(?:précédent|dernier))\b",
    re.IGNORECASE,
)
#: What says which way it goes, or turns it round: the figures are not all that the sentence tells.
_TOLD = re.compile(
    r"\b(?:hauss\w+|augment\w+|progress\w*|grimp\w+|bond\w*|croî\w+|croiss\w+|accr\w+|envol\w+|baiss\w+|diminu\w+|"
    r"recul\w*|chut\w+|rédui\w+|réduction|repli\w*|fléch\w+|dégringol\w+|pertes?|déficits?|dettes?|prix|coûts?|"
    r"retards?|écarts?|moins|plus)\b",
    re.IGNORECASE,
)


def taken_wrong(sentence: str, before: str) -> str:
    """The words by which a French sentence takes up a fall as a rise, or a rise as a fall; "" where it does not.

    ``before``: the sentence that it follows. It has to compare two figures of one kind, one of an earlier time
    ("6,4 millions, contre 11,8 millions en 2024"), and say nothing else of what rises or falls.
    """
    match = _TAKEN_UP.search(sentence)
    if match is None or _TOLD.search(before) or _TOLD.search(sentence, 0, match.start()):
        return ""
    way = _way(before, better=(match["up"] or match["down"]).casefold() in _BETTER)
    taken = 1 if match["up"] else -1
    return match.group() if way == -taken else ""


def _way(sentence: str, *, better: bool) -> int:
    """1 where the one comparison of a sentence is of a figure with a smaller, earlier one, -1 with a greater one; 0
    where there is no such comparison, or another. ``better``: of money and shares alone."""
    found = [fact for fact in facts(sentence, "fr") if fact.kind in (Kind.NUMBER, Kind.AMOUNT, Kind.PERCENT)]
    ways = [
        (now.value > then.value) - (now.value < then.value)
        for now, then in pairwise(found)
        if _is_earlier(sentence, now, then)
        and isinstance(now.value, Decimal)
        and isinstance(then.value, Decimal)
        and not (better and now.kind is Kind.NUMBER)
    ]
    return ways[0] if len(ways) == 1 else 0


def _is_earlier(sentence: str, now: NumberFact, then: NumberFact) -> bool:
    between = sentence[max(now.end, now.stop) : then.start]
    behind = sentence[max(then.end, then.stop) :]
    return bool(_AGAINST.search(between)) and len(between) < 40 and bool(_EARLIER.match(behind))
