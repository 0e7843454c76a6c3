"""What Yoast shows red or orange, as findings: what a rewrite can mend is a warning, what only a person can an info."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bridge.domain.analysis import Analysis, Assessment, Rating
from bridge.domain.article import Article, Node
from bridge.domain.finding import Finding, Severity
from bridge.text import places

#: The assessments that another text could turn green → what to ask of its writer, in a sentence for a prompt. Links,
#: images and other articles' keyphrases are not among them, nor is the length of the text: what would mend those isn't
#: in the source.
MENDABLE = {
    "introductionKeyword": "Tous les mots de la requête cible doivent être dans une même phrase du premier paragraphe.",
    "keyphraseDensity": "Employer la requête cible telle quelle dans le texte, de 0,5 à 3 fois pour 100 mots.",
    "keyphraseInSEOTitle": "Le titre SEO doit commencer par la requête cible, écrite telle quelle.",
    "keyphraseLength": "La requête cible doit avoir de un à quatre mots pleins.",
    "functionWordsInKeyphrase": "La requête cible doit contenir des mots qui disent le sujet.",
    "metaDescriptionKeyword": "La méta description doit contenir la requête cible une fois, deux au plus.",
    "metaDescriptionLength": "La méta description doit compter de 120 à 156 caractères.",
    "passiveVoice": "Mettre à la voix active des phrases passives, jusqu’à 10 % au plus du texte.",
    "sentenceBeginnings": "Trois phrases qui se suivent ne doivent pas commencer par le même mot.",
    "singleH1": "Les intertitres doivent être de niveau 2 ou 3, jamais 1.",
    "slugKeyword": "Le slug doit contenir les mots de la requête cible.",
    "subheadingsKeyword": "De 30 à 75 % des intertitres de niveau 2 et 3 doivent contenir la requête cible.",
    "subheadingsTooLong": "Mettre un intertitre dès que plus de 300 mots se suivent sans en avoir.",
    "textCompetingLinks": "Le texte d’un lien ne doit pas être la requête cible.",
    "textParagraphTooLong": "Couper les paragraphes de plus de 150 mots.",
    "textSentenceLength": "Couper des phrases de plus de 20 mots, jusqu’à 25 % au plus du texte.",
    "textTransitionWords": "Au moins 30 % des phrases doivent avoir un mot de liaison (« en effet », « toutefois »…).",
    "titleWidth": "Le titre SEO doit tenir en 600 pixels, soit 55 à 60 caractères.",
}

_PLACES = {
    "functionWordsInKeyphrase": places.KEYPHRASE,
    "introductionKeyword": "paragraphe 1",
    "keyphraseInSEOTitle": places.SEO_TITLE,
    "keyphraseLength": places.KEYPHRASE,
    "metaDescriptionKeyword": places.DESCRIPTION,
    "metaDescriptionLength": places.DESCRIPTION,
    "slugKeyword": places.SLUG,
    "titleWidth": places.SEO_TITLE,
    "usedKeywords": places.KEYPHRASE,
}
#: Assessments whose marks show the fault; those of the others show what is well (sentences *with* transition words).
_MARKED_FAULTS = frozenset(
    {
        "passiveVoice",
        "sentenceBeginnings",
        "singleH1",
        "textCompetingLinks",
        "textParagraphTooLong",
        "textSentenceLength",
    }
)
#: The bridge's own checks that say the same as an assessment, of the same place.
_SAID_BY = {
    "introductionKeyword": frozenset({"seo.keyphrase_not_in_first_paragraph"}),
    "keyphraseInSEOTitle": frozenset({"seo.keyphrase_not_in_title", "seo.title_missing"}),
    "keyphraseLength": frozenset({"seo.keyphrase_missing", "seo.keyphrase_too_long"}),
    "metaDescriptionKeyword": frozenset({"seo.keyphrase_not_in_description", "seo.description_missing"}),
    "metaDescriptionLength": frozenset({"seo.description_length", "seo.description_missing"}),
    "singleH1": frozenset({"headings.h1"}),
    "subheadingsTooLong": frozenset({"headings.section_too_long"}),
    "textLength": frozenset({"words.too_few"}),
    "titleWidth": frozenset({"seo.title_too_wide", "seo.title_missing"}),
}
_COLOURS = {Rating.BAD: "rouge", Rating.OK: "orange"}
_EVIDENCE, _SENTENCES = 300, 3
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TAG = re.compile(r"<[^<>]*>")


def findings(
    analysis: Analysis, *, article: Article | None = None, beside: tuple[Finding, ...] = ()
) -> tuple[Finding, ...]:
    """A finding for each red or orange assessment, ``yoast.<name>``.

    With the ``article`` a fault that lies in one paragraph is told of that paragraph. What the findings ``beside``
    already say of it is left out, as an editor would read it twice.
    """
    said = {finding.code for finding in beside}
    return tuple(
        _finding(one, article)
        for one in analysis.assessments
        if one.rating in _COLOURS and not said & _SAID_BY.get(one.name, frozenset())
    )


def code(name: str) -> str:
    """The code of an assessment's findings: ``keyphraseInSEOTitle`` → ``yoast.keyphrase_in_seo_title``."""
    return f"yoast.{_CAPITAL.sub('_', name).lower()}"


