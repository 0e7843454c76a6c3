"""The words of a sentence that carry its content, and how much each weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.bilingual.morphology import fold
from bridge.text.wordlists import zipf_frequency

#: A word, its elided article left out by ``ELIDED``; hyphens and apostrophes within belong to it.
TOKEN = re.compile(r"[^\W_]+(?:[-‑'’.][^\W_]+)*", re.UNICODE)
ELIDED = re.compile(r"(?i)\A(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]")
#: More words of one sentence are not looked at.
_MOST = 400


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


_FRENCH_SMALL = word_set(
    """
    le la les l un une des de du d au aux a et ou ni mais donc or car que qu qui quoi dont ou lequel laquelle lesquels
    lesquelles auquel duquel ce cet cette ces c ca cela ceci celui celle ceux celles il elle ils elles on nous vous je
    tu me te se s lui leur leurs y en mon ma mes ton ta tes son sa ses notre nos votre vos ne n pas plus moins tres si
    aussi ainsi alors dans sur sous par pour avec sans entre vers chez depuis pendant lors avant apres contre selon
    comme quand lorsque puis ensuite enfin deja encore toujours jamais bien tout toute tous toutes meme memes autre
    autres tel telle tels telles quel quelle quels quelles etre avoir suis est es sommes etes sont etait etaient sera
    seront serait soit ete etant ai as avons avez ont avait avaient aura auront aurait eu ayant fait faire faites font
    peut peuvent pouvoir pourrait pourraient doit doivent devoir va vont aller afin toutefois cependant pourtant
    notamment egalement environ pres jusque des parmi hors malgre grace rien aucun aucune non oui chaque quelque
    quelques plusieurs certains certaines peu beaucoup trop assez tant tellement la-bas ici ci voici voila quant
    lorsqu jusqu puisqu puisque parce cause travers dont soi moi toi eux via etc the
    """
)
_ENGLISH_SMALL = word_set(
    """
    the a an of to in on at by for from with without into onto upon over under about above below between among through
    during before after since until till against as than then so too very also just only even still yet already again
    ever never not no nor or and but if when while where why how what which who whom whose that this these those there
    here it its itself he him his himself she her hers herself they them their theirs themselves we us our ours you
    your i me my mine be is are was were been being am have has had having do does did done doing will would shall
    should can could may might must ought need let such other another same each every all both either neither any some
    none few many much more most less least own per via up down out off because although though unless whether despite
    however therefore thus hence well now s t re ve ll d m don't isn't aren't wasn't weren't didn't
    doesn't hasn't haven't hadn't won't wouldn't couldn't shouldn't can't cannot etc
    """
)


_DETERMINED = re.compile(
    r"\b(?:(?:les?|la|une?|des|du|ce|cet|cette|ces|son|sa|ses|leurs?|aux?|"
    r"the|an?|his|her|their|its|this|these|no) |l['’])\Z",
    re.IGNORECASE,
)


def is_determined(sentence: str, start: int) -> bool:
    """Whether an article or the like stands before a place: the word there is a noun."""
    return bool(_DETERMINED.search(sentence[max(0, start - 9) : start]))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as written, folded, and where it stands, in characters."""

    text: str
    plain: str
    start: int


@lru_cache(maxsize=2_048)
def tokens(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence in order, small ones included; "l’école" is "école", "city's" "city"."""
    found: list[Word] = []
    for match in TOKEN.finditer(sentence):
        text, start = match.group(), match.start()
        elided = ELIDED.match(text)
        if elided and len(text) > elided.end():
            found.append(Word(text=elided.group(), plain=fold(elided.group()), start=start))
            text, start = text[elided.end() :], start + elided.end()
        found.append(Word(text=text, plain=fold(text), start=start))
        if len(found) >= _MOST:
            break
    return tuple(found)


def is_small(plain: str, language: str) -> bool:
    """Whether a folded word is one of those that sentences are built with, and says nothing by itself."""
    return (len(plain) < 2 and not plain.isdigit()) or plain in (_FRENCH_SMALL if language == "fr" else _ENGLISH_SMALL)


@lru_cache(maxsize=8_192)
def weight(word: str, language: str) -> float:
    """From 0.2 (on every page) to 1.2 (hardly ever seen, a name): how much a word tells of what a sentence is about."""
    return min(1.2, max(0.2, (6.6 - zipf_frequency(word[:40].replace("’", "'"), language)) / 3))
