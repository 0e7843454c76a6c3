"""Sentences that address a language model ("Ignore all previous instructions…"): dropped, with a warning.

Only where a sentence begins with the order and stands outside quotation marks: an article that reports on such
sentences keeps them. What a draft says is data to the engine in any case; this is the visible half of that rule.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bridge.domain.finding import Finding, Severity
from bridge.text import inline
from bridge.text.pieces import Piece, noticed, without
from bridge.text.sentences import quoted_spans, split_sentences

_LEAD = (
    r"(?:(?:important|attention|note|please|hey|now|and|\[?(?:system|assistant|user|inst|syst[èe]me)\]?|ai|ia|"
    r"llm|chatgpt|"
    r"note (?:to|for) (?:the )?(?:ai|llm|model|assistant)|(?:note )?[àa] l['’]attention de l['’]ia|merci de|svp)"
    r"\s*(?:[:,–>!-]\s*|\s))*"
)
_ORDERS = (
    r"(?:ignore|disregard|forget|override|bypass)\b(?=.{0,60}\b(?:all|any|the|your|previous|prior|above|earlier|"
    r"preceding)\b)"
    r".{0,60}\b(?:instructions?|prompts?|guidelines|directives|directions|system message)\b",
    r"(?:ignore[zrs]?|oublie[zrs]?|ne (?:tiens|tenez) (?:pas|plus|aucun) compte d|fais abstraction d|"
    r"faites abstraction d)"
    r".{0,60}\b(?:consignes?|instructions?|directives|prompts?)\b.{0,20}(?:pr[ée]c[ée]dent|ant[ée]rieur|"
    r"ci-dessus|re[çc]u|syst[èe]me|initial)",
    r"(?:ignore[zrs]?|oublie[zrs]?)\s+(?:toute?s\s+)?(?:les|tes|vos)\s+(?:pr[ée]c[ée]dent|anciennes?|"
    r"autres)\w*\s+(?:consignes?|instructions?|directives)",
    r"you are (?:now |no longer )?(?:a |an )?(?:chatgpt|gpt|claude|gemini|dan|(?:helpful |large )?(?:ai\b|"
    r"assistant|language model|chatbot))",
    r"(?:tu es|vous [êe]tes|agis comme|agissez comme) (?:d[ée]sormais |maintenant )?(?:un |une )?(?:chatgpt|gpt|"
    r"claude|gemini|ia\b|"
    r"intelligence artificielle|assistant|mod[èe]le de langage|chatbot|r[ée]dacteur seo)",
    r"(?:act|behave|respond) as (?:if you|an? (?:ai|assistant|language model|expert))",
    r"(?:reveal|print|repeat|output|show|r[ée]v[èe]le[zrs]?|r[ée]p[èe]te[zrs]?|"
    r"affiche[zrs]?)\b.{0,30}\b(?:system prompt|your (?:instructions|prompt)|"
    r"(?:tes|vos) (?:instructions|consignes)|(?:ton|votre) prompt|prompt syst[èe]me)",
)
_ORDER = re.compile(rf"{_LEAD}(?:{'|'.join(_ORDERS)})", re.IGNORECASE)
_SYSTEM = re.compile(
    r"(?:<\|?(?:im_start|system|endoftext)[^>]{0,20}>|\[/?INST\]|#{2,}\s*(?:instruction|system|response)s?\b|"
    r"(?:SYSTEM|System|ASSISTANT|Assistant)\s*(?:prompt|message)?\s*:\s*\S)"
)
_FOLLOW_UP = re.compile(
    r"(?:instead|then|and then|also|now|only|ensuite|puis|à la place)?[\s,]*(?:add|write|insert|say|output|"
    r"reply|respond|answer|print|"
    r"include|translate|publish|always|never|do not|ajoute|[ée]cris|ins[èe]re|dis|r[ée]ponds|affiche|publie|"
    r"mets|n['’][ée]cris)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(rf"\b(?:{_ORDERS[0]}|{_ORDERS[1]})", re.IGNORECASE)


def addresses_model(sentence: str) -> bool:
    """Whether ``sentence`` begins with an order to a language model; a question is none."""
    return not sentence.endswith("?") and bool(_ORDER.match(sentence) or _SYSTEM.match(sentence))


def drop_injections(pieces: list[Piece]) -> tuple[list[Piece], list[Finding]]:
    """The pieces without sentences that address a model, and a warning for each piece that had some."""
    left: list[Piece] = []
    findings: list[Finding] = []
    for piece in pieces:
        kept, dropped = ([piece], "") if piece.kept else _filtered(piece)
        left += kept
        if dropped:
            findings.append(_injected(piece, dropped))
        elif not piece.kept and _suspicious(piece.text):
            findings.append(_suspected(piece))
    return left, findings


def _filtered(piece: Piece) -> tuple[list[Piece], str]:
    if not any(word in piece.text.lower() for word in _WORDS_AT_ISSUE):
        return [piece], ""
    if piece.items:
        return _filtered_items(piece)
    sentences = split_sentences(piece.text)
    dropped = _addressed(sentences)
    if not dropped:
        return [piece], ""
    passages = [sentences[index] for index in sorted(dropped)]
    rest = without(piece, passages)
    return ([rest] if rest else []), " ".join(passages)


#: A cheap first look; every order above holds one of these.
_WORDS_AT_ISSUE = (
    "ignore", "disregard", "forget", "override", "bypass", "oublie", "compte d", "abstraction", "you are", "tu es",
    "vous êtes", "vous etes", "agis", "act as", "behave as", "respond as", "prompt", "instruction", "system", "inst]",
    "assistant", "consigne", "im_start", "endoftext",
)  # fmt: skip


def _filtered_items(piece: Piece) -> tuple[list[Piece], str]:
    bad = tuple(item for item in piece.items if addresses_model(inline.plain(item)))
    if not bad:
        return [piece], ""
    good = tuple(item for item in piece.items if item not in bad)
    kept = [replace(piece, items=good, text=" ".join(map(inline.plain, good)))] if good else []
    return kept, " ".join(map(inline.plain, bad))


def _addressed(sentences: tuple[str, ...]) -> set[int]:
    """The indexes of sentences that address a model, and of the orders right behind them."""
    found: set[int] = set()
    for index, sentence in enumerate(sentences):
        follows = index - 1 in found and _FOLLOW_UP.match(sentence) is not None
        if follows or addresses_model(sentence):
            found.add(index)
    return found


def _suspicious(text: str) -> bool:
    match = _LOOSE.search(text)
    if match is None:
        return False
    return not any(start <= match.start() < end for start, end in quoted_spans(text)) and "‘" not in text


def _injected(piece: Piece, evidence: str) -> Finding:
    message = (
        "Cette phrase s’adresse à un modèle de langage et non au lecteur : elle a été écartée et n’est pas suivie. "
        "Vérifiez d’où vient ce texte."
    )
    return noticed("instruction.injected", piece, message, evidence, Severity.WARNING)


def _suspected(piece: Piece) -> Finding:
    message = "Ce passage ressemble à un ordre donné à un modèle de langage ; il est resté dans le texte. Vérifiez-le."
    return noticed("instruction.suspected", piece, message, piece.text, Severity.WARNING)
