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
#: A glossary for one draft: terms, and characters of each.
MOST_TERMS, LONGEST_TERM = 100, 200


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
    asked = _editors(editor)
    if "glossary" in asked:  # the site's own terms hold for every draft
        asked["glossary"] = {**brief.glossary, **asked["glossary"]}
    brief = dataclasses.replace(brief, **asked, feedback=feedback)
    return dataclasses.replace(brief, language="fr"), _language_finding(brief.language)


def _editors(editor: Mapping[str, object]) -> dict[str, Any]:
    """The fields of the editor's brief that can be read; whatever else it holds is ignored."""
    wishes: dict[str, Any] = {}
    words = editor.get("min_words")
    if isinstance(words, int) and FEWEST_WORDS <= words <= MOST_WORDS:
        wishes["min_words"] = words
    for name in ("keyphrase", "tone", "audience", "instructions"):
        text = editor.get(name)
        if isinstance(text, str) and text.strip():
            wishes[name] = text.strip()[:LONGEST_TEXT]
    glossary = editor.get("glossary")
    if isinstance(glossary, Mapping):
        wishes["glossary"] = _glossary(glossary)
    return wishes


def _glossary(terms: Mapping[object, object]) -> dict[str, str]:
    """Terms with their rendering, as far as they can be read; a term that stays as it is renders itself."""
    read = ((term.strip(), str(rendering).strip()) for term, rendering in terms.items() if isinstance(term, str))
    usable = [(term, rendering or term) for term, rendering in read if term]
    return {term[:LONGEST_TERM]: rendering[:LONGEST_TERM] for term, rendering in usable[:MOST_TERMS]}


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
