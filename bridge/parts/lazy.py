"""Parts made when they are first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Lazy(Mapping[str, T]):
    """Parts by name, each made when it is first asked for, once, whatever the number of threads."""

    def __init__(self, makers: Mapping[str, Callable[[], T]], *, ready: Mapping[str, T]) -> None:
        self._makers = makers
        self._made = {name: part for name, part in ready.items() if name in makers}
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> T:
        with self._lock:
            if name not in self._made:
                self._made[name] = self._makers[name]()
            return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
