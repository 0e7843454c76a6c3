"""English left within French sentences: single words, and phrases, that nobody has translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bridge.checks.places import MANY, blocker, brief_text, source_text, warning
from bridge.checks.prose import GAP, Stretch, stretches
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import places
from bridge.text.loanwords import EXPRESSIONS, English, could_be_english, english

#: How many words make English words a phrase.
PHRASE_WORDS = 3
#: Words told from each other in a text, at most: beyond, an article is no article.
MOST_TOKENS = 20_000

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'‑-][^\W\d_]+)*|\d+|[^\s\w]")
_ELISION = re.compile(r"\A(?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldnscjmt])[’']", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s\Z", re.IGNORECASE)
#: Words that join those of a name: "Bank of England", "Marks and Spencer".
_JOINERS = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "at", "by", "with", "from", "a", "an", "or", "n", "our"}
)
#: Words that open an English sentence; a name would go on with a capital.
_OPENERS = frozenset(
    {
        "however", "although", "moreover", "meanwhile", "furthermore", "therefore", "nevertheless", "while", "because",
        "according", "since", "this", "that", "these", "those", "there", "when", "which", "with", "from", "his", "her",
        "their", "they", "its", "and", "the", "she", "we", "it", "he", "what", "who", "where", "despite", "during",
        "after", "before", "under", "until", "both", "some", "many", "most", "several", "our", "your", "you", "how",
        "why", "thus", "hence", "instead", "overall", "finally", "additionally", "similarly", "of", "for", "by", "to",
        "spokesperson", "officials", "residents", "councillors", "yesterday", "today", "tomorrow",
    }
)  # fmt: skip
_DAYS_AND_MONTHS = frozenset(
    {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "July",
        "September", "October", "November", "December",
    }
)  # fmt: skip
#: Months that are given names or verbs as well: with a number only.
_MONTHS = frozenset({"March", "April", "May", "June", "August"})
#: Functions that have a French name, before the name of who holds it.
_FUNCTIONS = frozenset(
    {
        "Mayor", "Chairman", "Chairwoman", "Spokesperson", "Spokesman", "Spokeswoman", "Councillor", "Senator",
        "Professor", "Minister", "Governor", "Congressman", "Ambassador", "Secretary", "Superintendent", "Judge",
    }
)  # fmt: skip
#: Symbols of units: no words of any language.
_UNITS = frozenset(
    {
        "mph", "kph", "kmh", "km", "ft", "lb", "lbs", "oz", "psi", "hp", "bhp", "kw", "kwh", "mwh", "gwh", "twh", "mw",
        "gw", "rpm", "fps", "mpg", "yd", "yds", "mi", "sq", "cu", "gal", "pt", "qt", "bbl", "boe", "cwt", "st", "nm",
        "kt", "kts", "kn", "bpm", "ppm", "ppb", "gb", "mb", "tb", "kb", "mbps", "gbps", "ghz", "mhz", "khz", "db",
        "btu", "tsp", "tbsp", "in", "am", "pm",
    }
)  # fmt: skip
_SLUG_JOIN = re.compile(r"-")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it stands (elision off), where it stands, and whether it opens a sentence."""

    text: str
    start: int
    end: int
    opens: bool
    elided: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


Allowed = Callable[[str], bool]


def findings(source: Source, brief: Brief, article: Article) -> Iterator[Finding]:
    """Blockers ``language.english_phrase`` and ``.english_word``; the latter a warning where the press says so too."""
    allowed = _allowed(source, brief)
    found = (item for stretch in stretches(article) for item in _of_stretch(stretch, allowed))
    yield from islice(found, MANY)
    yield from _slug(article, allowed)


def _allowed(source: Source, brief: Brief) -> Allowed:
    """Words that a French source itself uses, or the editor."""
    known = frozenset(_words(brief_text(brief) + "\n" + (source_text(source) if source.language != "en" else "")))
    return known.__contains__


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_bare(match.group()) for match in islice(_TOKEN.finditer(text), 10 * MOST_TOKENS)))


def _bare(word: str) -> str:
    return _ELISION.sub("", word.replace("’", "'")).replace("‑", "-").casefold()


def _of_stretch(stretch: Stretch, allowed: Allowed) -> Iterator[Finding]:
    tokens = _tokens(EXPRESSIONS.sub(GAP, stretch.text))
    kinds = [_kind(tokens, at, allowed) for at in range(len(tokens))]
    for begin, end in _runs(tokens, kinds):
        words = stretch_words(tokens, begin, end)
        context = _context(tokens, begin, end)
        sure = [at for at in range(begin, end) if kinds[at] is English.SURELY]
        if end - begin >= PHRASE_WORDS and len(sure) > 1:
            message = (
                f"« {words} » est de l’anglais : traduisez ces mots, ou mettez-les entre guillemets s’ils sont cités."
            )
            yield blocker("language.english_phrase", stretch.place, message, context)
        else:
            yield from _single(stretch, tokens, kinds, range(begin, end))


