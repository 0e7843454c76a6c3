"""Drafts that are short and different, and what a model answers to them: three kinds, for the three ways of a job."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from bridge.engines.openai_compatible import prompts

#: ``plain``: the first answer is good. ``repaired``: it has a number that the source has not, and the repair mends it.
#: ``held``: the repair does not.
Kind = Literal["plain", "repaired", "held"]
KINDS: tuple[Kind, ...] = ("plain", "repaired", "held")

_MARK = re.compile(r"\(dossier (\d+)\)")
_RIGHT, _WRONG = "26 à la réouverture", "87 à la réouverture"
_PARAGRAPHS = (
    "Le marché couvert rouvre samedi. La halle a été repeinte, et les étals sont plus larges qu’avant les travaux.",
    f"Les commerçants du marché couvert reviennent tous. Ils étaient 24 avant le chantier ; ils seront {_RIGHT}. "
    "La mairie a payé 310 000 euros pour le toit.",
    "Des bancs attendent les clients devant l’entrée. Les horaires ne changent pas, et le parking reste gratuit le "
    "matin. Les habitants pourront visiter la halle dès vendredi soir, avant l’arrivée des premiers étals.",
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody wrote."""

    number: int
    kind: Kind
    title: str
    content: str


def draft(number: int, kind: Kind | None = None) -> Draft:
    """The draft of that number; without ``kind``, one in ten is repaired and one in ten held."""
    chosen = kind or {3: "repaired", 7: "held"}.get(number % 10, "plain")
    # the kind is read off the title, which is in every question
    title = f"Le marché couvert rouvre samedi (dossier {number * 10 + KINDS.index(chosen)})"  # type: ignore[arg-type]
    content = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in _PARAGRAPHS)
    return Draft(number=number, kind=chosen, title=title, content=content)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A request to the model: of which draft, and for which step."""

    draft: Draft
    repair: bool


def question(body: dict[str, Any]) -> Question:
    """What a request to the model asks."""
    system, user = (message["content"] for message in body["messages"])
    mark = _MARK.search(user)
    assert mark, user
    number, kind = divmod(int(mark[1]), 10)
    return Question(draft=draft(number, KINDS[kind]), repair=system != prompts.text("whole.md"))


def answer(body: dict[str, Any]) -> str:
    """What the model says."""
    asked = question(body)
    if not asked.repair:
        return _article(asked.draft)
    passage = re.search(r"<passage>\n(.*?)\n</passage>", body["messages"][1]["content"], re.DOTALL)
    if not passage:
        return "{}"
    return passage[1].replace(_WRONG, _RIGHT) if asked.draft.kind == "repaired" else passage[1]


def _article(about: Draft) -> str:
    first, second, third = _PARAGRAPHS
    if about.kind != "plain":
        second = second.replace(_RIGHT, _WRONG)
    answer = {
        "focus_keyphrase": "marché couvert",
        "title": about.title,
        "seo_title": "Marché couvert : la halle rouvre samedi",
        "meta_description": "Le marché couvert rouvre samedi : la halle a été repeinte, les étals sont plus larges et "
        "les commerçants reviennent tous.",
        "excerpt": "La halle a été repeinte.",
        "body": [first, "## Le marché couvert repeint", second, third],
    }
    return json.dumps(answer, ensure_ascii=False)
