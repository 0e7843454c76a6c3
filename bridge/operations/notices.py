"""Notices to people: gathered, limited, and sent by a thread of their own, so that no draft ever waits for them.

A round is never stopped nor slowed: events go into a queue with an end; what does not fit is counted and let go. A
message that can't be sent is a log line, and the next one has what comes after it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue

import structlog

from bridge.config import Config, NoticeSettings
from bridge.doctor import CheckLine, Group, Level
from bridge.domain.article import ModelCall
from bridge.domain.finding import Finding
from bridge.domain.job import Job, JobState
from bridge.domain.overview import Side
from bridge.errors import BridgeError, BudgetSpent, CircuitOpen
from bridge.operations.gathering import Gathering, draft_news
from bridge.operations.sending import Sender
from bridge.operations.troubles import Memory, Troubles
from bridge.operations.wording import DraftNews, Message, News
from bridge.runners.pool import Crashed, Ended, Event, Polled, PollFailed

_log = structlog.get_logger("seo-bridge")
#: Events that wait for the thread; a poll of 300 drafts is some 600 of them.
_ROOM = 5000
#: How long the end of the program waits for the last message, in seconds: longer than one takes.
_LAST = 30.0
_BUG = "Erreur interne du pont : voir son journal et signaler le cas."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spent:
    job: Job
    error: BudgetSpent


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answered:
    engine: str


_Item = Event | _Spent | _Answered


class Notifier:
    """A listener of the pool's events and an observer of drafts (port Observer). ``close`` sends what waits.

    ``redact`` takes secrets out; ``count`` is told of each message: ``sent``, ``failed``, and of each event that was
    ``dropped``. ``clock`` gives seconds.
    """

    def __init__(
        self,
        config: Config,
        memory: Memory,
        sender: Sender,
        *,
        redact: Callable[[str], str],
        count: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._troubles = Troubles(memory)
        self._sender = sender
        self._redact = redact
        self._count = count
        self._clock = clock
        self._receivers = [Gathering(settings, config) for settings in config.notices]
        self._items: Queue[_Item | None] = Queue(_ROOM)
        self._engines_seen: set[str] = set()
        self._thread = threading.Thread(target=self._work, name="notices", daemon=True)
        self._thread.start()

    # ── what happens, told by the threads of the drafts ─────────────────────────────────────────────────────────────

    def listen(self, event: Event) -> None:
        """Take the event; returns at once."""
        self._put(event)

    def step(self, job: Job, step: str, seconds: float) -> None:
        """See the port: no news."""

    def judged(self, job: Job, findings: tuple[Finding, ...]) -> None:
        """See the port: no news."""

    def called(self, job: Job, call: ModelCall) -> None:  # noqa: ARG002 (the port's signature)
        """See the port: a model answered. Only the first answer may be news; later ones the circuits tell."""
        engine = self._config.site(job.site).engine
        if engine not in self._engines_seen:
            self._engines_seen.add(engine)
            self._put(_Answered(engine=engine))

    def budget_spent(self, job: Job, error: BudgetSpent) -> None:
        """See the port."""
        self._put(_Spent(job=job, error=error))

    def _put(self, item: _Item) -> None:
        try:
            self._items.put_nowait(item)
        except Full:
            self._count("dropped")

    def close(self) -> None:
        """Send what waits, within some seconds; what can't be is let go, and said."""
        with suppress(Full):
            self._items.put(None, timeout=_LAST)
        self._thread.join(_LAST)
        if self._thread.is_alive():
            _log.warning("avis abandonnés : le service d'avis ne répond pas à temps")

    # ── the thread ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _work(self) -> None:
        going_on = True
        while going_on:
            try:
                item = self._items.get(timeout=self._wait())
            except Empty:
                pass
            else:
                going_on = item is not None
                if item is not None:
                    self._take(item)
            for receiver in self._receivers:
                if not going_on or (receiver.due is not None and receiver.due <= self._clock()):
                    self._deliver(receiver)

    def _wait(self) -> float | None:
        dues = [receiver.due for receiver in self._receivers if receiver.due is not None]
        return max(0.0, min(dues) - self._clock()) if dues else None

    def _take(self, item: _Item) -> None:
        try:
            for news in (*self._news(item), *self._troubles.circuits()):
                for receiver in self._receivers:
                    receiver.add(self._discreet(news), self._clock())
        except BridgeError as error:
            _log.warning("avis perdu : le registre ne dit pas ce qui a déjà été annoncé", cause=error.what)
        except Exception:  # a bug here must cost a notice, and not all that come after it
            _log.exception("défaut de seo-bridge dans les avis")

    def _news(self, item: _Item) -> Iterable[DraftNews | News]:
        match item:
            case Ended():
                return self._of_end(item.job)
            case Crashed():
                reason = item.error.what if isinstance(item.error, BridgeError) else _BUG
                return [draft_news(self._config, item.job, state=JobState.FAILED, reason=reason)]
            case Polled():
                return self._troubles.site_up(item.site)
            case PollFailed() if not isinstance(item.error, CircuitOpen):
                return self._troubles.site_down(item.site, item.error)
            case _Spent():
                return self._troubles.budget_spent(item.job, item.error)
            case _Answered():
                return self._troubles.answered(Side.ENGINE, item.engine)
        return ()

    def _of_end(self, job: Job) -> Iterator[DraftNews | News]:
        if job.state in (JobState.HELD, JobState.FAILED):
            yield draft_news(self._config, job, state=job.state, reason=job.reason)
        if job.state in (JobState.HELD, JobState.PROPOSED):
            yield from self._troubles.answered(Side.DELIVERY, job.site)

    def _discreet(self, news: DraftNews | News) -> DraftNews | News:
        if isinstance(news, DraftNews):
            return replace(news, title=self._redact(news.title), reason=self._redact(news.reason))
        return replace(news, told=self._redact(news.told), todo=self._redact(news.todo))

    def _deliver(self, receiver: Gathering) -> None:
        told = receiver.take()
        if told is None:
            return
        number = self._receivers.index(receiver) + 1
        failure = send(self._sender, receiver.settings, told, where=place(number))
        self._count("failed" if failure else "sent")
        if failure:
            _log.warning("avis non envoyé", avis=f"n° {number}", cause=failure)


