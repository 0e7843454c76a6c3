"""Core over XML-RPC (wp-includes/class-wp-xmlrpc-server.php)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

from wordpress_xmlrpc import AuthenticatedMethod

from bridge.domain.swap import Texts
from bridge.errors import SiteRefused
from bridge.wordpress.plain import seo
from bridge.wordpress.plain.core import TRIAL, About, User, tried
from bridge.wordpress.plain.post import Post, Revision
from bridge.wordpress.plain.refusals import ROLE, gone, strange, untagged_type
from bridge.wordpress.xmlrpc import FaultRefused, XmlrpcClient

PAGE_SIZE = 100
#: Core's numbers of faults.
_MAY_NOT, _UNKNOWN_TYPE, _NO_POST = 401, 403, 404
_POST_FIELDS = (
    "post_title", "post_content", "post_excerpt", "post_name", "post_status", "post_type", "post_author",
    "post_date_gmt", "post_modified_gmt", "terms", "custom_fields",
)  # fmt: skip
_REVISION_FIELDS = ("post_title", "post_content", "post_excerpt", "post_author", "post_modified_gmt")
_TAGS = "post_tag"
_MARK = "<script>/* seo-bridge */</script>"

T = TypeVar("T")


class _Method(AuthenticatedMethod):  # type: ignore[misc]
    """One of core's methods by its name; the library has no class for those of revisions."""

    def __init__(self, name: str, *arguments: Any) -> None:
        super().__init__()
        self.method_name = name
        self._arguments = arguments

    def get_args(self, client: Any) -> list[Any]:
        return [*self.default_args(client), *self._arguments]


