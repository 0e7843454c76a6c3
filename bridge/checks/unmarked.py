"""What somebody says in the source, and the article says in its own voice: part of the check of quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from bridge.checks.places import MANY, Piece, blocker, body, clip, warning
from bridge.checks.quoted import Said, of_article, of_source
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Source
from bridge.text.bilingual.alignment import cover
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.bilingual.pairing import Sentence, pair
from bridge.text.bilingual.units import Unit, units
from bridge.text.bilingual.words import word_set
from bridge.text.facts.quotations import folded, tellers
from bridge.text.sentences import split_sentences

#: Fewer words in a row may be anybody's.
_WORDS = 6
#: A sentence with so much of it in a quotation renders it.
_RENDERS = 0.6
#: Content words of a sentence that says something.
_CONTENT = 4
_SPEECH = word_set(
    """
    affirmer ajouter annoncer assurer avertir avouer confier constater croire deplorer declarer dire estimer expliquer
    indiquer insister juger jurer lancer noter objecter penser plaider preciser prevenir promettre raconter rappeler
    reconnaitre regretter repeter repondre resumer soutenir souligner temoigner
    """
)
#: Titles say things in short, and quote blocks have no marks.
_NEVER = frozenset({NodeKind.HEADING, NodeKind.QUOTE, NodeKind.KEPT})
_MARK = re.compile('[«»“”"]|^[—–-] ')
#: "— Odile Kerandrec, ingénieure": below a quotation.
_SIGNATURE = re.compile(r"(?:^|\s)[—–] [^—–.!?]{3,120}\Z")
#: Words by which a sentence gives what it says to somebody else, folded.
_ACCORDING = (" selon ", " d après ", " pour lui ", " pour elle ", " a ses yeux ", " de l avis ")


def found(source: Source, article: Article) -> Iterator[Finding]:
    """``quotations.unmarked``: of the words of a French source a blocker where the sentence names nobody for them, else
    a warning; of what is said in other words, or rendered from English, a warning where nobody is named near it."""
    verbatim = tuple(_verbatim(source, article)) if source.language == "fr" else ()
    told = {finding.place for finding in verbatim}
    rendered = (finding for finding in _rendered(source, article) if finding.place not in told)
    return islice((*verbatim, *rendered), MANY)


def _verbatim(source: Source, article: Article) -> Iterator[Finding]:
    said = _sentences(source)
    blocks = (source.title, *(block.text for block in source.blocks))
    own = folded("\n".join(_own_voice(text, of_source(source)) for text in blocks))
    for piece in body(article):
        if piece.node is None or piece.node.kind in _NEVER:
            continue
        told: list[Said] = []
        for sentence in split_sentences(_own_voice(piece.text, of_article(article, dashes=True))):
            text = folded(sentence)
            words = next((words for words in said if words in text and words not in own), None)
            if words and said[words] not in told and not _is_indirect(sentence):
                told.append(said[words])
                yield _finding(piece, sentence, said[words])


def _rendered(source: Source, article: Article) -> Iterator[Finding]:
    """Sentences without marks that render a quotation of the source, and whose speaker is nowhere near."""
    pairing = pair(source, article)
    for number, sentence in enumerate(pairing.article):
        ours = units(sentence.text, "fr")
        if article.body[sentence.node].kind in _NEVER or _MARK.search(sentence.text) or len(ours) < _CONTENT:
            continue
        blocks = dict.fromkeys(pairing.source[link.source].block for link in pairing.alignment.by_article[number])
        texts = [source.blocks[block].text for block in blocks if block >= 0]
        said = _quotation(ours, texts, of_source(source), pairing.language)
        if said is None or _is_given(sentence.text, said):
            continue
        around = " ".join(item.text for item in pairing.article[max(0, number - 1) : number + 2])
        if not _is_named(said, around):
            yield _doubt(sentence, said)


def _quotation(
    ours: tuple[Unit, ...], texts: Sequence[str], spoken: Iterable[Said], language: str | None
) -> Said | None:
    """The quotation in one of these paragraphs of the source that a sentence renders; None where one of them says as
    much itself."""
    here = [item for item in spoken if item.paragraph in texts]
    said = next((item for item in here if cover(ours, (units(item.text, language),)) >= _RENDERS), None)
    if said is None:
        return None
    own = (line for text in texts for line in split_sentences(_own_voice(text, here)))
    return None if any(cover(ours, (units(line, language),)) >= _RENDERS for line in own) else said


def _doubt(sentence: Sentence, said: Said) -> Finding:
    message = "La source le fait dire à quelqu’un, que l’article ne nomme pas ici : dites qui parle."
    return warning("quotations.unmarked", sentence.place, message, _beside(sentence.text, said))


def _beside(sentence: str, said: Said) -> str:
    return f"{clip(sentence, 140)} | source : « {clip(said.text, 140)} »"


def _sentences(source: Source) -> dict[str, Said]:
    """The sentences of the source's quotations, folded, with the quotations that they stand in."""
    return {
        words: said
        for said in of_source(source)
        for sentence in split_sentences(said.text)
        if len((words := folded(sentence)).split()) >= _WORDS
    }


def _own_voice(text: str, quotations: Iterable[Said]) -> str:
    """A paragraph without what it quotes: what stands before a quotation and behind it are two sentences."""
    parts, at = [], 0
    for quotation in (item.quotation for item in quotations if item.paragraph == text):
        if quotation.start >= at:
            parts.append(text[at : quotation.start])
            at = quotation.end
    return "\n".join((*parts, text[at:]))


def _finding(piece: Piece, sentence: str, said: Said) -> Finding:
    beside = _beside(sentence, said)
    signature = _SIGNATURE.search(piece.text)
    if said.by is None or _is_given(sentence, said) or (signature and _is_given(signature.group(), said)):
        message = "Ces mots sont ceux que la source cite : remettez les guillemets, ou dites-le avec d’autres mots."
        return warning("quotations.unmarked", piece.place, message, beside)
    message = (
        "La source cite ces mots, que l’article fait siens : remettez les guillemets et dites qui parle, "
        "ou retirez la phrase."
    )
    return blocker("quotations.unmarked", piece.place, message, beside)


def _is_indirect(sentence: str) -> bool:
    """Whether a sentence gives what it says to somebody: "selon elle", "elle explique que"."""
    text = folded(sentence)
    words = text.split()
    verbs = (word for word, following in pairwise(words) if following in {"que", "qu"})
    return any(sign in text for sign in _ACCORDING) or any(french_lemma(word) in _SPEECH for word in verbs)


def _is_given(sentence: str, said: Said) -> bool:
    """Whether the sentence says whose words these are, by name, function or a verb of speech."""
    return _is_indirect(sentence) or bool(tellers(sentence)) or _is_named(said, sentence)


def _is_named(said: Said, text: str) -> bool:
    return said.by is not None and not said.by.mention.surnames.isdisjoint(folded(text).split())