def place(number: int) -> str:
    """A receiver's place in the configuration."""
    return f"notices, n° {number}"


def send(sender: Sender, settings: NoticeSettings, told: Message, *, where: str) -> str:
    """Send one message; "" where it was taken, else why not. Never raises."""
    try:
        return sender.send(settings.url.reveal(f"{where}, url"), title=told.title, body=told.body)
    except BridgeError as error:
        return error.what
    except Exception as error:  # a plugin of a library: whatever it does, no draft may pay for it
        return f"erreur interne du service d'avis ({type(error).__name__})"


def trial(config: Config, sender: Sender) -> Iterator[tuple[NoticeSettings, str, str]]:
    """Send one message to each receiver: its settings, its place, and "" or why it was not taken."""
    told = Message(
        title="seo-bridge : message d’essai",
        body="Ce message vient de « seo-bridge notices test ». Les avis du pont arriveront ici. Rien à faire.",
    )
    for number, settings in enumerate(config.notices, start=1):
        yield settings, place(number), send(sender, settings, told, where=place(number))


def examined(config: Config, sender: Sender) -> Group:
    """For ``seo-bridge check``: each receiver's address, read and understood, with nothing sent."""
    lines = [_examined(settings, number, sender) for number, settings in enumerate(config.notices, start=1)]
    return Group(kind="notices", name="", lines=tuple(lines))


def _examined(settings: NoticeSettings, number: int, sender: Sender) -> CheckLine:
    name = f"avis n° {number}"
    try:
        service = sender.understand(settings.url.reveal(f"{place(number)}, url"))
    except BridgeError as error:
        return CheckLine(code="notice", need=name, level=Level.FAILED, proved=error.what, todo=error.todo)
    about = f"{', '.join(settings.on)} ; {', '.join(settings.sites) or 'tous les sites'}"
    proved = f"adresse {service} comprise ({about}) ; rien n'a été envoyé (« seo-bridge notices test » envoie)"
    return CheckLine(code="notice", need=name, level=Level.OK, proved=proved)
