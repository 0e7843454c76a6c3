"""Small counts of what is named one by one: "deux départements" for "la Basse-Orvane et le Haut-Sorbier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bridge.text.facts.numbers.likeness import Likeness
from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.said import Said

#: Beyond, nobody counts names in words.
_MOST = 12
_LEAD = r"(?:(?:d[eu]s?|l[ea]s?|la|aux?|à|en|the|of|in)\s|[dl]['’]){0,4}"
_NAME = r"[A-ZÀÂÇÉÈÊÎÔ][\w'’.-]*+(?:\s(?:d[eu]s?\s|la\s|of\s)*[A-ZÀÂÇÉÈÊÎÔ][\w'’.-]*+){0,6}"
#: Names with commas between, the last behind "et" or "and". No possessive group: Python 3.11.2 gives one up too early.
_LISTED = re.compile(rf"{_LEAD}{_NAME}(?:,\s{_LEAD}{_NAME}){{0,10}},?\s(?:et|and|ou|or)\s{_LEAD}{_NAME}")
_COUNTED = re.compile(r"\s([^\W\d_]{3,})")
#: How far behind a count the things that it counts are told.
_LIST_BEHIND = re.compile(r"[^.:;!?]{0,60}:\s")


def counts(fact: NumberFact, told: Said, lines: Sequence[Said], likeness: Likeness) -> bool:
    """Whether a small count is that of the names, or numbers, that its own sentence lists, or one of ``lines`` that
    speaks of such things; or the rank that one has: "cinq succès" with "cinquième victoire".
    """
    if fact.kind is not Kind.NUMBER or fact.measure or not fact.soft or fact.unit or fact.value not in range(2, _MOST):
        return False
    counted = _COUNTED.match(told.text, fact.end)
    about = [line for line in lines if counted and likeness.in_sentence((counted[1],), line.text)]
    if fact.value in {size for line in (told, *about) for size in _sizes(line.text)}:
        return True
    listed = _LIST_BEHIND.match(told.text, fact.end)
    if listed is not None and fact.value == sum(one.start >= listed.end() for one in told.facts):
        return True
    kept = {key for one in told.facts if one is not fact for key in one.keys}
    return any(_has_rank(fact, line) and any(kept & one.keys for one in line.facts) for line in lines)


def _sizes(text: str) -> Iterator[int]:
    for match in _LISTED.finditer(text[:2_000]):
        yield len(
            re.split(r",\s|\s(?:et|and|ou|or)\s", match.group().replace(", et ", " et ").replace(", and ", " and "))
        )


def _has_rank(fact: NumberFact, line: Said) -> bool:
    return any(one.kind is Kind.ORDINAL and one.value == fact.value for one in line.facts)
