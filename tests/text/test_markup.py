import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.markup import BlockNode, Freeform, parse, serialize

names = st.sampled_from(["paragraph", "core/list", "group", "acme/map-box", "p", "core-embed/video"])
attributes = st.sampled_from(["", '{"level":3} ', '{"a":{"b":"}"}} ', "{broken ", '{"x":"--\\u003e"} ', "{} "])
freeform = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["<p>un</p>", "\n\n", "<!--more-->", "<!-- wp:", "-->", "<!-- /wp:group -->", "<!-- wp:x {", "}"]),
)


def wrap(inner):
    return st.builds(
        lambda name, attrs, body: f"<!-- wp:{name} {attrs}-->{body}<!-- /wp:{name} -->", names, attributes, inner
    )


void = st.builds(lambda name, attrs: f"<!-- wp:{name} {attrs}/-->", names, attributes)
documents = st.recursive(
    st.one_of(freeform, void),
    lambda inner: st.one_of(wrap(inner), st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)


@given(st.text())
def test_any_text_comes_back_as_it_was(text):
    assert serialize(parse(text)) == text


@given(documents, st.integers(0, 200), st.integers(0, 200))
def test_any_markup_whole_or_torn_comes_back_as_it_was(document, start, length):
    torn = document[start : start + length]
    assert serialize(parse(document)) == document
    assert serialize(parse(torn)) == torn


def test_nested_blocks_are_a_tree_with_names_and_attributes():
    text = '<!-- wp:group {"tagName":"section"} --><section>'
    text += '<!-- wp:heading {"level":3} --><h3>Le lac</h3><!-- /wp:heading --></section><!-- /wp:group -->'
    (group,) = parse(text)
    assert isinstance(group, BlockNode)
    assert group.name == "core/group"
    assert group.attributes == {"tagName": "section"}
    assert [block.name for block in group.inner_blocks] == ["core/heading"]
    assert group.inner_blocks[0].attributes == {"level": 3}
    assert group.own_html == "<section></section>"


def test_self_closing_block_and_namespace():
    (block,) = parse('<!-- wp:acme/card {"id":7} /-->')
    assert isinstance(block, BlockNode)
    assert (block.name, block.void, block.attributes) == ("acme/card", True, {"id": 7})


def test_closing_comment_too_many_is_freeform_and_what_follows_is_still_read():
    nodes = parse("a<!-- /wp:group --><!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->")
    assert nodes[0] == Freeform(raw="a<!-- /wp:group -->")
    assert isinstance(nodes[1], BlockNode)


def test_block_left_open_reaches_to_the_end():
    (block,) = parse("<!-- wp:paragraph --><p>b</p>")
    assert isinstance(block, BlockNode)
    assert block.own_html == "<p>b</p>"
    assert block.closer == ""


def test_attributes_that_are_no_json_are_none_and_the_block_stays_a_block():
    (block,) = parse("<!-- wp:paragraph {oops} --><p>b</p><!-- /wp:paragraph -->")
    assert isinstance(block, BlockNode)
    assert block.attributes == {}


@pytest.mark.parametrize(
    "unit",
    [
        "<!-- wp:a -->",
        "<!-- wp:a {",
        "<!-- wp:a {} ",
        '<!-- wp:a {"x":1} /-->',
        "<!--   ",
        "} ",
        "<!-- wp:paragraph --><p>Le lac.</p><!-- /wp:paragraph -->",
        "<!-- /wp:a -->",
    ],
)
def test_two_megabytes_of_anything_are_read_in_linear_time(unit):
    text = unit * (2_000_000 // len(unit))
    started = time.perf_counter()
    assert serialize(parse(text)) == text
    assert time.perf_counter() - started < 8
