"""Dropping what web pages leave behind, each drop with a finding.

In block markup and classic HTML only a whole paragraph is ever dropped; in pasted plain text debris is also cut out of
a line it was glued to. What is ambiguous stays, with a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import BlockKind
from bridge.text.debris_bars import bar_code, breadcrumb, items_of_row, may_be_bar
from bridge.text.debris_place import applies, doubtful, numbers, own_numbers
from bridge.text.debris_prompts import is_prompt, may_be_prompt
from bridge.text.debris_rules import (
    BOILERPLATE,
    BREADCRUMB,
    LONE_LABEL,
    LOOSE_LABEL,
    MARKS,
    PROMPT,
    RULES,
    SHARE_BAR,
    Rule,
)
from bridge.text.injections import addresses_model
from bridge.text.pieces import Piece, noticed, plain_piece
from bridge.text.sentences import quoted_spans, split_sentences
from bridge.text.words import count_words

#: No debris is longer; a longer paragraph is not even looked at.
_MOST_CHARACTERS = 700
#: Kept text is searched for marks of debris up to here, and a warning quotes this much of it.
_SEARCHED, _QUOTED = 20_000, 120
#: Between a line's sentences and items; and what may stand in a row there, of at most so many.
_BETWEEN_PARTS = re.compile(r"(?<=[.!?])\s+|\s+[|·•]\s+")
_ANYWHERE = frozenset({"debris.boilerplate", "debris.prompt", "debris.advertising", "debris.languages"})
_MOST_PARTS = 12
#: Share buttons one below the other: at most so many, of at most so many characters.
_LONGEST_ROW, _LONGEST_BUTTON = 16, 40


@dataclass(frozen=True, slots=True)
class Cut:
    """Debris within a text: where it is and what."""

    start: int
    end: int
    rule: Rule


@lru_cache(maxsize=512)
def line_rule(text: str) -> Rule | None:
    """The rule that ``text`` matches as a whole, if any."""
    if len(text) > _MOST_CHARACTERS:
        return None
    rule = next((rule for rule in RULES if rule.line and rule.line.match(text)), None)
    return rule or _told_by_parts(text) or _consumed(text)


_BARS = {rule.code: rule for rule in (SHARE_BAR, PROMPT, BOILERPLATE)}


def _told_by_parts(text: str) -> Rule | None:
    """The rule of a line whose every item or sentence is a page's."""
    code = bar_code(text)
    if code:
        return _BARS[code]
    if is_prompt(text):
        return PROMPT
    if breadcrumb(text) is not False:
        return BREADCRUMB
    parts = [part for part in _BETWEEN_PARTS.split(text) if part]
    rules = [_furniture(part) for part in parts] if 1 < len(parts) <= _MOST_PARTS else []
    return rules[0] if all(rules) and rules else None


def _furniture(part: str) -> Rule | None:
    """The rule of a part of a line that is a page's wherever it stands."""
    rule = next((rule for rule in RULES if rule.line and rule.code in _ANYWHERE and rule.line.match(part)), None)
    code = bar_code(part)
    return rule or (_BARS[code] if code else PROMPT if is_prompt(part) else None)


def _consumed(text: str) -> Rule | None:
    """The first rule of a line that is nothing but debris in a row ("By A B | Outlet Est. 5min")."""
    cuts = list(find_cuts(text))
    if not cuts:
        return None
    rest = " ".join(text[start:end] for start, end in gaps(text, cuts))
    return cuts[0].rule if not count_words(rest) or _is_line(rest) else None


def _is_line(text: str) -> bool:
    return any(rule.line and rule.line.match(text) for rule in RULES)


def find_cuts(text: str) -> Iterator[Cut]:
    """Debris within ``text``, in order and without overlaps; none within a quotation."""
    quoted = quoted_spans(text)
    found = sorted(
        (Cut(match.start(), match.end(), rule) for rule in RULES if rule.span for match in rule.span.finditer(text)),
        key=lambda cut: (cut.start, -cut.end),
    )
    end = 0
    next_quoted = 0
    repeated = _repeated_numbers(text) if any(cut.rule.code == "debris.teaser" for cut in found) else set()
    for cut in found:
        while next_quoted < len(quoted) and quoted[next_quoted][1] <= cut.start:
            next_quoted += 1
        inside = next_quoted < len(quoted) and quoted[next_quoted][0] < cut.start
        if cut.start >= end and not inside and not _tells(text[cut.start : cut.end], cut.rule, repeated):
            yield cut
            end = cut.end


