"""Another try at what has findings, and at nothing else: a call a part, and one for the fields and subheadings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bridge.domain.article import Article, Node, NodeKind, Rewrite
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.notation import Reading
from bridge.engines.openai_compatible import figures, judging, plan, prompts, sectioned
from bridge.engines.openai_compatible.belonging import Part, said_blocks
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.mending import mended
from bridge.engines.openai_compatible.repair_fields import mend_fields
from bridge.engines.openai_compatible.talk import Talk, tokens
from bridge.engines.openai_compatible.targets import Targets, targets_of
from bridge.text import inline
from bridge.text.facts.quotations import folded
from bridge.text.outline import node_html, node_text

#: Parts mended in a round: an article with more at fault is better written anew.
_MOST_PARTS = 8
_MOST_FINDINGS = 12
_CULPRIT = "Passage en cause"
_MISSING = "content.section_missing"
_VERBATIM = "content.section_verbatim"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Round:
    """What all the calls of a round share."""

    talk: Talk
    source: Source
    brief: Brief
    made: Rewrite
    article: Article
    reading: Reading

    @property
    def again(self) -> bool:
        """Whether an earlier round has not helped, so that this one asks otherwise."""
        return self.made.round > 0


def write(talk: Talk, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...]) -> Rewrite | None:
    """The article with what could be mended, None where nothing could. Its calls are in ``talk``."""
    if made.article is None:
        return None
    reading = notation.reading(source)
    now = _Round(talk=talk, source=source, brief=brief, made=made, article=made.article, reading=reading)
    targets = targets_of(made.article, source, [one for one in findings if one.code != _MISSING])
    try:
        texts = {
            number: nodes for number in _worst_first(targets) if (nodes := _part(now, targets, number)) is not None
        }
        article = mend_fields(talk, source, brief, made, targets)
        article = _with_parts(article, targets.parts, texts)
        article, found = _with_missing(now, article, targets, texts)
    except Failure:  # a refusal: what was written before it is not lost, but nothing more comes
        return None
    article = mended(article, source, reading.references)
    return None if article == made.article else replace(made, article=article, findings=found)


def _worst_first(targets: Targets) -> list[int]:
    order = sorted(targets.of_parts, key=lambda number: (min(_rank(one) for one in targets.of_parts[number]), number))
    return order[:_MOST_PARTS]


def _rank(finding: Finding) -> int:
    return ("blocker", "warning", "info").index(finding.severity.value)


# ── a part ──────────────────────────────────────────────────────────────────────────────────────────────────────────


#: The wordings of a repair: the passage corrected, or written anew from the source alone.
_CORRECT, _ANEW = "repair_task.md", "repair_again_task.md"


def _part(now: _Round, targets: Targets, number: int) -> tuple[Node, ...] | None:
    """The part's nodes as the model mends them, asked in other words where it did not; None where no answer is usable.

    A round after the first begins with the other words: the first ones have not helped.
    """
    tries = (nodes for wording in ((_ANEW,) if now.again else (_CORRECT, _ANEW))
             if (nodes := _attempt(now, targets, number, wording)) is not None)  # fmt: skip
    return next(tries, None)


def _attempt(now: _Round, targets: Targets, number: int, wording: str) -> tuple[Node, ...] | None:
    part, blocks = targets.parts[number], targets.blocks[number]
    old = [now.article.body[index] for index in part.nodes]
    said = [node for node in old if node.kind is not NodeKind.KEPT]
    present = notation.from_nodes(said, now.reading.references)
    original = "\n\n".join(now.reading.texts[block] for block in blocks) or present
    task = _task(now, part, wording, present=present, original=original, found=targets.of_parts[number])
    expected = max(tokens(present), tokens(original)) * 5 // 4
    purpose = f"repair part {number + 1}" + (", again" if wording == _ANEW and not now.again else "")
    try:
        answer = now.talk.ask(
            purpose, prompts.messages(prompts.text("repair.md"), task), expected=expected, bounded=True
        )
    except Failure as failure:
        if failure.ends_all:
            raise
        return None
    text = sectioned.cleaned(answer, headings=_may_head(said, targets.of_parts[number]))
    text = figures.in_french(text, original, language=now.source.language)
    nodes = [replace(node, origins=blocks) for node in notation.to_nodes(text, now.reading.references)]
    if not nodes or _echoes(nodes, targets.of_parts[number]) or not _usable(now, nodes, said, blocks):
        return None
    return tuple(_with_kept(nodes, old))


def _task(now: _Round, part: Part, wording: str, *, present: str, original: str, found: Sequence[Finding]) -> str:
    return prompts.fill(
        wording,
        brief=prompts.wishes(now.brief),
        title=now.article.title,
        heading=node_text(now.article.body[part.heading]) if part.heading is not None else "",
        keyphrase=now.article.seo.keyphrase,
        source=original,
        present=present,
        findings="\n".join(map(told, found[:_MOST_FINDINGS])),
        heads=prompts.text("repair_heads.md") if _wants_heads(found) else "",
    )


def told(finding: Finding) -> str:
    """A finding as a model reads it."""
    evidence = notation.defused(finding.evidence)
    return f"- {finding.message}" + (f" {_CULPRIT} : {evidence}" if evidence else "")


def _wants_heads(found: Iterable[Finding]) -> bool:
    return any("heading" in one.code or "section_too_long" in one.code for one in found)


def _may_head(said: Iterable[Node], found: Iterable[Finding]) -> bool:
    """Whether subheadings of the answer stay: where the part had some, or is told to have more."""
    return _wants_heads(found) or any(node.kind is NodeKind.HEADING for node in said)


def _echoes(nodes: Sequence[Node], found: Iterable[Finding]) -> bool:
    """Whether the answer repeats what it was told to correct, as small models do."""
    text = folded(_plain(nodes))
    return any(folded(one.message) in text for one in found) or folded(_CULPRIT) in text


def _usable(now: _Round, nodes: Sequence[Node], old: Sequence[Node], blocks: Sequence[int]) -> bool:
    text, before = _plain(nodes), _plain(old)
    original = "\n".join(now.source.blocks[block].text for block in blocks) or before
    lost = _hrefs(old) - _hrefs(nodes)
    return not lost and judging.fault(text, original, language=now.source.language) is None


def _plain(nodes: Iterable[Node]) -> str:
    return "\n".join(filter(None, map(node_text, nodes)))


def _hrefs(nodes: Sequence[Node]) -> set[str]:
    return {href for node in nodes for part in node_html(node) for href, _ in inline.links(part)}


def _with_kept(nodes: list[Node], old: Sequence[Node]) -> list[Node]:
    """The new nodes with the part's kept blocks where they stood, in proportion."""
    total = max(1, sum(node.kind is not NodeKind.KEPT for node in old))
    done, before, count = list(nodes), 0, len(nodes)
    placed = 0
    for node in old:
        if node.kind is NodeKind.KEPT:
            done.insert(round(before / total * count) + placed, node)
            placed += 1
        else:
            before += 1
    return done


