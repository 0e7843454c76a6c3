"""How many of a source's quotations an article has kept."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.text.facts.quotations.incises import without_incises
from bridge.text.facts.quotations.prepared import fit, prepared
from bridge.text.facts.quotations.wording import folded, stands_in
from bridge.text.sentences import split_sentences

#: Fewer words are as often a term as somebody's words.
_WORDS = 3
#: A translated quotation has been kept where an article's quotation has this share of words in common with it.
_RENDERED = 0.5
#: Quotations and characters looked at.
_MOST, _LONGEST = 200, 200_000


def kept_share(said: Sequence[str], quoted: Sequence[str], text: str, language: str | None) -> float:
    """From 0 to 1: how many of the quotations ``said`` in the source stand in the article, 1 where there are none.

    ``quoted``: the article's quotations; ``text``: all that it says, for words that it keeps without their marks. One
    sentence of a quotation is enough. For a source that is not French, a quotation is kept where one renders it.
    """
    wanted = list(dict.fromkeys(line for line in said[:_MOST] if len(folded(line).split()) >= _WORDS))
    if not wanted:
        return 1.0
    whole = folded(text[:_LONGEST])
    kept = sum(_verbatim(line, whole) or (language == "en" and _rendered(line, quoted[:_MOST])) for line in wanted)
    return kept / len(wanted)


def _verbatim(line: str, whole: str) -> bool:
    pieces = (line, without_incises(line), *split_sentences(line))
    return any(len(folded(piece).split()) >= _WORDS and stands_in(piece, whole) for piece in pieces)


def _rendered(line: str, quoted: Sequence[str]) -> bool:
    original = prepared(line, "en")
    return any(fit(prepared(text, "fr"), original).score >= _RENDERED for text in quoted)