_HINTS = {code(name): text for name, text in MENDABLE.items()}


def hint(code: str) -> str:
    """What to ask of a writer for a finding with this code, "" where a rewrite can't mend it."""
    return _HINTS.get(code, "")


def summary(analysis: Analysis) -> str:
    """Both scores in a line: « SEO 87/100 (vert), lisibilité 60/100 (orange) »."""
    scores = (("SEO", analysis.seo), ("lisibilité", analysis.readability))
    return ", ".join(
        f"{name} non mesuré{'e' * (name != 'SEO')}" if score is None else f"{name} {score}/100 ({_colour(score)})"
        for name, score in scores
    )


def marked_places(assessment: Assessment, article: Article) -> tuple[str, ...]:
    """Where in the article what the assessment marks stands: « paragraphe 3 », in the order of the article."""
    if assessment.name not in _MARKED_FAULTS:
        return ()
    marks = [_plain(mark) for mark in assessment.marks]
    pairs = zip(places.node_places(article), article.body, strict=True)
    return tuple(place for place, node in pairs if any(_has(node, mark) for mark in marks if mark))


def _finding(assessment: Assessment, article: Article | None) -> Finding:
    mendable = assessment.name in MENDABLE
    return Finding(
        severity=Severity.WARNING if mendable else Severity.INFO,
        code=code(assessment.name),
        place=_place(assessment, article),
        message=f"Yoast ({_COLOURS[assessment.rating]}). {assessment.text}",
        evidence=_evidence(assessment),
    )


def _place(assessment: Assessment, article: Article | None) -> str:
    known = _PLACES.get(assessment.name)
    if known:
        return known
    marked = marked_places(assessment, article) if article else ()
    # Yoast tells no more than twenty marks, and a mark may lie in a block of the source: one place is it only for few
    return marked[0] if len(marked) == 1 and len(assessment.marks) <= _SENTENCES else places.WHOLE


def _evidence(assessment: Assessment) -> str:
    if assessment.name not in _MARKED_FAULTS:
        return ""
    text = " … ".join(map(_plain, assessment.marks[:_SENTENCES]))
    return text if len(text) <= _EVIDENCE else f"{text[: _EVIDENCE - 1]}…"


def _has(node: Node, mark: str) -> bool:
    """A long mark is known by its beginning, as its end may be cut."""
    return any(mark[:100] in _plain(html) for html in _texts(node))


def _texts(node: Node) -> Iterator[str]:
    yield node.html
    yield from node.items


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _colour(score: int) -> str:
    """Yoast's: red up to 40, orange up to 70, green above."""
    return "rouge" if score <= 40 else "orange" if score <= 70 else "vert"
