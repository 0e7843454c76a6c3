"""A draft and a proposal for it with everything that a reviewer is shown: findings, facts, debris, sections.

The town, its people and its bridge are invented.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.support.wordpress import WordPress

ROUTES = "/needs-seo/v1"
TITLE = "Tidemill footbridge to reopen next summer"
ARTICLE_TITLE = "Passerelle de Tidemill : réouverture prévue à l’été 2026"

#: The draft's blocks, in order; the fourth is an embed, the last one debris.
SOURCE = (
    "A footbridge that links the two halves of Easthaven will reopen next summer after councillors backed a "
    "€2.36 million repair scheme.",
    "The 62-metre Tidemill Bridge has been shut since 3 February 2024, when divers found that floodwater had "
    "scoured away the base of its central pier.",
    "“We cannot move the river,” said head teacher Ada Merrow. About 1,900 people a day used the bridge.",
    "https://video.example/watch?v=tidemill",
    "Contractors are due on site on 12 January 2026. A free shuttle bus will run until the bridge is open again.",
    "Sign up to our newsletter for more stories like this one.",
)
PARAGRAPHS = (
    "La passerelle qui relie les deux moitiés d’Easthaven rouvrira à l’été 2026 : le conseil a voté "
    "2,36 millions d’euros de réparations.",
    "Longue de 62 mètres, elle est fermée depuis le 3 février 2024. Des plongeurs avaient découvert que la crue "
    "avait emporté la base de la pile centrale.",
    "« Nous ne pouvons pas déplacer la rivière », résume la directrice d’école Ada Merrow. Environ 1 900 personnes "
    "empruntaient l’ouvrage chaque jour.",
    "Les entreprises arrivent le 12 janvier 2026. Une navette gratuite circulera jusqu’à la réouverture, "
    "et même au-delà.",
)
HEADINGS = ("Une pile emportée par la crue", "La réparation de la passerelle commence en janvier")
EMBED = (
    '<!-- wp:embed {"url":"https://video.example/watch?v=tidemill","type":"video"} -->\n'
    '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
    "https://video.example/watch?v=tidemill\n</div></figure>\n<!-- /wp:embed -->"
)
#: Which of the draft's blocks went into which section of the article.
MADE_OF = ((0,), (1, 2), (4,))

FINDINGS: list[dict[str, Any]] = [
    {
        "severity": "warning",
        "code": "additions.claim",
        "place": "paragraphe 4",
        "message": "L’article ajoute une précision que la source ne contient pas.",
        "evidence": "et même au-delà",
        "quote": "et même au-delà",
        "source_quote": "until the bridge is open again",
    },
    {
        "severity": "info",
        "code": "seo.description_short",
        "place": "méta description",
        "message": "La méta description pourrait être plus longue.",
        "evidence": None,
    },
    {
        "severity": "warning",
        "code": "names.role",
        "place": "paragraphe 3",
        "message": "La fonction d’Ada Merrow est traduite librement.",
        "evidence": "la directrice d’école Ada Merrow | source : head teacher Ada Merrow",
    },
]


def _fact(kind: str, text: str, paragraph: int, source_text: str, source: int) -> dict[str, str]:
    return {
        "kind": kind,
        "text": text,
        "sentence": _sentence(PARAGRAPHS[paragraph], text),
        "source_text": source_text,
        "source_sentence": _sentence(SOURCE[source], source_text),
    }


def _sentence(paragraph: str, words: str) -> str:
    return next(one.strip(" ") for one in paragraph.replace(". ", ".\0").split("\0") if words in one)


FACTS = [
    _fact("number", "2,36 millions d’euros", 0, "€2.36 million", 0),
    _fact("number", "62 mètres", 1, "62-metre", 1),
    _fact("date", "3 février 2024", 1, "3 February 2024", 1),
    _fact("name", "Ada Merrow", 2, "Ada Merrow", 2),
    _fact("number", "1 900 personnes", 2, "1,900 people", 2),
    _fact("date", "12 janvier 2026", 3, "12 January 2026", 4),
]
TRANSLATIONS = [
    {
        "article": "Nous ne pouvons pas déplacer la rivière",
        "source": "We cannot move the river",
        "speaker": "Ada Merrow",
    }
]
DROPPED = [{"text": SOURCE[5], "reason": "invitation à s’abonner"}]
SEO = {
    "title": "Passerelle de Tidemill à Easthaven : réouverture à l’été 2026 après deux ans de fermeture au public",
    "description": "La passerelle de Tidemill rouvrira à l’été 2026 : 2,36 millions d’euros de réparations, une "
    "pile à reconstruire et une navette gratuite en attendant la fin du chantier.",
    "keyphrase": "passerelle de Tidemill",
}


def paragraph(text: str, *, classic: bool = False) -> str:
    return f"<p>{text}</p>" if classic else f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"


def heading(text: str, *, classic: bool = False) -> str:
    if classic:
        return f"<h2>{text}</h2>"
    return f'<!-- wp:heading -->\n<h2 class="wp-block-heading">{text}</h2>\n<!-- /wp:heading -->'


def draft_blocks(*, classic: bool = False) -> list[str]:
    embed = SOURCE[3] if classic else EMBED
    return [embed if text is SOURCE[3] else paragraph(text, classic=classic) for text in SOURCE]


def article(*, classic: bool = False) -> str:
    first, second, third, fourth = (paragraph(text, classic=classic) for text in PARAGRAPHS)
    heads = [heading(text, classic=classic) for text in HEADINGS]
    return "\n\n".join([first, heads[0], second, third, draft_blocks(classic=classic)[3], heads[1], fourth])


def sections(blocks: list[str]) -> list[dict[str, Any]]:
    """The bridge's map from the article's sections to the draft's bytes."""
    spans, at = [], 0
    for block in blocks:
        end = at + len(block.encode())
        spans.append([at, end])
        at = end + 2
    return [
        {"heading": name, "spans": [spans[number] for number in made_of]}
        for name, made_of in zip(("", *HEADINGS), MADE_OF, strict=True)
    ]


def evidence(blocks: list[str]) -> dict[str, Any]:
    return {
        "facts": FACTS,
        "dropped": DROPPED,
        "translations": TRANSLATIONS,
        "sections": sections(blocks),
        "attempts": None,
    }


def draft(wordpress: WordPress, *, classic: bool = False, author: str = "auteur1", title: str = TITLE) -> int:
    return wordpress.draft(title, "\n\n".join(draft_blocks(classic=classic)), author=author)


def propose(wordpress: WordPress, number: int, *, classic: bool = False, **fields: Any) -> dict[str, Any]:
    """A proposal for such a draft, sent as the bridge sends it."""
    current = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{number}").json()
    body = {
        "job": uuid4().hex,
        "base": current["base"],
        "title": ARTICLE_TITLE,
        "content": article(classic=classic),
        "excerpt": "La passerelle rouvre à l’été 2026.",
        "slug": "passerelle-tidemill-reouverture",
        "seo": SEO,
        "engine": "essai",
        "findings": FINDINGS,
        "stats": {
            "words_before": 96,
            "words_after": 118,
            "cost": 0.0123,
            "seo_score": 82,
            "readability_score": 60,
            "reading_minutes": 1,
        },
        "tags": {"add": ["seo-propose"], "remove": ["needs-seo"]},
        "evidence": evidence(draft_blocks(classic=classic)),
        **fields,
    }
    answer = wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{number}/proposals", body)
    assert answer.status_code == 201, answer.text[:800]
    return dict(answer.json())


def review_url(wordpress: WordPress, proposal: int) -> str:
    return f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals&proposal={proposal}"