def _repeated_numbers(text: str) -> set[str]:
    counted = Counter(match for token in text.split() for match in numbers(token))
    return {number for number, count in counted.items() if count > 1}


def _tells(debris: str, rule: Rule, repeated: set[str]) -> bool:
    """Whether a French teaser's title within prose holds a number that the prose does not."""
    return rule.code == "debris.teaser" and ":" in debris[:20] and own_numbers(rule, debris, repeated)


def gaps(text: str, cuts: list[Cut]) -> list[tuple[int, int]]:
    """What lies before, between and after the cuts, as ``(start, end)``; one more than there are cuts."""
    starts = [0, *(cut.end for cut in cuts)]
    ends = [*(cut.start for cut in cuts), len(text)]
    return list(zip(starts, ends, strict=True))


def dropped(rule: Rule, piece: Piece, evidence: str = "") -> Finding:
    """The finding for debris that ``rule`` recognised."""
    message = f"Écarté de la source : {rule.what}, reste de la page d’origine et non de l’article."
    return noticed(rule.code, piece, message, evidence)


def drop_debris(pieces: list[Piece], *, plain: bool) -> tuple[list[Piece], list[Finding]]:
    """The pieces without debris, and a finding for each drop. ``plain``: the draft is pasted text without markup."""
    left: list[Piece] = []
    findings: list[Finding] = []
    counted = Counter(number for piece in pieces for number in numbers(piece.text))
    index = 0
    top = True
    while index < len(pieces):
        piece = pieces[index]
        if LONE_LABEL.match(piece.text) and not piece.kept:
            taken = 1 + _teased(pieces, index + 1)
            for each in pieces[index : index + taken]:
                if own_numbers(_TEASER, each.text, _elsewhere(each.text, counted)):
                    left.append(each)
                    findings.append(suspected(each, each.text))
                else:
                    findings.append(dropped(_TEASER, each))
            index += taken
            continue
        row = _row(pieces, index)
        if row:
            findings += [dropped(SHARE_BAR, each) for each in pieces[index : index + row]]
            index += row
            continue
        kept, found = _looked_at(pieces, index, _elsewhere(piece.text, counted), top=top, plain=plain)
        top = top and all(each.kind is BlockKind.HEADING for each in kept)
        left += kept
        findings += found
        index += 1
    return _without_captions(left, findings)


def _row(pieces: list[Piece], start: int) -> int:
    """How many lines from ``start`` on are share buttons, one a line; 0 where they are none or too few to be sure."""
    texts: list[str] = []
    for piece in pieces[start : start + _LONGEST_ROW]:
        if piece.kind is not BlockKind.PARAGRAPH or len(piece.text) > _LONGEST_BUTTON:
            break
        texts.append(piece.text)
    return items_of_row(texts)


def _elsewhere(text: str, counted: Counter[str]) -> set[str]:
    """The numbers of ``text`` that stand in another piece as well."""
    return {number for number in numbers(text) if counted[number] > 1}


_TEASER = next(rule for rule in RULES if rule.code == "debris.teaser")


def _teased(pieces: list[Piece], start: int) -> int:
    """How many pieces below a teaser's label belong to it: a headline or list of them, and a last standfirst."""
    if start >= len(pieces) or pieces[start].kept:
        return 0
    first = pieces[start]
    headline = first.kind is BlockKind.PARAGRAPH and first.text[-1:] not in ".!?…:" and count_words(first.text) <= 20
    links_only = first.kind is BlockKind.LIST and all(item.startswith("<a ") for item in first.items)
    if not headline and not links_only:
        return 1 if _is_last_standfirst(pieces, start) else 0
    return 1 + int(_is_last_standfirst(pieces, start + 1))


def _is_last_standfirst(pieces: list[Piece], index: int) -> bool:
    return (
        index == len(pieces) - 1
        and pieces[index].kind is BlockKind.PARAGRAPH
        and len(split_sentences(pieces[index].text)) <= 2
        and count_words(pieces[index].text) <= 60
    )


