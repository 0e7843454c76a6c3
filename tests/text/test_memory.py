"""What may be given back once an article is checked."""

from __future__ import annotations

from bridge.text import language
from bridge.text.memory import give_back


def test_a_text_is_read_the_same_after_the_closer_models_were_given_back() -> None:
    unclear = "weeks on, three weeks off"
    before = language.detect(unclear)
    assert language._closer.cache_info().currsize
    give_back()
    assert not language._closer.cache_info().currsize
    assert language.detect(unclear) == before == "en"
