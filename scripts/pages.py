"""What the measuring commands' HTML pages have in common: a head, and charts that need nothing beside themselves."""

from __future__ import annotations

import html
import sys
from typing import Any

import pygal
from pygal.style import LightGreenStyle

# pygal leaves a finder of modules behind that Python 3.12 can't use, and that 3.11 warns of at every import.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1d2327}
table{border-collapse:collapse;width:100%;font-size:.85rem;margin:1rem 0}
th,td{border-bottom:1px solid #dcdcde;padding:.3rem .5rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#b32d2e}.good{color:#00703c}
figure{margin:1rem 0}svg{max-width:100%;height:auto}.wide{overflow-x:auto}"""


def head(title: str, *, language: str) -> str:
    """The beginning of a page, up to and without its heading."""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{html.escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>\n{_STYLE}</style>'
    )


def bars(*, horizontal: bool = False, **options: Any) -> Any:
    """An empty chart of bars, in the pages' colours; ``options`` are pygal's own."""
    kind = pygal.HorizontalBar if horizontal else pygal.Bar
    return kind(style=LightGreenStyle, width=1100, js=[], **options)


def drawn(chart: Any) -> str:
    """The chart as part of a page."""
    return f"<figure>{chart.render(is_unicode=True, disable_xml_declaration=True)}</figure>"
