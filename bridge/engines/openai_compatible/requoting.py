"""Marks put back around what the source quotes, and a model has copied without them; with who says it, where that went.

A French source's quotations travel as numbers (`bridge.engines.spoken`). Small models write the words and drop the
number with the marks: the words are the source's, and go back as it has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from bridge.domain.article import Node, NodeKind
from bridge.domain.source import BlockKind, Source
from bridge.text.facts.quotations import extract, folded
from bridge.text.outline import node_html, node_text

#: Fewer words in a row may be the article's own.
_WORDS = 6
#: The longest "dit-elle" that goes back with its quotation, in characters.
_INCISE = 90
_BETWEEN = r"[^\w<>«»“”]{1,6}"
_INCISE_BEHIND = re.compile(r"\A[ \u00a0]?, ?(?P<incise>[a-zà-ÿ][^.;!?«»“”\n]*)[.;]")
#: What closes a quotation, and a sign that may stand before the mark or behind it.
_END = re.compile(r"\A(?P<sign>[.!?…]?)(?:[\s\u202f]*[»”])?(?P<behind>[.!?…]?)")
_NEXT_WORD = re.compile(r"\A\s+(?P<word>\w+)")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A quotation of the source, and what says behind it whose it is ("prévient l'ingénieure"), "" for nothing."""

    text: str
    incise: str

    @property
    def pattern(self) -> re.Pattern[str]:
        words = _BETWEEN.join(re.findall(r"\w+", self.text))
        return re.compile(rf"(?<!\w){words}(?!\w)")


def requoted(body: Sequence[Node], source: Source) -> list[Node]:
    """The body with marks around each quotation of a French source that it has without them."""
    if source.language != "fr":
        return list(body)
    quoted = "".join(folded(item.text) for node in body for item in extract(node_text(node)))
    quoted += "".join(folded(node_text(node)) for node in body if node.kind is NodeKind.QUOTE)
    done = [_block_again(node, source) for node in body]
    for spoken in _spoken(source):
        if folded(spoken.text) not in quoted:
            done = _marked(done, spoken)
    return done


def _spoken(source: Source) -> Iterator[_Spoken]:
    for block in source.blocks:
        if block.kept:
            continue
        for item in extract(block.text):
            if not item.single and len(folded(item.text).split()) >= _WORDS:
                behind = _INCISE_BEHIND.match(block.text[item.end :])
                yield _Spoken(item.text, behind["incise"] if behind else "")


def _block_again(node: Node, source: Source) -> Node:
    """A paragraph that is a quote block of the source, or that with its signature, is this block again."""
    words = folded(node_text(node)) if node.kind is NodeKind.PARAGRAPH else " "
    for block in source.blocks:
        other = block.kind is not BlockKind.QUOTE or len(words.split()) < _WORDS or "\n" in block.text
        if not other and words in {folded(block.text), folded(f"{block.text} {block.citation}")}:
            text = escape(block.text, quote=False)
            return replace(node, kind=NodeKind.QUOTE, html=text, citation=block.citation)
    return node


def _marked(body: list[Node], spoken: _Spoken) -> list[Node]:
    for at, node in enumerate(body):
        if node.kind not in {NodeKind.PARAGRAPH, NodeKind.LIST}:
            continue
        parts = node_html(node)
        for number, part in enumerate(parts):
            match = spoken.pattern.search(part)
            if match and not _within_marks(part[: match.start()]):
                whole = part[: match.start()] + _with_marks(spoken, part[match.end() :])
                done = (*parts[:number], whole, *parts[number + 1 :])
                mended = replace(node, items=done) if node.kind is NodeKind.LIST else replace(node, html=whole)
                return [*body[:at], mended, *body[at + 1 :]]
    return body


def _within_marks(before: str) -> bool:
    return before.count("«") > before.count("»") or before.count("“") > before.count("”")


def _with_marks(spoken: _Spoken, behind: str) -> str:
    """The quotation between marks, and what stands behind it, whose sentence it may have been cut off from."""
    end = _END.match(behind)
    sign = end["sign"] or end["behind"] if end else ""
    rest = behind[end.end() :] if end else behind
    words = f"«\u00a0{escape(spoken.text, quote=False)}\u00a0»"
    following = _NEXT_WORD.match(rest)
    if sign == "." and spoken.incise and following and following["word"].lower() == _first(spoken.incise):
        # "… vingt ans. Prévient l'ingénieure": the sentence goes on
        at = following.start("word")
        return f"{words}, {rest[at].lower()}{rest[at + 1 :]}"
    if sign == "." and 0 < len(spoken.incise) <= _INCISE and folded(spoken.incise) not in folded(rest[: 2 * _INCISE]):
        return f"{words}, {escape(spoken.incise, quote=False)}.{rest}"
    return words + ("" if spoken.text[-1:] in ".!?…" and sign else sign) + rest


def _first(incise: str) -> str:
    found = re.match(r"\w+", incise)
    return found.group().lower() if found else ""
