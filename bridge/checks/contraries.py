"""Contraries that no pair of words makes: a last for a first, a vote that was won told as lost.

Part of the check of polarity; doubts, for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bridge.checks.places import warning
from bridge.domain.finding import Finding
from bridge.text.bilingual.pairing import Pairing

#: A sentence of the source that has less in common with the article's is not what it renders.
_RENDERED = 0.5
#: Behind it stands what comes last; times only place what is told ("l’an dernier", "la dernière fois").
_LAST = re.compile(
    r"\b(?:l[ea]|un|une|son|sa|leur|ce|cette|au|du)\s+(?P<last>derni(?:er|ère))\s+"
    r"(?!(?:an|année|mois|semaine|jour|nuit|fois|trimestre|semestre|week-end|siècle|décennie|heure|minute|saison|été|"
    r"hiver|printemps|automne|moment|temps)s?\b)(?=[a-zà-ÿ]{3})",
    re.IGNORECASE,
)
#: Gives a rank, or leads.
_RANKED = re.compile(
    r"\b(?:premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|devanc\w+|en tête|principale?|"
    r"first|second|third|fourth|ahead of|leads?|leading|tops|top|largest|biggest|main)\b",
    re.IGNORECASE,
)
_COMES_LAST = re.compile(
    r"\b(?:derni\w+|ultime|final\w*|récent\w*|fins?|fini\w*|termin\w+|conclu\w*|nouve\w+|"
    r"last|latest|recent\w*|past|end|ends|ended|ending|closing|newest|new|so far|yet)\b",
    re.IGNORECASE,
)
#: "31 voix contre 22", "31 votes to 22".
_TALLY = re.compile(r"(?P<more>\d+)\s(?:voix\s|votes?\s)?(?:contre|to|against)\s(?P<less>\d+)(?!\d)", re.IGNORECASE)
_LOST = re.compile(r"\b(?:rejet|repouss|refus|écart|retoqu)(?:e|é|ée|és|ées|ent)\b", re.IGNORECASE)
_WON = re.compile(
    r"\b(?:voted|vote|voté|approved|adopted|passed|backed|agreed|endorsed|approuv\w+|adopt\w+|valid\w+)\b",
    re.IGNORECASE,
)
#: What a vote may be for, and come to a refusal.
_AGAINST = re.compile(
    r"\b(?:reject\w*|rejet\w*|refus\w*|oppos\w+|defeat\w*|turn\w* down|(?:throw\w*|threw) out|down|block\w*|ban\w*|"
    r"scrap\w*|end|stop|strike|struck|repeal\w*|abandon\w*|drop\w*|kill\w*|veto\w*|deny|denied|cancel\w*|interdi\w*|"
    r"repouss\w*|écart\w*|supprim\w*|annul\w*|against (?!\d)|contre (?!\d))",
    re.IGNORECASE,
)


def doubts(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """Warnings ``polarity.opposite``, each with the index of the article's sentence."""
    for number, sentence in enumerate(pairing.article):
        links = pairing.alignment.by_article[number]
        if sentence.heading or not links or links[0].score < _RENDERED:
            continue
        near = [item.text for item in pairing.source[max(0, links[0].source - 1) : links[0].source + 2]]
        theirs = pairing.source[links[0].source].text
        if word := _last_for_first(sentence.text, theirs, near):
            message = f"La source donne ici un rang, et non le dernier (« {word} ») : vérifiez."
        elif word := _lost_for_won(sentence.text, theirs):
            message = f"D’après la source, ce vote l’a emporté (« {word} ») : vérifiez le sens."
        else:
            continue
        yield (
            number,
            warning("polarity.opposite", sentence.place, message, f"{sentence.text[:145]} | source : {theirs[:145]}"),
        )


def _last_for_first(sentence: str, theirs: str, near: list[str]) -> str:
    """The word by which a sentence calls last what the source gives a rank, or puts ahead; "" where it does not."""
    match = _LAST.search(sentence)
    if match is None or not _RANKED.search(theirs) or any(map(_COMES_LAST.search, near)):
        return ""
    return match["last"]


def _lost_for_won(sentence: str, theirs: str) -> str:
    """The word by which a vote is lost that the source tells, with the same figures, as one for something."""
    lost, ours, its = _LOST.search(sentence), _TALLY.search(sentence), _TALLY.search(theirs)
    if lost is None or ours is None or its is None or ours.groups() != its.groups():
        return ""
    won = int(its["more"]) > int(its["less"]) and _WON.search(theirs) and not _AGAINST.search(theirs)
    return lost.group() if won else ""
