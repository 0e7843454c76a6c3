"""The strategy for a capable model: the whole article in one structured call."""

from __future__ import annotations

from bridge.domain.article import Article
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.answer import SCHEMA, Answer
from bridge.engines.openai_compatible import judging, prompts
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.mending import mended
from bridge.engines.openai_compatible.talk import Talk, tokens
from bridge.text.outline import article_text, body_words

#: What the fields and the JSON take, in tokens.
_FIELDS = 400
#: A draft shorter than this, in words, is too short to judge an answer by.
_TELLING = 100
#: Below the first share of what was asked, or the second of the source, most of the text has been left out.
_OF_WANTED, _OF_SOURCE = 0.6, 0.35


def question(source: Source, brief: Brief) -> list[dict[str, str]]:
    """The stable part comes first, then the site's wishes, then the draft, so that providers' prompt caches hit."""
    task = "\n\n".join((prompts.brief(brief, source), prompts.source_text(source)))
    return prompts.messages(prompts.text("whole.md"), task)


def answer_tokens(source: Source) -> int:
    """The tokens of a good answer: French is longer than English."""
    return tokens(notation.for_model(source)) * 5 // 4 + _FIELDS


def needs(source: Source, brief: Brief) -> int:
    """The tokens of question and answer together."""
    return sum(tokens(message["content"]) for message in question(source, brief)) + answer_tokens(source)


def write(talk: Talk, source: Source, brief: Brief) -> Article:
    """The article, or the Failure that says why there is none."""
    answer = talk.ask_for(Answer, "whole", question(source, brief), schema=SCHEMA, expected=answer_tokens(source))
    article = notation.to_article(answer, source)
    _judge(article, source, brief)
    return mended(article, source, notation.reading(source).references)


def _judge(article: Article, source: Source, brief: Brief) -> None:
    text = article_text(article)
    lines = [line for line in text.split("\n") if judging.not_french(line)]
    if sum(map(len, lines)) > len(text) / 2:
        raise Failure("model.wrong_language", text)
    words = body_words(article)
    wanted = min(source.words, brief.min_words)
    if source.words >= _TELLING and (words < _OF_WANTED * wanted or words < _OF_SOURCE * source.words):
        raise Failure("model.too_few_words", f"{words} mots ; la source en compte {source.words}")
