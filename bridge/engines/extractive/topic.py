"""Whether « Keyphrase : statement » says no more than the source does, and what noun phrase may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bridge.engines.extractive import clauses, lexicon, parsing, phrases
from bridge.engines.extractive.keyphrase import FAMILY, Keyphrase
from bridge.engines.extractive.parsing import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENIAL = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in lexicon.DENIALS)})(?!\w|-(?!t))")
_WORD = re.compile(r"\w+")
#: What stands behind one of these is by its grammar what the sentence is about.
_ABOUT = re.compile(
    r"(?:quant (?:à|au|aux)|à propos (?:de|du|des|d’)|au sujet (?:de|du|des|d’)|concernant|\balerte(?:nt)? sur)\s*"
    r"(?:le |la |les |l’|une? )?\Z"
)


def denies(text: str) -> bool:
    """Whether a text holds a negation, an exception, a condition or an opposition."""
    folded = lexicon.fold(text)
    return _DENIAL.search(folded.replace("’", "’ ")) is not None or _DENIAL.search(folded) is not None


def may_head(keyphrase: Keyphrase, sentence: Sentence) -> bool:
    """Whether the keyphrase may stand before what the sentence states: it is its subject, or the title has it."""
    if denies(sentence.text):
        return False
    if sentence.piece < 0:
        have = {word[:FAMILY] for word in _WORD.findall(sentence.text.lower())}
        parts = [word for part in keyphrase.parts for word in part.split("-")]
        return bool(parts) and all(part[:FAMILY] in have for part in parts)
    return any(_is_topic(token) for token in _tokens(keyphrase, sentence))


def _tokens(keyphrase: Keyphrase, sentence: Sentence) -> list[Token]:
    """The tokens of the keyphrase where the sentence has it as it is."""
    pattern = r"[\s\u00a0]+".join(re.escape(word) for word in keyphrase.text.replace("’", "'").split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", sentence.doc.text.replace("’", "'"), re.IGNORECASE)
    if match is None:
        return []
    return [token for token in sentence.doc if match.start() <= token.idx < match.end()]


def _is_topic(token: Token) -> bool:
    """Whether it is the subject of the main clause, or of the clause that the sentence opens with."""
    if not token.dep_.startswith("nsubj"):
        return False
    verb = token.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "advcl" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i)


def complements(keyphrase: Keyphrase, sentence: Sentence) -> Iterator[str]:
    """Noun phrases that may stand behind « Keyphrase : »: what the sentence is about, or a whole part of a title."""
    if not may_head(keyphrase, sentence):
        return
    folded = lexicon.fold(sentence.text)
    parts = {part.strip(" .") for part in re.split(r"\s[:–—|]\s|, ", folded)} if sentence.piece < 0 else set()
    texts = [*phrases.whole(sentence), *(p.text for p in phrases.find(sentence) if len(p.lemmas) > 1 and p.article)]
    for text in texts:
        bare = re.sub(r"\A(?:l’|(?:le|la|les|une?) )", "", lexicon.fold(text))
        at = folded.find(bare)
        cut = re.match(r"\s*(?:,|et\b|ou\b|ni\b|-)", folded[at + len(bare) :])
        if len(text.split()) < 3 or at < 0 or any(part in bare for part in keyphrase.parts):
            continue
        if lexicon.fold(text) in parts or (cut is None and _ABOUT.search(folded[:at])):
            yield text


def described(keyphrase: Keyphrase, sentence: Sentence) -> str:
    """The keyphrase with what is said of it right behind a comma (« …, vieille de 83 millions d’années »); or ""."""
    tokens = _tokens(keyphrase, sentence)
    end = tokens[-1].i + 1 if tokens else 0
    doc = sentence.doc
    if not end or end + 2 >= len(doc) or doc[end].text != ",":
        return ""
    participle = doc[end + 1].morph.get("VerbForm", []) == ["Part"]
    if not (participle or doc[end + 1].pos_ == "ADJ"):
        return ""
    stop = next((token.i for token in doc[end + 1 :] if token.text in ",.;:"), 0)
    inside = doc[end + 1 : stop]
    if len(inside) < 2 or any("Fin" in token.morph.get("VerbForm", []) for token in inside):
        return ""
    return keyphrase.capitalised() + str(doc.text[tokens[-1].idx + len(tokens[-1]) : doc[stop].idx].rstrip())


def what(title: Sentence) -> str:
    """What a title states something of, behind a place or a time that it opens with; "" where that is not certain."""
    opening, comma, rest = title.text.partition(", ")
    text = rest if comma and re.match(r"(?:À|Au|Aux|En|Dans|Sur|Chez) ", opening) else title.text
    words = list(parsing.parse_one(text[0].upper() + text[1:]).doc) if text else []
    end = clauses.subject_end(words)
    if not end or words[0].pos_ != "DET":
        return ""
    said = text[: words[end - 1].idx + len(words[end - 1])]
    return said[0].lower() + said[1:]
