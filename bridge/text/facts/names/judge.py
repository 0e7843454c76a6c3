"""Which names of an article its source does not bear out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from bridge.text.bilingual.lexicon import french_keys, synonym_keys
from bridge.text.facts.names import spelling
from bridge.text.facts.names.forms import Form, common, endings, places, wide
from bridge.text.facts.names.index import STEM, Index, absent_forms, explained_forms
from bridge.text.facts.names.mixing import mixed
from bridge.text.facts.names.ordinary import GIVEN, french, usual
from bridge.text.facts.names.reading import TITLES, adjoins
from bridge.text.facts.names.replaced import replaces
from bridge.text.facts.names.shapes import endings_of_people, is_code, loud, spells
from bridge.text.facts.names.within import relatives
from bridge.text.facts.names.words import NameWord, clean, plain, words
from bridge.text.sentences import split_sentences

_ROMAN = frozenset("IVXLCDM")
_UNITS = frozenset({
    "kW", "kWh", "MW", "MWh", "GW", "GWh", "TWh", "kV", "Mo", "Go", "To", "Ko", "MB", "GB", "TB", "Hz", "kHz", "MHz",
    "GHz", "dB", "Wh", "Ah", "mAh", "Nm", "pH", "Mbit", "Gbit", "Mbps", "CV", "km", "FAQ", "CO2", "H2O", "JJ", "AAAA",
    "OK", "Mt", "Md", "Mds", "Pa", "hPa", "kPa", "L", "mL", "cL", "kJ", "kcal", "Kcal",
})  # fmt: skip
#: Units and scales that are named after people; the numbers check reads their figures.
_MEASURES = frozenset({
    "celsius", "fahrenheit", "kelvin", "richter", "beaufort", "mercalli", "scoville", "mach", "saffir", "simpson",
    "fujita", "torino", "bortle", "mohs", "rockwell", "brix", "baume", "fisher",
})  # fmt: skip
_MEASURING = frozenset(["degre", "degres", "echelle", "saffir", "unites", "indice", "classification"])
_TO_ADDRESS = frozenset({
    "m", "mm", "mr", "mrs", "ms", "mme", "mmes", "mlle", "dr", "dre", "drs", "pre", "me", "mgr", "monsieur", "madame",
    "maître", "pr",
})  # fmt: skip
#: Prepositions that a noun without an article follows only where it is a name.
_BARE = frozenset(("à", "chez", "selon", "contre"))
#: What is told from others of its kind by a name behind "de".
_NAMED = frozenset({
    "edition", "editions", "universite", "rue", "avenue", "boulevard", "place", "quai", "impasse", "lycee", "college",
    "ecole", "hopital", "clinique", "theatre", "cinema", "musee", "galerie", "librairie", "stade", "gymnase", "parc",
    "jardin", "pont", "port", "gare", "chateau", "abbaye", "moulin", "ferme", "domaine", "hotel", "auberge",
    "restaurant", "prix", "fondation", "institut", "laboratoire", "residence", "quartier", "foret", "massif", "lac",
    "col", "vallee",
})  # fmt: skip
_LINKING = frozenset(["de", "du", "des", "d", "la", "le", "les", "l"])
_FRENCH_LOOK = (
    "tion", "tions", "ment", "ments", "age", "ages", "eur", "eurs", "euse", "ique", "iques", "isme", "iste", "istes",
    "ité", "ités", "ance", "ence", "able", "ables", "ible", "ibles", "ure", "ures", "ée", "ées", "és", "ant", "ants",
    "ante", "antes", "oire", "aire", "aires", "rons", "ons", "ez",
)  # fmt: skip


class Reason(StrEnum):
    """Why a name is not borne out."""

    UNSUPPORTED = "unsupported"
    MISSPELLED = "misspelled"
    MIXED = "mixed"
    LOWERED = "lowered"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A name of an article: ``text`` as written, ``start`` in the cleaned text; ``beside``: the source's name."""

    reason: Reason
    text: str
    start: int
    beside: str = ""


