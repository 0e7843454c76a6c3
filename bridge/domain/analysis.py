"""What Yoast's own analysis says of an article: the scores and sentences that an editor sees in its sidebar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
