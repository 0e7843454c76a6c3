"""The drafts in WordPress: made all at once, and looked at, before and after, in its own database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.crashing.material import Draft
from tests.support.wordpress import WordPress

_MAKE = """
kses_remove_filters();
$author = get_user_by('login', 'auteur1')->ID;
$made = [];
foreach (json_decode(file_get_contents($args[0]), true) as $one) {
    $made[] = wp_insert_post(wp_slash([
        'post_type' => 'post', 'post_status' => 'draft', 'post_author' => $author, 'post_title' => $one['title'],
        'post_content' => $one['content'], 'post_excerpt' => 'Un chapeau.',
        'post_name' => 'brouillon-' . $one['number'], 'tags_input' => [$one['tag']],
        'meta_input' => ['_yoast_wpseo_metadesc' => 'Une description.', '_yoast_wpseo_linkdex' => '41',
            'une_autre_meta' => 'à garder'],
    ]), true);
}
echo json_encode($made);
"""
_LOOK = """
global $wpdb;
$drafts = [];
foreach (json_decode(file_get_contents($args[0]), true) as $id) {
    $id = (int) $id;
    $row = $wpdb->get_row("SELECT * FROM $wpdb->posts WHERE ID = $id", ARRAY_A);
    $meta = $wpdb->get_results("SELECT meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = $id
        AND meta_key NOT LIKE '\\\\_needs\\\\_seo\\\\_%' ORDER BY meta_id", ARRAY_A);
    $drafts[$id] = [
        'checksum' => hash('sha256', serialize([$row, $meta])),
        'tags' => $wpdb->get_col("SELECT t.slug FROM $wpdb->term_relationships r
            JOIN $wpdb->term_taxonomy x ON x.term_taxonomy_id = r.term_taxonomy_id AND x.taxonomy = 'post_tag'
            JOIN $wpdb->terms t ON t.term_id = x.term_id WHERE r.object_id = $id ORDER BY t.slug"),
        'revisions' => array_map('intval', $wpdb->get_col(
            "SELECT ID FROM $wpdb->posts WHERE post_parent = $id AND post_type = 'revision' ORDER BY ID")),
        'proposals' => $wpdb->get_results("SELECT p.ID id, j.meta_value job, s.meta_value state,
            JSON_VALUE(m.meta_value, '$.snapshot') snapshot FROM $wpdb->posts p
            JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = '_needs_seo_proposal'
            LEFT JOIN $wpdb->postmeta j ON j.post_id = p.ID AND j.meta_key = '_needs_seo_job'
            LEFT JOIN $wpdb->postmeta s ON s.post_id = p.ID AND s.meta_key = '_needs_seo_state'
            WHERE p.post_parent = $id AND p.post_type = 'revision' ORDER BY p.ID", ARRAY_A),
        'held' => array_map(fn($text) => json_decode($text, true)['job'] ?? '', $wpdb->get_col(
            "SELECT meta_value FROM $wpdb->postmeta WHERE post_id = $id AND meta_key = '_needs_seo_held'")),
        'pending' => $wpdb->get_col(
            "SELECT meta_value FROM $wpdb->postmeta WHERE post_id = $id AND meta_key = '_needs_seo_pending'"),
    ];
}
echo json_encode(['drafts' => $drafts, 'strays' => [
    'meta of no post' => (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->postmeta m
        LEFT JOIN $wpdb->posts p ON p.ID = m.post_id WHERE p.ID IS NULL"),
    'revisions of no post' => (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->posts r
        LEFT JOIN $wpdb->posts p ON p.ID = r.post_parent WHERE r.post_type = 'revision' AND p.ID IS NULL"),
    'tags of the same name' => (int) $wpdb->get_var("SELECT COUNT(*) FROM (SELECT 1 FROM $wpdb->terms t
        JOIN $wpdb->term_taxonomy x ON x.term_id = t.term_id AND x.taxonomy = 'post_tag'
        GROUP BY LOWER(t.name) HAVING COUNT(*) > 1) doubled"),
    'terms of no taxonomy' => (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->terms t
        LEFT JOIN $wpdb->term_taxonomy x ON x.term_id = t.term_id WHERE x.term_id IS NULL"),
    'tags of no post' => (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->term_relationships r
        JOIN $wpdb->term_taxonomy x ON x.term_taxonomy_id = r.term_taxonomy_id AND x.taxonomy = 'post_tag'
        LEFT JOIN $wpdb->posts p ON p.ID = r.object_id WHERE p.ID IS NULL"),
]]);
"""


@dataclass(frozen=True, kw_only=True)
class View:
    """What WordPress's database has. ``drafts`` by id; ``strays``: what belongs to nothing, by its name."""

    drafts: dict[int, dict[str, Any]]
    strays: dict[str, int]


@dataclass
class Desk:
    """One WordPress; ``folder`` takes what is handed over."""

    wordpress: WordPress
    folder: Path

    def put(self, drafts: Sequence[tuple[Draft, str]]) -> list[int]:
        """Each with its queue tag, in their order: the ids."""
        wanted = [
            {"number": draft.number, "title": draft.title, "content": draft.content, "tag": tag}
            for draft, tag in drafts
        ]
        return list(json.loads(self._php(_MAKE, wanted)))

    def look(self, ids: Sequence[int]) -> View:
        """All of these drafts, and what is left lying about in the site."""
        seen = json.loads(self._php(_LOOK, ids))
        return View(drafts={int(draft): state for draft, state in seen["drafts"].items()}, strays=seen["strays"])

    def _php(self, code: str, given: Any) -> str:
        path = self.folder / "given.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        return self.wordpress.php(code, str(path))
