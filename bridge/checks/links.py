"""The article has the source's links, each as often as the source, and no other address."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from bridge.checks.places import MANY, blocker, everything, source_text, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Link, Source
from bridge.text import outline, places
from bridge.text.bilingual import similarity
from bridge.text.facts.quotations import folded

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
_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?|mailto:|www\.", re.IGNORECASE)
_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)
_HOST = re.compile(r"[^/:?#]+")
#: In any case an address; other endings are words at the beginning of a sentence.
_ANY_CASE = frozenset({"com", "org", "biz", "edu", "xyz", "gouv", "example"})


#: "@valbrune": the name of an account, which readers look up.
_HANDLE = re.compile(r"(?<![\w@./+-])@[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])(?![\w@])", re.IGNORECASE)
#: Links compared with each other.
_COMPARED = 200
#: From this share of common words on, a link's words are those of another; under the other, not its own.
_LIKE, _UNLIKE = 0.6, 0.2

#: Place, address, words.
_Placed = tuple[str, str, str]


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``links.missing``, ``links.twice``, ``links.added``, ``links.swapped``; warning ``links.changed``.

    Addresses compare as browsers do, host and scheme in any case; ``http`` for ``https``, or a "/" at the end, is
    ``changed``. Handles ("@valbrune") and addresses written out are ``added`` where the source has none such.
    """
    origin = {canonical(link.href): link for link in reversed(source.links)}
    placed = [(places.node_places(article)[node], href, text) for node, href, text in outline.links(article)]
    wanted = Counter(canonical(link.href) for link in source.links)
    found, changed = _matched(placed, wanted)
    return (
        *changed,
        *_compared(wanted, found, origin, _written_out(source)),
        *_swapped(source, placed),
        *islice(_bare(source, article), MANY),
    )


def canonical(href: str) -> str:
    """An address as browsers read it: scheme and host in small letters, no port or "/" that goes without saying."""
    text = _HIDDEN.sub("", href.strip())
    scheme, colon, rest = text.partition(":")
    scheme = scheme.casefold()
    if not colon or not scheme.isalpha():
        return text
    if scheme == "tel":
        return f"tel:{re.sub(r'[^0-9+]', '', rest)}"
    if scheme == "mailto":
        return f"mailto:{rest.casefold()}"
    if not rest.startswith("//"):
        return text
    end = min((at for at in map(rest.find, "/?#", (2, 2, 2)) if at >= 0), default=len(rest))
    host = rest[2:end].casefold().removesuffix({"http": ":80", "https": ":443"}.get(scheme, ":"))
    path = rest[end:] if rest[end:] != "/" else ""
    return f"{scheme}://{host}{path}"


def _loosely(href: str) -> str:
    """What stays of an address when ``http`` is ``https`` and the "/" at its end does not count."""
    return re.sub(r"\Ahttp://", "https://", href).rstrip("/")


def _matched(placed: Sequence[_Placed], wanted: Counter[str]) -> tuple[dict[str, list[str]], list[Finding]]:
    """The article’s links by the address of the source that they are, and those that are written otherwise."""
    loose = {_loosely(href): href for href in wanted}
    found: dict[str, list[str]] = {}
    changed: list[Finding] = []
    for place, href, _ in placed:
        own = canonical(href)
        if own not in wanted and (near := loose.get(_loosely(own))):
            message = "L’adresse de ce lien n’est pas écrite comme dans la source : reprenez la sienne."
            changed.append(warning("links.changed", place, message, f"{href} | source : {near}"))
            own = near
        found.setdefault(own, []).append(place)
    return found, changed


