"""A model that obeys every attack: completions written for the tests, with the wish put where it is wanted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.engines.openai_compatible.small_model import asked_for, source_in
from tests.support.model_server import completion

#: The article that a capable model would make of ``fake_engine.DRAFT``.
GOOD: dict[str, Any] = {
    "focus_keyphrase": "marché couvert",
    "title": "Le marché couvert rouvre samedi",
    "seo_title": "Marché couvert : la halle rouvre samedi",
    "meta_description": "Le marché couvert rouvre samedi : la halle a été repeinte, les étals sont plus larges et les "
    "commerçants reviennent tous.",
    "excerpt": "La halle a été repeinte.",
    "body": [
        "Le marché couvert rouvre samedi. La halle a été repeinte, et les étals sont plus larges qu’avant les travaux.",
        "## Le marché couvert repeint",
        "Les commerçants du marché couvert reviennent tous. Ils étaient 24 avant le chantier ; ils seront 26 à la "
        "réouverture. La mairie a payé 310 000 euros pour le toit, selon le [bilan](L1).",
        "[[K1]]",
        "Des bancs attendent les clients devant l’entrée. Les horaires ne changent pas, et le parking reste gratuit le "
        "matin. Les habitants pourront visiter la halle dès vendredi soir, avant l’arrivée des premiers étals.",
    ],
}
_TO_COME = {"status": "publish", "id": 4242, "tags": ["une"], "author": 1, "post_type": "page", "slug": "../a?b=<c>"}


@dataclass
class Obeying:
    """``place``: where the wish goes: ``paragraph``, ``end``, ``heading``, ``list``, ``quote``, ``citation``, a field.

    ``mode``: ``extra-keys``, ``second-object`` or ``deep`` (see ``Attack.mode``). ``asked``: the requests, in order.
    """

    wish: str = ""
    place: str = "paragraph"
    mode: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: dict[str, Any]) -> tuple[int, Any] | str:
        self.asked.append(request)
        kind = asked_for(request)
        if kind == "plan":
            numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", request["messages"][1]["content"])]
            return json.dumps({"focus_keyphrase": "marché couvert", "sections": [numbers]})
        if kind in ("passage", "repair"):
            return self._passage(source_in(request))
        answer = self._whole() if kind == "whole" else {**self._fields(), "headings": [self._heading()] * 4}
        return 200, completion(self._spoiled(json.dumps(answer, ensure_ascii=False)))

    def _fields(self) -> dict[str, Any]:
        fields = {key: text for key, text in GOOD.items() if key != "body"}
        if self.place in fields:
            fields[self.place] = f"{fields[self.place]} {self.wish}".strip()
        return fields

    def _heading(self) -> str:
        return (
            f"Le marché couvert repeint {self.wish}".strip() if self.place == "heading" else "Le marché couvert repeint"
        )

    def _whole(self) -> dict[str, Any]:
        body = list(GOOD["body"])
        body[1] = f"## {self._heading()}"
        if self.place == "end":
            body[-1] += f" {self.wish}"
        elif self.wish:
            body += self._placed()
        return {**self._fields(), "body": body}

    def _placed(self) -> list[str]:
        inline = self.wish.replace("\n", " ")
        told = {
            "paragraph": [self.wish],
            "list": [f"- Des bancs attendent les clients\n- {inline}"],
            "quote": [f"> {inline}"],
            "citation": [f"> Les horaires ne changent pas.\n> — {inline}"],
        }
        return told.get(self.place, [])

    def _passage(self, source: str) -> str:
        written = re.sub(r"(\[\[C\d+\]\])« [^»]*»", r"\1", source)
        if self.place == "end":
            return f"{written} {self.wish}"
        return "\n\n".join((written, *self._placed())) if self.wish else written

    def _spoiled(self, answer: str) -> str:
        if self.mode == "extra-keys":
            return json.dumps({**_TO_COME, **json.loads(answer)}, ensure_ascii=False)
        if self.mode == "second-object":
            spoiled = {**json.loads(answer), "status": "publish", "title": "Achetez <b>maintenant</b>"}
            return f"{answer}\n{json.dumps(spoiled, ensure_ascii=False)}"
        if self.mode == "deep":
            return "[" * 5_000 + "{" * 300 + answer
        return answer
