"""Reading what people changed in approved articles, and offering their terms to the site's glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridge.domain.draft import ProposalState
from bridge.domain.job import Job
from bridge.domain.lesson import Aftermath, GlossaryOffer
from bridge.domain.ports import Site
from bridge.text.lessons import replacements

#: An approved draft that nobody has published by then is read as it stands, for the last time.
WAIT = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """What one pass over proposals brought. ``settled``: jobs that need not be looked at again."""

    looked_at: int
    offers: tuple[GlossaryOffer, ...]
    settled: tuple[Job, ...]


def learn(site: Site, jobs: Iterable[Job], *, now: datetime, settle: Callable[[tuple[Job, ...]], object]) -> Lesson:
    """Look at what became of these proposals; terms that people replaced are offered on the site.

    A proposal that waits, or was approved and is still being worked on, is left for the next time. ``settle`` is told
    the others after the offers were made, so that an interruption offers twice rather than never. SiteUnavailable,
    SiteRefused.
    """
    looked_at, settled = 0, []
    seen: Counter[tuple[str, str]] = Counter()
    for job in jobs:
        if job.proposal is None:
            continue
        looked_at += 1
        found = site.aftermath(job.proposal)
        if found is None or _is_settled(found, now - job.updated_at):
            settled.append(job)
            if found is not None and found.approved and found.now:
                for item in replacements(found.approved, found.now):
                    seen[item.term, item.rendering] += item.seen
    offers = tuple(
        GlossaryOffer(term=term, rendering=rendering, seen=number) for (term, rendering), number in seen.most_common()
    )
    if offers:
        site.offer(offers)
    settle(tuple(settled))
    return Lesson(looked_at=looked_at, offers=offers, settled=tuple(settled))


def _is_settled(found: Aftermath, age: timedelta) -> bool:
    if found.state is ProposalState.PENDING:
        return False
    return found.state is not ProposalState.APPROVED or found.published or not found.now or age > WAIT
