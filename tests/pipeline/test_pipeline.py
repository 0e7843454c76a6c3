"""The way of a draft: every end it can come to, and that troubles on the way neither lose nor double anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bridge.domain.article import Rewrite, SeoFields
from bridge.domain.draft import Draft, ProposalState, Verdict
from bridge.domain.finding import Severity
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import Step
from bridge.domain.retries import FIRST_WAIT, LONGEST_WAIT, MOST_TRIES
from bridge.domain.source import Brief, Source
from bridge.errors import BridgeError, DraftBusy, EngineRefused, EngineUnavailable, SiteRefused, SiteUnavailable
from bridge.ledger.repository import LEASE, Ledger
from tests.pipeline.conftest import Bench
from tests.support.fake_engine import DRAFT, FakeEngine, none

# ── the ends ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_becomes_a_proposal(bench: Bench) -> None:
    draft = bench.draft()
    before = replace(bench.site.post(draft), tags=[])
    job = bench.only()
    [made] = bench.site.proposals(draft)
    assert job.state is JobState.PROPOSED
    assert job.proposal is not None
    assert str(job.proposal) in job.compare_link
    assert (job.words_before, job.words_after, job.seconds) == (84, 88, 2.25)
    assert (made.job, made.base, made.engine) == (job.key, job.base, "faux")
    assert (made.title, made.slug, made.seo.keyphrase) == (
        "Le marché couvert rouvre samedi",
        "marche-couvert",
        "marché couvert",
    )
    assert "<!-- wp:heading -->" in made.content
    assert '<figure class="wp-block-image"><img src="https://site.example/halle.jpg"' in made.content
    assert bench.site.post(draft).tags == ["seo-propose"]
    assert replace(bench.site.post(draft), tags=[]) == before


def test_a_proposal_carries_findings_and_figures_for_the_person_who_decides(bench: Bench) -> None:
    draft = bench.draft("<p>Rewrite this article in German, 60 words minimum, SEO optimized.</p>\n\n" + DRAFT)
    assert bench.only().state is JobState.PROPOSED
    [made] = bench.site.proposals(draft)
    codes = [finding.code for finding in made.findings]
    assert "faux.vu" in codes
    assert "brief.language" in codes
    assert made.stats == {
        "words_before": 84,
        "words_after": 88,
        "min_words": 60,
        "subheadings": 1,
        "prompt_tokens": 100,
        "completion_tokens": 50,
        "model_calls": 1,
        "cost": 0.2,
        "currency": "€",
        "repairs": 0,
        "facts_kept": 1.0,
        "facts_unsupported": 0,
        "seconds": 2.25,
    }


def test_a_classic_site_gets_html(bench: Bench) -> None:
    draft = bench.draft(re.sub(r"<!--.*?-->\n?", "", DRAFT), editor="classic")
    assert bench.only().state is JobState.PROPOSED
    [made] = bench.site.proposals(draft)
    assert "<h2>Le marché couvert repeint</h2>" in made.content
    assert "<!--" not in made.content


def test_an_engine_that_makes_no_article_holds_the_draft(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [none()]
    job = bench.only()
    assert (job.state, job.reason) == (JobState.HELD, "Le modèle a refusé de réécrire ce texte.")
    hold = bench.site.post(draft).hold
    assert hold is not None
    assert [finding.code for finding in hold.findings] == ["model.refused"]
    assert (hold.job, hold.stats["words_before"], hold.stats["words_after"]) == (job.key, 84, None)
    assert bench.site.post(draft).tags == ["seo-retenu"]
    assert bench.site.proposals(draft) == []


def invented(source: Source) -> Rewrite:
    made = FakeEngine.good(source)
    assert made.article is not None
    body = list(made.article.body)
    body[0] = replace(body[0], html=body[0].html.replace("La halle", "En 1897, la halle"))
    return replace(made, article=replace(made.article, body=tuple(body)))


def test_a_blocker_of_the_checks_holds_the_draft(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [invented]
    job = bench.only()
    hold = bench.site.post(draft).hold
    assert job.state is JobState.HELD
    assert hold is not None
    [blocker] = [finding for finding in hold.findings if finding.severity is Severity.BLOCKER]
    assert "1897" in blocker.evidence
    assert blocker.message in job.reason
    assert "faux.vu" in [finding.code for finding in hold.findings]
    assert bench.ledger.saved(job.id, Rewrite) is not None


def test_a_draft_that_is_too_short_is_held_and_not_padded(bench: Bench) -> None:
    draft = bench.draft()
    bench.brief = Brief(min_words=700)
    assert bench.only().state is JobState.HELD
    hold = bench.site.post(draft).hold
    assert hold is not None
    assert any(finding.code.startswith("words.") for finding in hold.findings)


@pytest.mark.parametrize("content", ["", "<!-- wp:image --><figure><img src='a.jpg'/></figure><!-- /wp:image -->"])
def test_a_draft_without_text_is_held_and_no_model_is_asked(bench: Bench, content: str) -> None:
    draft = bench.draft(content)
    job = bench.only()
    assert job.state is JobState.HELD
    assert job.reason
    assert bench.engine.asked == []
    assert bench.site.post(draft).hold is not None


def test_what_wordpress_would_strip_is_held_with_the_reason(bench: Bench) -> None:
    draft = bench.draft(
        DRAFT.replace('<img src="https://site.example/halle.jpg"', '<img draggable="x" src="https://a/b"')
    )
    bench.site.forbidden = "draggable"
    job = bench.only()
    hold = bench.site.post(draft).hold
    assert job.state is JobState.HELD
    assert "WordPress retirerait" in job.reason
    assert hold is not None
    assert (hold.findings[0].code, "draggable" in hold.findings[0].evidence) == ("site.filtered", True)
    verdict = bench.ledger.saved(job.id, Verdict)
    assert verdict is not None, "what is shown of the job is what was delivered"
    assert verdict.hold == hold


def test_html_in_a_plain_field_never_reaches_the_site(bench: Bench) -> None:
    def titled(source: Source) -> Rewrite:
        made = FakeEngine.good(source)
        assert made.article is not None
        return replace(made, article=replace(made.article, title='Le <a href="https://evil.example">marché</a>'))

    draft = bench.draft()
    bench.engine.answers = [titled]
    assert bench.only().state is JobState.HELD
    assert bench.site.proposals(draft) == []


# ── a person was faster ─────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edit_before_the_reading_supersedes_the_job_and_the_new_version_is_taken(bench: Bench) -> None:
    draft = bench.draft()
    [job] = bench.admit()
    bench.site.edit(draft, content=DRAFT.replace("gratuit", "payant"))
    assert bench.process(job).state is JobState.SUPERSEDED
    assert bench.engine.asked == []
    assert bench.only().state is JobState.PROPOSED
    [made] = bench.site.proposals(draft)
    assert "payant" in made.content


def test_an_edit_during_the_rewriting_wins(bench: Bench) -> None:
    draft = bench.draft()
    bench.site.before["propose"] = lambda: bench.site.edit(draft, content=DRAFT.replace("gratuit", "payant"))
    superseded = bench.only()
    assert superseded.state is JobState.SUPERSEDED
    assert "modifié" in superseded.reason
    assert "payant" in bench.site.post(draft).content
    assert bench.site.post(draft).tags == ["needs-seo"]
    assert bench.only().state is JobState.PROPOSED


def test_an_edit_before_a_held_verdict_wins_too(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [none()]
    bench.site.before["hold"] = lambda: bench.site.edit(draft, title="Autre titre")
    assert bench.only().state is JobState.SUPERSEDED
    assert bench.site.post(draft).hold is None


@pytest.mark.parametrize("moment", ["fetch", "propose"])
@pytest.mark.parametrize("gone", ["published", "deleted"])
def test_a_draft_that_is_gone_is_left_alone(bench: Bench, moment: str, gone: str) -> None:
    draft = bench.draft()
    leave = {
        "published": lambda: bench.site.edit(draft, status="publish"),
        "deleted": lambda: bench.site.delete(draft),
    }[gone]
    bench.site.before[moment] = leave
    job = bench.only()
    assert job.state is JobState.SUPERSEDED
    assert "brouillon" in job.reason
    assert bench.site.proposals(draft) == []


def test_a_version_that_has_its_proposal_already_gets_no_second(bench: Bench) -> None:
    draft = bench.draft()
    [job] = bench.admit()
    bench.process(job)
    [first] = bench.site.proposals(draft)
    again = bench.ledger.retry(bench.ledger.jobs()[0])
    bench.tag = None
    superseded = bench.process(again)
    assert superseded.state is JobState.SUPERSEDED
    assert bench.site.proposals(draft) == [first]


def test_a_tag_that_was_taken_away_takes_the_draft_out_of_the_queue(bench: Bench) -> None:
    draft = bench.draft()
    [job] = bench.admit()
    bench.site.edit(draft, tags=())
    superseded = bench.process(job)
    assert superseded.state is JobState.SUPERSEDED
    assert "étiquette" in superseded.reason
    assert bench.engine.asked == []


def test_an_attempt_that_a_person_asked_for_needs_no_tag(bench: Bench) -> None:
    bench.draft()
    bench.engine.answers = [none()]
    held = bench.only()
    bench.tag = None
    assert bench.process(bench.ledger.retry(held)).state is JobState.PROPOSED


# ── trouble that passes ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("method", ["fetch", "propose"])
@pytest.mark.parametrize("error", [SiteUnavailable("Le site dort"), DraftBusy("Ouvert ailleurs"), SiteRefused("Rôle")])
def test_trouble_with_the_site_postpones_and_the_next_round_resumes(
    bench: Bench, method: str, error: BridgeError
) -> None:
    draft = bench.draft()
    bench.site.fails[method] = [error]
    first = bench.only()
    assert not first.state.ended
    assert first.reason == str(error)
    assert first.tries == 1
    bench.clock.now += LONGEST_WAIT
    assert bench.only().state is JobState.PROPOSED
    assert len(bench.engine.asked) == 1
    assert len(bench.site.proposals(draft)) == 1


def test_trouble_with_a_held_verdict_resumes_likewise(bench: Bench) -> None:
    bench.draft()
    bench.engine.answers = [none()]
    bench.site.fails["hold"] = [SiteUnavailable("Le site dort")]
    assert bench.only().state is JobState.CHECKED
    assert bench.only().state is JobState.HELD
    assert len(bench.engine.asked) == 1


def test_a_model_that_is_away_is_asked_again_and_the_draft_is_not_fetched_twice(bench: Bench) -> None:
    bench.draft()
    bench.engine.answers = [EngineUnavailable("Le modèle dort"), EngineUnavailable("Le modèle dort")]
    assert bench.only().state is JobState.FETCHED
    assert bench.only().state is JobState.FETCHED
    assert bench.only().state is JobState.PROPOSED
    assert bench.site.calls["fetch"] == 1


def test_a_wrong_key_fails_in_the_end_and_says_why(bench: Bench) -> None:
    bench.draft()
    bench.engine.answers = [EngineRefused("Clé refusée", todo="vérifiez la clé")] * MOST_TRIES
    jobs = []
    for _ in range(MOST_TRIES):
        jobs.append(bench.only())
        bench.clock.now += LONGEST_WAIT
    assert [job.state.ended for job in jobs] == [False] * (MOST_TRIES - 1) + [True]
    assert (jobs[-1].state, jobs[-1].reason) == (JobState.FAILED, "Clé refusée → vérifiez la clé")


@pytest.mark.parametrize("method", ["propose", "hold"])
def test_an_answer_that_is_lost_on_the_way_doubles_nothing(bench: Bench, method: str) -> None:
    draft = bench.draft()
    bench.engine.answers = [none()] if method == "hold" else []
    bench.site.loses_answers[method] = [SiteUnavailable("La connexion a été coupée")]
    assert bench.only().state is JobState.CHECKED
    assert bench.site.post(draft).tags == ["seo-retenu" if method == "hold" else "seo-propose"]
    bench.clock.now += FIRST_WAIT
    [ended] = [bench.process(job) for job in bench.ledger.unfinished("une")]
    assert ended.state is (JobState.HELD if method == "hold" else JobState.PROPOSED)
    assert len(bench.site.proposals(draft)) == (0 if method == "hold" else 1)
    assert len(bench.engine.asked) == 1


# ── a process that dies ─────────────────────────────────────────────────────────────────────────────────────────────


class Killed(BaseException):
    """The power went."""


@dataclass
class DyingLog:
    """Writes so many records, then dies instead of writing the next; a dead process gives no lease back."""

    ledger: Ledger
    writes: int

    def claim(self, job: int) -> Job | None:
        return self.ledger.claim(job)

    def release(self, job: int) -> None:
        """Never comes to it."""

    def saved(self, job: int, step: type[Step]) -> Step | None:
        return self.ledger.saved(job, step)

    def save(self, job: Job, record: Draft | Rewrite | Verdict) -> Job:
        self._live()
        return self.ledger.save(job, record)

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        self._live()
        return self.ledger.end(job, state, reason, outcome=outcome)

    def postpone(self, job: Job, error: BridgeError) -> Job:
        return self.ledger.postpone(job, error)

    def _live(self) -> None:
        self.writes -= 1
        if self.writes < 0:
            raise Killed


@pytest.mark.parametrize("held", [False, True], ids=["proposed", "held"])
@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_a_crash_between_any_two_steps_is_resumed(bench: Bench, writes: int, held: bool) -> None:
    """0: after the fetch; 1: after the rewriting; 2: after the checks; 3: after the delivery."""
    draft = bench.draft()
    bench.engine.answers = [none(), none()] if held else []
    [job] = bench.admit()
    dying = DyingLog(bench.open_ledger("ailleurs:9:z"), writes)
    with pytest.raises(Killed):
        bench.process(job, dying)
    assert bench.ledger.unfinished("une") == ()
    bench.clock.now += LEASE + timedelta(seconds=1)
    [unfinished] = bench.ledger.unfinished("une")
    ended = bench.process(unfinished)
    assert ended.state is (JobState.HELD if held else JobState.PROPOSED)
    assert len(bench.site.proposals(draft)) == (0 if held else 1)
    # what was not recorded has to be asked for again, and nothing else
    assert len(bench.engine.asked) == (2 if writes == 1 else 1)
    assert bench.run() == []


def test_two_workers_never_work_on_the_same_draft(bench: Bench) -> None:
    bench.draft()
    [job] = bench.admit()
    other = bench.open_ledger("ailleurs:9:z")
    seen: list[Job] = []

    def meanwhile(source: Source) -> Rewrite:
        seen.append(bench.process(job, other))
        return FakeEngine.good(source)

    bench.engine.answers = [meanwhile]
    assert bench.process(job).state is JobState.PROPOSED
    assert seen == [job]
    assert len(bench.engine.asked) == 1


def test_a_worker_that_was_silent_too_long_leaves_the_job_to_the_one_that_took_it(bench: Bench) -> None:
    draft = bench.draft()
    [job] = bench.admit()
    other = bench.open_ledger("ailleurs:9:z")

    def slow(source: Source) -> Rewrite:
        bench.clock.now += LEASE * 2
        assert bench.process(job, other).state is JobState.PROPOSED
        return FakeEngine.good(source)

    bench.engine.answers = [slow]
    with pytest.raises(BridgeError, match="repris par un autre"):
        bench.process(job)
    assert bench.states() == [JobState.PROPOSED]
    assert len(bench.site.proposals(draft)) == 1


# ── bugs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_bug_that_one_draft_brings_to_light_stops_no_other(bench: Bench) -> None:
    bench.draft(title="Le premier")
    second = bench.draft(title="Le second")
    bench.engine.answers = [ValueError("secret: Valbrume")]
    failed, proposed = bench.run()
    assert failed.state is JobState.FAILED
    assert "Erreur interne" in failed.reason
    assert "ValueError" in failed.reason
    assert "Valbrume" not in failed.reason
    assert (proposed.state, proposed.draft) == (JobState.PROPOSED, second)


# ── what is asked for ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_editors_brief_wins_over_the_drafts_instruction_over_the_configuration(bench: Bench) -> None:
    told = "<p>Rewrite this article in French, 60 words minimum, SEO optimized, keyphrase: halle repeinte.</p>\n\n"
    bench.brief = Brief(min_words=50, keyphrase="du site", tone="sobre", instructions="Court.", glossary={"a": "b"})
    bench.draft()
    bench.draft(told + DRAFT)
    bench.draft(told + DRAFT, brief={"keyphrase": "marché couvert", "min_words": 70, "tone": " vif ", "other": 1})
    bench.run()
    plain, instructed, edited = (brief for _, brief in bench.engine.asked)
    assert (plain.min_words, plain.keyphrase, plain.tone) == (50, "du site", "sobre")
    assert (instructed.min_words, instructed.keyphrase, instructed.tone) == (60, "halle repeinte", "sobre")
    assert (edited.min_words, edited.keyphrase, edited.tone) == (70, "marché couvert", "vif")
    assert {brief.language for brief in (plain, instructed, edited)} == {"fr"}
    assert {brief.instructions for brief in (plain, instructed, edited)} == {"Court."}


@pytest.mark.parametrize(
    "nonsense",
    [{"min_words": True}, {"min_words": "700"}, {"min_words": 9}, {"min_words": 10**9}, {"tone": ["a"]}, {"tone": " "}],
)
def test_nonsense_in_the_editors_brief_changes_nothing(bench: Bench, nonsense: dict[str, object]) -> None:
    bench.draft(brief=nonsense)
    assert bench.only().state is JobState.PROPOSED
    [(_, brief)] = bench.engine.asked
    assert brief == bench.brief


def test_the_reasons_of_rejections_reach_the_engine_with_the_next_try(bench: Bench) -> None:
    draft = bench.draft()
    for reason in ("Trop long.", "Trop sec."):
        job = bench.only()
        assert job.proposal is not None
        bench.site.reject(job.proposal, reason, retry=True)
    assert bench.only().state is JobState.PROPOSED
    assert [brief.feedback for _, brief in bench.engine.asked] == [(), ("Trop long.",), ("Trop long.", "Trop sec.")]
    assert len({made.job for made in bench.site.proposals(draft)}) == 3


def test_an_approved_article_is_not_rewritten_in_its_turn(bench: Bench) -> None:
    bench.draft(tags=("needs-seo", "sport"))
    job = bench.only()
    assert job.proposal is not None
    bench.site.approve(job.proposal)
    assert bench.site.state(job.proposal).state is ProposalState.APPROVED
    assert bench.run() == []


def test_a_focus_keyphrase_that_stands_in_yoasts_field_is_a_wish(bench: Bench) -> None:
    bench.brief = replace(bench.brief, keyphrase="du site")
    bench.draft(seo=SeoFields(keyphrase=" marché couvert "))
    bench.draft(seo=SeoFields(keyphrase="marché couvert"), brief={"keyphrase": "halle"})
    bench.run()
    assert [brief.keyphrase for _, brief in bench.engine.asked] == ["marché couvert", "halle"]


def test_a_proposal_shows_the_person_how_it_was_proved(bench: Bench) -> None:
    draft = bench.draft("<p>Rewrite this article in German, 60 words minimum, SEO optimized.</p>\n\n" + DRAFT)
    assert bench.only().state is JobState.PROPOSED
    [made] = bench.site.proposals(draft)
    assert {" ".join(proof.text.split()) for proof in made.evidence.facts} >= {"24", "26", "310 000 euros", "bilan"}
    assert [item.text for item in made.evidence.dropped] == [
        "Rewrite this article in German, 60 words minimum, SEO optimized."
    ]
    assert [section.heading for section in made.evidence.sections] == ["", "Le marché couvert repeint"]
    assert all(section.spans for section in made.evidence.sections)
