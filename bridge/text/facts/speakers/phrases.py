"""Noun phrases around a verb of saying: the speaker before it or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bridge.text import nlp
from bridge.text.bilingual.words import is_small, word_set
from bridge.text.facts.speakers.mentions import COMMA, Mention, Token, is_genitive, read, tokens
from bridge.text.wordlists import is_known

#: A speaker is named within so many words of the verb.
_REACH = 24
_STOPS = word_set(
    """
    qui dont que qu lors lorsque quand dans sur avant apres pendant devant durant afin tandis alors tout en ce
    cet cette car mais puisque au aupres face suite pour sans selon hier mardi lundi mercredi jeudi vendredi
    samedi dimanche who whose which while when where in at during on as before after following since because but
    that this about to with yesterday today monday tuesday wednesday thursday friday saturday sunday speaking
    referring
    """
)
_RELATIVES = word_set("qui dont que qu ou who whose which where ayant etant apres avant lors dans en")
#: Chunks that begin so say something of the speaker before them, and are none.
_BESIDE = _RELATIVES | word_set(
    "interroge interrogee asked of from at de d du des a au chez avec pour with for age agee aged"
)
_LEADING = word_set("a au aux aupres sur dans devant en lors pour avec chez to in on at during with for before de d")
_ASIDES = word_set("cote quant contre malgre grace sous par vers")
_DETERMINERS = {
    "fr": word_set("le la les l un une son sa ses leur leurs ce cet cette plusieurs certains celui celle"),
    "en": word_set("the a an his her their its one several some"),
}
#: "Anne Viel, la maire (DVG), …": what stands in brackets names nobody.
_ASIDE = re.compile(r"\([^()\ue000\ue001]{0,80}\)")
_BREAKS = frozenset(".;:!?()–—…\ue000\ue001")
_AND = word_set("et and puis then")
#: How English words that name a function end, and some that end otherwise.
_ROLE = re.compile(
    r"(?:[eo]r|ist|ian|ant|ent|ive|man|woman|person|ary|ess|ee|manager|chief|head|chair|coach|mayor|judge|nurse|ceo|aide|"
    r"captain|founder|boss|star|keeper|host|chef|cook|artist|guide|spokes\w+|teammate|mate|owner|author)\Z"
)


def behind(text: str, language: str) -> Mention:
    """The speaker that ``text``, what follows a verb or "selon", begins with."""
    words = _until_break(tokens(text)[:_REACH])
    words = _without_leading(words, language)
    phrase: list[Token] = []
    chunks = 0
    for index, token in enumerate(words):
        if token.text == ",":
            chunks += 1
            following = words[index + 1 : index + 2]
            if chunks > 2 or not phrase or not following or not _apposed(following[0]):
                break
            phrase.append(token)
            continue
        if token.plain in _STOPS:
            break
        phrase.append(token)
    return read(phrase, language)


def _apposed(token: Token) -> bool:
    """Whether a word behind a comma may go on naming the speaker."""
    return token.word and token.plain not in _STOPS and token.plain not in _RELATIVES


def _until_break(words: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in words:
        if token.text in _BREAKS or token.text[0] in '\ue000\ue001«»“”"':
            break
        found.append(token)
    return found


def _without_leading(words: list[Token], language: str) -> list[Token]:
    """ "a l'AFP Claire Durand", "mardi la maire": what stands before the speaker is left out."""
    at = 0
    while at < len(words) and not words[at].word:
        at += 1
    if at < len(words) and words[at].plain in _LEADING:
        at += 1
        while at < len(words) and (words[at].plain in _DETERMINERS[language] or words[at].plain in _LEADING):
            at += 1
        at += 1
    while at < len(words) and not (
        words[at].capital or words[at].plain in _DETERMINERS[language] or words[at].text == "’"
    ):
        if words[at].plain.rstrip("'") in ("l", "d", "il", "elle", "ils", "elles", "he", "she", "they"):
            break
        at += 1
    return words[at:]


def before(text: str, language: str) -> Mention:
    """The subject that stands before a verb: ``text`` is what precedes it in its sentence."""
    words = list(tokens(_ASIDE.sub(" ", text)))[-40:]
    for index in range(len(words) - 1, -1, -1):
        if words[index].text in _BREAKS or words[index].text[0] in "\ue000\ue001":
            words = words[index + 1 :]
            break
    while words and not words[-1].word:
        words.pop()
    if words and words[-1].plain in _AND:
        return first(words[:-1], language)
    chunks = _chunks(words)
    while len(chunks) > 1 and _says_of_it(chunks[-1], language):
        chunks.pop()
    if not chunks:
        return Mention()
    own = _last_phrase(chunks[-1], language)
    found = read(own, language)
    if len(chunks) > 1 and not found.pronoun and len(own) == len(chunks[-1]):
        found = _with_apposition(chunks[-2], found, own, language)
    return found


def _says_of_it(chunk: list[Token], language: str) -> bool:
    """Whether a chunk goes on about the speaker before it: "who …", "based in Norden"."""
    word = chunk[0].plain
    if word in _BESIDE:
        return True
    return language == "en" and not chunk[0].capital and len(word) > 4 and word.endswith(("ed", "ing"))


def _with_apposition(chunk: list[Token], found: Mention, own: list[Token], language: str) -> Mention:
    """ "Claire Durand, la maire de Lille, a déclaré": the chunk before names the same speaker, if it names one only."""
    before_it = read(_last_phrase(chunk, language), language)
    if bool(before_it.names) == bool(found.names) or before_it.pronoun or chunk[0].plain in _LEADING | _STOPS:
        return found
    if found.names and not before_it.words:
        return found
    return read([*_last_phrase(chunk, language), COMMA, *own], language)


def _chunks(words: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in words:
        if token.text == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [chunk for chunk in found if chunk]


def _last_phrase(words: list[Token], language: str) -> list[Token]:
    """The noun phrase that ends a chunk: "mardi la maire de Lille" from "la" on; a conjunction begins another one."""
    start = 0
    for index, token in enumerate(words[:-1]):
        if token.plain in ("que", "qu", "et", "and", "mais", "but", "que", "alors", "tandis", "while", "as", "when"):
            previous = words[index - 1] if index else None
            following = words[index + 1]
            if token.plain in ("et", "and") and previous is not None and previous.capital and following.capital:
                continue
            start = index + 1
    rest = words[start:]
    if rest and rest[0].plain in _LEADING:
        for index, token in enumerate(rest[1:], start=1):
            if token.plain in _DETERMINERS[language] and rest[index - 1].plain not in _LEADING and index > 2:
                return rest[index:]
    return rest


def first(words: Sequence[Token], language: str) -> Mention:
    """The first noun phrase of a sentence: the subject of "… et ajoute", "…, expliquant"."""
    chunks = _chunks(words)
    for number, chunk in enumerate(chunks):
        if chunk[0].plain in _LEADING | _STOPS | _ASIDES and len(chunks) > 1:
            continue
        if number == 0 and language == "fr" and _describes(words, chunk):
            continue
        taken = _subject(chunk, language)
        if language == "en" and number + 1 < len(chunks) and _is_function_alone(chunk, chunks[number + 1]):
            taken = chunk  # "Vale’s manager, …"
        found = read(taken, language)
        if found.names and not found.firm and not found.words and len(chunk) > 1 and _is_opening(chunk):
            continue
        if found.words and not found.names and number + 1 < len(chunks):
            apposed = _subject(chunks[number + 1], language)
            if chunks[number + 1][0].capital and read(apposed, language).names:
                return read([*taken, COMMA, *apposed], language)
        if found:
            return found
    return Mention()


def _describes(words: Sequence[Token], chunk: list[Token]) -> bool:
    """ "Prudente, elle ajoute", "Sinon elle se venge": a capital because a sentence begins, and no name."""
    if not chunk[0].capital or chunk[0].text[1:2].isupper() or (len(chunk) > 1 and chunk[1].capital):
        return False
    if is_small(chunk[0].plain, "fr") or chunk[0].plain.rstrip("'’") in _DETERMINERS["fr"]:
        return False
    if re.search(r"-(?:ce|ils?|elles?|on|vous|tu|je|nous)\Z", chunk[0].plain):
        return True  # "Est-ce rentable ?"
    sentence = re.sub(r" (?=,)|(?<=[’']) ", "", " ".join(token.text for token in words))
    if _kind(sentence) not in {"PROPN", "NOUN"}:
        return len(chunk) < len(words) or len(chunk) > 1
    if len(chunk) == len(words):
        return False
    small = sentence[0].lower() + sentence[1:]
    return _kind(sentence) == "NOUN" or (
        _kind(small) in {"ADJ", "VERB", "ADV"} and is_known(chunk[0].text.lower(), "fr")
    )


def _kind(sentence: str) -> str:
    """What part of speech a sentence begins with."""
    return next((str(token.pos_) for token in nlp.parsed(sentence)), "")


def _is_function_alone(chunk: list[Token], following: list[Token]) -> bool:
    """Whether a chunk says a function whose holder the next chunk names: "The Institute’s director, Max Orr"."""
    if not 2 <= len(chunk) <= 8 or not following[0].capital or not chunk[-1].word:
        return False
    return any(is_genitive(chunk, at) for at in range(len(chunk) - 1)) and bool(_ROLE.search(chunk[-1].plain))


def _is_opening(chunk: list[Token]) -> bool:
    """ "Née le 3 mai 1934", "Tourné vers le public": a capital because a sentence begins, and no subject."""
    return chunk[1].plain in _LEADING | _DETERMINERS["fr"] | _DETERMINERS["en"] | {"vers", "by", "par", "sous"}


def _subject(chunk: list[Token], language: str) -> list[Token]:
    titled = _titled(chunk, language)
    if titled:
        return titled
    taken: list[Token] = []
    for index, token in enumerate(chunk[:10]):
        if index and token.word and not token.capital and not _nominal(chunk, index, language):
            break
        taken.append(token)
    return taken


def _titled(chunk: list[Token], language: str) -> list[Token]:
    """ "Finance director Lee Marsh said": the function before a name, with the name."""
    if language != "en":
        return []
    for index, token in enumerate(chunk[1:9], start=1):
        before = chunk[index - 1]
        if token.capital and not before.capital and _ROLE.search(before.plain):
            end = next((at for at in range(index, len(chunk)) if not chunk[at].capital), len(chunk))
            return chunk[:end]
        if is_small(token.plain, "en") and token.plain not in ("of", "and", "the"):
            return []
    return []


def _nominal(chunk: list[Token], index: int, language: str) -> bool:
    """Whether the word still belongs to the noun phrase that the chunk began with."""
    previous = chunk[index - 1].plain
    here = chunk[index].plain
    linking = {"de", "du", "des", "d", "of", "la", "le", "l", "les"}
    return previous in _DETERMINERS[language] | linking or here in linking


def named_first(text: str, language: str) -> Mention:
    """``first`` of plain text."""
    return first(tokens(text)[:30], language)
