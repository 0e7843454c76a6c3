"""Whether two quotations are the same words, whatever their typography."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from bridge.text import nlp
from bridge.text.facts.quotations.marks import Quotation

#: Longest stretch of a quotation that difflib compares: its time grows with the square.
_COMPARED = 400
#: Characters of the longest text that is kept in memory as folded.
_REMEMBERED = 1_000
_INSERTION = re.compile(r"[\[(](?:\.{3}|…)[\])]|\[[^\[\]\n]{0,60}\]")
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,60})\]")
_ELLIPSIS = re.compile(r"[\[(]\s?(?:\.{3}|…)\s?[\])]")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_GROUPED = re.compile(r"(?<![\d,.])(?<!\d )\d{1,3}(?: \d{3})+(?![\d])")
_NEGATING_WORDS = "ne n pas plus jamais non rien aucun aucune ni sans peu moins guère point personne très trop faux"
_NEGATING = frozenset(_NEGATING_WORDS.split())


def folded(text: str, *, insertions: bool = False) -> str:
    """The words of ``text`` and nothing else, so that spaces, apostrophes, marks and punctuation do not matter.

    What an editor has inserted in brackets is left out, unless ``insertions`` are asked for; "2 000" is "2000", "œ" is
    "oe", and no accent counts on a first letter, where capitals go without. Words are parted, preceded and followed by
    one space, so that ``folded(a) in folded(b)`` compares whole words.
    """
    return _folded(text, insertions) if len(text) <= _REMEMBERED else _fold(text, insertions)


@lru_cache(maxsize=1_024)
def _folded(text: str, insertions: bool) -> str:
    """One quotation is compared with many."""
    return _fold(text, insertions)


def _fold(text: str, insertions: bool) -> str:
    bare = _INVISIBLE.sub("", text if insertions else _INSERTION.sub(" ", text))
    plain = unicodedata.normalize("NFKC", bare).casefold().replace("œ", "oe").replace("æ", "ae")
    words = _WORD.findall(_GROUPED.sub(lambda match: match.group().replace(" ", ""), plain))
    words = [word if word[0] < "\x80" else unicodedata.normalize("NFD", word[0])[0] + word[1:] for word in words]
    return f" {' '.join(words)} " if words else " "


def stands_in(quotation: str, folded_text: str, *, insertions: bool = False) -> bool:
    """Whether the words stand, in their order, in a text that ``folded`` has read; cuts "[…]" may leave some out."""
    at = 0
    for part in _ELLIPSIS.split(quotation):
        words = folded(part, insertions=insertions)
        if words == " ":
            continue
        found = folded_text.find(words, at)
        if found < 0:
            return False
        at = found + len(words) - 1
    return True


def inserts(quotation: str, source_with_insertions: str) -> bool:
    """Whether brackets add to the quotation what its source, read by ``with_insertions``, does not have in that place.

    "[sic]" and a single word that clarifies ("[douce]") are an editor's right; "[ne]" or "[pas]" are not.
    """
    telling = _BRACKETS.sub(lambda match: match.group() if _is_telling(match[1]) else " ", quotation)
    if not _BRACKETS.search(_ELLIPSIS.sub(" ", telling)):
        return False
    return not stands_in(telling, source_with_insertions, insertions=True)


def _is_telling(inserted: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(inserted)]
    if len(words) != 1:
        return True
    return words[0] in _NEGATING


def nearest(words: str, candidates: Sequence[str], looked_at: int = 400) -> str:
    """The candidate most like ``words``, "" where none has a word in common.

    Shared words choose five candidates, difflib chooses among them.
    """
    wanted = frozenset(folded(words).split())
    scored = [(len(wanted & frozenset(folded(text).split())), text) for text in candidates[:looked_at]]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])[:5]
    return max((text for _, text in best), key=lambda text: _likeness(words, text), default="")


def _likeness(first: str, second: str) -> float:
    matcher = difflib.SequenceMatcher(None, first[:_COMPARED].casefold(), second[:_COMPARED].casefold(), autojunk=False)
    return matcher.ratio()


def distinct(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations without those that only repeat words of another one."""
    ordered = sorted(found, key=lambda quotation: -len(quotation.text))
    kept: list[tuple[str, Quotation]] = []
    seen = ""
    for quotation in ordered:
        words = folded(quotation.text)
        if words not in seen:
            kept.append((words, quotation))
            seen += "|" + words
    return tuple(sorted((quotation for _, quotation in kept), key=lambda quotation: quotation.start))


