"""Draws docs/states.md from the table of states: ``python -m scripts.states`` writes it anew."""

from __future__ import annotations

from pathlib import Path

from bridge.domain.retries import FIRST_WAIT, LONGEST_WAIT, MOST_CLAIMS, MOST_TRIES, PATIENCE
from bridge.domain.states import TRANSITIONS, Cause, JobState
from bridge.ledger.working import LEASE

PAGE = Path(__file__).parents[1] / "docs" / "states.md"
_TEXT = """\
# The states of a job

Drawn from the table `TRANSITIONS` in `bridge/domain/states.py` by `python -m scripts.states`: change that, not this
page. A job is one version of one draft. The ledger refuses every step that is not in the table.

```mermaid
stateDiagram-v2
{diagram}
```

| from | to | when |
| --- | --- | --- |
{table}

* **Lease**: a worker's jobs are its own while it lives. One thread of the process renews all its leases. A machine that
  is silent for {lease} minutes loses its jobs to others; a process that died on the same machine loses them at once. A
  worker that lost its lease writes nothing more and asks no model. Machines that share a ledger need the same time.
* **Troubles that pass** (site or model down) are tried again after {first} minute, then each time after twice as long,
  up to {longest} minutes, half of each wait left to chance; a `Retry-After` is obeyed. After {patience} hours at the
  same step the job has failed.
* **Refusals** (a wrong key, a role taken away) are tried {tries} times, minutes and then an hour apart: somebody may
  mend them meanwhile. Then the job has failed; `seo-bridge retry` makes a new attempt.
* **A site or a model that is down** opens a circuit: its drafts are not begun, and wait without counting tries. One
  call probes it after a growing wait. `seo-bridge status` says what waits, why and until when; `seo-bridge once --now`
  does not wait.
* **A draft that the process dies of** (out of memory, for instance) is taken up last and alone, and has failed after
  {claims} times.
"""


def page() -> str:
    """What docs/states.md should hold."""
    return _TEXT.format(
        diagram="\n".join(f"    {line}" for line in _diagram()),
        table="\n".join(f"| {way.before} | {way.after} | {way.cause.value} |" for way in TRANSITIONS),
        lease=int(LEASE.total_seconds() // 60),
        first=int(FIRST_WAIT.total_seconds() // 60),
        longest=int(LONGEST_WAIT.total_seconds() // 60),
        patience=int(PATIENCE.total_seconds() // 3600),
        tries=MOST_TRIES,
        claims=MOST_CLAIMS,
    )


def _diagram() -> list[str]:
    """Mermaid's lines. Waiting changes no state: it stands in the table alone."""
    ways = [
        f"{way.before} --> {way.after}: {_short(way.cause)}" for way in TRANSITIONS if way.cause is not Cause.WAITED
    ]
    ends = [f"{state} --> [*]" for state in JobState if state.ended]
    return [f"[*] --> {JobState.ADMITTED}", *ways, *ends]


def _short(cause: Cause) -> str:
    return cause.name.lower().replace("_", " ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