def _single(stretch: Stretch, tokens: list[_Token], kinds: list[English | None], span: range) -> Iterator[Finding]:
    for at in span:
        word, context = tokens[at].text, _context(tokens, at, at + 1)
        if kinds[at] is English.SURELY and not _in_brackets(tokens, at):
            message = f"« {word} » est un mot anglais : traduisez-le."
            yield blocker("language.english_word", stretch.place, message, context)
        elif kinds[at] in (English.SURELY, English.PERHAPS):
            message = f"« {word} » est un mot anglais : vérifiez qu’il n’a pas été oublié, ou traduisez-le."
            yield warning("language.english_word", stretch.place, message, context)


def stretch_words(tokens: list[_Token], begin: int, end: int) -> str:
    """The words of ``tokens[begin:end]``, for a message."""
    return " ".join(token.text for token in tokens[begin : min(end, begin + 12)])


def _context(tokens: list[_Token], begin: int, end: int) -> str:
    around = tokens[max(0, begin - 5) : end + 5]
    return " ".join(token.text for token in around if token.text != GAP.strip())


def _in_brackets(tokens: list[_Token], at: int) -> bool:
    """A single word in brackets gives the original of the one before."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return before in "([" and after in ")]" and bool(before and after)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    opens = True
    for match in islice(_TOKEN.finditer(text), MOST_TOKENS):
        word = match.group()
        elision = _ELISION.match(word)
        start = match.start() + (elision.end() if elision else 0)
        bare = word[elision.end() :] if elision else word
        if bare:
            tokens.append(_Token(bare, start, match.end(), opens, elision is not None))
        opens = (word in ".!?…:" or word == GAP.strip()) or (opens and not word[0].isalnum())
    return tokens


def _kind(tokens: list[_Token], at: int, allowed: Allowed) -> English | None:
    """How English the word is; None where it may be a name, or is no word."""
    token = tokens[at]
    if not token.is_word or allowed(_bare(token.text)):
        return None
    if token.capital:
        return _capital(tokens, at)
    if any(char.isupper() for char in token.text[1:]):
        return None
    word = _bare(token.text)
    if _POSSESSIVE.search(word):
        return English.SURELY if len(word) > 4 else English.NO
    if word in _UNITS and at and tokens[at - 1].text.isdigit():
        return None
    if word in _JOINERS and _joins_a_name(tokens, at):
        return None
    return english(word)


def _capital(tokens: list[_Token], at: int) -> English | None:
    token = tokens[at]
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    alone = not ((before is not None and _named(before)) or (after is not None and _named(after)))
    if token.text in _DAYS_AND_MONTHS:
        return English.SURELY if alone else None
    if token.text in _MONTHS:
        dated = any(near is not None and near.text.isdigit() for near in (before, after))
        return English.SURELY if dated else None
    if token.text in _FUNCTIONS and after is not None and after.capital and not token.elided:
        return English.PERHAPS
    if token.opens and after is not None and not after.capital:
        word = _bare(token.text)
        return English.SURELY if word in _OPENERS and not after.elided else None
    return None


def _named(token: _Token) -> bool:
    return token.is_word and token.capital and not token.opens and token.text not in _DAYS_AND_MONTHS


def _joins_a_name(tokens: list[_Token], at: int) -> bool:
    """Whether capitals stand on either side, with nothing but other joiners between."""
    return _capital_beyond(tokens, at, -1) and _capital_beyond(tokens, at, 1)


def _capital_beyond(tokens: list[_Token], at: int, step: int) -> bool:
    for near in range(at + step, at + 4 * step, step):
        if not 0 <= near < len(tokens):
            return False
        if tokens[near].text[0].isupper() or tokens[near].text[0].isdigit():
            return True
        if _bare(tokens[near].text) not in _JOINERS and tokens[near].text not in "&-":
            return False
    return False


def _runs(tokens: list[_Token], kinds: list[English | None]) -> Iterator[tuple[int, int]]:
    """``(begin, end)`` of the stretches of English words, and of words that both languages know between them."""
    at = 0
    while at < len(tokens):
        if not kinds[at]:
            at += 1
            continue
        begin, end = at, at + 1
        reach = end
        while reach < len(tokens) and _goes_on(tokens[reach], kinds[reach]):
            reach += 1
            if kinds[reach - 1]:
                end = reach
        while begin and _leads(tokens[begin - 1], kinds[begin - 1]):
            begin -= 1
        yield begin, end
        at = max(end, at + 1)


def _goes_on(token: _Token, kind: English | None) -> bool:
    if kind:
        return True
    return kind is English.NO and token.is_word and not token.capital and could_be_english(_bare(token.text))


def _leads(token: _Token, kind: English | None) -> bool:
    return kind is not None and token.is_word and token.opens and not kind and could_be_english(_bare(token.text))


def _slug(article: Article, allowed: Allowed) -> Iterator[Finding]:
    words = [word for word in _SLUG_JOIN.split(article.slug[:200]) if len(word) > 3]
    left = [word for word in words if english(word) is English.SURELY and not allowed(word)]
    if left:
        message = f"Le slug garde de l’anglais (« {', '.join(left)} ») : traduisez-le."
        yield warning("language.english_word", places.SLUG, message, article.slug)
