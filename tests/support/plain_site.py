"""A real WordPress without the companion, and the adapter that tests deliver with."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bridge.domain.article import SeoFields
from bridge.domain.draft import Proposal, TagChange
from bridge.domain.finding import Finding, Severity
from bridge.ledger.database import open_database
from bridge.ledger.swaps import Delivered, Swaps
from bridge.wordpress.plain import PlainSite, Plan
from bridge.wordpress.plain.autosave import Autosave
from bridge.wordpress.plain.core import Core
from bridge.wordpress.plain.report import Reports
from bridge.wordpress.plain.rest_core import RestCore
from bridge.wordpress.plain.swap import RevisionSwap
from bridge.wordpress.plain.xmlrpc_core import XmlrpcCore
from bridge.wordpress.rest import RestClient
from bridge.wordpress.xmlrpc import XmlrpcClient
from tests.support.wordpress import WordPress

TRICKY = (
    'Il dit : « C’est l\'été » — "déjà" ?\n\n'
    "C:\\temp\\n \\\\ \\' \\\" \\u00e9 &amp; &lt; <em>gras</em> 100 % %s %1$s $1 {x} [code] "
    "👩🏽‍💻 𝒳 e\u0301 \u202f;\u00a0!"
)
ARTICLE = f"<!-- wp:paragraph -->\n<p>{TRICKY}</p>\n<!-- /wp:paragraph -->"
#: What every save of core moves, whoever saves: the date of the last one, and a draft's date where none was set.
MOVED = ("post_modified", "post_modified_gmt")
_jobs = iter(range(1, 100_000))


@dataclass
class Plain:
    """A sandbox without the companion, with a ledger of its own."""

    wordpress: WordPress
    folder: Path
    _databases: list[Engine] = field(default_factory=list)

    def rest(self, login: str = "seo-bridge") -> RestCore:
        password = self.wordpress.application_password(login)
        return RestCore(RestClient(self.wordpress.url, user=login, password=password), ("post",))

    def xmlrpc(self, login: str = "seo-bridge") -> XmlrpcCore:
        password = self.wordpress.application_password(login)
        return XmlrpcCore(XmlrpcClient(self.wordpress.url, user=login, password=password))

    def site(
        self,
        delivery: str,
        *,
        core: Core | None = None,
        fill_seo: bool = False,
        owner: str | None = None,
    ) -> PlainSite:
        """The adapter, as bootstrap makes it; ``owner`` names another process than this one."""
        core = core or self.rest()
        database = self._database()
        journal = Swaps(database, "essai", owner=owner)
        swap = RevisionSwap(core, journal)
        return PlainSite(
            core,
            plan=Plan(url=self.wordpress.url, delivery=delivery, fill_seo=fill_seo),
            delivery=Autosave(core) if delivery == "autosave" and isinstance(core, RestCore) else swap,
            swap=swap,
            journal=journal,
            deliveries=Delivered(database, "essai"),
            reports=Reports(self.folder / "rapports", "essai"),
        )

    def journal(self) -> Swaps:
        return Swaps(self._database(), "essai")

    def _database(self) -> Engine:
        self._databases.append(open_database(f"sqlite:///{self.folder}/registre.db"))
        return self._databases[-1]

    def become_editor(self) -> None:
        """Once for a site: a look at it costs less than a change."""
        me = self.wordpress.api("seo-bridge", "GET", "/wp/v2/users/me", context="edit").json()
        if me["roles"] != ["editor"] or "unfiltered_html" in me["extra_capabilities"]:
            self.become("editor")

    def leave(self) -> None:
        """Close what was opened."""
        for database in self._databases:
            database.dispose()

    def become(self, role: str, *, without: tuple[str, ...] = ()) -> None:
        """Give the bridge's account this role, less some capabilities."""
        code = """$user = get_user_by('login', 'seo-bridge'); $user->remove_all_caps(); $user->set_role($args[0]);
            foreach (array_filter(explode(',', $args[1])) as $capability) { $user->add_cap($capability, false); }"""
        self.wordpress.php(code, role, ",".join(without))

    def edit(self, draft: int, login: str = "editrice", **fields: Any) -> None:
        """A person saves."""
        answer = self.wordpress.api(login, "POST", f"/wp/v2/posts/{draft}", fields)
        assert answer.status_code == 200, answer.text[:500]

    def take(self, revision: int) -> None:
        """A person restores a revision, or an autosave."""
        code = "wp_set_current_user(get_user_by('login', 'editrice')->ID); wp_restore_post_revision((int) $args[0]);"
        self.wordpress.php(code, str(revision))

    def own_posts(self) -> list[int]:
        """The posts of the bridge's account, in any status, that are no revisions."""
        code = """global $wpdb; echo json_encode(array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT ID FROM $wpdb->posts WHERE post_author = %d AND post_type = 'post'",
            get_user_by('login', 'seo-bridge')->ID))));"""
        return list(json.loads(self.wordpress.php(code)))

    def rows(self, draft: int, *, but: tuple[str, ...] = ()) -> Any:
        """The draft's row and meta, byte for byte, without what every save moves (see MOVED) and meta keys ``but``."""
        rows = self.wordpress.rows(draft)
        keys = [base64.b64encode(key.encode()).decode() for key in but]
        rows["meta"] = [row for row in rows["meta"] if row["meta_key"] not in keys]
        for column in MOVED:
            del rows["post"][column]
        if base64.b64decode(rows["post"]["post_date_gmt"]).startswith(b"0000"):
            del rows["post"]["post_date"]
        return rows

    def autosaves(self, draft: int) -> list[dict[str, Any]]:
        """All users' autosaves, oldest first."""
        return [revision for revision in self.revisions(draft) if "-autosave-" in revision["post_name"]]

    def revisions(self, draft: int) -> list[dict[str, Any]]:
        """All revisions with their autosaves, oldest first."""
        code = """global $wpdb; echo json_encode($wpdb->get_results($wpdb->prepare("SELECT ID, post_author, post_name,
            post_title, post_content, post_excerpt, post_modified_gmt FROM $wpdb->posts WHERE post_parent = %d
            AND post_type = 'revision' ORDER BY ID", (int) $args[0]), ARRAY_A));"""
        return list(json.loads(self.wordpress.php(code, str(draft))))

    def settings(self, code: str) -> Callable[[], None]:
        """PHP that every request runs from now on (a must-use plugin); call the result to take it away."""
        path = Path(self.wordpress.facts["paths"]["wordpress"]) / "wp-content" / "mu-plugins" / "essai.php"
        path.write_text(f"<?php {code}", encoding="utf-8")
        return path.unlink


def proposal_for(site: PlainSite, draft: int, **changes: Any) -> Proposal:
    """A proposal for the draft as it stands."""
    number = next(_jobs)
    proposal = Proposal(
        draft=draft,
        job=f"{number:064x}",
        base=site.fetch(draft).base,
        title=f"Un titre n° {number} « pour \\ la recherche »",
        content=ARTICLE,
        excerpt="Un extrait & \\n.",
        slug="un-titre",
        seo=SeoFields(title="Titre SEO", description="Une description.", keyphrase="titre"),
        engine="extractive",
        findings=(Finding(severity=Severity.INFO, code="a.b", place="titre", message="Bien.", evidence="« ici »"),),
        stats={"words_before": 2, "words_after": 700},
        tags=TagChange(add=("seo-propose",), remove=("needs-seo",)),
    )
    return replace(proposal, **changes)
