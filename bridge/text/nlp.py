"""spaCy's French model, loaded on first use, and shared: one model, and one parse of a text, for a process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_loading = RLock()


def parsed(text: str) -> Doc:
    """The parse of one sentence or title, without lemmas and entities. Kept for a while: checks and rounds of repair
    look at the same sentences again."""
    return _parsed(text)


def lemmatized(text: str) -> Doc:
    """The same with the lemmas of its words."""
    with _loading:
        lemmatizer = _lemmatizer()
    doc: Doc = lemmatizer(_parsed(text))
    return doc


def analysed(texts: Iterable[str]) -> Iterator[Doc]:
    """Parses of texts in order, with lemmas and entities; not kept."""
    with _loading:
        lemmatizer, entities = _lemmatizer(), _entities()
    docs = _model().pipe(texts)
    yield from entities.pipe(map(lemmatizer, docs), batch_size=_model().batch_size)


def vocabulary() -> Vocab:
    """The model's words, with their vectors."""
    return _model().vocab


def tokenizer() -> Tokenizer:
    """What divides a text into the model's words."""
    return _model().tokenizer


@lru_cache(maxsize=256)
def _parsed(text: str) -> Doc:
    return _model()(text)


def _model() -> Language:
    with _loading:
        return _loaded()


@cache
def _loaded() -> Language:
    # importing spaCy alone takes most of a second, so this is where it is imported
    from bridge.text.french_model import load

    return load()


@cache
def _lemmatizer() -> Callable[[Any], Any]:
    from bridge.text.french_model import load_lemmatizer

    return load_lemmatizer(_loaded())


@cache
def _entities() -> Any:
    from bridge.text.french_model import load_entities

    return load_entities(_loaded())
