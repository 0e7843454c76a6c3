"""A bridge without sites, engines or ledger: what the command line needs of the real one, and hostile text to show."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from bridge.config import Config
from bridge.domain.article import Article, ModelCall, Node, NodeKind, SeoFields
from bridge.domain.finding import Finding, Severity
from bridge.domain.job import Event, Job, JobState, Waiting
from bridge.errors import CircuitOpen, LedgerError
from bridge.previewing import Preview
from bridge.service import Admission, JobDetail

AT = datetime(2026, 2, 27, 9, 30)
HOSTILE = "[red]Piège[/red] \x1b[31mrouge\x1b[0m \x9b2J \u202egauche :boom:\nseconde ligne"

FINDINGS = (
    Finding(severity=Severity.INFO, code="source.dropped", place="source, bloc 2", message="Un bandeau a été laissé."),
    Finding(
        severity=Severity.BLOCKER,
        code="facts.unproved",
        place="paragraphe 4",
        message=f"Ce nombre n'est pas dans la source. {HOSTILE}",
        evidence="une fréquentation de 12 400 visiteurs, " + "soit bien plus que l'an dernier, " * 4,
    ),
    Finding(severity=Severity.WARNING, code="seo.title", place="titre SEO", message="Le titre SEO est trop large."),
)
ARTICLE = Article(
    title="La piscine de Valbrume rouvre après dix-huit mois de travaux",
    body=(
        Node(kind=NodeKind.HEADING, html="Horaires &amp; tarifs", level=2),
        Node(kind=NodeKind.PARAGRAPH, html="Le <strong>bassin</strong> rouvre."),
        Node(kind=NodeKind.LIST, items=("Adulte : 3 €",)),
    ),
    seo=SeoFields(
        title="Piscine de Valbrume : réouverture",
        description="La piscine de Valbrume rouvre ses portes après dix-huit mois de travaux ; horaires et accès.",
        keyphrase="piscine de Valbrume",
    ),
    slug="piscine-valbrume-reouverture",
    excerpt="Le bassin rouvre.",
)
CALL = ModelCall(model="mistral-small", prompt_tokens=1200, completion_tokens=None, seconds=3.21, purpose="rewrite")
MARKUP = "<!-- wp:paragraph -->\n<p>Le bassin rouvre.</p>\n<!-- /wp:paragraph -->"


def job(number: int, state: JobState = JobState.ADMITTED, **changes: Any) -> Job:
    made = Job(
        id=number, key=f"{number:064x}", site="gazette", draft=100 + number, base="b", attempt=1, state=state,
        title="La piscine municipale de Valbrume rouvre enfin ses portes au public", engine="extractive",
        created_at=AT, updated_at=AT, words_before=640,
    )  # fmt: skip
    if state is JobState.PROPOSED:
        changes = {"words_after": 812, "compare_link": "https://gazette.example/wp-admin/revision.php?revision=45",
                   "proposal": 45, "seconds": 12.34} | changes  # fmt: skip
    if state in (JobState.HELD, JobState.FAILED):
        changes = {"reason": "Le brouillon n'a que 120 mots : rien ne permet d'en faire 700 sans inventer."} | changes
    return replace(made, **changes)


@dataclass
class FakeBridge:
    """Each site's jobs, and what becomes of each."""

    config: Config
    waiting: Mapping[str, Sequence[Job]] = field(default_factory=dict)
    ends: Mapping[int, Job | Exception] = field(default_factory=dict)
    unreachable: Mapping[str, Exception] = field(default_factory=dict)
    known: Sequence[Job] = ()
    on_process: Callable[[Job], None] = lambda job: None
    down: Mapping[int, CircuitOpen] = field(default_factory=dict)
    postponed: Sequence[Waiting] = ()
    asked_now: list[str] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)
    closed: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed = True

    def connect(self, names: object) -> None:
        """Nothing to make."""

    def admit(self, site: str) -> Admission:
        if site in self.unreachable:
            raise self.unreachable[site]
        jobs = tuple(self.waiting.get(site, ()))
        return Admission(site=site, listed=len(jobs), admitted=jobs)

    def backlog(self, site: str) -> int:
        return len(self._begun_not(site))

    def unfinished(
        self, site: str, *, but_for: frozenset[int] = frozenset(), limit: int | None = None, suspects: bool = False
    ) -> tuple[Job, ...]:
        return () if suspects else tuple(job for job in self._begun_not(site) if job.id not in but_for)[:limit]

    def _begun_not(self, site: str) -> tuple[Job, ...]:
        return tuple(job for job in self.waiting.get(site, ()) if job.id not in self.begun)

    def polls(self, site: str) -> bool:
        return True

    def ready(self, job: Job) -> None:
        if job.id in self.down:
            raise self.down[job.id]

    def make_due(self, site: str) -> None:
        self.asked_now.append(site)

    def waits(self) -> tuple[Waiting, ...]:
        return tuple(self.postponed)

    def abandon(self) -> None:
        sys.stdout.write("abandoned\n")
        sys.stdout.flush()

    def process(self, job: Job) -> Job:
        self.begun.add(job.id)
        self.on_process(job)
        end = self.ends[job.id]
        if isinstance(end, Exception):
            raise end
        return end

    def retry(self, name: str) -> Job:
        return replace(self._find(name), id=99, state=JobState.ADMITTED, attempt=2)

    def jobs(self, *, site: str | None = None, limit: int = 50) -> tuple[Job, ...]:
        return tuple(job for job in self.known if site in (None, job.site))[:limit]

    def counts(self) -> Mapping[str, Mapping[JobState, int]]:
        counts: dict[str, dict[JobState, int]] = {}
        for each in self.known:
            by_state = counts.setdefault(each.site, {})
            by_state[each.state] = by_state.get(each.state, 0) + 1
        return counts

    def job(self, name: str) -> JobDetail:
        return JobDetail(
            job=self._find(name),
            findings=FINDINGS,
            calls=(CALL,),
            events=(
                Event(at=AT.replace(tzinfo=UTC), kind="admitted", message=""),
                Event(at=AT, kind="note", message=HOSTILE),
            ),
            article=ARTICLE,
            content="<p>Le bassin rouvre.</p>",
            stats={},
        )  # fmt: skip

    def _find(self, name: str) -> Job:
        for each in self.known:
            if name in (str(each.id), each.key):
                return each
        raise LedgerError(f"Aucun travail « {name} » dans le registre", todo="la liste : seo-bridge status")


def preview_of(verdict: str = "proposed", **changes: Any) -> Preview:
    made = Preview(
        verdict="proposed", article=ARTICLE, content=MARKUP,
        words=812, engine="extractive", findings=FINDINGS[:1], stats={},
    )  # fmt: skip
    if verdict == "held":
        changes = {"verdict": "held", "article": None, "content": "", "words": 120, "findings": FINDINGS} | changes
    return replace(made, **changes)
