"""Grammalecte as it is installed here, what counts of its errors, and what becomes of a process that fails."""

from __future__ import annotations

import sys

import pytest

from bridge.domain.finding import blockers
from bridge.grammar import Grammalecte, find_python
from bridge.grammar.findings import counted, findings, prose, rate
from bridge.grammar.process import Gone, Process
from tests.checks.builders import PLAIN, article, codes, h, kept, p, quote, source, ul


@pytest.fixture(scope="module")
def grammar():
    python = find_python()
    assert python, "Grammalecte is not installed: apt-get install grammalecte-cli (scripts/test does)"
    checker = Grammalecte(python)
    yield checker
    checker.close()


ENGLISH = source("The harbour welcomes boats.", language="en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les enfants mange une pomme chaque matin.", "grammar.verb"),
        ("Les travaux a commencé lundi sur le quai.", "grammar.verb"),
        ("Il a manger au port hier soir.", "grammar.verb"),
        ("Ils durera trois mois, selon la mairie.", "grammar.verb"),
        ("Cette projet est attendu par la ville.", "grammar.agreement"),
        ("Les maison du port sont fermées.", "grammar.agreement"),
        ("Une pomme rouges est tombée.", "grammar.agreement"),
        ("Le port accueille des bateux de pêche.", "grammar.spelling"),
    ],
)
def test_an_error_is_told_once_at_its_place(grammar, text, code):
    made = article(PLAIN, h("Les quai"), ul("Un quai", text))
    errors = grammar.errors(prose(made))
    found = findings(made, ENGLISH, errors)
    assert [(item.code, item.place, item.severity.value) for item in found] == [(code, "liste 1", "warning")]
    assert counted(made, source(PLAIN, text), errors) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Pierre Montagne, Rose Fontaine et Claire Valdrin, de Port-Lancel, ont signé avec Les Petites Mains Vertes.",
        "La maire chargée du dossier s’est dite satisfaite ; la ministre, elle, est restée prudente.",
        "Un tiers des soignants commencent avant 7 heures ; la plupart des habitants sont d’accord.",
        "Les CHU de Saint-Aubrac et de Valbrune sont concernés, tout comme l’Institut des hautes études.",
        "La start-up Bluewave, fondée en 2019, emploie 45 personnes ; elle a été rachetée par Northmoor Rail.",
        "« Nous avons divisé par deux les pertes du réseau », a indiqué l’office, qui s’en félicite.",
        "Les télésurveillés, réhospitalisés ou non, ont été recontactés par le conseil valbrumois.",
        "Mélangez 200 g de farine et 3 œufs, puis laissez reposer la pâte une heure.",
        "Quels que soient les résultats, les équipes se sont réparti les tâches qu’elles ont choisies.",
    ],
)
def test_good_french_has_no_errors(grammar, text):
    made = article(p(text))
    assert counted(made, ENGLISH, grammar.errors(prose(made))) == ()


def test_a_weak_models_french_holds(grammar):
    made = article(
        "Les travaux a commencé lundi et ils durera trois mois. Les enfants mange au port. Cette projet est important.",
        "Il a manger hier. Les maison sont fermé. Le quai sont ouvert.",
    )
    found = findings(made, ENGLISH, grammar.errors(prose(made)))
    assert codes(blockers(found)) == ["grammar.bad"]
    assert found[0].place == "article"
    assert rate(made, ENGLISH, grammar.errors(prose(made))) > 3


def test_offsets_are_in_the_prose(grammar):
    made = article(PLAIN, quote("Oui.", "Le port"), kept(0), "Les enfants mange ici.")
    text = prose(made)
    error = grammar.errors(text)[0]
    assert text[error.start : error.end] == error.word == "mange"


def test_hostile_text_is_survived(grammar):
    for text in ("", "\n\n", "\ud800 a", "a" * 200_000, "« " * 20_000, "\0\x1b", "Le port. " * 3_000):
        assert grammar.errors(text) is not None
    assert grammar.errors("Les enfants mange.") != ()


def test_none_where_there_is_no_grammalecte():
    absent = Grammalecte(None)
    assert "grammalecte-cli" in absent.missing
    assert absent.errors("Les enfants mange.") is None


def test_a_process_that_died_is_started_anew(grammar):
    import os
    import signal

    grammar.errors("Oui.")
    os.kill(grammar.pids[0], signal.SIGKILL)
    assert len(grammar.errors("Les enfants mange.")) == 1


READY = "import sys; print('{\"ready\": true}', flush=True); "


@pytest.mark.parametrize(
    ("script", "limit"),
    [
        ("raise SystemExit(3)", 10),
        ("print('hello', flush=True)", 10),
        ("print('{}', flush=True)", 10),
        ("input()", 0.2),
    ],
)
def test_a_process_that_does_not_start(script, limit):
    with pytest.raises(Gone):
        Process((sys.executable, "-c", script), start_limit=limit)


@pytest.mark.parametrize(
    "script",
    ["input(); sys.exit()", "input(); print('{}', flush=True); input()", "input(); input()", "print(1, flush=True)"],
)
def test_a_process_that_does_not_answer(script):
    process = Process((sys.executable, "-c", READY + script), start_limit=10)
    with pytest.raises(Gone):
        process.ask("Oui.", 0.5)


def test_what_never_answers_is_none():
    assert Grammalecte(sys.executable).errors("Oui.") is None
