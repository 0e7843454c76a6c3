"""The prompts: files that an editor can read and review, with ``{names}`` for what changes."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bridge.domain.source import Brief, Source
from bridge.engines import notation

_NAME = re.compile(r"\{(\w+)\}")


@cache
def text(name: str) -> str:
    """The file ``name`` of bridge/engines/prompts."""
    return files("bridge.engines").joinpath("prompts", name).read_text(encoding="utf-8").strip()


def fill(name: str, **values: str) -> str:
    """The prompt with its names filled in; a line all of whose names are empty is left out."""
    return "\n".join(_line(line, values) for line in text(name).split("\n") if _speaks(line, values)).strip()


def _speaks(line: str, values: dict[str, str]) -> bool:
    names = _NAME.findall(line)
    return not names or any(values[name] for name in names)


def _line(line: str, values: dict[str, str]) -> str:
    # one pass, unlike str.format and str.replace: braces within a draft stay what they are
    return _NAME.sub(lambda match: values[match[1]], line)


def brief(asked: Brief, source: Source, *, keyphrase: str = "") -> str:
    """What the editor asks for, the site's wishes first: they are the same from draft to draft."""
    return fill(
        "brief.md",
        tone=asked.tone,
        audience=asked.audience,
        instructions=asked.instructions,
        glossary=" ; ".join(f"« {term} » → « {render} »" for term, render in asked.glossary.items()),
        min_words=str(asked.min_words),
        source_words=str(source.words),
        keyphrase=asked.keyphrase or keyphrase,
        feedback=" | ".join(asked.feedback),
    )


def wishes(asked: Brief) -> str:
    """What the editor asks for in every passage: not its length, nor its keyphrase."""
    glossary = " ; ".join(f"« {term} » → « {render} »" for term, render in asked.glossary.items())
    return fill(
        "section_brief.md",
        tone=asked.tone,
        audience=asked.audience,
        instructions=asked.instructions,
        glossary=glossary,
        feedback=" | ".join(asked.feedback),
    )


def messages(system: str, task: str) -> list[dict[str, str]]:
    """The two messages of a question: what is the same for all drafts, then what is this draft's."""
    return [{"role": "system", "content": system}, {"role": "user", "content": task}]


def source_text(source: Source) -> str:
    """Title and text of a source, in the element that marks it as material."""
    return fill(
        "source.md",
        language=source.language or "inconnue",
        title=notation.defused(source.title),
        source=notation.for_model(source),
    )
