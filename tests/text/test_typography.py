import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text import inline
from bridge.text.typography import french, french_html

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Quoi ? Oui ! Ceci : cela ; fin", f"Quoi{N}? Oui{N}! Ceci{N}: cela{N}; fin"),
        ("Quoi? Oui! Ceci: cela; fin", f"Quoi{N}? Oui{N}! Ceci{N}: cela{N}; fin"),
        ("« lac » et «lac»", f"«{N}lac{N}» et «{N}lac{N}»"),
        ("Vraiment ?! Oui !!!", f"Vraiment{N}?! Oui{N}!!!"),
        ("l'eau d'ici, aujourd'hui", "l’eau d’ici, aujourd’hui"),
        ("À 10:30, score 3:1", "À 10:30, score 3:1"),
        ("https://a.example/x?y=1;z=2 et mailto:a@b.example", "https://a.example/x?y=1;z=2 et mailto:a@b.example"),
        ("« lac » : oui", f"«{N}lac{N}»{N}: oui"),
        ("Prix : 5' de marche", f"Prix{N}: 5' de marche"),
        ("a&nbsp;b &amp; c ; d", f"a&nbsp;b &amp; c{N}; d"),
    ],
)
def test_spaces_and_apostrophes(written, set_):
    assert french(written) == set_
    assert french(set_) == set_


def test_html_keeps_tags_and_code_as_they_are():
    html = '<a href="https://a.example/?x=\'1\'" title="Quoi ?">l\'eau ?</a> <code>a ? b : c</code> fin ?'
    assert french_html(html) == (
        f'<a href="https://a.example/?x=\'1\'" title="Quoi ?">l’eau{N}?</a> <code>a ? b : c</code> fin{N}?'
    )


@given(st.text(alphabet="ab' ?!:;«»<>&1\u00a0é.", max_size=60))
def test_words_never_change(text):
    def bare(value):
        return re.sub(r"[\s\u00a0\u202f]", "", value).replace("’", "'")

    assert bare(french(text)) == bare(text)
    clean = inline.sanitize(text)
    assert bare(inline.plain(french_html(clean))) == bare(inline.plain(clean))
