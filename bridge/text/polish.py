"""An article set right: French typography in every field and node, and the letters that keyboards leave out.

Nothing here changes what is said. Within quotations only marks and spaces change, never a letter; links, code, kept
blocks, shortcodes, addresses, the focus keyphrase and the slug stay as they are.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right

from bridge.domain.article import Article, Node, NodeKind
from bridge.text.typography import edited, french, french_html, masked, quoted

_START = r"(?:(?<=\A)|(?<=[.!?…»:] )|(?<=[.!?…»:]\u00a0)|(?<=\x00)|(?<=[«(]\u00a0)|(?<=[«(]))"
#: Words whose first letter loses its accent when it is a capital; names of persons are not among them.
_CAPITALS = {
    "Etat": "État", "Etats": "États", "Eglise": "Église", "Eglises": "Églises", "Ecole": "École", "Ecoles": "Écoles",
    "Eté": "Été", "Etude": "Étude", "Etudes": "Études", "Etudiant": "Étudiant", "Etudiants": "Étudiants",
    "Etudiante": "Étudiante", "Etudiantes": "Étudiantes", "Electricité": "Électricité", "Electrique": "Électrique",
    "Energie": "Énergie", "Energies": "Énergies", "Economie": "Économie", "Economies": "Économies",
    "Economique": "Économique", "Economiques": "Économiques", "Education": "Éducation", "Elysée": "Élysée",
    "Etranger": "Étranger", "Etrangers": "Étrangers", "Evénement": "Événement", "Evénements": "Événements",
    "Evènement": "Évènement", "Evènements": "Évènements", "Edition": "Édition", "Editions": "Éditions",
    "Election": "Élection", "Elections": "Élections", "Electeurs": "Électeurs", "Electrices": "Électrices",
    "Egalement": "Également", "Egalité": "Égalité", "Equipe": "Équipe", "Equipes": "Équipes", "Emission": "Émission",
    "Emissions": "Émissions", "Evidemment": "Évidemment", "Evolution": "Évolution", "Ecologie": "Écologie",
    "Ecologique": "Écologique", "Ecologistes": "Écologistes", "Elève": "Élève", "Elèves": "Élèves", "Elu": "Élu",
    "Elus": "Élus", "Elue": "Élue", "Elues": "Élues", "Epargne": "Épargne", "Epoque": "Époque", "Etape": "Étape",
    "Etapes": "Étapes", "Etablissement": "Établissement", "Etablissements": "Établissements", "Egypte": "Égypte",
    "Equateur": "Équateur", "Ethiopie": "Éthiopie", "Erythrée": "Érythrée", "Ecosse": "Écosse",
    "Emirats": "Émirats", "Epiphanie": "Épiphanie", "Evangile": "Évangile", "Evêque": "Évêque", "Etes": "Êtes",
    "Etre": "Être", "Ile": "Île",
    "Iles": "Îles", "ETAT": "ÉTAT", "ETATS": "ÉTATS", "EGLISE": "ÉGLISE", "ECOLE": "ÉCOLE",
}  # fmt: skip
_CAPITAL = re.compile(rf"(?:(?<![\w’'-])|(?<=\b[LlDd]['’])|(?<=[Qq]u['’]))({'|'.join(_CAPITALS)})(?!\w)")
_AFTER_A = (
    r"l['’]|(?:la|les?|une?|ce|cet|cette|ces|son|sa|ses|leurs?|notre|nos|partir|travers|côté|noter|savoir|suivre|lire|voir|"
    r"vrai|peine|moins|cause|défaut|force|propos|quoi|qui|quel\w{0,4}|quelques?|chaque|tous|toutes|ceux|celles?|celui|terme|"
    r"mesure)\b|[A-ZÀ-Ý][\w’-]+(?:[ -][A-ZÀ-Ý][\w’-]+)?,"
)
#: "A Paris, …", "A l’époque": the preposition where a sentence opens; no verb, no Latin, no letter, no English title.
_A = re.compile(rf"{_START}A(?= (?:{_AFTER_A}))")
_AFTER_CA = r"(?:va|ne|fait|se|me|y|a|peut|doit|dépend|marche|suffit|devient|reste|commence)\b|[nsm]['’]"
_CA = re.compile(rf"{_START}Ca(?= (?:{_AFTER_CA}))")
#: Words written with œ; "coefficient", "moelle" and names are none.
_LIGATURE = re.compile(
    r"(?<!\w)(?P<before>(?:man|dés|rec|ch|c|s|n|v|m|b|éc|ranc|f)?)(?P<oe>oe|Oe|OE)(?=(?:"
    r"(?<=\boe)(?:uvr|il|uf|illet|nolog|cumén|dèm|dém|soph|dip)|(?<=\bOe)(?:uvr|il|uf)|(?<=anoe)uvr|(?<=soe)uvr|"
    r"(?<=choe)ur|(?<=\bcoe)ur|(?<=soe)urs?\b|(?<=noe)ud|(?<=voe)ux?\b|(?<=moe)urs\b|(?<=boe)ufs?\b|(?<=écoe)ur|"
    r"(?<=rancoe)ur|(?<=foe)tus)\w*)"
)
_FEMININE_FIRST = re.compile(r"(?<![\w,.])1[èe]res?(?!\w)")
_ORDINAL = re.compile(r"(?<![\w,.])(\d{1,4}|[IVXL]{1,6})(?:[èe]mes?|ième?s?)(?!\w)")
_TITLES = frozenset({"em", "i", "cite", "q"})


def correct_article(article: Article) -> Article:
    """The article with French typography throughout. Idempotent; its words, links and facts are the same."""
    return dataclasses.replace(
        article,
        title=corrected(article.title),
        body=tuple(map(_node, article.body)),
        seo=dataclasses.replace(
            article.seo, title=corrected(article.seo.title), description=corrected(article.seo.description)
        ),
        excerpt=corrected(article.excerpt),
    )


def corrected(text: str) -> str:
    """Plain text, set right."""
    plain = french(text)
    lettered = _letters(plain, html=False)
    return plain if lettered == plain else french(lettered)


def corrected_html(html: str) -> str:
    """Inline HTML, set right between its tags."""
    plain = french_html(html)
    lettered = _letters(plain, html=True)
    return plain if lettered == plain else french_html(lettered)


def _node(node: Node) -> Node:
    if node.kind is NodeKind.KEPT:
        return node
    return dataclasses.replace(
        node,
        html=corrected_html(node.html),
        items=tuple(map(corrected_html, node.items)),
        citation=corrected(node.citation),
    )


def _letters(text: str, *, html: bool) -> str:
    """Accents on capitals, ligatures, ordinals: outside quotations and titles of works."""
    mask = masked(text, html=html, elements=_TITLES)
    if not any(mark in mask for mark in ("E", "I", "A", "C", "oe", "Oe", "ème", "ère", "eme", "ere")):
        return text
    spans = quoted(mask)
    edits = [(match.start(), match.end(), _CAPITALS[match[1]]) for match in _CAPITAL.finditer(mask)]
    edits += [(match.start(), match.end(), "À") for match in _A.finditer(mask)]
    edits += [(match.start(), match.end(), "Ça") for match in _CA.finditer(mask)]
    edits += [(match.start("oe"), match.end("oe"), _ligature(match["oe"])) for match in _LIGATURE.finditer(mask)]
    edits += [(match.start(), match.end(), _first(match.group())) for match in _FEMININE_FIRST.finditer(mask)]
    edits += [(match.start(), match.end(), _ordinal(match)) for match in _ORDINAL.finditer(mask)]
    starts = [start for start, _ in spans]
    return edited(text, [edit for edit in edits if not _inside(edit[0], spans, starts)])


def _inside(at: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    found = bisect_right(starts, at) - 1
    return found >= 0 and at < spans[found][1]


def _ligature(letters: str) -> str:
    return "œ" if letters == "oe" else "Œ"


def _first(word: str) -> str:
    return "1res" if word.endswith("s") else "1re"


def _ordinal(match: re.Match[str]) -> str:
    return match[1] + ("es" if match.group().endswith("s") else "e")
