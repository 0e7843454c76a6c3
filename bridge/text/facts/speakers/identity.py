"""Whether two mentions, of an article and of its source, may mean the same speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property

from bridge.text.bilingual.lexicon import french_keys, translates
from bridge.text.bilingual.morphology import fold
from bridge.text.bilingual.words import is_small, word_set
from bridge.text.facts.names.trades import trades
from bridge.text.facts.quotations import is_person
from bridge.text.facts.speakers.mentions import COMMA, Mention, Token, read, tokens
from bridge.text.facts.speakers.verbs import saying

#: Letters that two forms of one word share ("directeur", "directrice"; "London", "Londres").
_STEM = 5
#: Names looked at in a text.
_MOST = 600
_ARTICLES = {"fr": word_set("le la l les un une son sa"), "en": word_set("the a an his her")}
#: Functions that many have at once: they tell no person from another.
_GENERIC = word_set(
    """
    elu elue responsable dirigeant dirigeante patron patronne homme femme interesse interessee specialiste expert
    experte professionnel professionnelle habitant habitante joueur joueuse chercheur chercheuse scientifique auteur
    autrice representant representante membre dernier derniere quinquagenaire quadragenaire trentenaire sportif
    sportive artiste figure candidat candidate temoin cadre employe employee
    """
)
#: "An ecologist at the university who was not involved": where a function ends.
_ENDING = word_set("who whose which that qui dont at from with chez avec")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]")
#: "les lettres de Mme Untel": what speaks is the first noun.
_HEAD = re.compile(r"(les?|la|l['’]|une?|des|son|sa|ses|leurs?|the|an?|his|her|their) ?([\w-]+)", re.IGNORECASE)
_HELD = re.compile(r"(?i:\A(?:le|la|les|l['’]|un|une|des|son|sa|ses|leurs?)) ?[a-zà-ÿ-]+ (?:d['’]|de |du |des )")
_POSSESSIVE = word_set("son sa ses leur leurs his her their un une des a an")
_LETTERS = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")
_LINE = re.compile(r"(?<=[.!?…])\s+(?=[^\sa-z])|\n+")
_PIECE = re.compile(r"[^.;:!?…\n()«»“”\"—–]+")


class Verdict(StrEnum):
    """What the comparison of two speakers tells."""

    SAME = "same"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(slots=True)
class Person:
    """Somebody, or a body, that a text names: every form of the name, functions and linked names around it."""

    names: set[tuple[str, ...]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    firm: bool = False

    @property
    def tokens(self) -> set[str]:
        """Every word of every name."""
        return {word for name in self.names for word in name}

    def take(self, mention: Mention) -> None:
        """Adds what a mention tells."""
        self.names.update(mention.names)
        self.words.update(mention.words)
        self.linked.update(mention.linked)
        self.firm = self.firm or mention.firm


class Directory:
    """The persons of a text, found by surname; and the speakers that it calls by a function alone."""

    def __init__(self, text: str, language: str, speakers: Iterable[Mention] = ()) -> None:
        self.language = language
        self._text = text[:60_000]
        self._speakers = tuple(speakers)

    # Most quotations have the very name beside them that the source has: the text is read where one has not.

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody by surname."""
        found: dict[str, Person] = {}
        for mention in (*named(self._text, self.language), *self._speakers):
            for name in mention.names:
                person = found.setdefault(name[-1], Person())
                one = Mention(names=(name,), firm=mention.firm)
                person.take(mention if len(mention.names) == 1 else one)
        return found

    @cached_property
    def _functions(self) -> tuple[frozenset[str], ...]:
        """What speakers without a name are called; every name of a text has one."""
        return tuple(frozenset(one.words) for one in self._speakers if one.words and not one.names)

    @cached_property
    def _sentences(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(token.plain for token in tokens(line)) for line in _LINE.split(self._text))

    def of_name(self, mention: Mention) -> Person | None:
        """The person that a mention names."""
        for name in mention.names:
            for word in reversed(name):
                if word in self.people:
                    return self.people[word]
        return None

    def together(self, names: Iterable[str], word: str) -> bool:
        """Whether a sentence has one of the names and the word."""
        return any(word in words and not words.isdisjoint(names) for words in self._sentences)

    def of_function(self, words: Sequence[str]) -> list[Person]:
        """The persons whose function the words may be."""
        return [
            person
            for person in self.people.values()
            if person.words and _shares_head(words, person.words, self.language)
        ]

    def has_function(self, words: Sequence[str]) -> bool:
        """Whether a speaker of the text is called by these words."""
        return any(_shares_head(words, known, self.language) for known in self._functions)


