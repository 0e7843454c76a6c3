"""The tables of spaCy's French lemmatizer, left in their file: 217,000 forms and 106,000 lemmas in 4 MB, where dicts
and sets of them take 105.

Of every table only the hashes of its keys are kept, sorted, and where in the file (MessagePack, mapped) the value of
each is. The hash is spaCy's own, of 64 bits, by which it knows words anyhow.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import get_string_id
from srsly.msgpack import Unpacker

#: A value has fewer bytes: a lemma or two.
_LONGEST = 512


class Words:
    """A list of words that is only asked whether it has one."""

    def __init__(self, unpacker: Any) -> None:
        count = unpacker.read_array_header()
        hashes = np.fromiter((get_string_id(unpacker.unpack()) for _ in range(count)), dtype=np.uint64, count=count)
        self._hashes = array("Q", np.sort(hashes).tobytes())

    def __contains__(self, word: str) -> bool:
        key = get_string_id(word)
        at = bisect_left(self._hashes, key)
        return at < len(self._hashes) and self._hashes[at] == key


class Values:
    """A table whose values are read from the file each time one is asked for."""

    def __init__(self, unpacker: Any, file: mmap) -> None:
        count = unpacker.read_map_header()
        places = ((get_string_id(unpacker.unpack()), unpacker.tell(), unpacker.skip())[:2] for _ in range(count))
        table = np.fromiter(places, dtype=[("hash", np.uint64), ("begin", np.uint32)], count=count)
        table.sort(order="hash")
        self._file = file
        self._hashes = array("Q", table["hash"].tobytes())
        self._begins = array("I", table["begin"].tobytes())

    def get(self, key: str | int, default: Any = None) -> Any:
        """See ``dict.get``; a string stands for its hash."""
        wanted = get_string_id(key)
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return default
        unpacker = Unpacker(raw=False, read_size=_LONGEST)
        unpacker.feed(self._file[self._begins[at] : self._begins[at] + _LONGEST])
        return unpacker.unpack()


class Tables(dict[int, Any]):
    """One table for every part of speech, by the hash of its name."""

    def get(self, key: str | int, default: Any = None) -> Any:
        """See ``dict.get``; a string stands for its hash."""
        return super().get(get_string_id(key), default)


def _table(unpacker: Any, file: mmap) -> tuple[str, Any]:
    """The next table with its name, in the form in which the lemmatizer needs it."""
    name = str(unpacker.unpack())
    if name == "lemma_lookup":
        return name, Values(unpacker, file)
    count = unpacker.read_map_header()
    if name == "lemma_index":
        return name, Tables((unpacker.unpack(), Words(unpacker)) for _ in range(count))
    if name == "lemma_exc":
        return name, Tables((unpacker.unpack(), Values(unpacker, file)) for _ in range(count))
    return name, Tables((unpacker.unpack(), unpacker.unpack()) for _ in range(count))


class Lemmas:
    """The lemmatizer's tables, as it asks for them."""

    def __init__(self, path: Path) -> None:
        """``path``: the model's ``lookups.bin``, which must stay as it is while the process lives."""
        with path.open("rb") as stream:
            file = mmap(stream.fileno(), 0, access=ACCESS_READ)
            unpacker = Unpacker(stream, raw=False)
            self._tables = dict(_table(unpacker, file) for _ in range(unpacker.read_map_header()))

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    @property
    def tables(self) -> list[str]:
        """Their names."""
        return list(self._tables)

    def get_table(self, name: str, default: Any = None) -> Any:
        """A table, ``default`` where there is none of that name."""
        return self._tables.get(name, default)
