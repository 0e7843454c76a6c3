"""Who a few words name: persons and bodies by their names, their functions, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bridge.text.bilingual.morphology import fold
from bridge.text.bilingual.words import is_small, word_set

_TOKEN = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*\.?|[^\w\s]")
_ELIDED = re.compile(r"(?i)\A(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu)['’](?=\w)")
#: Functions that English writes with a capital before a name.
_OFFICES = word_set(
    """
    councillor mayor president professor doctor minister judge captain coach chef sister father bishop sergeant
    inspector detective superintendent commissioner governor senator congressman congresswoman ambassador secretary
    chancellor director chairman chairwoman headteacher nurse colonel general major lieutenant prince princess
    king queen constable sheriff deputy officer chief justice prime archbishop corporal brigadier admiral commander
    minister attorney alderman councilman councilwoman
    """
)
_TITLES = word_set(
    "m mm mme mmes mlle mlles mr mrs ms miss dr drs pr prof me mgr sir lord lady dame sen rep gov rev cllr sgt det "
    "insp capt lt col supt hon"
)
#: What links a first name or a kind of body to the rest of a name: "Charles de Brienne", "Université de Valbrune".
_PARTICLES = word_set("de du des d da di van von der den ben bin el al le la l of")
#: What shows a person's gender.
_SHOWN = re.compile(r"(?P<she>(?:la|une|mme|mrs|ms|madame)\b)|(?:le|un|m\.|mr|monsieur)(?!\w)", re.IGNORECASE)
_DETERMINERS = word_set("the le la les l")
_GENITIVE = re.compile(r"['’]s\Z")
_OWNING = word_set("de du des d of a au aux chez at for from par by avec with en in dans sur to contre against et")
_PRONOUNS = {
    "fr": word_set("il elle ils elles celui-ci celle-ci ceux-ci celles-ci ce dernier cette derniere"),
    "en": word_set("he she they"),
}
_FEMALE = word_set("elle elles celle-ci celles-ci she")
_PLURAL = word_set("ils elles they ceux-ci celles-ci")
#: Capitals at the beginning of a sentence that name nobody.
_OPENING = word_set(
    """
    mardi lundi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december hier interroge
    interrogee speaking asked yesterday today last earlier later meanwhile however but and mais et enfin puis
    ensuite selon pour according while when after before in on at with as if so then cote pour chez dans lors
    apres avant depuis pendant de d a au aux son sa ses leur leurs notre nos his her their its our
    """
)
#: Words beside a name or a function that tell nothing of either.
_IDLE = word_set(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
    hier aujourd'hui matin soir midi jour semaine presse journalistes reporters journalist press statement
    communique conference interview entretien micro antenne radio television cote tour part ainsi aussi
    egalement yesterday today janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre ancien ancienne former new nouveau nouvelle actuel actuelle local locale own dernier derniere last
    first premier premiere
    """
)


