"""What a number measures, counts and means: the same in both languages, and told apart when it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.text.facts.numbers import Kind, Read, Reason, Support, facts, kept, wrong

#: Unit → its French words, its English words.
UNITS = {
    "km": ("kilomètres", "kilometres"), "mile": ("miles", "miles"), "kg": ("kilos", "kilograms"),
    "t": ("tonnes", "tonnes"), "min": ("minutes", "minutes"), "h": ("heures", "hours"), "day": ("jours", "days"),
    "week": ("semaines", "weeks"), "month": ("mois", "months"), "year": ("ans", "years"), "l": ("litres", "litres"),
    "ha": ("hectares", "hectares"), "acre": ("acres", "acres"), "mm": ("mm", "mm"), "mw": ("mégawatts", "megawatts"),
    "gw": ("GW", "gigawatts"), "kmh": ("km/h", "kilometres per hour"), "celsius": ("°C", "degrees Celsius"),
    "go": ("Go", "gigabytes"), "mo": ("Mo", "megabytes"), "pp": ("points de pourcentage", "percentage points"),
}  # fmt: skip
#: Values that no unit turns into the same size in another ("15 jours", "2 weeks"), and no hour of the day.
VALUES = st.sampled_from([29, 31, 37, 41, 43, 53, 59, 67, 71, 83, 97, 149, 151, 227])
NAMES = st.sampled_from(sorted(UNITS))
#: The first example reads the lexicon.
unhurried = settings(deadline=None)


def reasons(told: str, said: str, language: str) -> list[tuple[str, bool]]:
    source = Read(text=said, facts=facts(said, language))
    article = [Read(text=told, facts=facts(told, "fr"))]
    return [(item.reason.value, item.sure) for item in wrong(source, language, Support(source.facts), article)]


@unhurried
@given(VALUES, NAMES)
def test_a_measure_is_the_same_in_both_languages(value: int, name: str) -> None:
    french, english = UNITS[name]
    assert reasons(f"Il en faut {value} {french}.", f"It takes {value} {english}.", "en") == []
    assert facts(f"{value} {french}", "fr")[0].measure == facts(f"{value} {english}", "en")[0].measure == name


@unhurried
@given(VALUES, NAMES, NAMES)
def test_a_changed_unit_is_told(value: int, name: str, other: str) -> None:
    if name == other:
        return
    told = f"Il en faut {value} {UNITS[other][0]}."
    for language, said in (
        ("en", f"It takes {value} {UNITS[name][1]}."),
        ("fr", f"Il en faut {value} {UNITS[name][0]}."),
    ):
        assert reasons(told, said, language) == [("unit", True)]


@unhurried
@given(VALUES, NAMES, st.integers(1, 8))
def test_a_changed_digit_is_told(value: int, name: str, by: int) -> None:
    digits = str(value)
    changed = digits[:-1] + str((int(digits[-1]) + by) % 10)
    found = reasons(f"Il en faut {changed} {UNITS[name][0]}.", f"It takes {value} {UNITS[name][1]}.", "en")
    assert found == [("absent", True)]


@unhurried
@given(st.integers(2, 900), st.sampled_from([("million", "millions"), ("billion", "milliards")]), st.booleans())
def test_a_changed_scale_or_currency_is_told(value: int, scale: tuple[str, str], currency: bool) -> None:
    told = f"{value} {scale[1]} de dollars" if currency else f"{value} {scale[1]} d’euros"
    other = "milliards" if scale[1] == "millions" else "millions"
    wrongly = told.replace("dollars", "livres") if currency else told.replace(scale[1], other)
    said = f"It costs {'$' if currency else '€'}{value} {scale[0]}."
    assert reasons(f"Le coût est de {told}.", said, "en") == []
    assert reasons(f"Le coût est de {wrongly}.", said, "en") == [("unit", True)]


@unhurried
@given(st.integers(11, 400), st.integers(11, 400))
def test_two_counts_exchanged_are_told(one: int, other: int) -> None:
    if one == other:
        return
    said = f"The fleet has {one} boats and {other} sailors."
    assert reasons(f"La flotte compte {one} bateaux et {other} marins.", said, "en") == []
    assert reasons(f"Il y a {other} marins et {one} bateaux.", said, "en") == []
    found = reasons(f"La flotte compte {other} bateaux et {one} marins.", said, "en")
    assert set(found) == {("swapped", True)}


@pytest.mark.parametrize(
    ("french", "source", "language"),
    [
        ("à neuf heures et demie", "at half past nine", "en"),
        ("à 21 h 30", "at half past nine", "en"),
        ("une demi-journée", "a half-day", "en"),
        ("une demi-heure", "half an hour", "en"),
        ("39 exploitations sur 118", "39 of the 118 farms", "en"),
        ("trois habitants sur quatre", "three residents in four", "en"),
        ("20 % des enfants", "one in five children", "en"),
        ("un enfant sur cinq", "20% of the children", "en"),
        ("dix ans", "a decade", "en"),
        ("à 1,2 mille", "1.2 miles away", "en"),
        ("un délai de 15 jours ouvrables", "within 15 working days", "en"),
        ("les moins de 25 ans", "under-25s", "en"),
        ("une route à deux voies", "a two-lane road", "en"),
        ("au printemps 2025", "in spring 2025", "en"),
        ("il en a débourser 742, contre 495 livres", "it costs £742, against £495", "en"),
        ("15 millions, et la région 20 millions", "15 millions d’euros et la région 20 millions d’euros", "fr"),
        ("deux millions et demi", "2.5 million", "en"),
        ("0800 555 0142", "0800-555-0142", "en"),
    ],
)
def test_told_otherwise(french: str, source: str, language: str) -> None:
    assert [found for found in reasons(french, source, language) if found[1]] == []


@pytest.mark.parametrize(
    ("told", "said", "language", "reason"),
    [
        ("Un enfant sur quatre lit.", "One in five children reads, four hours a day.", "en", "absent"),
        ("À neuf heures et demie.", "At half past eight.", "en", "absent"),
        ("Appelez le 0800 142 0555.", "Call 0800 555 0142.", "en", "absent"),
        ("Une route à trois voies.", "A two-lane road.", "en", "absent"),
        ("Au total, 17 ont voté pour, 46 contre.", "Le tracé a été adopté par 46 voix contre 17.", "fr", "swapped"),
        ("Les salaires n’ont baissé que de 19 %.", "Wages have gone up, an increase of only 19%.", "en", "direction"),
        ("Il vit à plus de 20 km.", "He lives within 20 km.", "en", "bound"),
    ],
)
def test_told_wrongly(told: str, said: str, language: str, reason: str) -> None:
    assert (reason, True) in reasons(told, said, language)


@pytest.mark.parametrize("text", ["Les deux villes.", "Il avance en deux temps.", "Il l’a dit cent fois."])
def test_a_turn_of_phrase_is_no_wrong_fact(text: str) -> None:
    assert [found for found in reasons(text, "Rien ici.", "fr") if found[1]] == []


def test_a_date_whose_weekday_the_calendar_denies() -> None:
    said = "It opens on 27 February, in 2024."
    assert reasons("Ouverture le mardi 27 février 2024.", said, "en") == []
    assert reasons("Ouverture le mercredi 27 février 2024.", said, "en") == [(Reason.WEEKDAY.value, True)]


def test_the_share_of_facts_kept() -> None:
    said = facts("Le 3 mai 2024, 12 bateaux et trois barques ont pris 25 % du quai, pour 15 M€.", "fr")
    share, dropped = kept(said, facts("Douze bateaux : 15 millions d’euros.", "fr"))
    assert share == pytest.approx(0.5)
    assert [fact.text for fact in dropped] == ["3 mai 2024", "25 %"]
    assert kept((), ()) == (1.0, ())
    assert kept(said, said)[0] == 1


@unhurried
@given(st.text(alphabet="0123456789.,-– àdeuxsurkmcontrepour%€°C\nhHnineasthalf½/+", max_size=80))
def test_never_raises(text: str) -> None:
    for language in ("fr", "en"):
        for fact in facts(text, language):
            assert fact.end <= len(text)
            assert fact.stop <= len(text)
            assert fact.kind in Kind
            assert not isinstance(fact.value, Decimal) or fact.value.is_finite()
        reasons(text, text, language)
