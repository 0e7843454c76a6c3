"""Whether a French quotation renders an English one: by words that correspond, negations, numbers, names, length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from bridge.text.bilingual.lexicon import french_keys, keys
from bridge.text.bilingual.morphology import fold
from bridge.text.bilingual.words import tokens, word_set
from bridge.text.facts.numbers import Support, facts
from bridge.text.facts.quotations import polarity
from bridge.text.facts.quotations.additions import is_added, is_merged
from bridge.text.facts.quotations.prepared import Text, Word, prepared
from bridge.text.facts.quotations.replaced import STRANGE, replaced, strange
from bridge.text.facts.quotations.strays import strays

_IF = re.compile(r"\b(?:if|unless|provided|as long as|so long as|on condition)\b", re.IGNORECASE)
_SI = re.compile(
    r"\b(?:si|s['’]ils?|à condition|à moins|pourvu|tant qu\w*|en cas|au cas|dès lors|quand|lorsqu\w*|faute de|sans|"
    r"sauf|sous réserve|à supposer|en [a-zéè]+ant)(?!\w)",
    re.IGNORECASE,
)
_NAME_IN = re.compile(r"(?<![.!?…«»“”\"\n])(?<![.!?…] )(?<=[\s’'(-])[A-ZÀ-ÖØ-Þ][\w-]+")
_TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i english french i'm i've i'd i'll
    """
)


_COMPARED = re.compile(r"\b(plus|moins)\s+(?:de\s+|d['’])?(\w{3,})", re.IGNORECASE)
_MORE = re.compile(r"\bmore\s+(\w{3,})", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer)\s+(\w{3,})", re.IGNORECASE)
#: Words of the groups where they say something else, or what another language does without.
_COMPARATIVE = re.compile(
    r"\b(?:heure de jeu|quart d['’]heure|demi-heure|tout à l['’]heure|à l['’]heure(?! du| de)|"
    r"d['’]abord|au plus (?:tard|tôt)|plus tard|plus tôt|non plus|(?:ne|n['’])[^.;:!?]{0,40}?\bplus\b|no more|"
    r"any ?more|at least|at last|last (?:year|month|week|night|summer|winter|spring|autumn|time|\w+day)|in front of|"
    r"right now|of course|a little|as well|better off|back to|close (?:to|friend|look)|too late|long(?:er)? ago|"
    r"(?:all|so) right|years?[- ]old|quite a few|good-looking|second time|this fall|fall in love|(?:no|any) longer|"
    r"as long as|sooner or later|en retard|à court de|à long terme|tout court|sur le point|à bas|de bon(?:ne)? heure|"
    r"bon marché|beaucoup|sans (?:arrêt|cesse)|with no|"
    r"en fin de compte|malgré|premi(?:er|ère) (?:ministre|fois|tour|lieu)|(?:prime|first) minister|"
    r"avant tout|après tout|d['’]après|after all|before long|look(?:s|ed|ing)? after|in the end|de mal en)\b",
    re.IGNORECASE,
)


#: An infinitive, or a complement: no sentence of its own.
_PART = re.compile(
    r"(?:d['’]|de |à |par |pour |en )?(?:[a-zà-ÿ]+(?:er|ir|re|oir)|un|une|des|du|de|d['’]\w+|le|la|les|l['’]\w+)\b"
)
_STATES = re.compile(
    r"\b(?:je|j['’]|nous|on|ils?|elles?|tu|vous|qui|c['’]est|c['’]était|est|sont|était|étaient|sera|seront|a|ont|avait|"
    r"avons|sommes|suis|peut|peuvent|doit|doivent|veut|faut|va|vont)\b",
    re.IGNORECASE,
)
#: So many words behind a negation are what it denies.
_DENIED = 2
#: Words of an answer that has no verb.
_ANSWER = 2


class Flaw(StrEnum):
    """What is wrong with a rendering."""

    NEGATION = "negation"
    CONTRARY = "contrary"
    NUMBER = "number"
    NAME = "name"
    ADDED = "added"
    MERGED = "merged"
    CONDITION = "condition"
    WORD = "word"


def flaws(
    french: Text,
    original: Text,
    context: str = "",
    others: Sequence[Text] = (),
    names: frozenset[str] = frozenset(),
) -> tuple[Flaw, ...]:
    """What in ``french`` cannot come from ``original``; ``context``: the article's sentence around the quotation.

    ``others``: what other people are quoted with, for a quotation that joins the words of two. ``names``: folded
    words that are names wherever they stand, also at the beginning of a sentence.
    """
    found = []
    if _negated(french, original, context) or _refusal_dropped(french, original):
        found.append(Flaw.NEGATION)
    if contrary(french, original):
        found.append(Flaw.CONTRARY)
    if other_numbers(french.text, original.text, original.language):
        found.append(Flaw.NUMBER)
    if _other_names(french, original, names):
        found.append(Flaw.NAME)
    if is_merged(french, original, others):
        found.append(Flaw.MERGED)
    elif is_added(french, original):
        found.append(Flaw.ADDED)
    if _unconditional(french, original, context):
        found.append(Flaw.CONDITION)
    if not found and _other_word(french, original):
        found.append(Flaw.WORD)
    return tuple(found)


