"""Incises: words within a quotation's marks that only tell who speaks, "…, dit-elle, …", "…, sourit le maire. …"."""

from __future__ import annotations

import re
from functools import lru_cache

from bridge.text import nlp
from bridge.text.facts.quotations.marks import SAID

#: Characters of a quotation that are read, and of a single apposition.
_LONGEST, _APPOSITION = 4_000, 120
#: Verbs of reacting, beside those of saying.
_REACTS = (
    "souvien|souven|rigol|ri(?:t|ait)\\b|philosoph|grinc|tempêt|tonn|pest|grond|hésit|jur|cri|hurl|tacl|tanc|conseil|"
    "recommand|averti|appréci|analys|argu|bougonn|chuchot|balay|balai|lament|désol|étonn|excus|cit|fulmin|justifi|"
    "minimis|pronostiqu|protest|relat|relativis|rectifi|remarqu|ripost|signal|suggèr|suggér|synthétis|vant|démen|"
    "convien|conven|écri|tweet|imagin|décri|décriv|rêv|song|jubil|savour|exult|enrag|emport|ricane|bredouill|balbuti|"
    "proclam|agac|indign|offusqu|consol|encourag|met|mettai|fai(?:t|sait)\\b|font\\b|demand|reproch|grogn|pouff"
)
_VERB = rf"(?:dit|disent|disait|disaient|dira|(?:{SAID}|{_REACTS})[a-zà-ÿ]*)"
_CLITIC = r"(?:(?:s|l|m|t|en)['’]|(?:se|lui|leur|nous|en|y|le|la) )*"
_AUX = r"(?:a|ont|avait|avaient|aurait|est|était|eut)"
_PRONOUN = r"(?:il|elle|ils|elles)"
_ADVERB = (
    r"(?: (?:encore|aussi|également|ainsi|alors|déjà|enfin|notamment|toutefois|ensuite|lui-même|elle-même|par ailleurs|"
    r"en outre|à son tour|de son côté|pour sa part|quant à (?:lui|elle)|aujourd['’]hui|avec \w+|en \w+ant|dans un \w+|"
    r"valoir|savoir|remarquer|observer|en garde))*"
)
_TITLE = r"(?:M\.|MM\.|Mme|Mmes|Me|Dr|Pr)"
_SUBJECT = (
    rf" (?:l['’]|(?:l[ea]s?|une?|son|sa|ses|leurs?|ce|cet|cette|ces|notre|celui-ci|celle-ci|{_TITLE}) ?|[A-ZÀ-Ý])"
)
#: A verb that no list has, right before a name; what stays, comes or costs is no manner of speaking.
_ANY = (
    r"(?!(?:reste|vient|suit|manque|arrive|existe|soit|comme|contre|entre|outre|notre|votre|même|dont|avant|devant|"
    r"cet|cette|pendant|durant|concernant|suivant|tout|selon|chez|puisque|lorsque|que|autre|elle|et|est|sont)\b)"
    r"[a-zà-ÿ]{2,}(?:e|ent|it|ut|ait|ient|nd|rt)(?= [A-ZÀ-Ý])"
)
_START = re.compile(
    rf"[,!?…—–] ?(?=[a-zà-ÿ])(?P<verb>{_CLITIC}(?:"
    rf"(?P<inverted>{_AUX}-(?:t-)?{_PRONOUN}\b(?:{_ADVERB} [a-zà-ÿ]+)|[a-zà-ÿ]{{2,}}-(?:t-)?{_PRONOUN}\b"
    rf"|{_VERB}-(?:t-)?(?:on|je)\b|{_AUX}-t-on {_VERB})"
    rf"|(?P<named>(?:{_AUX}{_ADVERB} )?{_VERB}{_ADVERB}(?={_SUBJECT}))|(?P<any>(?:{_AUX} )?{_ANY})))"
)
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\bMM)(?<!\bDr)(?<!\bPr)\.|[,;:!?…«»“”]|\Z")
#: What tells who a speaker is, behind a comma: an age, a relative clause, or what he or she is to others.
_PERSON = (
    r"\w+(?:eure?|euse|trice|iste|i?enne|ologue|graphe|logiste|conome)s?|(?:conseill|pomp|polici|hôteli|infirmi|berg|"
    r"bouch|boulang|paysag|maraîch|jardini|gendarm|offici|banqui|ouvri|cuisini|pâtissi|prisonni|cavali|cheminot)\w*|"
    r"(?:président|adhérent|habitant|représentant|enseignant|étudiant|assistant|dirigeant|gérant|commerçant|exploitant|"
    r"commandant|lieutenant|adjudant|figurant|opposant|militant|soignant|intendant|agent|client|élu|adjoint|député|"
    r"avocat|délégué|employé|salarié|associé|retraité|rescapé|réfugié|cousin|voisin|artisan|patron|musicien|comédien|"
    r"historien|technicien|gardien|doyen|citoyen|pharmacien|chirurgien|mathématicien|physicien|sociétaire|secrétaire|"
    r"prévenu|accusé|suspect|victime|plaignant|condamné|blessé|survivant|champion|favori|manifestant|passant|"
    r"propriétaire|locataire|libraire|notaire|commissaire|vétérinaire|maire|préfet|juge|ministre|chef|cheffe|guide|"
    r"témoin|père|mère|fils|fille|frère|sœur|mari|femme|veuf|veuve|oncle|tante|membre|porte-parole|architecte|médecin|"
    r"pilote|capitaine|PDG|DG|prof|analyste|capitaine|meunier|fermier|patron|consul|évêque|curé|pasteur|arbitre|"
    r"numéro|luthier|skipper|entraîneur|sélectionneur|gardien|attaquant|buteur|pâtre|artiste|poète|interprète)"
    r"(?:e|s|es|ne|nes)?"
)
_OF_PERSON = re.compile(_PERSON, re.IGNORECASE)
_APPOSED = re.compile(
    rf"\A\s*(?:(?:l['’]|(?:l[ea]s?|un|une|son|sa|leurs?|notre) )?"
    rf"(?:(?:ancien(?:ne)?|jeune|nouveau|nouvelle|premi(?:er|ère)) )?"
    rf"(?:ex-|vice-|co-)?(?:{_PERSON})(?!\w)|\d+ ans\b|(?:qui|dont)\b)"
)
_NAME = re.compile(
    r"\A\s*(?:(?:M\.|Mme|Me|Dr|Pr) )?[A-ZÀ-Ý][\w'’-]*"
    r"(?: (?:de|du|des|la|le|d['’])){0,2}(?: ?[A-ZÀ-Ý][\w'’-]*){0,4}\s*\Z"
)
#: What goes on with "dit-il" behind a comma.
_GOES_ON = re.compile(
    r"\A\s*(?:le temps de|en \w+ant|avant de|avant d['’]|lors d|l['’]air|la voix|le sourire|sourire)(?!\w)"
)


