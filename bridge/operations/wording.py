"""What notices say, in French: what happened, where, and what to do.

Titles and reasons come from drafts, models and other servers, and go to programs that make links, markup and alarms of
what they are given: nothing of that kind is left in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bridge.domain.one_line import clean
from bridge.domain.states import JobState

#: In characters: who wants more follows the link.
_TITLE, _REASON = 80, 160
#: Drafts shown in one message.
SHOWN = 10
#: What chat services, mail programs and Markdown make something of, and what stands in its place.
_STAND_INS = str.maketrans("@<>[]`*_~|\\", "＠‹›()'∗‗∼¦⧵")
#: A point between letters makes an address of words (``piege.example``); this one looks the same.
_JOINED = re.compile(r"(?<=\w)\.(?=[^\W\d])")
_SCHEME = re.compile(r":(?=//)")
_LINKS = re.compile(r"(?i)\b(mailto|tel|javascript|data):")


def harmless(text: str, limit: int) -> str:
    """The text on one line, cut, as words and nothing else: no mention, link, markup or control character."""
    words = _SCHEME.sub("∶", _LINKS.sub(r"\1∶", clean(text))).translate(_STAND_INS)
    words = _JOINED.sub("․", words)
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftNews:
    """A draft that was held or has failed. ``link``: made of the configuration alone."""

    site: str
    state: JobState
    title: str
    reason: str
    link: str


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """Something else: one line for the subject, what happened and what to do. ``over``: it is good news.

    ``engine``: which one it is of, where it is of no site. ``unless``: a kind; who is told of that one knows already.
    """

    kind: str
    site: str
    subject: str
    told: str
    engine: str = ""
    unless: str = ""
    todo: str = ""
    over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Plain text."""

    title: str
    body: str


@dataclass(kw_only=True, slots=True)
class Pile:
    """Drafts of one site and verdict: the first few, and how many there are."""

    shown: list[DraftNews]
    number: int = 0


def message(piles: Mapping[tuple[str, JobState], Pile], news: Sequence[News], lists: Mapping[str, str]) -> Message:
    """One message of all that was gathered. ``lists``: by site, the page of its proposals, "" where it has none."""
    subjects = [_counted(state, sum(pile.number for pile in same)) for state, same in _by_state(piles)]
    subjects += list(dict.fromkeys(one.subject for one in news))
    if len(subjects) > 3:
        subjects = [*subjects[:2], f"et {len(subjects) - 2} autres nouvelles"]
    parts = ["\n".join(_news_lines(one)) for one in news]
    room = SHOWN
    for (site, state), pile in sorted(piles.items()):
        shown, room = pile.shown[:room], room - len(pile.shown[:room])
        parts.append("\n".join(_pile_lines(site, state, pile.number, shown, lists.get(site, ""))))
    return Message(title=f"seo-bridge : {', '.join(subjects)}", body="\n\n".join(parts))


def _by_state(piles: Mapping[tuple[str, JobState], Pile]) -> Iterable[tuple[JobState, list[Pile]]]:
    ordered = sorted(piles.items(), key=lambda item: item[0][1])
    for state, same in groupby(ordered, key=lambda item: item[0][1]):
        yield state, [pile for _, pile in same]


def _counted(state: JobState, number: int) -> str:
    many = "s" if number > 1 else ""
    return f"{number} brouillon{many} retenu{many}" if state is JobState.HELD else f"{number} échec{many}"


def _news_lines(one: News) -> list[str]:
    place = f"Site {one.site} — " if one.site else ""
    mark = "✓" if one.over else "!"
    todo = [f"À faire : {harmless(one.todo, 2 * _REASON)}"] if one.todo else []
    return [f"{mark} {place}{one.subject}", *([harmless(one.told, 2 * _REASON)] if one.told else []), *todo]


def _pile_lines(site: str, state: JobState, number: int, shown: Sequence[DraftNews], list_page: str) -> Iterable[str]:
    yield f"Site {site} — {_counted(state, number)}"
    for draft in shown:
        yield f"• {harmless(draft.title, _TITLE) or '(sans titre)'}"
        if draft.reason:
            yield f"  {harmless(draft.reason, _REASON)}"
        yield f"  {draft.link}"
    if number > len(shown):
        yield f"… {'et ' if shown else ''}{number - len(shown)} autre{'s' if number - len(shown) > 1 else ''}"
    if state is JobState.HELD:
        yield "À faire : lisez le motif, complétez le brouillon, puis remettez l’étiquette de la file."
    else:
        yield "À faire : « seo-bridge show » dit ce qui s’est passé ; « seo-bridge retry » demande un nouvel essai."
    if list_page:
        yield f"La liste : {list_page}"
