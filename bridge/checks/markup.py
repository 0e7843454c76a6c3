"""No markup but inline HTML: no script, no shortcode that the source does not have, no tag in a plain-text field."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, everything, fields, nodes, source_text
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.outline import links, node_html
from bridge.text.quotations import extract

_ELEMENTS = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|svg|math|form|input|button|link|meta|base|frame|template|video|"
    r"audio|source|img)\b",
    re.IGNORECASE,
)
_HANDLER = re.compile(r"<[a-z][^<>]*?[\s/\"']on[a-z]+\s*=", re.IGNORECASE)
_BLOCK_COMMENT = re.compile(r"<!--")
_SCHEME = re.compile(r"^[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.IGNORECASE)
_SCHEME_IN_TAG = re.compile(r"=\s*[\"']?[\x00-\x20]*(?:javascript|vbscript)\s*:", re.IGNORECASE)
_SCRIPT_CALL = re.compile(r"\b(?:javascript|vbscript):\S", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,10});", re.IGNORECASE)
#: WordPress's own pattern of a shortcode: a name, then attributes or nothing; a closing tag.
_SHORTCODE = re.compile(r"\[/?([a-z][\w-]{1,60})(?:\s([^\[\]\n]{0,300}))?/?\]", re.IGNORECASE)
#: Insertions that editors make in brackets.
_EDITORIAL = frozenset({"sic", "ndlr", "ndt", "nldr", "note", "trad"})


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``markup.forbidden`` and ``markup.html_in_field``."""
    found = (*_active(article), *_shortcodes(source, article))
    return (*islice(found, MANY), *_in_fields(article))


def _active(article: Article) -> Iterator[Finding]:
    for piece in nodes(article):
        if piece.node is not None:
            for markup in (*node_html(piece.node), piece.node.citation):
                yield from _scripts(piece.place, markup)
    for piece in fields(article):
        yield from _scripts(piece.place, piece.text)
    for _, href, _ in links(article):
        if _SCHEME.match(html.unescape(href)):
            yield _forbidden("lien", href)


def _scripts(place: str, markup: str) -> Iterator[Finding]:
    for pattern in (_ELEMENTS, _HANDLER, _BLOCK_COMMENT, _SCHEME_IN_TAG, _SCRIPT_CALL):
        match = pattern.search(markup)
        if match:
            yield _forbidden(place, markup[match.start() : match.start() + 80])
            return


def _forbidden(place: str, evidence: str) -> Finding:
    message = "Du code actif ne doit pas entrer dans l’article : retirez-le."
    return blocker("markup.forbidden", place, message, evidence)


def _shortcodes(source: Source, article: Article) -> Iterator[Finding]:
    pieces = [piece for piece in everything(article) if "[" in piece.text]
    if not pieces:
        return
    known = source_text(source)
    insertions = re.search(r"\[[^\W\d_][^\[\]\n]{0,60}\]", known) is not None
    for piece in pieces:
        for match in _SHORTCODE.finditer(piece.text):
            if match.group() not in known and not _is_insertion(piece, match, insertions):
                message = "Ce texte entre crochets serait lu comme un code court de WordPress : retirez-le."
                yield blocker("markup.forbidden", piece.place, message, match.group())


def _is_insertion(piece: Piece, match: re.Match[str], source_inserts: bool) -> bool:
    """ "[sic]"; or, within a quotation, words that stand for the source's own insertion ("[developing]")."""
    if match[1].casefold() in _EDITORIAL:
        return True
    if not source_inserts or "=" in match.group() or match.group().startswith("[/"):
        return False
    return any(quotation.start < match.start() < quotation.end for quotation in extract(piece.text))


def _in_fields(article: Article) -> Iterator[Finding]:
    for piece in (*fields(article), Piece(place="slug", text=article.slug)):
        match = _TAG.search(piece.text)
        if match:
            message = f"Ce champ est du texte seul : retirez-en le balisage HTML ({piece.place})."
            yield blocker("markup.html_in_field", piece.place, message, match.group())
