"""The port ``Analyser``, by Yoast's own code in long-lived Node processes: one a core at most, for all workers."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any

import structlog

from bridge.domain.analysis import Analysis, Assessment, Rating
from bridge.domain.article import Article
from bridge.domain.machine import cores
from bridge.text.pixels import title_width
from bridge.yoast.installation import COMMAND, find_installation, todo_for_node
from bridge.yoast.lanes import MEMORY, Lane, Told
from bridge.yoast.node import find_node

_log = structlog.get_logger(__name__)

#: Seconds for one analysis: that of 900 words takes about half of one, that of 18,000 words about nine.
LIMIT = 30.0
#: Seconds until the process has to be ready; half of one on a desk, several on a small server that is busy.
START_LIMIT = 60.0
#: Characters of markup beyond which there is no trying.
LONGEST = 2_000_000

_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?\s?%")
_WORKER = Path(__file__).with_name("worker.cjs")


def node_command() -> tuple[str, ...] | str:
    """The command that runs the worker, or a French sentence that says what is missing and how one gets it."""
    node = find_node()
    if node is None:
        return f"Node est introuvable : {todo_for_node()}"
    installation = find_installation()
    if installation is None:
        return f"l’analyse de Yoast n’est pas installée : {COMMAND}"
    return (node.program, f"--max-old-space-size={MEMORY}", str(_WORKER), str(installation.folder))


def usual_width() -> int:
    """How many processes may run at once: one a core, as an analysis keeps one busy, and no more than a quarter of the
    memory holds."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    fitting = pages // 4 // (MEMORY * 1_000_000) if pages else 1
    return max(1, min(cores(), fitting))


class Yoast:
    """Analyses articles, each in one of ``width`` processes, started when first needed and again when it died.

    For any number of threads: one that finds no process free waits for one. Use it as a context manager, or ``close``
    it; an interpreter that exits ends the processes too. ``command`` gives the command line, or a sentence that says
    why there is none.
    """

    def __init__(
        self,
        *,
        command: Callable[[], Sequence[str] | str] = node_command,
        limit: float = LIMIT,
        start_limit: float = START_LIMIT,
        width: int | None = None,
    ) -> None:
        told = Told()
        made = [Lane(command, limit=limit, start_limit=start_limit, told=told) for _ in range(width or usual_width())]
        self._lanes = tuple(made)
        # the one used last is taken first: as many are started as are needed at once
        self._free: LifoQueue[Lane] = LifoQueue()
        for lane in reversed(made):
            self._free.put(lane)

    def __enter__(self) -> Yoast:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Starts a process without waiting for it: it gets ready while the program does other things. Never raises."""
        self._lanes[0].start()

    def close(self) -> None:
        """Ends the processes, analyses that are under way included. What is asked afterwards is answered with None."""
        for lane in self._lanes:
            lane.close()

    @property
    def pid(self) -> int | None:
        """The process id of the first Node that runs, None where none does."""
        return next(iter(self.pids), None)

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of all that run."""
        return tuple(pid for lane in self._lanes if (pid := lane.pid) is not None)

    def analyse(self, article: Article, content: str) -> Analysis | None:
        """See the port. Links count as outbound wherever they lead, but for relative ones: see ``for_site``."""
        return self._analyse(article, content, "")

    def for_site(self, url: str) -> SiteYoast:
        """The same analyser for the site at ``url``: links to its own pages then count as internal."""
        return SiteYoast(self, url)

    def _analyse(self, article: Article, content: str, site: str) -> Analysis | None:
        if len(content) > LONGEST:
            _log.warning("yoast.too_long", characters=len(content))
            return None
        width = title_width(article.seo.title)
        lane = self._free.get()
        try:
            began = time.monotonic()
            answer = lane.answered(_request(article, content, site, width))
            seconds = time.monotonic() - began
        finally:
            self._free.put(lane)
        try:
            return None if answer is None else _analysis(answer, title_width=width, seconds=seconds)
        except (KeyError, TypeError, ValueError) as error:
            _log.warning("yoast.not_understood", error=repr(error)[:500])
            return None


class SiteYoast:
    """A view of ``Yoast`` for one site."""

    def __init__(self, yoast: Yoast, url: str) -> None:
        self._yoast = yoast
        self._url = url.rstrip("/")

    def analyse(self, article: Article, content: str) -> Analysis | None:
        """See the port."""
        return self._yoast._analyse(article, content, self._url)


def _request(article: Article, content: str, site: str, width: float) -> dict[str, object]:
    return {
        "text": content,
        "title": article.seo.title,
        "titleWidth": width,
        "textTitle": article.title,
        "keyphrase": article.seo.keyphrase,
        "description": article.seo.description,
        "slug": article.slug,
        "permalink": f"{site}/{article.slug}/" if site else "",
    }


def _analysis(answer: Mapping[str, Any], *, title_width: float, seconds: float) -> Analysis:
    return Analysis(
        seo=answer.get("seo"),
        # Yoast's 0 is its grey bullet: a text too short to be judged
        readability=answer.get("readability") or None,
        assessments=tuple(_assessment(one) for one in answer.get("results", ()) if _says_something(one)),
        title_width=title_width,
        reading_minutes=answer.get("minutes"),
        seconds=seconds,
    )


def _says_something(result: Mapping[str, Any]) -> bool:
    """Not an assessment that failed, nor one that has nothing to say of this text: the sidebar shows neither."""
    return bool(result.get("text")) and result.get("rating") in set(Rating)


def _assessment(result: Mapping[str, Any]) -> Assessment:
    return Assessment(
        name=str(result["name"]),
        scope=str(result["scope"]),
        score=int(result["score"]),
        rating=Rating(result["rating"]),
        text=_PERCENT.sub(_french_percent, _clean(str(result["text"]))),
        marks=tuple(_clean(str(mark)) for mark in result.get("marks", ())),
    )


def _french_percent(match: re.Match[str]) -> str:
    whole, decimals = match.groups()
    return f"{whole},{decimals} %" if decimals else f"{whole} %"


def _clean(text: str) -> str:
    """Without the half characters that a cut of JavaScript's leaves, which can be neither printed nor sent."""
    return text.encode("utf-8", "replace").decode("utf-8")