def _of_clause(text: Text, number: int) -> list[Word]:
    return [word for word in text.words if word.clause == number]


def _matching(words: Sequence[Word], other: Text) -> list[int]:
    """The clauses of ``other`` that share most with ``words``."""
    wanted = frozenset(key for word in words for key in word.keys)
    shared: dict[int, float] = {}
    for word in other.words:
        if word.keys & wanted:
            shared[word.clause] = shared.get(word.clause, 0.0) + word.weight
    most = max(shared.values(), default=0.0)
    return sorted(clause for clause, worth in shared.items() if worth >= 0.6 * most)


def _negated(french: Text, original: Text, context: str) -> bool:
    """Whether a negation stands in one of the two alone; before a part of a sentence the article may negate itself."""
    ours = polarity.strong(french.text, "fr")
    theirs = polarity.strong(original.text, original.language)
    if ours == theirs:
        return False
    if ours > theirs:
        return _alone(french, original)
    if french.text.lstrip()[:1].islower():
        if _PART.match(french.text.lstrip()) and polarity.strong(context, "fr"):
            return False
        if _leaves_denied_out(french, original):
            return False
    return _alone(original, french)


def _leaves_denied_out(french: Text, original: Text) -> bool:
    """Whether a part of a sentence begins behind the word that the original denies: "« dans trois ans »"."""
    if original.language != "en" or _STATES.search(french.text):
        return False
    for number, clause in enumerate(original.clauses):
        at = polarity.first(clause)
        if at is None:
            continue
        behind = {token.text for token in tokens(clause) if token.start >= at}
        denied = [word for word in _of_clause(original, number) if word.text in behind][:_DENIED]
        if not denied or any(word.keys & french.keys for word in denied):
            return False
    return True


def _alone(one: Text, other: Text) -> bool:
    """Whether ``one`` negates what ``other`` says without any hint of a negation."""
    for number, clause in enumerate(one.clauses):
        if not polarity.strong(clause, one.language):
            continue
        words = _of_clause(one, number)
        if not words and len(clause.split()) <= _ANSWER:
            continue  # "Pas encore." answers a question that the article asks
        shared = [word for word in words if word.keys & other.keys]
        if len(shared) < 2 and sum(word.weight for word in shared) < 0.4 * sum(word.weight for word in words):
            continue
        clauses = _matching(shared, other) if shared else range(len(other.clauses))
        if not any(_hints(other, one, index) for index in clauses) and not _supposed(clause, other, clauses):
            return True
    return False


def _supposed(clause: str, other: Text, clauses: Sequence[int]) -> bool:
    """ "S’il ne pleut pas" is "if the rain holds off": what is supposed is often said the other way round."""
    marker = _SI.search(clause) or _IF.search(clause)
    language = "en" if other.language == "fr" else "fr"
    if marker is None or not polarity.strong(clause[marker.start() :], language):
        return False
    return any(_SI.search(other.clauses[number]) or _IF.search(other.clauses[number]) for number in clauses)


def _refusal_dropped(french: Text, original: Text) -> bool:
    """Whether "unable to", "without", "failed to" has no counterpart in what renders its clause."""
    if original.language != "en" or polarity.strong(french.text, "fr"):
        return False
    for number, clause in enumerate(original.clauses):
        if not polarity.refused(clause):
            continue
        words = [word for word in _of_clause(original, number) if not polarity.refused(word.text)]
        shared = [word for word in words if word.keys & french.keys]
        if len(shared) >= 2 and sum(w.weight for w in shared) >= 0.7 * sum(w.weight for w in words):
            return not any(_hints(french, original, index) for index in _matching(shared, french))
    return False


def _hints(text: Text, other: Text, number: int) -> bool:
    """Whether a clause negates, or has a word which may stand for a negation and renders no word of the other text."""
    clause = text.clauses[number]
    if polarity.strong(clause, text.language):
        return True
    for word in _of_clause(text, number):
        if word.keys & other.keys:
            clause = re.sub(rf"\b{re.escape(word.text)}\b", " ", clause)
    return polarity.hinted(clause, text.language)


