"""What Yoast's own analysis says of an article: the scores and sentences that an editor sees in its sidebar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Rating(StrEnum):
    """Yoast's traffic light for one assessment; FEEDBACK is its grey bullet, neither good nor bad."""

    GOOD = "good"
    OK = "ok"
    BAD = "bad"
    FEEDBACK = "feedback"


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """One of Yoast's assessments.

    ``name`` is Yoast's identifier (``keyphraseDensity``), ``scope`` "seo" or "readability", ``score`` Yoast's (−999 to
    9), ``text`` its sentence in French, without markup. ``marks``: the sentences or words that it marks in the editor.
    """

    name: str
    scope: str
    score: int
    rating: Rating
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """``seo`` 0–100 (None without a focus keyphrase), ``readability`` 0–100 (30, 60 or 90), widths in pixels."""

    seo: int | None
    readability: int | None
    assessments: tuple[Assessment, ...] = ()
    title_width: float | None = None
    reading_minutes: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class GrammarError:
    """One error of agreement, conjugation or spelling: ``start`` and ``end`` in the text that was looked at.

    ``word``: what stands there; ``sentence``: the line it stands in. ``kind``: the checker's group ("gn" agreement,
    "conj" conjugation, "ppas" participle, "infi" infinitive, "spelling"…), ``rule`` its identifier, ``message`` its
    sentence in French.
    """

    start: int
    end: int
    word: str
    sentence: str
    kind: str
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()


class Grammar(Protocol):
    """A grammar checker for French."""

    @property
    def missing(self) -> str:
        """Why there is none here (French, for a person, with what to do), "" where there is one."""

    def errors(self, text: str) -> tuple[GrammarError, ...] | None:
        """The errors in ``text``, one paragraph a line; None where there is no checker, or it failed. Never raises."""