def _with_parts(article: Article, parts: Sequence[Part], texts: Mapping[int, tuple[Node, ...]]) -> Article:
    body: list[Node] = []
    for number, part in enumerate(parts):
        body += [article.body[part.heading]] if part.heading is not None else []
        body += texts[number] if number in texts else [article.body[index] for index in part.nodes]
    return replace(article, body=tuple(body))


# ── what is missing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _with_missing(
    now: _Round, article: Article, targets: Targets, texts: Mapping[int, tuple[Node, ...]]
) -> tuple[Article, tuple[Finding, ...]]:
    """The sections that the first try left out, written after all; and the engine's findings that still hold."""
    rewritten = {one for number in texts for one in targets.of_parts[number]}
    found = tuple(one for one in now.made.findings if one.code != _VERBATIM or one not in rewritten)
    if not any(one.code == _MISSING for one in found):
        return article, found
    written = {origin for node in article.body for origin in node.origins}
    lost = set(said_blocks(now.source)) - written
    units = [unit for unit in plan.units_of(now.source, now.reading) if unit.block in lost]
    left: list[Finding] = []
    for section in plan.by_code(now.source, units):
        part = sectioned.write_section(
            now.talk, now.source, now.brief, now.reading, section, purpose="repair missing section"
        )
        article = _inserted(article, part.nodes, section)
        left += sectioned.findings_of([part])
    return article, (*(one for one in found if one.code != _MISSING), *left)


def _inserted(article: Article, nodes: tuple[Node, ...], section: plan.Section) -> Article:
    """The nodes behind the last one that renders an earlier block of the source."""
    before = [
        at for at, node in enumerate(article.body) if node.origins and max(node.origins) < plan.blocks_of(section)[0]
    ]
    at = before[-1] + 1 if before else 0
    return replace(article, body=(*article.body[:at], *nodes, *article.body[at:]))
