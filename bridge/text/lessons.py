"""What an editor's changes to an approved article say about the words the newsroom wants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bridge.text import inline
from bridge.text.wordlists import lemma_of, zipf_frequency

#: A replacement of more words is another sentence, and no term.
_LONGEST = 4
#: A replacement seen once may be of its place alone.
_OFTEN = 2
#: French words more frequent than this (on the Zipf scale of wordfreq) are no terms: articles, auxiliaries, "faire".
_COMMON = 5.8
#: Longer texts are not compared: an approval of that size was rewritten by hand.
_MOST_WORDS = 6_000
#: Offers made of one article at most.
_MOST = 20

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d\s.,]*|[^\w\s]")
_BLOCK_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """Words of the article as approved, what a person put in their place, and how often in this article."""

    term: str
    rendering: str
    seen: int


def replacements(approved: str, now: str) -> tuple[Replacement, ...]:
    """The terms that a person replaced throughout, the most frequent first; both texts are HTML or block markup.

    A term is told where it was replaced by the same words at least twice, and stands nowhere any more. Numbers,
    spelling, another form of the same word, and common words are nobody's glossary.
    """
    before, after = _tokens(approved), _tokens(now)
    if max(len(before), len(after)) > _MOST_WORDS:
        return ()
    left = f" {' '.join(after).casefold()} "
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in _pairs(before, after):
        seen.setdefault((pair[0].casefold(), pair[1].casefold()), []).append(pair)
    told = [
        # small letters sort last: a capital may be a sentence's
        Replacement(term=max(term for term, _ in pairs), rendering=max(word for _, word in pairs), seen=len(pairs))
        for (folded, _), pairs in sorted(seen.items(), key=lambda item: -len(item[1]))
        if len(pairs) >= _OFTEN and f" {folded} " not in left
    ]
    return tuple(told[:_MOST])


def _tokens(markup: str) -> list[str]:
    text = inline.plain(re.sub(r"</(?:p|h\d|li|td|th|blockquote)>", ". ", _BLOCK_COMMENT.sub(" ", markup)))
    return _TOKEN.findall(text)


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(a=[one.casefold() for one in before], b=[one.casefold() for one in after], autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes():
        if what == "replace" and end - start <= _LONGEST and stop - begin <= _LONGEST:
            term, rendering = before[start:end], after[begin:stop]
            if _is_term(term) and _is_term(rendering) and not _same_words(term, rendering):
                yield " ".join(term), " ".join(rendering)


def _is_term(words: list[str]) -> bool:
    letters = all(word[0].isalpha() for word in words)
    return letters and any(len(word) > 2 and zipf_frequency(word, "fr") < _COMMON for word in words)


def _same_words(term: list[str], rendering: list[str]) -> bool:
    """Only another number, gender, tense or capital."""
    return _lemmas(term) == _lemmas(rendering)


def _lemmas(words: list[str]) -> list[str]:
    return [lemma_of(word.casefold(), "fr") for word in words]
