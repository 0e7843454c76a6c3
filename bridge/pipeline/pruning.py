"""Which old jobs may be forgotten: never one that a draft may still come back to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bridge.domain.draft import ProposalState
from bridge.domain.job import Job, JobState
from bridge.domain.ports import Site
from bridge.errors import BridgeError


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """``pending``: the proposal may still wait for a person. ``queued``: the draft may still carry the queue tag, and
    would be rewritten once more if nobody remembered that it was."""

    removable: tuple[Job, ...]
    pending: tuple[Job, ...]
    queued: tuple[Job, ...]


def sort_out(
    old: Iterable[Job],
    *,
    settled: frozenset[int],
    last: frozenset[int],
    site_of: Callable[[str], Site | None],
    leaves_tag: Callable[[Job], bool],
) -> Sorted:
    """Sort ended jobs. ``settled``: jobs whose proposal is known to be decided; the site is asked about the others.
    ``last``: the last job of each draft. ``leaves_tag``: whether a job's end leaves the queue tag on the draft."""
    removable, pending, queued = [], [], []
    for job in old:
        if job.id in last and leaves_tag(job):
            queued.append(job)
        elif job.state is JobState.PROPOSED and job.id not in settled and _may_wait(job, site_of(job.site)):
            pending.append(job)
        else:
            removable.append(job)
    return Sorted(removable=tuple(removable), pending=tuple(pending), queued=tuple(queued))


def _may_wait(job: Job, site: Site | None) -> bool:
    """Whether the proposal is not known to be decided: where the site can't be asked, it may wait."""
    if job.proposal is None:
        return False
    try:
        found = site.aftermath(job.proposal) if site else None
    except BridgeError:
        return True
    return site is None or (found is not None and found.state is ProposalState.PENDING)
