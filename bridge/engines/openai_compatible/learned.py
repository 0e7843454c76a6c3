"""What one process has learned of a model: which strategy it can do, and whether it thinks aloud."""

from __future__ import annotations

import threading

from bridge.engines.openai_compatible.failures import Failure

#: A slip is forgiven; a model that can't write a whole article twice in a row is asked for sections.
_SLIPS = 2


class Learned:
    """Shared by threads. Lengths are characters of a source in the notation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._too_long: int | None = None
        self._slips = 0
        self._thinks = False

    @property
    def thinks(self) -> bool:
        """Whether the model reasons first, so that an answer costs more tokens than it shows."""
        with self._lock:
            return self._thinks

    def whole_may_do(self, length: int) -> bool:
        """Whether a whole article of a source this long is worth a try."""
        with self._lock:
            return self._slips < _SLIPS and (self._too_long is None or length < self._too_long)

    def whole_done(self) -> None:
        """A whole article came out well."""
        with self._lock:
            self._slips = 0

    def whole_failed(self, failure: Failure, length: int) -> None:
        """It did not: sources as long as this one are too long, or the model has slipped."""
        with self._lock:
            if failure.of_length:
                self._too_long = min(length, self._too_long or length)
            elif failure.smaller_helps:
                self._slips += 1

    def has_thought(self) -> None:
        """A reply held reasoning."""
        with self._lock:
            self._thinks = True
