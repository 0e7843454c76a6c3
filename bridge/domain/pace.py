"""How soon a site or a model may be asked again, by what it said of its own limits: pure, with the time given.

Servers tell in headers how many requests and tokens are left and when there will be more (OpenAI's and Azure's
``x-ratelimit-remaining-requests`` with ``x-ratelimit-reset-requests: 6m0s``, Mistral's ``ratelimitbysize-reset: 26``,
``ratelimit-remaining`` with ``ratelimit-reset`` of the IETF's draft), and in ``Retry-After`` how long they want to be
left alone (RFC 9110: seconds, or a date).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: The first pause after a refusal that names none, in seconds; each further one doubles it, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
#: No pause is longer, whatever is asked for: a day, as in ``circuit``.
LONGEST_ASKED = 86_400.0

_BUDGET = re.compile(r"(?:x-)?ratelimit(bysize)?-(remaining|reset)(?:-([a-z0-9_-]{1,40}))?", re.ASCII)
_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?", re.ASCII)
_PARTS = (86_400.0, 3_600.0, 60.0, 1.0, 0.001)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
#: Larger numbers are moments (Unix time, in seconds or milliseconds) and no durations.
_MOMENT, _MILLISECONDS = 1e9, 1e12


class TooSoon(Exception):
    """No call is made for ``seconds``, as the other side asked: longer than a worker waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """``until``: before which nobody calls, in the seconds of the clock given. ``left``: by the budget's name how many
    requests (or tokens) are left, with the moment at which that is over. ``refusals``: in a row. ``width``: how many
    calls may be under way at once, None for any number.
    """

    until: float = 0.0
    left: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    refusals: int = 0
    width: int | None = None

    def pause(self, now: float) -> float:
        """Seconds in which nobody calls, 0 for none."""
        return max(0.0, self.until - now)

    def room(self, now: float, under_way: int) -> bool:
        """Whether one more may be called beside those that are under way; always where none is."""
        if under_way == 0:
            return True
        # what is under way may not be counted in what the other side said last
        short = any(left <= under_way and now < until for left, until in self.left.values())
        return not short and (self.width is None or under_way < self.width)

    def renewed(self, now: float) -> float | None:
        """Seconds until the next budget is renewed, None where none is known."""
        return min((until - now for _, until in self.left.values() if until > now), default=None)

    def answered(self, headers: Mapping[str, str], now: float, wall: float) -> Pace:
        """After an answer. ``wall``: the time of day (Unix), for servers that name a moment."""
        left = _budgets(headers, now, wall)
        exhausted = [until for count, until in left.values() if count <= 0]
        width = None if self.width is None else self.width + 1
        return replace(self, until=max([self.until, *exhausted]), left=left, refusals=0, width=width)

    def refused(self, headers: Mapping[str, str], now: float, wall: float, under_way: int) -> Pace:
        """After a "too many requests" or "not now": a pause as long as asked for, or longer each time. Half as many
        calls at once come after it, and one more with every answer (as TCP does, RFC 5681), lest all come at once."""
        asked = retry_after(headers, wall)
        left = _budgets(headers, now, wall)
        if asked is None:
            exhausted = [until - now for count, until in left.values() if count <= 0]
            asked = max(exhausted, default=min(FIRST_PAUSE * 2 ** min(self.refusals, 16), LONGEST_PAUSE))
        until = max(self.until, now + min(asked, LONGEST_ASKED))
        width = max(1, min(self.width or under_way, under_way) // 2)
        return Pace(until=until, left=left, refusals=self.refusals + 1, width=width)


def retry_after(headers: Mapping[str, str], wall: float) -> float | None:
    """``Retry-After`` (or ``retry-after-ms``) in seconds from now, None where there is none that can be read."""
    named = _lowered(headers)
    milliseconds = named.get("retry-after-ms", "")
    if _NUMBER.fullmatch(milliseconds):
        return float(milliseconds) / 1000
    value = named.get("retry-after", "")
    if _NUMBER.fullmatch(value):
        return float(value)
    date = _date(value)
    return None if date is None else max(0.0, date - wall)


def _budgets(headers: Mapping[str, str], now: float, wall: float) -> dict[str, tuple[int, float]]:
    """What is left of each budget that says when it is renewed. Without that, a refusal is what tells."""
    said: dict[str, dict[str, str]] = {}
    for name, value in _lowered(headers).items():
        if match := _BUDGET.fullmatch(name):
            size, what, scope = match.groups()
            # Mistral: "x-ratelimitbysize-remaining-minute" goes with "ratelimitbysize-reset"
            said.setdefault(f"{size or ''}{(scope or '').removesuffix('minute')}", {})[what] = value
    found = {name: _budget(each, wall) for name, each in said.items()}
    return {name: (left, now + min(seconds, LONGEST_ASKED)) for name, (left, seconds) in _known(found.items())}


def _known(found: Iterable[tuple[str, tuple[int, float] | None]]) -> list[tuple[str, tuple[int, float]]]:
    return [(name, budget) for name, budget in found if budget is not None]


def _budget(said: Mapping[str, str], wall: float) -> tuple[int, float] | None:
    remaining, seconds = said.get("remaining", ""), duration(said.get("reset", ""), wall)
    if seconds is None or not _NUMBER.fullmatch(remaining):
        return None
    return int(float(remaining)), seconds


def duration(said: str, wall: float) -> float | None:
    """ "6m0s", "12ms", "26", "1.5", a Unix time or a date, as seconds from now; None where it is none of them."""
    text = said.strip().lower()[:40]
    if _NUMBER.fullmatch(text):
        number = float(text)
        if number >= _MOMENT:
            return max(0.0, (number / 1000 if number >= _MILLISECONDS else number) - wall)
        return number
    match = _DURATION.fullmatch(text)
    if match and any(match.groups()):
        return sum(float(part) * unit for part, unit in zip(match.groups(), _PARTS, strict=True) if part)
    moment = _date(said.strip()[:40])
    return None if moment is None else max(0.0, moment - wall)


def _date(said: str) -> float | None:
    """A date of HTTP's or of ISO 8601 as Unix time."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return None


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): str(value).strip() for name, value in headers.items()}
