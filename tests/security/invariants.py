"""What holds for every proposal, whatever a draft or a model says: looked at with parsers of their own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from bridge.domain.draft import Proposal
from bridge.text.reading import read
from bridge.wordpress import mapping

#: The keys of docs/companion-api.md: no status, no author, no other post.
KEYS = {"job", "base", "engine", "findings", "stats", "tags", "title", "content", "excerpt", "slug", "seo", "evidence"}
_BLOCKS = {"paragraph", "heading", "list", "list-item", "quote", "image", "html", "shortcode", "embed"}
_STRUCTURE = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "cite"}
_INLINE = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
}  # fmt: skip
_ATTRIBUTES = {"href", "title", "rel", "target", "lang", "cite", "datetime"}
_CLASSES = {"wp-block-heading", "wp-block-quote", "wp-block-list"}
_DELIMITER = re.compile(r"<!-- /?wp:([a-z/-]+)(?: \{[^\n]*?\})? -->")
_URL = re.compile(r"(?:https?:)?//[\w.-]+", re.IGNORECASE)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def faults(proposal: Proposal, draft: str) -> list[str]:
    """What a proposal made of this draft has that it must not have."""
    sent = json.loads(json.dumps(mapping.proposal_json(proposal)))
    found = [f"key {key}" for key in set(sent) ^ KEYS]
    found += [f"field {name}: {text}" for name, text in _fields(proposal) if _unsafe(text, draft)]
    if not re.fullmatch(r"[a-z0-9-]*", proposal.slug):
        found.append(f"slug {proposal.slug}")
    return [*found, *_of_markup(proposal.content, draft)]


def _fields(proposal: Proposal) -> Iterator[tuple[str, str]]:
    seo = proposal.seo
    yield from (("title", proposal.title), ("excerpt", proposal.excerpt), ("SEO title", seo.title))
    yield from (("description", seo.description), ("keyphrase", seo.keyphrase))


def _unsafe(text: str, draft: str) -> bool:
    addresses = {url.lower() for url in _URL.findall(text)} - {url.lower() for url in _URL.findall(draft)}
    return bool(addresses or re.search(r"<[a-z!/]|[\n\x00-\x08]", text, re.IGNORECASE) or _new_brackets(text, draft))


def _new_brackets(text: str, draft: str) -> list[str]:
    """Brackets with a letter behind them that stand nowhere in the draft as they are."""
    shown = html.unescape(draft)
    return [unit for unit in re.findall(r"\[[^\]\n]*[a-zA-Z][^\]\n]*\]?", text) if unit not in shown]


def _of_markup(content: str, draft: str) -> Iterator[str]:
    rest = content
    for block in read("", draft).blocks:
        if block.kept:  # byte for byte the source's, once
            rest = rest.replace(block.raw.strip(), "", 1)
    names = _DELIMITER.findall(rest)
    yield from (f"block {name}" for name in names if name not in _BLOCKS)
    rest = _DELIMITER.sub("", rest)
    parser = _Tags()
    parser.feed(rest)
    parser.close()
    yield from (f"comment {comment[:60]}" for comment in parser.comments)
    shown = html.unescape(draft)
    for tag, attributes in parser.found:
        if tag not in _STRUCTURE | _INLINE:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name == "class" and tag in _STRUCTURE and set((value or "").split()) <= _CLASSES:
                continue
            if name not in _ATTRIBUTES or tag in _STRUCTURE - {"cite"}:
                yield f"<{tag} {name}={value}>"
            if name in ("href", "cite") and (value or "") not in shown:
                yield f"<{tag} {name}={value}> is not the draft’s"
    yield from (f"shortcode {unit}" for unit in re.findall(r"\[[^\]\n]*[a-zA-Z][^\]\n]*\]?", rest) if unit not in draft)
