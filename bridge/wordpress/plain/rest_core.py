"""Core over REST (the routes under /wp/v2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from typing import Any, TypeVar

from bridge.domain.swap import Texts
from bridge.wordpress.answers import Answer
from bridge.wordpress.plain import seo
from bridge.wordpress.plain.core import TRIAL, About, User, tried
from bridge.wordpress.plain.post import Post, Revision
from bridge.wordpress.plain.refusals import code_of, gone, refusal, strange, untagged_type
from bridge.wordpress.rest import RestClient

WP = "/wp/v2"
PAGE_SIZE = 100
#: No dates but these, and no rendered texts: those run every plugin's shortcodes and blocks.
_FIELDS = "id,type,status,title.raw,content.raw,excerpt.raw,slug,author,date,modified_gmt,tags,meta,_links"
#: Of revisions core takes whole fields alone (WP_REST_Revisions_Controller::prepare_item_for_response).
_REVISION_FIELDS = "id,author,slug,title,content,excerpt,modified_gmt"
#: Each is rendered, too, on the way.
_REVISIONS = 50
#: In ``_links`` where core lets the user write any HTML (WP_REST_Posts_Controller::get_available_actions).
_UNFILTERED = "action-unfiltered-html"
#: What no editor may, and the bridge needs still less.
_TOO_MUCH = (
    "manage_options", "edit_users", "promote_users", "install_plugins", "activate_plugins", "edit_plugins",
    "edit_themes", "switch_themes", "edit_files", "update_core",
)  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Type:
    name: str
    path: str
    tagged: bool


class RestCore:
    """``client`` carries address and credentials; ``post_types`` are those whose drafts are looked for by number."""

    def __init__(self, client: RestClient, post_types: tuple[str, ...]) -> None:
        self._client = client
        self._post_types = post_types
        self._types: dict[str, _Type] = {}
        self._user: User | None = None
        self._authors: dict[int, str] = {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    # ── the account and the site ────────────────────────────────────────────────────────────────────────────────────

    def me(self) -> User:
        """See the port."""
        if self._user is None:
            fields = {"context": "edit", "_fields": "id,username,capabilities"}
            self._user = self._get(f"{WP}/users/me", _user, "users/me", fields)
        return self._user

    def about(self) -> About:
        """See the port. Core tells its version to nobody over REST."""
        answer = self._expect(self._client.get("/", {"_fields": "name"}), "wp-json")
        return self._mapped(lambda body: About(name=str(body["name"]), version="", clock=_clock(answer)), answer, "")

    def author(self, number: int) -> str:
        """See the port. Core shows an author who has published nothing to few."""
        if number not in self._authors:
            answer = self._client.get(f"{WP}/users/{number}", {"_fields": "name"})
            told = answer.status < 400 and isinstance(answer.body, dict)
            self._authors[number] = str(answer.body.get("name", "")) if told else ""
        return self._authors[number]

    # ── tags ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def tag(self, slug: str) -> int | None:
        """See the port."""
        found = self._get(f"{WP}/tags", _numbers, f"tag {slug}", {"slug": slug, "_fields": "id"})
        return found[0] if found else None

    def make_tag(self, slug: str) -> int | None:
        """See the port."""
        answer = self._client.post(f"{WP}/tags", {"name": slug, "slug": slug})
        if answer.status in (401, 403):
            return None
        if code_of(answer) == "term_exists":
            return self._mapped(lambda body: int(body["data"]["term_id"]), answer, f"tag {slug}")
        return self._mapped(lambda body: int(body["id"]), self._expect(answer, f"tag {slug}"), f"tag {slug}")

    def tag_slugs(self, post: Post) -> tuple[str, ...]:
        """See the port."""
        if not post.tags:
            return ()
        include: dict[str, str | int] = {
            "include": ",".join(map(str, post.tags)),
            "per_page": PAGE_SIZE,
            "_fields": "slug",
        }
        return self._get(f"{WP}/tags", lambda body: tuple(str(term["slug"]) for term in body), "tags", include)

    def set_tags(self, post: Post, tags: tuple[int, ...]) -> None:
        """See the port."""
        self._write(post, {"tags": list(tags)})

    # ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def tagged(self, *, post_type: str, tag: int, statuses: tuple[str, ...]) -> Iterator[Post]:
        """See the port. Core ignores ``tags`` for a type without tags, and would list every draft: such a type is
        refused."""
        kind = self._type(post_type)
        if not kind.tagged:
            raise untagged_type(post_type)
        filters: dict[str, str | int] = {
            "tags": tag,
            "status": ",".join(statuses),
            # by number: drafts saved in the same second would change places between two pages, and one be missed
            "orderby": "id",
            "order": "asc",
        }
        for page in count(1):
            answer = self._client.get(
                kind.path, {**filters, "context": "edit", "_fields": _FIELDS, "per_page": PAGE_SIZE, "page": page}
            )
            if code_of(answer) == "rest_post_invalid_page_number":
                return
            posts = self._mapped(_posts, self._expect(answer, post_type), post_type)
            yield from posts
            # a page that is not full may be missing what this user can't read, and not be the last
            if len(posts) < PAGE_SIZE and not _has_more(answer, page):
                return

    def read(self, number: int) -> Post:
        """See the port."""
        for post_type in self._post_types:
            kind = self._type(post_type)
            answer = self._client.get(f"{kind.path}/{number}", {"context": "edit", "_fields": _FIELDS})
            if code_of(answer) != "rest_post_invalid_id":
                return self._mapped(_post, self._expect(answer, f"draft {number}"), f"draft {number}")
        raise gone(number)

    def kept(self, post: Post, texts: Texts) -> Texts:
        """See the port."""
        return texts if post.unfiltered else self._trial(post, texts)

    def _trial(self, post: Post, texts: Texts) -> Texts:
        path = self._type(post.type).path
        body = {**_texts_json(texts), "title": f"{texts.title}{TRIAL}", "status": "draft"}
        answer = self._expect(self._client.post(path, body, repeatable=False), f"draft {post.id}")
        made = self._mapped(_post, answer, f"draft {post.id}")
        self._expect(self._client.delete(f"{path}/{made.id}", {"force": "true"}), f"post {made.id}")
        return tried(made.texts)

    def touch(self, post: Post) -> None:
        """See the port."""
        self._write(post, {})

    def save(self, post: Post, texts: Texts) -> None:
        """See the port."""
        # sent once: a person may have saved before a second try
        self._write(post, _texts_json(texts), repeatable=False)

    def restore(self, post: Post, kept: Revision) -> None:
        """See the port. Core has no route for it: the texts are sent, which JSON carries byte for byte."""
        self.save(post, kept.texts)

    # ── revisions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def revisions(self, post: Post) -> tuple[Revision, ...]:
        """See the port. The last fifty."""
        path = f"{self._path(post)}/revisions"
        params: dict[str, str | int] = {"context": "edit", "per_page": _REVISIONS, "_fields": _REVISION_FIELDS}
        found = self._get(path, list, f"draft {post.id}", params)
        return tuple(
            self._shaped(_revision, item, path) for item in found if "-autosave-" not in str(dict(item).get("slug"))
        )

    def autosave(self, post: Post) -> Revision | None:
        """This user's autosave of the post, None where there is none."""
        path = f"{self._path(post)}/autosaves"
        params = {"context": "edit", "_fields": _REVISION_FIELDS}
        found = self._get(path, lambda body: [_revision(item) for item in body], f"draft {post.id}", params)
        return next((revision for revision in found if revision.author == self.me().id), None)

    def put_autosave(self, post: Post, texts: Texts) -> Revision:
        """Write this user's autosave of a post that is not its own: core would overwrite the draft itself."""
        answer = self._client.post(f"{self._path(post)}/autosaves", _texts_json(texts))
        return self._mapped(_revision, self._expect(answer, f"draft {post.id}"), f"draft {post.id}")

    # ── SEO fields ──────────────────────────────────────────────────────────────────────────────────────────────────

    def seo_keys(self, post: Post) -> tuple[tuple[str, str, str], ...]:
        """See the port. What REST does not show can't be read back, and so is not written."""
        return tuple(keys for keys in seo.KEYS.values() if any(key in post.meta for key in keys))

    def set_meta(self, post: Post, values: Mapping[str, str]) -> None:
        """See the port."""
        self._write(post, {"meta": {key: value for key, value in values.items() if key in post.meta}})

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, post: Post, body: Mapping[str, Any], *, repeatable: bool = True) -> None:
        """An edit. No date is ever sent: a draft's date floats until somebody sets one."""
        answer = self._client.post(self._path(post), {**body, "_fields": "id"}, repeatable=repeatable)
        self._expect(answer, f"draft {post.id}")

    def _path(self, post: Post) -> str:
        return f"{self._type(post.type).path}/{post.id}"

    def _type(self, name: str) -> _Type:
        if name not in self._types:
            answer = self._client.get(f"{WP}/types/{name}", {"context": "edit"})
            if code_of(answer) in ("rest_type_invalid", "rest_cannot_read_type"):
                raise untagged_type(name)
            self._types[name] = self._mapped(_type, self._expect(answer, f"type {name}"), f"type {name}")
        return self._types[name]

    def _get(self, path: str, read: Callable[[Any], T], where: str, params: Mapping[str, str | int] | None = None) -> T:
        return self._mapped(read, self._expect(self._client.get(path, params), where), where)

    def _mapped(self, read: Callable[[Any], T], answer: Answer, where: str) -> T:
        return self._shaped(read, answer.body, where)

    @staticmethod
    def _shaped(read: Callable[[Any], T], body: Any, where: str) -> T:
        try:
            return read(body)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise strange(error, where) from None

    @staticmethod
    def _expect(answer: Answer, where: str) -> Answer:
        if answer.status < 400:
            return answer
        raise refusal(answer, where)


