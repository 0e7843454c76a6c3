"""Denials that one side has and the other has not, looked for wider than a pair of sentences: doubts, for a person.

Part of the check of polarity, which tells what is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bridge.checks.places import warning
from bridge.domain.finding import Finding
from bridge.text.bilingual.alignment import Link
from bridge.text.bilingual.denials import Text, undenied
from bridge.text.bilingual.negation import negations, says_no
from bridge.text.bilingual.pairing import Pairing, Sentence

#: From this score on a sentence is held to render another; from the lower one on it may.
RENDERED = 0.35
_MAYBE = 0.25
#: "Ils ne savent pas tout" may say in another way that they know some, "pas sans effet" that there is one.
_NOT_ALL = re.compile(r"\b(?:tout|tous|toutes|chacun|pas sans)\b", re.IGNORECASE)
#: A limit, and what is beyond one.
_LIMIT = re.compile(
    r"\b(?:no|not|never|n['’]t) (?:\w+ )?(?:more|longer|over|exceed)\w*(?: than)?|"
    r"\b(?:pas|jamais) (?:\w+ )?(?:plus d|dépasse|excéde|supérieur)\w*",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:plus d(?:e|['’]) ?[\du]|dépass|excèd|excéd|supérieur|more than \d|over \d)", re.IGNORECASE)


def doubts(pairing: Pairing) -> Iterator[tuple[int, Finding]]:
    """Warnings ``polarity.negation``, each with the index of the article's sentence."""
    sides = _Sides(pairing)
    for number, sentence in enumerate(pairing.article):
        link = sides.own_source[number]
        if link is None or not _is_compared(sentence, "fr", link) or _NOT_ALL.search(sentence.text):
            continue
        if found := sides.added(number, link.source):
            message = f"La source ne semble rien nier ici (« {found} ») : vérifiez la négation."
            yield number, warning("polarity.negation", sentence.place, message, sides.evidence(link))
    for number, sentence in enumerate(pairing.source):
        link = sides.own_article[number]
        if link is not None and link.score >= RENDERED and sides.exceeds(link):
            message = "La source fixe ici une limite que cette phrase dépasse : vérifiez le sens."
            place = pairing.article[link.article].place
            yield link.article, warning("polarity.negation", place, message, sides.evidence(link))
        elif link is None or not _is_compared(sentence, pairing.language, link):
            continue
        if found := sides.dropped(number, link.article):
            message = f"La source nie quelque chose que cette phrase semble affirmer (« {found} ») : vérifiez le sens."
            place = pairing.article[link.article].place
            yield link.article, warning("polarity.negation", place, message, sides.evidence(link))


def _is_compared(sentence: Sentence, language: str | None, link: Link) -> bool:
    return link.score >= RENDERED and bool(negations(sentence.text, language))


def _is_statement(sentence: Sentence) -> bool:
    return not sentence.heading and not sentence.text.endswith("?")


@dataclass(frozen=True)
class _Sides:
    """Both sides of a pairing, and of each statement the one on the other side that it renders best."""

    pairing: Pairing

    @cached_property
    def own_source(self) -> tuple[Link | None, ...]:
        return tuple(
            self._best(sentence, links, [link.source for link in links], self.pairing.source)
            for sentence, links in zip(self.pairing.article, self.pairing.alignment.by_article, strict=True)
        )

    @cached_property
    def own_article(self) -> tuple[Link | None, ...]:
        return tuple(
            self._best(sentence, links, [link.article for link in links], self.pairing.article)
            for sentence, links in zip(self.pairing.source, self.pairing.alignment.by_source, strict=True)
        )

    @staticmethod
    def _best(
        sentence: Sentence, links: tuple[Link, ...], others: list[int], side: tuple[Sentence, ...]
    ) -> Link | None:
        if not _is_statement(sentence):
            return None
        good = (link for link, other in zip(links, others, strict=True) if _is_statement(side[other]))
        best = next(good, None)
        return best if best and best.score >= _MAYBE else None

    def added(self, article: int, source: int) -> str:
        """The first word by which a sentence of the article denies what no sentence of the source does."""
        near = {link.source for link in self.pairing.alignment.by_article[article]} | {source - 1, source + 1}
        others = {source} | {other for other in near if self._source_has_more(other, article)}
        found = undenied(self._ours(article), map(self._theirs, others), self._beside_article(article, others))
        return found[0].word if found else ""

    def dropped(self, source: int, article: int) -> str:
        """The same of a sentence of the source."""
        links = self.pairing.alignment.by_source[source]
        near = {link.article for link in links if link.score >= _MAYBE} | {article - 1, article + 1}
        others = {article} | {other for other in near if self._article_has_more(other, source, article)}
        found = undenied(self._theirs(source), map(self._ours, others), self._beside_source(source, others))
        return found[0].word if found else ""

    def exceeds(self, link: Link) -> bool:
        """Whether the source says "no more than" where the article says "more than"."""
        theirs, ours = self._theirs(link.source), self._ours(link.article)
        limit = bool(_LIMIT.search(theirs[0])) and not _OVER.search(_LIMIT.sub("", theirs[0]))
        return limit and bool(_OVER.search(ours[0])) and not says_no(*ours)

    def evidence(self, link: Link) -> str:
        ours, theirs = self.pairing.article[link.article].text, self.pairing.source[link.source].text
        return f"{ours[:145]} | source : {theirs[:145]}"

    def _ours(self, number: int) -> Text:
        return self.pairing.article[number].text, "fr"

    def _theirs(self, number: int) -> Text:
        return self.pairing.source[number].text, self.pairing.language

    def _source_has_more(self, source: int, article: int) -> bool:
        """Whether a sentence of the source denies something that its own rendering does not."""
        if not 0 <= source < len(self.pairing.source) or not negations(*self._theirs(source)):
            return False
        own = self.own_article[source]
        if own is None or own.article == article:
            return _is_statement(self.pairing.source[source])
        beside = self._beside_source(source, (own.article,))
        return bool(undenied(self._theirs(source), (self._ours(own.article),), beside))

    def _article_has_more(self, article: int, source: int, main: int) -> bool:
        """Whether a sentence beside the ``main`` one renders the source's too, or denies more than its own does."""
        if not 0 <= article < len(self.pairing.article) or not _is_statement(self.pairing.article[article]):
            return False
        own = self.own_source[article]
        denies = bool(negations(*self._ours(article)))
        if own is None or own.source == source:
            return denies or (own is not None and abs(article - main) == 1)
        beside = self._beside_article(article, (own.source,))
        return denies and bool(undenied(self._ours(article), (self._theirs(own.source),), beside))

    def _beside_article(self, article: int, sources: Iterable[int]) -> list[Text]:
        """The article's other sentences that render these of the source."""
        return [
            self._ours(link.article)
            for source in sources
            for link in self.pairing.alignment.by_source[source]
            if link.article != article and (own := self.own_source[link.article]) and own.source == source
        ]

    def _beside_source(self, source: int, articles: Iterable[int]) -> list[Text]:
        return [
            self._theirs(link.source)
            for article in articles
            for link in self.pairing.alignment.by_article[article]
            if link.source != source and (own := self.own_article[link.source]) and own.article == article
        ]
