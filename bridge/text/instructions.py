"""A first line that tells the bridge what to do ("Réécris cet article en français, 800 mots minimum").

Only three things are ever taken from it: minimum words, language and focus keyphrase. It is recognised by an
imperative at its start and at least two features of a commission, so that a sentence about writing is left alone;
without an imperative by having nothing but such features (`terse`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bridge.domain.finding import Finding
from bridge.domain.source import Instruction
from bridge.text import inline
from bridge.text.pieces import Piece, noticed, without
from bridge.text.sentences import split_sentences
from bridge.text.terse import BARE, KEYPHRASE_LABEL, LANGUAGES, NAMES, NUMBER, commissions, terse_kinds

LEAST_WORDS, MOST_WORDS = 50, 5000
#: An instruction is found in this many characters at the start, or it is none.
_REACH = 1200
#: Lines that one may run over.
_MOST_LINES = 6
#: Features of a commission that make an instruction, and the most words of one sentence of it.
_ENOUGH, _LONGEST = 2, 60

_IMPERATIVE = re.compile(
    r"(?:(?:bonjour|salut|hello|hi|seo|todo|t[âa]che|task|note|"
    r"please|pls|kindly|can you|could you|merci de|s['’]il (?:te|vous) pla[iî]t|svp|stp|peux-tu|pouvez-vous|"
    r"instructions?|consignes?|brief|prompt)\b[\s,:–-]*)*"
    r"(?:make|write|re-?write|create|turn|translate|optimi[sz]e|convert|generate|produce|rephrase|paraphrase|draft|"
    r"seo[- ]optimi[sz]e|use|add|include|keep|ensure|target|aim|"
    r"r[ée]{1,2}cri(?:s|vez|re)|[ée]cri(?:s|vez)|r[ée]dige[zrs]?|tradui(?:s|sez|re)|optimise[zrs]?|reformule[zrs]?|"
    r"transforme[zrs]?|fai(?:s|tes)|cr[ée]{1,2}(?:e|es|ez|er)?|mets|mettez|mettre|reprends|reprenez|"
    r"adapte[zrs]?|garde[zrs]?|vise[zrs]?|ajoute[zrs]?|utilise[zrs]?|int[èe]gre[zrs]?)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?P<number>{NUMBER})\s*\+?\s*(?:words?|mots)\b(?:\s*(?:minimum|mini?\b\.?|au moins|or more|et plus|at least))?|"
    rf"\b(?:nombre de mots|word count|words|mots)\s*[:=]\s*(?:min(?:imum)?\.?\s*)?(?P<after>{NUMBER})\b",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    rf"\b(?:in(?:to)?|en|to|vers le|langue\s*:|language\s*:)\s*(?:the\s+)?(?P<name>{NAMES})\b|"
    rf"(?:^|[,;|/·–—-]\s*)(?P<alone>{NAMES})\s*(?=[,;.|/·–—-]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_KEYPHRASE = re.compile(
    rf"\b{KEYPHRASE_LABEL}\**\s*(?:is\b|est\b|=|:)*\**\s*"
    rf"(?:«\s*(?P<fr>[^»\n]{{2,80}}?)\s*»|“(?P<en>[^”\n]{{2,80}})”|\"(?P<straight>[^\"\n]{{2,80}})\"|(?=\S)(?P<bare>{BARE}))",
    re.IGNORECASE,
)
_SEO = re.compile(r"\bseo\b|référencement|search[- ]engine|\byoast\b", re.IGNORECASE)
_SUBHEADINGS = re.compile(
    r"\bsub-?\s?head(?:ing|er)s?\b|\bsub-?titles?\b|\bintertitres?\b|\bsous-titres?\b|\bheadings\b|\bh2\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:this|the following|following|the|my) (?:article|text|post|draft|content|story)\b(?: below)?|"
    r"\b(?:cet article|l['’]article|ce texte|le texte|mon article|mon texte|ce brouillon|ce contenu|ce billet|"
    r"un article)\b"
    r"(?: (?:suivant|ci-dessous))?",
    re.IGNORECASE,
)
_FEATURES = (_WORDS, _LANGUAGE, _KEYPHRASE, _SEO, _SUBHEADINGS, _OBJECT)
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s*")
#: A clause of an instruction that begins with no imperative.
_FEATURE_FIRST = re.compile(
    r"(?:and|et|then|puis|in|en|with|avec|at least|au moins|minimum|let there be|be in|should|must|doit|il faut|of|de|"
    r"seo|language|langue|mots?[- ]clé?f?s?|key\w*|focus|expression\w*|ton|tone|longueur|length|sub\w*|inter\w*|"
    r"sous|\d+)\b",
    re.IGNORECASE,
)


def take_instruction(pieces: list[Piece]) -> tuple[Instruction | None, list[Piece], list[Finding]]:
    """The instruction that the first text holds, the pieces without it, and the finding that says so."""
    first = next((index for index, piece in enumerate(pieces) if not piece.kept and piece.text), None)
    if first is None:
        return None, pieces, []
    piece = pieces[first]
    told, after = _terse(pieces, first)
    rest: Piece | None = None
    if not told:
        end = _instruction_end(piece.text)
        if not end:
            return None, pieces, []
        told, after = [piece.text[:end].strip()], first + 1
        rest = without(piece, told)
    if rest is None:
        more, after = _continuation(pieces, after)
        told += more
    kept = [rest] if rest else []
    text = "\n".join(told)
    finding = noticed(
        "instruction.read", piece, "Cette consigne a été lue comme telle et ne figure pas dans l’article.", text
    )
    return _instruction(text), [*pieces[:first], *kept, *pieces[after:]], [finding]


def _terse(pieces: list[Piece], start: int) -> tuple[list[str], int]:
    """The telegraphic lines at the top that together are a commission, and where they end; none if they aren't one."""
    texts: list[str] = []
    kinds: frozenset[str] = frozenset()
    index = start
    while index < len(pieces) and index - start < _MOST_LINES and not pieces[index].kept:
        lines = _lines(pieces[index])
        if not all(map(terse_kinds, lines)):
            break
        kinds = kinds.union(*map(terse_kinds, lines))
        texts += lines
        index += 1
    return (texts, index) if commissions(kinds) else ([], start)


