"""Every name of the article is in its source or in the brief, spelled so, and in its own role."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, brief_text, clip, everything, info, source_text, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import places
from bridge.text.facts.names import Doubt, Index, Kept, Reason, doubts, index, kept, titles
from bridge.text.facts.names.belonging import elsewhere
from bridge.text.facts.names.compass import turned
from bridge.text.facts.names.exchanges import exchanges
from bridge.text.facts.names.functions import changed
from bridge.text.facts.names.swaps import roles, swaps
from bridge.text.facts.names.words import clean, words
from bridge.text.outline import node_html
from bridge.text.sentences import split_sentences

#: Up to so many names may go missing in a rewriting, or all but this share be kept, without anyone minding.
FEW = 2
MOST_KEPT = 0.8
#: More characters of the source are not looked through for names that are lost.
_MOST = 200_000
#: Longer pieces are cut here.
_LONGEST = 20_000
#: More sentences are not compared.
_SENTENCES = 600


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blockers ``names.unsupported``, ``misspelled``, ``swapped``, ``direction`` (a warning where another reading is
    possible); warnings ``function``, ``doubtful``, ``dropped`` (info if few).
    """
    known = index(f"{source_text(source)}\n{brief_text(brief)}", source.language)
    pieces = everything(article)
    return (
        *islice(_doubtful(pieces, known), MANY),
        *islice(_swapped(pieces, source), MANY),
        *islice(_functions(pieces, source), MANY),
        *islice(_titles(pieces, source), MANY),
        *islice(_turned(pieces, source), MANY),
        *_dropped(source, article),
    )


def _swapped(pieces: tuple[Piece, ...], source: Source) -> Iterator[Finding]:
    of_source = roles(source_text(source), source.language)
    seen: set[tuple[str, str]] = set()
    sentences = [(piece, text) for piece in _told(pieces) for text in split_sentences(piece.text[:_LONGEST])][
        :_SENTENCES
    ]
    at = {text: piece for piece, text in reversed(sentences)}
    found = [(piece, swap) for piece in pieces for swap in swaps(piece.text[:_LONGEST], of_source)]
    found += [(piece, swap) for piece in _told(pieces) for swap in elsewhere(piece.text[:_LONGEST], of_source)]
    found += [(at[swap.within], swap) for swap in exchanges([text for _, text in sentences], of_source)]
    for piece, swap in sorted(found, key=lambda pair: not pair[1].sure):
        if (swap.name, swap.other) in seen:
            continue
        seen.add((swap.name, swap.other))
        evidence = f"{clip(swap.within, 140)} | source : {clip(swap.sentence, 140)}"
        message = (
            f"« {clip(swap.name, 60)} » tient ici un rôle que la source donne à un autre nom : "
            "vérifiez qui fait quoi et rétablissez les noms."
        )
        report = blocker if swap.sure else warning
        yield report("names.swapped", piece.place, message, evidence)


def _titles(pieces: tuple[Piece, ...], source: Source) -> Iterator[Finding]:
    """A title with a word changed; one that is translated has none of its words, and is another one."""
    text = source_text(source)
    known = [title for block in source.blocks for title in titles.titles(block.html)] + list(titles.quoted(text))
    for piece in pieces if known else ():
        for title in titles.titles(" ".join(node_html(piece.node))) if piece.node is not None else ():
            beside = titles.changed(title, known)
            if beside and title not in text:
                message = (
                    f"Le titre « {clip(title, 60)} » n’est pas celui de la source : rétablissez « {clip(beside, 60)} »."
                )
                yield blocker("names.misspelled", piece.place, message, f"{title} | source : {beside}")


