"""Title, SEO fields and subheadings for sections that are written: one small call, and what code can set right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.source import BlockKind, Brief, Source
from bridge.engines import notation
from bridge.engines.answer import FIELDS_SCHEMA, TEXT, FieldsAnswer, object_of
from bridge.engines.notation import References
from bridge.engines.openai_compatible import judging, prompts
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.talk import Talk, tokens
from bridge.text import inline, outline, typography
from bridge.text.pixels import TITLE_LIMIT, title_width
from bridge.text.sentences import split_sentences
from bridge.text.slug import slugify

#: Yoast's limits for a meta description, in characters.
DESCRIPTION_MIN, DESCRIPTION_MAX = 120, 156
_HEADING_LENGTH = 90
#: "de", "des", "à" end no title.
_SHORT = 3
#: Of each section, its beginning tells what it is about, in characters.
_GIST = 280
_TAIL = " \u00a0\u202f.:;,!"
_LABEL = re.compile(r"\A(?:#+\s*|\d{1,2}[.)]\s+|(?:section|titre|intertitre)\s*\d*\s*:\s*)", re.IGNORECASE)


def finish(talk: Talk, source: Source, brief: Brief, sections: Sequence[tuple[Node, ...]], keyphrase: str) -> Article:
    """The article of written sections. Failure where it can be given no title in French."""
    references = notation.reading(source).references
    try:
        answer, failed = _asked(talk, source, brief, sections, keyphrase), None
    except Failure as failure:
        if failure.ends_all:
            raise
        answer, failed = FieldsAnswer(), failure
    title = line(answer.title, references, source)
    headings = [heading(line(text, references, source)) for text in answer.headings]
    headings = (headings + [""] * len(sections))[: len(sections) - 1]
    title, headings = _filled(talk, source, sections, title, headings)
    if failed and not title:
        raise failed
    return _article(answer, source, sections, keyphrase, title, headings)


def _filled(
    talk: Talk, source: Source, sections: Sequence[tuple[Node, ...]], title: str, headings: list[str]
) -> tuple[str, list[str]]:
    """What the model has no good answer for is the source's own, translated where it is not French."""
    own = ["" if text else other for text, other in zip(headings, _own_headings(source, sections), strict=True)]
    lines = [*([] if title else [source.title]), *filter(None, own)]
    found = iter(lines if source.language == "fr" else _translated(talk, source, lines))
    title = title or typography.french(next(found, ""))
    return title, [heading(next(found, "")) if other else text for text, other in zip(headings, own, strict=True)]


