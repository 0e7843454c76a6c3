"""Articles judged as the bridge judges them, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bridge.domain.article import SeoFields
from bridge.domain.finding import Finding, Severity
from bridge.domain.review import Review, Reviewed
from bridge.domain.source import Brief
from bridge.text.manuscript import Manuscript, read_article
from bridge.text.render import render
from tests.support.corpus import CorpusDraft, Reference


def reviewed(draft: CorpusDraft, html: str, reference: Reference | None, review: Review) -> tuple[Manuscript, Reviewed]:
    """The article ``html`` beside its draft, with the reference's fields where it has some."""
    source = draft.read()
    manuscript = read_article(html, source)
    article = manuscript.article
    if reference is not None:
        seo = SeoFields(
            title=reference.seo_title, description=reference.meta_description, keyphrase=reference.focus_keyphrase
        )
        article = replace(article, title=reference.title, seo=seo, slug=reference.slug, excerpt=reference.excerpt)
    brief = Brief(min_words=0, keyphrase=article.seo.keyphrase or None)
    said = review(source, brief, article, render(article, source, "classic"))
    return replace(manuscript, article=article), replace(said, findings=(*manuscript.findings, *said.findings))


def of_reference(draft: CorpusDraft, review: Review) -> Callable[[str], tuple[Finding, ...]]:
    """What is said of an article that stands in the place of the draft's reference."""
    return lambda html: reviewed(draft, html, draft.reference, review)[1].findings


def blocked(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The blockers among them."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKER)
