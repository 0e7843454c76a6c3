"""Runs under whatever Python has Grammalecte: a line of JSON in, a line of JSON out. No import of the bridge's.

In: ``{"id": 1, "text": "…"}``, one paragraph a line. Out: ``{"id": 1, "errors": [{"start", "end", "line", "kind",
"rule", "message", "suggestions"}]}`` with offsets in the text; first of all ``{"ready": true, "version": "…"}``.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from typing import Any

#: Bytes of address space: Grammalecte takes some 70 MB.
MEMORY = 1 << 30
#: Groups of rules on: agreement and verbs. Style, typography, dates and the like are off.
KINDS = ("gn", "conj", "infi", "ppas", "vmode", "inte", "conf")
#: A capitalised word that opens no sentence is a name: another of its length stands in for it.
_NAME = re.compile(
    r"(?<=[^.!?…:«»“\"(–—] )[A-ZÀ-Þ][\w’'-]*|(?<=[^.!?…:«»“\"(–—][\u00a0\u202f])[A-ZÀ-Þ][\w’'-]*|"
    r"(?<=[ldLD][’'])[A-ZÀ-Þ][\w-]*"
)
_WORD = re.compile(r"[\w-]+")
#: Longer than any word or paragraph: suggestions for it would take for ever.
LONGEST_LINE = 5_000
_LONG = re.compile(r"\S{40,}")


def main() -> int:
    """Answers until its input ends."""
    _limit_memory()
    import grammalecte  # type: ignore[import-not-found]

    checker = grammalecte.GrammarChecker("fr")
    checker.gce.setOptions({name: name in KINDS for name in checker.gce.getOptions()})
    _say({"ready": True, "version": getattr(checker.gce, "version", "")})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _say({"id": request["id"], "errors": _errors(checker, request["text"])})
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # no such thing on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _errors(checker: Any, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            masked = _LONG.sub(lambda match: "Z" * len(match.group()), masked_names(line[:LONGEST_LINE]))
            found += [_grammar(error, line, offset) for error in checker.gce.parse(masked, "FR")]
            found += _spelling(checker.getSpellChecker(), masked, line, offset)
        offset += len(line) + 1
    return found


def masked_names(line: str) -> str:
    """The line, at its own length, with words in the place of names that no rule knows anything of."""
    numbers = itertools.count()
    return _NAME.sub(lambda match: _WORD.sub(lambda word: _stand_in(word.group(), next(numbers)), match.group()), line)


def _stand_in(word: str, number: int) -> str:
    """Two neighbours are never the same word, which a rule would take for one written twice."""
    return "Z" + "vwkxqj"[number % 6] * (len(word) - 1)


def _grammar(error: dict[str, Any], line: str, offset: int) -> dict[str, Any]:
    return {
        "start": offset + error["nStart"],
        "end": offset + error["nEnd"],
        "line": line,
        "kind": error["sType"],
        "rule": error["sRuleId"],
        "message": error["sMessage"],
        "suggestions": list(error.get("aSuggestions") or ())[:5],
    }


def _spelling(speller: Any, masked: str, line: str, offset: int) -> list[dict[str, Any]]:
    """Unknown words in small letters; which of them are mistakes is decided by who asks."""
    return [
        {
            "start": offset + error["nStart"],
            "end": offset + error["nEnd"],
            "line": line,
            "kind": "spelling",
            "rule": "spelling",
            "message": "Mot inconnu du dictionnaire.",
            "suggestions": [],
        }
        for error in speller.parseParagraph(masked)
        if error["sValue"].islower()
    ]


if __name__ == "__main__":
    sys.exit(main())
