"""Every fault at every call of a draft's way, on a real WordPress: nothing lost, nothing doubled, and somebody told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from bridge.domain.job import JobState
from tests.faults.desk import Desk, holding
from tests.faults.outcomes import SITE, XMLRPC
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

#: The calls of a draft's way, as each access asks them; and behind which call each of them comes.
CALLS = {
    "rest": {"poll": r"/drafts\?", "fetch": r"/drafts/\d+(\?|$)", "propose": "/proposals", "hold": "/held"},
    "xmlrpc": {"poll": r"\.drafts$", "fetch": r"\.draft$", "propose": r"\.propose$", "hold": r"\.hold$"},
}
BEHIND = {"poll": None, "fetch": "poll", "propose": "fetch", "hold": "fetch"}
#: XML-RPC goes through the same connection, and has another reader.
TABLE = [*product(("rest",), CALLS["rest"], Fault), *product(("xmlrpc",), ("propose",), Fault)]


@pytest.fixture
def desk(wordpress: WordPress, tmp_path: Path) -> Iterator[Desk]:
    with fault_proxy(wordpress.url) as proxy:
        yield Desk(wordpress, tmp_path, proxy)


def script(desk: Desk, call: str, fault: Fault) -> None:
    calls = CALLS[desk.access]
    behind = BEHIND[call]
    desk.proxy.script(fault, calls[call], behind=calls[behind] if behind else None)


def assert_delivered_once(desk: Desk, call: str) -> None:
    assert desk.verdicts() == ((0, 1) if call == "hold" else (1, 0))
    desk.assert_untouched()


@pytest.mark.parametrize(("access", "call", "fault"), TABLE)
def test_a_fault_that_lasts_is_told_and_the_next_run_after_it_ends_the_draft(
    desk: Desk, access: str, call: str, fault: Fault
) -> None:
    desk.access = access
    if call == "hold":
        desk.engine = holding()
    desk.put(f"{access}-{call}-{fault.name.lower().replace('_', '-')}")
    script(desk, call, fault)
    outcome = desk.round()
    assert desk.proxy.struck
    job = desk.job(outcome)
    expected = (XMLRPC if access == "xmlrpc" else SITE)[fault]
    if expected.told:
        assert expected.told in desk.told(outcome)
        assert "→" in desk.told(outcome), "an error says what to do"
        assert job is None or not job.state.ended, "nothing is given up"
        desk.assert_untouched()
        desk.proxy.mend()
        job = desk.job(desk.round())
    assert job
    assert job.state is (JobState.HELD if call == "hold" else JobState.PROPOSED), job.reason
    assert_delivered_once(desk, call)


@pytest.mark.parametrize("fault", [fault for fault in Fault if SITE[fault].same_run is not None])
@pytest.mark.parametrize("call", ["propose", "hold"])
def test_a_fault_that_passes_is_waited_out_within_the_run(desk: Desk, call: str, fault: Fault) -> None:
    """Once at each call of the way."""
    if call == "hold":
        desk.engine = holding()
    desk.put(f"passing-{call}-{fault.name.lower().replace('_', '-')}")
    desk.proxy.script(fault, r"/drafts\?|/drafts/\d+(\?|$)|/proposals|/held", times=1)
    job = desk.job(desk.round())
    assert list(desk.proxy.struck.values()) == [1, 1, 1]
    assert job
    assert job.state is (JobState.HELD if call == "hold" else JobState.PROPOSED), job.reason
    assert_delivered_once(desk, call)
