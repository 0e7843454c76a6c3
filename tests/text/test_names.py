"""Reading names, comparing them with a source, and what of them is kept."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.facts.names import Reason, doubts, index, kept, names

_LETTERS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
_UNKNOWN = st.builds(
    lambda parts: "".join(parts).capitalize(),
    st.lists(st.tuples(st.sampled_from(_LETTERS), st.sampled_from(_VOWELS)).map("".join), min_size=3, max_size=6),
).map(lambda name: f"{name}rzk")


def reasons(source: str, written: str, language: str = "fr", *, keyphrase: bool = False) -> list[tuple[str, str]]:
    found = doubts(written, index(source, language), frozenset(), keyphrase=keyphrase)
    return [(doubt.reason.value, doubt.text) for doubt in found]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Le maire, Jean-Paul Durand, vit à L’Haÿ-les-Roses.", "fr", ["Jean-Paul Durand", "L’Haÿ-les-Roses"]),
        ("J. K. Orwen a lu Charles de Gaulle.", "fr", ["J. K. Orwen", "Charles de Gaulle"]),
        ("Hier, M. Karoui a vu l’ONU.", "fr", ["Karoui", "ONU"]),
        ("Rappelons que Valbrune vote.", "fr", ["Valbrune"]),
        ("The Orwick Trust met Ian O’Brien on Monday.", "en", ["Orwick Trust", "Ian O’Brien"]),
        ("Il préfère son iPhone à un Airbus A380.", "fr", ["iPhone", "Airbus A380"]),
    ],
)
def test_names_are_read(text: str, language: str, found: list[str]) -> None:
    assert [name.text for name in names(text, language)] == found


@pytest.mark.parametrize(
    ("source", "written", "language"),
    [
        ("London", "à Londres", "en"),
        ("the US", "aux États-Unis", "en"),
        ("Germany", "les Allemands", "en"),
        ("the Black Sea", "la mer Noire", "en"),
        ("the World Health Organization", "l’OMS", "en"),
        ("l’OTAN", "l’Alliance atlantique", "fr"),
        ("Lyon", "les Lyonnais", "fr"),
        ("Etienne", "Chez Étienne", "fr"),
        ("la Caisse nationale Orvalis", "la CNO", "fr"),
        ("le four", "Cuire à 200 °C. Ensuite, goûter.", "fr"),
        ("DUPONTEL", "avec Dupontel", "fr"),
        ("le GPT‑4", "un GPT-4", "fr"),
    ],
)
def test_a_name_may_take_its_french_form(source: str, written: str, language: str) -> None:
    assert reasons(source, written, language) == []


@pytest.mark.parametrize(
    ("source", "written", "reason"),
    [
        ("chez Kerbrat", "chez Kеrbrat", Reason.MISSPELLED),
        ("un SecNumCloud", "un Secnumcloud", Reason.MISSPELLED),
        ("un iPhone", "son Iphone", Reason.MISSPELLED),
        ("la CNIL", "la CNIM", Reason.MISSPELLED),
        ("un F-16", "un F-18", Reason.MISSPELLED),
        ("The students’ union (ASU) asked", "le syndicat (ASK)", Reason.MISSPELLED),
        ("sous Louis XIV", "sous Louis XVI", Reason.UNSUPPORTED),
        ("chez Kerbrat", "pour kerbrat", Reason.LOWERED),
    ],
)
def test_a_wrong_spelling_is_told(source: str, written: str, reason: Reason) -> None:
    assert [told for told, _ in reasons(source, written)] == [reason.value]


def test_a_keyphrase_may_be_in_small_letters_but_not_misspelled() -> None:
    assert reasons("le port de Valbrune", "port de valbrune", keyphrase=True) == []
    assert reasons("le port de Valbrune", "port de valbrone", keyphrase=True) == [("misspelled", "valbrone")]


@given(name=_UNKNOWN, at=st.integers(0, 30), letter=st.sampled_from(ascii_lowercase))
def test_any_other_letter_in_an_unknown_name_is_told(name: str, at: int, letter: str) -> None:
    at = 1 + at % (len(name) - 1)
    if name[at] == letter:
        letter = "w" if letter != "w" else "q"
    wrong = name[:at] + letter + name[at + 1 :]
    told = reasons(f"Le club a vu {name} samedi.", f"Samedi, le club a vu {wrong}.")
    assert told == [("misspelled", wrong)]


@given(name=_UNKNOWN, at=st.integers(0, 30))
def test_any_letter_lost_of_an_unknown_name_is_told(name: str, at: int) -> None:
    at = 1 + at % (len(name) - 1)
    wrong = name[:at] + name[at + 1 :]
    if wrong != name:
        assert reasons(f"Le club a vu {name} samedi.", f"Samedi, {wrong} a joué.") == [("misspelled", wrong)]


_PARTS = ("Alice", "Martin", "de", "Lormes,", "X-210", "J. K.", "ONU", "l’Orvalis", "« et", ".", "(ARS)", "iPhone")


@given(st.lists(st.sampled_from(_PARTS)))
def test_a_text_bears_out_itself(parts: list[str]) -> None:
    text = " ".join(parts)
    assert reasons(text, text) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_raises(source: str, written: str) -> None:
    index(source, "en")
    assert doubts(written, index(source, "fr"), frozenset()) is not None


def test_the_share_of_names_kept() -> None:
    source = "Alice Martin a vu Paul Durand à Londres. Mme Martin rit. Nordvik paie."
    found = kept(source, "fr", "À Londres, Martin a vu le club.")
    assert found.share == pytest.approx(0.5)
    assert set(found.lost) == {"Paul Durand", "Nordvik"}
