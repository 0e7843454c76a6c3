"""What the bridge asks of a real WordPress: how often, how many bytes, and how much at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bridge.bootstrap import build
from bridge.config import load
from bridge.domain.job import JobState
from bridge.runners.pool import Outcome, Pool
from scripts.benching.relay import Relay, relayed
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

CONFIG = """\
ledger: {{url: sqlite:///ledger.db}}
engines:
  faux: {{kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}}
sites:
  - {{name: une, url: "{url}", user: seo-bridge, password: {{env: PONT}}, min_words: 50, engine: faux, {more}}}
"""


@contextmanager
def office(
    wordpress: WordPress, folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "concurrency: 2"
) -> Iterator[tuple[Relay, Pool]]:
    """A pool over a relay to the site; six workers."""
    monkeypatch.setenv("PONT", wordpress.application_password("seo-bridge"))
    with ExitStack() as stack:
        relay = stack.enter_context(relayed(wordpress.url))
        path = folder / "config.yaml"
        path.write_text(CONFIG.format(url=relay.url, more=more), encoding="utf-8")
        engine = FakeEngine(*[FakeEngine.good] * 20)
        bridge = stack.enter_context(build(load(path), engines={"faux": engine}))
        yield relay, stack.enter_context(Pool(bridge, workers=6, listener=lambda event: None))


@pytest.mark.parametrize("access", ["rest", "xmlrpc"])
def test_an_idle_poll_is_one_request_of_two_kilobytes(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, access: str
) -> None:
    wordpress.tag_id()
    with office(wordpress, tmp_path, monkeypatch, f"access: {access}") as (relay, pool):
        for _ in range(2):  # the first of a process as well as the later ones
            relay.forget()
            outcome = pool.run(["une"])
            assert outcome.clean
            assert outcome.polls[0].listed == 0
            [poll] = relay.exchanges
            assert 0 < poll.sent + poll.received <= 2_048


def test_a_proposed_draft_is_two_requests_and_no_more_at_once_than_the_limit(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = [wordpress.draft(f"Le marché couvert {number}", DRAFT) for number in range(6)]
    with office(wordpress, tmp_path, monkeypatch) as (relay, pool):
        outcome = pool.run(["une"])
        assert [job.state for job in outcome.jobs] == [JobState.PROPOSED] * 6, _told(outcome)
        requests = [f"{exchange.method} {exchange.path}" for exchange in relay.exchanges]
        polls = [request for request in requests if request.startswith("GET /wp-json/needs-seo/v1/drafts?")]
        assert len(polls) == 1
        assert sorted(requests) == sorted(
            [
                *polls,
                *(f"GET /wp-json/needs-seo/v1/drafts/{draft}" for draft in drafts),
                *(f"POST /wp-json/needs-seo/v1/drafts/{draft}/proposals" for draft in drafts),
            ]
        )
        assert relay.most <= 2, "concurrency: 2"
        relay.forget()
        again = pool.run(["une"])
        assert (again.polls[0].listed, len(relay.exchanges)) == (0, 1)


def _told(outcome: Outcome) -> list[str]:
    return [job.reason for job in outcome.jobs]
