"""What acts in a browser: scripts, handlers, forms, frames, addresses and styles that do more than show something.

Blocks that an article carries over byte for byte are looked at as a browser reads them, with its parser. What is named
here passes; all else acts, as in WordPress's own list for people without ``unfiltered_html`` (``wp_kses_post``), which
would take it away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bridge.text.html_spans import tags
from bridge.text.markup import BlockNode, parse

#: Elements that show something and do nothing. Not among them: what a parser reads otherwise than a browser does
#: (``noscript``, ``template``, ``svg``, ``math``, ``plaintext``, ``xmp``), and what asks, loads or redirects.
_ELEMENTS = frozenset({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "body", "br", "button", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hgroup", "hr", "html", "i", "img", "ins", "kbd", "label", "legend", "li", "main", "map",
    "mark", "menu", "nav", "ol", "p", "picture", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "section",
    "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
})  # fmt: skip
_ADDRESSES = frozenset({
    "action", "archive", "background", "cite", "classid", "code", "codebase", "data", "dynsrc", "formaction", "href",
    "icon", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "usemap",
})  # fmt: skip
#: Those of WordPress (``wp_allowed_protocols``) that people write.
_SCHEMES = frozenset({
    "http", "https", "ftp", "ftps", "mailto", "tel", "sms", "webcal", "xmpp", "news", "nntp", "fax", "irc",
    "ircs", "urn", "rtsp", "mms", "svn",
})  # fmt: skip
_FORBIDDEN = frozenset({"srcdoc", "http-equiv", "formaction", "is"})
#: Whose players WordPress itself embeds (``WP_oEmbed``), and takes frames of.
_PLAYERS = re.compile(
    r"(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|"
    r"ted\.com|videopress\.com|wordpress\.tv|mixcloud\.com|slideshare\.net|scribd\.com|flickr\.com|issuu\.com)"
)
_SCHEME = re.compile(r"([^/?#:]*):")
#: A browser passes over these in an address, at its ends or anywhere.
_ENDS, _WITHIN = "".join(map(chr, range(33))), re.compile(r"[\t\n\r]")
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|(.))", re.IGNORECASE | re.DOTALL)
_CSS_ACTS = re.compile(r"expression|behavio|binding|@import|@charset|script:|data:|image-set|-o-link|paint\(|element\(")
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)")
_BACKGROUND = re.compile(r"\s*background(?:-image)?\s*\Z")
_PLACED = re.compile(r"\s*position\s*\Z")
#: A script's address, or markup, among the attributes of a shortcode or the values of a block's delimiter.
_SCRIPT = r"(?:(?:java|vb|live)script:|data:(?:text|image/svg|application))"
_SCRIPT_FIRST, _SCRIPT_ASSIGNED = re.compile(_SCRIPT), re.compile(rf"=[\"']?{_SCRIPT}")
_HANDLER = re.compile(r"[\s/\"'`]on[a-z]+[\s/]*=", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_BLANK = re.compile(r"[\x00-\x20]")
_LONGEST = 80
#: Markup in the attributes of a block in the attributes of a block…
_DEEPEST = 4


def acting_parts(markup: str) -> Iterator[str]:
    """What of ``markup`` acts, as short evidence: elements, ``name=value`` of attributes, values of delimiters."""
    if "<" in markup:
        yield from _of_markup(markup)
        yield from _of_delimiters(markup, 0)
        last = markup.rfind("<")
        if ">" not in markup[last:] and markup[last + 1 : last + 2].isalpha():  # a tag that what stands behind ends
            yield markup[last : last + _LONGEST]
    brackets = html.unescape(markup[markup.find("[") : markup.rfind("]") + 1])
    script = _SCRIPT_ASSIGNED.search(_bare(brackets)) if "=" in brackets else None
    if script is not None:
        yield script.group()


def _bare(text: str) -> str:
    return _BLANK.sub("", text).lower()


def _of_markup(markup: str) -> Iterator[str]:
    root = LexborHTMLParser(markup).root
    for node in root.traverse() if root else ():
        yield from _of_element(node)
    yield from _of_tags(markup)


def _of_tags(markup: str) -> Iterator[str]:
    """Tags that the parser drops where they stand (a cell without a table, a second form), and others may not."""
    for tag in tags(markup):
        written = markup[tag.start : tag.end]
        if tag.name == "!" or tag.closing:
            continue
        strange = tag.name not in _ELEMENTS and tag.name not in ("iframe", "object")
        if strange or _HANDLER.search(_VALUE.sub('""', written)):
            yield written[:_LONGEST]


def _of_element(node: LexborNode) -> Iterator[str]:
    name = (node.tag or "").lower()
    if not name[:1].isalpha():  # a comment, a document type
        return
    attributes = node.attributes
    if name == "iframe":
        if not _is_player(attributes):
            yield f"<iframe src={attributes.get('src')}"[:_LONGEST]
    elif name == "object":
        if not _is_document(attributes):
            yield f"<object data={attributes.get('data')}"[:_LONGEST]
    elif name not in _ELEMENTS:
        yield f"<{name}>"[:_LONGEST]
    for attribute, value in attributes.items():
        if _acts(attribute.lower(), value or ""):
            yield f"<{name} {attribute}={value}"[:_LONGEST]


def _acts(attribute: str, value: str) -> bool:
    if attribute.startswith("on") or attribute in _FORBIDDEN:
        return True
    if attribute == "style":
        return style_acts(value)
    if attribute in ("srcset", "imagesrcset"):
        return any(address_acts(part) for part in value.split(","))
    return (attribute in _ADDRESSES or attribute.endswith(":href")) and address_acts(value)


def address_acts(address: str) -> bool:
    """Whether an address (entities decoded) is more than a place: a script, data, or an unknown scheme."""
    read = _WITHIN.sub("", address.strip(_ENDS)).lower()
    scheme = _SCHEME.match(read)
    return scheme is not None and scheme[1] not in _SCHEMES


def style_acts(style: str) -> bool:
    """Whether declarations run code, load more than a background, or lay themselves over the page."""
    read = _CSS_COMMENT.sub("", _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", style))).lower()
    read = re.sub(r"[\x00-\x08\x0e-\x1f]", "", read)
    if _CSS_ACTS.search(re.sub(r"\s+", "", read)) or not read.isascii():
        return True
    return any(_declaration_acts(*part.partition(":")[::2]) for part in read.split(";"))


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _declaration_acts(name: str, value: str) -> bool:
    if _PLACED.match(name):
        return value.replace("!important", "").strip() not in ("static", "relative", "initial", "inherit", "unset")
    if "url" not in value:
        return False
    addresses = _CSS_ADDRESS.findall(value)
    return not _BACKGROUND.match(name) or any(map(address_acts, addresses))


def _is_player(attributes: Mapping[str, str | None]) -> bool:
    try:
        parts = urlsplit((attributes.get("src") or "").strip(_ENDS))
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("", "https") and _PLAYERS.fullmatch(host) is not None and "\\" not in parts.netloc


def _is_document(attributes: Mapping[str, str | None]) -> bool:
    """A PDF, as the file block shows one (``wp-block-file``); WordPress sees to it that it is one of its own."""
    address = (attributes.get("data") or "").lower()
    return attributes.get("type") == "application/pdf" and address.endswith(".pdf") and not address_acts(address)


def _of_delimiters(markup: str, depth: int) -> Iterator[str]:
    """Blocks that WordPress renders from their attributes show what those hold."""
    if "<!--" not in markup:
        return
    todo = list(parse(markup))
    while todo:
        node = todo.pop()
        if isinstance(node, BlockNode):
            todo.extend(node.children)
            yield from _of_value(node.attributes, depth)
            continue
        comment = node.raw.rfind("<!--")
        if comment >= 0 and "-->" not in node.raw[comment:]:  # it swallows what stands behind, or shows what it has
            yield node.raw[comment : comment + _LONGEST]


def _of_value(value: object, depth: int) -> Iterator[str]:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, Mapping):
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, str):
            yield from _of_text(html.unescape(item), depth)


def _of_text(text: str, depth: int) -> Iterator[str]:
    if _SCRIPT_FIRST.match(_bare(text)):
        yield text[:_LONGEST]
    if "<" in text:
        yield from _of_markup(text)
        if depth < _DEEPEST:
            yield from _of_delimiters(text, depth + 1)
