"""What gettext has no command for in scripts/i18n: plugin headers, JSON for scripts, and whether all is there."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

DOMAIN = "seo-bridge"
LOCALE = "fr_FR"
#: What WordPress translates of a plugin's own header.
HEADERS = ("Plugin Name", "Description")
#: A script's handle is this and its file's name (Assets.php, Review_Page.php).
HANDLE = "needs-seo-"
#: printf's conversions, as PHP and wp.i18n's sprintf know them.
_PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ 0]*\d*(?:\.\d+)?[bcdeEfFgGosuxX%]")
_ASCII_TYPOGRAPHY = re.compile(r"'|\"|\.\.\.| [:;!?»]|« ")

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Languages:
    """The files of one folder."""

    folder: Path

    @property
    def template(self) -> Path:
        return self.folder / f"{DOMAIN}.pot"

    @property
    def translation(self) -> Path:
        return self.folder / f"{DOMAIN}-{LOCALE}.po"

    @property
    def compiled(self) -> Path:
        return self.translation.with_suffix(".mo")

    def script(self, handle: str) -> Path:
        """Where wp_set_script_translations with a path looks first (load_script_textdomain in wp-includes/l10n.php)."""
        return self.folder / f"{DOMAIN}-{LOCALE}-{handle}.json"

    @property
    def scripts(self) -> set[Path]:
        return set(self.folder.glob("*.json"))


def read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_mo(stream) if path.suffix == ".mo" else read_po(stream)


def messages(catalog: Catalog) -> dict[Key, Message]:
    """All but the header, by context ("" for none) and msgid (of a plural, the singular)."""
    return {(_context(one), forms(one.id)[0]): one for one in catalog if one.id}


def _context(message: Message) -> str:
    context: str | bytes = message.context or ""  # Babel leaves it undecoded in a .mo
    return context.decode() if isinstance(context, bytes) else context


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def header(plugin: Path) -> str:
    """The plugin's own name and description, as a template."""
    source = plugin.read_text(encoding="utf-8")
    blocks = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for name in HEADERS:
        found = re.search(rf"^ \* {name}:\s*(.+)$", source, re.M)
        if not found:
            raise SystemExit(f"error: {plugin} has no header “{name}”")
        quoted = json.dumps(found[1].strip(), ensure_ascii=False)
        blocks.append(f'#. {name} of the plugin\n#: {plugin.name}\nmsgid {quoted}\nmsgstr ""\n')
    return "\n".join(blocks)


def wanted_scripts(translation: Catalog, languages: Languages) -> dict[Path, str]:
    """For each script that has strings: the path and the text of its JSON."""
    of_script: dict[str, dict[str, list[str]]] = {}
    for (context, text), message in messages(translation).items():
        name = f"{context}\x04{text}" if context else text
        for file, _ in message.locations:
            if file.endswith(".js"):
                of_script.setdefault(HANDLE + Path(file).stem, {})[name] = list(forms(message.string))
    head = {"domain": "messages", "lang": LOCALE, "plural-forms": translation.plural_forms}
    return {
        languages.script(handle): json.dumps(
            {"domain": "messages", "locale_data": {"messages": {"": head, **dict(sorted(texts.items()))}}},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
        for handle, texts in of_script.items()
    }


def write_scripts(languages: Languages) -> None:
    wanted = wanted_scripts(read(languages.translation), languages)
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    for path in languages.scripts - wanted.keys():
        path.unlink()


def complaints(fresh: Path, languages: Languages) -> Iterator[str]:
    """One line for each thing that is stale, missing or wrong; none when all is well.

    Compared by what files say, not by bytes: another version of gettext orders and flags them otherwise.
    """
    for path in (languages.template, languages.translation, languages.compiled):
        if not path.exists():
            yield f"{path.name} is missing"
            return
    gathered, template, translation = (
        messages(read(path)) for path in (fresh, languages.template, languages.translation)
    )
    for name, known in ((languages.template.name, template), (languages.translation.name, translation)):
        for key in gathered:
            if key not in known:
                yield f"{name} lacks “{key[1]}”"
            elif forms(gathered[key].id) != forms(known[key].id) or _files(gathered[key]) != _files(known[key]):
                yield f"{name} is stale on “{key[1]}”"
        for key in known.keys() - gathered.keys():
            yield f"{name} has what the plugin no longer says: “{key[1]}”"
    for message in translation.values():
        yield from _of_message(message)
    yield from _of_compiled(read(languages.compiled), translation, languages.compiled.name)
    yield from _of_scripts(languages)


def _files(message: Message) -> set[str]:
    return {file for file, _ in message.locations}


def _of_message(message: Message) -> Iterator[str]:
    sources, said = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield f"fuzzy: “{sources[0]}”"
    if not all(said) or len(said) != len(sources):
        yield f"not translated: “{sources[0]}”"
        return
    expected = placeholders(sources[-1])
    for text in said:
        if placeholders(text) != expected:
            yield f"other placeholders than in “{sources[-1]}”: « {text} »"
        if found := _ASCII_TYPOGRAPHY.search(text):
            yield f"not French typography (“{found[0]}”): « {text} »"


def placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _of_compiled(compiled: Catalog, translation: dict[Key, Message], name: str) -> Iterator[str]:
    inside = {key: forms(one.string) for key, one in messages(compiled).items()}
    if inside != {key: forms(one.string) for key, one in translation.items()}:
        yield f"{name} is stale"


def _of_scripts(languages: Languages) -> Iterator[str]:
    wanted = wanted_scripts(read(languages.translation), languages)
    for path in sorted(languages.scripts | wanted.keys()):
        if path not in wanted:
            yield f"{path.name} belongs to no script with strings"
        elif not path.exists() or path.read_text(encoding="utf-8") != wanted[path]:
            yield f"{path.name} is stale"


def main(task: str, *arguments: str) -> int:
    paths = [Path(one) for one in arguments]
    if task == "header":
        print(header(paths[0]), end="")
    elif task == "scripts":
        write_scripts(Languages(folder=paths[0]))
    elif task == "check":
        found = list(complaints(paths[0], Languages(folder=paths[1])))
        print("\n".join(found), file=sys.stderr, end="\n" if found else "")
        return int(bool(found))
    else:
        raise SystemExit(f"error: no such task: {task}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
