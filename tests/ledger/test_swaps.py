from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bridge.domain.article import Rewrite, SeoFields
from bridge.domain.draft import Draft, DraftSummary, Proposal, Verdict
from bridge.domain.job import JobState, Outcome
from bridge.domain.swap import Swap, Texts
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.ledger.swaps import Delivered, Swaps
from tests.ledger.conftest import Clock

DEAD = f"{socket.gethostname()}:4194304:0badcafe"
ALIVE = f"{socket.gethostname()}:1:0badcafe"
ELSEWHERE = "another-machine:17:0badcafe"

Journal = Callable[..., Swaps]


@pytest.fixture
def journal(url: str, clock: Clock) -> Iterator[Journal]:
    """The journal of the one database, as any process of any site sees it."""
    engine = open_database(url)
    yield lambda site="une", owner=None: Swaps(engine, site, owner=owner, clock=clock)
    engine.dispose()


def swap(draft: int = 1) -> Swap:
    return Swap(
        draft=draft,
        job="a" * 64,
        base="b" * 64,
        original=Texts(title="Avant « é »\\", content="\r\n\0x", excerpt=""),
        proposed=Texts(title="Après", content="<p>Texte.</p>", excerpt="."),
        kept=12,
        newest=14,
    )


def test_an_open_swap_is_there_byte_for_byte_for_the_next_process_until_it_is_finished(journal: Journal) -> None:
    journal(owner=DEAD).begin(swap())
    assert journal().open() == (swap(),)
    assert journal(site="autre").open() == ()
    journal().finish(1)
    assert journal().open() == ()


@pytest.mark.parametrize(("owner", "mine"), [(DEAD, True), (ALIVE, False), (ELSEWHERE, False)])
def test_a_swap_that_a_living_process_is_at_is_left_to_it(journal: Journal, owner: str, mine: bool) -> None:
    journal(owner=owner).begin(swap())
    assert (journal().open() == (swap(),)) is mine
    assert journal(owner=owner).open() == (swap(),)
    assert journal().unsettled(journal().last()) == {1}


def test_a_process_that_is_silent_for_long_is_taken_for_dead(journal: Journal, clock: Clock) -> None:
    journal(owner=ELSEWHERE).begin(swap())
    clock.later(minutes=11)
    assert journal().open() == (swap(),)


def test_a_poll_knows_which_drafts_were_touched_while_it_read(journal: Journal, clock: Clock) -> None:
    journal().begin(swap(1))
    journal().finish(1)
    before = journal().last()
    assert journal().unsettled(before) == frozenset()
    journal().begin(swap(2))
    journal().finish(2)
    journal(site="autre").begin(swap(3))
    assert journal().unsettled(before) == {2}
    clock.later(days=2)
    journal().begin(swap(4))  # what is long over is forgotten, and no number is used again
    assert journal().unsettled(before) == {4}
    assert journal().last() > before + 2


def test_what_was_delivered_is_found_by_its_number(ledger: Ledger, url: str, clock: Clock) -> None:
    listed = [DraftSummary(id=7, type="post", status="draft", title="Avant", base="b")]
    [job] = ledger.admit("une", listed, engine="e", polled_at=clock() - timedelta(hours=1), asks_again={})
    proposal = Proposal(
        draft=7,
        job=job.key,
        base="b",
        title="Après",
        content="Texte.",
        excerpt="",
        slug="",
        seo=SeoFields(),
        engine="e",
    )
    claimed = ledger.claim(job.id)
    assert claimed
    draft = Draft(
        id=7, type="post", status="draft", title="Avant", content="x", excerpt="", slug="", seo=SeoFields(), base="b"
    )
    for step in (draft, Rewrite(article=None), Verdict(proposal=proposal)):
        ledger.save(claimed, step)
    ledger.end(claimed, JobState.PROPOSED, "", outcome=Outcome(proposal=31))
    engine = open_database(url)
    assert Delivered(engine, "une").proposal(31) == proposal
    assert Delivered(engine, "une").proposal(32) is None
    assert Delivered(engine, "autre").proposal(31) is None
    engine.dispose()
