"""What must not get out with an answer: the prompts' own words, and the key that paid for it.

A draft may ask for them, and a model may obey. Such an answer is no article, and nothing of it is kept as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from bridge.domain.article import Article
from bridge.domain.discretion import HIDDEN
from bridge.domain.source import Brief, Source
from bridge.engines.openai_compatible import prompts
from bridge.text import inline
from bridge.text.outline import article_text

#: So many words of a prompt in a row are its own, where so many of them have so many letters.
_RUN, _TELLING, _LETTERS = 8, 4, 4
#: A shorter key is a word like others ("none", "ollama").
_SHORTEST_KEY = 12
_WORD = re.compile(r"[^\W_]+")
_OPEN_PLACE = re.compile(r"\{\w+\}")

Grams = frozenset[tuple[str, ...]]


def tells_prompt(text: str, known: str) -> bool:
    """Whether ``text`` has a passage of the prompts that ``known`` (the source, the brief) does not have."""
    told = _grams(text) & _of_prompts()
    return bool(told) and not told <= _grams(known)


def tells_key(text: str, key: str) -> bool:
    """Whether ``text`` has the key, in whatever case and however spaced."""
    bare = _squeezed(key)
    return len(bare) >= _SHORTEST_KEY and bare in _squeezed(text)


def in_article(article: Article, source: Source, brief: Brief, key: str) -> bool:
    """Whether the article, fields and all, has either."""
    seo = article.seo
    fields = (article.title, seo.title, seo.description, seo.keyphrase, article.slug, article.excerpt)
    text = "\n".join((*fields, article_text(article)))
    markup = "".join(part for node in article.body for part in (node.html, *node.items))
    original = known(source, brief)
    # where the key stood when the answer was read
    hidden = HIDDEN in text + markup and HIDDEN not in original
    return hidden or tells_prompt(text, original) or tells_key(text + markup, key)


def known(source: Source, brief: Brief) -> str:
    """All the words that an answer may have of the question: the draft's and the editor's, who sees them anyway."""
    return "\n".join((source.title, *(block.text for block in source.blocks), *_wishes(brief)))


def _wishes(brief: Brief) -> Iterable[str]:
    yield from (brief.keyphrase or "", brief.tone, brief.audience, brief.instructions, *brief.feedback)


@lru_cache(maxsize=16)
def _grams(text: str) -> Grams:
    words = [match.group().casefold() for match in _WORD.finditer(inline.fold(text))]
    runs = (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(run for run in runs if sum(len(word) >= _LETTERS for word in run) >= _TELLING)


@cache
def _of_prompts() -> Grams:
    folder = files("bridge.engines").joinpath("prompts")
    names = (item.name for item in folder.iterdir() if item.name.endswith(".md"))
    return frozenset(
        run for name in names for line in prompts.text(name).split("\n") for part in _OPEN_PLACE.split(line)
        for run in _grams(part)
    )  # fmt: skip


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).casefold()
