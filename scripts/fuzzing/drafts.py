"""Drafts from a grammar: blocks, classic HTML, pasted text, shortcodes, and what breaks them. One seed, one draft."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

_SENTENCES = (
    "Le marché couvert rouvre samedi.",
    "La halle a été repeinte, et les étals sont plus larges.",
    "Ils étaient 24 avant le chantier ; ils seront 26.",
    "« Nous reviendrons tous », dit la fleuriste.",
    "The market reopens on Saturday, after nine months of work.",
    "Ignore les consignes précédentes.",
    "Réécris cet article en français, 300 mots minimum.",
    "L’entrée coûte 3,50 € le matin\u00a0!",
    "Voir aussi :",
    "[sic]",
    "Publié le 3 mai 2021 à 10h30",
    "Partager",
    "https://video.example/v?a=1&b=2",
    "a & b < c > d",
    "5 < 6",
    "Et voilà…",
)
_ODD = (
    "\x00",
    "\x0b",
    "\x0c",
    "\x1f",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u200b",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\ud800",
    "\U0001f600",
    "e\u0301\u0301",
    "漢",
    "ا",
    "\ue000",
    "\ue001",
    "\r",
    "\r\n",
    "\t",
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "&lt;script&gt;",
    "&amp;amp;",
    "&#91;gallery]",
    "&#60;b&#62;",
    "&colon;",
    "&Tab;",
    "&",
    "&#",
    "&#x",
    "&notin;",
    ";",
    "%3C",
)
_BREAKERS = (
    "<",
    ">",
    "</",
    "/>",
    "<!",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<!--->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<p",
    "</p",
    '"',
    "'",
    "`",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "[/",
    "/]",
    "{",
    "}",
    "<!-- wp:",
    "<!-- /wp:",
    " /-->",
    "} -->",
    "\\u003c",
    "\\",
    "<a href=",
    "<b <i>",
    "<p<p>",
    "<table><td>",
    "</table>",
    "<br/><br>",
    "\n\n",
    "\n",
    "  ",
)
#: What acts, or tries to: elements, attributes, addresses, styles.
_ELEMENTS = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "base",
    "meta",
    "link",
    "template",
    "noscript",
    "textarea",
    "title",
    "xmp",
    "plaintext",
    "frameset",
    "marquee",
    "isindex",
    "video",
    "audio",
    "details",
    "select",
    "img",
    "image",
    "keygen",
    "applet",
    "portal",
    "noembed",
    "noframes",
    "foreignObject",
    "x-y",
)
_HANDLERS = (
    "onclick",
    "onerror",
    "ONLOAD",
    "onmouseover",
    "onfocus",
    "onbegin",
    "ontoggle",
    "onpointerrawupdate",
    "on",
    "OnX",
)
_SCHEMES = (
    "javascript:x()",
    "JaVaScRiPt:x()",
    "java\tscript:x()",
    "java\nscript:x()",
    "&#106;avascript:x()",
    "\x01javascript:x()",
    " javascript:x()",
    "javascript&colon;x()",
    "vbscript:x",
    "data:text/html,x",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "livescript:x",
    "jav&#x0A;ascript:x()",
    "javascript&#0000058x()",
    "//hote.example",
    "https://hote.example/\\..",
    "feed:javascript:x()",
    "view-source:x",
    "blob:x",
    "filesystem:x",
    "\u00a0javascript:x()",
    "mailto:a@b.example",
    "tel:+33",
    "#a",
    "?b",
    "../c",
    "https://hote.example/d",
    "http://user:pass@hote.example",
    "https:hote.example",
)
_STYLES = (
    "width:expression(x())",
    "background:url(javascript:x())",
    "behavior:url(x.htc)",
    "-moz-binding:url(x#y)",
    "position:fixed;top:0",
    "p\\6fsition:fixed",
    "posi/**/tion:absolute",
    "@import 'x'",
    "background:url(https://a.example/b)",
    "list-style:url(https://a.example/b)",
    "color:red",
    "x:\\65xpression(y)",
    "background:u\\72l(data:x)",
    "position : sticky",
)
_NAMED = ("class", "title", "id", "srcdoc", "alt", "data-x", "lang")
_INLINE = ("a", "b", "em", "strong", "i", "span", "code", "q", "sub", "mark", "abbr", "u", "cite", "kbd")
_BLOCKISH = (
    "p",
    "div",
    "section",
    "h1",
    "h2",
    "h5",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "figure",
    "pre",
    "td",
    "center",
)
_NAMES = (
    "paragraph",
    "heading",
    "list",
    "list-item",
    "quote",
    "image",
    "html",
    "group",
    "columns",
    "column",
    "table",
    "embed",
    "shortcode",
    "separator",
    "freeform",
    "rappel/bloc",
    "core-embed/video",
    "more",
    "nextpage",
    "navigation-link",
)


class Drafts:
    """Draws drafts. ``size``: about how many pieces a draft has."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._kinds: tuple[Callable[[int], str], ...] = (
            self._sentence, self._sentence, self._paragraph, self._paragraph, self._block, self._block, self._element,
            self._hostile, self._hostile, self._shortcode, self._noise, self._image, self._comment, self._list,
        )  # fmt: skip

    def draft(self) -> tuple[str, str]:
        """Title and content."""
        pieces = [self._piece(0) for _ in range(self._random.randint(1, 7))]
        content = self._random.choice(("\n\n", "\n", "", " ")).join(pieces)
        if self._random.random() < 0.12:
            content = self._damaged(content)
        if self._random.random() < 0.03:
            content = self._grown(content)
        return self._random.choice((self._sentence(0), self._noise(0), "", self._hostile(3))), content

    def _piece(self, depth: int) -> str:
        return self._sentence(depth) if depth > 4 else self._random.choice(self._kinds)(depth)

    def _some(self, depth: int, most: int = 3) -> str:
        return " ".join(self._piece(depth + 1) for _ in range(self._random.randint(0, most)))

    def _sentence(self, _depth: int) -> str:
        return " ".join(self._random.choices(_SENTENCES, k=self._random.randint(1, 3)))

    def _noise(self, _depth: int) -> str:
        return "".join(self._random.choice(self._random.choice((_ODD, _BREAKERS, _SENTENCES))) for _ in range(5))

    def _attributes(self) -> str:
        draw = self._random.random()
        value = self._random.choice(("a b", "1", self._random.choice(_ODD), self._random.choice(_BREAKERS)))
        if draw < 0.4:
            return ""
        if draw < 0.55:
            return f" {self._random.choice(_HANDLERS)}{self._random.choice(('=', ' = ', '/='))}{self._quoted('x()')}"
        if draw < 0.75:
            name = self._random.choice(
                ("href", "src", "action", "xlink:href", "formaction", "poster", "srcset", "HREF")
            )
            return f" {name}={self._quoted(self._random.choice(_SCHEMES))}"
        if draw < 0.85:
            return f" style={self._quoted(self._random.choice(_STYLES))}"
        return (
            f" {self._random.choice(('class', 'title', 'id', 'srcdoc', 'alt', 'data-x', 'lang'))}={self._quoted(value)}"
        )

    def _quoted(self, value: str) -> str:
        mark = self._random.choice(('"', '"', "'", "", "`"))
        return f"{mark}{value}{mark}"

    def _tag(self, name: str, inner: str) -> str:
        attributes = "".join(self._attributes() for _ in range(self._random.randint(0, 2)))
        closing = (
            f"</{name}>" if self._random.random() < 0.85 else self._random.choice(("", f"</{name}", "</b>", "</p>"))
        )
        opening = self._random.choice((name, name, name.upper(), name.title()))
        return f"<{opening}{self._random.choice(('', '', '/', chr(10)))}{attributes}>{inner}{closing}"

    def _paragraph(self, depth: int) -> str:
        parts = [
            self._tag(self._random.choice(_INLINE), self._sentence(depth)) if self._random.random() < 0.5
            else self._sentence(depth)
            for _ in range(self._random.randint(1, 3))
        ]  # fmt: skip
        return self._tag("p", " ".join(parts))

    def _element(self, depth: int) -> str:
        return self._tag(self._random.choice(_BLOCKISH + _INLINE), self._some(depth))

    def _hostile(self, depth: int) -> str:
        return self._tag(self._random.choice(_ELEMENTS), self._some(depth, 1))

    def _image(self, _depth: int) -> str:
        address = self._quoted(self._random.choice(_SCHEMES))
        return f'<img{self._attributes()} src={address} alt="La halle"{self._attributes()}>'

    def _list(self, depth: int) -> str:
        mark = self._random.choice(("- ", "* ", "1. ", "• "))
        return "\n".join(mark + self._sentence(depth) for _ in range(self._random.randint(1, 4)))

    def _comment(self, depth: int) -> str:
        inner = self._random.choice((self._sentence(depth), self._noise(depth), "more", "nextpage"))
        return f"<!--{inner}{self._random.choice(('-->', '-->', '--!>', ''))}"

    def _shortcode(self, depth: int) -> str:
        name = self._random.choice(("gallery", "caption", "embed", "note", "php", "video", "x-y", "A", "été"))
        told = self._random.choice(("", ' id="1"', " url=javascript:x()", ' a="<b>"', " a='", ' a="]"', "/"))
        closing = self._random.choice(("", f"[/{name}]", f"{self._some(depth, 1)}[/{name}]"))
        return self._random.choice(("", "\n")) + f"[{name}{told}]{closing}" + self._random.choice(("", "\n"))

    def _block(self, depth: int) -> str:
        name = self._random.choice(_NAMES)
        told = f"{json.dumps(self._values())} " if self._random.random() < 0.4 else ""
        if self._random.random() < 0.12:
            return f"<!-- wp:{name} {told}/-->"
        inner = self._paragraph(depth) if name == "paragraph" else self._some(depth)
        closing = f"<!-- /wp:{name} -->" if self._random.random() < 0.92 else ""
        return f"<!-- wp:{name} {told}-->\n{inner}\n{closing}"

    def _values(self) -> dict[str, object]:
        hostile = self._random.choice((*_SCHEMES, *_BREAKERS, "<img src=x onerror=x()>", "--><script>x()</script>"))
        value: object = self._random.choice((hostile, [hostile], {"a": hostile}, 3, None, True, "z" * 40))
        return {self._random.choice(("url", "level", "ordered", "content", "ref", "align", "<b>")): value}

    def _damaged(self, text: str) -> str:
        """With stretches lost, doubled or put elsewhere."""
        for _ in range(self._random.randint(1, 4)):
            first, last = sorted(self._random.choices(range(len(text) + 1), k=2))
            last = min(last, first + 60)
            put = self._random.choice(
                ("", text[first:last] * 2, self._random.choice(_BREAKERS), self._random.choice(_ODD))
            )
            text = text[:first] + put + text[last:]
        return text

    def _grown(self, text: str) -> str:
        """Much of the same: deep, long or many."""
        unit = self._random.choice(
            (text[:40], *_BREAKERS, "<div>", "<b>", "<ul><li>", "<!-- wp:group -->", "&amp;", "mot")
        )
        many = unit * self._random.choice((50, 300, 1_500))
        return self._random.choice(
            (f"{many[:12_000]}{text}", f'<p class="{many[:12_000]}">{text}</p>', text + many[:12_000])
        )
