"""One endless paragraph, as a page pasted without line breaks leaves it → paragraphs and subheads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bridge.domain.finding import Finding
from bridge.domain.source import BlockKind
from bridge.text.debris import Cut, caption, doubles, dropped, find_cuts, gaps, suspected
from bridge.text.debris_place import numbers
from bridge.text.pieces import Piece, noticed, plain_piece
from bridge.text.sentences import quoted_spans, split_sentences
from bridge.text.subheads import FUNCTION_WORDS, glued_subhead, looks_like_headline
from bridge.text.words import count_words

#: No writer's paragraph is longer (Yoast warns at 150 words).
_ENDLESS_WORDS = 200
#: A draft that is one paragraph is taken apart from here on.
_ENDLESS_ALONE = 90
_SENTENCES, _WORDS = 3, 70
#: What is longer is no sentence, and not looked into.
_LONGEST_SENTENCE = 3000
_RESPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")
_GLUE = re.compile(r"(?P<before>[a-zà-ÿ][\w-]*) (?=[A-ZÀ-Þ][\w’'-]*)")


_ENDS = tuple(".!?…:;,»”\"')]")


@dataclass(slots=True)
class _Line:
    """A sentence or subhead; ``edge``: what stands next to it is no prose (debris, a subhead, the end)."""

    text: str
    subhead: bool = False
    edge: bool = False


def unfold(pieces: list[Piece]) -> tuple[list[Piece], list[Finding]]:
    """The pieces with endless paragraphs taken apart, and findings for the debris that was glued into them.

    A paragraph with inline HTML stays whole: cutting it could cut through a link.
    """
    texts = [piece for piece in pieces if not piece.kept]
    limit = _ENDLESS_ALONE if len(texts) == 1 else _ENDLESS_WORDS
    left: list[Piece] = []
    findings: list[Finding] = []
    for piece in pieces:
        if piece.kind is not BlockKind.PARAGRAPH or piece.marked_up or count_words(piece.text) < limit:
            left.append(piece)
            continue
        parts, found = _unfolded(piece)
        left += parts
        findings += found
    return left, findings


def _unfolded(piece: Piece) -> tuple[list[Piece], list[Finding]]:
    cuts = list(find_cuts(piece.text))
    findings = [dropped(cut.rule, piece, piece.text[cut.start : cut.end]) for cut in cuts]
    lines: list[_Line] = []
    for index, (start, end) in enumerate(gaps(piece.text, cuts)):
        stretch = list(_lines(piece.text[start:end]))
        if index < len(cuts):
            stretch = _without_caption(stretch, cuts[index], piece, findings)
        if stretch and cuts and not lines and piece.place <= 1 and _is_headline(stretch):
            stretch[0].subhead = True
        lines += stretch
    lines = _without_teasers(lines, piece, findings)
    return list(_paragraphs(lines, piece)), findings


def _lines(text: str) -> Iterator[_Line]:
    """The sentences and glued subheads of a stretch of prose; its first and last stand at an edge."""
    lines = [line for sentence in split_sentences(text) for part in _resplit(sentence) for line in _with_subhead(part)]
    lines = [line for line in lines if count_words(line.text)]
    if lines:
        lines[-1].edge = True
    for line, following in pairwise(lines):
        line.edge = line.edge or following.subhead
    yield from lines


def _is_headline(stretch: list[_Line]) -> bool:
    """Whether all there is before the first debris is a page's headline."""
    if len(stretch) != 1 or not looks_like_headline(stretch[0].text):
        return False
    words = stretch[0].text.split()
    # A menu's words all have capitals.
    return sum(word[0].islower() for word in words) * 3 >= len(words)


def _resplit(sentence: str) -> Iterator[str]:
    """``sentence``, cut once more where a full stop that looked like an initial's precedes a glued subhead."""
    at = 0
    if len(sentence) > _LONGEST_SENTENCE:
        yield sentence
        return
    quoted = quoted_spans(sentence)
    for match in _RESPLIT.finditer(sentence):
        inside = any(start < match.start() < end for start, end in quoted)
        if not inside and glued_subhead(sentence[match.end() : match.end() + 300]):
            yield sentence[at : match.start()]
            at = match.end()
    yield sentence[at:]


def _with_subhead(sentence: str) -> Iterator[_Line]:
    glued = glued_subhead(sentence)
    if glued:
        yield _Line(glued[0], subhead=True)
        yield _Line(glued[1])
    else:
        yield _Line(sentence)


def _without_caption(stretch: list[_Line], cut: Cut, piece: Piece, findings: list[Finding]) -> list[_Line]:
    """The stretch before ``cut`` without the caption at its end, where ``cut`` is a photo credit."""
    if cut.rule.code != "debris.credit" or not stretch or not doubles(stretch[-1].text, piece.text[cut.end :]):
        return stretch
    findings.append(caption(piece, stretch[-1].text))
    return stretch[:-1]


def _without_teasers(lines: list[_Line], piece: Piece, findings: list[Finding]) -> list[_Line]:
    """The lines without another article's headline and standfirst that stand at an edge; those elsewhere stay."""
    left: list[_Line] = []
    for line in lines:
        if line.subhead or not _is_teaser(line.text):
            left.append(line)
        elif line.edge and not numbers(line.text) - numbers(piece.text.replace(line.text, " ", 1)):
            message = "Écarté de la source : le titre et le chapeau d’un autre article, insérés dans celui-ci."
            findings.append(noticed("debris.teaser", piece, message, line.text))
        else:
            left.append(line)
            findings.append(suspected(piece, line.text))
    return left


def _is_teaser(sentence: str) -> bool:
    """A headline without a full stop, glued to a standfirst that says the same again: no sentence has that shape."""
    if not 18 <= len(sentence.split()) <= 75:
        return False
    quoted = quoted_spans(sentence)
    for match in _GLUE.finditer(sentence):
        inside = any(start < match.start() < end for start, end in quoted)
        if not inside and match["before"].lower() not in FUNCTION_WORDS and _says_again(sentence, match.end()):
            return True
    return False


def _says_again(sentence: str, at: int) -> bool:
    headline, standfirst = sentence[:at].strip(), sentence[at:]
    if not 6 <= count_words(headline) <= 22 or not 10 <= count_words(standfirst) <= 55:
        return False
    return len(_topics(headline) & _topics(standfirst)) >= 4 and headline[:1].isupper()


def _topics(text: str) -> set[str]:
    """What a text is about: acronyms, and longer words without their endings."""
    words = re.findall(r"[^\W\d_]+", text)
    return {word[:5].lower() for word in words if len(word) >= 5 or (len(word) >= 2 and word.isupper())}


def _paragraphs(lines: list[_Line], piece: Piece) -> Iterator[Piece]:
    group: list[str] = []
    for line in lines:
        if line.subhead:
            yield from _paragraph(group, piece)
            group = []
            yield plain_piece(line.text, piece, BlockKind.HEADING, 2)
            continue
        group.append(line.text)
        # What stands before debris and ends without a mark is no beginning of the sentence behind it.
        if (
            (line.edge and not line.text.endswith(_ENDS))
            or len(group) >= _SENTENCES
            or count_words(" ".join(group)) >= _WORDS
        ):
            yield from _paragraph(group, piece)
            group = []
    yield from _paragraph(group, piece)


def _paragraph(group: list[str], piece: Piece) -> Iterator[Piece]:
    if group:
        yield plain_piece(" ".join(group), piece)
