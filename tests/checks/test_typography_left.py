"""What typography is still told of a text that nobody has set right."""

from __future__ import annotations

import pytest

from bridge.checks import typography
from bridge.text.polish import correct_article
from tests.checks.builders import BRIEF, PLAIN, article, p, severities, source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Il a dit "oui" hier.', ("typography.quotation_marks", "warning")),
        ("Il a dit “oui” hier.", ("typography.quotation_marks", "warning")),
        ("Quoi ?", ("typography.spaces", "info")),
        ("Il dit «oui».", ("typography.spaces", "info")),
        ("L'eau monte.", ("typography.apostrophes", "info")),
        ("Le port , lui, change.", ("typography.stray_space", "info")),
        ("L’Etat paie.", ("typography.letters", "info")),
        ("Le coeur du port.", ("typography.letters", "info")),
    ],
)
def test_what_is_missing_and_set_right(text, expected):
    made = correct_article(article(PLAIN))
    faulty = article(PLAIN, p(text), title=made.title, seo=made.seo, excerpt=made.excerpt)
    assert severities(typography.check(source(PLAIN), BRIEF, faulty)) == {expected}
    assert typography.check(source(PLAIN), BRIEF, correct_article(faulty)) == ()