def parts(quotation: str) -> tuple[str, ...]:
    """What a quotation has on either side of its cuts "[…]"."""
    return tuple(part for part in _ELLIPSIS.split(quotation) if folded(part) != " ")


#: What turns round the words that follow or precede it, where a quotation is cut there.
_TURNING_WORDS = (
    "ne n pas jamais aucun aucune sans ni rien refuse refusons refusent impossible "
    "faux guere nullement not never no non"
)
_TURNING = frozenset(_TURNING_WORDS.split())
_CLAUSE_END = re.compile(r"[,;:.!?…\n«»“”\"()—–]|\b(?:mais|et|car|donc|parce|puis)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"\b(?:ne\b|n['’])(?:(?!\b(?:pas|jamais|plus|rien)\b)[^.;:!?]){0,40}?\bqu(?:e\b|['’])", re.IGNORECASE
)


class Cut(StrEnum):
    """What cutting a quotation where a negation stands has made of it."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    CONTRARY = "contrary"


def turned(quotation: str, said: str, context: str = "") -> Cut:
    """Whether a verbatim part of what was ``said`` says the contrary, a negation having been cut off.

    Contrary only where the part holds the verb that is negated, or the article's own words before it assert what is
    denied there; other words ("un train pour touristes" of "pas un train pour touristes") may stand as they are.
    ``context``: the article's words around the quotation, " … " in its place, where the negation may stand now.
    """
    if _negates(quotation) or _negates(context) or _DISTANT.search(context):
        return Cut.NONE
    at = 0
    for index, part in enumerate(parts(quotation)):
        place = _place(part, said, at)
        if place is None:
            return Cut.NONE
        start, end = place
        before = _CLAUSE_END.split(said[at if index else 0 : start])[-1]
        after = _CLAUSE_END.split(said[end : end + 40])[0]
        if (_WORD.findall(after[:8]) or [""])[0].casefold() in {"pas", "jamais", "plus", "rien"}:
            return Cut.CONTRARY
        if _negates(before):
            return _cut_off(said[:start], before, part, context)
        at = end
    return Cut.NONE


def _cut_off(ahead: str, before: str, part: str, context: str) -> Cut:
    """What a part says whose clause begins with a negation: ``before``, the words of the clause that are cut off."""
    clause = before.rpartition("\n")[2][-400:] + part[:600]
    if _is_finite(before, part, clause):
        return Cut.CONTRARY
    asserted = _verbs(context.partition(" … ")[0]) - {"être", "avoir"}
    return Cut.CONTRARY if asserted & _verbs(ahead) else Cut.DOUBTFUL


def _verbs(text: str) -> set[str]:
    """The lemmas of the verbs in the sentence that ``text`` ends with."""
    sentence = _SENTENCE_END.split(text[-400:])[-1].strip()
    return {token.lemma_.casefold() for token in nlp.lemmatized(sentence) if token.pos_ in {"VERB", "AUX"}}


def _is_finite(before: str, part: str, clause: str) -> bool:
    """Whether ``part`` holds the clause's finite verb: none stands before it, and no relative clause holds it."""
    if _WORD.findall(before[-8:].casefold())[-1:] in (["que"], ["qu"]):
        return True  # "Je ne crois pas que …"
    length = len(clause) - len(part)
    for token in nlp.parsed(clause):
        if "Fin" in token.morph.get("VerbForm", []) and token.idx >= length:
            children = {child.text.casefold() for child in token.children}
            return not children & _RELATIVE
    return False


_RELATIVE = frozenset(("qui", "dont", "où", "lequel", "laquelle"))
_SENTENCE_END = re.compile(r"[.!?…\n]")
#: Words of the article that keep their distance from what they quote.
_DISTANT = re.compile(
    r"\b(?:difficile|impossible|refus\w*|dénonc\w*|déplor\w*|fini[er]?s?|finir|éviter?|évite\w*|contre|exclu\w*|rejet\w*|"
    r"écart\w*|dément\w*|assez d[e’']|marre|plutôt que|au lieu|hors de question|cess\w*|arrêt\w*|renonc\w*|stop)\b",
    re.IGNORECASE,
)


def _negates(text: str) -> bool:
    return bool(_TURNING & frozenset(folded(_ONLY.sub(" ", text)).split()))


def _place(part: str, said: str, at: int) -> tuple[int, int] | None:
    """Where the words of ``part`` stand in ``said``, in characters."""
    wanted = folded(part).split()
    pattern = r"[\W_]+".join(re.escape(word) for word in _WORD.findall(part))
    match = re.compile(pattern, re.IGNORECASE).search(said, at) if wanted else None
    return (match.start(), match.end()) if match else None
