"""How sure a sentence is: what it calls possible, planned, alleged, or somebody's word."""

from __future__ import annotations

import re
from functools import lru_cache

_ENGLISH_DOUBT = re.compile(
    r"\b(?:(?-i:may|might)|alleged(?:ly)?|reportedly|apparently|presumably|presumed|suspected|suspects?|perhaps|possibly|"
    r"probably|likely|unlikely|supposed(?:ly)?|believed to|thought to|said to|potential(?:ly)?|according to|accused of|"
    r"appears? to|seems? to|could)\b",
    re.IGNORECASE,
)
_FRENCH_DOUBT = re.compile(
    r"\b(?:pourr(?:ait|aient|ions)|présumée?s?|supposée?s?|soupçonnée?s?|soupçons?|peut-être|probable(?:ment)?|"
    r"vraisemblable(?:ment)?|éventuel(?:le|les|s)?(?:lement)?|possible(?:ment)?|semblent?|semblerait|paraît|serai(?:t|ent)|"
    r"aurai(?:t|ent)|selon|d['’]après|devrai(?:t|ent)|potentiel(?:le|les|s)?|susceptibles?|accusée?s? d)\b",
    re.IGNORECASE,
)
#: Anything that leaves a sentence unsure, or somebody else's: more than is looked for on the other side.
_FRENCH_UNSURE = re.compile(
    r"\b(?:\w{2,}r(?:ait|aient|ions)|peu(?:t|vent)|pu|paraît|apparemment|selon|d['’]après|pour (?:le|la|les|l['’])|si|"
    r"aux yeux|sans doute|dit|dis(?:ent|ait|aient)|veu(?:t|lent)|compte(?:nt)?|entend(?:ent)?|not(?:e|ent|é)|"
    r"(?:pouv|peut-ê|présum|suppos|soupçon|probab|vraisembl|éventu|possib|potentiel|sembl|suscept|risqu|accus|"
    r"estim|affirm|déclar|assur|expliqu|indiqu|préci|jug|pens|croi|espèr|espér|envisag|prévo|prévu|prévi|projet|voudr|"
    r"souhait|évalu|attend|annonc|ajout|avanc|craign|craint|prétend|dénonc|reproch|évoqu|avert|prévien|soulign|rappel|"
    r"racont|hypothès|chance|menac|propos|suggèr|suggér|conclu|montr|rapport|révèl|confi|plaid|conteste|répond|"
    r"répliqu|poursui|regrett|insist|capable|permet|iron)\w*)\b|[«»“”\"?]",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def doubts(sentence: str, language: str | None) -> str:
    """The first word by which a source's sentence says less than that something is so; "" where there is none."""
    match = (_ENGLISH_DOUBT if language == "en" else _FRENCH_DOUBT).search(sentence)
    return match.group() if match else ""


@lru_cache(maxsize=1_024)
def is_sure(sentence: str) -> bool:
    """Whether a French sentence leaves no doubt and is nobody's word."""
    return not _FRENCH_UNSURE.search(sentence)


def is_modal(doubt: str) -> bool:
    """Whether a word of doubt makes the whole of its sentence a possibility, or an allegation."""
    return bool(_MODAL.fullmatch(doubt))


_MODAL = re.compile(
    r"could|may|might|perhaps|possibly|probably|alleged(?:ly)?|reportedly|pourr\w+|peut-être|présumée?s?|probablement",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|several|many|most|half|part|certaine?s|plusieurs|quelques[- ]un\w*|quelques|la plupart|"
    r"une partie|moitié|nombreu(?:x|ses)|majorité)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:tou(?:s|tes) (?:les|ses|ces|leurs)|la totalité|l['’]ensemble des|all (?:the|of|its|their)|"
    r"every|each|all|chaque|chacune?|tou(?:s|te|tes)|toute la|tout le)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def widened(sentence: str, source: str) -> str:
    """The word by which a sentence says of all what its source says of some; "" where it does not."""
    whole, part = _ALL.search(sentence), _SOME.search(source)
    if whole and part and not _SOME.search(sentence) and not _ALL.search(source):
        return whole.group()
    return ""
