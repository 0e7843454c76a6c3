"""Nothing is cut: every paragraph ends its last sentence, every bracket and quotation mark closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, body, clip, fields, source_text, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import inline, places
from bridge.text.outline import node_html
from bridge.text.wordlists import is_known, zipf_frequency

#: A shorter line without a full stop is a label, a credit, a greeting.
WORDS = 8
#: How many of an article's paragraphs have to end with a mark for one without to be remarkable.
USUAL = 2 / 3
#: Up to here a word that neither French nor the source knows may be one that was cut.
CUT_WORD = 12
#: Zipf frequency below which a word is none, or a rare one; and that above which half a word is a word ("port").
UNKNOWN, RARE, A_WORD = 1.2, 3.3, 3.6
_WHOLE_ENDING = re.compile(
    r"(?:ois|oises?|ais|aises?|iens?|iennes?|éens?|éennes?|ains?|aines?|ins?|ines?|iques?|istes?|aires?|ures?|ages?|tions?|ments?|eurs?|euses?|als?|ales?|aux|els?|elles?|ifs?|ives?|[ai]bles?|ies?|ismes?|oses?|ases?|ites?|ants?|és?|ées?|ent|es|[aiou])\Z"
)

#: Characters at the end of a text that tell whether it is cut.
TAIL = 120
_ENDED = re.compile(r"[.!?…:;»”\"’')\]\u00a0\u202f ]*[.!?…»”\"’)\]:]+[\s\u00a0\u202f]*\Z")
_TRAILING_MARK = re.compile(r"[,;(«“\[–—-][\s\u00a0\u202f]*\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?[\s\u00a0\u202f]*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_SOFT_END = re.compile(r"(?:https?:\S+|www\.\S+|\S+@\S+|\d[\d\s\u00a0\u202f.%€-]*|[\w-]+\.[a-z]{2,10})\Z")
#: Words that always have another behind them.
_UNFINISHED = frozenset(
    {
        "de", "du", "des", "d", "la", "le", "les", "l", "à", "au", "aux", "et", "dans", "sur", "par", "que", "qu",
        "son", "sa", "ses", "leurs", "ce", "cet", "cette", "ces", "dont", "chez", "vers", "entre", "afin", "tandis",
        "lorsque", "puisque", "mais", "donc", "car", "comme", "notre", "votre", "est", "sont", "ont",
        "très",
    }
)  # fmt: skip
#: The same in speech or in a title, now and then: "voter pour", "faire avec".
_PERHAPS = frozenset({"pour", "avec", "sans", "en", "un", "une", "ou", "qui", "selon", "depuis", "pendant", "leur"})


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers and warnings ``ending.cut``, ``.open_bracket``, ``.open_quotation``.

    A blocker where the end leaves no doubt: an article or a comma last, half a word, an unfinished last sentence. Lines
    that end as in the source (credits, addresses), list items and headings need no full stop.
    """
    said = source_text(source)
    known = f"{said}\n{' '.join(piece.text for piece in body(article))}"
    found = (
        *_paragraphs(article, said, known),
        *_items(article, said, known),
        *_fields(article, known),
        *_open(article, said),
    )
    return tuple(islice(found, MANY))


def _paragraphs(article: Article, said: str, known: str) -> Iterator[Finding]:
    pieces = [piece for piece in body(article) if piece.node and piece.node.kind is NodeKind.PARAGRAPH]
    ended = [bool(_ENDED.search(piece.text[-TAIL:])) for piece in pieces]
    usual = sum(ended) >= USUAL * (len(ended) - 1)
    for piece, whole in zip(pieces, ended, strict=True):
        if not whole and not _ends_like_the_source(piece.text, said):
            yield from _paragraph(piece, _certainly_cut(piece.text, said, known), usual=usual)


def _paragraph(piece: Piece, certain: str, *, usual: bool) -> Iterator[Finding]:
    if certain:
        yield _cut(piece.place, piece.text, certain)
        return
    label = _SOFT_END.search(piece.text[-TAIL:]) or (
        piece.node and ("<br" in piece.node.html or _is_bold(piece.node.html))
    )
    if len(_WORD.findall(piece.text)) < WORDS or label:
        return
    message = "Ce paragraphe s’arrête sans ponctuation finale : terminez la phrase, ou ajoutez le point."
    yield (blocker if usual else warning)("ending.cut", piece.place, message, piece.text[-120:])


def _is_bold(html: str) -> bool:
    return html.strip().startswith(("<strong>", "<b>")) and html.strip().endswith(("</strong>", "</b>"))


def _cut(place: str, text: str, why: str) -> Finding:
    message = f"Ce texte est coupé {why} : terminez-le."
    return blocker("ending.cut", place, message, text[-120:])


