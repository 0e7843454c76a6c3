"""Fields and subheadings that have findings: one call for all of them, and only those come back changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bridge.domain.article import Article, Rewrite
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.engines import answer, notation
from bridge.engines.answer import FieldsAnswer
from bridge.engines.notation import References
from bridge.engines.openai_compatible import fields, prompts
from bridge.engines.openai_compatible.belonging import part_text
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.talk import Talk
from bridge.engines.openai_compatible.targets import Targets
from bridge.text import inline, outline, places
from bridge.text.slug import slugify

_KEYS = {
    places.TITLE: "title",
    places.SEO_TITLE: "seo_title",
    places.DESCRIPTION: "meta_description",
    places.KEYPHRASE: "focus_keyphrase",
    places.EXCERPT: "excerpt",
}
#: Of the article, so much is shown of each part, in characters: enough to name it.
_FIRST, _GIST = 700, 200


def mend_fields(talk: Talk, source: Source, brief: Brief, made: Rewrite, targets: Targets) -> Article:
    """The article of ``made`` with its fields mended; as it was where the model's answer can't be used."""
    article = made.article
    assert article is not None  # noqa: S101 - the engine repairs articles only
    asked = {place: list(found) for place, found in targets.of_fields.items() if place in _KEYS}
    if brief.keyphrase and asked.pop(places.KEYPHRASE, None):  # what is asked for needs no model
        article = replace(article, seo=replace(article.seo, keyphrase=brief.keyphrase))
    if asked or targets.of_headings:
        article = _asked(talk, source, brief, made, article, targets, asked)
    if places.SLUG in targets.of_fields or places.KEYPHRASE in targets.of_fields:
        article = replace(article, slug=slugify(article.seo.keyphrase) or article.slug)
    return article


def _asked(
    talk: Talk, source: Source, brief: Brief, made: Rewrite, article: Article, targets: Targets,
    asked: dict[str, list[Finding]],
) -> Article:  # fmt: skip
    heads = sorted(targets.of_headings)
    properties: dict[str, Any] = {key: answer.TEXT for place, key in _KEYS.items() if place in asked}
    properties |= {"headings": answer.TEXTS} if heads else {}
    task = prompts.fill(
        "repair_fields_task.md",
        wishes=prompts.wishes(brief),
        keyphrase=article.seo.keyphrase,
        again=prompts.text("fields_again.md") if made.round else "",
        article=_gist(article, targets),
        faults="\n".join([*_field_faults(article, asked), *_heading_faults(article, targets, heads)]),
        keys=", ".join(properties),
    )
    try:
        found = talk.ask_for(
            FieldsAnswer,
            "repair fields",
            prompts.messages(prompts.text("repair_fields.md"), task),
            schema=answer.object_of(**properties),
            expected=60 * len(properties) + 20 * len(heads),
            bounded=True,
        )
    except Failure as failure:
        if failure.ends_all:
            raise
        return article
    return _applied(article, found, source, set(properties), heads)


def _gist(article: Article, targets: Targets) -> str:
    lengths = (_FIRST, *([_GIST] * (len(targets.parts) - 1)))
    return "\n".join(
        part_text(article, part).replace("\n", " ")[:length]
        for part, length in zip(targets.parts, lengths, strict=False)
    )


def _field_faults(article: Article, asked: dict[str, list[Finding]]) -> list[str]:
    now = {
        places.TITLE: article.title,
        places.SEO_TITLE: article.seo.title,
        places.DESCRIPTION: article.seo.description,
        places.KEYPHRASE: article.seo.keyphrase,
        places.EXCERPT: article.excerpt,
    }
    return [f"- {_KEYS[place]}, à présent « {now[place]} » : {_messages(found)}" for place, found in asked.items()]


def _heading_faults(article: Article, targets: Targets, heads: list[int]) -> list[str]:
    return [
        f"- headings, n° {number}, à présent « {inline.plain(article.body[index].html)} » : "
        f"{_messages(targets.of_headings[index])}"
        for number, index in enumerate(heads, start=1)
    ]


def _messages(found: list[Finding]) -> str:
    told = (one.message + (f" ({notation.defused(one.evidence)})" if one.evidence else "") for one in found[:4])
    return " ".join(told)


def _applied(article: Article, found: FieldsAnswer, source: Source, keys: set[str], heads: list[int]) -> Article:
    references = notation.reading(source).references

    def text(key: str, before: str) -> str:
        value = fields.line(getattr(found, key), references, source) if key in keys else ""
        return value or before

    seo = article.seo
    keyphrase = text("focus_keyphrase", seo.keyphrase)
    first = next((words for _, words in outline.paragraphs(article)), "")
    title, description = text("seo_title", ""), text("meta_description", "")
    article = replace(
        article,
        title=text("title", article.title),
        excerpt=text("excerpt", article.excerpt),
        seo=replace(
            seo,
            keyphrase=keyphrase,
            title=fields.fitting_title(title, keyphrase) if title else seo.title,
            description=fields.fitting_description(description, first) if description else seo.description,
        ),
    )
    return fields.with_headings(article, _headings(found, references, source, heads))


def _headings(found: FieldsAnswer, references: References, source: Source, heads: list[int]) -> dict[int, str]:
    texts = (fields.heading(fields.line(text, references, source)) for text in found.headings)
    return {index: text for index, text in zip(heads, texts, strict=False) if text}
