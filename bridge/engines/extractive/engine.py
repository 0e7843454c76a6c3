"""The engine ``extractive``: the source's own sentences, given the structure and the fields that search asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bridge.domain.article import Article, Node, NodeKind, Rewrite, SeoFields
from bridge.domain.finding import Finding
from bridge.domain.ports import UNMETERED, Meter
from bridge.domain.source import Brief, Source
from bridge.engines.extractive import (
    fields,
    findings,
    headings,
    keyphrase,
    labels,
    parsing,
    ranking,
    splitting,
    summary,
)
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence
from bridge.engines.extractive.pieces import Piece, first_line, pieces, rewritten, without_shortcodes
from bridge.engines.extractive.sections import Section, Sentences, is_lead, plan
from bridge.text import inline
from bridge.text.slug import slugify
from bridge.text.words import count_words

NAME = "extractive"

#: Characters that are parsed, about thirty long articles; what is beyond keeps its structure as it is. At some
#: 30,000 characters a second this bounds the time for a draft of any length.
PARSED_CHARACTERS = 200_000


class ExtractiveEngine:
    """Keeps what every sentence of a French source says, cut in two where safe, and adds structure and fields."""

    @property
    def name(self) -> str:
        """As shown to people."""
        return NAME

    def repair(
        self,
        source: Source,  # noqa: ARG002
        brief: Brief,  # noqa: ARG002
        made: Rewrite,  # noqa: ARG002
        findings: tuple[Finding, ...],  # noqa: ARG002
        meter: Meter = UNMETERED,  # noqa: ARG002
    ) -> Rewrite | None:
        """Nothing: it would make the same article again."""
        return None

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:  # noqa: ARG002
        """An article, or a blocker where the source is in another language or too short."""
        title = _own_title(source)
        parts = pieces(source, title or source.title)
        refusal = findings.refusal(source, brief, sum(piece.words for piece in parts))
        if refusal is not None:
            return Rewrite(article=None, findings=(refusal,))
        parsed, whole = _parse(parts)
        if not parsed:
            return Rewrite(article=None, findings=(findings.no_sentences(),))
        parts, parsed = _lightened(parts, parsed)
        article, sections = _build(title, brief, parts, parsed)
        notices = [*findings.ignored(brief), *findings.odd_subheadings(sections, parsed)]
        if not whole:
            notices.append(findings.long_source(PARSED_CHARACTERS))
        return Rewrite(article=article, findings=tuple[Finding, ...](notices))


def _parse(parts: Sequence[Piece]) -> tuple[Sentences, bool]:
    """The sentences of each piece that is parsed, and whether that is all of them."""
    rows: list[tuple[int, int, str]] = []
    left = PARSED_CHARACTERS
    for index, piece in enumerate(parts):
        if piece.kind not in (NodeKind.PARAGRAPH, NodeKind.QUOTE):
            continue
        for text in piece.sentences:
            left -= min(len(text), parsing.MAX_SENTENCE_CHARACTERS)
            if left < 0:
                break
            rows.append((index, piece.block.index, text))
        if left < 0:
            break
    parsed: dict[int, list[Sentence]] = {}
    for sentence in parsing.parse(rows):
        parsed.setdefault(sentence.piece, []).append(sentence)
    return parsed, left >= 0


def _lightened(parts: Sequence[Piece], parsed: Sentences) -> tuple[tuple[Piece, ...], Sentences]:
    """The pieces with their long sentences cut where that is safe, and their sentences again."""
    prose = [index for index in parsed if parts[index].kind is NodeKind.PARAGRAPH]
    most = splitting.limit([count_words(sentence.text) for index in prose for sentence in parsed[index]])
    lighter = list(parts)
    for index in prose:
        changes = splitting.changes(parsed[index], most)
        if changes and parts[index].text == without_shortcodes(parts[index].text):
            lighter[index] = rewritten(parts[index], changes)
    if lighter == list(parts):
        return tuple(parts), parsed
    return tuple(lighter), _parse(lighter)[0]


def _build(
    own_title: str, brief: Brief, parts: Sequence[Piece], parsed: Sentences
) -> tuple[Article, tuple[Section, ...]]:
    sentences = list(chain.from_iterable(parsed.values()))
    prose = [s for s in sentences if parts[s.piece].kind is NodeKind.PARAGRAPH] or sentences
    start = next((s.piece for s in prose if is_lead(parts[s.piece])), prose[0].piece)
    prose = [s for s in prose if s.piece >= start]
    lead = [s for s in prose if s.piece == start]
    phrase = _keyphrase(brief, parsing.parse_one(own_title) if own_title else None, lead, sentences)
    title = own_title or fields.derived_title(prose, phrase)
    sections = headings.name(plan(parts, parsed), parsed, phrase)
    points = _key_points(sections, parsed, sentences, phrase)
    text = " ".join([title, *(sentence.text for sentence in sentences)])
    above = labels.essential(phrase, text)
    written = _written(phrase, [above, *(sentence.text for sentence in (*sentences, *points))])
    words = sum(piece.words for piece in parts) + sum(count_words(point.text) for point in points)
    theme = phrase is not None and phrase.exactly_within(title)
    sections = labels.label(sections, parsed, phrase, text, theme=theme, written=written, words=words)
    seo = SeoFields(
        title=fields.seo_title(parsing.parse_one(title), prose, phrase),
        description=fields.description(prose, phrase, title),
        keyphrase=phrase.text if phrase else "",
    )
    article = Article(
        title=title,
        body=tuple(_body(sections, parts, points, above)),
        seo=seo,
        slug=slugify(phrase.text if phrase else title),
        excerpt=fields.excerpt(prose),
    )
    return article, sections


def _own_title(source: Source) -> str:
    instruction = source.instruction.text if source.instruction else ""
    for title in (source.title, first_line(source)):
        text = without_shortcodes(title)
        if fields.usable_title(text, instruction):
            return text
    return ""


def _keyphrase(
    brief: Brief, title: Sentence | None, lead: Sequence[Sentence], sentences: Sequence[Sentence]
) -> Keyphrase | None:
    if brief.keyphrase and brief.keyphrase.strip():
        return Keyphrase(brief.keyphrase.strip())
    return keyphrase.choose(title, lead, sentences)


def _written(phrase: Keyphrase | None, texts: Sequence[str]) -> int:
    """How often the texts have the keyphrase, as Yoast counts."""
    return sum(map(phrase.count, texts)) if phrase else 0


def _key_points(
    sections: Sequence[Section], parsed: Sentences, sentences: Sequence[Sentence], phrase: Keyphrase | None
) -> tuple[Sentence, ...]:
    """Key sentences of all sections but the lead, which the reader has just read."""
    groups = [
        [s for index in section.indexes for s in parsed.get(index, ())]
        for section in sections[_before_points(sections) :]
    ]
    return summary.key_sentences(groups, ranking.centrality(sentences), phrase)


def _body(sections: Sequence[Section], parts: Sequence[Piece], points: Sequence[Sentence], above: str) -> list[Node]:
    """The nodes in order; « L’essentiel » stands between the lead and the first section that follows it."""
    before = _before_points(sections)
    nodes: list[Node] = []
    for number, section in enumerate(sections):
        if number == before and points:
            nodes.append(Node(kind=NodeKind.HEADING, html=inline.escape(above), level=2))
            nodes.append(_list(points))
        if number:
            nodes.append(_heading(section))
        nodes.extend(parts[index].node() for index in section.indexes)
    return nodes


def _before_points(sections: Sequence[Section]) -> int:
    """How many sections stand before the key points: the lead, and the first one where a draft opens with its title."""
    return 1 if sections[0].indexes else 2


def _list(points: Sequence[Sentence]) -> Node:
    items = tuple(inline.escape(sentence.text) for sentence in points)
    origins = tuple(sorted({sentence.block for sentence in points}))
    return Node(kind=NodeKind.LIST, items=items, origins=origins)


def _heading(section: Section) -> Node:
    if section.heading is not None and not section.text:
        return section.heading.node(section.level)
    origin = section.heading.block.index if section.heading else section.origin
    origins = () if origin is None else (origin,)
    return Node(kind=NodeKind.HEADING, html=inline.escape(section.text), level=section.level, origins=origins)