def _certainly_cut(text: str, said: str, known: str) -> str:
    """How the text is cut, "" where it may be whole."""
    mark = _TRAILING_MARK.search(text[-TAIL:])
    if mark and mark.group().strip() not in (";", ""):
        return f"après « {mark.group().strip()} »"
    last = _LAST_WORD.search(text[-TAIL:])
    if not last or last[1][0].isupper():
        return ""
    word = last[1].casefold()
    if word in _UNFINISHED and len(_WORD.findall(text)) > 2:
        return f"après « {last[1]} »"
    if not re.search(rf"(?<!\w){word}(?!\w)", _folded(said)) and _is_half(word, _folded(known)):
        return f"au milieu d’un mot (« {last[1]} »)"
    return ""


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """All that is said, folded once and not for every item of a list."""
    return text.casefold()


def _is_half(word: str, known: str) -> bool:
    """A word that nobody writes, or rarely, while the text has a longer one that begins so.

    Endings tell whole words that are in no list, such as those of inhabitants.
    """
    if not 1 < len(word) <= CUT_WORD or is_known(word, "fr"):
        return False
    frequency = zipf_frequency(word, "fr")
    if frequency < RARE and re.search(rf"(?<!\w){re.escape(word)}(?!(?:es|ent|nt|ne|nes)\b)\w\w", known):
        return True
    return max(frequency, zipf_frequency(word, "en")) < UNKNOWN and not _WHOLE_ENDING.search(word)


def _ends_like_the_source(text: str, said: str) -> bool:
    """Whether a line of the source ends with the same words, without a full stop either."""
    end = " ".join(text.split()[-4:])
    return bool(end) and any(
        " ".join(line.split()[-4:]) == end for line in said.splitlines() if line.endswith(end[-3:])
    )


def _items(article: Article, said: str, known: str) -> Iterator[Finding]:
    for piece in body(article):
        if piece.node is None or piece.node.kind is not NodeKind.LIST:
            continue
        for number, item in enumerate(node_html(piece.node), 1):
            text = inline.plain(item)
            certain = "" if text.endswith((",", ";")) or _ended(text) else _certainly_cut(text, said, known)
            if certain and not _ends_like_the_source(text, said):
                yield _cut(f"{piece.place}, élément {number}", text, certain)


def _ended(text: str) -> bool:
    return bool(_ENDED.search(text[-TAIL:]))


def _fields(article: Article, known: str) -> Iterator[Finding]:
    for piece in fields(article):
        text = piece.text.strip()
        if not text or piece.place == places.KEYPHRASE or _ended(text):
            if piece.place == places.DESCRIPTION and text.endswith(("…", "...")):
                message = "La méta description finit par des points de suspension : terminez-la."
                yield warning("ending.cut", piece.place, message, text[-120:])
            continue
        certain = _certainly_cut(text, known, known) or _prefix(text, known)
        if certain:
            yield _cut(piece.place, text, certain)
        elif text.split()[-1].casefold() in _PERHAPS:
            message = f"Ce champ finit par « {text.split()[-1]} » : vérifiez qu’il n’est pas coupé ({piece.place})."
            yield warning("ending.cut", piece.place, message, text[-120:])


def _prefix(text: str, known: str) -> str:
    """Half a word that is a word by chance: what stands before it goes on otherwise in the text."""
    end = " ".join(text.split()[-3:])
    last = _LAST_WORD.search(text[-TAIL:])
    if len(text.split()) < 4 or not last or zipf_frequency(last[1].casefold(), "fr") > A_WORD + (len(last[1]) < 4):
        return ""
    goes_on = re.search(re.escape(end) + r"\w{2,}", known)
    return "au milieu d’un mot" if goes_on and not re.search(re.escape(end) + r"(?!\w)", known) else ""


def _open(article: Article, said: str) -> Iterator[Finding]:
    pieces = body(article)
    for opening, closing, code, name in (
        ("«", "»", "ending.open_quotation", "guillemet"),
        ("“", "”", "ending.open_quotation", "guillemet"),
        ("(", ")", "ending.open_bracket", "parenthèse"),
    ):
        opens = any(piece.text.count(opening) > piece.text.count(closing) for piece in pieces)
        if opens and said.count(opening) <= said.count(closing):
            yield from _first_open(pieces, opening, closing, code, name)
    for piece in fields(article):
        for opening, closing, name in (("«", "»", "guillemet"), ("(", ")", "parenthèse")):
            if piece.text.count(opening) > piece.text.count(closing):
                message = (
                    f"Il y manque la fermeture d’un signe ouvert ({name} « {opening} ») : complétez ({piece.place})."
                )
                yield blocker("ending.open_quotation", piece.place, message, piece.text)


def _first_open(pieces: tuple[Piece, ...], opening: str, closing: str, code: str, name: str) -> Iterator[Finding]:
    """Where a mark opens that nothing closes. A quotation of several paragraphs may open anew in each of them."""
    opened: list[Piece] = []
    for piece in pieces:
        marks = [char for char in piece.text if char in (opening, closing)]
        if opened and marks and piece.text.startswith(opening):
            marks.pop(0)
        for mark in marks:
            if mark == opening:
                opened.append(piece)
            elif opened:
                opened.pop()
    for piece in opened:
        message = f"Un signe ouvert n’est pas refermé ({name} « {opening} ») : ajoutez sa fermeture."
        report = warning if _ended(piece.text) else blocker
        yield report(code, piece.place, message, clip(piece.text[piece.text.rfind(opening) :], 160))
