from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
import structlog

from bridge.domain.article import Rewrite
from bridge.domain.draft import Hold, Proposal, TagChange
from bridge.domain.finding import Finding
from bridge.domain.job import Job
from bridge.domain.ports import UNMETERED, Engine, Meter
from bridge.domain.source import Brief, Source
from bridge.engines.extractive import ExtractiveEngine
from bridge.engines.openai_compatible import OpenAICompatible, leaks, prompts
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.pipeline.process import Pipeline, Wishes
from bridge.review import Reviewer
from bridge.wordpress import mapping
from tests.security.drafts import Hostile
from tests.security.obeying import Obeying
from tests.support.fake_site import FakeSite
from tests.support.model_server import model_server

KEY = "sk-canari-7Q4X9ZB2MLK8T3"
#: Stands in every prompt of the tests, and must stand nowhere else.
CANARY = "Le canari violet de la rédaction chante toujours sept fois avant minuit pile."
BRIEF = Brief(
    min_words=50, tone="sobre", audience="habitants du canton", instructions="Vouvoyer.", glossary={"étal": "étal"}
)
PROPOSED, HELD = TagChange(add=("seo-propose",), remove=("needs-seo",)), TagChange(add=("seo-retenu",))


@dataclass
class Heard:
    """An engine, and the briefs that it was given."""

    engine: Engine
    briefs: list[Brief] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.engine.name

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        self.briefs.append(brief)
        return self.engine.rewrite(source, brief, meter)

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        self.briefs.append(brief)
        return self.engine.repair(source, brief, made, findings, meter)


@dataclass
class Outcome:
    job: Job
    proposal: Proposal | None
    hold: Hold | None
    briefs: list[Brief]
    log: str

    @property
    def told(self) -> str:
        """All that goes to the site, and is said of the job."""
        sent = mapping.proposal_json(self.proposal) if self.proposal else mapping.hold_json(self.hold)  # type: ignore[arg-type]
        return json.dumps([sent, asdict(self.job)], ensure_ascii=False, default=str) + self.log

    @property
    def codes(self) -> list[str]:
        delivered = self.proposal or self.hold
        assert delivered is not None
        return [finding.code for finding in delivered.findings]


class Lab:
    """A site in memory, a real ledger, the real reading, engines, checks and rendering; a model that obeys."""

    def __init__(self, folder: Path, log: io.StringIO, engines: dict[str, Engine], model: Obeying) -> None:
        self.engines, self.model = engines, model
        self.database = folder / "registre.db"
        self.ledger = Ledger(open_database(f"sqlite:///{self.database}"), owner="ici:1:x")
        self._log = log
        self._review = Reviewer(analyser=None, grammar=None)

    def run(self, engine: str, hostile: Hostile, model: Obeying | None = None, repairs: int = 0) -> Outcome:
        vars(self.model).update(vars(model or Obeying()))
        site, heard = FakeSite(), Heard(self.engines[engine])
        number = site.draft(hostile.title, hostile.content, **hostile.fields)
        before = site.post(number)
        listed = tuple(site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)))
        name = f"site-{id(site)}-{len(self.ledger.jobs(limit=1)) and self.ledger.jobs(limit=1)[0].id}"
        [job] = self.ledger.admit(name, listed, engine=heard.name, polled_at=datetime(2026, 3, 2), asks_again={})
        self._log.truncate(0)
        wishes = Wishes(tag="needs-seo", brief=BRIEF, on_proposed=PROPOSED, on_held=HELD, repairs=repairs)
        done = Pipeline(site=site, engine=heard, log=self.ledger, review=self._review, wishes=wishes).process(job)
        after = site.post(number)
        made = site.proposals(number)
        assert (after.title, after.content, after.excerpt, after.slug, after.status) == (
            before.title, before.content, before.excerpt, before.slug, "draft",
        )  # fmt: skip
        return Outcome(done, made[0] if made else None, after.hold, heard.briefs, self._log.getvalue())


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    model, log = Obeying(), io.StringIO()
    handler = logging.StreamHandler(log)
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        told = prompts.text
        patch.setattr(prompts, "text", lambda name: f"{told(name)}\n{CANARY}" if "task" not in name else told(name))
        leaks._of_prompts.cache_clear()
        stack.callback(leaks._of_prompts.cache_clear)
        logging.getLogger().addHandler(handler)
        stack.callback(logging.getLogger().removeHandler, handler)
        structlog.configure(logger_factory=structlog.WriteLoggerFactory(log))
        server = stack.enter_context(model_server(model))
        engines: dict[str, Engine] = {"extractive": ExtractiveEngine()}
        for strategy in ("whole", "sectioned"):
            engines[strategy] = stack.enter_context(
                closing(
                    OpenAICompatible(
                        base_url=server.url,
                        model="modele-de-test",
                        api_key=KEY,
                        retries=0,
                        strategy=strategy,  # type: ignore[arg-type]
                    )
                )
            )
        made = Lab(tmp_path_factory.mktemp("attaques"), log, engines, model)
        stack.callback(made.ledger.close)
        yield made
