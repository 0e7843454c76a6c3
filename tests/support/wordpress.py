"""A real WordPress, from scripts/sandbox, as tests see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
#: What ``scripts/sandbox`` makes where nothing else is asked for.
USUAL_RELEASE = "6.8"
_ROWS = """
global $wpdb; $id = (int) $args[0];
$rows = ['post' => $wpdb->get_row("SELECT * FROM $wpdb->posts WHERE ID = $id", ARRAY_A),
 'meta' => $wpdb->get_results("SELECT meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = $id
   AND meta_key NOT LIKE '\\_needs\\_seo\\_%' ORDER BY meta_id", ARRAY_A)];
array_walk_recursive($rows, function (&$value) { $value = $value === null ? null : base64_encode($value); });
echo json_encode($rows);
"""


def run(*arguments: str, stdin: str | None = None) -> str:
    """The output of a script of the project; its whole stderr in the failure where it fails."""
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, input=stdin, check=False)
    assert done.returncode == 0, f"{' '.join(arguments)[:200]}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class WordPress:
    """One sandbox. ``facts`` is what ``scripts/sandbox up --json`` says."""

    name: str
    facts: dict[str, Any]
    site: str = ""
    """Which site of a network; "" is the first, and the only one where there is no network."""

    @classmethod
    def up(cls, name: str, *options: str, release: str = USUAL_RELEASE, command: str = "up") -> WordPress:
        """A running sandbox; ``command`` "reset" for a freshly installed one. Each release has sandboxes of its own,
        and so has each of the processes that pytest-xdist shares the tests among."""
        if worker := os.environ.get("PYTEST_XDIST_WORKER"):
            name = f"{name}-{worker}"
        if release != USUAL_RELEASE:
            name, options = f"{name}-{release.replace('.', '-')}", (*options, "--wordpress", release)
        return cls(name, json.loads(run("scripts/sandbox", command, "--name", name, "--json", "--quiet", *options)))

    def reset(self) -> None:
        run("scripts/sandbox", "reset", "--name", self.name, "--quiet")

    def down(self) -> None:
        run("scripts/sandbox", "down", "--name", self.name, "--quiet")

    def second(self) -> WordPress:
        """The second site of a network."""
        return replace(self, site="second")

    @property
    def url(self) -> str:
        return f"{self.facts['url']}/{self.site}".rstrip("/")

    def password(self, login: str) -> str:
        return str((self.facts["bridge"] if login == "seo-bridge" else self.facts["users"][login])["password"])

    def application_password(self, login: str) -> str:
        user = self.facts["bridge"] if login == "seo-bridge" else self.facts["users"][login]
        return str(user["application_password"])

    def api(
        self, login: str, method: str, path: str, body: dict[str, Any] | None = None, **params: Any
    ) -> requests.Response:
        """One call of the REST API as that user; ``path`` after /wp-json."""
        return requests.request(
            method,
            f"{self.url}/wp-json{path}",
            auth=(login, self.application_password(login)),
            json=body,
            params=params,
            timeout=60,
        )

    def php(self, code: str, *arguments: str) -> str:
        """What PHP code prints inside the site; ``$args`` holds the arguments."""
        prepared = f"$args = array_slice($_SERVER['argv'], 1); {code}"
        where = ("--site", self.site) if self.site else ()
        return run("scripts/sandbox", "eval", "--name", self.name, *where, prepared, *arguments)

    def tag_id(self, slug: str = "needs-seo") -> int:
        found = self.api("admin", "GET", "/wp/v2/tags", slug=slug).json()
        if found:
            return int(found[0]["id"])
        return int(self.api("admin", "POST", "/wp/v2/tags", {"name": slug, "slug": slug}).json()["id"])

    def draft(
        self,
        title: str,
        content: str,
        *,
        author: str = "auteur1",
        tags: tuple[str, ...] = ("needs-seo",),
        **fields: Any,
    ) -> int:
        """A new draft, made by its author over core's REST API."""
        body = {
            "title": title,
            "content": content,
            "status": "draft",
            "tags": [self.tag_id(slug) for slug in tags],
            **fields,
        }
        answer = self.api(author, "POST", "/wp/v2/posts", body)
        assert answer.status_code == 201, answer.text[:500]
        return int(answer.json()["id"])

    def rows(self, post: int) -> Any:
        """The post's row and its meta as MariaDB has them, byte for byte, without the companion's own flags."""
        rows = json.loads(self.php(_ROWS, str(post)))
        assert rows["post"], f"no post {post}"
        return rows

    def tags(self, post: int) -> list[str]:
        code = "echo json_encode(wp_get_post_terms((int) $args[0], 'post_tag', ['fields' => 'slugs']));"
        return sorted(json.loads(self.php(code, str(post))))

    def proposals(self, draft: int) -> list[int]:
        """The ids of the proposals that were made for a draft, in any state, oldest first."""
        code = """global $wpdb; echo json_encode(array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM $wpdb->posts p
             JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = '_needs_seo_proposal'
             WHERE p.post_parent = %d AND p.post_type = 'revision' ORDER BY p.ID", (int) $args[0]))));"""
        return list(json.loads(self.php(code, str(draft))))

    def proposal(self, number: int, login: str = "editrice") -> dict[str, Any]:
        answer = self.api(login, "GET", f"/needs-seo/v1/proposals/{number}")
        assert answer.status_code == 200, answer.text[:500]
        return dict(answer.json())

    def content(self, post: int) -> dict[str, str]:
        """Title, content, excerpt, slug and status, raw, and the SEO keys."""
        answer = self.api("admin", "GET", f"/wp/v2/posts/{post}", context="edit").json()
        code = """echo json_encode(array_map(function ($key) use ($args) {
            return get_post_meta((int) $args[0], "_yoast_wpseo_$key", true); }, ['title', 'metadesc', 'focuskw']));"""
        title, description, keyphrase = json.loads(self.php(code, str(post)))
        return {
            "title": answer["title"]["raw"],
            "content": answer["content"]["raw"],
            "excerpt": answer["excerpt"]["raw"],
            "slug": answer["slug"],
            "status": answer["status"],
            "seo_title": title,
            "description": description,
            "keyphrase": keyphrase,
        }


class QuickWordPress(WordPress):
    """A sandbox whose own web server runs a test's PHP, in a tenth of the time that a process takes."""

    _DOOR = """<?php require __DIR__ . '/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php';
        $order = json_decode(file_get_contents('php://input'), true);
        $args = $order['arguments']; eval($order['code']);"""

    @classmethod
    def of(cls, wordpress: WordPress) -> QuickWordPress:
        """The same one, with its door open. After each reset, which takes the door away."""
        quick = cls(wordpress.name, wordpress.facts, wordpress.site)
        quick.open_door()
        return quick

    def open_door(self) -> None:
        (Path(self.facts["paths"]["wordpress"]) / "essai.php").write_text(self._DOOR, encoding="utf-8")

    def php(self, code: str, *arguments: str) -> str:
        order = {"code": code, "arguments": arguments}
        answer = requests.post(f"{self.url}/essai.php", json=order, timeout=120)
        assert answer.status_code == 200, answer.text[:2000]
        return answer.text


@contextmanager
def must_use(wordpress: WordPress, code: str) -> Iterator[None]:
    """A plugin of one file that is there for a while, as what a security plugin does."""
    path = Path(wordpress.facts["paths"]["wordpress"]) / "wp-content" / "mu-plugins" / "zz-essai.php"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<?php\n{code}\n", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()


def seo_bridge(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """The real command, in a process of its own, as cron runs it."""
    return subprocess.run(
        [sys.executable, "-m", "bridge", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
