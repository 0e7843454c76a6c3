"""Nothing of the model's talk or notation is left in the article: what it says of itself, markup, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

from bridge.checks.assistant_talk import GREETING, TALK, Rule, pattern
from bridge.checks.places import MANY, Piece, blocker, body, everything, nodes, source_text
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.quotations import extract
from bridge.text.inline import TAGS
from bridge.text.outline import node_html

_RULES = (
    Rule(
        "leftovers.code_fence",
        "Des marques de bloc de code sont restées dans le texte : retirez-les.",
        pattern(r"`{3,}|~{3,}"),
    ),
    Rule(
        "leftovers.markdown",
        "Du Markdown est resté dans le texte : remplacez-le par de la mise en forme.",
        pattern(
            r"^#{1,6}[ \u00a0]\S[^\n]{0,40}",
            r"\*\*(?=\S)[^*\n]{1,300}\*\*",
            r"(?<![\w*])\*\*(?=[^\W\d_]|[«“\"])[^*\n]{1,40}",
            r"\[\^[^\[\]\n]{1,40}\]",
            r"【[^【】\n]{0,80}】",
            r"\$\$[^$\n]{1,200}\$\$",
            r"(?<!\w)__(?=\S)[^_\n]{1,300}__(?!\w)",
            r"!?\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)",
            r"^[ \t]{0,6}[-*+•][ \t\u00a0]+(?=[^\s\d])[^\n]{1,40}",
            r"^(?:-{3,}|\*{3,}|={3,})[ \t]*$",
            r"^\|[^|\n]{0,300}\|[^\n]{0,300}\|[ \t]*$",
        ),
    ),
    TALK,
    Rule(
        "leftovers.placeholder",
        "Un emplacement à remplir est resté dans le texte : remplissez-le ou retirez-le.",
        pattern(
            r"\[(?:insérer|insert|ajouter|compléter|à compléter|à définir|votre|your|nom d|date d|lien vers|source\b|"
            r"image\b|citation\b|placeholder)[^\[\]\n]{0,80}\]",
            r"\blorem ipsum\b",
            r"\{\{[^{}\n]{0,80}\}\}",
            r"\{%[^{}\n]{0,80}%\}",
            r"\[\[[^\[\]\n]{0,80}\]\]",
            r"(?-i:\bTODO\b|\bTBD\b|\bFIXME\b|\bXXX+\b)",
            r"%(?:title|sitename|sep|page)%",
            r"\[(?:\.\.\.|…)? ?(?:suite|fin|début|titre|texte|paragraphe|section|contenu|h[1-6]|link|lien|date|"
            r"nom|ville|"
            r"prénom|chiffre|auteur|name|title|text|note|notes|ici|here)\b[^\[\]\n]{0,80}\]",
            r"\[\[?/?[KLCQFBSPX]-?\d{1,3}\]?\]",
            r"^[KLCQ]\d{1,3}\s?=",
            r"<(?:insérer|insert|votre|nom|date|titre|lien|url)\b[^<>\n]{0,80}>",
            r"\b(?:texte de remplacement|texte à compléter|à compléter ici|contenu à venir)\b",
        ),
    ),
    Rule(
        "leftovers.tag",
        "Une balise de travail du modèle est restée dans le texte : retirez-la.",
        pattern(
            r"</?(?:think|thinking|thought|reasoning|article|output|response|result|answer|system|user|assistant|"
            r"draft|source|json|title|body|instructions?|text|document|content)(?:\s[^<>\n]{0,100})?/?>",
            r"<\|[^|<>\n]{1,40}\|>",
            r"\[/?INST\]",
            r"<</?SYS>>",
        ),
    ),
    Rule(
        "leftovers.json",
        "Un reste de JSON est dans le texte : retirez-le.",
        pattern(
            r"[{,]\s*[\"“][a-z_]{1,40}[\"”]\s*:\s*[\"“\[{\d]",
            r"[\"”]\s*[}\]]\s*[,}\]]",
            r"(?-i:\\u[0-9a-f]{4}|\\n|\\\")",
        ),
    ),
)  # fmt: skip
_HTML = Rule(
    "leftovers.html",
    "Du balisage est resté visible dans le texte : retirez-le, ou faites-en de la mise en forme.",
    pattern(r"</?[a-z][a-z0-9-]{0,30}(?:[\s/][^<>]{0,200})?>", r"<!--|-->", r"<!doctype\b"),
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9-]{0,30})(?:[\s/][^<>]*)?>", re.IGNORECASE)


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``leftovers.code_fence``, ``.markdown``, ``.assistant_talk``, ``.placeholder``, ``.tag``, ``.json``,
    ``.html``.

    Words that stand in the source are the source's, and no leftover.
    """
    found, visible = (*_marks(article), *_tags(article)), tuple(_visible_html(article))
    if not (found or visible):
        return ()
    said = source_text(source).casefold()
    known = "\n".join((said, *(block.raw.casefold() for block in source.blocks)))
    # The source's own markup is no excuse for showing some: only what a reader of the source sees is.
    strange = (*_unknown(found, known), *_unknown(visible, said))
    return tuple(blocker(rule.code, place, rule.message, words) for rule, place, words in islice(strange, MANY))


_Found = tuple[Rule, str, str]


def _unknown(found: tuple[_Found, ...], known: str) -> Iterator[_Found]:
    for item in found:
        if item[2].strip().casefold() not in known:
            yield item


def _marks(article: Article) -> Iterator[_Found]:
    for piece in everything(article):
        for rule in _RULES:
            match = rule.pattern.search(piece.text)
            if match and not _is_dialogue(piece, match) and not (rule is TALK and _is_said(piece, match)):
                yield rule, piece.place, match.group()
    yield from _greeting(article)


def _greeting(article: Article) -> Iterator[_Found]:
    """ "Bien sûr !": an answer to whoever asked, unless somebody is interviewed."""
    pieces = body(article)
    for number, piece in enumerate(pieces):
        match = GREETING.pattern.search(piece.text)
        if match and (number == 0 or match.end() == len(piece.text)):
            yield GREETING, piece.place, match.group()


def _is_said(piece: Piece, match: re.Match[str]) -> bool:
    """People speak of themselves within quotation marks; a model does not."""
    return any(quotation.start <= match.start() < quotation.end for quotation in extract(piece.text))


def _is_dialogue(piece: Piece, match: re.Match[str]) -> bool:
    """A quote may begin with a dash, as dialogue does."""
    return match.group().startswith("- ") and piece.node is not None and piece.node.kind is NodeKind.QUOTE


def _visible_html(article: Article) -> Iterator[_Found]:
    """Tags, comments and entities that a reader would see as such."""
    for piece in everything(article):
        if "<" in piece.text or "-->" in piece.text:
            match = _HTML.pattern.search(piece.text)
            if match:
                yield _HTML, piece.place, match.group()
        for match in _ENTITY.finditer(piece.text):
            # "Marks&Spencer;" is no entity.
            if match.group().startswith("&#") or match.group()[1:] in html5:
                yield _HTML, piece.place, match.group()
                break


def _tags(article: Article) -> Iterator[_Found]:
    """Tags in a node's markup that are not inline HTML: an engine's own, or a model's."""
    rule = next(rule for rule in _RULES if rule.code == "leftovers.tag")
    for piece in nodes(article):
        for markup in node_html(piece.node) if piece.node else ():
            strange = (match for match in _TAG.finditer(markup) if match[1].lower() not in TAGS)
            for match in islice(strange, 1):
                yield rule, piece.place, match.group()
