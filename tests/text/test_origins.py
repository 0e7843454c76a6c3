"""A person may take one section of a proposal and keep the draft for the others: nothing of the draft may be lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bridge.domain.article import Article
from bridge.text.origins import section_origins
from bridge.text.reading import read
from tests.checks.builders import article, h, kept, p
from tests.support.corpus import CorpusDraft, drafts

CONTENT = """<!-- wp:paragraph -->
<p>La halle rouvre samedi, après deux ans d’été comme d’hiver.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>Le toit a été refait par une entreprise de Valbrune.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":7} -->
<figure class="wp-block-image"><img src="https://site.example/halle.jpg" alt="La halle" class="wp-image-7"/></figure>
<!-- /wp:image -->

<!-- wp:paragraph -->
<p>Les commerçants reviennent tous, et le parking reste gratuit.</p>
<!-- /wp:paragraph -->"""


def _texts(made: Article, content: str) -> dict[str, list[str]]:
    source = read("La halle", content)
    raw = content.encode()
    return {
        section.heading: [raw[start:end].decode() for start, end in section.spans]
        for section in section_origins(source, made, content)
    }


def test_each_section_names_the_bytes_of_the_draft_that_it_was_made_of() -> None:
    made = article(
        p("La halle rouvre samedi."),
        h("Un toit refait"),
        kept(2),
        p("Une entreprise de Valbrune a refait le toit."),
        h("Les <em>commerçants</em>"),
        p("Tous les commerçants reviennent et le parking demeure gratuit."),
    )
    found = _texts(made, CONTENT)
    assert list(found) == ["", "Un toit refait", "Les commerçants"]
    assert "d’été comme d’hiver" in found[""][0]
    assert [text.partition(" -->")[0] for text in found["Un toit refait"]] == [
        "<!-- wp:paragraph",
        '<!-- wp:image {"id":7}',
    ]
    assert "le parking reste gratuit" in found["Les commerçants"][0]


def test_what_no_section_says_stays_with_what_stands_before_it() -> None:
    made = article(p("La halle rouvre samedi."), h("Le toit"), p("Une entreprise de Valbrune a refait le toit."))
    assert "parking" in _texts(made, CONTENT)["Le toit"][-1]


@pytest.mark.parametrize("draft", [draft for draft in drafts() if draft.reference], ids=lambda draft: draft.id)
def test_every_block_of_a_real_draft_is_somewhere_and_once(draft: CorpusDraft) -> None:
    source = draft.read()
    made = article(*(p(block.html) for block in source.blocks if not block.kept))
    spans = sorted(span for section in section_origins(source, made, draft.content) for span in section.spans)
    assert len(spans) == len(source.blocks)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    raw = draft.content.encode()
    assert [raw[start:end].decode() for start, end in spans] == [block.raw for block in source.blocks]
