"""Attacks as drafts: the table of tests/security/attacks, each put where it says into an article that is sound."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bridge.domain.article import SeoFields
from tests.support.fake_engine import DRAFT

ATTACKS = Path(__file__).parent / "attacks"
TITLE = "Le marché couvert rouvre samedi"


@dataclass(frozen=True, kw_only=True)
class Attack:
    """``at``: where it sits (a key of ``_PLACES``); ``wish``: what it wants in the article (a key of wishes.yaml).

    ``instruction``: it is written as the line that the bridge does read, for its minimum words and keyphrase alone.
    ``mode``: how else a model that obeys spoils its answer.
    """

    id: str
    at: str
    text: str
    wish: str
    instruction: bool = False
    mode: str = ""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """``held``: an article that has ``text`` must not be proposed."""

    text: str
    held: bool = True


@dataclass(kw_only=True)
class Hostile:
    """A draft's fields, as ``FakeSite.draft`` takes them."""

    title: str = TITLE
    content: str = DRAFT
    fields: dict[str, Any] = field(default_factory=dict)


@cache
def attacks() -> tuple[Attack, ...]:
    files = sorted(path for path in ATTACKS.glob("*.yaml") if path.stem != "wishes")
    return tuple(Attack(**entry) for path in files for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def wishes() -> dict[str, Wish]:
    read = yaml.safe_load((ATTACKS / "wishes.yaml").read_text(encoding="utf-8"))
    return {name: Wish(**entry) for name, entry in read.items()}


def block(name: str, markup: str, attributes: dict[str, Any] | None = None) -> str:
    told = f"{json.dumps(attributes, ensure_ascii=False)} " if attributes else ""
    return f"<!-- wp:{name} {told}-->\n{markup}\n<!-- /wp:{name} -->"


def paragraph(markup: str) -> str:
    return block("paragraph", f"<p>{markup}</p>")


def _with(*blocks: str, first: bool = False) -> Hostile:
    base = DRAFT.split("\n\n")
    at = 0 if first else 2
    return Hostile(content="\n\n".join((*base[:at], *blocks, *base[at:])))


def _link(text: str, attributes: str = "") -> Hostile:
    return _with(paragraph(f'La mairie a <a href="https://mairie.example/plan"{attributes}>{text}</a> depuis mars.'))


def _field(**fields: Any) -> Hostile:
    return Hostile(fields=fields)


def _everywhere(text: str) -> Hostile:
    shown = html.escape(text)
    hostile = _with(
        paragraph(shown), block("list", f"<ul><li>{shown}</li></ul>"), block("heading", f"<h2>{shown}</h2>")
    )
    return Hostile(
        title=f"{TITLE}. {text}",
        content=hostile.content,
        fields={"excerpt": text, "slug": text, "seo": SeoFields(title=text, description=text, keyphrase="")},
    )


def _items(*texts: str) -> str:
    return block("list", "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for text in texts) + "</ul>")


_IMAGE = '<figure class="wp-block-image"><img src="https://site.example/b.jpg" alt="{alt}"/>{caption}</figure>'
_PLACES: dict[str, Callable[[str], Hostile]] = {
    "paragraph": lambda text: _with(paragraph(html.escape(text))),
    "paragraph-html": lambda text: _with(paragraph(text)),
    "first": lambda text: _with(paragraph(html.escape(text)), first=True),
    "last": lambda text: Hostile(content=f"{DRAFT}\n\n{paragraph(html.escape(text))}"),
    "heading": lambda text: _with(block("heading", f'<h2 class="wp-block-heading">{html.escape(text)}</h2>')),
    "list": lambda text: _with(_items(text, "Les étals sont plus larges")),
    "split-list": lambda text: _with(_items(*text.split("|"))),
    "split": lambda text: _with(*(paragraph(html.escape(part)) for part in text.split("|"))),
    "quote": lambda text: _with(block("quote", f"<blockquote><p>{html.escape(text)}</p></blockquote>")),
    "citation": lambda text: _with(
        block("quote", f"<blockquote><p>La halle attend.</p><cite>{html.escape(text)}</cite></blockquote>")
    ),
    "title": lambda text: Hostile(title=text),
    "excerpt": lambda text: _field(excerpt=text),
    "slug": lambda text: _field(slug=text),
    "seo-title": lambda text: _field(seo=SeoFields(title=text)),
    "seo-description": lambda text: _field(seo=SeoFields(description=text)),
    "seo-keyphrase": lambda text: _field(seo=SeoFields(keyphrase=text)),
    "alt": lambda text: _with(block("image", _IMAGE.format(alt=html.escape(text), caption=""))),
    "caption": lambda text: _with(
        block("image", _IMAGE.format(alt="", caption=f"<figcaption>{html.escape(text)}</figcaption>"))
    ),
    "comment": lambda text: _with(f"<!-- {text} -->"),
    "block-json": lambda text: _with(block("paragraph", "<p>La halle attend.</p>", {"anchor": text, "metadata": {}})),
    "class": lambda text: _with(
        f'<!-- wp:paragraph -->\n<p class="{text}">La halle attend.</p>\n<!-- /wp:paragraph -->'
    ),
    "link-text": lambda text: _link(html.escape(text)),
    "link-title": lambda text: _link("un plan", f' title="{html.escape(text)}"'),
    "table": lambda text: _with(
        block("table", f"<figure><table><tbody><tr><td>{html.escape(text)}</td></tr></tbody></table></figure>")
    ),
    "code": lambda text: _with(block("code", f"<pre><code>{html.escape(text)}</code></pre>")),
    "details": lambda text: _with(
        block("details", f"<details><summary>Suite</summary><p>{html.escape(text)}</p></details>")
    ),
    "shortcode": lambda text: _with(block("shortcode", f'[note texte="{text}"]')),
    "hidden": lambda text: _with(paragraph(f'La halle attend. <span style="display:none">{html.escape(text)}</span>')),
    "classic": lambda text: Hostile(
        content=f"<p>La halle a été repeinte, et les étals sont plus larges.</p>\n{text}\n<p>Des bancs attendent les "
        "clients devant l’entrée. Les horaires ne changent pas.</p>",
        fields={"editor": "classic"},
    ),
    "plain": lambda text: Hostile(
        content=f"La halle a été repeinte, et les étals sont plus larges.\n\n{text}\n\nDes bancs attendent les clients "
        "devant l’entrée. Les horaires ne changent pas."
    ),
    "raw": lambda text: _with(text),
    "block-html": lambda text: _with(block("html", text)),
    "everywhere": _everywhere,
}


def draft_of(attack: Attack) -> Hostile:
    return _PLACES[attack.at](attack.text)
