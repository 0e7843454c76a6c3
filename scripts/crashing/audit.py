"""What must hold at the end, whatever died: told from WordPress's database and the ledger, and not by the bridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from scripts.crashing.desk import View
from scripts.crashing.material import Draft
from scripts.crashing.model import Model
from scripts.crashing.newsroom import TAGS, Row

#: What each kind of draft comes to, the steps that its job leaves, and the calls of the model that it needs.
_ENDS = {"plain": ("proposed", 1), "repaired": ("proposed", 2), "held": ("held", 2)}
_STEPS = ("fetched", "rewritten", "checked")


def breaches(
    drafts: Mapping[int, Draft], before: View, after: View, rows: list[Row], model: Model, *, deaths: int
) -> Iterator[str]:
    """Everything that is not as it must be; nothing where all is well. ``drafts`` by their ids in WordPress."""
    jobs = Counter(row.draft for row in rows)
    for row in rows:
        if row.draft not in drafts:
            yield f"a job for draft {row.draft}, which is not of this run"
    for number, draft in drafts.items():
        if jobs[number] != 1:
            yield f"draft {number}: {jobs[number]} jobs"
            continue
        [row] = (row for row in rows if row.draft == number)
        for what in (*_unchanged(before.drafts[number], after.drafts[number]), *_ended(draft, row)):
            yield f"draft {number}: {what}"
        for what in (*_delivered(row, after.drafts[number]), *_tagged(row, after.drafts[number])):
            yield f"draft {number}: {what}"
    for name, count in after.strays.items():
        if count > before.strays[name]:
            yield f"{count - before.strays[name]} {name}"
    yield from model.repeated
    yield from _asked(drafts, model, deaths)


def _unchanged(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    if before["checksum"] != after["checksum"]:
        yield "its row or its meta changed"


def _ended(draft: Draft, row: Row) -> Iterator[str]:
    state, calls = _ENDS[draft.kind]
    if row.state != state:
        yield f"is {row.state}, not {state} ({row.reason})"
    elif row.steps != _STEPS and sorted(row.steps) != sorted(_STEPS):
        yield f"recorded steps {row.steps}"
    if row.leased:
        yield "still has a lease"
    if row.calls < calls:
        yield f"{row.calls} model calls are settled in the ledger, not {calls}"


def _delivered(row: Row, seen: Mapping[str, list[Mapping[str, str]]]) -> Iterator[str]:
    proposals, held = seen["proposals"], seen["held"]
    if len(proposals) + len(held) != 1:
        yield f"{len(proposals)} proposals and {len(held)} verdicts"
        return
    # a proposal is a revision, and has one of the draft as it was beside it
    known = {int(one[which]) for one in proposals for which in ("id", "snapshot")}
    if known != set(seen["revisions"]):
        yield f"revisions {seen['revisions']}, of which {sorted(known)} belong to a proposal"
    delivered = proposals[0]["job"] if proposals else held[0]
    if (row.state == "proposed") != bool(proposals) or delivered != row.key:
        yield f"WordPress has the verdict of another job than the ledger ({row.state})"
    if proposals and (proposals[0]["state"] != "pending" or seen["pending"] != [str(row.proposal)]):
        yield f"its proposal {row.proposal} is not the one that waits ({seen['pending']})"


def _tagged(row: Row, seen: Mapping[str, list[str]]) -> Iterator[str]:
    if row.state in TAGS and seen["tags"] != [TAGS[row.state]]:
        yield f"tags {seen['tags']}"


def _asked(drafts: Mapping[int, Draft], model: Model, deaths: int) -> Iterator[str]:
    """The model was asked for every step, and again only where a process died with the answer in its hands."""
    spare = 0
    for draft in drafts.values():
        needed = ["rewrite"] if _ENDS[draft.kind][1] == 1 else ["rewrite", "repair"]
        for step in needed:
            asked = model.asked[draft.number, step]
            if not asked:
                yield f"draft {draft.number}: the model was never asked for its {step}"
            spare += max(asked - 1, 0)
    if spare > deaths:
        yield f"{spare} model calls more than steps, and {deaths} deaths that may account for one each"