def contrary(french: Text, original: Text) -> bool:
    """Whether a word says what excludes the original's word in its place: "fermé" for "open", "mois" for "year"."""
    if original.language != "en" or polarity.strong(french.text, "fr") != polarity.strong(original.text, "en"):
        return False
    ours, theirs = _senses(french.text, "fr"), _senses(original.text, "en")
    for group, own in ours.items():
        other = theirs.get(group, set())
        if len(own) == len(other) == 1 and own != other:
            return True
    return _more_for_less(french, original)


def _more_for_less(french: Text, original: Text) -> bool:
    """ "Plus de trains" for "fewer trains": the word that is compared is the same."""
    for match in _COMPARED.finditer(french.text):
        words = _LESS if match[1].casefold() == "plus" else _MORE
        compared = french_keys(match[2])
        if any(compared & keys(other[1], original.language) for other in words.finditer(original.text)):
            return True
    return False


@lru_cache(maxsize=1_024)
def _senses(text: str, language: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for token in tokens(_COMPARATIVE.sub(" ", text)):
        if token.text.casefold() == "sur":
            continue  # the preposition, not "sûr"
        for group, index in polarity.senses(token.text, language):
            found.setdefault(group, set()).add(index)
    return found


#: "Nil-nil" is "0-0".
_NIL = re.compile(r"\bnil\b", re.IGNORECASE)


def other_numbers(french: str, original: str, language: str) -> bool:
    """Whether the French words hold a number that the original does not."""
    if not re.search(r"\d", french):
        return False
    support = Support(facts(_NIL.sub("0", original), language))
    own = [fact for fact in facts(french, "fr") if not fact.soft]
    return any(
        support.verdict(fact, french[max(0, fact.start - 12) : fact.start]) and not _bare(fact.text, original)
        for fact in own
    )


def _bare(text: str, original: str) -> bool:
    """ "If we play to 70 per cent … to 60": the unit that the clause beside has said is not said again."""
    figure = re.fullmatch(r"(\d+(?:[.,]\d+)?)[\s\u00a0\u202f]*%", text.strip())
    if figure is None or not re.search(r"per ?cent|%", original, re.IGNORECASE):
        return False
    return re.search(rf"(?<![\w.,]){re.escape(figure[1].replace(',', '.'))}(?=[,.;:!?]|\Z)", original) is not None


def proper_names(text: str) -> frozenset[str]:
    """Folded words that stand with a capital within a sentence of ``text``."""
    return frozenset(fold(name) for name in _NAME_IN.findall(text)) - _TIMES


def _other_names(french: Text, original: Text, known: frozenset[str]) -> bool:
    """Whether a name stands where the original has another one."""
    ours = [name for name in _names(french, known) if not _named_in(name, original)]
    if not ours:
        return False
    return any(name not in _TIMES and not _named_in(name, french) for name in _names(original, known))


def _names(text: Text, known: frozenset[str]) -> list[str]:
    inner = {fold(name) for name in _NAME_IN.findall(text.text)}
    return [
        word.plain for word in text.words if word.text[:1].isupper() and (word.plain in inner or word.plain in known)
    ]


def _named_in(name: str, text: Text) -> bool:
    """Whether ``text`` has the name, or one so like it that it may be the name's other form ("Londres")."""
    own = french_keys(name) | keys(name, "en")
    if own & text.keys:
        return True
    if name.isupper() or len(name) <= 3:
        return any(word.text.isupper() for word in text.words)
    return any(word.plain[:3] == name[:3] for word in text.words)


def _unconditional(french: Text, original: Text, context: str) -> bool:
    """Whether a condition of the original is left out: "if nothing changes, we will strike"."""
    for sentence in re.split(r"(?<=[.!?…])\s", original.text):
        match = _IF.search(sentence)
        if match is None:
            continue
        rest = re.split(r",", sentence[match.end() :])[0]
        condition = prepared(rest, original.language)
        main = prepared(sentence[: match.start()] + sentence[match.end() + len(rest) :], original.language)
        told = any(word.keys & french.keys for word in main.words)
        shared = sum(word.weight for word in condition.words if word.keys & french.keys)
        kept = shared >= 0.6 * condition.weight
        if told and condition.words and not kept and not _SI.search(f"{context} {french.text}"):
            return True
    return False


def _other_word(french: Text, original: Text) -> bool:
    """Whether a noun stands in another's place, or has nothing to do with the few words that are not rendered."""
    ours = [word for word in french.words if not word.keys & original.keys]
    theirs = [word for word in original.words if not word.keys & french.keys]
    if any(pair.sure for pair in replaced(french, original)) or strays(french, original):
        return True
    if len(ours) != 1 or not 1 <= len(theirs) <= 2 or len(french.words) < 3:
        return False
    return bool(strange(french, original, ours, STRANGE))
