"""What the numbers of a vote stand for: for, against, abstaining."""

from __future__ import annotations

import re

_WHO = r"(?:voix|votes?|suffrages?|élue?s?|conseill\w+|membres?|députée?s?|councillors?|members?|of\sthem)"
_BEHIND = re.compile(
    rf"(?:\s{_WHO})?(?:\s(?:s['’]y\ssont|s['’]y\sest|se\ssont|ont\s(?:préféré|choisi)|s['’]est|ont\svoté|a\svoté|voted|were|was|en|exprimée?s?))*\s"
    r"(?:(?P<yes>pour|for|in\sfavou?r|favorables?)|(?P<no>contre|against|opposée?s?|défavorables?)|(?P<none>(?:l['’])?abst\w+))(?!\w)",
    re.IGNORECASE,
)
#: "19 voix contre 4", "27 to 19": the first are for.
_AGAINST = re.compile(
    rf"(?:\s{_WHO})?(?:\spour)?\s(?:contre|to|against)\s(?:the\s|les\s)?(?=\d|[a-zé-]+(?:\W|\Z))", re.IGNORECASE
)
_AHEAD = re.compile(r"(?<!\w)(?P<no>contre|against|to)\s\Z", re.IGNORECASE)
_FACT_BEHIND = 45


def role(text: str, start: int, end: int, following: int | None) -> str:
    """ "yes", "no", "none", or "" for the number at ``start`` to ``end``; ``following``: where the next one starts."""
    beside = _AGAINST.match(text, end)
    if beside is not None and following is not None and beside.end() == following:
        return "yes"
    behind = _BEHIND.match(text[: end + _FACT_BEHIND], end)
    if behind is not None and (following is None or behind.end() <= following):
        return behind.lastgroup or ""
    return "no" if _AHEAD.search(text[max(0, start - 10) : start]) else ""
