"""Which words of the source prove which words of the article: shown to the person who decides, never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from bridge.checks.quoted import of_article, of_source
from bridge.domain.article import Article
from bridge.domain.evidence import Proof, ProofKind
from bridge.domain.source import Source
from bridge.text.bilingual.pairing import Pairing, Sentence, pair
from bridge.text.facts.names.entities import Mention, aliases, read
from bridge.text.facts.names.entities import Sentence as Named
from bridge.text.facts.names.reading import names
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.quotations import folded, stands_in
from bridge.text.outline import links

#: What a review page shows, and the companion stores.
MOST = 600
_DATES = frozenset({Kind.DATE, Kind.TIME, Kind.WEEKDAY, Kind.YEAR, Kind.SEASON})


def proofs(source: Source, article: Article) -> tuple[Proof, ...]:
    """The article's facts for which the source has words, in the article's order, each once a sentence; MOST at most.

    A fact that stands in several places of the source is proved by the sentence that the article's renders.
    """
    pairing = pair(source, article)
    found = (
        *_numbers(pairing),
        *_names(pairing),
        *_quotations(source, article, pairing),
        *_links(source, article, pairing),
    )
    order = {item.text: at for at, item in reversed(list(enumerate(pairing.article)))}
    ranked = sorted(dict.fromkeys(found), key=lambda proof: (order[proof.sentence], proof.sentence.find(proof.text)))
    return tuple(islice(ranked, MOST))


def _nearest(pairing: Pairing, at: int, candidates: Iterable[int]) -> int:
    """Of some sentences of the source, the one that sentence ``at`` of the article renders, else the first."""
    linked = [link.source for link in pairing.alignment.by_article[at]]
    return min(candidates, key=lambda index: (linked.index(index) if index in linked else len(linked), index))


def _numbers(pairing: Pairing) -> Iterator[Proof]:
    said: dict[object, list[tuple[int, NumberFact]]] = defaultdict(list)
    for index, sentence in enumerate(pairing.source):
        for fact in facts(sentence.text, pairing.language):
            for key in _keys(fact):
                said[key].append((index, fact))
    for at, sentence in enumerate(pairing.article):
        for fact in facts(sentence.text, "fr"):
            known = next((said[key] for key in _keys(fact) if key in said), None)
            if known and fact.text in sentence.text:
                index = _nearest(pairing, at, (number for number, _ in known))
                proof = next(other for number, other in known if number == index)
                kind = ProofKind.DATE if fact.kind in _DATES else ProofKind.NUMBER
                yield _proof(kind, fact.text, sentence, proof.text, pairing.source[index])


def _keys(fact: NumberFact) -> Iterator[object]:
    """By what a fact is known again, the most telling first: a date also by its day, a number without its unit."""
    yield fact.key
    yield from fact.keys
    if fact.kind is Kind.DATE and isinstance(fact.value, tuple):
        yield ("day", *fact.value[1:])
        yield from (("year", part) for part in fact.value[:1] if part is not None and fact.value[2] is None)
    elif fact.kind not in _DATES:
        yield ("value", fact.value)


def _names(pairing: Pairing) -> Iterator[Proof]:
    table = aliases(names("\n".join(sentence.text for sentence in pairing.source), pairing.language))
    theirs = read([sentence.text for sentence in pairing.source], table)
    said: dict[str, dict[int, Mention]] = defaultdict(dict)
    for index, sentence in enumerate(theirs):
        for mention in sentence.mentions:
            said[mention.entity].setdefault(index, mention)
    for at, sentence in enumerate(read([sentence.text for sentence in pairing.article], table)):
        for mention in sentence.mentions:
            yield from _name(pairing, at, _words(sentence, mention), said.get(mention.entity, {}), theirs)


def _name(
    pairing: Pairing, at: int, text: str, said: Mapping[int, Mention], theirs: Sequence[Named]
) -> Iterator[Proof]:
    if not said:
        return
    index = _nearest(pairing, at, said)
    source_text = _words(theirs[index], said[index])
    if text in pairing.article[at].text and source_text in pairing.source[index].text:
        yield _proof(ProofKind.NAME, text, pairing.article[at], source_text, pairing.source[index])


def _words(sentence: Named, mention: Mention) -> str:
    return " ".join(word.text for word in sentence.words[mention.start : mention.end])


def _quotations(source: Source, article: Article, pairing: Pairing) -> Iterator[Proof]:
    """What is quoted word for word; translated quotations are listed by their own check, beside their originals."""
    said = [(item.text, folded(item.text)) for item in of_source(source)]
    for item in of_article(article, dashes=True):
        original = next(
            (text for text, words in said if item.quotation.words > 1 and stands_in(item.text, words)), None
        )
        sentence, proved = _holding(pairing.article, item.text), _holding(pairing.source, original or "")
        if original and sentence and proved:
            yield _proof(ProofKind.QUOTATION, item.text, sentence, original, proved)


def _links(source: Source, article: Article, pairing: Pairing) -> Iterator[Proof]:
    said = {link.href: link for link in source.links}
    for node, href, text in links(article):
        known = said.get(href)
        sentence = _holding((item for item in pairing.article if item.node == node), text)
        proved = _holding(
            (item for item in pairing.source if known and item.block == known.block), known.text if known else ""
        )
        if known and sentence and proved:
            yield _proof(ProofKind.LINK, text, sentence, known.text, proved)


def _holding(sentences: Iterable[Sentence], text: str) -> Sentence | None:
    """The sentence in which the text stands, or in which a longer one begins."""
    start = text[:60]
    return next((sentence for sentence in sentences if text and start in sentence.text), None)


def _proof(kind: ProofKind, text: str, sentence: Sentence, source_text: str, proved: Sentence) -> Proof:
    return Proof(kind=kind, text=text, sentence=sentence.text, source_text=source_text, source_sentence=proved.text)