class Token(NamedTuple):
    """A word or sign with its folded form and place."""

    text: str
    plain: str
    start: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word and no sign."""
        return self.text[:1].isalnum()


#: Parts a name from what is in apposition.
COMMA = Token(text=",", plain=",", start=-1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """How a text names somebody.

    ``names``: folded names, each a tuple of its words ("claire", "durand"). ``firm``: names that a person has for
    sure (a title, or first name and surname). ``words``: folded content words of the function ("maire"), the head
    first; ``linked``: names that belong to the function ("lille" of "maire de Lille"). ``pronoun``: "il", "she"….
    """

    names: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    pronoun: str = ""
    text: str = ""
    firm: bool = False

    def __bool__(self) -> bool:
        return bool(self.names or self.words or self.pronoun or self.linked)

    @property
    def female(self) -> bool:
        """Whether the pronoun is a woman's, or of a feminine word."""
        return self.pronoun in _FEMALE

    @property
    def plural(self) -> bool:
        """Whether the pronoun stands for several ("they" may be one)."""
        return self.pronoun in _PLURAL

    @property
    def named(self) -> Mention:
        """Itself where it has a name, else nobody."""
        return self if self.names else Mention()

    def may_mean(self, other: Mention) -> bool:
        """Whether a pronoun's gender does not exclude the person: "elle" is no "procureur", whoever that is."""
        if self.plural or not self.pronoun:
            return True
        shown = _SHOWN.match(other.text)
        return shown is None or bool(shown["she"]) == self.female

    @property
    def surnames(self) -> frozenset[str]:
        """The last word of every name."""
        return frozenset(name[-1] for name in self.names)


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of ``text``, elided articles apart."""
    return _tokens(text[:2_000])


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        while ("'" in word or "’" in word) and (elided := _ELIDED.match(word)):
            found.append(Token(text=elided.group(), plain=fold(elided.group()), start=start))
            word, start = word[elided.end() :], start + elided.end()
        if word.endswith(".") and len(word) > 2 and fold(word) not in _TITLES:
            found.append(Token(text=word[:-1], plain=fold(word), start=start))
            found.append(Token(text=".", plain=".", start=start + len(word) - 1))
        else:
            found.append(Token(word, fold(word), start))
    return tuple(found)


def read(words: Sequence[Token], language: str) -> Mention:
    """The mention that ``words`` — a noun phrase with what is in apposition — make; falsy where they name nobody."""
    if not words:
        return Mention()
    text = " ".join(token.text for token in words[:16]).replace(" ,", ",").replace("’ ", "’").replace("' ", "'")
    first = next((token for token in words if token.word), None)
    if first is not None and first.plain in _PRONOUNS[language]:
        return Mention(pronoun=first.plain, text=text)
    names, linked, functions, firm = _parts(words, language)
    return Mention(names=names, words=functions, linked=linked, text=text, firm=firm)


def _parts(
    words: Sequence[Token], language: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...], bool]:
    names: list[tuple[str, ...]] = []
    linked: list[str] = []
    functions: list[str] = []
    firm = False
    at = 0
    while at < len(words):
        token = words[at]
        if token.capital and not _is_opening(words, at, language):
            run, titled, at = _run(words, at)
            person = _is_person(run, titled)
            while len(run) > 1 and run[0] in _OFFICES:
                functions.append(run[0])
                run, person = run[1:], True
            if run and _is_owner(words, at, len(run) + titled, person=person):
                linked.extend(run)
            elif run:
                if person and names and len(names[-1]) == 1 and not firm and not _parted(words, at, names[-1][0]):
                    linked.extend(names.pop())  # "Conservative group leader Ian …": no name of a person's
                names.append(run)
                firm = firm or person
            continue
        if (
            token.word
            and not is_small(token.plain, language)
            and token.plain not in _IDLE
            and not token.plain.isdigit()
        ):
            functions.append(token.plain)
        at += 1
    return tuple(names), tuple(linked), tuple(dict.fromkeys(functions)), firm


def _is_owner(words: Sequence[Token], end: int, length: int, *, person: bool) -> bool:
    """Whether a name says whose or where: "Vale’s manager", "la maire de Lille", "at the University of …"."""
    if is_genitive(words, end - 1):
        return True
    at = end - length - 1
    determined = at >= 0 and words[at].plain.rstrip("'") in _DETERMINERS
    at -= determined
    owned = at >= 0 and words[at].plain.rstrip("'’") in _OWNING
    return owned and (determined or not person)


def is_genitive(words: Sequence[Token], at: int) -> bool:
    """Whether an English word says whose what follows it is: "Vale’s manager", "Rovers’ manager"."""
    if not _GENITIVE.search(words[at].text):
        following = words[at + 1 : at + 3]
        return len(following) == 2 and words[at].plain[-1:] == "s" and following[0].text in "'’" and following[1].word
    return at + 1 < len(words) and words[at + 1].word


def _parted(words: Sequence[Token], end: int, name: str) -> bool:
    """Whether a comma stands between a name and what ends at ``end``."""
    at = next((index for index in range(end - 1, -1, -1) if words[index].plain == name), end)
    return any(token.plain == "," for token in words[at:end])


def _is_opening(words: Sequence[Token], at: int, language: str) -> bool:
    plain = words[at].plain
    if plain in _TITLES:
        return False
    return plain in _OPENING or is_small(plain, language) or len(plain) < 2


def _is_person(run: tuple[str, ...], titled: int) -> bool:
    return bool(titled) or len(run) >= 2


def _run(words: Sequence[Token], at: int) -> tuple[tuple[str, ...], int, int]:
    """A name from ``at`` on: its words without titles and particles, how many tokens else it takes, where it ends."""
    found: list[str] = []
    other = 0
    while at < len(words):
        token = words[at]
        if token.plain in _TITLES and token.capital and not found:
            other += 1
        elif token.capital and not (
            found and token.text.isupper() and len(token.text) > 2 and not words[at - 1].text.isupper()
        ):
            if found and words[at - 1].text.isupper() and len(words[at - 1].text) > 2 and not token.text.isupper():
                break
            found.append(token.plain)
        elif token.plain in _PARTICLES and len(found) == 1 and _capital_after(words, at):
            other += 1
        else:
            break
        at += 1
    return tuple(found), other, at


def _capital_after(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1 : at + 3]
    if following and following[0].capital:
        return True
    return len(following) == 2 and following[0].plain in _PARTICLES and following[1].capital