def _lines(piece: Piece) -> list[str]:
    return [inline.plain(item) for item in piece.items] or [piece.text]


def _features(text: str) -> int:
    return sum(1 for feature in _FEATURES if feature.search(text))


def _instruction_end(text: str) -> int:
    """Where the instruction at the start of ``text`` ends; 0 where there is none."""
    end = 0
    terse = 0
    for sentence in split_sentences(text[:_REACH]):
        start = text.index(sentence, end)
        if terse == end and terse_kinds(sentence):
            end = terse = start + len(sentence)
            continue
        if end == terse and end and not commissions(terse_kinds(text[:end])):
            return 0
        told = _told(sentence) if end == terse else _told_further(sentence)
        if not told:
            break
        end = start + told
        if told < len(sentence):
            break
    if end == terse:
        return end if commissions(terse_kinds(text[:end])) else 0
    return end if _features(text[:end]) >= _ENOUGH else 0


def _told(sentence: str) -> int:
    """How much of a first sentence is an instruction: all of it, the part before glued-on text, or nothing (0)."""
    imperative = _IMPERATIVE.match(sentence)
    if sentence.endswith("?") or imperative is None:
        return 0
    glued = _glued_at(sentence)
    told = glued or len(sentence)
    # An infinitive opens many an ordinary sentence ("Réécrire l'histoire…").
    enough = _ENOUGH if imperative.group().lower().endswith(("re", "er")) else 1
    too_long = len(sentence[:told].split()) > _LONGEST
    return 0 if too_long or _features(sentence[:told]) < enough else told


def _told_further(sentence: str) -> int:
    """The same for a sentence behind one that instructs."""
    return len(sentence) if _goes_on(sentence) else _told(sentence)


def _glued_at(sentence: str) -> int:
    """Where, after the last feature near the start, text begins with a capital and no mark of its own; 0: nowhere."""
    ends = sorted(match.end() for feature in _FEATURES for match in feature.finditer(sentence[:400]))
    for end in reversed(ends):
        following = sentence[end:].lstrip(" \u00a0")
        if len(following.split()) >= 4 and following[:1].isupper() and _features(sentence[:end]) >= _ENOUGH:
            return end
    return 0


def _continuation(pieces: list[Piece], start: int) -> tuple[list[str], int]:
    """The short lines right below that go on with it ("- 800 mots"), and where they end."""
    texts: list[str] = []
    index = start
    while index < len(pieces) and index - start < _MOST_LINES:
        piece = pieces[index]
        lines = _lines(piece)
        if piece.kept or not all(map(_goes_on, lines)):
            break
        texts += lines
        index += 1
    return texts, index


def _goes_on(line: str) -> bool:
    bare = _BULLET.sub("", line)
    short = len(bare.split()) <= 14
    return short and _features(bare) >= 1 and bool(_IMPERATIVE.match(bare) or _FEATURE_FIRST.match(bare))


def _instruction(text: str) -> Instruction:
    instruction = Instruction(text=inline.fold(text))
    return replace(instruction, min_words=_min_words(text), language=_language(text), keyphrase=_keyphrase(text))


def _min_words(text: str) -> int | None:
    match = _WORDS.search(text)
    if match is None:
        return None
    return min(max(int(re.sub(r"\D", "", match["number"] or match["after"])), LEAST_WORDS), MOST_WORDS)


def _language(text: str) -> str | None:
    match = _LANGUAGE.search(text)
    if match is None:
        return None
    return next(code for code, names in LANGUAGES.items() if (match["name"] or match["alone"]).lower() in names)


def _keyphrase(text: str) -> str | None:
    match = _KEYPHRASE.search(text)
    if match is None:
        return None
    phrase = inline.fold(match["fr"] or match["en"] or match["straight"] or match["bare"])
    return phrase if 0 < len(phrase.split()) <= 8 else None
