"""Turns of phrase that say the contrary of each other, where no content word does: more and less, before and after, and
what rises or falls by a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: Characters of a sentence that are searched.
_LONG = 2_000
#: Numbers in words, in English and in French.
_SAID = {
    "two": "deux", "three": "trois", "four": "quatre", "five": "cinq", "six": "six", "seven": "sept", "eight": "huit",
    "nine": "neuf", "ten": "dix", "twelve": "douze", "twenty": "vingt", "thirty": "trente", "hundred": "cent",
    "thousand": "mille", "half": "moitié", "third": "tiers", "quarter": "quart",
}  # fmt: skip
_NUMBER = r"(?P<number>\d[\d\s.,\u00a0\u202f]*|" + "|".join({**_SAID, **dict.fromkeys(_SAID.values())}) + r")\b"
_COUNTED = r"\s+(?:de\s+|than\s+|d['’])?(?:the |a |la |les |un )?" + _NUMBER
_SPAN = r"(?:secondes?|minutes?|heures?|jours?|semaines?|seconds?|hours?|days?|weeks?)"
_TIMES = r"(?P<number>[\w,.-]+)[\s\u00a0]+(?:fois|times)[\s\u00a0]+"
_VOTED = r"\b(?:voté|vote[sd]?|votent|prononcée?s?|voix|votes|came out|spoke)\s+"


@dataclass(frozen=True, slots=True)
class _Contrast:
    """Two patterns; ``same``: their groups ``number`` have to hold the same; ``sure``: they mean nothing else."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    same: bool = False
    sure: bool = False


def _contrast(one: str, other: str, *, same: bool = False, sure: bool = False) -> _Contrast:
    return _Contrast(re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE), same, sure)


_CONTRASTS = (
    _contrast(
        rf"\b(?:plus|more|over|above|au-dessus){_COUNTED}",
        rf"(?<!\bau )(?<!\bdu )(?:moins|less|fewer|under|below|au-dessous){_COUNTED}",
        same=True,
        sure=True,
    ),
    _contrast(
        rf"\b{_TIMES}(?:plus|more|higher|larger|bigger|greater)\b",
        rf"\b{_TIMES}(?:moins|less|fewer|lower|smaller)\b",
        same=True,
        sure=True,
    ),
    _contrast(r"\b(?:avant|before|prior to|ahead of)\b", r"\b(?:après|after|following)\b"),
    # "à trente secondes de la sirène": it has not sounded yet
    _contrast(
        rf"\bà\s+{_NUMBER}\s+{_SPAN}\s+(?:du\b|des\b|de\s+la\b|de\s+l['’])",
        rf"{_NUMBER}\s+{_SPAN}\s+(?:après|after)\b",
        same=True,
    ),
    _contrast(
        _VOTED + r"(?:pour|for|in favou?r)\b(?!.*\b(?:contre|against)\b)",
        _VOTED + r"(?:contre|against)\b(?!\s*\d)(?!.*\b(?:pour|for|favou?r)\b)",
    ),
    _contrast(r"\b(?:à|dans|de|vers|d['’]) ?l['’]est\b|\beast(?:ern|ward)?\b", r"\bouest\b|\bwest(?:ern|ward)?\b"),
    _contrast(
        r"\b(?:cet |un |l['’]|en |d['’]|dès l['’])été\b(?! \w+é)|\bestiva|\bsummer\b",
        r"\bhiver(?:nal\w*)?\b|\bwinter\b",
    ),
    _contrast(r"\bau[- ]dessus\b|\babove\b", r"\b(?:au|en)[- ]dessous\b|\bbelow\b|\bbeneath\b"),
    _contrast(r"\b(?:la plupart|la majorité|most of)\b", r"\b(?:une minorité|la minorité|a minority|few of)\b"),
)