def _compared(
    wanted: Counter[str], found: Mapping[str, list[str]], origin: Mapping[str, Link], written: frozenset[str]
) -> Iterator[Finding]:
    for href in {**wanted, **found}:
        link, where = origin.get(href), found.get(href, [])
        label = f"« {link.text} » : {link.href}" if link else href
        if link is None:
            if _WEB.match(href) and _whole(href) in written:
                continue  # an address that the source writes out, which an article may make a link
            message = "Ce lien n’est pas dans la source : retirez-le."
            yield blocker("links.added", where[0], message, label)
        elif len(where) < wanted[href]:
            message = f"Ce lien de la source manque dans l’article ({len(where)} sur {wanted[href]}) : replacez-le."
            yield blocker("links.missing", "article", message, label)
        elif len(where) > wanted[href]:
            message = (
                f"Ce lien figure {len(where)} fois, la source l’a {wanted[href]} fois : retirez ce qui est en trop."
            )
            yield blocker("links.twice", where[-1], message, label)


def _swapped(source: Source, placed: Sequence[_Placed]) -> Iterator[Finding]:
    """Links whose words are those of another link of the source, and not their own."""
    labels: dict[str, list[str]] = {}
    for link in source.links[:_COMPARED]:
        labels.setdefault(_loosely(canonical(link.href)), []).append(link.text)
    if len(labels) < 2:
        return
    for place, href, text in placed[:_COMPARED]:
        own = labels.get(_loosely(canonical(href)))
        if own is None:
            continue
        like = {key: max(_likeness(text, label, source.language) for label in found) for key, found in labels.items()}
        mine = like.pop(_loosely(canonical(href)))
        other = max(like, key=lambda key: like[key])
        if mine < _UNLIKE and like[other] >= _LIKE:
            message = "Ces mots portent, dans la source, un autre lien : les adresses sont échangées. Rétablissez-les."
            yield blocker("links.swapped", place, message, f"« {text} » : {href} | source : {other}")


@lru_cache(maxsize=1_024)
def _likeness(text: str, label: str, language: str | None) -> float:
    """From 0 to 1: how much the words of two links say the same."""
    if folded(text) == folded(label):
        return 1.0
    return similarity([text], [label], "en" if language == "en" else "fr")


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


def _written_out(source: Source) -> frozenset[str]:
    """The addresses that readers of the source see, each whole."""
    return frozenset(map(_whole, _addresses(source_text(source))))


def _known(source: Source) -> frozenset[str]:
    """The source's addresses, each whole; the name of a site alone may stand for an address there."""
    raw = (html.unescape(block.raw).replace("\\/", "/") for block in source.blocks)
    text = "\n".join((source_text(source), *raw))
    whole = {_whole(address) for address in (*_addresses(text), *(link.href for link in source.links))}
    hosts = {match.group() for address in whole if "@" not in address and (match := _HOST.match(address))}
    return frozenset(whole | hosts)


def _whole(address: str) -> str:
    """An address as it is compared: without what browsers add by themselves."""
    seen = _seen(address)
    if "@" in seen and "/" not in seen:
        return _SCHEME.sub("", seen.casefold(), count=1)
    bare = _SCHEME.sub("", seen, count=1)
    host, slash, path = bare.partition("/")
    return f"{host.casefold()}{slash}{path}".rstrip("/")


def _seen(text: str) -> str:
    """``text`` as a browser's address bar reads it: signs that do not show are gone, wide letters are letters."""
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", text).translate(_FULL_STOPS))


def _addresses(text: str) -> tuple[str, ...]:
    seen = _seen(text)
    found = (match.group().rstrip(".,;:!?…") for match in _ADDRESS.finditer(seen))
    handles = (match.group() for match in _HANDLE.finditer(seen)) if "@" in seen else ()
    return tuple(dict.fromkeys((*(address for address in found if not _is_sentence_end(address)), *handles)))


def _is_sentence_end(address: str) -> bool:
    """Whether a capital after the full stop says that a new sentence begins there ("reste.De là", "M.It")."""
    *labels, last = address.split(".")
    if not last.isalpha() or last.islower() or not labels or "/" in address or "@" in address:
        return False
    if last.casefold() in _ANY_CASE:
        return False
    return not (last.isupper() and all(len(label) > 2 and not label.islower() for label in labels))
