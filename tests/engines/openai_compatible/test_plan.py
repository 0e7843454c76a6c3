"""However a model groups the paragraphs, each stands in one section, in the order of the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.engines import notation
from bridge.engines.openai_compatible import plan
from bridge.engines.openai_compatible.plan import Section, Unit
from tests.support.sources import heading, image, paragraph, source_of

_NUMBERS = st.lists(st.lists(st.integers(-2, 14), max_size=6), max_size=6)


def units(*words: int) -> list[Unit]:
    return [Unit(number=at + 1, block=at, text="mot " * count, words=count) for at, count in enumerate(words)]


def numbers(sections: tuple[Section, ...] | None) -> list[list[int]]:
    assert sections is not None
    return [[unit.number for unit in section] for section in sections]


def test_a_good_plan_is_followed() -> None:
    assert numbers(plan.from_model([[1, 2], [3]], units(90, 90, 90))) == [[1, 2], [3]]


def test_what_a_plan_forgets_joins_its_neighbour_and_doubles_go() -> None:
    assert numbers(plan.from_model([[2, 9], [2, 4]], units(90, 90, 90, 90))) == [[1, 2, 3], [4]]


def test_sections_keep_the_order_of_the_source() -> None:
    assert numbers(plan.from_model([[3, 4], [2, 1]], units(90, 90, 90, 90))) == [[1, 2], [3, 4]]


def test_what_is_no_plan() -> None:
    assert plan.from_model([], units(90, 90)) is None
    assert plan.from_model([[0, 99]], units(90, 90)) is None
    assert plan.from_model([[1, 2, 3, 4, 5]], units(90, 90, 90, 90, 90)) is None


@given(_NUMBERS, st.lists(st.integers(1, 400), min_size=1, max_size=12))
def test_every_paragraph_stands_in_one_section_whatever_the_model_says(
    proposed: list[list[int]], words: list[int]
) -> None:
    sections = plan.from_model(proposed, units(*words))
    if sections is None:
        return
    found = [number for section in numbers(sections) for number in section]
    assert sorted(found) == list(range(1, len(words) + 1))
    assert all(section == sorted(section) for section in numbers(sections))
    firsts = [section[0] for section in numbers(sections)]
    assert firsts == sorted(firsts)


def text(words: int) -> str:
    return " ".join(["Une phrase compte ici sept mots entiers."] * (words // 7))


def test_without_a_model_sections_follow_the_subheadings_of_the_source() -> None:
    long, short = paragraph(text(90)), paragraph(text(70))
    source = source_of(long, heading("A"), short, image(), short, heading("B"), long)
    sections = plan.by_code(source, plan.units_of(source, notation.reading(source)))
    assert [plan.blocks_of(section) for section in sections] == [(0,), (2, 4), (6,)]


def test_without_subheadings_paragraphs_are_grouped_to_sizes_that_can_be_written() -> None:
    source = source_of(*(paragraph(text(70)) for _ in range(12)))
    sections = plan.by_code(source, plan.units_of(source, notation.reading(source)))
    assert [unit.block for section in sections for unit in section] == list(range(12))
    assert all(150 <= plan.words_of(section) <= 250 for section in sections)


def test_a_paragraph_without_end_is_taken_apart_at_its_sentences() -> None:
    source = source_of(paragraph(text(900)))
    taken = plan.units_of(source, notation.reading(source))
    assert len(taken) > 3
    assert " ".join(unit.text for unit in taken) == source.blocks[0].text
    assert all(plan.words_of(section) <= plan.TOO_LONG for section in plan.by_code(source, taken))
