"""The port ``Analyser``, by Yoast's own code in one long-lived Node process."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

from bridge.domain.analysis import Analysis, Assessment, Rating
from bridge.domain.article import Article
from bridge.text.pixels import title_width
from bridge.yoast.installation import COMMAND, find_installation, todo_for_node
from bridge.yoast.node import find_node
from bridge.yoast.process import Worker, WorkerDied, WorkerTooSlow

_log = structlog.get_logger(__name__)

#: Seconds for one analysis: that of 900 words takes about half of one, that of 18,000 words about nine.
LIMIT = 30.0
#: Seconds until the process has to be ready; half of one on a desk, several on a small server that is busy.
START_LIMIT = 60.0
#: Megabytes that Node may fill, and beyond which it is replaced before it has to stop: its caches only ever grow.
MEMORY, RECYCLE = 512, 300
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


class Yoast:
    """Analyses articles, one at a time, in a process that is started when first needed and again when it died.

    For any number of threads. Use it as a context manager, or ``close`` it; an interpreter that exits ends the
    process too. ``command`` gives the command line, or a sentence that says why there is none.
    """

    def __init__(
        self,
        *,
        command: Callable[[], Sequence[str] | str] = node_command,
        limit: float = LIMIT,
        start_limit: float = START_LIMIT,
    ) -> None:
        self._command = command
        self._limit = limit
        self._start_limit = start_limit
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False
        self._told = ""

    def __enter__(self) -> Yoast:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Starts Node without waiting for it: it gets ready while the program does other things. Never raises."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """Ends the process, an analysis that is under way included. What is asked afterwards is answered with None."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.end()

    @property
    def pid(self) -> int | None:
        """The process id of the Node that runs, None where none does."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

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
        began = time.monotonic()
        with self._lock:
            answer = self._answered(_request(article, content, site, width))
        seconds = time.monotonic() - began
        try:
            return None if answer is None else _analysis(answer, title_width=width, seconds=seconds)
        except (KeyError, TypeError, ValueError) as error:
            _log.warning("yoast.not_understood", error=repr(error)[:500])
            return None

    def _answered(self, request: Mapping[str, object]) -> dict[str, Any] | None:
        """Asked once more where the process died: it may have been killed since the last question."""
        deadline = time.monotonic() + self._limit
        for again in (True, False):
            worker = self._running()
            if worker is None:
                return None
            try:
                if not worker.ready:
                    worker.wait_ready(self._start_limit)
                    deadline = max(deadline, time.monotonic() + self._limit)
                return self._checked(worker, worker.ask(request, deadline - time.monotonic()))
            except WorkerTooSlow as error:
                _log.warning("yoast.too_slow", error=str(error), title=request["textTitle"])
                return None
            except WorkerDied as error:
                _log.warning("yoast.died", error=str(error)[:1000], again=again and not self._closed)
        return None

    def _checked(self, worker: Worker, answer: dict[str, Any]) -> dict[str, Any] | None:
        if "error" in answer:
            _log.warning("yoast.failed", error=str(answer["error"])[:500])
            return None
        if answer.get("heap", 0) > RECYCLE:
            worker.end()
        return answer

    def _running(self) -> Worker | None:
        """The process, started where none runs; None where it can't be, which is told once."""
        if self._worker is not None and self._worker.alive:
            return self._worker
        if self._worker is not None:
            self._worker.end()
            self._worker = None
        if self._closed:
            return None
        command = self._command()
        if isinstance(command, str):
            self._tell(command)
            return None
        try:
            self._worker = Worker(command)
        except OSError as error:
            self._tell(str(error))
            return None
        if self._closed:  # closed meanwhile, by a thread that saw no process to end
            self._worker.end()
        return self._worker

    def _tell(self, reason: str) -> None:
        if reason != self._told:
            self._told = reason
            _log.warning("yoast.absent", reason=reason)


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
