"""What goes wrong on a real site, for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.wordpress import WordPress


def _content(wordpress: WordPress) -> Path:
    return Path(wordpress.facts["paths"]["wordpress"]) / "wp-content"


@contextmanager
def must_use_plugin(wordpress: WordPress, code: str) -> Iterator[None]:
    """What a security plugin, or a broken one, does."""
    path = _content(wordpress) / "mu-plugins" / "test-trouble.php"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<?php\n{code}\n", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()


@contextmanager
def maintenance(wordpress: WordPress) -> Iterator[None]:
    """A core update that has not ended (the file that WordPress looks for first of all)."""
    path = _content(wordpress).parent / ".maintenance"
    path.write_text("<?php $upgrading = time();\n", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()
