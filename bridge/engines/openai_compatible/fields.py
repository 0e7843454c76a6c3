"""Title, SEO fields and subheadings for sections that are written: one small call, and what code can set right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.source import BlockKind, Brief, Source
from bridge.engines import notation
from bridge.engines.answer import FIELDS_SCHEMA, FieldsAnswer
from bridge.engines.notation import References
from bridge.engines.openai_compatible import judging, prompts
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.talk import Talk
from bridge.text import inline, outline, typography
from bridge.text.pixels import TITLE_LIMIT, title_width
from bridge.text.sentences import split_sentences
from bridge.text.slug import slugify

#: Yoast's limits for a meta description, in characters.
DESCRIPTION_MIN, DESCRIPTION_MAX = 120, 156
_HEADING_LENGTH = 90
#: Of each section, its beginning tells what it is about, in characters.
_GIST = 280
_TAIL = " \u00a0\u202f.:;,!"
_LABEL = re.compile(r"\A(?:#+\s*|\d{1,2}[.)]\s+|(?:section|titre|intertitre)\s*\d*\s*:\s*)", re.IGNORECASE)


def finish(talk: Talk, source: Source, brief: Brief, sections: Sequence[tuple[Node, ...]], keyphrase: str) -> Article:
    """The article of written sections. Failure where the fields can't be had and the source has none in French."""
    references = notation.reading(source).references
    try:
        answer = _asked(talk, source, brief, sections, keyphrase)
    except Failure as failure:
        if failure.ends_all or source.language != "fr":
            raise
        answer = FieldsAnswer()
    return _article(answer, source, sections, keyphrase, references)


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
    return talk.ask_for(
        FieldsAnswer, "fields", question, schema=FIELDS_SCHEMA, expected=200 + 25 * len(sections), bounded=True
    )


def _article(
    answer: FieldsAnswer, source: Source, sections: Sequence[tuple[Node, ...]], keyphrase: str, references: References
) -> Article:
    title = line(answer.title, references, source)
    title = title or (typography.french(source.title) if source.language == "fr" else "")
    headings = [heading(text, references) for text in answer.headings] or _own_headings(source, sections)
    body = list(sections[0])
    for number, nodes in enumerate(sections[1:]):
        text = headings[number] if number < len(headings) else ""
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
    """A field of the answer, "" where it is in another script."""
    found = _LABEL.sub("", notation.to_field(text, references).strip('*"“” '))
    return "" if judging.strange(found, source.text) else found


def heading(text: str, references: References) -> str:
    """A subheading: one line without a full stop, and not a sentence too long for one."""
    found = _LABEL.sub("", notation.to_field(text, references).strip('*"“”# ')).rstrip(_TAIL)
    return found if len(found) <= _HEADING_LENGTH else found[:_HEADING_LENGTH].rpartition(" ")[0].rstrip(_TAIL)


def _own_headings(source: Source, sections: Sequence[tuple[Node, ...]]) -> list[str]:
    """The source's subheadings, each for the section that begins below it; only a French source has any to give."""
    if source.language != "fr":
        return []
    found = []
    for nodes in sections[1:]:
        first = min((origin for node in nodes for origin in node.origins), default=0)
        above = [block for block in source.blocks[:first] if block.kind is BlockKind.HEADING]
        found.append(typography.french(above[-1].text) if above and above[-1].index == first - 1 else "")
    return found


def _first_words(title: str) -> str:
    return " ".join(title.split(":")[0].split()[:4])


def fitting_title(text: str, keyphrase: str) -> str:
    """An SEO title that Google does not cut: as it is, or its part before a colon or dash, or its first words."""
    if title_width(text) <= TITLE_LIMIT:
        return text
    shorter = re.split(r"[ \u00a0]+[:|–—-][ \u00a0]+", text)[0]
    words = (shorter if keyphrase.casefold() in shorter.casefold() else text).split()
    while len(words) > 1 and title_width(" ".join(words)) > TITLE_LIMIT:
        words.pop()
    while len(words) > 1 and len(words[-1].strip("’'")) <= 3:
        words.pop()
    return " ".join(words).rstrip(_TAIL)


def fitting_description(text: str, first: str) -> str:
    """A description of 120–156 characters where its own sentences, or those of the first section, allow for one."""
    sentences = split_sentences(text)
    kept = ""
    for sentence in sentences:
        longer = f"{kept} {sentence}".strip()
        if len(longer) > DESCRIPTION_MAX:
            break
        kept = longer
    if len(kept) >= DESCRIPTION_MIN or (len(text) > DESCRIPTION_MAX and not kept):
        return kept or _cut(text)
    fitting = (f"{kept} {sentence}".strip() for sentence in split_sentences(first) if sentence not in kept)
    return next((found for found in fitting if DESCRIPTION_MIN <= len(found) <= DESCRIPTION_MAX), "") or (
        _cut(text) if len(text) > DESCRIPTION_MAX else kept or _cut(first)
    )


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