def _translated(talk: Talk, source: Source, lines: list[str]) -> list[str]:
    """Each line in French, "" for what can't be had."""
    if not lines:
        return []
    asked = "\n".join(f"- {notation.defused(text)}" for text in lines)
    question = prompts.messages(prompts.text("section.md"), prompts.fill("lines_task.md", source=asked))
    try:
        said = talk.ask("fields, titles", question, expected=tokens(asked) * 5 // 4, bounded=True)
    except Failure as failure:
        if failure.ends_all:
            raise
        return [""] * len(lines)
    references = notation.reading(source).references
    found = [line(text.strip().lstrip("-*• "), references, source) for text in said.split("\n") if text.strip()]
    return found if len(found) == len(lines) else [""] * len(lines)


def _asked(
    talk: Talk, source: Source, brief: Brief, sections: Sequence[tuple[Node, ...]], keyphrase: str
) -> FieldsAnswer:
    listed = "\n".join(f"{number}. {_text(nodes)[:_GIST]}" for number, nodes in enumerate(sections, start=1))
    task = prompts.fill(
        "fields_task.md",
        brief=prompts.wishes(brief),
        title=notation.defused(source.title),
        keyphrase=keyphrase,
        sections=listed,
        first="2",
        count=str(len(sections) - 1) if len(sections) > 1 else "",
    )
    question = prompts.messages(prompts.text("fields.md"), task)
    schema = FIELDS_SCHEMA if keyphrase else object_of(focus_keyphrase=TEXT, **FIELDS_SCHEMA["properties"])
    return talk.ask_for(
        FieldsAnswer, "fields", question, schema=schema, expected=200 + 25 * len(sections), bounded=True
    )


def _article(
    answer: FieldsAnswer,
    source: Source,
    sections: Sequence[tuple[Node, ...]],
    keyphrase: str,
    title: str,
    headings: list[str],
) -> Article:
    references = notation.reading(source).references
    body = list(sections[0])
    for text, nodes in zip(headings, sections[1:], strict=True):
        body += [Node(kind=NodeKind.HEADING, level=2, html=inline.escape(text))] if text else []
        body += nodes
    phrase = keyphrase or line(answer.focus_keyphrase, references, source) or _first_words(title)
    first = _text(sections[0])
    return Article(
        title=title,
        body=tuple(body),
        seo=SeoFields(
            title=fitting_title(line(answer.seo_title, references, source) or title, phrase),
            description=fitting_description(line(answer.meta_description, references, source), first),
            keyphrase=phrase,
        ),
        slug=slugify(phrase) or slugify(title),
        excerpt=line(answer.excerpt, references, source) or next(iter(split_sentences(first)), ""),
    )


def _text(nodes: Sequence[Node]) -> str:
    return " ".join(filter(None, map(outline.node_text, nodes))).replace("\n", " ")


def line(text: str, references: References, source: Source) -> str:
    """A field of the answer, "" where it is in another script or keeps words of an English source."""
    found = _LABEL.sub("", notation.to_field(text, references).strip('*"“”# '))
    foreign = judging.strange(found, source.text) or judging.left_over(
        found, f"{source.title}\n{source.text}", language=source.language
    )
    return "" if foreign else found


def heading(text: str) -> str:
    """A subheading without a full stop, "" where it is a passage of the text and no subheading."""
    found = text.rstrip(_TAIL)
    return found if len(found) <= _HEADING_LENGTH else ""


def _own_headings(source: Source, sections: Sequence[tuple[Node, ...]]) -> list[str]:
    """For each section but the first the source's subheading that stands right above it, "" where there is none."""
    found = []
    for nodes in sections[1:]:
        first = min((origin for node in nodes for origin in node.origins), default=0)
        above = [block for block in source.blocks[:first] if block.kind is BlockKind.HEADING]
        found.append(typography.french(above[-1].text) if above and above[-1].index == first - 1 else "")
    return found


def _first_words(title: str) -> str:
    words = title.split(":")[0].split()[:4]
    while len(words) > 1 and len(words[-1]) <= _SHORT:
        words.pop()
    return " ".join(words)


def fitting_title(text: str, keyphrase: str) -> str:
    """An SEO title that Google does not cut: as it is, or its part before a colon or dash, or its first words."""
    if title_width(text) <= TITLE_LIMIT:
        return text
    shorter = re.split(r"[ \u00a0]+[:|–—-][ \u00a0]+", text)[0]
    words = (shorter if keyphrase.casefold() in shorter.casefold() else text).split()
    while len(words) > 1 and title_width(" ".join(words)) > TITLE_LIMIT:
        words.pop()
    while len(words) > 1 and len(words[-1].strip("’'")) <= _SHORT:
        words.pop()
    return " ".join(words).rstrip(_TAIL)


def fitting_description(text: str, first: str) -> str:
    """A description of 120–156 characters: its own sentences, then those of the first section, or cut to fit."""
    kept = ""
    for sentence in (*split_sentences(text), *split_sentences(first)):
        longer = f"{kept} {sentence}".strip()
        if len(kept) < DESCRIPTION_MIN and sentence not in kept and len(longer) <= DESCRIPTION_MAX:
            kept = longer
    if len(kept) >= DESCRIPTION_MIN:
        return kept
    return _cut(text if len(text) > DESCRIPTION_MAX else f"{text} {first}".strip())


def _cut(text: str) -> str:
    if len(text) <= DESCRIPTION_MAX:
        return text
    return text[: DESCRIPTION_MAX - 1].rpartition(" ")[0].rstrip(_TAIL + "’'") + "…"


def with_headings(article: Article, texts: dict[int, str]) -> Article:
    """The article with other words in the subheadings at these places of its body."""
    body = tuple(
        replace(node, html=inline.escape(texts[index])) if texts.get(index) else node
        for index, node in enumerate(article.body)
    )
    return replace(article, body=body)
