"""The article is written in French, whole and in each of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from bridge.checks import foreign_words
from bridge.checks.places import MANY, blocker, body, brief_text, source_text, warning
from bridge.checks.prose import GAP, Stretch, stretches
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import places
from bridge.text.facts.quotations import extract
from bridge.text.language import FRENCH_WORDS, detect, french_share
from bridge.text.loanwords import English, english
from bridge.text.outline import article_text
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words

#: Below this, names outweigh what tells a language.
PARAGRAPH_WORDS = 12
#: A sentence is judged without its names, from so many words on.
SENTENCE_WORDS = 6
#: A title is shorter, so it is judged by its small words alone, from here on.
TITLE_WORDS = 3
#: Words of a quotation from which on it is worth saying that it stands in another language.
QUOTED_WORDS = 6
#: How many pieces the detector is asked about: it takes about a millisecond for each.
ASKED = 400
#: A text with this share of French function words is French, whatever its names look like.
FRENCH_SHARE = 0.2

_ENGLISH = frozenset(
    {
        "the", "of", "and", "for", "with", "to", "is", "are", "how", "why", "what", "from", "its", "their", "by", "at",
        "will", "has", "have", "was", "were", "this", "that", "you", "your", "we", "our", "his", "her", "not", "who",
        "be", "been", "it", "can", "could", "would", "should", "into", "about", "after", "before", "over", "under",
    }
)  # fmt: skip
#: Those that names of institutions and titles of works are joined with.
_JOINERS = frozenset({"of", "the", "and", "for", "with", "at", "by", "from", "to"})
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NAMES = {
    "en": "en anglais", "de": "en allemand", "es": "en espagnol", "it": "en italien", "pt": "en portugais",
    "nl": "en néerlandais", "ar": "en arabe", "zh": "en chinois", "ru": "en russe",
}  # fmt: skip


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Function words of neighbours, by language; those that French has as well tell nothing.
_OTHERS = {
    "de": _set("der das und ist nicht von mit für auf dem den ein eine einen sich auch wird sind bei nach"),
    "es": _set("el los las y del con por para que una está son pero más como ha sido muy también sobre"),
    "it": _set("il lo gli della delle degli di che e per con una sono non è anche nella alla dei più"),
    "pt": _set("o os as do da dos das e que com para uma não é são mas mais também foi pelo pela"),
    "nl": _set("het een van en niet voor met zijn dat die op te aan ook wordt naar bij"),
}
_SHARED = _set("que une a as e y o son mais plus en et les des die on op per con")
#: Small words that French has in common with one or the other of them: for which it is they say nothing.
_COMMON = _set("de la le en que un y son si des par a l d n s c")
#: So many different small words of its own tell a language.
_OWN_WORDS = 3
#: Words of another language, one behind the other, that make a phrase.
PHRASE_WORDS = 4
#: German writes its nouns as names, so that its small words have to tell.
GERMAN_WORDS = 3


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """What is not French: the whole, a passage, a sentence, a field, a phrase, a word.

    Blockers ``language.not_french``, ``.paragraph_not_french``, ``.sentence_not_french``, ``.field_not_french``,
    ``.heading_not_french``, ``.english_phrase``, ``.english_word``; warnings ``.foreign_phrase``,
    ``.quotation_not_french``, and ``.english_word`` where it is doubtful. What a French source says in another
    language, titles of works and quotations in the original are no fault.
    """
    language = _foreign(article_text(article))
    if language:
        message = f"L’article est écrit {_name(language)} : il doit être en français. Relancez la réécriture."
        return (blocker("language.not_french", places.WHOLE, message, article_text(article)),)
    passages = tuple(islice(_passages(source, brief, article), MANY))
    told = {(finding.place, finding.evidence) for finding in passages}
    places_told = {place for place, _ in told}
    words = (item for item in foreign_words.findings(source, brief, article) if item.place not in places_told)
    return (*passages, *words, *islice(_quotations(source, article), MANY))


def _name(language: str) -> str:
    return _NAMES.get(language, f"dans une autre langue ({language})")


def _foreign(text: str) -> str | None:
    """The language of a text that is not French, None where it is or where there is too little of it."""
    if french_share(text[:20_000]) >= FRENCH_SHARE and not _of_a_neighbour(text[:20_000]):
        return None
    language = detect(text)
    return language if language != "fr" else None


def _of_a_neighbour(text: str) -> bool:
    """Whether a neighbour's own small words outnumber those that only French has: the two share "de", "la", "en"."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    for function_words in _OTHERS.values():
        own = [word for word in words if word in function_words and word not in FRENCH_WORDS and word not in _COMMON]
        if len(set(own)) >= _OWN_WORDS and len(own) > sum(
            word in FRENCH_WORDS and word not in _COMMON and word not in function_words for word in words
        ):
            return True
    return False