#: One of these stands in each of them.
_ANY = re.compile(
    r"\b(?:à|plus|more|over|above|au|en|moins|less|fewer|under|below|fois|times|avant|après|before|after|prior|ahead|"
    r"following|vot\w+|prononcée?s?|voix|came|spoke|est|east\w*|ouest|west\w*|été|estiva\w*|summer|hiver\w*|winter|"
    r"beneath|la|most|a|few)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turned:
    """What a sentence says, and the contrary that another says; ``sure``: it can mean nothing else."""

    said: str
    contrary: str
    sure: bool


def turned(sentence: str, other: str) -> Turned | None:
    """The first turn of a sentence whose contrary stands in the other, where neither has both."""
    for contrast in _CONTRASTS if _ANY.search(sentence, 0, _LONG) and _ANY.search(other, 0, _LONG) else ():
        for one, against in ((contrast.one, contrast.other), (contrast.other, contrast.one)):
            mine = one.search(sentence, 0, _LONG)
            its = against.search(other, 0, _LONG) if mine else None
            if not mine or not its or one.search(other, 0, _LONG) or against.search(sentence, 0, _LONG):
                continue
            if not contrast.same or _value(mine["number"]) == _value(its["number"]):
                return Turned(mine.group().strip(), its.group().strip(), contrast.sure)
    return _trend_turned(sentence[:_LONG], other[:_LONG])


def _value(number: str) -> str:
    """The digits; of words what is the same in both languages."""
    word = number.casefold()
    return re.sub(r"\D", "", word) or _SAID.get(word, word)


# What rises or falls by a figure.

_UP = re.compile(
    r"\b(?:hauss\w+|augment\w+|progress\w*|progrès|grimp\w+|bondi\w*|bond|croît|croissance|accru\w*|accroiss\w+|"
    r"relev[éèe]\w*|envol\w+|gagn(?:e|ent|é|ée|és)|de plus(?! d[e'’])|supplémentaires?|rose|rises?|risen|rising|"
    r"increas\w+|grew|grow\w*|climb\w*|jump\w*|surg\w+|soar\w*|gain(?:s|ed)?|raised?|raises|higher(?! than)|"
    r"(?:went|gone|go|goes|going) up|up(?= (?:by )?[£$€]?\d))\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:baiss\w+|diminu\w+|recul\w*|chut\w+|rédui\w+|réduction|repli\w*|fléchi\w*|plong\w+|dégringol\w+|abaiss\w+|"
    r"cèd\w+|cédé|per(?:d|du|dent)|de moins(?! d[e'’])|fell|falls?|fallen|falling|drop\w*|declin\w+|"
    r"decreas\w+|slump\w*|plung\w+|slid|cut(?:s|ting)?|reduc\w+|lower\w*(?! than)|lost|shed|slipp\w+|shr[aiu]nk\w*|"
    r"(?:went|gone|go|goes|going|came|come) down|down(?= (?:by )?[£$€]?\d))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:pas|jamais|aucune?|sans|not|never|no|without)\b|n['’]t\b", re.IGNORECASE)
#: Parts a sentence into what is said of one figure and of another.
_PART = re.compile(
    r"[;:.!?(](?!\d)|,(?!\d)|\b(?:mais|but|tandis que|while|alors que|whereas|contre|et (?:l[ea]s?|une?)\b|and)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*(?:[\s\u00a0\u202f]?(?P<share>%|points?|pour cent|per ?cent))?")
_AFTER = 20


def _trend_turned(sentence: str, other: str) -> Turned | None:
    mine = trends(sentence) if _FIGURE.search(other) else {}
    its = trends(other) if mine else {}
    for figure in mine.keys() & its.keys():
        (said, up), (contrary, theirs) = mine[figure], its[figure]
        if up is not theirs:
            return Turned(f"{said} {figure}", f"{contrary} {figure}", True)
    return None


@lru_cache(maxsize=1_024)
def trends(sentence: str) -> dict[str, tuple[str, bool]]:
    """Figure → the word by which it rises or falls, and whether it rises; a figure that does both is left out."""
    found: dict[str, tuple[str, bool]] = {}
    both = set()
    for figure, word, up in _trends(sentence):
        if figure in found and found[figure][1] is not up:
            both.add(figure)
        found.setdefault(figure, (word, up))
    return {figure: trend for figure, trend in found.items() if figure not in both}


def _trends(sentence: str) -> Iterator[tuple[str, str, bool]]:
    if not _FIGURE.search(sentence):
        return
    begin = 0
    for stop in (*(match.start() for match in _PART.finditer(sentence)), len(sentence)):
        part = sentence[begin:stop]
        begin = stop
        if _NOT.search(part):
            continue
        words = [(match.start(), match.group(), True) for match in _UP.finditer(part)]
        words += [(match.start(), match.group(), False) for match in _DOWN.finditer(part)]
        for match in _FIGURE.finditer(part) if words else ():
            if not match["share"] and re.fullmatch(r"\d|(?:1[5-9]|20)\d\d", match.group().strip()):
                continue
            before = [word for word in words if word[0] < match.start()]
            after = [word for word in words if match.end() <= word[0] < match.end() + _AFTER]
            if before or after:
                _, word, up = max(before) if before else min(after)
                yield _written(match), word, up


def _written(match: re.Match[str]) -> str:
    """ "12,5 %" and "12.5%" alike."""
    digits = re.sub(r"[\s\u00a0\u202f]", "", match.group().removesuffix(match["share"] or "")).replace(",", ".")
    return f"{digits} %" if match["share"] else digits
