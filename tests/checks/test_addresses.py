"""Postal addresses: those of the source in any form pass, one with a part of another holds the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.checks import addresses, links
from bridge.domain.finding import Severity
from bridge.text.facts.addresses import addresses as read
from bridge.text.facts.addresses import wrong
from tests.checks.builders import BRIEF, article, seo, source

FRENCH = (
    "La librairie Orvalis, 12 bis, rue du Four, 84090 Valbrune, ouvre lundi. L’annexe est au 14, avenue Ada-Wirth, "
    "30190 Lormes-les-Bains. Courrier : BP 214, 84091 Valbrune Cedex. Le café se trouve 3 place de l’Horloge, à "
    "Trémazan. Depuis le 12, rue Basse, les travaux ont commencé à 18 h 30, rue du Puits. "
    "Contact : orvalis@valbrune.example."
)
ENGLISH = (
    "Bell and Co has moved to 14 Mill Lane, Kellam KB3 2TQ. Write to PO Box 118, Orwick. Its shop is at 221B Harbour "
    "Street, Orwick, Kellamshire OR1 4BD, and its head office at 1600 Grand Avenue, Dunmore, OH 44109. The house at "
    "number 9 of the old Tanner Row is for sale."
)

FAITHFUL = [
    (FRENCH, "La librairie a rouvert au 12 bis de la rue du Four, à Valbrune (84090)."),
    (FRENCH, "Adresse : 12bis rue du Four – 84090 Valbrune."),
    (FRENCH, "On trouve l’annexe à Lormes-les-Bains, 14 avenue Ada Wirth."),
    (FRENCH, "L’annexe est au 14, av. Ada-Wirth, 30190 LORMES-LES-BAINS. Écrire à la BP 214."),
    (FRENCH, "Le café du 3, place de l’Horloge est à Trémazan. Les travaux de la rue Basse ont débuté le 12."),
    (FRENCH, "Les 3 places restantes et les 2 cours du soir sont libres. En 2019, rue du Puits, rien n’a bougé."),
    (ENGLISH, "Bell and Co s’est installé au 14 Mill Lane, à Kellam (KB3 2TQ)."),
    (ENGLISH, "L’adresse : 14, Mill Lane, Kellam KB3 2TQ ; boîte postale : PO Box 118."),
    (ENGLISH, "La boutique est au 221B, Harbour Street, Orwick OR1 4BD."),
    (ENGLISH, "Le siège, 1600 Grand Avenue, est à Dunmore. Une maison est à vendre au 9 Tanner Row."),
]
WRONG = [
    (FRENCH, "La librairie a rouvert au 14, rue du Four.", "12 bis, rue du Four"),
    (FRENCH, "La librairie a rouvert au 12, rue du Four.", "12 bis, rue du Four"),
    (FRENCH, "La librairie a rouvert au 12 bis, rue Basse.", ""),
    (FRENCH, "La librairie : 12 bis, rue du Four, 30190 Valbrune.", "84090 Valbrune"),
    (FRENCH, "La librairie : 12 bis, rue du Four, 84090 Lormes-les-Bains.", "84090 Valbrune"),
    (FRENCH, "La librairie : 12 bis, rue du Tour, 84090 Valbrune.", "rue du Four"),
    (FRENCH, "La librairie est rue du Moulin, à Valbrune.", "rue"),
    (FRENCH, "Le café du 3, place de l’Horloge, à Lormes-les-Bains.", "Trémazan"),
    (FRENCH, "Pour écrire : BP 241, Valbrune.", "BP 214"),
    (FRENCH, "Elle est à Trémazan (84090 Trémazan).", "84090 Valbrune"),
    (ENGLISH, "L’entreprise est au 41 Mill Lane, à Kellam.", "14 Mill Lane"),
    (ENGLISH, "L’entreprise est au 14 Harbour Street.", "Harbour Street"),
    (ENGLISH, "L’entreprise est au 14, Mill Lane, Kellam KB3 2TG.", "KB3 2TQ"),
    (ENGLISH, "L’entreprise est au 14, Mill Lane, Kellam OR1 4BD.", "KB3 2TQ"),
    (ENGLISH, "L’entreprise est au 14 Mill Lane, à Orwick.", "Kellam"),
    (ENGLISH, "Le code est KB3 2QT.", "KB3 2TQ"),
    (ENGLISH, "Écrire à : PO Box 181.", "PO Box 118"),
]  # fmt: skip


def held(told: str, written: str) -> list[str]:
    made = article(written, title="", seo=seo(title="", description="", keyphrase=""), excerpt="")
    found = addresses.check(source(told, title=""), BRIEF, made)
    assert all(finding.severity is Severity.BLOCKER and finding.code == "addresses.altered" for finding in found)
    return [finding.evidence for finding in found]


@pytest.mark.parametrize(("told", "written"), FAITHFUL)
def test_an_address_of_the_source_passes_in_any_form(told: str, written: str) -> None:
    assert held(told, written) == []


@pytest.mark.parametrize(("told", "written", "beside"), WRONG)
def test_an_address_that_the_source_has_otherwise_holds_the_article(told: str, written: str, beside: str) -> None:
    evidence = held(told, written)
    assert evidence
    assert beside in evidence[0]


def test_an_email_address_is_given_letter_by_letter() -> None:
    def added(address: str) -> list[str]:
        made = article(f"Contact : {address}.", title="", excerpt="", seo=seo(title="", description="", keyphrase=""))
        return [finding.code for finding in links.check(source(FRENCH, title=""), BRIEF, made)]

    assert added("orvalis@valbrune.example") == []
    assert added("orvalys@valbrune.example") == ["links.added"]


_STREETS = st.sampled_from(
    ("rue du Four", "avenue Ada-Wirth", "place de l’Abbé-Morel", "chemin des Trois-Fontaines", "quai Nord")
)
_TOWNS = st.sampled_from(("Valbrune", "Lormes-les-Bains", "Saint-Arnec", "Le Vieux-Port"))
_PARTS = st.tuples(
    st.integers(1, 998), st.sampled_from(("", " bis", " ter")), _STREETS, st.integers(10_000, 98_998), _TOWNS
)


@given(_PARTS, st.sampled_from((", ", " ")), st.sampled_from((", ", " – ", "\n")))
def test_an_address_reads_the_same_however_it_is_set(
    parts: tuple[int, str, str, int, str], after_number: str, before_code: str
) -> None:
    number, suffix, street, code, town = parts
    [usual] = read(f"Écrire au {number}{suffix}, {street}, {code} {town}.")
    [set_otherwise] = read(f"Adresse : {number}{suffix}{after_number}{street}{before_code}{code} {town}")
    for one in (usual, set_otherwise):
        assert (one.numbers, one.code) == ({f"{number}{suffix.strip()}"}, str(code))
    assert (usual.street, usual.town) == (set_otherwise.street, set_otherwise.town)


@given(_PARTS, _PARTS)
def test_two_addresses_that_differ_are_never_taken_for_each_other(
    one: tuple[int, str, str, int, str], other: tuple[int, str, str, int, str]
) -> None:
    written = ["{}{}, {}, {} {}".format(*parts) for parts in (one, other)]
    told = list(wrong(f"Rendez-vous au {written[0]}.", f"Rendez-vous au {written[1]}."))
    assert bool(told) == (one != other)


_PIECES = (
    "12 rue du ",
    "A B C ",
    "12, 13, 14 et ",
    "Mill Lane, ",
    "84000 ",
    "rue ",
    "BP 12, ",
    "KB3 2TQ ",
    "Le Four, ",
)


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=20), max_size=30))
def test_a_text_bears_out_itself(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert list(wrong(text, text)) == []


@pytest.mark.parametrize("piece", _PIECES)
def test_so_does_one_that_goes_on_for_ever(piece: str) -> None:
    text = piece * 4_000
    assert list(wrong(text[:20_000], text)) == []