def _passages(source: Source, brief: Brief, article: Article) -> Iterator[Finding]:
    said = f"{source_text(source) if source.language != 'en' else ''}\n{brief_text(brief)}".casefold()
    for stretch in stretches(article)[:ASKED]:
        if stretch.place == places.KEYPHRASE or (stretch.text and stretch.text.casefold() in said):
            continue
        found = _field(stretch) if stretch.short else _paragraph(stretch, said)
        yield from islice(found, MANY)


def _paragraph(stretch: Stretch, said: str) -> Iterator[Finding]:
    if count_words(stretch.text) >= PARAGRAPH_WORDS:
        language = _foreign(stretch.text)
        bare = _without_names(stretch.text)
        if language and count_words(bare) >= SENTENCE_WORDS and _foreign(bare):
            is_field = stretch.place in (places.TITLE, places.SEO_TITLE, places.DESCRIPTION, places.EXCERPT)
            code = "language.field_not_french" if is_field else "language.paragraph_not_french"
            message = f"Ce passage est {_name(language)} : traduisez-le, ou retirez-le."
            yield blocker(code, stretch.place, message, stretch.text)
            return
    for sentence in split_sentences(stretch.text):
        if sentence.casefold() not in said:
            yield from _sentence(stretch.place, sentence)


def _without_names(text: str) -> str:
    """The words of ``text`` that begin small: names say nothing of the language they stand in."""
    return " ".join(word for word in _WORD.findall(text) if word[0].islower())


def _sentence(place: str, sentence: str) -> Iterator[Finding]:
    if _of_a_neighbour(sentence) and (language := _foreign(sentence)):
        yield _of_sentence(place, sentence, language)
        return
    phrase = _foreign_phrase(sentence)
    if phrase is None or french_share(sentence) >= FRENCH_SHARE + len(_WORD.findall(sentence)) / 100:
        return
    language, words = phrase
    bare = _without_names(sentence)
    if count_words(bare) >= SENTENCE_WORDS and _foreign(bare):
        yield _of_sentence(place, sentence, language)
    else:
        message = f"« {words} » semble être {_name(language)} : traduisez ces mots, ou mettez-les entre guillemets."
        yield warning("language.foreign_phrase", place, message, sentence)


def _of_sentence(place: str, sentence: str, language: str) -> Finding:
    message = f"Cette phrase est {_name(language)} : traduisez-la, ou retirez-la."
    return blocker("language.sentence_not_french", place, message, sentence)


def _foreign_phrase(sentence: str) -> tuple[str, str] | None:
    """The language and words of a phrase that is neither French nor English, by its function words."""
    if GAP.strip() == sentence.strip():
        return None
    words = [match.group() for match in islice(_WORD.finditer(sentence), 400)]
    for language, function_words in _OTHERS.items():
        at = [index for index, word in enumerate(words) if word in function_words]
        for first, second in pairwise(at):
            between = words[first : second + 2]
            telling = {words[first], words[second]} - _SHARED
            # "Ursula von der Leyen" is a name.
            told = any(word[0].islower() and word not in function_words for word in between) or (
                language == "de" and len(at) >= GERMAN_WORDS
            )
            if (
                second - first <= 2
                and telling
                and told
                and len(between) >= PHRASE_WORDS - 1
                and not french_share(" ".join(between))
            ):
                return language, " ".join(words[max(0, first - 1) : second + 3])
    return None


def _field(stretch: Stretch) -> Iterator[Finding]:
    """A title, heading or list's item: too short for the detector, so its small words tell."""
    words = [match.group() for match in _WORD.finditer(stretch.text)]
    folded = {word.casefold() for word in words}
    is_heading = not stretch.place.startswith(("titre", "méta", "extrait"))
    code = "language.heading_not_french" if is_heading else "language.field_not_french"
    message = f"Ces mots ne sont pas en français : réécrivez-les ({stretch.place})."
    if count_words(stretch.text) >= PARAGRAPH_WORDS:
        if _foreign(stretch.text):
            yield blocker(code, stretch.place, message, stretch.text)
        return
    if len(words) < TITLE_WORDS or french_share(stretch.text) or not folded & _ENGLISH:
        return
    lower = [word for word in words[1:] if word[0].islower() and word not in _JOINERS]
    plain = any(english(word) is not English.NO for word in lower) or bool(folded & (_ENGLISH - _JOINERS))
    if plain or (not is_heading and len(words) > TITLE_WORDS):
        yield blocker(code, stretch.place, message, stretch.text)


def _quotations(source: Source, article: Article) -> Iterator[Finding]:
    """A quotation left in the original is for the person who decides: a translation may stand beside it."""
    if source.language == "fr":
        return
    for piece in body(article):
        whole = piece.node is not None and piece.node.kind is NodeKind.QUOTE
        for words in (piece.text,) if whole else (item.text for item in extract(piece.text)):
            if count_words(words) >= QUOTED_WORDS and french_share(words) < FRENCH_SHARE / 2:
                language = detect(words)
                if language not in ("fr", None):
                    message = f"Cette citation est {_name(language or '')} : donnez-en la traduction."
                    yield warning("language.quotation_not_french", piece.place, message, words)
