from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.facts.numbers import Kind, Support, Unsupported, facts
from bridge.text.facts.numbers.compare import against

NBSP, NARROW = "\u00a0", "\u202f"
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def unsupported(article_text: str, source_text: str, source_language: str | None) -> tuple[Unsupported, ...]:
    return against(Support(facts(source_text, source_language)), article_text, facts(article_text, "fr"))


def keys(text: str, language: str) -> list[tuple[object, ...]]:
    return [fact.key for fact in facts(text, language)]


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("a €15 million investment", "un investissement de 15 millions d'euros"),
        ("a €15 million investment", "un investissement de quinze millions d’euros"),
        ("a 15-million-euro fund", "un fonds de 15 M€"),
        ("$2.5bn", "2,5 milliards de dollars"),
        ("US$2.5 billion", "2,5 milliards de dollars américains"),
        ("€500k", "500 000 €"),
        ("£3 million", "3 millions de livres sterling"),
        ("a million euros", "un million d'euros"),
        ("one trillion euros", "1 000 milliards d'euros"),
        ("1,500 people", "1 500 personnes"),
        ("1,234.5 points", "1 234,5 points"),
        ("15 thousand homes", "15 000 logements"),
        ("25%", f"25{NBSP}%"),
        ("25 per cent", "25 pour cent"),
        ("2.5 percent", "2,5 %"),
        ("five percent", "5 %"),
        ("on 27 February 2024", "le 27 février 2024"),
        ("on February 27, 2024", "le 27 février 2024"),
        ("the 1st of May", "le 1er mai"),
        ("2024-02-27", "27/02/2024"),
        ("in April 2023", "en avril 2023"),
        ("from May 3-5", "du 3 au 5 mai"),
        ("in May", "en mai"),
        ("on Tuesday", "mardi"),
        ("at 10.30am", "à 10 h 30"),
        ("at 10:30", "à 10h30"),
        ("at 5 p.m.", "à 17 h"),
        ("the 21st century", "le XXIe siècle"),
        ("the third edition", "la 3e édition"),
        ("the 1990s", "les années 1990"),
        ("the 1990s", "les années 90"),
        ("the 1970s", "les années soixante-dix"),
        ("2024-25", "2024-2025"),
        ("twenty-five towns", "vingt-cinq villes"),
        ("one hundred and five", "cent cinq"),
        ("a dozen", "une douzaine"),
        ("GPT-4", "GPT-4"),
        ("$3 billion", "trois milliards de dollars"),
    ],
)
def test_the_same_fact_in_both_languages(english: str, french: str) -> None:
    assert keys(english, "en") == keys(french, "fr")
    assert unsupported(french, english, "en") == ()


