"""The article is as long as the brief asks."""

from __future__ import annotations

from bridge.checks.places import blocker
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.outline import body_words


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blocker ``words.too_few``, never where the brief asks for no minimum (0).

    Counted as Yoast counts: the body with its subheadings, without kept blocks.
    """
    count = body_words(article)
    if count >= brief.min_words:
        return ()
    message = (
        f"L’article compte {count} mots ; il en faut au moins {brief.min_words}. Développez ce que dit la source, "
        "ou baissez le minimum si elle n’a pas de quoi."
    )
    return (blocker("words.too_few", "article", message, f"{count} / {brief.min_words}"),)
