"""Every fault at a model's call: the draft waits, or is tried again, and is written and proposed once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bridge.domain.job import JobState
from scripts.crashing import material
from tests.faults.desk import Desk, model_behind
from tests.faults.outcomes import MODEL
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.model_server import model_server
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress


@pytest.fixture
def desk(wordpress: WordPress, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        server = stack.enter_context(model_server(material.answer))
        proxy = stack.enter_context(fault_proxy(server.url))
        yield Desk(wordpress, tmp_path, proxy, engine=stack.enter_context(model_behind(proxy)))


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_that_lasts_is_told_and_the_next_run_after_it_ends_the_draft(desk: Desk, fault: Fault) -> None:
    desk.put(f"model-{fault.name.lower().replace('_', '-')}")
    desk.proxy.script(fault, "/chat/completions")
    outcome = desk.round()
    assert desk.proxy.struck
    job = desk.job(outcome)
    assert job
    if MODEL[fault].told:
        assert MODEL[fault].told in job.reason
        assert "→" in job.reason
        assert job.state is JobState.FETCHED
        assert desk.verdicts() == (0, 0)
        desk.proxy.mend()
        job = desk.job(desk.round())
    assert job
    assert job.state is JobState.PROPOSED, job.reason
    assert desk.verdicts() == (1, 0)
    desk.assert_untouched()


@pytest.mark.parametrize("fault", [fault for fault in Fault if MODEL[fault].same_run is not None])
def test_a_fault_that_passes(desk: Desk, fault: Fault) -> None:
    """An answer that came, and was paid, but can't be used, is not asked for again in the same run."""
    desk.put(f"model-passing-{fault.name.lower().replace('_', '-')}")
    desk.proxy.script(fault, "/chat/completions", times=1)
    job = desk.job(desk.round())
    assert job
    assert (job.state is JobState.PROPOSED) == MODEL[fault].same_run, job.reason
    if not MODEL[fault].same_run:
        job = desk.job(desk.round())
        assert job
        assert job.state is JobState.PROPOSED, job.reason
    assert desk.verdicts() == (1, 0)
    desk.assert_untouched()