def doubts(text: str, source: Index, common: frozenset[str], *, keyphrase: bool = False) -> tuple[Doubt, ...]:
    """What ``source`` does not bear out of the names of ``text`` (French).

    ``common``: folded words that the article also has in small letters. In a ``keyphrase`` small letters are no fault.
    """
    return tuple(_Judge(text, source, common, keyphrase=keyphrase).run())


class _Judge:
    """The judgement of one text."""

    def __init__(self, text: str, source: Index, common: frozenset[str], *, keyphrase: bool) -> None:
        self._text = clean(text)
        self._words = words(self._text)
        self._source = source
        self._common = common
        self._keyphrase = keyphrase
        self._covered = explained_forms(self._words, source)
        self._loud = loud(self._words)
        self._absent = absent_forms(self._words, source)
        self._told: set[NameWord] = set()

    def run(self) -> Iterator[Doubt]:
        """All doubts, in order but for mixed names, which come last."""
        wrong: set[int] = set()
        for at, word in enumerate(self._words):
            doubt = self._doubt(at, word)
            if doubt:
                wrong.add(at)
                yield doubt
        for run, beside in mixed(self._words, self._source, frozenset(wrong)):
            text = self._text[run[0].start : run[-1].end]
            yield Doubt(reason=Reason.MIXED, text=text, start=run[0].start, beside=beside)

    def _doubt(self, at: int, word: NameWord) -> Doubt | None:
        if spelling.foreign(word.text):
            return self._foreign(word)
        if not word.capital:
            return self._small(at, word)
        if is_code(self._words, at):
            return self._code(at, word)
        if len(word.text) < 2 or "°" in word.gap or word.text in _UNITS or word.text.casefold() in _TO_ADDRESS:
            return None
        if set(word.text) <= _ROMAN and self._adjoins(at):
            return self._numeral(at, word)
        if word.plain in self._source.surfaces and not self._is_word_for_acronym(word):
            return self._spelling(at, word)
        if slip := self._slip(at, word):
            return slip
        if at in self._covered or word in self._told:
            return None
        if at in self._absent:
            return self._absent_form(at)
        return self._unknown(at, word)

    def _is_word_for_acronym(self, word: NameWord) -> bool:
        """Letters that only an ordinary word of the source has, where it has an acronym like them ("ASK" for "ASU")."""
        if self._loud or not word.shouted or not all(form.islower() for form in self._source.surfaces[word.plain]):
            return False
        return bool(spelling.nearest(word.plain, map(str.casefold, self._source.acronyms)))

    def _absent_form(self, at: int) -> Doubt | None:
        """A settled name of a body or place ("Banque mondiale") of which the source has no form and no word."""
        span = self._words[at : at + self._absent[at]]
        if tuple(word.plain for word in span) in places():
            return self._absent_place(span)
        if (
            span[0].opens
            and not any(word.capital for word in span[1:])
            and tuple(word.plain for word in span) in common()
        ):
            return None
        told = [word for word in span if len(word.text) > 3]
        if any(word.plain in self._source.surfaces or self._explained(word) for word in told):
            return self._unknown(at, span[0])
        text = self._text[span[0].start : span[-1].end]
        return Doubt(reason=Reason.UNSUPPORTED, text=text, start=span[0].start)

    def _absent_place(self, span: Sequence[NameWord]) -> Doubt | None:
        """A town, a country or a people that the source has in no form.

        A country may place the news; not so where the source, in the same sentence, names another one.
        """
        self._told.update(span)
        form = tuple(word.plain for word in span)
        text, start = self._text[span[0].start : span[-1].end], span[0].start
        other = replaces(form, self._around(start), self._source.text, self._source.language)
        if not other and (form in wide() or any(map(self._source.knows, relatives(form)))):
            return Doubt(reason=Reason.DOUBTFUL, text=text, start=start)
        if not other and self._of_known(form):
            return None
        return Doubt(reason=Reason.UNSUPPORTED, text=text, start=start, beside=other)

    def _of_known(self, form: Form) -> bool:
        """ "Lyon" for a source that has "lyonnais"."""
        peoples = self._source.peoples.get(form[-1][:STEM], ())
        return len(form) == 1 and any(endings(other, form[0]) for other in peoples)

    def _around(self, at: int) -> str:
        """The sentence around a place of the text."""
        end = 0
        for sentence in split_sentences(self._text):
            begin = self._text.find(sentence, end)
            end = begin + len(sentence) if begin >= 0 else end
            if begin <= at < end:
                return sentence
        return self._text[max(0, at - 100) : at + 100]

    def _foreign(self, word: NameWord) -> Doubt | None:
        if word.text in self._source.surfaces.get(word.plain, ()):
            return None
        looks = spelling.latin(word.text)
        source = self._surface(plain(looks))
        if source or spelling.mixed_scripts(word.text):
            return self._say(Reason.MISSPELLED, word, source)
        return None

    def _small(self, at: int, word: NameWord) -> Doubt | None:
        """A name in small letters: a keyphrase may have it so, but not misspelled."""
        if len(word.text) < 4 or word.text[0].isdigit() or french(word.text) or self._adjoined_code(at):
            return None
        if word.plain in self._source.proper:
            spelled = self._source.surfaces[word.plain]
            told = not self._keyphrase and word.plain not in self._common_only(word)
            return self._say(Reason.LOWERED, word, min(spelled)) if told and not endings_of_people(word) else None
        if self._keyphrase and word.plain not in self._source.surfaces and len(word.text) > 4:
            near = spelling.nearest(word.plain, self._source.proper)
            if near and not endings(word.plain, near):
                return self._say(Reason.MISSPELLED, word, self._surface(near))
        return None

    def _common_only(self, word: NameWord) -> frozenset[str]:
        """Words that the source's language has as ordinary ones are no names in small letters."""
        return frozenset({word.plain}) if usual(word.text) > 4 else frozenset()

    def _adjoined_code(self, at: int) -> bool:
        word = self._words[at]
        return word.gap in ("-", ".", "@", "_", "/", "#") or self._gap_after(at) in ("-", "_", "/", "@")

    def _gap_after(self, at: int) -> str:
        return self._words[at + 1].gap if at + 1 < len(self._words) else ""

    def _code(self, at: int, word: NameWord) -> Doubt | None:
        """Letters and digits: "A380", "GPT-4"; all of it must stand in the source."""
        text, code = word.text, word.plain
        if not any(char.isdigit() for char in code):
            code += self._words[at + 1].plain
            text = self._text[word.start : self._words[at + 1].end]
        if code in self._source.squeezed or word.text in _UNITS or at in self._covered:
            return None
        if word.text in ("H", "J", "D", "T", "R", "F") and word.gap[-1:].isdigit():
            return None
        near = spelling.nearest(code, self._source.squeezed) if len(code) > 2 else None
        if word.plain not in self._source.surfaces and not word.shouted and near is None and french(word.text):
            return None
        beside = self._source.squeezed[near] if near else self._surface(word.plain)
        return Doubt(
            reason=Reason.MISSPELLED if near else Reason.UNSUPPORTED, text=text, start=word.start, beside=beside
        )

    def _numeral(self, at: int, word: NameWord) -> Doubt | None:
        previous = self._words[at - 1]
        phrase = f"{previous.plain} {word.plain}"
        if not previous.capital or previous.plain not in self._source.surfaces or self._source.has(phrase):
            return None
        if at in self._covered or previous.shouted or not previous.text[1:].islower():
            return None
        return Doubt(
            reason=Reason.UNSUPPORTED, text=f"{previous.text} {word.text}", start=previous.start, beside=previous.text
        )

    def _slip(self, at: int, word: NameWord) -> Doubt | None:
        """An ordinary word where the source has a name that is nearly the same, beside the same word: "Paul", "Pal"."""
        known = self._source
        if (
            word.shouted
            or self._keyphrase
            or (known.language == "en" and (at in self._covered or self._explained(word)))
        ):
            return None
        near = spelling.nearest(word.plain, known.proper)
        if not near or near.rstrip("esx") == word.plain.rstrip("esx") or spelling.adapted(word.text, near):
            return None
        return self._say(Reason.MISSPELLED, word, self._surface(near)) if self._beside_same(at, near) else None

    def _beside_same(self, at: int, name: str) -> bool:
        """Whether the source has ``name`` beside the word that stands beside the article's: the next that tells."""
        before, behind = [other.plain for other in self._words[max(0, at - 3) : at]], self._words[at + 1 : at + 4]
        ways = [(plain, *before[number + 1 :], name) for number, plain in enumerate(before)]
        ways += [(name, *(other.plain for other in behind[: number + 1])) for number in range(len(behind))]
        return any(
            self._source.has(" ".join(way)) and any(len(part) > 3 for part in way if part != name) for way in ways
        )

    def _spelling(self, at: int, word: NameWord) -> Doubt | None:
        spelled = self._source.surfaces[word.plain]
        if spelling.right(word.text, spelled) or (self._loud and word.shouted) or self._keyphrase:
            return None
        if word.plain not in self._source.proper and (french(word.text) or word.opens):
            return None
        if french(word.text) and not any(word.text.casefold() == other.casefold() for other in spelled):
            lost = not word.opens and word.plain == word.text.casefold() and self._beside_same(at, word.plain)
            return self._say(Reason.MISSPELLED, word, self._surface(word.plain)) if lost else None
        return self._say(Reason.MISSPELLED, word, min(spelled, key=str.islower))

    def _unknown(self, at: int, word: NameWord) -> Doubt | None:
        if word.opens and not word.shouted and french(word.text):
            return self._ordinary(at, word)
        if word.shouted and not self._loud and len(word.text) <= 7 and self._is_acronym(at, word):
            return None
        if self._of_place(at, word) or self._inflected(at, word) or self._measures(at, word):
            return None
        if french(word.text):
            return self._ordinary(at, word)
        if (self._explained(word) and not word.shouted) or any(
            spelling.adapted(word.text, name) for name in self._stems(word)
        ):
            return None
        near = spelling.nearest(word.plain, self._source.proper)
        if near:
            return self._say(Reason.MISSPELLED, word, self._surface(near))
        if word.plain in self._common or (word.opens and word.text.endswith(_FRENCH_LOOK) and usual(word.text) > 0):
            return self._say(Reason.DOUBTFUL, word)
        return self._say(Reason.UNSUPPORTED, word)

    def _stems(self, word: NameWord) -> Iterator[str]:
        yield from self._source.stems.get(word.plain[:STEM], ())

    def _of_place(self, at: int, word: NameWord) -> bool:
        """A people or language that a place of the source explains, or the place of one that the source has."""
        if any(endings(other, word.plain) for other in self._source.peoples.get(word.plain[:STEM], ())):
            return True
        named = self._adjoins(at) and self._words[at - 1].capital and not self._words[at - 1].opens
        return not named and any(endings(word.plain, name) for name in self._stems(word))

    def _measures(self, at: int, word: NameWord) -> bool:
        """A unit or scale named after somebody: "41 degrés Fahrenheit", "l’échelle de Richter"."""
        before = {other.plain for other in self._words[max(0, at - 3) : at]}
        return word.plain in _MEASURES and bool(before & _MEASURING or (at and self._words[at - 1].text[-1].isdigit()))

    def _inflected(self, at: int, word: NameWord) -> bool:
        """ "les Dupont" for "the Duponts", and the other way round."""
        if not self._adjoins(at) or self._words[at - 1].plain not in ("les", "des", "aux", "deux", "trois"):
            return False
        return word.plain.removesuffix("s") in self._source.proper or f"{word.plain}s" in self._source.proper

    def _explained(self, word: NameWord) -> bool:
        """A word that says what a common word of the source says; a word that nobody uses says nothing."""
        if usual(word.text) <= 0:
            return False
        own = french_keys(word.text) if self._source.language == "en" else synonym_keys(word.text)
        return bool(own & self._source.ordinary)

    def _ordinary(self, at: int, word: NameWord) -> Doubt | None:
        """An ordinary word with a capital and nothing like it in the source: style, a translation, or a surname."""
        if self._after_address(at):
            return self._say(Reason.UNSUPPORTED, word)
        if word.text.casefold() in GIVEN and self._before_name(at):
            return self._say(Reason.UNSUPPORTED, word)
        if word.opens or self._loud or self._explained(word):
            return None
        if word.shouted:
            return self._say(Reason.DOUBTFUL, word) if len(word.text) < 6 else None
        near = spelling.nearest(word.plain, self._source.proper) if len(word.plain) > 4 else None
        if near and not french(near):
            return self._say(Reason.MISSPELLED, word, self._surface(near))
        if self._after_name(at) or self._stands_as_name(at):
            return self._say(Reason.UNSUPPORTED, word)
        if word.text.casefold() in TITLES:
            return None
        return self._say(Reason.UNSUPPORTED if self._names_another(at) else Reason.DOUBTFUL, word)

    def _names_another(self, at: int) -> bool:
        """ "Les éditions du Cormoran" where a French source has those of another name."""
        before = list(takewhile(lambda other: other.plain in _LINKING, reversed(self._words[max(0, at - 3) : at])))
        head = self._words[at - len(before) - 1] if before and at > len(before) else None
        if head is None or head.plain not in _NAMED or self._source.language == "en":
            return False
        own = rf"\b(?i:{re.escape(head.text)})\s(?:d[eu]s?\s|l[ae]s?\s|[dl]['’])+[A-ZÀ-Þ]"
        return re.search(own, self._source.text) is not None

    def _stands_as_name(self, at: int) -> bool:
        """Behind a preposition without an article ("à Rennes"), or an article with a capital ("Le Figaro")."""
        if not self._adjoins(at) or self._words[at].gap != " ":
            return False
        previous = self._words[at - 1]
        return previous.text in _BARE or (previous.text in ("Le", "La", "Les") and not previous.opens)

    def _after_address(self, at: int) -> bool:
        if not at:
            return False
        previous = self._words[at - 1]
        return previous.plain in _TO_ADDRESS and self._words[at].gap.strip(" \u00a0\u202f") in ("", ".")

    def _after_name(self, at: int) -> bool:
        """Straight behind a word that is a name and no ordinary word."""
        if not self._adjoins(at) or "-" in self._words[at].gap:
            return False
        previous = self._words[at - 1]
        is_name = previous.text.casefold() in GIVEN or not french(previous.text)
        return previous.capital and is_name and not previous.shouted and len(previous.text) > 1

    def _before_name(self, at: int) -> bool:
        if at + 1 >= len(self._words) or not adjoins(self._words[at + 1], self._words[at]):
            return False
        after = self._words[at + 1]
        return after.capital and not after.shouted and (after.plain in self._source.proper or not french(after.text))

    def _adjoins(self, at: int) -> bool:
        return at > 0 and adjoins(self._words[at], self._words[at - 1])

    def _is_acronym(self, at: int, word: NameWord) -> bool:
        """Initials of words of the source in a row, or of the article's own words before or behind it."""
        before = self._words[max(0, at - 3 * len(word.text)) : at]
        behind = self._words[at + 1 : at + 1 + 3 * len(word.text)]
        spelled = (word.gap.endswith("(") and spells(word.plain, before, last=True)) or (
            self._gap_after(at).endswith("(") and spells(word.plain, behind, last=False)
        )
        if spelled:
            return True
        if len(word.text) > 2 and spelling.nearest(word.plain, map(str.casefold, self._source.acronyms)):
            return False
        found = self._source.initials.casefold().find(word.plain)
        while found >= 0:
            if self._source.initials[found].isupper():
                return True
            found = self._source.initials.casefold().find(word.plain, found + 1)
        return False

    def _surface(self, folded: str) -> str:
        spelled = self._source.surfaces.get(folded)
        return min(spelled, key=lambda text: (text.islower(), text.isupper(), text)) if spelled else ""

    def _say(self, reason: Reason, word: NameWord, beside: str = "") -> Doubt:
        return Doubt(reason=reason, text=word.text, start=word.start, beside=beside)