def named(text: str, language: str) -> list[Mention]:
    """Names with what stands in apposition, all through a text."""
    found: list[Mention] = []
    for match in _PIECE.finditer(text):
        if not _CAPITALS.search(match.group()):
            continue
        chunks = _chunked(tokens(match.group()))
        for index, chunk in enumerate(chunks):
            mention = read(chunk, language)
            mention = mention if not mention.pronoun else read([COMMA, *chunk[1:]], language)
            if not mention.names:
                continue
            around = [near for near in chunks[max(0, index - 1) : index + 2] if near is not chunk]
            words = [word for near in around for word in _function(near, language)]
            close = _beside(chunk, language)
            found.extend(
                Mention(
                    names=(name,), words=(*close, *words), linked=mention.linked, text=mention.text, firm=mention.firm
                )
                for name in mention.names
            )
            if len(found) >= _MOST:
                return found
    return found


def _chunked(words: Sequence[Token]) -> list[list[Token]]:
    chunks: list[list[Token]] = [[]]
    for token in words:
        if token.text == ",":
            chunks.append([])
        else:
            chunks[-1].append(token)
    return [chunk for chunk in chunks if chunk]


def _function(chunk: Sequence[Token], language: str) -> tuple[str, ...]:
    """The function that a chunk in apposition names: short, and begun by an article or by its noun."""
    end = next((index for index, token in enumerate(chunk) if index and token.plain in _ENDING), len(chunk))
    chunk = chunk[:end]
    if len(chunk) > 9 or not chunk[0].word or chunk[0].capital:
        return ()
    bare = chunk[0].plain not in _ARTICLES[language]
    if bare and (is_small(chunk[0].plain, language) or any(token.plain in _ARTICLES[language] for token in chunk[1:2])):
        return ()
    mention = read(chunk, language)
    return mention.words[:3] if not mention.names else ()


def _beside(chunk: Sequence[Token], language: str) -> tuple[str, ...]:
    """The words right before the name: "la maire Claire Durand"."""
    first = next((index for index, token in enumerate(chunk) if token.capital and index), 0)
    near = chunk[max(0, first - 6) : first]
    words = read(near, language).words[-3:] if near else ()
    return tuple(word for word in words if not saying(language).fullmatch(word) and word != "according")


def _shares_head(words: Sequence[str], known: Iterable[str], language: str) -> bool:
    """Whether the head of a function — its first word — is among ``known`` words."""
    return any(alike(head, word, language) for head in words[:1] for word in known)


@cache
def _folded_trades() -> dict[str, frozenset[int]]:
    """Functions that are called by several words: "coach", "entraîneur"."""
    return {fold(word): lines for word, lines in trades().items()}


def alike(french: str, other: str, language: str) -> bool:
    """Whether two folded words may be one — equal, of one stem, or translations; the second is in ``language``."""
    if french == other:
        return True
    if min(len(french), len(other)) >= _STEM and french[:_STEM] == other[:_STEM]:
        return True
    if _folded_trades().get(french, frozenset()) & _folded_trades().get(other, frozenset()):
        return True
    return translates(french, other) if language == "en" else bool(french_keys(french) & french_keys(other))


def compare(article: Mention, source: Mention, of_source: Directory, of_article: Directory, near: str = "") -> Verdict:
    """Whether the article's speaker is the source's; ``article`` is French, ``near`` the source's paragraph.

    Different only where it is plain: another name that the source knows as another person or not at all, or a
    function that the source gives to another one.
    """
    language = of_source.language
    if _same_name(article.names, source.names, language):
        return Verdict.SAME
    if any(alike(one, word, language) for one in article.words[:2] for word in source.words):
        return Verdict.SAME if not (article.names and source.names) else _by_names(article, source, of_source, near)
    if article.names:
        return _by_names(article, source, of_source, near)
    return _by_function(article, source, of_source, of_article)


def is_surely_named(mention: Mention, *directories: Directory) -> bool:
    """Whether a mention surely is a person, or a body that speaks: by first name and surname or a title, by a surname
    that one of the texts gives somebody, by letters ("ONU"), or by a function with its article.

    "Two designers", "Clearmark", "les lettres de Mme Untel", "sa créatrice" are none.
    """
    text = mention.text.strip()
    head = _HEAD.match(text)
    if mention.names:
        if head is not None and not is_person(head[2].casefold()) and _HELD.search(text):
            return False
        known = (directory.of_name(mention) for directory in directories)
        return mention.firm or any(one is not None and one.firm for one in known) or _LETTERS.search(text) is not None
    return bool(mention.words) and (head is None or head[1].casefold() not in _POSSESSIVE)