class XmlrpcCore:
    """``client`` carries address and credentials."""

    def __init__(self, client: XmlrpcClient) -> None:
        self._client = client
        self._user: User | None = None
        self._unfiltered: bool | None = None
        self._terms: dict[int, str] = {}
        self._authors: dict[int, str] | None = None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    # ── the account and the site ────────────────────────────────────────────────────────────────────────────────────

    def me(self) -> User:
        """See the port. XML-RPC tells roles, not what they may."""
        if self._user is None:
            self._user = self._call(_user, "wp.getProfile", ["user_id", "username", "roles"])
        return self._user

    def about(self) -> About:
        """See the port. The site's clock is not told; ours stands in."""
        names = ["blog_title", "software_version"]
        return self._call(_about, "wp.getOptions", names)

    def author(self, number: int) -> str:
        """See the port."""
        if self._authors is None:
            try:
                self._authors = self._call(_names, "wp.getAuthors")
            except FaultRefused:
                self._authors = {}
        return self._authors.get(number, "")

    # ── tags ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def tag(self, slug: str) -> int | None:
        """See the port. XML-RPC can't ask for a slug: all tags are read once, and again where it isn't among them."""
        found = self._tag(slug)
        if found is None:
            self._terms = self._call(_terms, "wp.getTerms", _TAGS)
            found = self._tag(slug)
        return found

    def _tag(self, slug: str) -> int | None:
        return next((number for number, name in self._terms.items() if name == slug), None)

    def make_tag(self, slug: str) -> int | None:
        """See the port."""
        try:
            struct = {"taxonomy": _TAGS, "name": slug, "slug": slug}
            number = self._call(int, "wp.newTerm", struct, repeatable=False)
        except FaultRefused as error:
            if error.code == _MAY_NOT:
                return None
            raise
        self._terms[number] = slug
        return number

    def tag_slugs(self, post: Post) -> tuple[str, ...]:
        """See the port."""
        if not all(tag in self._terms for tag in post.tags):
            self._terms = self._call(_terms, "wp.getTerms", _TAGS)
        return tuple(self._terms[tag] for tag in post.tags if tag in self._terms)

    def set_tags(self, post: Post, tags: tuple[int, ...]) -> None:
        """See the port."""
        self._edit(post, {"terms": {_TAGS: list(tags)}})

    # ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def tagged(self, *, post_type: str, tag: int, statuses: tuple[str, ...]) -> Iterator[Post]:
        """See the port. XML-RPC can't ask for a tag: all drafts are listed with their tags, and those with it read."""
        kind = self._guarded_type(post_type)
        if _TAGS not in kind:
            raise untagged_type(post_type)
        for page in count():
            # until a page is empty: posts that this user may not edit are left out, and a short page need not be last
            filters = {
                "post_type": post_type,
                "post_status": list(statuses),
                "number": PAGE_SIZE,
                "offset": page * PAGE_SIZE,
                "orderby": "ID",  # no two have the same: none is missed between two pages
                "order": "ASC",
            }
            listed = self._call(_tagged, "wp.getPosts", filters, ["terms"])
            for number, tags in listed:
                if tag in tags:
                    yield self.read(number)
            if not listed:
                return

    def _guarded_type(self, post_type: str) -> tuple[str, ...]:
        try:
            return self._call(_taxonomies, "wp.getPostType", post_type, ["taxonomies"])
        except FaultRefused as error:
            if error.code in (_UNKNOWN_TYPE, _MAY_NOT):
                raise untagged_type(post_type) from None
            raise

    def read(self, number: int) -> Post:
        """See the port."""
        try:
            return self._call(_post, "wp.getPost", number, list(_POST_FIELDS))
        except FaultRefused as error:
            if error.code == _NO_POST:
                raise gone(number) from None
            raise

    def kept(self, post: Post, texts: Texts) -> Texts:
        """See the port. XML-RPC doesn't say what an account may write: the first draft of its own shows it."""
        if self._unfiltered is None:
            self._unfiltered = _MARK in self._trial(post, Texts(title="", content=_MARK, excerpt="")).content
        return texts if self._unfiltered else self._trial(post, texts)

    def _trial(self, post: Post, texts: Texts) -> Texts:
        struct = {
            **_struct(texts),
            "post_title": f"{texts.title}{TRIAL}",
            "post_type": post.type,
            "post_status": "draft",
        }
        number = self._call(int, "wp.newPost", struct, repeatable=False)
        made = self.read(number)
        for _ in range(2):  # the first time into the trash, where the site has one
            try:
                self._call(bool, "wp.deletePost", number)
            except FaultRefused as error:
                if error.code != _NO_POST:
                    raise
        return tried(made.texts)

    def touch(self, post: Post) -> None:
        """See the port."""
        self._edit(post, {})

    def save(self, post: Post, texts: Texts) -> None:
        """See the port."""
        self._edit(post, _struct(texts), repeatable=False)

    def restore(self, post: Post, kept: Revision) -> None:  # noqa: ARG002 - the revision knows its post
        """See the port. WordPress copies the revision itself, and notes this user as the last editor."""
        self._call(bool, "wp.restoreRevision", kept.id, repeatable=False)

    def revisions(self, post: Post) -> tuple[Revision, ...]:
        """See the port."""
        try:
            return self._call(_revisions, "wp.getRevisions", post.id, list(_REVISION_FIELDS))
        except FaultRefused as error:
            # the same number says that this user may not edit the post, which has just been read with all its texts
            if error.code == _MAY_NOT:
                return ()
            raise

    # ── SEO fields ──────────────────────────────────────────────────────────────────────────────────────────────────

    def seo_keys(self, post: Post) -> tuple[tuple[str, str, str], ...]:
        """See the port. Keys that begin with an underscore WordPress takes only from a plugin that declares them. Rank
        Math's don't, and would become visible custom fields anywhere: they are for drafts that have some already."""
        return tuple(
            keys
            for keys in seo.KEYS.values()
            if all(key.startswith("_") for key in keys) or any(key.startswith(_stem(keys)) for key in post.hints)
        )

    def set_meta(self, post: Post, values: Mapping[str, str]) -> None:
        """See the port. A row that is there is written over, not doubled."""
        rows = self._call(_meta_rows, "wp.getPost", post.id, ["custom_fields"])
        fields = [
            {"key": key, "value": value, **({"id": rows[key][0]} if key in rows else {})}
            for key, value in values.items()
        ]
        self._edit(post, {"custom_fields": fields}, repeatable=False)

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _edit(self, post: Post, struct: Mapping[str, Any], *, repeatable: bool = True) -> None:
        """An edit. WordPress fills in from the post what is not named; no date is ever sent. Without a field at all it
        would read the empty struct as an empty list, which does as well."""
        self._call(bool, "wp.editPost", post.id, dict(struct), repeatable=repeatable)

    def _call(self, read: Callable[[Any], T], name: str, *arguments: Any, repeatable: bool = True) -> T:
        try:
            answer = self._client.call(_Method(name, *arguments), repeatable=repeatable)
        except FaultRefused as error:
            if error.code == _MAY_NOT and not error.todo:
                raise _may_not(error) from None
            raise
        try:
            return read(answer)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise strange(error, name) from None


