"""Yoast's fields, the slug and the excerpt are filled, and within Yoast's limits.

The limits are those of Yoast SEO's assessments: title up to 600 px, description of 120–156 characters, keyphrase of
at most four content words, found in title, description and first paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bridge.checks.places import Piece, blocker, fields, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.outline import headings, paragraphs
from bridge.text.pixels import TITLE_LIMIT, title_width

DESCRIPTION_MIN, DESCRIPTION_MAX = 120, 156
#: Twice what a result page shows: no description any more.
DESCRIPTION_ABSURD = 320
KEYPHRASE_WORDS = 4
SLUG_LENGTH = 75

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")
#: Yoast puts a value, custom fields included, in the place of ``%%name%%``, and is content with one sign at the end;
#: other plugins write one sign on either side.
_VARIABLE = re.compile(r"%%[^%]*%{0,2}|%(?:title|sitename|sitedesc|sep|page|excerpt|category)%", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(
    {
        "a", "ai", "au", "aux", "avec", "ce", "ces", "cet", "cette", "c", "d", "dans", "de", "des", "du", "elle", "en",
        "est", "et", "il", "j", "je", "l", "la", "le", "les", "leur", "lui", "ma", "mais", "me", "mes", "mon", "n",
        "ne", "nos", "notre", "nous", "on", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses",
        "son", "sous", "sont", "sur", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y",
    }
)  # fmt: skip


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Findings ``seo.*``; what is missing or breaks a form is a blocker, what only scores worse a warning.

    A bare text, with none of the SEO fields and no slug, was written without: there is nothing to say of them.
    """
    if not _given(article):
        return tuple(_variables(article))
    return (
        *_titles(article),
        *_description(article),
        *_keyphrase(brief, article),
        *_slug(article),
        *_excerpt(article),
        *_line_breaks(article),
        *_variables(article),
    )


def _given(article: Article) -> bool:
    seo = article.seo
    return any(field.strip() for field in (seo.title, seo.description, seo.keyphrase, article.slug))


def _titles(article: Article) -> Iterator[Finding]:
    if not article.title.strip():
        yield blocker("seo.post_title_missing", "titre", "L’article n’a pas de titre : donnez-lui en un.")
    if not article.seo.title.strip():
        yield blocker("seo.title_missing", "titre SEO", "Le titre SEO manque : rédigez-le.")
    width = title_width(article.seo.title)
    if width > TITLE_LIMIT:
        message = f"Le titre SEO mesure {width} px ; au-delà de {TITLE_LIMIT} px Google le coupe. Raccourcissez-le."
        yield blocker("seo.title_too_wide", "titre SEO", message, article.seo.title)


def _description(article: Article) -> Iterator[Finding]:
    text = article.seo.description.strip()
    if not text:
        yield blocker("seo.description_missing", "méta description", "La méta description manque : rédigez-la.")
    elif not DESCRIPTION_MIN <= len(text) <= DESCRIPTION_MAX:
        message = (
            f"La méta description compte {len(text)} caractères ; Yoast en attend de {DESCRIPTION_MIN} à "
            f"{DESCRIPTION_MAX}. {'Allongez' if len(text) < DESCRIPTION_MIN else 'Raccourcissez'}-la."
        )
        report = blocker if len(text) > DESCRIPTION_ABSURD else warning
        yield report("seo.description_length", "méta description", message, text)


def _keyphrase(brief: Brief, article: Article) -> Iterator[Finding]:
    phrase = article.seo.keyphrase.strip()
    wanted = content_words(phrase)
    if not wanted:
        message = "La requête cible manque : choisissez les mots sur lesquels l’article doit être trouvé."
        yield blocker("seo.keyphrase_missing", "requête cible", message, phrase)
        return
    if brief.keyphrase and content_words(brief.keyphrase) != wanted:
        message = f"La requête cible demandée est « {brief.keyphrase} » : rétablissez-la."
        yield warning("seo.keyphrase_not_as_asked", "requête cible", message, phrase)
    if len(wanted) > KEYPHRASE_WORDS:
        message = f"La requête cible a {len(wanted)} mots pleins ; Yoast en conseille {KEYPHRASE_WORDS} au plus."
        yield warning("seo.keyphrase_too_long", "requête cible", message, phrase)
    yield from _presence(wanted, phrase, article)


def _presence(wanted: frozenset[str], phrase: str, article: Article) -> Iterator[Finding]:
    first = next((text for _, text in paragraphs(article) if text), "")
    places = (
        ("seo.keyphrase_not_in_title", "titre SEO", article.seo.title),
        ("seo.keyphrase_not_in_description", "méta description", article.seo.description),
        ("seo.keyphrase_not_in_first_paragraph", "premier paragraphe", first),
    )
    for code, place, text in places:
        missing = wanted - content_words(text[:10_000])
        if missing and text.strip():
            message = f"La requête cible « {phrase} » n’y figure pas en entier : ajoutez-la ({place})."
            yield warning(code, place, message, ", ".join(sorted(missing)))
    found = headings(article)
    if found and not any(wanted <= content_words(heading.text) for heading in found):
        message = f"Aucun intertitre ne porte la requête cible « {phrase} » : placez-la dans au moins un."
        yield warning("seo.keyphrase_not_in_headings", "intertitres", message, phrase)


def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` that mean something, lower-cased, accents and plural endings off."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    words = (word for word in _WORD.findall(bare.replace("œ", "oe")) if word not in _FUNCTION_WORDS)
    return frozenset(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)


def _slug(article: Article) -> Iterator[Finding]:
    if not _SLUG.fullmatch(article.slug) or len(article.slug) > SLUG_LENGTH:
        message = (
            f"Le slug doit être fait de minuscules sans accent, de chiffres et de traits d’union, sur {SLUG_LENGTH} "
            "caractères au plus."
        )
        yield blocker("seo.slug_invalid", "slug", message, article.slug)


def _excerpt(article: Article) -> Iterator[Finding]:
    if not article.excerpt.strip():
        yield warning("seo.excerpt_missing", "extrait", "L’extrait manque : WordPress montrerait le début du texte.")


def _line_breaks(article: Article) -> Iterator[Finding]:
    for piece in (*fields(article), Piece(place="slug", text=article.slug)):
        if len(piece.text.strip().splitlines()) > 1:
            message = f"Ce champ tient sur une ligne : ôtez-en les retours à la ligne ({piece.place})."
            yield blocker("seo.line_break", piece.place, message, piece.text)


def _variables(article: Article) -> Iterator[Finding]:
    """Whether the source has them or not: they would show something of the site that nobody has proposed."""
    for piece in (*fields(article), Piece(place="slug", text=article.slug)):
        match = _VARIABLE.search(piece.text)
        if match:
            message = f"L’extension SEO remplacerait ce code par une valeur du site : retirez-le ({piece.place})."
            yield blocker("seo.variable", piece.place, message, match.group())
