"""What Prometheus reads after real rounds: parsed by its own client's parser, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

import bridge
from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Source
from bridge.errors import EngineUnavailable, SiteUnavailable
from bridge.operations.codes import known_codes
from bridge.runners.pool import Started, Withdrawn
from tests.cli.fake_bridge import job
from tests.docs.test_finding_codes import CODE
from tests.operations.newsroom import Newsroom, get
from tests.support.fake_engine import FakeEngine, none

METRICS = "metrics: {port: 0}\n"
SECRET_TITLE = "Un titre <script> que personne ne doit lire ici"
PAGE = Path(bridge.__file__).parent.parent / "docs" / "operations.md"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, more=METRICS)


class Scrape:
    """One reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.families = {family.name: family for family in text_string_to_metric_families(text)}
        self._samples = [sample for family in self.families.values() for sample in family.samples]

    def __call__(self, name: str, /, **labels: str) -> float:
        [value] = [one.value for one in self._samples if one.name == f"seo_bridge_{name}" and one.labels == labels]
        return value

    def labels(self, name: str) -> list[Mapping[str, str]]:
        return [one.labels for one in self._samples if one.name == f"seo_bridge_{name}"]


def scrape(address: str) -> Scrape:
    status, _, text = get(f"{address}/metrics")
    assert status == 200
    return Scrape(text)


def with_unknown_model(source: Source) -> Rewrite:
    call = ModelCall(
        model="un-nom-que-le-serveur-invente", prompt_tokens=7, completion_tokens=3, seconds=0.1, purpose="whole"
    )
    return replace(FakeEngine.good(source), calls=(call,))


def test_a_draft_that_waits_for_a_closed_circuit_does_not_run(newsroom: Newsroom) -> None:
    newsroom.draft("Premier")
    with newsroom.open() as (_, operations):
        for event, running in ((Started, 1), (Withdrawn, 0)):
            operations.listener(event(job=job(7)))
            assert scrape(operations.address)("drafts_running") == running


def test_a_round_is_counted(newsroom: Newsroom) -> None:
    newsroom.draft(SECRET_TITLE)
    newsroom.draft("Second")
    newsroom.engine.answers = [FakeEngine.good, none("model.refused")]
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        read = scrape(operations.address)
    assert read("verdicts_total", site="une", verdict="proposed") == 1
    assert read("verdicts_total", site="une", verdict="held") == 1
    assert read("verdicts_total", site="deux", verdict="held") == 0, "at nought from the start, so that a rate works"
    assert read("polls_total", site="une", result="ok") == 1
    assert read("drafts_listed", site="une") == 2
    assert read("drafts_running") == 0
    assert read("findings_total", code="model.refused", severity="blocker") == 1
    assert read("step_seconds_count", step="fetch") == 2
    assert read("step_seconds_count", step="rewrite") == 2
    assert read("step_seconds_count", step="deliver") == 2
    assert read("step_seconds_count", step="checks") >= 1
    assert read("step_seconds_sum", step="checks") > 0
    assert read("model_calls_total", site="une", model="faux") == 1
    assert read("model_tokens_total", site="une", model="faux", kind="prompt") == 100
    assert read("model_tokens_total", site="une", model="faux", kind="completion") == 50
    assert read("model_seconds_total", site="une", model="faux") == 0.5
    assert read("model_cost_total", site="une", model="faux", currency="€") == pytest.approx(2.0)
    assert SECRET_TITLE not in read.text
    assert "127.0.0.1:1" not in read.text, "no address of a model"
    assert read.families["process_resident_memory_bytes"].samples[0].value > 1_000_000


def test_labels_take_known_values_only(newsroom: Newsroom) -> None:
    """The fake engine's own code is none that a check has, and a server may call its model what it likes."""
    newsroom.draft()
    newsroom.engine.answers = [with_unknown_model]
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        read = scrape(operations.address)
    assert read("model_calls_total", site="une", model="other") == 1
    codes = {labels["code"] for labels in read.labels("findings_total")}
    assert "other" in codes
    assert "faux.vu" not in codes
    assert codes <= known_codes() | {"other"}
    assert "invente" not in read.text


def test_every_code_that_is_explained_to_editors_is_a_label() -> None:
    """That all codes of the program are explained, and no others, is another test's (docs/test_finding_codes.py)."""
    explained = set(CODE.findall((PAGE.parent / "verifications.md").read_text(encoding="utf-8")))
    assert explained <= known_codes()
    assert len(explained) > 100


