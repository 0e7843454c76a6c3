"""The whole article at once, section by section, and when the second follows upon the first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.domain.article import ModelCall, NodeKind, Rewrite
from bridge.domain.finding import Severity
from bridge.domain.source import Brief, Source
from bridge.errors import BudgetSpent, EngineRefused
from bridge.text import inline, outline
from tests.engines.openai_compatible.conftest import answer, engine_that_hears
from tests.engines.openai_compatible.small_model import Said, SmallModel, cut_off, prompt_of
from tests.support.model_server import completion
from tests.support.sources import image, paragraph, source_of

SENTENCES = (
    "La commune de Valbrume rouvrira sa passerelle au mois de juin, après deux ans de fermeture au public.",
    "Le conseil a voté mardi 18 novembre un chantier de 2,4 millions d’euros, par neuf voix contre deux.",
    "Les entreprises s’installeront le 12 janvier au bord de la rivière, puis les piles seront reprises.",
    "Les habitants du nord marchent depuis la fermeture jusqu’au pont routier, à deux kilomètres de là.",
    "Une navette gratuite roule les jours d’école et le samedi, jusqu’à la réouverture de la passerelle.",
    "Les commerçants de la rue du Moulin disent avoir perdu des clients, et demandent une aide à la mairie.",
)
SAID = "Nous avons attendu deux ans, et nous attendrons encore six mois"
FRENCH = source_of(
    paragraph(" ".join(SENTENCES[:3])),
    image("La passerelle fermée"),
    paragraph(f"{SENTENCES[3]} « {SAID} », dit une habitante. {SENTENCES[4]}"),
    paragraph(
        f'{SENTENCES[5]} Le <a href="https://a.example/plan">plan des travaux</a> est à la mairie. {SENTENCES[2]}'
    ),
    paragraph(" ".join((SENTENCES[4], SENTENCES[1], SENTENCES[0]))),
    title="La passerelle de Valbrume rouvre",
)
ENGLISH = source_of(
    *(paragraph(" ".join([f"Paragraph number {word} tells readers what the town council has decided to do next."] * 5))
      for word in ("one", "two", "three", "four")),
    language="en",
)  # fmt: skip
BRIEF = Brief(min_words=100)


def rewritten(model: Any, source: Source = FRENCH, brief: Brief = BRIEF, **options: Any) -> Rewrite:
    with engine_that_hears(model, **options) as (engine, _):
        return engine.rewrite(source, brief)


def codes(made: Rewrite) -> list[str]:
    return [finding.code for finding in made.findings]


# ── section by section ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_in_sections_has_everything_of_the_source_in_its_order() -> None:
    model = SmallModel()
    made = rewritten(model, strategy="sectioned")
    assert made.article is not None
    assert made.findings == ()
    assert model.heard == ["plan", "passage", "passage", "fields"]
    assert [call.purpose for call in made.calls] == ["plan", "section 1", "section 2", "fields"]
    kinds = [node.kind for node in made.article.body]
    assert kinds[:3] == [NodeKind.PARAGRAPH, NodeKind.KEPT, NodeKind.PARAGRAPH]
    assert kinds.count(NodeKind.HEADING) == 1
    assert f"«\u00a0{SAID}\u00a0»" in outline.article_text(made.article)
    assert [href for _, href, _ in outline.links(made.article)] == ["https://a.example/plan"]
    assert made.article.seo.keyphrase == "passerelle rouverte"
    assert made.article.slug == "passerelle-rouverte"


def test_a_section_is_asked_for_with_its_own_paragraphs_alone() -> None:
    with engine_that_hears(SmallModel(), strategy="sectioned") as (engine, server):
        engine.rewrite(FRENCH, BRIEF)
        first, second = (prompt_of(request) for request in server.requests[1:3])
    assert SENTENCES[3] in first
    assert SENTENCES[5] not in first
    assert SENTENCES[5] in second
    assert server.requests[1]["messages"][0] == server.requests[2]["messages"][0]
    assert "response_format" not in server.requests[1]
    assert server.requests[1]["max_tokens"] < 1_500


def test_a_plan_that_is_none_is_made_by_code() -> None:
    made = rewritten(
        SmallModel(lambda kind, _: "Je propose : d'abord…" if kind == "plan" else None), strategy="sectioned"
    )
    assert made.article is not None
    assert outline.kept(made.article) == (1,)


@pytest.mark.parametrize(
    "bad",
    [
        "The council has decided that the footbridge will open again in the summer, after a long closure of two years.",
        "Fait.",
        "Le conseil a voté. " * 200,
        "由于这座桥已经关闭了两年，市议会决定在六月重新开放它。",
        cut_off(),
        (200, completion("")),
    ],
    ids=["English", "short", "endless", "Chinese", "cut", "empty"],
)
def test_an_unusable_section_is_asked_for_again_paragraph_by_paragraph(bad: Said) -> None:
    def otherwise(kind: str, request: dict[str, Any]) -> Said:
        whole_section = kind == "passage" and "Réécris ce passage" in prompt_of(request)
        return bad if whole_section and SENTENCES[5] in prompt_of(request) else None

    model = SmallModel(otherwise)
    made = rewritten(model, strategy="sectioned")
    assert made.article is not None
    assert made.findings == ()
    assert [call.purpose for call in made.calls][1:5] == [
        "section 1",
        "section 2",
        "section 2, again",
        "section 2, again",
    ]
    assert SENTENCES[5].split()[2] in outline.article_text(made.article)


def test_what_stays_unusable_is_the_french_drafts_own_words_and_said_so() -> None:
    made = rewritten(
        SmallModel(lambda kind, request: "Fait." if kind == "passage" and SENTENCES[5] in prompt_of(request) else None),
        strategy="sectioned",
    )
    assert made.article is not None
    assert SENTENCES[5] in outline.article_text(made.article)
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("content.section_verbatim", Severity.WARNING)
    assert SENTENCES[5][:60] in finding.evidence


def french(request: dict[str, Any]) -> str:
    return " ".join(["Ce paragraphe dit aux lecteurs ce que le conseil municipal a décidé de faire."] * 10)


def test_what_stays_unusable_of_a_foreign_draft_is_missing_and_holds_it() -> None:
    def otherwise(kind: str, request: dict[str, Any]) -> Said:
        if kind != "passage":
            return None
        return "Done." if "number three" in prompt_of(request) else french(request)

    made = rewritten(SmallModel(otherwise), ENGLISH, strategy="sectioned")
    assert made.article is not None
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("content.section_missing", Severity.BLOCKER)
    assert "number three" in finding.evidence
    assert "Paragraph" not in outline.article_text(made.article)


@pytest.mark.parametrize("source", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_model_that_writes_nothing_usable_is_given_up_and_the_source_is_no_article(source: Source) -> None:
    model = SmallModel(lambda kind, _: "Done." if kind == "passage" else None)
    made = rewritten(model, source, strategy="sectioned")
    assert made.article is None
    assert codes(made) == ["model.unusable"]
    assert len(model.heard) < 12


def test_talk_around_a_section_is_left_out() -> None:
    def otherwise(kind: str, request: dict[str, Any]) -> Said:
        if kind != "passage":
            return None
        text = SmallModel()(request)
        return f"```markdown\nVoici le passage réécrit :\n\n## Un titre\n\n{text}\n```"

    made = rewritten(SmallModel(otherwise), strategy="sectioned")
    assert made.article is not None
    text = outline.article_text(made.article)
    assert "```" not in text
    assert "Voici" not in text
    assert "Un titre" not in text


def test_fields_that_do_not_fit_are_cut_to_fit() -> None:
    long = {"seo_title": "Passerelle rouverte : " + "tout savoir des travaux " * 5, "meta_description": "Mot. " * 100}

    def otherwise(kind: str, _: dict[str, Any]) -> Said:
        fields = {"title": "T", "excerpt": "E", "headings": ["## 1. Un chantier :"], **long}
        return json.dumps(fields) if kind == "fields" else None

    made = rewritten(SmallModel(otherwise), strategy="sectioned")
    assert made.article is not None
    assert len(made.article.seo.description) <= 156
    assert len(made.article.seo.title) <= 60
    assert [heading.text for heading in outline.headings(made.article)] == ["Un chantier"]


def test_without_fields_a_french_draft_keeps_its_own_title() -> None:
    made = rewritten(SmallModel(lambda kind, _: "Rien." if kind == "fields" else None), strategy="sectioned")
    assert made.article is not None
    assert made.article.title == FRENCH.title
    assert 120 <= len(made.article.seo.description) <= 156


def test_the_brief_reaches_every_section() -> None:
    brief = Brief(
        min_words=100, tone="sobre", audience="familles", glossary={"newsletter": "lettre"}, keyphrase="passerelle"
    )
    with engine_that_hears(SmallModel(), strategy="sectioned") as (engine, server):
        made = engine.rewrite(FRENCH, brief)
    for request in server.requests[1:3]:
        for part in ("sobre", "familles", "lettre", "passerelle"):
            assert part in prompt_of(request)
    assert made.article is not None
    assert made.article.seo.keyphrase == "passerelle"


# ── auto ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_WHOLE = answer(*(block.text for block in FRENCH.blocks if not block.kept), "[[K1]]")


def test_a_capable_model_is_asked_once() -> None:
    model = SmallModel(lambda kind, _: _WHOLE if kind == "whole" else None)
    assert rewritten(model).article is not None
    assert model.heard == ["whole"]


@pytest.mark.parametrize(
    "failing",
    [
        cut_off(),
        "Voici l'article, sans JSON.",
        (200, completion("")),
        (200, completion(None, reasoning="Je réfléchis…", finish="length")),
        answer(*(block.text for block in ENGLISH.blocks)),
        answer("Trop court pour un article."),
        (400, {"error": {"message": "context length exceeded", "code": "context_length_exceeded"}}),
    ],
    ids=["cut", "prose", "empty", "thoughts only", "English", "too few words", "overflow"],
)
def test_what_a_model_cannot_write_whole_is_asked_for_in_sections(failing: Said) -> None:
    model = SmallModel(lambda kind, _: failing if kind == "whole" else None)
    made = rewritten(model)
    assert made.article is not None
    assert made.notes["strategy"] == "sectioned"
    assert model.heard[-3:] == ["passage", "passage", "fields"]


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        ((200, completion(None, refusal="Non.")), "model.refused"),
        ("Je suis désolé, mais je ne peux pas réécrire ce texte.", "model.refused"),
        ("I'm sorry, but I can't help with that.", "model.refused"),
        ((200, completion("", finish="content_filter")), "model.filtered"),
        ((400, {"error": {"message": "filtered", "code": "content_filter"}}), "model.filtered"),
    ],
)
def test_a_refusal_is_not_argued_with(failing: Said, code: str) -> None:
    model = SmallModel(lambda kind, _: failing)
    made = rewritten(model)
    assert made.article is None
    assert codes(made) == [code]
    assert model.heard == ["whole"]


def test_words_of_a_draft_that_sound_like_a_refusal_are_none() -> None:
    said = "« Je ne peux pas attendre deux ans de plus », dit une habitante. " + SENTENCES[3]

    def otherwise(kind: str, request: dict[str, Any]) -> Said:
        return said if kind == "passage" and SENTENCES[3] in prompt_of(request) else None

    made = rewritten(SmallModel(otherwise), source_of(*[paragraph(SENTENCES[3])] * 3), strategy="sectioned")
    assert made.article is not None


def test_a_window_that_is_too_small_is_not_tried() -> None:
    model = SmallModel()
    assert rewritten(model, context_window=1_200).article is not None
    assert "whole" not in model.heard


def test_an_answer_that_the_limit_would_cut_is_not_asked_for() -> None:
    model = SmallModel()
    assert rewritten(model, max_tokens=500).article is not None
    assert "whole" not in model.heard


def test_what_was_too_long_once_is_not_tried_again_and_a_shorter_draft_is() -> None:
    model = SmallModel(lambda kind, request: cut_off() if kind == "whole" and SAID in prompt_of(request) else None)
    with engine_that_hears(model) as (engine, _):
        engine.rewrite(FRENCH, BRIEF)
        engine.rewrite(FRENCH, BRIEF)
        assert model.heard.count("whole") == 1
        engine.rewrite(source_of(FRENCH.blocks[0]), BRIEF)
        assert model.heard.count("whole") > 1


def test_a_model_that_cannot_write_json_is_not_asked_for_it_a_third_time() -> None:
    model = SmallModel(lambda kind, _: "Sans JSON." if kind == "whole" else None)
    with engine_that_hears(model) as (engine, _):
        for _ in range(3):
            assert engine.rewrite(FRENCH, BRIEF).article is not None
    assert model.heard.count("whole") == 4


def test_what_went_wrong_first_is_told_beside_the_reason() -> None:
    made = rewritten(
        SmallModel(lambda kind, _: cut_off() if kind == "whole" else "Done." if kind == "passage" else None)
    )
    assert made.article is None
    assert [(one.code, one.severity.value) for one in made.findings] == [
        ("model.unusable", "blocker"), ("model.truncated", "info"),
    ]  # fmt: skip


# ── whole ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_that_cannot_be_read_is_asked_for_once_more_with_the_fault() -> None:
    answers = iter(['{"title": "x", "body": [}', _WHOLE])
    with engine_that_hears(lambda _: next(answers), strategy="whole") as (engine, server):
        made = engine.rewrite(FRENCH, BRIEF)
    assert made.article is not None
    assert "ligne 1, colonne" in server.requests[1]["messages"][-1]["content"]
    assert [call.purpose for call in made.calls] == ["whole", "whole, again"]


def test_kept_blocks_and_links_that_a_model_forgets_or_doubles_are_set_right() -> None:
    texts = [inline.plain(block.html) for block in FRENCH.blocks if not block.kept]
    forgot = rewritten(lambda _: answer(*texts), strategy="whole").article
    doubled = rewritten(lambda _: answer("[[K1]]", *texts, "[[K1]]", "[a](L1) et [b](L1)."), strategy="whole").article
    for article in (forgot, doubled):
        assert article is not None
        assert outline.kept(article) == (1,)
        assert [href for _, href, _ in outline.links(article)] == ["https://a.example/plan"]
    assert forgot is not None
    assert [node.kind for node in forgot.body].index(NodeKind.KEPT) == 1


@pytest.mark.parametrize(
    "said",
    [
        f"<think>Voyons : {answer('Brouillon.')}</think>\n{_WHOLE}",
        f"Voyons, j'hésite.</think>{_WHOLE}",
        f"<THINKING>hm</THINKING>```json\n{_WHOLE}\n```",
        (200, completion(_WHOLE, reasoning="Je réfléchis.")),
    ],
    ids=["think", "only closed", "other name and fence", "reasoning_content"],
)
def test_reasoning_is_no_part_of_the_answer(said: Said) -> None:
    made = rewritten(lambda _: said, strategy="whole")
    assert made.article is not None
    assert SAID in outline.article_text(made.article)
    assert "hésite" not in outline.article_text(made.article)


def test_a_model_that_only_thinks_is_told_apart_from_a_silent_one() -> None:
    made = rewritten(lambda _: (200, completion("<think>Encore un instant")), strategy="whole")
    assert codes(made) == ["model.thought_only"]


@pytest.mark.parametrize(
    "said",
    [(200, 'data: {"choices": []}\n\ndata: [DONE]\n\n'), (400, {"error": {"message": "Stream must be set to true"}})],
)
def test_a_server_that_only_streams_is_an_error_that_says_so(said: Any) -> None:
    with engine_that_hears(lambda _: said) as (engine, _), pytest.raises(EngineRefused) as caught:
        engine.rewrite(FRENCH, BRIEF)
    assert "flux" in caught.value.what
    assert caught.value.todo


# ── what it costs ───────────────────────────────────────────────────────────────────────────────────────────────────


class Purse:
    """Lets so many calls pass."""

    def __init__(self, calls: int) -> None:
        self.left = calls
        self.allowed: list[tuple[str, int, int]] = []

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        if not self.left:
            raise BudgetSpent("Le budget est dépensé")
        self.left -= 1
        self.allowed.append((model, prompt_tokens, completion_tokens))

    def after(self, call: ModelCall) -> ModelCall:
        return ModelCall(
            model=call.model, prompt_tokens=call.prompt_tokens, completion_tokens=call.completion_tokens,
            seconds=call.seconds, purpose=call.purpose, cached_tokens=call.cached_tokens, cost=0.5,
        )  # fmt: skip


def test_every_call_is_allowed_before_and_told_after() -> None:
    purse = Purse(9)
    with engine_that_hears(SmallModel(), strategy="sectioned") as (engine, server):
        made = engine.rewrite(FRENCH, BRIEF, purse)
    assert len(purse.allowed) == len(server.requests) == len(made.calls) == 4
    assert [call.cost for call in made.calls] == [0.5] * 4
    for (model, prompt, completion_tokens), request in zip(purse.allowed, server.requests, strict=True):
        assert model == "modele-de-test"
        assert prompt >= len(prompt_of(request)) / 4
        assert completion_tokens >= request.get("max_tokens", 0)


def test_no_call_is_made_that_the_budget_has_no_room_for() -> None:
    with engine_that_hears(SmallModel(), strategy="sectioned") as (engine, server):
        with pytest.raises(BudgetSpent):
            engine.rewrite(FRENCH, BRIEF, Purse(2))
        assert len(server.requests) == 2


def test_what_the_provider_had_cached_is_told() -> None:
    made = rewritten(lambda _: (200, completion(_WHOLE, cached=800)))
    assert made.calls[0].cached_tokens == 800


def test_the_prompt_that_is_the_same_for_all_drafts_is_short() -> None:
    with engine_that_hears(lambda _: _WHOLE) as (engine, server):
        engine.rewrite(FRENCH, BRIEF)
    assert len(server.requests[0]["messages"][0]["content"]) / 4 <= 900
