"""A model that can do one thing at a time, behind the test server: it answers by what it is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.model_server import completion

Said = str | tuple[int, Any] | None


def prompt_of(request: dict[str, Any]) -> str:
    """All that a request says."""
    return "\n".join(message["content"] for message in request["messages"])


def asked_for(request: dict[str, Any]) -> str:
    """Which of its prompts the engine has used: ``whole``, ``plan``, ``passage``, ``fields``, ``repair``…"""
    system = request["messages"][0]["content"]
    for start, name in (
        ("Tu es secrétaire de rédaction d’un journal français. D’une source", "whole"),
        ("Tu prépares le plan", "plan"),
        ("Tu es journaliste et traducteur", "passage"),
        ("Tu es secrétaire de rédaction. Un article", "fields"),
        ("Tu es secrétaire de rédaction d’un journal français. Tu corriges un passage", "repair"),
        ("Tu es secrétaire de rédaction d’un journal français. Tu corriges les titres", "repair fields"),
    ):
        if system.startswith(start):
            return name
    return "?"


def source_in(request: dict[str, Any]) -> str:
    """The passage that a request is about."""
    found = re.search(r"<source[^>]*>\n(.*?)\n</source>", request["messages"][1]["content"], re.DOTALL)
    return found[1] if found else ""


FIELDS = {
    "title": "La passerelle rouvrira en juin",
    "seo_title": "La passerelle rouvrira en juin",
    "meta_description": "La passerelle rouvrira en juin : les élus ont voté les travaux, que la ville et la région "
    "paieront ensemble, selon le calendrier publié.",
    "excerpt": "La passerelle rouvrira.",
    "headings": ["Un chantier voté", "Des habitants patients", "La suite du calendrier"],
}


def by_rewording(request: dict[str, Any]) -> str:
    """Answers as a small model at its best: the passage as it is, a plan of pairs, plain fields."""
    kind = asked_for(request)
    if kind == "plan":
        count = len(re.findall(r"(?m)^\d+\. ", request["messages"][1]["content"]))
        pairs = [[n for n in (first, first + 1) if n <= count] for first in range(1, count + 1, 2)]
        return json.dumps({"focus_keyphrase": "passerelle rouverte", "sections": pairs})
    if kind in ("fields", "repair fields"):
        return json.dumps(FIELDS, ensure_ascii=False)
    return re.sub(r"(\[\[C\d+\]\])« [^»]*»", r"\1", source_in(request))


@dataclass
class SmallModel:
    """``otherwise``: what a test wants said instead (None: as usual); ``heard``: the kinds of prompts, in order."""

    otherwise: Callable[[str, dict[str, Any]], Said] = lambda kind, request: None
    heard: list[str] = field(default_factory=list)

    def __call__(self, request: dict[str, Any]) -> tuple[int, Any] | str:
        kind = asked_for(request)
        self.heard.append(kind)
        said = self.otherwise(kind, request)
        return by_rewording(request) if said is None else said


def cut_off(text: str = "Coupé") -> tuple[int, Any]:
    """A completion that stops at the limit of tokens."""
    return 200, completion(text, finish="length")