def _same_name(ones: Iterable[tuple[str, ...]], others: Iterable[tuple[str, ...]], language: str) -> bool:
    ones, others = tuple(ones), tuple(others)
    if ones and others and len(ones[0]) == len(others[0]) == 2:
        # Two persons by first name and surname: what else is named beside them may be the same for both.
        ones, others = ones[:1], others[:1]
    return any(_is_name(one, other, language) for one in ones for other in others)


def _is_name(one: tuple[str, ...], other: tuple[str, ...], language: str) -> bool:
    """The same surname, and no other first name; or a body's name with a word in common."""
    if len(one) == 2 == len(other) and one[-1] == other[-1]:
        return one[0] == other[0] or one[0][0] == other[0][0] or len(one[0]) < 3
    return any(first == second or _spelled(first, second, language) for first in one for second in other)


def _spelled(one: str, other: str, language: str) -> bool:
    return language == "en" and len(one) > 3 and (one[:4] == other[:4] or translates(one, other))


def _context(source: Mention, person: Person | None) -> set[str]:
    """Every word that goes with a speaker of the source."""
    words = {*source.words, *source.linked, *(word for name in source.names for word in name)}
    return words | (person.words | person.linked | person.tokens if person else set())


def _by_names(article: Mention, source: Mention, of_source: Directory, near: str) -> Verdict:
    person = of_source.of_name(source)
    context = _context(source, person)
    names = article.names[:1] if len(article.names[0]) > 1 else article.names
    own = {word for name in names for word in name}
    language = of_source.language
    if any(word in context or any(_spelled(word, near, language) for near in context) for word in own):
        return Verdict.SAME
    known = of_source.of_name(article)
    if known is not None and source.words and not source.names:
        # The source names a function alone: whose is it?
        if _shares_head(source.words, known.words, of_source.language):
            return Verdict.SAME
        beside = any(token.plain in article.surnames for token in tokens(near))
        if beside and _alone(article, near, of_source.language):
            return Verdict.SAME
        linked = beside or of_source.together(article.surnames, source.words[0])
        return Verdict.DOUBTFUL if linked else Verdict.DIFFERENT
    if source.names:
        return Verdict.DIFFERENT if known is not None or article.firm else Verdict.DOUBTFUL
    return Verdict.DIFFERENT if known is None and article.firm else Verdict.DOUBTFUL


def _alone(article: Mention, near: str, language: str) -> bool:
    """Whether a paragraph names nobody else, so that the function that speaks there is this person's."""
    people = {name[-1] for one in named(near[:2_000], language) if one.firm for name in one.names if len(name) > 1}
    return bool(people) and people <= article.surnames


def _by_function(article: Mention, source: Mention, of_source: Directory, of_article: Directory) -> Verdict:
    words = article.words
    if not words:
        return Verdict.UNKNOWN
    language = of_source.language
    person = of_source.of_name(source)
    context = _context(source, person)
    if any(alike(words[0], known, language) for known in context):
        return Verdict.SAME
    generic = words[0] in _GENERIC
    holders = [holder for holder in of_source.of_function(words) if holder is not person]
    if holders and not generic:
        return Verdict.DIFFERENT if source.names else _between_functions(source, holders)
    if any(alike(word, known, language) for word in words for known in context):
        return Verdict.SAME
    return Verdict.UNKNOWN if generic else _by_own_words(words, source, of_source, of_article)


def _by_own_words(words: Sequence[str], source: Mention, of_source: Directory, of_article: Directory) -> Verdict:
    """A function that the source gives no name to: whose it is in the article, and whether another speaker has it."""
    theirs = [holder for holder in of_article.people.values() if words[0] in holder.words]
    names = {name for holder in theirs for name in holder.names}
    if names and source.names and not _same_name(names, source.names, of_source.language):
        known = any(name[-1] in of_source.people for name in names)
        return Verdict.DIFFERENT if known else Verdict.DOUBTFUL
    return Verdict.DIFFERENT if of_source.has_function(words) else Verdict.UNKNOWN


def _between_functions(source: Mention, holders: Sequence[Person]) -> Verdict:
    """The article's function is a person's of the source, the source's speaker has another function alone."""
    if any(set(source.words[:1]) & holder.words for holder in holders):
        return Verdict.SAME
    return Verdict.DIFFERENT