def _may_not(error: FaultRefused) -> SiteRefused:
    return FaultRefused(error.what, code=error.code, where=error.where, todo=f"vérifiez « user », puis {ROLE}")


def _stem(keys: tuple[str, str, str]) -> str:
    """What the plugin's keys begin with, those of its scores included."""
    return keys[0].removesuffix("title")


def _struct(texts: Texts) -> dict[str, str]:
    return {"post_title": texts.title, "post_content": texts.content, "post_excerpt": texts.excerpt}


def _texts(item: Mapping[str, Any]) -> Texts:
    return Texts(
        title=_text(item["post_title"]), content=_text(item["post_content"]), excerpt=_text(item["post_excerpt"])
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("a text was expected")


def _moment(value: Any) -> str:
    """An XML-RPC date (``20261122T10:00:00``) as it came: it sorts, and that is all it is for."""
    return str(value)


def _post(item: Mapping[str, Any]) -> Post:
    rows = _meta_rows(item)
    return Post(
        id=int(item["post_id"]),
        type=str(item["post_type"]),
        status=str(item["post_status"]),
        texts=_texts(item),
        slug=_text(item["post_name"]),
        author=int(item["post_author"]),
        date=_moment(item["post_date_gmt"]),
        modified=_moment(item["post_modified_gmt"]),
        tags=_tags(item),
        meta={key: value for key, (_, value) in rows.items() if key in seo.ALL_KEYS},
        hints=frozenset(rows),
    )


def _tags(item: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(int(term["term_id"]) for term in item["terms"] if term["taxonomy"] == _TAGS)


def _tagged(items: Any) -> list[tuple[int, tuple[int, ...]]]:
    return [(int(item["post_id"]), _tags(item)) for item in items]


def _meta_rows(item: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Each shown custom field's row and value, the first of a key."""
    rows: dict[str, tuple[str, str]] = {}
    for field in item["custom_fields"]:
        rows.setdefault(str(field["key"]), (str(field["id"]), str(field["value"])))
    return rows


def _revisions(items: Any) -> tuple[Revision, ...]:
    found = (
        Revision(
            id=int(item["post_id"]),
            author=int(item["post_author"]),
            texts=_texts(item),
            modified=_moment(item["post_modified_gmt"]),
        )
        for item in items
    )
    return tuple(sorted(found, key=lambda revision: revision.id, reverse=True))


def _user(item: Mapping[str, Any]) -> User:
    too_much = ("administrator",) if "administrator" in item["roles"] else ()
    return User(id=int(item["user_id"]), login=str(item["username"]), too_much=too_much)


def _about(options: Mapping[str, Any]) -> About:
    return About(
        name=str(options["blog_title"]["value"]),
        version=str(options["software_version"]["value"]),
        clock=datetime.now(UTC).timestamp(),
    )


def _names(items: Any) -> dict[int, str]:
    return {int(item["user_id"]): str(item["display_name"]) for item in items}


def _terms(items: Any) -> dict[int, str]:
    return {int(item["term_id"]): str(item["slug"]) for item in items}


def _taxonomies(item: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(name) for name in item["taxonomies"])
