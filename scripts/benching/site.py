"""The real WordPress that is measured on: ``scripts/sandbox``, filled and counted."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.benching.copies import Copies
from scripts.benching.processes import tree_cpu
from tests.support.wordpress import WordPress, run

_QUEUE = Path(__file__).with_name("queue.php")
_CLEAR = """DELETE FROM wp_posts WHERE post_type IN ('post', 'revision');
DELETE m FROM wp_postmeta m LEFT JOIN wp_posts p ON p.ID = m.post_id WHERE p.ID IS NULL;
DELETE r FROM wp_term_relationships r LEFT JOIN wp_posts p ON p.ID = r.object_id WHERE p.ID IS NULL;
UPDATE wp_term_taxonomy SET count = 0 WHERE taxonomy = 'post_tag';"""
_PROPOSALS = """global $wpdb; echo json_encode($wpdb->get_results(
  "SELECT p.post_parent AS draft, COUNT(*) AS proposals FROM $wpdb->posts p
   JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = '_needs_seo_proposal'
   WHERE p.post_type = 'revision' GROUP BY p.post_parent"));"""
_POSTS = """global $wpdb; echo json_encode($wpdb->get_results(
  "SELECT ID AS id, post_title AS title, post_content AS content, post_status AS status FROM $wpdb->posts
   WHERE post_type = 'post' AND post_status <> 'auto-draft' ORDER BY ID"));"""


@dataclass(frozen=True)
class Drafts:
    """A range of posts, one for each copy, in their order."""

    first: int
    last: int

    def number(self, post: int) -> int:
        """The copy that a post was made of."""
        return post - self.first


class Site:
    """A sandbox, all of whose posts are the bench's."""

    def __init__(self, wordpress: WordPress) -> None:
        self.wordpress = wordpress

    def close(self) -> None:
        self.wordpress.down()

    @property
    def url(self) -> str:
        return self.wordpress.url

    @property
    def password(self) -> str:
        return self.wordpress.application_password("seo-bridge")

    def cpu(self, part: str) -> float:
        """CPU seconds that ``webserver`` (PHP) or ``database`` has used so far."""
        return tree_cpu([self.wordpress.facts["pids"][part]])

    def fill(self, copies: Copies) -> Drafts:
        """Nothing but these drafts, all in the queue."""
        run("scripts/sandbox", "sql", "--name", self.wordpress.name, _CLEAR)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(copies.draft(number)) + "\n" for number in range(len(copies)))
            file.flush()
            first, last = json.loads(self.wordpress.php(_QUEUE.read_text(encoding="utf-8"), file.name))
        return Drafts(first, last)

    def proposals(self) -> dict[int, int]:
        """How many proposals each draft has, those that have none left out."""
        return {int(row["draft"]): int(row["proposals"]) for row in json.loads(self.wordpress.php(_PROPOSALS))}

    def posts(self) -> dict[int, dict[str, Any]]:
        """Title, content and status of every post, by its id."""
        return {int(row["id"]): row for row in json.loads(self.wordpress.php(_POSTS))}