def _texts_json(texts: Texts) -> dict[str, str]:
    return {"title": texts.title, "content": texts.content, "excerpt": texts.excerpt}


def _texts(item: Mapping[str, Any]) -> Texts:
    """Raw texts; a type without an excerpt or a title has none."""
    title, content, excerpt = (
        str(item[name]["raw"]) if name in item or name == "content" else "" for name in ("title", "content", "excerpt")
    )
    return Texts(title=title, content=content, excerpt=excerpt)


def _post(item: Mapping[str, Any]) -> Post:
    meta = item.get("meta")
    shown = meta if isinstance(meta, dict) else {}
    links = item.get("_links")
    return Post(
        id=int(item["id"]),
        type=str(item["type"]),
        status=str(item["status"]),
        texts=_texts(item),
        slug=str(item["slug"]),
        author=int(item.get("author", 0)),
        date=str(item.get("date", "")),
        modified=str(item["modified_gmt"]),
        tags=tuple(int(tag) for tag in item.get("tags", ())),
        meta={key: value for key, value in shown.items() if key in seo.ALL_KEYS and isinstance(value, str)},
        unfiltered=any(name.endswith(_UNFILTERED) for name in links) if isinstance(links, dict) else None,
    )


def _posts(items: Any) -> tuple[Post, ...]:
    if not isinstance(items, list):
        raise TypeError("a list was expected")
    return tuple(_post(item) for item in items)


def _revision(item: Mapping[str, Any]) -> Revision:
    return Revision(
        id=int(item["id"]), author=int(item["author"]), texts=_texts(item), modified=str(item.get("modified_gmt", ""))
    )


def _user(item: Mapping[str, Any]) -> User:
    capabilities = item["capabilities"]
    return User(
        id=int(item["id"]),
        login=str(item["username"]),
        too_much=tuple(name for name in _TOO_MUCH if capabilities.get(name)),
    )


def _numbers(items: Any) -> tuple[int, ...]:
    return tuple(int(item["id"]) for item in items)


def _type(item: Mapping[str, Any]) -> _Type:
    base = str(item["rest_base"] or item["slug"])
    namespace = str(item.get("rest_namespace") or "wp/v2")
    return _Type(name=str(item["slug"]), path=f"/{namespace}/{base}", tagged="post_tag" in item["taxonomies"])


def _has_more(answer: Answer, page: int) -> bool:
    pages = answer.headers.get("X-WP-TotalPages", "")
    return pages.isascii() and pages.isdigit() and page < int(pages)


def _clock(answer: Answer) -> float:
    """The site's time by its ``Date`` header; ours where a proxy took it away."""
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    return datetime.now(UTC).timestamp()
