"""What French frames a statement with, and that says nothing by itself: "il s’agit de savoir si", "à vrai dire"."""

from __future__ import annotations

import re

from bridge.text.bilingual.words import tokens

_FRAMES = re.compile(
    r"\b(?:il s['’]agit (?:avant tout |surtout |ici )?(?:de savoir|d['’])?|"
    r"(?:la|toute la|une) question (?:est|reste|c['’]est)(?: de)?(?: savoir)?|reste à savoir|le fait est|"
    r"il se trouve|il faut (?:bien )?(?:dire|savoir|reconnaître|avouer)|"
    r"je (?:crois|pense|trouve|dirais|dois dire|tiens à dire)|"
    r"(?:l['’]idée|le but|l['’]objectif|le problème|la vérité|l['’]essentiel|l['’]important|le plus important),? "
    r"(?:c['’]est|est|était)|en ce qui (?:me|nous) concerne|quant à moi|pour (?:ma|notre) part|"
    r"de (?:mon|notre) point de vue|à (?:mon|notre) avis|en réalité|en fait|au fond|tout simplement|à vrai dire|"
    r"franchement|tout(?:e)? seule?s?|c['’]est (?:ça|là|ainsi|pour cela|la raison pour laquelle))(?!\w)",
    re.IGNORECASE,
)


def framing_words(text: str) -> frozenset[str]:
    """The words of ``text``, as they stand, that only frame what it says."""
    return frozenset(word.text for match in _FRAMES.finditer(text[:10_000]) for word in tokens(match.group()))
