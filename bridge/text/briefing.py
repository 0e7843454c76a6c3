"""What is asked for one draft: the site's wishes, then what the draft itself and its editor say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Brief, Instruction

#: A minimum outside of these is a slip of the keyboard, not a wish.
FEWEST_WORDS, MOST_WORDS = 50, 5000
LONGEST_TEXT = 2000


def brief_for(
    site: Brief, *, instruction: Instruction | None, editor: Mapping[str, object], feedback: tuple[str, ...]
) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief of one draft, and what about it is worth saying.

    The editor's brief (the companion's field) wins over the instruction line in the draft, which wins over the
    site's configuration. From an instruction line only minimum words, language and keyphrase are ever taken.
    """
    brief = site
    if instruction:
        brief = dataclasses.replace(
            brief,
            min_words=instruction.min_words or brief.min_words,
            keyphrase=instruction.keyphrase or brief.keyphrase,
            language=instruction.language or brief.language,
        )
    brief = dataclasses.replace(brief, **_editors(editor), feedback=feedback)
    return dataclasses.replace(brief, language="fr"), _language_finding(brief.language)


def _editors(editor: Mapping[str, object]) -> dict[str, Any]:
    """The fields of the editor's brief that can be read; whatever else it holds is ignored."""
    wishes: dict[str, Any] = {}
    words = editor.get("min_words")
    if isinstance(words, int) and FEWEST_WORDS <= words <= MOST_WORDS:
        wishes["min_words"] = words
    for name in ("keyphrase", "tone", "instructions"):
        text = editor.get(name)
        if isinstance(text, str) and text.strip():
            wishes[name] = text.strip()[:LONGEST_TEXT]
    return wishes


def _language_finding(language: str) -> tuple[Finding, ...]:
    if language == "fr":
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            code="brief.language",
            place="consigne",
            message="La consigne demande une autre langue que le français ; le pont n'écrit qu'en français.",
            evidence=language,
        ),
    )