@lru_cache(maxsize=2_048)
def without_incises(text: str, appositions: bool = False) -> str:
    """A quotation without the words that only say who speaks.

    ``appositions``: what follows the speaker behind a comma is taken for what tells who that is (", sourit Jeanne Rieu,
    la capitaine."), where it can be; without, the incise ends at its first comma.
    """
    if len(text) > _LONGEST or not _START.search(text):
        return text
    kept, at = [], 0
    for match in _START.finditer(text):
        end = _end(text, match, appositions=appositions)
        if match.start() < at or end is None:
            continue
        kept.append(text[at : match.start() + (text[match.start()] in "!?…")])
        at = end
    kept.append(text[at:])
    return " ".join(piece.strip() for piece in kept if piece.strip())


@lru_cache(maxsize=2_048)
def tellers(text: str) -> tuple[str, ...]:
    """What each incise of a quotation names as its speaker, the verb left out; "dit-elle" as it stands."""
    if len(text) > _LONGEST:
        return ()
    found = []
    for match in _START.finditer(text):
        end = _end(text, match, appositions=True)
        if end is not None:
            found.append(match["verb"] if match["inverted"] else text[match.end() : end].strip())
    return tuple(found)


def is_person(word: str) -> bool:
    """Whether a French noun says what somebody is: "capitaine", "directrice"."""
    return _OF_PERSON.fullmatch(word) is not None


@lru_cache(maxsize=2_048)
def readings(text: str) -> tuple[str, ...]:
    """The quotation as it stands, without its incises, and without what may be their appositions; each once."""
    return tuple(dict.fromkeys((text, without_incises(text), without_incises(text, appositions=True))))


def _end(text: str, match: re.Match[str], *, appositions: bool) -> int | None:
    stop = _STOP.search(text, match.end())
    end = stop.start() if stop else len(text)
    # "La piscine, rouvrira-t-elle ?" asks, and is no incise.
    if end - match.end() > _APPOSITION or (text[end : end + 1] == "?" and not match["named"]):
        return None
    while appositions and text[end : end + 1] == ",":
        following = _STOP.search(text, end + 1)
        reach = following.start() if following else len(text)
        if not _is_apposition(text[end + 1 : reach], inverted=bool(match["inverted"])):
            break
        end = reach
    return end


def _is_apposition(words: str, *, inverted: bool) -> bool:
    if len(words) > _APPOSITION:
        return False
    if inverted and _GOES_ON.match(words):
        return True
    if not inverted and _NAME.match(words):
        return True
    apposed = _APPOSED.match(words)
    # "…, le maire va démissionner" goes on with what is said; "…, le maire qui part" does not.
    before = re.split(r"\b(?:qui|dont|que|où)\b", words)[0] if apposed else ""
    return apposed is not None and not any(
        "Fin" in token.morph.get("VerbForm", []) for token in nlp.parsed(before.strip())
    )
