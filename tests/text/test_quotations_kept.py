"""The share of a source's quotations that an article has kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.facts.quotations import kept_share

FRENCH = ["Nous rouvrirons le port en mai.", "Les quais seront refaits. Les riverains aussi seront entendus."]
ENGLISH = ["We will reopen the harbour in May.", "The quays are safe."]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("« Nous rouvrirons le port en mai », dit-elle. « Les quais seront refaits. »", 1.0),
        ("« Nous rouvrirons le port en mai », dit-elle.", 0.5),
        ("Rien de cela.", 0.0),
    ],
)
def test_french(text: str, share: float) -> None:
    assert kept_share(FRENCH, [], text, "fr") == share


@pytest.mark.parametrize(
    ("quoted", "share"),
    [
        (["Nous rouvrirons le port en mai.", "Les quais sont sûrs."], 1.0),
        (["Nous rouvrirons le port en mai."], 0.5),
        (["Le cinéma ferme dimanche."], 0.0),
    ],
)
def test_english(quoted: list[str], share: float) -> None:
    assert kept_share(ENGLISH, quoted, " ".join(quoted), "en") == share


def test_nothing_to_keep() -> None:
    assert kept_share([], [], "Un texte.", "fr") == 1.0
    assert kept_share(["port ouvert"], [], "Un texte.", "fr") == 1.0


@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=200), st.sampled_from(["fr", "en", "de", None]))
def test_a_share_is_a_share(said: list[str], text: str, language: str | None) -> None:
    assert 0.0 <= kept_share(said, [text], text, language) <= 1.0
