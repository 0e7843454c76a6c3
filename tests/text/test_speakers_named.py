"""Who speaks: functions before a name, appositions behind it, openers that name nobody. All names are made up."""

from __future__ import annotations

import pytest

from bridge.text.facts.quotations import extract
from bridge.text.facts.speakers import Attribution, Passage, attributed


def speakers(text: str, language: str) -> list[Attribution | None]:
    passage = Passage(text=text, quotations=extract(text))
    return list(attributed([passage], language)[0])


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Labour group leader Cllr Mona Tarr called the plan “a waste of good paint”.", "tarr"),
        ("Finance director Lee Marsh said debt would fall. “We are not buying anything,” he told analysts.", "marsh"),
        ("Rovers’ manager, Alec Downe, was angry with referee Jo Pine. “We all saw it,” he said.", "downe"),
        ("The Institute’s director, Professor Max Orr, is doubtful. “Promising is not opening,” he said.", "orr"),
        ("Dr Ana Ruiz, a botanist at the University of Lorvale who was not involved, called it “neat”.", "ruiz"),
        ("Detective Constable Joan Pell said: “It was cruel.”", "pell"),
    ],
)
def test_english_speakers(text: str, surname: str) -> None:
    found = speakers(text, "en")[0]
    assert found is not None
    assert found.mention.names[0][-1] == surname
    assert found.mention.firm


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Championne en 2019, Ferrier menait. Elle a faibli. « J’y ai cru », a-t-elle dit.", "ferrier"),
        ("« On repart », se réjouit Paule Vidal. Prudente, elle ajoute : « Ce n’est pas un boom. »", "vidal"),
        ("Anne Viel, la maire (DVG), lui a opposé un chiffre : en trois ans, « la part du bio a doublé ».", "viel"),
        ("L’usine, Bois du Val, a brûlé. Son directeur, Luc Sabre, chiffre le coût à « deux millions ».", "sabre"),
        ("« C’était cruel, a souligné la juge Rose Hardel à la sortie. Nous appelons les victimes. »", "hardel"),
        ("Marc Orsel rassure, mais le délégué du syndicat, Pierre Nohant, doute : « On nous l’a promis. »", "nohant"),
    ],
)  # fmt: skip
def test_french_speakers(text: str, surname: str) -> None:
    found = speakers(text, "fr")[-1]
    assert found is not None
    assert found.mention.names[0][-1] == surname


@pytest.mark.parametrize(
    "text",
    [
        "Automatisé, le moulin n’a plus de meunier depuis que Jean Roux est parti. « On s’y fait », assure-t-il.",
        "Fille d’un menuisier, elle entre chez Émile Varon. « Il ne voulait pas d’aide », racontait-elle.",
        "Est-ce rentable ? « Pas encore », avoue-t-il.",
    ],
)
def test_nobody_is_surely_named(text: str) -> None:
    found = speakers(text, "fr")[0]
    assert found is None or not found.sure
