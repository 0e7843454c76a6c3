"""Makes the pages that the plugin's help opens from docs/: ``python -m scripts.guide`` writes them anew.

Their pictures stay in docs/: the plugin is a download, and its reader has the screens before her.
"""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bridge" / "companion" / "guide"
#: Source in docs/ → page in the plugin.
PAGES = {"guide-redaction.md": "guide.html", "verifications.md": "verifications.html"}

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; color: #1d2327; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2 {{ line-height: 1.25; }}
h2 {{ margin-top: 2.5rem; }}
a {{ color: #135e96; }}
blockquote {{ margin: 1rem 0; padding: 0 1rem; border-left: 4px solid #c3c4c7; }}
table {{ border-collapse: collapse; width: 100%; font-size: .94em; }}
th, td {{ text-align: left; vertical-align: top; border-bottom: 1px solid #dcdcde; padding: .5rem .75rem .5rem 0; }}
td {{ overflow-wrap: anywhere; }}
code {{ background: #f0f0f1; padding: 0 .25em; }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def pages() -> dict[Path, str]:
    """Each page of the plugin and what it should hold."""
    return {
        FOLDER / page: _rendered((ROOT / "docs" / source).read_text(encoding="utf-8")) for source, page in PAGES.items()
    }


def _rendered(text: str) -> str:
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = _without_pictures(markdown.parse(text))
    for token in tokens:
        for child in token.children or ():
            address = str(child.attrGet("href") or "")
            if address in PAGES:
                child.attrSet("href", PAGES[address])
    body = markdown.renderer.render(tokens, markdown.options, {})
    return _PAGE.format(title=text.partition("\n")[0].removeprefix("# "), body=body)


def _without_pictures(tokens: list[Token]) -> list[Token]:
    """Without the paragraphs that hold a picture and nothing else."""
    kept: list[Token] = []
    skip = 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.type == "paragraph_open" and following and [one.type for one in following.children or ()] == ["image"]:
            skip = 3
        if skip:
            skip -= 1
        else:
            kept.append(token)
    return kept


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
