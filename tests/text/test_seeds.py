from pathlib import Path

import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind
from bridge.text.reading import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real drafts in ../shared/seeds are not on this machine")


def seed(name):
    return read("Brouillon", (SEEDS / name).read_text(encoding="utf-8"))


def headings(source):
    return [block.text for block in source.blocks if block.kind is BlockKind.HEADING]


def test_scraped_english_draft():
    source = seed("draft-en-scraped.txt")
    assert (source.language, source.instruction) == ("en", None)
    assert headings(source) == ["Sovereignty", "Competition"]
    assert 680 <= source.words <= 730
    assert len([block for block in source.blocks if block.kind is BlockKind.PARAGRAPH]) == 10
    for debris in ("Est. 5min", "Content-Type", "WhatsApp", "Trust Project", "Shutter", "Edited by", "Read more",
                   "AI Act", "non-paper", "Languages", "updated"):  # fmt: skip
        assert debris not in source.text
    assert source.text.count("“In my opinion") == 1
    assert "[developing]" in source.text
    assert source.blocks[0].text.startswith("After Mistral AI")
    assert source.blocks[-1].text.endswith("in the world”.")
    assert {finding.severity for finding in source.findings} == {Severity.INFO}
    assert {finding.code for finding in source.findings} == {
        "debris.byline", "debris.read_time", "debris.dateline", "debris.boilerplate", "debris.credit",
        "debris.languages", "debris.share_bar", "debris.editors_mark", "debris.teaser", "debris.caption",
    }  # fmt: skip


def test_french_draft_with_an_instruction():
    source = seed("draft-fr-with-instruction.txt")
    assert source.instruction is not None
    assert (source.instruction.min_words, source.instruction.language) == (700, "fr")
    assert source.language == "fr"
    assert headings(source) == ["La souveraineté", "Concours"]
    assert len([block for block in source.blocks if block.kind is BlockKind.PARAGRAPH]) == 22
    assert 790 <= source.words <= 815
    assert "seo" not in source.text.lower().split()
    assert "[developing]" in source.text
    assert [finding.code for finding in source.findings] == ["instruction.read", "debris.editors_mark"]


@pytest.mark.parametrize("name", ["draft-en-scraped.txt", "draft-fr-with-instruction.txt"])
def test_the_same_draft_pasted_into_either_editor_reads_the_same(name):
    text = (SEEDS / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    plain = read("", text)
    as_blocks = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{line}</p>\n<!-- /wp:paragraph -->" for line in lines)
    as_classic = "\n".join(f"<p>{line}</p>" for line in lines)
    for content in (as_blocks, as_classic):
        source = read("", content)
        assert source.text == plain.text
        assert headings(source) == headings(plain)
        assert [finding.code for finding in source.findings] == [finding.code for finding in plain.findings]
