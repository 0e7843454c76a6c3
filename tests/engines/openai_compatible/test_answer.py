"""An answer is found in whatever a model wraps it in, and nonsense is not taken for one."""

from __future__ import annotations

import json

import pytest

from bridge.engines.answer import SCHEMA, Answer, parse
from tests.engines.openai_compatible.conftest import answer

GOOD = answer("Un {x} et } ici.", "## Titre")


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```\n",
        f"Voici l'article {{demandé}} :\n\n{GOOD}\n\nJ'espère que {{cela}} convient !",
        f'<think>Je dois écrire {{"title": …}} ou {answer("Brouillon.")}</think>\n{GOOD}',
        f"\ufeff\n{GOOD}\n",
        GOOD.replace("Un {x}", "Un {x}").replace(", ", ",\n  "),
        json.dumps({**json.loads(GOOD), "notes": {"a": [1]}}),
        json.dumps(json.loads(GOOD)),
    ],
    ids=["bare", "fence", "plain fence", "talk", "thinking", "BOM", "indented", "more keys", "escaped"],
)
def test_the_answer_is_found(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.body == ("Un {x} et } ici.", "## Titre")
    assert found.title == "La piscine rouvre"


def test_raw_line_breaks_in_strings_are_forgiven() -> None:
    found = parse(GOOD.replace("et } ici.", "et\nici."))
    assert found is not None
    assert found.body[0] == "Un {x} et\nici."


def test_a_body_in_one_piece_is_cut_into_blocks() -> None:
    found = parse(answer(body="Un.\n\n## Deux\n\n- a\n- b"))
    assert found is not None
    assert found.body == ("Un.", "## Deux", "- a\n- b")


def test_what_no_database_takes_is_left_out() -> None:
    found = parse('{"title": "a\\ud83d\\u0000b", "seo_title": "", "meta_description": "", "focus_keyphrase": "", '
                  '"body": ["\\ud83c\\udfca nage\\u0007"]}')  # fmt: skip
    assert found is not None
    assert (found.title, found.body) == ("ab", ("🏊 nage",))


def test_signs_that_do_not_show_are_left_out() -> None:
    signs = "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
                              *range(0x2066, 0x206A), 0xFEFF)))  # fmt: skip
    found = parse(answer(f"Il y a {signs}12 euros\u00a0; l\u202fun, œuvre\u2026"))
    assert found is not None
    assert found.body == ("Il y a 12 euros\u00a0; l\u202fun, œuvre\u2026",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Je ne peux pas.",
        "{}",
        "[]",
        "null",
        "{" * 50_000,
        '{"a":' * 50_000,
        GOOD[:-20],
        answer(body=[]),
        answer(body=["", " \n"]),
        answer(body=None),
        answer(body=[{"type": "paragraph"}]),
        answer(title=None),
        json.dumps([json.loads(GOOD)["body"]]),
    ],
    ids=lambda text: text[:12] + str(len(text)),
)
def test_anything_else_is_no_answer(text: str) -> None:
    assert parse(text) is None


def test_the_schema_asks_for_what_is_read() -> None:
    assert set(SCHEMA["properties"]) == set(SCHEMA["required"]) == set(Answer.model_fields) - {"slug"}
    assert SCHEMA["additionalProperties"] is False
