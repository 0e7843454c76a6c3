"""Which way a number is meant: "plus de 300" or "moins de 300", "en hausse de 5 %" or "en baisse"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

#: How far before and behind a number its comparator or its change is looked for, in characters.
_BEFORE, _AFTER = 70, 40
_CLAUSE_END = re.compile(r"[;:()!?\n«»“”]|,(?!\d)|[–—]|\.\s")
_MORE_BEFORE = (
    r"(?:pas|not|no)\s(?:moins|fewer|less)\s(?:de\s|d['’]|than\s)|plus\s(?:de\s|d['’]|des\s)|"
    r"au\s(?:moins|minimum)|minimum(?:\sde)?|supérieure?s?\s(?:à|aux)|"
    r"au-del[aà]\sd(?:e|es|['’])|au-dessus\sd(?:e|es|['’])|more\sthan|over|above|at\sleast|upwards?\sof|in\sexcess\sof|"
    r"beyond|(?:further|farther)\sthan|greater\sthan|higher\sthan|a\sminimum\sof|outre\sde"
)
_LESS_BEFORE = (
    r"(?:pas|not|no)\s(?:plus|more)\s(?:de\s|d['’]|than\s)|moins\s(?:de\s|d['’])|"
    r"au\s(?:plus|maximum)|maximum(?:\sde)?|inférieure?s?\s(?:à|aux)|"
    r"jusqu['’](?:à|aux?)|(?:en|au)[-\s]dessous\sd(?:e|es|['’])|sous\s(?:la\sbarre\sd|les)(?:es?\s)?|"
    r"près\s(?:de\s|d['’])|presque|quasi(?:ment)?|within|less\sthan|fewer\sthan|under|below|at\smost|up\sto|nearly|almost|close\sto|"
    r"(?:closer|nearer)\sthan|shy\sof|short\sof|a\smaximum\sof|lower\sthan"
)
_EXCEEDS = r"(?:dépass|excèd|excéd|exceed|surpass|topp)\w*"
_LEAD = re.compile(
    rf"(?<![\w-])(?:(?P<more>{_MORE_BEFORE})|(?P<less>{_LESS_BEFORE})|(?P<exceeds>{_EXCEEDS}))"
    r"[\s-]?(?:(?:de|des|d['’]|les|le|la|some|the|quelque|barre|cap|seuil|rarement|jamais|guère|un|une|a|an)\s?){0,4}[€$£]?\Z",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?<!\w)(?:n['’]|ne|pas|sans|jamais|not|never|without|cannot|n['’]t)(?!\w)|n['’]t\s", re.IGNORECASE
)
_SELDOM = re.compile(r"(?<!\w)(?:rarement|jamais|guère|never|rarely|seldom|hardly)(?!\w)", re.IGNORECASE)
_BEYOND = re.compile(r"au-del[aà]", re.IGNORECASE)
_DEEPER = re.compile(r"(?<!\w)(?:descen\w+|plong\w+|baiss\w+|tomb\w+|profond\w*)", re.IGNORECASE)
#: "Pas plus de" is a bound of its own.
_DENYING = re.compile(r"(?:pas|not|no)\s", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:\s[^\W\d_]+){0,2}\s?(?:(?P<more>\+|-plus\b|(?:ou|et)\splus\b|au\s(?:moins|minimum)\b|minimum\b"
    r"|(?:or|and)\s(?:more|over|above)\b|at\sleast\b)|(?P<less>(?:ou|et)\smoins\b|au\s(?:plus|maximum)\b|maximum\b|(?:or|and)\s(?:less|fewer|under|below)\b"
    r"|at\smost\b))",
    re.IGNORECASE,
)

_UP = {
    "fr": r"(?:augment|hauss|progress|accroî|accroiss|accru|croît|croiss|bond(?:i|it|ir|issant)\b|grimp|gagn|"
    r"relev[éeè]|renchéri|envol|flamb|major[éea]|montée?s?\b(?!\sà\b)|monter\b|surplus|rehauss|élargi)",
    "en": r"(?:ris(?:e|es|en|ing)\b|rose\b|increas|grow|grew\b|climb|jump|surg(?:e|ed|ing)\b|soar|gain|"
    r"rais(?:e|es|ed|ing)\b|expand|swell|swelled|hike[ds]?\b)",
}
_DOWN = {
    "fr": r"(?:baiss|abaiss|recul|diminu|chut(?:e|é|er|ent|ait|aient)|repli|per[dt]|rédui|réduc|"
    r"régress|effondr|dégring|plong[éeè]|décr(?:û|oî|oiss)|amput|minor[éea]|fléchi|déclin)",
    "en": r"(?:fall|fell\b|drop|declin|decreas|los(?:e|es|ing|s|ses)\b|lost\b|cut(?:s|ting)?\b|reduc|shr[aiu]nk|slump|"
    r"plung|slid(?:e|es)?\b|slip|dip(?:s|ped)?\b|tumbl|sank|sink|shed)",
}
_BESIDE = {
    "fr": (r"de\splus\b|supplémentaires?\b|(?<!de\s)plus\s\w", r"de\smoins\b|moins\s(?!de\b|d['’])\w"),
    "en": (r"more\b(?!\sthan)|higher\b|up\b(?!\sto)", r"less\b(?!\sthan)|fewer\b|lower\b|down\b"),
}
_ADJACENT = {"fr": (r"\Z(?!)", r"\Z(?!)"), "en": (r"(?<!\w)up(?:\sby)?\s?\Z", r"(?<!\w)down(?:\sby)?\s?\Z")}
_NO_CHANGE = re.compile(
    r"(?<!\w)(?:n['’]|ne|pas|jamais|not|never|sans|without|den(?:y|ied|ies)|évit\w*|avoid\w*|limit\w*|prevent\w*|empêch\w*|instead|"
    r"plutôt|frein\w*|curb\w*|offset\w*|compens\w*|ralenti\w*|slow\w*)(?!\w)|n['’]t\b|n['’](?=\w)",
    re.IGNORECASE,
)


#: "Gagné 23-20 à", "réduits à quatorze": a match, which no figure rises or falls by.
_SCORE = re.compile(
    r"(?<!\w)(?:(?:gagn|perd|lost|won|win)[^\W\d_]*\s(?:[^\W\d_]+\s){0,3}\d{1,3}(?:-|–|\s(?:à|to)\s)\d|"
    r"(?:réduite?s?|reduced|down)\s(?:à|to)\s\Z)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?<!\w)(?:ne\s|n['’])(?=[^,;]{0,40}\sque?\b)", re.IGNORECASE)


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before ``start`` and behind ``end`` in their clause, a line's worth at most."""
    before = text[max(0, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    cut = 0
    for match in _CLAUSE_END.finditer(before):
        cut = match.end()
    stop = _CLAUSE_END.search(after)
    return before[cut:], after[: stop.start()] if stop else after


@lru_cache(maxsize=1_024)
def bound(before: str, after: str) -> int:
    """1 where the number is the least there may be ("plus de", "at least"), −1 where the most, else 0.

    Where that is denied ("jamais plus de", "rarely exceeds"), 2 and −2: what is denied may be something else.
    """
    lead = _LEAD.search(before[-45:])
    if lead is not None:
        ahead = before[: len(before) - len(before[-45:]) + lead.start()][-30:]
        # "Descend au-delà de 12 cm" is lower than that.
        less = bool(lead["less"] or (_BEYOND.match(lead.group()) and _DEEPER.search(ahead)))
        if _SELDOM.search(ahead + lead.group()):
            return -2 if less else 2
        negated = _NEGATED.search(ahead) is not None and not _DENYING.match(lead.group())
        if lead["exceeds"]:
            return -1 if negated else 1
        return (-1 if less else 1) * (2 if negated else 1)
    trail = _TRAIL.match(after)
    if trail is None:
        return 0
    return 1 if trail["more"] else -1


@cache
def _changes(language: str) -> tuple[re.Pattern[str], ...]:
    up, down = (re.compile(rf"(?<!\w){words[language]}", re.IGNORECASE) for words in (_UP, _DOWN))
    beside = tuple(re.compile(rf"\s?(?:[^\W\d_]+\s)?(?:{words})", re.IGNORECASE) for words in _BESIDE[language])
    adjacent = tuple(re.compile(words, re.IGNORECASE) for words in _ADJACENT[language])
    return (up, down, *beside, *adjacent)


@lru_cache(maxsize=1_024)
def direction(before: str, after: str, language: str) -> int:
    """1 where the clause says that something rose by the number or to it, −1 where it fell; 0 where it says neither,
    both, or that it did not.
    """
    # "N'a augmenté que de" is a rise.
    if _NO_CHANGE.search(_ONLY.sub(" ", before)):
        return 0
    up, down, more, fewer, rising, falling = _changes("en" if language == "en" else "fr")
    if _SCORE.search(before):
        return 0
    ups = bool(up.search(before) or up.search(after) or more.match(after) or rising.search(before))
    downs = bool(down.search(before) or down.search(after) or fewer.match(after) or falling.search(before))
    return ups - downs
