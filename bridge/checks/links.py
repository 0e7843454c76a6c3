"""The article has the source's links, each as often as the source, and no other address."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, blocker, everything, source_text
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import outline

#: Top-level domains that are neither a French word nor the end of a file's name nor of an inclusive spelling
#: ("étudiant.es"), so that a name before them is an address whatever stands around it.
_TLD = (
    r"org|info|biz|edu|gouv|gov|mil|int|app|dev|online|site|website|shop|store|blog|news|paris|bzh|alsace|corsica|tech|"
    r"xyz|club|link|click|top|cloud|live|pro|agency|solutions|media|press|space|fun|icu|vip|example|museum|asso|eu|fr|"
    r"be|ch|ca|uk|us|it|nl|lu|pt|pl|io|ai|co|tv|ru|cn|jp|br|in|de|me|ro|bg|cz|sk|hu|gr|fi|dk|ie|lt|lv|ee|hr|rs|ua|by|"
    r"kz|ge|tr|ir|iq|sy|lb|dz|tn|eg|ly|sn|cg|gn|bj|tg|bf|ng|gh|ke|za|kr|tw|hk|sg|my|th|vn|ph|nz|ar|pe|"
    r"uy|bo|gl|li|mc|gg|vc|ws|cc|tk|gq|ga|pw|to|рф|xn--[a-z0-9-]++"
)
#: Behind these, only a path tells an address from a word after a full stop.
_WORD_TLD = (
    r"es|net|ma|la|il|et|ne|sa|se|si|su|mu|re|ci|is|as|no|nu|py|sh|md|zip|mov|ps|so|st|ac|ag|ad|at|do|id|"
    r"ml|cm|cl|am|cf|cd|im|fm|au"
)
_TAIL = r"[^\s<>\"'«»()\[\]]"
_LABEL = r"[\w-]++\."
_ADDRESS = re.compile(
    # Any scheme, as "hxxps" reads like one; then what browsers complete.
    rf"(?<![a-z0-9+.-])[a-z0-9+.-]++://{_TAIL}++|(?<![\w@.-])(?:mailto:|www\.){_TAIL}++"
    rf"|(?<![\w:/])//(?:{_LABEL})+[^\W\d_]{{2,}}{_TAIL}*+"
    rf"|(?<![\w@.+-])[\w+-]++(?:\.[\w+-]++)*+@[\w-]++(?:\.[\w-]++)++"
    rf"|(?<![\w@.-])(?:{_LABEL})+(?:(?:com|{_TLD}|(?-i:net))(?![\w-])|(?:{_WORD_TLD})(?=/\w))(?:[:/]{_TAIL}*+)?"
    rf"|(?<![\w@.-])(?:\d{{1,3}}\.){{3}}\d{{1,3}}[:/]\w{_TAIL}*+",
    re.IGNORECASE,
)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FULL_STOPS = str.maketrans("。．｡", "...")
_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?|mailto:|www\.")
_HOST = re.compile(r"[^/:?#]+")
#: In any case an address; other endings are words at the beginning of a sentence.
_ANY_CASE = frozenset({"com", "org", "biz", "edu", "xyz", "gouv", "example"})


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``links.missing``, ``links.twice``, ``links.added``."""
    wanted = Counter(link.href for link in source.links)
    found = Counter(href for _, href, _ in outline.links(article))
    labels = {link.href: link.text for link in source.links}
    return (*_compared(wanted, found, labels), *islice(_bare(source, article), MANY))


def _compared(wanted: Counter[str], found: Counter[str], labels: dict[str, str]) -> Iterator[Finding]:
    for href in wanted | found:
        label = f"« {labels[href]} » : {href}" if href in labels else href
        if href not in wanted:
            message = "Ce lien n’est pas dans la source : retirez-le."
            yield blocker("links.added", "article", message, label)
        elif found[href] < wanted[href]:
            message = f"Ce lien de la source manque dans l’article ({found[href]} sur {wanted[href]}) : replacez-le."
            yield blocker("links.missing", "article", message, label)
        elif found[href] > wanted[href]:
            message = (
                f"Ce lien figure {found[href]} fois, la source l’a {wanted[href]} fois : retirez ce qui est en trop."
            )
            yield blocker("links.twice", "article", message, label)


def _bare(source: Source, article: Article) -> Iterator[Finding]:
    """Addresses written out in the text: no link, but a reader follows them all the same."""
    pieces = [(piece, _addresses(piece.text)) for piece in everything(article)]
    if not any(addresses for _, addresses in pieces):
        return
    known = _known(source)
    for piece, addresses in pieces:
        for address in addresses:
            if _whole(address) not in known:
                message = "Cette adresse n’est pas dans la source : retirez-la."
                yield blocker("links.added", piece.place, message, address)


def _known(source: Source) -> frozenset[str]:
    """The source's addresses, each whole; the name of a site alone may stand for an address there."""
    raw = (html.unescape(block.raw).replace("\\/", "/") for block in source.blocks)
    text = "\n".join((source_text(source), *raw))
    whole = {_whole(address) for address in (*_addresses(text), *(link.href for link in source.links))}
    hosts = {match.group() for address in whole if "@" not in address and (match := _HOST.match(address))}
    return frozenset(whole | hosts)


def _whole(address: str) -> str:
    """An address as it is compared: without what browsers add by themselves."""
    return _SCHEME.sub("", _seen(address).casefold(), count=1).rstrip("/")


def _seen(text: str) -> str:
    """``text`` as a browser's address bar reads it: signs that do not show are gone, wide letters are letters."""
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", text).translate(_FULL_STOPS))


def _addresses(text: str) -> tuple[str, ...]:
    found = (match.group().rstrip(".,;:!?…") for match in _ADDRESS.finditer(_seen(text)))
    return tuple(dict.fromkeys(address for address in found if not _is_sentence_end(address)))


def _is_sentence_end(address: str) -> bool:
    """Whether a capital after the full stop says that a new sentence begins there ("reste.De là", "M.It")."""
    *labels, last = address.split(".")
    if not last.isalpha() or last.islower() or not labels or "/" in address or "@" in address:
        return False
    if last.casefold() in _ANY_CASE:
        return False
    return not (last.isupper() and all(len(label) > 2 and not label.islower() for label in labels))