@pytest.mark.parametrize(
    ("french", "source", "language"),
    [
        ("mardi 27 février", "on Tuesday (27 February)", "en"),
        ("le 27 février", "on Tuesday, February 27, 2024", "en"),
        ("le 27/02", "on 27 February", "en"),
        ("le 27", "on 27 February", "en"),
        ("mardi 27 février 2024", "on 27 February 2024", "en"),
        ("en 2024", "on 27 February 2024", "en"),
        ("le 28 février 2024", "28-02-2024", "en"),
        ("de 10 à 15 millions d'euros", "10 to 15 million euros", "en"),
        ("entre 10 % et 15 %", "between 10 and 15 per cent", "en"),
        ("entre 10 et 15 %", "de 10 % à 15 %", "fr"),
        ("GPT 4", "GPT-4", "en"),
        ("GPT-4", "GPT 4", "en"),
        ("pendant 10 heures", "for 10 hours", "en"),
        ("à 12 h", "at noon", "en"),
        ("1 500 personnes", "1.500 personnes", "fr"),
        ("les 15 millions", "15 millions d'euros", "fr"),
        ("24 heures sur 24", "24/7", "en"),
        ("1,2 million d'euros", "2 millions d'euros, dont 1,2 million de l'État", "fr"),
        ("l'article 1er", "Article 1", "en"),
        ("la loi no 2024-42 et l'article L. 123-4", "loi n° 2024-42, article L123-4, article L. 123-4", "fr"),
        ("Paris 2024", "Paris-2024", "fr"),
        ("mi-2024", "mid-2024", "en"),
        ("mi-février", "in mid-February", "en"),
        ("25 ans", "a 25-year-old", "en"),
        ("à 100 km/h", "at 100km/h", "en"),
        ("−5 °C", "-5°C", "fr"),
        ("moins 5 degrés", "−5 °C", "fr"),
        ("−5 °C", "moins 5 degrés", "fr"),
        ("une baisse de 5 %", "−5 %", "fr"),
        ("-5 %", "a fall of 5%", "en"),
        ("de −10 à −5 °C", "de -10 à -5 °C", "fr"),
        ("(−3 points)", "trois points ; en recul de 3 points", "fr"),
        ("5 %", "-5 % des élèves", "fr"),
        ("de 10 à 15 %", "10 -15 %", "fr"),
        ("3 à 1", "3 –1", "fr"),
        ("5 points", "+5 points", "fr"),
        ("9,50 €", "9 € 50", "fr"),
        ("9 euros 50", "9,50 €", "fr"),
        ("1,80 m", "1 m 80", "fr"),
        ("1 m 80", "1,80 m", "fr"),
        ("1,80 mètre", "1m80", "fr"),
        ("3,2 kg", "3 kg 200", "fr"),
        ("06 12 34 56 78", "06.12.34.56.78", "fr"),
        ("+33 6 12 34 56 78", "06 12 34 56 78", "fr"),
        ("06.12.34.56.78", "+33 (0)6 12 34 56 78", "fr"),
        ("du 3 au 5 mars", "Du lundi 3 au mercredi 5 mars", "fr"),
        ("du lundi 3 au mercredi 5 mars", "Du lundi 3 au mercredi 5 mars", "fr"),
        ("le 14 juillet", "Le 14-Juillet", "fr"),
        ("le 14-Juillet", "on 14 July", "en"),
        ("les attentats du 11 septembre", "Le 11-Septembre", "fr"),
        ("la moitié", "half of it", "en"),
        ("la moitié", "50 %", "fr"),
        ("un tiers", "a third of it", "en"),
        ("une troisième édition", "a third edition", "en"),
        ("les trois quarts", "three-quarters of it", "en"),
        ("il a doublé", "it doubled", "en"),
        ("il a triplé", "multiplié par 3", "fr"),
        ("des dizaines de gens", "dozens of people", "en"),
        ("des centaines de milliers de gens", "hundreds of thousands of people", "en"),
        ("27 salles", "²⁷ salles", "fr"),
        ("100 m²", "100 m²", "fr"),
        ("12 décembre", "12 décembre", "fr"),
    ],
)
def test_borne_out(french: str, source: str, language: str) -> None:
    assert unsupported(french, source, language) == ()


@pytest.mark.parametrize(
    ("french", "source", "language", "words"),
    [
        ("16 millions d'euros", "€15 million", "en", "16 millions d'euros"),
        ("15 milliards d'euros", "€15 million", "en", "15 milliards d'euros"),
        ("15 millions de dollars", "€15 million", "en", "15 millions de dollars"),
        ("1,500 personnes", "1,500 people", "en", "1,500"),
        ("26 %", "25%", "en", "26 %"),
        ("25 %", "25 people", "en", "25 %"),
        ("le 28 février", "on 27 February", "en", "28 février"),
        ("le 27 mars", "on 27 February", "en", "27 mars"),
        ("le 27 février 2024", "on 27 February", "en", "27 février 2024"),
        ("en 2025", "in 2024", "en", "2025"),
        ("en octobre", "in May", "en", "octobre"),
        ("samedi", "on Sunday", "en", "samedi"),
        ("à 11 h 30", "at 10.30am", "en", "11 h 30"),
        ("GPT-5", "GPT-4 and 5 others", "en", "GPT-5"),
        ("l'A320", "the A380", "en", "A320"),
        ("le XXe siècle", "the 21st century", "en", "XXe"),
        ("du 3 au 6 mai", "May 3-5", "en", "3 au 6 mai"),
        ("1,2 million de dollars", "2 millions d'euros, dont 1,2 million de l'État", "fr", "1,2 million de dollars"),
        ("le 12 octobre", "09:12, 25 October", "en", "12 octobre"),
        ("treize villes", "twelve towns", "en", "treize"),
        ("7 personnes", "the G7", "en", "7"),
        ("15 places", "15 €", "fr", "15"),
        ("1 500 €", "1 500 places", "fr", "1 500 €"),
        ("1 000 places", "1 000 €", "fr", "1 000"),
        ("−5 °C", "5 °C", "fr", "−5"),
        ("5 °C", "−5 °C", "fr", "5"),
        ("un solde de −5 points", "un solde de +5 points", "fr", "−5"),
        ("un écart de –5 %", "un écart de 5 %", "fr", "–5 %"),
        ("une hausse de 5 %", "un écart de -5 %", "fr", "5 %"),
        ("3,5 ‰", "3,5 %", "fr", "3,5 ‰"),
        ("3,5 %", "3,5 pour mille", "fr", "3,5 %"),
        ("²⁷ salles", "26 salles", "fr", "²⁷"),
        ("㉗ salles", "26 salles", "fr", "㉗"),
        ("2​7 salles", "2 ou 7 salles", "fr", "2​7"),
        ("vingt​-sept salles", "vingt salles et sept autres", "fr", "vingt​-sept"),
        ("９７ salles", "96 salles", "fr", "９７"),
        ("une soixantaine", "rien", "fr", "une soixantaine"),
        ("des milliers de gens", "rien", "fr", "des milliers"),
        ("quelques centaines d’élèves", "rien", "fr", "quelques centaines"),
        ("la moitié", "rien", "fr", "moitié"),
        ("un tiers", "a third edition and half", "fr", "un tiers"),
        ("les trois quarts", "rien", "fr", "trois quarts"),
        ("le budget a doublé", "le budget", "fr", "doublé"),
        ("elle est quadruplée", "elle est triplée", "fr", "quadruplée"),
        ("9 € 60", "9,50 €", "fr", "9 € 60"),
        ("3 kg 250", "3,2 kg", "fr", "3 kg 250"),
        ("06 12 34 56 79", "06 12 34 56 78", "fr", "06 12 34 56 79"),
        ("du 3 au 6 mars", "Du lundi 3 au mercredi 5 mars", "fr", "3 au 6 mars"),
    ],
)
def test_not_borne_out(french: str, source: str, language: str, words: str) -> None:
    found = unsupported(french, source, language)
    assert [item.fact.text for item in found] == [words]


