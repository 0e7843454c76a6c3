"""The corpus is what it says it is: else every figure measured on it would be wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from bridge.domain.source import Source, SourceFormat
from bridge.text.inline import plain
from bridge.text.reading import read
from bridge.text.words import count_words
from tests.support.corpus import CORPUS, CorpusDraft, Reference, drafts

DRAFTS = drafts()
REVIEWED = [(draft, draft.reference) for draft in DRAFTS if draft.reference]

_DAYS = (
    ("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"),
    ("vendredi", "friday"), ("samedi", "saturday"), ("dimanche", "sunday"),
)  # fmt: skip
_MONTHS = (
    ("janvier", "january"), ("février", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("août", "august"), ("septembre", "september"), ("octobre", "october"),
    ("novembre", "november"), ("décembre", "december"),
)  # fmt: skip
_DAY = {name: number for number, names in enumerate(_DAYS) for name in names}
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DATED = re.compile(
    rf"\b(?P<weekday>{'|'.join(_DAY)}),? (?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month>{'|'.join(_MONTH)}),? "
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _fold(text: str) -> str:
    return " ".join(text.replace("'", "’").split()).casefold()


def _text(source: Source) -> str:
    lines = [source.title, *(f"{block.text} {block.citation}" for block in source.blocks if not block.kept)]
    return _fold(" ".join(lines))


def _wrong_weekdays(text: str) -> Iterator[str]:
    for match in _DATED.finditer(_fold(text)):
        day = date(int(match["year"]), _MONTH[match["month"]], int(match["day"]))
        if day.weekday() != _DAY[match["weekday"]]:
            yield match[0]


@pytest.fixture(params=DRAFTS, ids=lambda draft: draft.id)
def draft(request: pytest.FixtureRequest) -> CorpusDraft:
    chosen: CorpusDraft = request.param
    return chosen


@pytest.fixture(params=REVIEWED, ids=lambda pair: pair[0].id)
def reviewed(request: pytest.FixtureRequest) -> tuple[CorpusDraft, Reference]:
    chosen: tuple[CorpusDraft, Reference] = request.param
    return chosen


def test_every_file_is_listed_once() -> None:
    listed = Counter([*(draft.file for draft in DRAFTS), *(reference.file for _, reference in REVIEWED)])
    there = {path for folder in ("drafts", "references") for path in (CORPUS / folder).iterdir()}
    assert set(listed) == there
    assert set(listed.values()) == {1}
    assert len({draft.id for draft in DRAFTS}) == len(DRAFTS)


def test_a_draft_reads_as_described(draft: CorpusDraft) -> None:
    source = draft.read()
    assert (source.language, source.words) == (draft.language, draft.words)
    assert (source.format is SourceFormat.BLOCKS) == (draft.form == "blocks")
    asked = source.instruction
    assert (asked and {"min_words": asked.min_words, "keyphrase": asked.keyphrase}) == draft.instruction


def test_every_known_fact_is_in_the_text(draft: CorpusDraft) -> None:
    source, facts = draft.read(), draft.facts
    said = [quotation.text for quotation in facts.quotations]
    speakers = [quotation.speaker for quotation in facts.quotations]
    text = _text(source)
    known = (*facts.numbers, *facts.dates, *facts.names, *said, *speakers)
    assert [fact for fact in known if _fold(fact) not in text] == []
    assert facts.links == tuple(link.href for link in source.links)


def test_weekdays_agree_with_the_calendar(draft: CorpusDraft) -> None:
    texts = [draft.title, plain(draft.content)]
    if draft.reference:
        texts += [plain(draft.reference.html), draft.reference.meta_description, draft.reference.excerpt]
    assert [wrong for text in texts for wrong in _wrong_weekdays(text)] == []


def test_a_wrong_weekday_would_be_noticed() -> None:
    assert list(_wrong_weekdays("Le lundi 2 janvier 2026, puis on Friday 2 January 2026.")) == ["lundi 2 janvier 2026"]


def test_a_reference_carries_what_must_be_kept(reviewed: tuple[CorpusDraft, Reference]) -> None:
    draft, reference = reviewed
    source = draft.read()
    missing = [block.raw for block in source.blocks if block.kept and reference.html.count(block.raw) != 1]
    assert missing == []
    article = read(reference.title, reference.html)
    assert {link.href for link in article.links} == {link.href for link in source.links}
    assert article.language == "fr"


def test_a_french_quotation_stands_verbatim_in_the_reference(reviewed: tuple[CorpusDraft, Reference]) -> None:
    draft, reference = reviewed
    if draft.language != "fr":
        return
    article = _text(read(reference.title, reference.html))
    assert [quotation.text for quotation in draft.facts.quotations if _fold(quotation.text) not in article] == []


def test_names_of_persons_are_spelled_alike(reviewed: tuple[CorpusDraft, Reference]) -> None:
    draft, reference = reviewed
    article = _text(read(reference.title, reference.html))
    assert {one.speaker for one in draft.facts.quotations if _fold(one.speaker) not in article} == set()


def test_a_reference_has_the_fields_an_editor_expects(reviewed: tuple[CorpusDraft, Reference]) -> None:
    draft, reference = reviewed
    assert len(reference.seo_title) <= 60
    assert 120 <= len(reference.meta_description) <= 156
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", reference.slug)
    article = read(reference.title, reference.html)
    first = next(block for block in article.blocks if not block.kept)
    content = [word for word in _fold(reference.focus_keyphrase).split() if len(word) > 3]
    assert all(word in _fold(first.text) for word in content)
    asked = 700 if draft.words >= 650 else draft.words
    assert count_words(article.text) >= asked
