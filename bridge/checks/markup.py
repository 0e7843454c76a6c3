"""No markup but inline HTML: no script, no shortcode that the source does not have, no tag in a plain-text field."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, everything, fields, nodes, source_text
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.names.ordinary import french
from bridge.text.facts.quotations import Quotation, extract, folded, stands_in
from bridge.text.outline import links, node_html

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
#: What follows an opening bracket, up to where it closes if it does.
_BRACKET = re.compile(r"\[[^\]\n]{0,300}\]?")
#: Words in brackets that no plugin names a shortcode after.
_EDITORIAL = re.compile(r"\[\s?(?:sic|ndlr|ndt|nldr|note|trad|\.{3}|…)\s?\.?\]", re.IGNORECASE)
#: Words that an editor adds to what somebody said: no attributes, no closing code.
_INSERTION = re.compile(r"\[[^\[\]=/\n]{1,60}\]")
#: How far behind a bracket that never closes the source must agree.
_UNCLOSED = 20
#: A name that a shortcode may have: sites choose as they like, but "[8-6]" is a score and "[1]" a note.
_TAG_NAME = re.compile(r"\[+\s?/?[^\s\[\]/=]{0,60}?[^\W\d_]|\[+[^\[\]\n]{0,60}=")
#: Words of French that themes and plugins name shortcodes after, and how many words explain.
_RUN = frozenset({
    "audio", "vidéo", "video", "galerie", "formulaire", "contact", "code", "page", "pages", "article", "articles",
    "menu", "carte", "bouton", "liste", "sommaire", "date", "auteur", "image", "images", "publicité", "pub", "don",
    "dons", "recherche", "connexion", "inscription", "boutique", "panier", "produit", "produits", "colonne", "colonnes",
    "table", "message", "alerte", "lien", "abonnement", "commentaires", "plan", "event",
})  # fmt: skip
_FEW = 6
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("’‘", "''")


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
    """Whatever its form: sites name shortcodes as they like, and attributes may hold brackets."""
    pieces = [piece for piece in everything(article) if "[" in piece.text]
    if not pieces:
        return
    said = source_text(source)
    known, words = _squeezed(said), folded(said)
    translated = source.language != "fr" and _INSERTION.search(said) is not None
    for piece in pieces:
        quotations = extract(piece.text)
        for match in _brackets(piece.text):
            if not _TAG_NAME.match(match.group()):
                continue
            if _squeezed(match.group()) not in known and not _is_insertion(
                quotations, match, words, translated=translated
            ):
                message = "Ce texte entre crochets pourrait être lu comme un code court de WordPress : retirez-le."
                yield blocker("markup.forbidden", piece.place, message, match.group())


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """Every opening bracket with what it encloses, those within another's words too."""
    pattern = re.compile(rf"\[[^\[\]\n]{{0,{_UNCLOSED}}}")
    for at in (found.start() for found in re.finditer(r"\[", text)):
        match = _BRACKET.match(text, at)
        if match is not None:
            yield match if match.group().endswith("]") else pattern.match(text, at) or match


def _squeezed(text: str) -> str:
    """``text`` without what typography changes: white space, the form of apostrophes, case."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold().split())


def _is_insertion(quotations: Sequence[Quotation], match: re.Match[str], words: str, *, translated: bool) -> bool:
    """ "[sic]"; or, within a quotation that the source has, words that explain it or stand for its own insertion."""
    if _EDITORIAL.fullmatch(match.group()):
        return True
    if not _INSERTION.fullmatch(match.group()):
        return False
    around = (found for found in quotations if found.start < match.start() < found.end)
    return any(translated or stands_in(found.text, words) or _explains(match.group(), found.text) for found in around)


def _explains(insertion: str, quotation: str) -> bool:
    """ "Il a donné [son] accord": French words among those of a quotation, none of a site’s."""
    words = _LETTERS.findall(insertion)
    told = len(_LETTERS.findall(quotation)) >= 2 * len(words) + 1
    return told and 0 < len(words) <= _FEW and not any(word.casefold() in _RUN or not french(word) for word in words)


def _in_fields(article: Article) -> Iterator[Finding]:
    for piece in (*fields(article), Piece(place="slug", text=article.slug)):
        match = _TAG.search(piece.text)
        if match:
            message = f"Ce champ est du texte seul : retirez-en le balisage HTML ({piece.place})."
            yield blocker("markup.html_in_field", piece.place, message, match.group())
