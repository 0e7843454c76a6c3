import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text import inline
from bridge.text.polish import correct_article, corrected, corrected_html
from bridge.text.typography import french, french_html
from tests.checks.builders import article, kept, p, quote, seo, ul

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
        return re.sub(r"[\s\u00a0\u202f]", "", value).replace("’", "'").replace("…", "...")

    assert bare(french(text)) == bare(text)
    clean = inline.sanitize(text)
    assert bare(inline.plain(french_html(clean))) == bare(inline.plain(clean))


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ('Il dit "oui" et "non, merci".', f"Il dit «{N}oui{N}» et «{N}non, merci{N}»."),
        ("Il dit “oui” hier.", f"Il dit «{N}oui{N}» hier."),
        ("Il dit « un “grand” port ».", f"Il dit «{N}un “grand” port{N}»."),
        ('Un écran de 15" et une porte.', 'Un écran de 15" et une porte.'),
        ("Et puis... rien", "Et puis… rien"),
        ("Il y a 10 000 € et 15 % de 3 200 000.", f"Il y a 10{N}000{N}€ et 15{N}% de 3{N}200{N}000."),
        ("Soit 60%, 35€ et -9°C, mais 5%20 et 3$x", f"Soit 60{N}%, 35{N}€ et -9{N}°C, mais 5%20 et 3$x"),
        ("Tél. 02 35 11 22 33, code 75 001", f"Tél. 02 35 11 22 33, code 75{N}001"),
        ("Le n°5 et le nº 12", f"Le n°{N}5 et le n°{N}12"),
        ("Le port  change , dit-il .", "Le port change, dit-il."),
        ("Les quais,les halles, 3,5 et 1,2", "Les quais, les halles, 3,5 et 1,2"),
        ("Le port - le vrai - change ; 3 - 1", f"Le port – le vrai – change{N}; 3 - 1"),
        ('Voir [note id="x"] et [prix a="b c"] ici', 'Voir [note id="x"] et [prix a="b c"] ici'),
    ],
)
def test_marks(written, set_):
    assert french(written) == set_
    assert french(set_) == set_


def test_quotation_marks_around_elements():
    html = 'Il dit "le <strong>port</strong> change" <a href="https://a.example/?q=1" title="x">ici</a>.'
    assert french_html(html) == (
        f"Il dit «{N}le <strong>port</strong> change{N}» "
        '<a href="https://a.example/?q=1" title="x">ici</a>.'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("L’Etat et l'Eglise, les Etats-Unis", "L’État et l’Église, les États-Unis"),
        ("A Paris, le port change. A l’époque, non. A noter", "À Paris, le port change. À l’époque, non. À noter"),
        ("A-t-il dit oui ? Vitamine A, A380, A priori", f"A-t-il dit oui{N}? Vitamine A, A380, A priori"),
        ("A Star Is Born sort mercredi", "A Star Is Born sort mercredi"),
        ("Ca va. Ca ne va pas.", "Ça va. Ça ne va pas."),
        ("Le coeur de l’oeuvre, la soeur, un boeuf, la manoeuvre", "Le cœur de l’œuvre, la sœur, un bœuf, la manœuvre"),
        ("Des voeux, un noeud, deux oeufs, Oeuvre", "Des vœux, un nœud, deux œufs, Œuvre"),
        ("Le coefficient, la moelle, Noel, poete", "Le coefficient, la moelle, Noel, poete"),
        ("La 1ère fois, le 2ème tour, le XXIème siècle, les 2èmes", "La 1re fois, le 2e tour, le XXIe siècle, les 2es"),
        ("« L’Etat, 1ère oeuvre », dit-il", f"«{N}L’Etat, 1ère oeuvre{N}», dit-il"),
        ("Les Iles et l’Ile-de-France", "Les Îles et l’Île-de-France"),
        ("Edouard et Elisabeth", "Edouard et Elisabeth"),
    ],
)  # fmt: skip
def test_letters_that_keyboards_leave_out(written, set_):
    assert corrected(written) == set_
    assert corrected(set_) == set_


def test_a_whole_article():
    made = article(
        p('L\'Etat dit : "oui" <code>a ? "b"</code> <em>Coeur</em>'), ul("Le 2ème quai !"), quote("Non ?", "L'Eglise"),
        kept(0), title="A Paris, l'oeuvre...", seo=seo(keyphrase="l'oeuvre", title="L'oeuvre !"), excerpt="Quoi ?",
    )  # fmt: skip
    done = correct_article(made)
    assert done.body[0].html == f'L’État dit{N}: «{N}oui{N}» <code>a ? "b"</code> <em>Coeur</em>'
    assert done.body[1].items == (f"Le 2e quai{N}!",)
    assert (done.body[2].html, done.body[2].citation) == (f"Non{N}?", "L’Église")
    assert (done.title, done.seo.title, done.excerpt) == ("À Paris, l’œuvre…", f"L’œuvre{N}!", f"Quoi{N}?")
    assert (done.seo.keyphrase, done.slug, done.body[3]) == ("l'oeuvre", made.slug, made.body[3])
    assert correct_article(done) == done


SNIPPETS = st.lists(
    st.sampled_from(
        ["a", "b", "A ", "Etat", "oeuvre", "'", '"', "“", "”", "«", "»", " ", "  ", "!", "?", ":", ";", ",", ".", "...",
         "-", " - ", "1", "000", "%", "n°", "[x]", "[", "]", "<em>", "</em>", "<code>", "</code>", "&amp;", "é",
         "\u00a0", "https://a.fr/?a:b", "2ème", "Ca va", "(", ")"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(SNIPPETS)
def test_set_right_once_is_set_right(text):
    once = corrected(text)
    assert corrected(once) == once
    clean = inline.sanitize(text)
    html = corrected_html(clean)
    assert corrected_html(html) == html
    assert inline.sanitize(html) == html


@given(SNIPPETS)
def test_letters_and_figures_stay(text):
    def bare(value):
        value = value.replace("œ", "oe").replace("É", "E").replace("À", "A").replace("Ç", "C").replace("ème", "e")
        return re.sub(r"[^\w]", "", value).replace("º", "")

    assert bare(corrected(text)) == bare(text)
