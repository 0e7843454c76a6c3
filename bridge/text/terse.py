"""Commissions in telegraphic style, with no imperative: "SEO : min 800 mots, mot-clé : tarif de l’eau".

A line is one only where nothing else stands in it: each of its items is a length, a keyphrase, a language, a tone, a
call for subheadings or a label such as "SEO" or "à réécrire". A sentence, whatever its words, has more than those.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: No such line is longer, in characters; nor has more items.
_LONGEST, _MOST_ITEMS = 400, 16
LANGUAGES = {
    "fr": ("french", "français", "francais"), "en": ("english", "anglais"), "de": ("german", "allemand"),
    "es": ("spanish", "espagnol"), "it": ("italian", "italien"), "pt": ("portuguese", "portugais"),
    "nl": ("dutch", "néerlandais"),
}  # fmt: skip
NAMES = "|".join(name for names in LANGUAGES.values() for name in names)
NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d{1,7}"
KEYPHRASE_LABEL = (
    r"(?:mots?[- ]cl(?:é|e|ef)s?(?: principal| principaux)?|expression[- ]cl(?:é|e)|requête cible|"
    r"focus key(?:phrase|word)|key ?(?:phrase|word)s?)"
)
_IN_LANGUAGE = rf"(?:in(?:to)?|en|to|vers le) (?:{NAMES})"
_LEAST = r"(?:min(?:imum)?\b\.?|mini\b|au moins|at least|more than|plus de|>=?|≥)"
_LENGTH = (
    r"(?:longueur|length|nombre de mots|word count|(?:nombre |number )?(?:minimum|min\.?) (?:de mots|of words|words)|"
    r"words|mots|size|taille)"
)
_LABEL = (
    r"seo|needs?[- ]seo|(?:pour le|for) (?:seo|référencement|web)|"
    r"(?:article|texte|text|brief|optimis(?:é|ed)|consignes?)(?: (?:pour le|for))? seo|"
    r"seo[- ](?:article|brief|optimi[sz]ed)|consignes?|instructions?|brief|todo|note"
)
_REWRITE = (
    r"(?:(?:(?:cet |l['’]|this |the )?(?:article|texte|text|draft|brouillon)) )?(?:à|to|to be|needs? to be) "
    rf"(?:réécrire|reecrire|rewrite|rewritten|optimi[sz]er?|optimi[sz]ed|reformuler|traduire|translate|translated)"
    rf"(?: {_IN_LANGUAGE})?(?: (?:pour le|for) (?:seo|web))?|re-?write|réécriture(?: {_IN_LANGUAGE})?"
)
#: A bare keyphrase ends before a mark that separates items.
BARE = r"(?:(?!\s[-–—|/·•]\s)[^,;.:\n«“\"()\[\]*]){2,80}"
_QUOTED = r"(?:«[^»\n]{2,80}»|“[^”\n]{2,80}”|\"[^\"\n]{2,80}\")"
_PHRASE = rf"(?:{_QUOTED}|(?=\S){BARE})"
#: What an item is, in the order in which they are tried.
_ITEMS = tuple(
    (kind, re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE))
    for kind, pattern in (
        ("rewrite", _REWRITE),
        ("label", _LABEL),
        ("least", rf"{_LENGTH}\s*[:=]\s*(?:{_LEAST}\s*)?(?:{NUMBER})(?:\s*(?:mots|words))?(?:\s*{_LEAST})?"),
        ("least", rf"{_LEAST}\s*:?\s*(?:{NUMBER})\s*(?:mots|words)(?: {_IN_LANGUAGE})?"),
        ("least", rf"(?:{NUMBER})\s*\+\s*(?:mots|words)|(?:{NUMBER})\s*(?:mots|words)\s*(?:{_LEAST}|or more|et plus)"),
        ("words", rf"(?:{NUMBER})\s*(?:mots|words)(?: {_IN_LANGUAGE})?"),
        ("language", rf"(?:langue|language)\s*[:=]\s*(?:{NAMES})|{_IN_LANGUAGE}|(?:{NAMES})"),
        ("subheads", r"(?:(?:avec|with) )?(?:des )?(?:intertitres|sous-titres|sub-?headings|sub-?titles|h2|h2/h3)"),
        ("tone", r"(?:ton|tone|tonalité|audience|public|cible)\s*:?\s+[^\s,;.:|]{3,20}(?: [^\s,;.:|]{2,20}){0,3}"),
        ("keyphrase", rf"{KEYPHRASE_LABEL}\s*(?:(?:(?:is|est)\b|[:=])\s*{_PHRASE}|{_QUOTED})"),
        ("loose keyphrase", rf"{KEYPHRASE_LABEL}\s+{_PHRASE}"),
    )
)  # fmt: skip
_BETWEEN = re.compile(r"[\s,;:.|/·•–—()\[\]*_=&+-]+(?:(?:et|and|avec|with)\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"[\s(\[*•–—-]*")
#: What nobody but a commissioner writes.
_TELLING = frozenset({"rewrite", "label", "least", "keyphrase", "loose keyphrase"})
_ASKING = frozenset({"words", "keyphrase", "rewrite"})
_GENERAL = {"least": "words"}


@lru_cache(maxsize=512)
def terse_kinds(text: str) -> frozenset[str]:
    """The kinds of the items that ``text`` consists of; empty where anything else stands in it."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return frozenset()
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    kinds: set[str] = set()
    for _ in range(_MOST_ITEMS):
        found = _item(text, at)
        if found is None:
            return frozenset()
        kinds.add(found[0])
        if found[1] == len(text):
            return frozenset(kinds)
        between = _BETWEEN.match(text, found[1])
        if between is None:
            return frozenset()
        at = between.end()
        if at == len(text):
            return frozenset(kinds)
    return frozenset()


def _item(text: str, at: int) -> tuple[str, int] | None:
    for kind, pattern in _ITEMS:
        match = pattern.match(text, at)
        if match and (match.end() == len(text) or _BETWEEN.match(text, match.end())):
            return kind, match.end()
    return None


def commissions(kinds: frozenset[str]) -> bool:
    """Whether items of these kinds, taken together, are a commission: two of them, one of which is telling."""
    different = {_GENERAL.get(kind, kind) for kind in kinds}
    if "words" not in different:
        # "SEO: keyword stuffing" is a headline.
        different.discard("loose keyphrase")
    return len(different) >= 2 and bool(different & _ASKING) and bool(kinds & _TELLING)