def test_a_weekday_that_disagrees() -> None:
    assert [item.reason for item in unsupported("lundi 27 février", "Tuesday (27 February)", "en")] == ["weekday"]
    assert [item.reason for item in unsupported("lundi 27 février", "27 February 2024", "en")] == ["weekday"]


def test_each_listed_day_has_its_weekday() -> None:
    source = "Du lundi 3 au mercredi 5 mars"
    assert [item.reason for item in unsupported("du lundi 3 au jeudi 5 mars", source, "fr")] == ["absent", "weekday"]


def test_phone_numbers_are_one_fact_and_no_date() -> None:
    for text in ("06.12.34.56.78", "06 12 34 56 78", "+33 6 12 34 56 78", "0612345678"):
        assert [fact.kind for fact in facts(f"Appelez le {text}.", "fr")] == [Kind.PHONE]


@pytest.mark.parametrize("text", ["la moitié", "un tiers", "doublé", "des dizaines de gens", "une centaine"])
def test_shares_and_multiples_are_soft(text: str) -> None:
    assert [fact.soft for fact in facts(text, "fr")] == [True]


def test_a_hyphen_in_a_name_or_between_numbers_is_no_sign() -> None:
    for text in ("covid-19", "3-1", "15-20 %", "2019-2021", "article 322-6", "10 -15 %"):
        assert all(key[1] >= 0 for fact in facts(text, "fr") for key in fact.keys if isinstance(key[1], Decimal))


@pytest.mark.parametrize(
    "text",
    [
        "Le Parlement, De Gaulle, Me Dupré et Ce groupe.",
        "Un ami, une amie et l'un des leurs.",
        "Un vélo neuf.",
        "Un deux-roues, un trois-mâts.",
        "Des millions de gens.",
        "Les mots d'aujourd'hui, l'onzième… non.",
        "Mars attaque, et la planète Mars.",
        "Voir https://exemple.fr/2024/15 et contact12@exemple.fr.",
        "1. Un titre\n2) Un autre",
    ],
)
def test_no_number_at_all(text: str) -> None:
    assert [fact for fact in facts(text, "fr") if fact.kind is not Kind.ORDINAL] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 heures sur 24", ["24 heures sur 24"]),
        ("le G7", ["G7"]),
        ("le covid-19", ["covid-19"]),
        ("l'A380", ["A380"]),
        ("n° 5", ["5"]),
        ("le 1er mai", ["1er mai"]),
        ("10 000 habitants", ["10 000"]),
        (f"10{NARROW}000{NBSP}€", [f"10{NARROW}000{NBSP}€"]),
        ("2024-2025", ["2024", "2025"]),
        ("l'article 49.3", ["49.3"]),
        ("la 5G", ["5G"]),
        ("15 m de haut", ["15"]),
        ("en mai 2024, 150 personnes", ["mai 2024", "150"]),
        ("Le 26 juin. Puis le 3 sept. 2024", ["26 juin", "3 sept. 2024"]),
        ("la version 1.2.3", ["1.2.3"]),
    ],
)
def test_read_as_one(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in facts(text, "fr")] == expected


def test_small_spelled_numbers_are_soft_and_figures_are_not() -> None:
    assert [fact.soft for fact in facts("trois villes", "fr")] == [True]
    assert [fact.soft for fact in facts("3 villes", "fr")] == [False]
    assert [fact.soft for fact in facts("quinze villes", "fr")] == [False]
    assert [fact.soft for fact in facts("trois millions de villes", "fr")] == [False]


