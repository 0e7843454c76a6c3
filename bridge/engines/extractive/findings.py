"""What the engine tells the person who decides: why there is no article, and what it did not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Brief, Source
from bridge.engines.extractive.parsing import parse_one
from bridge.engines.extractive.sections import Section, Sentences

LANGUAGES = {
    "en": "en anglais", "de": "en allemand", "es": "en espagnol", "it": "en italien", "pt": "en portugais",
    "nl": "en néerlandais", "ar": "en arabe", "zh": "en chinois", "ru": "en russe",
}  # fmt: skip

#: Words that start with the same letters, this many, are taken for the same family (souveraineté, souverains).
SAME_START = 6

USE_A_MODEL = "configurez le moteur openai_compatible"


def refusal(source: Source, brief: Brief, words: int) -> Finding | None:
    """The blocker for a source that the engine cannot make an article of, ``words`` being all that it would carry."""
    if source.language not in ("fr", None):
        return _needs_model(LANGUAGES.get(source.language or "", f"dans une autre langue ({source.language})"))
    if words < brief.min_words:
        return too_short(words, brief.min_words)
    return _needs_model("dans une langue qui n’a pas été reconnue") if source.language is None else None


def _needs_model(where: str) -> Finding:
    return Finding(
        severity=Severity.BLOCKER,
        code="engine.needs_model",
        place="source",
        message=f"Le brouillon est {where}. Le moteur extractif ne traduit pas et ne traite que le français : "
        f"{USE_A_MODEL} pour ce site, ou fournissez un brouillon en français.",
    )


def too_short(words: int, minimum: int) -> Finding:
    """Repeating sentences would reach the number and cheat the reader, so only the source's own words count."""
    return Finding(
        severity=Severity.BLOCKER,
        code="source.too_short",
        place="source",
        message=f"Le brouillon compte {words} mots et il en faut au moins {minimum}. Le moteur extractif n’ajoute "
        f"aucun contenu : complétez le brouillon, abaissez le minimum dans la consigne, ou {USE_A_MODEL}.",
    )


def no_sentences() -> Finding:
    """For a draft that is all lists, tables or images."""
    return Finding(
        severity=Severity.BLOCKER,
        code="source.no_sentences",
        place="source",
        message="Le brouillon n’a aucun paragraphe rédigé que le moteur extractif puisse structurer : "
        f"ajoutez du texte suivi, ou {USE_A_MODEL}.",
    )


def long_source(characters: int) -> Finding:
    """For a text of which only the start is analysed."""
    return Finding(
        severity=Severity.INFO,
        code="engine.long_source",
        place="source",
        message=f"Le brouillon est très long : au-delà des {characters} premiers caractères environ, le texte est "
        "repris tel quel, sans nouvel intertitre ; les points clés et les champs SEO viennent du début.",
    )


def ignored(brief: Brief) -> Iterator[Finding]:
    """Wishes that an engine without a model cannot grant: a person who made them must not think it did."""
    wishes = {
        "le ton": brief.tone,
        "les instructions": brief.instructions,
        "les motifs des refus précédents": " / ".join(brief.feedback),
        "le glossaire": ", ".join(brief.glossary),
    }
    asked = {wish: text for wish, text in wishes.items() if text.strip()}
    if asked:
        yield Finding(
            severity=Severity.WARNING,
            code="engine.brief_ignored",
            place="consigne",
            message="Le moteur extractif garde les phrases du brouillon et n’a pas pu tenir compte de ce que la "
            f"consigne demande ({', '.join(asked)}) : modifiez le brouillon, ou {USE_A_MODEL}.",
            evidence=" ; ".join(asked.values())[:300],
        )


def odd_subheadings(sections: Sequence[Section], parsed: Sentences) -> Iterator[Finding]:
    """One-word subheadings of the source with which its section has nothing in common (a slip of translation)."""
    for section in sections:
        sentences = [sentence for index in section.indexes for sentence in parsed.get(index, ())]
        if section.heading is None or not sentences or len(section.heading.text.split()) > 2:
            continue
        stems = {lemma[:SAME_START] for lemma in parse_one(section.heading.text).lemmas}
        below = {token.lower_[:SAME_START] for sentence in sentences for token in sentence.doc}
        if stems and not stems & below:
            yield Finding(
                severity=Severity.WARNING,
                code="engine.odd_subheading",
                place=f"intertitre « {section.heading.text} »",
                message="Cet intertitre du brouillon est gardé tel quel, mais aucun de ses mots ne revient dans sa "
                "section : vérifiez qu’il l’annonce bien.",
                evidence=section.heading.text,
            )
