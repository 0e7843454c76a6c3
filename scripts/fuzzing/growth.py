"""How the work grows when a hostile text doubles: seconds of this machine, to look at and not to assert."""

from __future__ import annotations

import time
from collections.abc import Callable

from bridge.checks.registry import CHECKS
from bridge.domain.source import Brief
from bridge.text.reading import read
from bridge.text.render import render
from scripts.fuzzing.properties import article_of
from scripts.fuzzing.shapes import UNITS, text_of

#: Characters.
_HALF, _WHOLE = 50_000, 100_000
#: Seconds of the processor for 100 KB, and the growth from half of it, that are worth a look.
_LONG, _FAST = 1.0, 3.0
_SOUND = "Le maire de Valbrune a dit lundi que la piscine rouvrira le 3 mai 2021. « Oui », a dit Jean Martin.\n\n"


def main() -> int:
    """Prints what takes long, or grows faster than the text; 1 where anything does both."""
    _all(_SOUND)  # models and lexicons are loaded
    slow = 0
    for shape in UNITS:
        half, whole = (_all(_SOUND + text_of(shape, size)) for size in (_HALF, _WHOLE))
        for step, seconds in whole.items():
            growth = seconds / max(half[step], 0.01)
            if seconds > _LONG:
                print(f"{shape}: {step} {seconds:.1f} s, {growth:.1f} times half the text")
            slow += seconds > _LONG and growth > _FAST
    return 1 if slow else 0


def _all(content: str) -> dict[str, float]:
    source = read("Titre", content)
    article = article_of(source)
    steps: dict[str, Callable[[], object]] = {
        "read": lambda: read("Titre", content),
        "render": lambda: render(article, source, "block"),
    }
    for name, check in CHECKS.items():
        steps[name] = lambda check=check: check(source, Brief(), article)  # type: ignore[misc]
    return {name: _seconds(step) for name, step in steps.items()}


def _seconds(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started