def _looked_at(
    pieces: list[Piece], index: int, elsewhere: set[str], *, top: bool, plain: bool
) -> tuple[list[Piece], list[Finding]]:
    piece = pieces[index]
    if piece.comment:
        return [], [_comment(piece)]
    if piece.layout:
        return [], [noticed("debris.layout", piece, "Écarté : un séparateur ou un espacement, sans contenu.")]
    if piece.kept or piece.kind is BlockKind.QUOTE:
        return [piece], []
    rule = line_rule(piece.text)
    if rule and applies(rule, pieces, index, top=top):
        linked = rule is _TEASER and piece.html.endswith("</a>")
        if not linked and own_numbers(rule, piece.text, elsewhere):
            return [piece], [suspected(piece, piece.text)]
        return [], [dropped(rule, piece)]
    if rule and doubtful(rule, piece.text, top=top):
        return [piece], [suspected(piece, piece.text)]
    if plain and not rule and not piece.marked_up and piece.kind is BlockKind.PARAGRAPH:
        return _carved(piece)
    return [piece], _suspected(piece)


def _carved(piece: Piece) -> tuple[list[Piece], list[Finding]]:
    cuts = list(find_cuts(piece.text))
    if not cuts:
        return [piece], _suspected(piece)
    findings = [dropped(cut.rule, piece, piece.text[cut.start : cut.end]) for cut in cuts]
    rest = " ".join(part for start, end in gaps(piece.text, cuts) if count_words(part := piece.text[start:end].strip()))
    if not rest:
        return [], findings
    left = plain_piece(rest, piece)
    return [left], [*findings, *_suspected(left)]


def _suspected(piece: Piece) -> list[Finding]:
    """A warning where a paragraph begins like a teaser and might be a sentence, or holds a mark of debris."""
    loose = LOOSE_LABEL.match(piece.text) and count_words(piece.text) <= 40
    if loose or may_be_bar(piece.text) or may_be_prompt(piece.text):
        return [suspected(piece, piece.text)]
    mark = MARKS.search(piece.text, 0, _SEARCHED)
    if mark is None:
        return []
    return [suspected(piece, piece.text[max(0, mark.start() - _QUOTED // 3) : mark.end() + _QUOTED])]


def suspected(piece: Piece, evidence: str) -> Finding:
    """The warning for what looks like a page's leftover and stays."""
    message = (
        "Ce passage semble être un reste de la page d’origine (renvoi, crédit, signature, abonnement…) ; "
        "il est resté dans la source. Vérifiez-le."
    )
    return noticed("debris.suspected", piece, message, evidence, Severity.WARNING)


def _comment(piece: Piece) -> Finding:
    if addresses_model(piece.text):
        message = "Ce commentaire HTML s’adresse à un modèle de langage : il a été écarté et n’est pas suivi."
        return noticed("instruction.injected", piece, message, severity=Severity.WARNING)
    return noticed("debris.comment", piece, "Écarté : un commentaire HTML, invisible pour les lecteurs.")


def _without_captions(pieces: list[Piece], findings: list[Finding]) -> tuple[list[Piece], list[Finding]]:
    """The pieces without captions: paragraphs right before a photo credit that double what the text says again."""
    credited = {int(finding.place.rpartition(" ")[2]) for finding in findings if finding.code == "debris.credit"}
    if not credited:
        return pieces, findings
    left: list[Piece] = []
    for index, piece in enumerate(pieces):
        before_credit = piece.kind is BlockKind.PARAGRAPH and piece.place + 1 in credited
        if before_credit and doubles(piece.text, "\n".join(other.text for other in pieces[index + 1 :])):
            findings.append(caption(piece, piece.text))
        else:
            left.append(piece)
    return left, findings


def caption(piece: Piece, evidence: str) -> Finding:
    """The finding for a caption that doubled the text."""
    message = "Écarté de la source : une légende de photo, dont le texte reprend les mots plus loin."
    return noticed("debris.caption", piece, message, evidence)


def doubles(text: str, later: str) -> bool:
    """Whether most runs of four words of ``text`` come again in ``later``."""
    runs = _runs(text)
    return len(runs) >= 5 and len(runs & _runs(later)) >= 0.6 * len(runs) and not numbers(text) - numbers(later)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = ["".join(filter(str.isalnum, word)).lower() for word in text.split()]
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))
