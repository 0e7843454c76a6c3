"""What a verdict changes on the draft itself, where there is no companion: tags, and empty SEO fields on request.

Core saves the whole post for either: ``post_modified`` moves, and so does the floating date of a draft that has none.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bridge.domain.article import SeoFields
from bridge.domain.draft import TagChange
from bridge.errors import SiteRefused
from bridge.wordpress.plain import seo
from bridge.wordpress.plain.core import Core
from bridge.wordpress.plain.delivery import refuse_filtered
from bridge.wordpress.plain.post import Post
from bridge.wordpress.plain.refusals import stale

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class SeoNote:
    """What became of one SEO field: its French name, its text, and whether it stands on the draft or why not."""

    name: str
    text: str
    outcome: str
    written: bool = False


def change_tags(core: Core, post: Post, change: TagChange) -> tuple[str, ...]:
    """Set and take away tags, read back; the slugs that could not be set, because this user may make no tag.

    SiteRefused where saving would filter the draft's own HTML. StaleDraft where a person saved at the same time: the
    tags are then as before.
    """
    added = {slug: core.tag(slug) for slug in change.add}
    removed = {core.tag(slug) for slug in change.remove}
    created = {slug: number or core.make_tag(slug) for slug, number in added.items()}
    impossible = tuple(slug for slug, number in created.items() if number is None)
    wanted = _wanted(post, {number for number in created.values() if number}, removed)
    if set(wanted) != set(post.tags):
        _set(core, post, wanted)
    for slug in impossible:
        _log.warning("étiquette impossible à créer", brouillon=post.id, etiquette=slug)
    return impossible


def _wanted(post: Post, added: set[int], removed: set[int | None]) -> tuple[int, ...]:
    kept = [tag for tag in post.tags if tag not in removed]
    return tuple(dict.fromkeys([*kept, *sorted(added)]))


def _set(core: Core, post: Post, tags: tuple[int, ...]) -> None:
    refuse_filtered(core, post)
    core.set_tags(post, tags)
    now = core.read(post.id)
    if not now.untouched(post):
        core.set_tags(now, post.tags)
        raise stale(post.id)
    if set(now.tags) != set(tags):
        raise SiteRefused(
            "WordPress a répondu que les étiquettes étaient changées, et ne les a pas changées",
            where=f"draft {post.id}",
            todo="vérifiez que l'utilisateur peut étiqueter les articles des autres (rôle Éditeur)",
        )


def fill_seo(core: Core, post: Post, wanted: SeoFields) -> tuple[SeoNote, ...]:
    """Write the SEO fields that are empty on the draft, read back, and say of each what became of it.

    Never overwrites a field. Where WordPress refuses, that is an outcome too, and no error.
    """
    reason = "le site ne montre les champs d'aucune extension SEO à cet utilisateur"
    try:
        for keys in core.seo_keys(post):
            before, post = post, _fill(core, post, wanted, keys)
            if any(post.meta.get(key) for key in keys):
                return _notes(wanted, keys, before, post)
            reason = "WordPress a répondu que c'était fait, et n'a rien gardé (extension SEO absente ou fermée)"
    except SiteRefused as error:
        reason = f"WordPress a refusé : {error.what}"
    return not_written(wanted, reason)


def _fill(core: Core, post: Post, wanted: SeoFields, keys: tuple[str, str, str]) -> Post:
    values = seo.missing(post.meta, wanted, keys)
    if not values:
        return post
    refuse_filtered(core, post)
    core.set_meta(post, values)
    return core.read(post.id)


def _notes(wanted: SeoFields, keys: tuple[str, str, str], before: Post, now: Post) -> tuple[SeoNote, ...]:
    texts = (wanted.title, wanted.description, wanted.keyphrase)
    return tuple(
        _note(name, text, before.meta.get(key, ""), now.meta.get(key, ""))
        for name, text, key in zip(seo.NAMES, texts, keys, strict=True)
        if text
    )


def _note(name: str, text: str, before: str, now: str) -> SeoNote:
    if now == text:
        return SeoNote(name=name, text=text, outcome="écrit dans le brouillon, et relu", written=True)
    if before:
        return SeoNote(name=name, text=text, outcome=f"pas écrit : le champ contient déjà « {before} »")
    if now:
        return SeoNote(name=name, text=text, outcome=f"WordPress a gardé autre chose : « {now} »")
    return SeoNote(
        name=name, text=text, outcome="pas écrit : WordPress a répondu que c'était fait, et ne l'a pas gardé"
    )


def not_written(wanted: SeoFields, reason: str) -> tuple[SeoNote, ...]:
    """All fields, none of which was written."""
    texts = (wanted.title, wanted.description, wanted.keyphrase)
    return tuple(
        SeoNote(name=name, text=text, outcome=f"pas écrit : {reason}")
        for name, text in zip(seo.NAMES, texts, strict=True)
        if text
    )
