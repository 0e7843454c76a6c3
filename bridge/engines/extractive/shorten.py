"""Shorter versions of a sentence: what is optional goes, whole, and what is left stays grammatical and as certain.

Only words of the sentence are left, in their order. Nothing goes that attributes, restricts or sets a condition
(``lexicon.PROTECTED``), nor part of a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.parsing import Sentence, is_name
from bridge.engines.extractive.summary import whole_quotations

#: Dependencies of what a clause can do without (Universal Dependencies, as the French model labels them).
OPTIONAL = frozenset({
    "obl:mod", "obl:agent", "advcl", "acl", "acl:relcl", "appos", "nmod", "conj", "cc", "punct", "advmod", "parataxis",
    "advcl:cleft", "obl",
})  # fmt: skip
#: What may open a stretch that is cut from the end.
END_OPENERS = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "PUNCT"})
#: Stretches considered, and taken out together, at most: three are a different sentence already.
MOST_STRETCHES, MOST_TOGETHER = 14, 3
#: What stands behind a negation is often just what is denied.
NEGATIONS = lexicon.words("ne n’ pas jamais aucun aucune rien personne guère non")
#: With one of these, what « et » joins does not come apart (« entre Valbrume et la côte »).
PAIRED = lexicon.words("entre fois seulement ni soit tant autant aussi ainsi")


@dataclass(frozen=True)
class Variant:
    """A shorter version; ``cost`` is what share of the sentence went, plus something for every stretch."""

    text: str
    cost: float


@dataclass(frozen=True)
class _Stretch:
    start: int
    end: int


def variants(sentence: Sentence) -> list[Variant]:
    """The sentence itself (cost 0), then its shorter versions, cheapest first."""
    found = {sentence.text: Variant(sentence.text, 0.0)}
    if whole_quotations(sentence.text):
        stretches = _stretches(sentence)[:MOST_STRETCHES]
        for count in range(1, MOST_TOGETHER + 1):
            for chosen in combinations(stretches, count):
                variant = _without(sentence, chosen)
                if variant is not None and variant.text not in found:
                    found[variant.text] = variant
    return sorted(found.values(), key=lambda variant: variant.cost)


def _stretches(sentence: Sentence) -> list[_Stretch]:
    """What may go: between commas or parentheses, before the first comma, and at the end."""
    doc = sentence.doc
    last = len(doc)
    while last and doc[last - 1].is_punct and doc[last - 1].text in ".!?…":
        last -= 1
    commas = [t.i for t in doc if t.text in {",", "–", "—"} and not sentence.in_quotation(t)]
    found = [_Stretch(0, i + 1) for i in commas]
    found += [_Stretch(a, b + 1) for a, b in combinations(commas, 2) if doc[a].text == doc[b].text]
    found += _parentheses(sentence)
    found += [_Stretch(i, last) for i in range(last - 1, 2, -1) if doc[i].pos_ in END_OPENERS]
    return [stretch for stretch in found if _may_go(sentence, stretch, last)]


def _parentheses(sentence: Sentence) -> Iterator[_Stretch]:
    opened = None
    for token in sentence.doc:
        if token.text == "(":
            opened = token.i
        elif token.text == ")" and opened is not None:
            yield _Stretch(opened, token.i + 1)
            opened = None


def _may_go(sentence: Sentence, stretch: _Stretch, last: int) -> bool:
    doc = sentence.doc
    inside = doc[stretch.start : stretch.end]
    root = next(token for token in doc if token.dep_ == "ROOT")
    if not len(inside) or root in inside or len(inside) > 0.75 * len(doc):
        return False
    if any(lexicon.fold(token.text) in lexicon.PROTECTED for token in inside) or _half_quoted(sentence, stretch):
        return False
    if doc[stretch.start].text == "(":
        return True
    return _arcs_allow(sentence, stretch) and _clause_may_go(sentence, stretch) and _edge(sentence, stretch, last)


def _arcs_allow(sentence: Sentence, stretch: _Stretch) -> bool:
    """Whether nothing outside hangs on the stretch, and only optional things of it hang on the outside."""
    for token in sentence.doc:
        token_in = stretch.start <= token.i < stretch.end
        head_in = stretch.start <= token.head.i < stretch.end
        if token_in and not head_in and token.dep_ not in OPTIONAL:
            return False
        if not token_in and head_in and token.dep_ not in {"punct", "cc"}:
            return False
    return True


def _clause_may_go(sentence: Sentence, stretch: _Stretch) -> bool:
    """A finite verb may go only with the word that makes its clause a subordinate one, or the « et » before it."""
    opened = False
    for token in sentence.doc[stretch.start : stretch.end]:
        word = lexicon.fold(token.text)
        opened = opened or word in lexicon.CLAUSE_OPENERS or (word == "et" and token.i == stretch.start)
        if "Fin" in token.morph.get("VerbForm", []) and not opened:
            return False
    return True


def _edge(sentence: Sentence, stretch: _Stretch, last: int) -> bool:
    """Whether the place of the cut is one where French can stop."""
    doc = sentence.doc
    first = doc[stretch.start]
    if stretch.start == 0:
        return stretch.end < last and not doc[stretch.end].is_punct
    if stretch.end < last:
        return True
    word = lexicon.fold(first.text)
    if first.pos_ == "ADP" and not any(t.pos_ in {"NOUN", "PROPN", "VERB", "PRON"} for t in doc[stretch.start : last]):
        return False  # « 104 ans après »
    if word in lexicon.OF or (first.pos_ == "PRON" and word not in lexicon.CLAUSE_OPENERS):
        return False
    if not doc[stretch.start - 1].whitespace_ and not first.is_punct:
        return False
    if _leaves_bare(sentence, stretch):
        return False
    kept = {lexicon.fold(token.text) for token in doc[: stretch.start]}
    if kept & NEGATIONS and not first.is_punct:
        return False  # « ne fermera pas pour toujours » is not « ne fermera pas »
    if first.pos_ == "CCONJ" and kept & PAIRED:
        return False
    return first.text not in "«“\"'’()-" and not _within_enumeration(sentence, stretch.start)


def _leaves_bare(sentence: Sentence, stretch: _Stretch) -> bool:
    """Whether the cut would end on a verb or an attribute whose complement goes (« sera disponible »)."""
    last = sentence.doc[stretch.start - 1]
    if last.like_num or last.pos_ == "NUM":  # « du 9 au 13 juillet », « 40 mètres »
        return True
    if last.pos_ in {"VERB", "AUX"} and not sentence.doc[stretch.start].is_punct:
        return True
    if last.pos_ not in {"VERB", "AUX", "ADJ", "ADV"}:
        return False
    return any(token.head.i == last.i for token in sentence.doc[stretch.start : stretch.end])


def _within_enumeration(sentence: Sentence, at: int) -> bool:
    """Whether the cut would leave « A, B » of « A, B et C »."""
    doc = sentence.doc
    following = doc[at]
    if following.text == "," and at + 1 < len(doc):
        item = doc[at + 1]
        return any(token.dep_ == "conj" and token.i > at and token.head.i < at for token in doc) and item.pos_ != "PRON"
    if following.pos_ != "CCONJ":
        return False
    joined = next((token for token in doc[at:] if token.dep_ == "conj" and token.head.i < at), None)
    return joined is not None and any(
        other.dep_ == "conj" and other.i < at and other.head.i == joined.head.i for other in doc
    )


def _half_quoted(sentence: Sentence, stretch: _Stretch) -> bool:
    doc = sentence.doc
    start = doc[stretch.start].idx
    end = doc[stretch.end - 1].idx + len(doc[stretch.end - 1])
    return any(a < end and b > start and not (start <= a and b <= end) for a, b in sentence.quoted)


def _without(sentence: Sentence, stretches: Sequence[_Stretch]) -> Variant | None:
    """The sentence without the stretches, or None where they overlap or what is left is no sentence."""
    ordered = sorted(stretches, key=lambda stretch: stretch.start)
    if any(a.end > b.start for a, b in pairwise(ordered)):
        return None
    gone = {i for stretch in ordered for i in range(stretch.start, stretch.end)}
    left = "".join(token.text_with_ws for token in sentence.doc if token.i not in gone)
    text = _tidy(left, sentence)
    if text is None:
        return None
    share = 1 - len(text) / max(1, len(sentence.text))
    return Variant(text, share + 0.15 * len(ordered))


def _tidy(text: str, sentence: Sentence) -> str | None:
    """What is left with its spaces and its full stop in order; None where it ends on the wrong word."""
    mark = sentence.text[-1] if sentence.text[-1] in ".!?" else ""
    body = text.rstrip(" .!?…,;:–—\u00a0\u202f")
    for wrong, right in ((" ,", ","), (" .", "."), ("  ", " ")):
        body = body.replace(wrong, right)
    words = body.split()
    if len(words) < 3 or lexicon.fold(words[-1]) in lexicon.BAD_ENDINGS or body[-1] in "'’-«(":
        return None
    return body[0].upper() + body[1:] + mark


def lower_start(sentence: Sentence, text: str) -> str:
    """A text taken from the sentence as it goes on after a colon: no capital but for a name or an acronym."""
    word = text.split(maxsplit=1)[0]
    names = {token.text for token in sentence.doc if is_name(token)}
    stem = word.strip(",.;:'’").split("’")[0]
    known = any(stem == name for name in names) or word[:2].isupper()
    return text if known else text[0].lower() + text[1:]
