"""What somebody with a stolen password can try: every write that a WordPress offers, and what it left behind."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.wordpress import WordPress

#: Every row of a site, without what moves by itself: transients, cron, sessions, and when a password was last used.
_SNAPSHOT = r"""
global $wpdb; $rows = [];
foreach ($wpdb->get_col('SHOW TABLES') as $table) {
    foreach ($wpdb->get_results("SELECT * FROM `$table`", ARRAY_A) as $row) {
        $name = (string) ($row['option_name'] ?? $row['meta_key'] ?? '');
        if (preg_match('/^_(site_)?transient_|^cron$|^session_tokens$|^_edit_lock$|^rewrite_rules$/', $name)) continue;
        if ($name === '_application_passwords') {
            $row['meta_value'] = serialize(array_map(function ($one) {
                unset($one['last_used'], $one['last_ip']); return $one; }, unserialize($row['meta_value'])));
        }
        $rows[] = $table . ' ' . implode(' ', array_slice($row, 0, 4)) . ' ' . md5(serialize($row));
    }
}
echo base64_encode(json_encode($rows, JSON_INVALID_UTF8_SUBSTITUTE));
"""

#: Values that core takes, by argument; anything else comes from the argument's own schema.
_VALUES: dict[str, Any] = {
    "action": "create-image-subsizes", "author_email": "intrus@example.test", "content": "<p>Intrus</p>",
    "email": "intrus@example.test", "force": True, "force_delete": True, "password": "intrus-intrus-9X",
    "status": "publish", "title": "Intrus", "url": "https://intrus.example", "username": "intrus",
    "font_face_settings": '{"fontFamily":"Intrus","src":"https://intrus.example/a.woff2"}',
    "font_family_settings": '{"name":"Intrus","slug":"intrus","fontFamily":"Intrus"}',
    "link_url": "https://intrus.example", "roles": ["administrator"], "slug": "intrus", "src": "https://intrus.example/a",
    "taxonomy": "post_tag", "theme": "twentytwentyfive", "type": "post",
}  # fmt: skip
#: Arguments that only make a request fail, or that name what is not there.
_LEFT_OUT = frozenset({
    "app_id", "author", "date", "date_gmt", "featured_media", "font_family_id", "id", "media_folder", "menus", "meta",
    "parent", "post", "reassign", "template", "uuid", "_fields", "context",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Write:
    """One call: ``path`` after /wp-json."""

    method: str
    path: str
    body: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Ids of what stands on the site. ``own``: the bridge's account, ``uuid`` of its application password."""

    post: int
    private: int
    page: int
    media: int
    comment: int
    revision: int
    own: int
    uuid: str


def snapshot(wordpress: WordPress) -> set[str]:
    """A line for each row of the database."""
    return set(json.loads(base64.b64decode(wordpress.php(_SNAPSHOT))))


def changed(before: set[str], after: set[str]) -> list[str]:
    """What differs, in words for the failure of a test."""
    return [f"- {row[:200]}" for row in sorted(before - after)] + [f"+ {row[:200]}" for row in sorted(after - before)]


def writes(wordpress: WordPress, target: Target, namespace_not: str = "/needs-seo/") -> Iterator[Write]:
    """Every route of the live index with a write method, once for each id that it could be about."""
    index = wordpress.api("admin", "GET", "/").json()
    for route, about in index["routes"].items():
        if route.startswith(namespace_not):
            continue
        for endpoint in about["endpoints"]:
            body = _body(endpoint["args"] or {})
            for method in set(endpoint["methods"]) - {"GET", "PUT", "PATCH"}:
                for path in _paths(route, target):
                    yield Write(method=method, path=path, body=body)


def _body(arguments: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _value(name, schema) for name, schema in arguments.items()
        if name not in _LEFT_OUT and (schema.get("required") or name in _VALUES)
    }  # fmt: skip


def _value(name: str, schema: dict[str, Any]) -> Any:
    choices = schema.get("enum")
    if name in _VALUES and (not choices or _VALUES[name] in choices):
        return _VALUES[name]
    if choices:
        return choices[0]
    kinds = schema.get("type", "string")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    plain = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}, "string": "intrus"}
    return plain.get(kind, "intrus")


def _paths(route: str, target: Target) -> list[str]:
    numbers = {
        "/wp/v2/posts": (target.post, target.private), "/wp/v2/pages": (target.page,),
        "/wp/v2/media": (target.media,), "/wp/v2/comments": (target.comment,), "/wp/v2/users": (1, target.own),
    }  # fmt: skip
    found = next((ids for start, ids in numbers.items() if route.startswith(start)), (1,))
    return [_filled(route, str(number), target) for number in found]


def _filled(route: str, number: str, target: Target) -> str:
    """The route's pattern with its groups filled in; the groups of some stand in one another."""
    path, names = "", {"parent": number, "id": number, "user_id": number, "uuid": target.uuid,
                       "plugin": "seo-bridge/seo-bridge", "name": "core/archives", "font_family_id": "1"}  # fmt: skip
    if "/revisions/" in route:
        names["id"] = str(target.revision)
    if re.search(r"/(templates|template-parts)/", route):
        names["parent" if "/revisions/" in route else "id"] = "twentytwentyfive//index"
    if "widget" in route or "sidebars" in route:
        names["id"] = "sidebar-1" if "sidebars" in route else "text"
    at = 0
    while at < len(route):
        group = re.match(r"\(\?P<(\w+)>", route[at:])
        if not group:
            path += route[at]
            at += 1
            continue
        path += names.get(group[1], "intrus")
        at = _after_group(route, at)
    return path


def _after_group(route: str, at: int) -> int:
    depth, in_class = 0, False
    while at < len(route):
        character = route[at]
        at += 2 if character == "\\" else 1
        if in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        elif character in "()":
            depth += 1 if character == "(" else -1
            if depth == 0:
                break
    return at