def _functions(pieces: tuple[Piece, ...], source: Source) -> Iterator[Finding]:
    of_source = roles(source_text(source), source.language)
    seen: set[tuple[str, str]] = set()
    for piece in _told(pieces):
        for found in changed(piece.text[:_LONGEST], of_source):
            if (found.name, found.function) in seen:
                continue
            seen.add((found.name, found.function))
            report, code = (blocker, "names.swapped") if found.sure else (warning, "names.function")
            message = (
                f"« {clip(found.function, 60)} » ({clip(found.name, 60)}) : la source dit cette fonction autrement. "
                "Vérifiez qui est quoi."
            )
            evidence = f"{clip(found.within, 140)} | source : {clip(found.sentence, 140)}"
            yield report(code, piece.place, message, evidence)


def _turned(pieces: tuple[Piece, ...], source: Source) -> Iterator[Finding]:
    text = source_text(source)
    seen: set[str] = set()
    for piece in pieces:
        for found in turned(piece.text[:_LONGEST], text, source.language):
            if found.within in seen:
                continue
            seen.add(found.within)
            report = blocker if found.sure else warning
            message = f"« {found.text} » n’est pas le point cardinal que donne la source ici : vérifiez-le."
            evidence = f"{clip(found.within, 140)} | source : {clip(found.sentence, 140)}"
            yield report("names.direction", piece.place, message, evidence)


def _kept(source: Source, article: Article) -> Kept:
    return kept(source.text[:_MOST], source.language, "\n".join(piece.text for piece in everything(article)))


def _dropped(source: Source, article: Article) -> Iterator[Finding]:
    found = _kept(source, article)
    if not found.lost:
        return
    report = info if len(found.lost) <= FEW or found.share > MOST_KEPT else warning
    message = (
        f"{len(found.lost)} nom(s) de la source ne sont plus dans l’article ({round(100 * found.share)} % y sont) : "
        "voyez s’ils manquent au lecteur."
    )
    yield report("names.dropped", places.WHOLE, message, " ; ".join(found.lost))


def _told(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces that tell in full: titles and descriptions draw together what the source says apart."""
    return (piece for piece in pieces if piece.node is not None and piece.node.kind is not NodeKind.HEADING)


def _doubtful(pieces: tuple[Piece, ...], known: Index) -> Iterator[Finding]:
    common = frozenset(
        word.plain for piece in pieces for word in words(clean(piece.text[:_LONGEST])) if word.text == word.text.lower()
    )
    seen: set[tuple[Reason, str]] = set()
    for piece in pieces:
        keyphrase = piece.place == places.KEYPHRASE
        for doubt in doubts(piece.text[:_LONGEST], known, common, keyphrase=keyphrase):
            if (doubt.reason, doubt.text) not in seen:
                seen.add((doubt.reason, doubt.text))
                yield _finding(piece, doubt)


def _finding(piece: Piece, doubt: Doubt) -> Finding:
    name = clip(doubt.text, 60)
    around = clip(piece.text[max(0, doubt.start - 60) : doubt.start + len(doubt.text) + 60], 160)
    evidence = f"{around} | source : {doubt.beside}" if doubt.beside else around
    if doubt.reason is Reason.MISSPELLED:
        message = f"« {name} » n’est pas écrit comme dans la source : rétablissez « {clip(doubt.beside, 60)} »."
        return blocker("names.misspelled", piece.place, message, evidence)
    if doubt.reason is Reason.LOWERED:
        message = f"« {name} » est un nom de la source : rétablissez sa majuscule."
        return warning("names.misspelled", piece.place, message, evidence)
    if doubt.reason is Reason.MIXED:
        message = f"La source n’a pas « {name} » : ce nom en mêle deux. Rétablissez celui de la source."
        return blocker("names.unsupported", piece.place, message, evidence)
    if doubt.reason is Reason.DOUBTFUL:
        message = f"« {name} » a une majuscule et n’est pas dans la source : est-ce un nom ajouté ?"
        return warning("names.doubtful", piece.place, message, evidence)
    message = f"Ce nom n’est pas dans la source : « {name} ». Reprenez celui de la source ou retirez-le."
    return blocker("names.unsupported", piece.place, message, evidence)
