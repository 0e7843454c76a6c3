"""What an editor changes after approving comes back as an offer, and is used once a person has accepted it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.running import install, sample
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

ROUTES = "/needs-seo/v1"


def test_a_replaced_term_is_offered_accepted_and_then_in_every_brief(tmp_path: Path, wordpress: WordPress) -> None:
    bridge = install(tmp_path, wordpress)
    draft = wordpress.draft(*sample("01"))
    proposal = int(bridge.once()[draft]["proposal"])
    assert wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve", {}).status_code == 200
    content = wordpress.content(draft)["content"]
    term = "piscine"
    assert content.count(term) >= 2
    changed = content.replace("piscine", "baignade").replace("Piscine", "Baignade")
    wordpress.php(
        "wp_update_post( wp_slash( array( 'ID' => (int) $args[0], 'post_content' => $args[1], "
        "'post_status' => 'publish' ) ) );",
        str(draft),
        changed,
    )

    told = bridge.command("learn")

    assert told.returncode == 0, told.stderr
    assert f"« {term} »" in told.stdout
    offers = json.loads(wordpress.php("echo wp_json_encode( array_values( SeoBridge\\Glossary::offers() ) );"))
    assert term in {offer["term"] for offer in offers}

    def glossary() -> dict[str, str]:
        other = wordpress.draft(*sample("02"))
        answer = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{other}").json()
        return (answer["brief"] or {}).get("glossary") or {}

    assert glossary() == {}
    wordpress.php(
        "wp_set_current_user( get_user_by( 'login', 'editrice' )->ID );"
        "foreach ( array_keys( SeoBridge\\Glossary::offers() ) as $key ) {"
        "SeoBridge\\Glossary::decide( $key, 'accept' ); }"
    )
    assert glossary().get(term) == "baignade"
    assert "0 proposition relue" in bridge.command("learn").stdout
