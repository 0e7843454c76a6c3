"""A bridge whose requests to a real WordPress and to a model go through a proxy that a test gives faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bridge import bootstrap
from bridge.config import load
from bridge.domain.job import Job
from bridge.domain.ports import Engine
from bridge.engines.openai_compatible import OpenAICompatible
from bridge.review import Reviewer
from bridge.runners.pool import Outcome, Pool
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from bridge.wordpress.xmlrpc import XmlrpcClient
from scripts.crashing import material
from tests.support.fake_engine import FakeEngine, none
from tests.support.fault_proxy import FaultProxy
from tests.support.wordpress import WordPress

SITE = "essai"
#: Seconds for a whole answer: more than WordPress needs, as little as a test that waits for it can bear.
TIMEOUT = 1.0
#: Tries of one call, the first included.
ATTEMPTS = 2


@dataclass
class Desk:
    """One draft after the other, each with a queue and a ledger of its own."""

    wordpress: WordPress
    folder: Path
    proxy: FaultProxy
    access: str = "rest"
    engine: Engine = field(default_factory=FakeEngine)
    _tag: str = ""
    draft: int = 0
    _before: Any = None

    def put(self, tag: str) -> None:
        """A draft in the queue of that name."""
        self._tag = tag
        title, content = material.draft(1).title, material.draft(1).content
        self.draft = self.wordpress.draft(title, content, author="editrice", tags=(tag,), excerpt="Un chapeau.")
        self._before = self.wordpress.rows(self.draft)

    def round(self) -> Outcome:
        """What ``seo-bridge once --now`` does, from its start to its end."""
        with self._bridge() as bridge:
            bridge.make_due(SITE)
            with Pool(bridge, workers=1, listener=lambda _: None) as pool:
                return pool.run([SITE])

    def job(self, outcome: Outcome) -> Job | None:
        """The draft's job, where the round had one."""
        assert outcome.crashes == ()
        return next((job for job in outcome.jobs if job.draft == self.draft), None)

    def told(self, outcome: Outcome) -> str:
        """What the round says of the trouble, to whoever looks."""
        job = self.job(outcome)
        errors = [str(failed.error) for failed in outcome.unreachable] + [str(held.error) for held in outcome.held_back]
        return " ".join([*errors, job.reason if job else ""])

    def assert_untouched(self) -> None:
        """The draft's row and meta are what they were, byte for byte."""
        assert self.wordpress.rows(self.draft) == self._before

    def verdicts(self) -> tuple[int, int]:
        """How many proposals and how many verdicts « held » WordPress has for the draft."""
        held = self.wordpress.php(
            "echo count(get_post_meta((int) $args[0], '_needs_seo_held', false));", str(self.draft)
        )
        return len(self.wordpress.proposals(self.draft)), int(held)

    @contextmanager
    def _bridge(self) -> Iterator[Any]:
        access = XmlrpcClient if self.access == "xmlrpc" else RestClient
        password = self.wordpress.application_password("seo-bridge")
        with ExitStack() as stack:
            client = access(
                self.proxy.url if self.proxies_site else self.wordpress.url,
                user="seo-bridge", password=password, timeout=TIMEOUT if self.proxies_site else 30, attempts=ATTEMPTS,
            )  # fmt: skip
            site = stack.enter_context(closing(CompanionSite(client)))
            yield stack.enter_context(
                bootstrap.build(
                    load(self._config()), sites={SITE: site}, engines={"essai": self.engine},
                    review=Reviewer(analyser=None, grammar=None),
                )
            )  # fmt: skip

    @property
    def proxies_site(self) -> bool:
        """Whether the proxy is before the site, and not before the model."""
        return isinstance(self.engine, FakeEngine)

    def _config(self) -> Path:
        document = {
            "ledger": {"url": f"sqlite:///{self._tag}.db"},
            "workers": 1,
            "engines": {"essai": {"kind": "openai_compatible", "base_url": "http://127.0.0.1:1/v1", "model": "essai"}},
            "sites": [{
                "name": SITE, "url": self.wordpress.url, "user": "seo-bridge", "password": {"env": "NOT_READ"},
                "engine": "essai", "tag": self._tag, "min_words": 50, "repairs": 0, "access": self.access,
            }],
        }  # fmt: skip
        path = self.folder / f"{self._tag}.yaml"
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
        return path


def holding() -> FakeEngine:
    """An engine that finds nothing to propose, however often it is asked."""
    return FakeEngine(*[none()] * 9)


@contextmanager
def model_behind(proxy: FaultProxy) -> Iterator[OpenAICompatible]:
    """The engine whose model is behind the proxy; one retry, before which the SDK waits half a second."""
    with closing(
        OpenAICompatible(base_url=f"{proxy.url}/v1", model="essai", timeout=TIMEOUT, retries=ATTEMPTS - 1)
    ) as engine:
        yield engine
