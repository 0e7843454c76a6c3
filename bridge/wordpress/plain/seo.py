"""The SEO plugins' post meta, where core shows it.

Yoast SEO: https://developer.yoast.com/features/seo-tags/; Rank Math and SEOPress: the keys of their own exports.
"""

from __future__ import annotations

from collections.abc import Mapping

from bridge.domain.article import SeoFields

#: Plugin → its keys for SEO title, meta description and focus keyphrase.
KEYS: Mapping[str, tuple[str, str, str]] = {
    "Yoast SEO": ("_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_focuskw"),
    "Rank Math": ("rank_math_title", "rank_math_description", "rank_math_focus_keyword"),
    "SEOPress": ("_seopress_titles_title", "_seopress_titles_desc", "_seopress_analysis_target_kw"),
}
ALL_KEYS = frozenset(key for keys in KEYS.values() for key in keys)
#: French names of the three, in the same order.
NAMES = ("titre SEO", "méta description", "requête cible")


def read(meta: Mapping[str, str]) -> SeoFields:
    """The three fields: of the first plugin that has one, each."""
    title, description, keyphrase = (
        next((meta[keys[field]] for keys in KEYS.values() if meta.get(keys[field])), "") for field in range(3)
    )
    return SeoFields(title=title, description=description, keyphrase=keyphrase)


def missing(meta: Mapping[str, str], wanted: SeoFields, keys: tuple[str, str, str]) -> dict[str, str]:
    """Of ``wanted`` what goes into fields of that plugin which are empty now, by key."""
    values = zip(keys, (wanted.title, wanted.description, wanted.keyphrase), strict=True)
    return {key: value for key, value in values if value and not meta.get(key)}