def test_queue_circuits_and_failed_polls(newsroom: Newsroom) -> None:
    for _ in range(5):
        newsroom.draft()
    newsroom.engine.answers = [EngineUnavailable("Le modèle dort")] * 5
    newsroom.sites["deux"].fails["poll"] = [SiteUnavailable("muet")]
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une", "deux")
        newsroom.now = newsroom.now.replace(minute=30)
        read = scrape(operations.address)
    assert read("queue_jobs", site="une", state="fetched") == 3
    assert read("queue_jobs", site="une", state="admitted") == 2
    assert read("queue_jobs", site="deux", state="admitted") == 0
    assert read("queue_oldest_age_seconds", site="une") == 30 * 60
    assert read("queue_oldest_age_seconds", site="deux") == 0
    assert read("verdicts_total", site="une", verdict="postponed") == 3
    assert read("circuit_open", side="engine", name="faux") == 1
    assert read("circuit_open", side="reading", name="une") == 0
    assert read("polls_total", site="deux", result="failed") == 1
    assert read("ledger_up") == 1
    assert not read.labels("budget_left"), "no budget, no metric of one"


def test_what_waits_and_what_money_is_left(newsroom: Newsroom) -> None:
    newsroom.more += "budget: {day: 5}\n"
    for _ in range(3):
        newsroom.draft()
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        read = scrape(operations.address)
    # each draft costs 2, and the third would go beyond 5
    assert read("budget_left", site="", currency="€") == pytest.approx(1.0)
    assert read("budget_limit", site="", currency="€") == 5
    assert read("budget_refusals_total", site="une") == 1
    assert read("verdicts_total", site="une", verdict="postponed") == 1


def test_a_ledger_that_does_not_answer_is_told_and_not_taken_for_an_empty_queue(newsroom: Newsroom) -> None:
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        database = newsroom.folder / "registre.db"
        service._ledger.close()
        for file in newsroom.folder.glob("registre.db*"):
            file.unlink()
        database.mkdir()
        read = scrape(operations.address)
        status, _, body = get(f"{operations.address}/readyz")
    assert read("ledger_up") == 0
    assert not read.labels("queue_jobs")
    assert read("verdicts_total", site="une", verdict="held") == 0, "what the process knows itself is still told"
    assert status == 503
    assert '"ledger": "down"' in body


def test_names_and_units_follow_prometheus_and_all_are_documented(newsroom: Newsroom) -> None:
    newsroom.more += "budget: {day: 5}\n"
    newsroom.draft()
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        read = scrape(operations.address)
    own = {name: family for name, family in read.families.items() if not name.startswith("process_")}
    assert len(own) > 20
    for name, family in own.items():
        assert re.fullmatch(r"seo_bridge_[a-z]+(_[a-z]+)*", name)
        assert family.documentation.endswith("."), name
        assert family.type in ("gauge", "counter", "histogram"), name
    documented = set(re.findall(r"^\| `(seo_bridge_[a-z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    # the text format tells counters without _total in its TYPE, as a query needs them
    told = {f"{name}_total" if family.type == "counter" else name for name, family in own.items()}
    assert told == documented


def test_the_older_and_the_newer_text_format(newsroom: Newsroom) -> None:
    with newsroom.open() as (_, operations):
        plain = get(f"{operations.address}/metrics")
        newer = get(f"{operations.address}/metrics", accept="application/openmetrics-text; version=1.0.0")
    assert plain[1]["Content-Type"].startswith("text/plain")
    assert newer[1]["Content-Type"].startswith("application/openmetrics-text")
    assert newer[2].endswith("# EOF\n")


def test_one_finding_of_each_severity_is_counted_apart(newsroom: Newsroom) -> None:
    def made(source: Source) -> Rewrite:
        found = tuple(Finding(severity=severity, code="seo.title", place="titre", message="x") for severity in Severity)
        return replace(FakeEngine.good(source), findings=found)

    newsroom.draft()
    newsroom.engine.answers = [made]
    with newsroom.open() as (service, operations):
        newsroom.round(service, operations, "une")
        read = scrape(operations.address)
    severities = {labels["severity"] for labels in read.labels("findings_total")}
    assert severities >= {"blocker", "warning", "info"}
