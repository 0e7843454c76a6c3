"""Reads an XML-RPC answer that nobody vouches for: no DTD, no entity, and the characters that XML forbids."""

from __future__ import annotations

import re
import xmlrpc.client
from typing import Any
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.xmlrpc import DefusedExpatParser

#: WordPress writes every string as it is, control characters too (IXR_Value: htmlspecialchars and nothing else): no XML
#: parser reads those, and every parser turns carriage returns into line feeds. So they are taken out before, as a mark
#: and two digits, and put back after. The mark, a character for private use, gets two dashes where a text has it.
_MARK = "\uf8f0"
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b-\x1f]")
_MARKED = re.compile(f"{_MARK}([0-9a-f]{{2}}|--)")

#: What the standard library's unmarshaller raises where values have another shape than they should.
_MISSHAPEN = (
    xmlrpc.client.Error, ExpatError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RecursionError,
)  # fmt: skip

_ROOT = b"<methodResponse"
_END = b"</methodResponse>"


class Unreadable(Exception):
    """No answer of XML-RPC, or not a whole one."""


class Dangerous(Unreadable):
    """A document type or entities are declared: what XML bombs and stolen files are made of."""


def is_answer(content: bytes) -> bool:
    """Whether an answer of XML-RPC is in there, whole or not."""
    return _ROOT in content


def values(content: bytes) -> Any:
    """The values of an answer, as ``xmlrpc.client`` gives them: a tuple of one.

    What stands before the last XML declaration and after the end of the root element is left out: a byte order mark, or
    a warning of PHP that another plugin caused. That is safe, as WordPress escapes every ``<`` within a value: no text
    of a draft can pass for a second answer.

    ``xmlrpc.client.Fault`` where the site answers one; Unreadable.
    """
    marked, document = _marked(_document(content))
    target = xmlrpc.client.Unmarshaller()
    try:
        parser = DefusedExpatParser(target, forbid_dtd=True)
        parser.feed(document)
        parser.close()
        found = target.close()
        return _restored(found) if marked else found
    except DefusedXmlException:
        raise Dangerous from None
    except xmlrpc.client.Fault:
        raise
    except _MISSHAPEN as error:
        raise Unreadable(f"{type(error).__name__}: {error}"[:120]) from None


def _document(content: bytes) -> bytes:
    end = content.rfind(_END)
    if end < 0:
        raise Unreadable("no end")
    start = content.rfind(b"<?xml ", 0, end)
    if start < 0:
        start = content.find(_ROOT)
    return content[start : end + len(_END)]


def _marked(document: bytes) -> tuple[bool, bytes]:
    start = document.find(_ROOT)
    head, rest = document[:start], document[start:]
    if not _FORBIDDEN.search(rest):
        return False, document
    # the mark as a reference, which is the same character in every encoding that a site may have
    rest = rest.replace(_MARK.encode(), b"&#xF8F0;--")
    return True, head + _FORBIDDEN.sub(lambda found: b"&#xF8F0;%02x" % found[0][0], rest)


def _restored(value: Any) -> Any:
    """The values with the characters that were taken out."""
    if isinstance(value, str):
        return _MARKED.sub(lambda found: _MARK if found[1] == "--" else chr(int(found[1], 16)), value)
    if isinstance(value, dict):
        return {_restored(key): _restored(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_restored(item) for item in value)
    return value
