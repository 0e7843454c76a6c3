"""Where a finding is mended: in which field, subheading or part of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Source
from bridge.engines.openai_compatible.belonging import (
    Part,
    blocks_of_parts,
    nearest_block,
    nearest_part,
    part_text,
    part_words,
    parts_of,
)
from bridge.text import inline, places
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words

FIELDS = (places.TITLE, places.SEO_TITLE, places.DESCRIPTION, places.KEYPHRASE, places.EXCERPT, places.SLUG)
#: No other text would mend these: they ask for links, images or facts that the source does not have.
_NOT_OURS = ("source.", "brief.", "model.", "site.", "kept.")
_NUMBERED = re.compile(r"(intertitre|paragraphe|liste|citation|bloc repris) (\d{1,5})(?!\d)")
_NODE = re.compile(r"bloc (\d{1,5})")
_OF_SOURCE = re.compile(r"source, bloc (\d{1,5})")
_QUOTED_HEADING = re.compile(r"intertitre « (.+?)…? »")
#: What a finding about the whole article lists as evidence: its parts.
_LISTED = re.compile(r" ; | \| (?:source : )?| … ")
_MOST_LISTED = 6
_BEGINNING = ("début de l’article", "premier paragraphe")
#: A share of the whole text is mended in so many parts at a time.
_WORST = 2
_LONG_SENTENCE = 20
#: Yoast's upper limit for keyphrases in a hundred words.
_DENSE = 3
_CONNECTORS = re.compile(
    r"\b(?:ainsi|alors|aussi|car|cependant|d[’']abord|d[’']ailleurs|depuis que|de plus|désormais|donc|également|"
    r"en effet|en outre|en revanche|enfin|ensuite|grâce à|lorsque|mais|malgré|notamment|par ailleurs|parce que|"
    r"pourtant|puis|selon|tandis que|toutefois)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Targets:
    """Findings by where they are mended: names of fields, indexes of subheadings in the body, numbers of parts."""

    parts: tuple[Part, ...]
    blocks: tuple[tuple[int, ...], ...]
    of_fields: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    of_headings: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    of_parts: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))


def targets_of(article: Article, source: Source, findings: Sequence[Finding]) -> Targets:
    """Every finding that another text may mend, in one place or in several."""
    parts = parts_of(article)
    targets = Targets(parts=parts, blocks=blocks_of_parts(article, source, parts))
    finder = _Finder(article, source, targets)
    for finding in dict.fromkeys(findings):
        if finding.severity is not Severity.INFO and not finding.code.startswith(_NOT_OURS):
            finder.place(finding)
    return targets


class _Finder:
    def __init__(self, article: Article, source: Source, targets: Targets) -> None:
        self._article = article
        self._source = source
        self._targets = targets
        self._by_name = {name: index for index, name in enumerate(places.node_places(article))}
        self._headings = [index for index, node in enumerate(article.body) if node.kind is NodeKind.HEADING]

    def place(self, finding: Finding) -> None:
        if finding.place in FIELDS:
            self._targets.of_fields[finding.place].append(finding)
            return
        index = self._node(finding)
        if index is not None:
            self._at_node(finding, index)
            return
        for number in dict.fromkeys(self._parts(finding)):
            self._targets.of_parts[number].append(finding)

    def _node(self, finding: Finding) -> int | None:
        """The node that the place names, None where it names none."""
        numbered, quoted = _NUMBERED.match(finding.place), _QUOTED_HEADING.match(finding.place)
        if numbered:
            return self._by_name.get(f"{numbered[1]} {numbered[2]}")
        if quoted:
            texts = {index: inline.plain(self._article.body[index].html) for index in self._headings}
            return next((index for index, text in texts.items() if text.startswith(quoted[1])), None)
        node = _NODE.match(finding.place)
        return int(node[1]) - 1 if node and 0 < int(node[1]) <= len(self._article.body) else None

    def _at_node(self, finding: Finding, index: int) -> None:
        is_heading = index in self._headings
        about_text = "too_long" in finding.code or "no_text_below" in finding.code
        if is_heading and not about_text:
            self._targets.of_headings[index].append(finding)
            return
        for number, part in enumerate(self._targets.parts):
            if index == part.heading or index in part.nodes:
                self._targets.of_parts[number].append(finding)

    def _parts(self, finding: Finding) -> Iterable[int]:
        """The parts that a finding about the article is about."""
        parts = range(len(self._targets.parts))
        if not parts:
            return ()
        code = finding.code.lower()
        if "first_paragraph" in code or "introduction" in code or finding.place.startswith(_BEGINNING):
            return (0,)
        if "subheadings_keyword" in code or finding.place == "intertitres":
            for index in self._headings:
                self._targets.of_headings[index].append(finding)
            return ()
        by_evidence = tuple(self._by_evidence(finding))
        return by_evidence or self._by_subject(code, parts)

    def _by_evidence(self, finding: Finding) -> Iterable[int]:
        of_source = _OF_SOURCE.match(finding.place)
        if of_source:
            yield from self._of_block(int(of_source[1]) - 1)
        for link in self._source.links:
            if link.href in finding.evidence:
                yield from self._of_block(link.block)
        for words in _LISTED.split(finding.evidence)[:_MOST_LISTED]:
            yield from self._of_words(words)

    def _of_words(self, words: str) -> Iterable[int]:
        block = nearest_block(words, self._source)
        part = nearest_part(words, self._article, self._targets.parts)
        if part is not None and (
            block is None or words.strip("« »…") in part_text(self._article, self._targets.parts[part])
        ):
            yield part
        elif block is not None:
            yield from self._of_block(block)

    def _of_block(self, block: int) -> Iterable[int]:
        return (number for number, blocks in enumerate(self._targets.blocks) if block in blocks)

    def _by_subject(self, code: str, parts: Sequence[int]) -> Sequence[int]:
        if "density" in code:
            return [self._keyphrase_part(parts)]
        if "sentence" in code or "passive" in code:
            return sorted(parts, key=self._long_sentences, reverse=True)[:_WORST]
        if "transition" in code:
            return sorted(parts, key=self._without_connectors, reverse=True)[:_WORST]
        if "too_long" in code or "headings." in code:
            return [max(parts, key=self._words)]
        return [min(parts, key=self._share)]

    def _text(self, number: int) -> str:
        return part_text(self._article, self._targets.parts[number])

    def _words(self, number: int) -> int:
        return part_words(self._article, self._targets.parts[number])

    def _keyphrase_part(self, parts: Sequence[int]) -> int:
        """The part with most keyphrases where there are too many, else the longest of those with fewest."""
        found = {number: self._keyphrases(number) for number in parts}
        words = sum(map(self._words, parts))
        if 100 * sum(found.values()) > _DENSE * words:
            return max(parts, key=found.__getitem__)
        return max(parts, key=lambda number: (-found[number], self._words(number)))

    def _keyphrases(self, number: int) -> int:
        return self._text(number).casefold().count(self._article.seo.keyphrase.casefold() or "\0")

    def _long_sentences(self, number: int) -> int:
        return sum(count_words(sentence) > _LONG_SENTENCE for sentence in split_sentences(self._text(number)))

    def _without_connectors(self, number: int) -> int:
        return sum(not _CONNECTORS.search(sentence) for sentence in split_sentences(self._text(number)))

    def _share(self, number: int) -> tuple[float, int]:
        """How much of what the source says there has come out; the shortest part first where that is alike."""
        said = sum(count_words(self._source.blocks[block].text) for block in self._targets.blocks[number])
        return (self._words(number) / said if said else 9.0), self._words(number)