def test_spans_are_where_the_words_are() -> None:
    text = "Le 27 février, 15 millions d’euros et 25 % pour vingt villes."
    assert all(text[fact.start : fact.end] == fact.text for fact in facts(text, "fr"))


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from([" ", NBSP, NARROW]))
def test_grouping(value: int, mark: str) -> None:
    english = facts(f"{grouped(value, ',')} people", "en")
    french = facts(f"{grouped(value, mark)} personnes", "fr")
    assert [fact.value for fact in english] == [fact.value for fact in french] == [Decimal(value)]


@given(st.decimals(min_value=0, max_value=999, places=2), st.sampled_from([" ", NBSP, NARROW, ""]))
def test_percentages(value: Decimal, space: str) -> None:
    assert keys(f"{value}%", "en") == keys(f"{value}".replace(".", ",") + f"{space}%", "fr")


@given(st.integers(1, 28), st.integers(0, 11), st.one_of(st.none(), st.integers(1900, 2099)))
def test_dates(day: int, month: int, year: int | None) -> None:
    tail = f" {year}" if year else ""
    french = f"le {day if day > 1 else '1er'} {FRENCH_MONTHS[month]}{tail}"
    assert keys(f"{day} {ENGLISH_MONTHS[month]}{tail}", "en") == keys(french, "fr")


@given(st.integers(2, 999), st.sampled_from([("million", "millions"), ("billion", "milliards")]))
def test_amounts(value: int, scale: tuple[str, str]) -> None:
    english, french = f"€{value} {scale[0]}", f"{value} {scale[1]} d’euros"
    assert keys(english, "en") == keys(french, "fr")
    assert unsupported(french, english, "en") == ()


@given(st.text(alphabet="0123456789.,  \u00a0€$%‰hHeMm/-−–+:àetdux'IVX\nlundi27mai²⁷㉗\u200b\u202e\u0301", max_size=60))
def test_never_raises(text: str) -> None:
    for language in ("fr", "en", None):
        for fact in facts(text, language):
            assert 0 <= fact.start < fact.end <= len(text)
        assert not [item for item in unsupported(text, text, "fr") if item.reason == "absent"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "1,",
        "a-",
        "deux ",
        "deux-",
        "12 345 ",
        "lundi ",
        "3 et ",
        "3 et lundi ",
        "-5 ",
        "²⁷",
        "\u200b",
        "06 ",
        "1 m ",
        "des ",
        "e\u0301",
        "a1",
        "€",
        "mai ",
        "X",
        "1",
        "mot ",
    ],
)
def test_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    found = facts(text, "fr")
    assert all(one.start < one.end <= other.start for one, other in pairwise(found))


def test_places_in_a_text_of_several_lines() -> None:
    text = "Le 12 mai, 300 personnes.\nUne vingtaine de stands.\n\nBudget : 2,5 millions d’euros"
    assert [text[fact.start : fact.end] for fact in facts(text, "fr")] == [
        "12 mai", "300", "Une vingtaine", "2,5 millions d’euros",
    ]  # fmt: skip


def test_an_hour_goes_on_behind_the_end_of_a_line() -> None:
    assert keys("Il part à neuf heures moins le\nquart.", "fr") == [(Kind.TIME, (8, 45), "")]


@pytest.mark.parametrize("text", ["VINGT personnes", "vıngt personnes", "vİngt personnes"])
def test_letters_that_fold_unlike_others_keep_no_number_back(text: str) -> None:
    more = f"{text}, HIER, le 3 MAI, à MİDI"
    assert {Kind.RELATIVE, Kind.DATE, Kind.TIME} <= {fact.kind for fact in facts(more, "fr")}


@pytest.mark.parametrize(
    ("odd", "plain", "language"),
    [
        ("the thırd bridge", "the third bridge", "en"),
        ("the twenty-fıfth bridge", "the twenty-fifth bridge", "en"),
        ("a year ago, in Aprıl", "a year ago, in April", "en"),
        ("le ſamedi suivant", "le samedi suivant", "fr"),
        ("depuis le lundİ", "depuis le lundi", "fr"),
        ("une vıngtaine de bateaux", "une vingtaine de bateaux", "fr"),
        ("les années ſoixante", "les années soixante", "fr"),
        ("288 févrıer", "288 février", "fr"),
    ],
)
def test_letters_that_patterns_take_for_others_are_read_as_these(odd: str, plain: str, language: str) -> None:
    """Each raised: the pattern found the word, and the table of words did not."""
    assert [fact.key for fact in facts(odd, language)] == [fact.key for fact in facts(plain, language)] != []
    assert all(odd[fact.start : fact.end] == fact.text for fact in facts(odd, language))
