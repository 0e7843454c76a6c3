"""The plugin's French catalogue is complete, and says so when it is not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.lib.catalogues import Languages, complaints, forms, header, messages, read, write_scripts
from tests.support.wordpress import ROOT

COMPANION = ROOT / "bridge" / "companion"
LANGUAGES = Languages(folder=COMPANION / "languages")
SOURCES = sorted([*COMPANION.rglob("*.php"), *COMPANION.rglob("*.js")])
# A call of WordPress's translation functions up to its first string, and any string.
CALL = re.compile(
    r"(?<![\w$>:])(?:esc_html_|esc_attr_)?_(?:_|e|x|ex|n|nx|n_noop|nx_noop)\(\s*(?:/\*.*?\*/\s*)?(?=['\"])"
)
STRING = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def _calls(source: str) -> list[list[str]]:
    """For each call its strings, as written: message, plural, context, domain."""
    return [
        [(a or b).replace("\\'", "'").replace('\\"', '"') for a, b in STRING.findall(_arguments(source, found.end()))]
        for found in CALL.finditer(source)
    ]


def _arguments(source: str, start: int) -> str:
    depth, at = 1, start
    while depth:
        string = STRING.match(source, at)
        if string:
            at = string.end()
            continue
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        at += 1
    return source[start : at - 1]


def test_nothing_is_stale_untranslated_or_wrong() -> None:
    assert list(complaints(LANGUAGES.template, LANGUAGES)) == []


def test_every_string_of_the_plugin_is_in_the_catalogue() -> None:
    known = {forms(one.id)[0] for one in messages(read(LANGUAGES.translation)).values()}
    said = {call[0] for path in SOURCES for call in _calls(path.read_text(encoding="utf-8"))}
    assert len(said) > 300
    assert said - known == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_string_names_the_plugins_own_catalogue(path: Path) -> None:
    calls = _calls(path.read_text(encoding="utf-8"))
    assert [call for call in calls if call[-1] != "seo-bridge"] == []


def test_each_script_has_exactly_its_strings() -> None:
    said: dict[str, set[str]] = {}
    for path in (COMPANION / "assets").glob("*.js"):
        strings = {call[0] for call in _calls(path.read_text(encoding="utf-8"))}
        if strings:
            said[LANGUAGES.script(f"needs-seo-{path.stem}").name] = strings
    assert said
    shipped = {}
    for path in LANGUAGES.scripts:
        texts = json.loads(path.read_text(encoding="utf-8"))["locale_data"]["messages"]
        assert texts.pop("")["plural-forms"] == "nplurals=2; plural=(n > 1);"
        assert all(all(one) for one in texts.values())
        shipped[path.name] = set(texts)
    assert shipped == said


def _edit(name: str, old: str, new: str) -> Callable[[Languages], None]:
    def edit(languages: Languages) -> None:
        path: Path = getattr(languages, name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


SAID = 'msgid "words: %s"\nmsgstr "mots\xa0: %s"'


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_edit("translation", SAID, 'msgid "words: %s"\nmsgstr ""'), "not translated: “words: %s”"),
        (_edit("translation", SAID, f"#, fuzzy\n{SAID}"), "fuzzy: “words: %s”"),
        (_edit("translation", SAID, SAID.replace("\xa0: %s", "\xa0: %d")), "other placeholders than in “words: %s”"),
        (_edit("translation", SAID, SAID.replace("\xa0:", " :")), "not French typography"),
        (_edit("translation", SAID, SAID.replace("mots", "total")), "seo-bridge-fr_FR.mo is stale"),
        (_edit("template", SAID.split("\n")[0], 'msgid "terms: %s"'), "seo-bridge.pot lacks “words: %s”"),
        (_edit("translation", SAID.split("\n")[0], 'msgid "terms: %s"'), "no longer says: “terms: %s”"),
        (lambda languages: languages.script("needs-seo-editor").unlink(), "needs-seo-editor.json is stale"),
        (lambda languages: languages.script("needs-seo-gone").write_text("{}"), "belongs to no script with strings"),
        (lambda languages: languages.compiled.unlink(), "seo-bridge-fr_FR.mo is missing"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, spoil: Callable[[Languages], object], complaint: str) -> None:
    languages = Languages(folder=tmp_path / "languages")
    shutil.copytree(LANGUAGES.folder, languages.folder)
    spoil(languages)
    assert complaint in "\n".join(complaints(LANGUAGES.template, languages))


def test_the_files_of_scripts_are_written_and_old_ones_go(tmp_path: Path) -> None:
    languages = Languages(folder=tmp_path / "languages")
    shutil.copytree(LANGUAGES.folder, languages.folder)
    languages.script("needs-seo-editor").unlink()
    languages.script("needs-seo-gone").write_text("{}")
    write_scripts(languages)
    assert {path.name for path in languages.scripts} == {path.name for path in LANGUAGES.scripts}
    assert list(complaints(LANGUAGES.template, languages)) == []


def test_the_plugins_own_name_is_translated_too() -> None:
    assert 'msgid "SEO Bridge Companion"' in header(COMPANION / "seo-bridge.php")
    assert ("", "SEO Bridge Companion") in messages(read(LANGUAGES.translation))
