"""``seo-bridge check`` on a real WordPress: what it proves, and that proving it changes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import requests

from bridge.bootstrap import examine
from bridge.config import load
from bridge.doctor import CheckLine
from tests.support.running import PASSWORD, Installation, install
from tests.support.troubles import must_use_plugin
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

#: What a WordPress keeps of what people write, and of what they are allowed.
_CONTENTS = """global $wpdb; $sums = [];
foreach (['posts', 'postmeta', 'terms', 'term_taxonomy', 'term_relationships', 'users', 'comments'] as $table) {
  $sums[$table] = $wpdb->get_row("CHECKSUM TABLE {$wpdb->$table}", ARRAY_N)[1]; }
$sums['roles'] = get_option('wp_user_roles'); $sums['plugins'] = get_option('active_plugins');
$sums['title'] = get_option('blogname'); echo json_encode($sums);"""
WRONG = "abcd EFGH 1234 ijkl MNOP 5678"


@pytest.fixture
def installation(tmp_path: Path, wordpress: WordPress) -> Installation:
    return install(tmp_path, wordpress)


def check(
    installation: Installation, *, fix: bool = False, env: dict[str, str] | None = None
) -> tuple[bool, dict[str, CheckLine]]:
    """Whether the site is well, and its needs by code."""
    with patch.dict(os.environ, {**installation.environment, **(env or {})}):
        group = next(iter(examine(load(installation.config), ["essai"], fix=fix)))
    return group.ok, {line.code: line for line in group.lines}


def results(needs: dict[str, CheckLine], *levels: str) -> set[str]:
    return {code for code, line in needs.items() if line.level in levels}


def test_everything_is_well(installation: Installation) -> None:
    installation.wordpress.draft("Le marché couvert", "Texte.")
    ok, needs = check(installation)
    assert ok, needs
    assert results(needs, "warning", "failed", "unseen") == set()
    assert needs["drafts"].proved == "1 brouillon attend"
    assert needs["rights"].proved == "rien d'autre ne lui est permis"


@pytest.mark.parametrize("access", ["rest", "xmlrpc"])
@pytest.mark.parametrize("login", ["admin", "editrice", "auteur1"])
def test_what_an_account_may_do_too_much_is_proved_and_nothing_is_written(
    installation: Installation, login: str, access: str
) -> None:
    """Each attempt is one that this account has the right to; the companion lets it propose, too."""
    wordpress = installation.wordpress
    wordpress.php("get_user_by('login', $args[0])->add_cap('needs_seo_propose');", login)
    requests.get(wordpress.url, timeout=60)  # the first visitor of a home page makes WordPress store the theme's styles
    before = wordpress.php(_CONTENTS)
    installation.document["sites"][0] |= {"user": login, "password": {"env": "OTHER"}, "access": access}
    try:
        ok, needs = check(installation, env={"OTHER": wordpress.application_password(login)})
        assert wordpress.php(_CONTENTS) == before
    finally:
        wordpress.php("get_user_by('login', $args[0])->remove_cap('needs_seo_propose');", login)
    assert not ok
    assert results(needs, "failed") == {"rights"}
    said = needs["rights"].proved
    assert "lire et écrire des articles" in said
    assert "envoyer un fichier" in said
    assert ("une page" in said or "des pages" in said) is (login != "auteur1")
    for act in ("voir les comptes", "changer les réglages"):
        assert (act in said) is (login == "admin")


@pytest.mark.parametrize(
    ("settings", "secret", "failed", "said"),
    [
        ({"password": {"env": "OTHER"}}, WRONG, "credentials", "faux, ou a été révoqué"),
        ({"password": {"env": "OTHER"}}, "ouvre-toi", "credentials", "9 caractères"),
        ({"user": "personne"}, "", "credentials", "ne connaît pas l'utilisateur « personne »"),
        ({"user": "auteur1", "password": {"env": "OTHER"}}, "auteur1", "role", "pas le droit de déposer"),
        ({"password": {"env": "NOT_SET"}}, "", "secret", "NOT_SET"),
        ({"tag": "une-autre"}, "", "tag", "« une-autre » n'existe pas"),
        ({"post_types": ["fiche"]}, "", "drafts", "type de contenu"),
    ],
    ids=["wrong password", "account's password", "wrong user", "no role", "no secret", "no tag", "no such type"],
)
def test_settings_that_cannot_work_are_never_called_good(
    installation: Installation, settings: dict[str, Any], secret: str, failed: str, said: str
) -> None:
    installation.document["sites"][0] |= settings
    people = installation.wordpress.facts["users"]
    ok, needs = check(installation, env={"OTHER": people.get(secret, {}).get("application_password", secret)})
    assert not ok
    assert results(needs, "failed") == {failed}
    assert said in needs[failed].proved
    assert needs[failed].todo
    if failed in ("credentials", "role", "secret"):
        assert results(needs, "ok") & {"role", "rights", "protocol", "tag", "drafts"} == set()


def test_a_header_that_the_web_server_takes_away(installation: Installation) -> None:
    """The famous one: the password is right, and never arrives."""
    code = "unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION']);"
    with must_use_plugin(installation.wordpress, code):
        _, needs = check(installation)
    assert results(needs, "failed") == {"credentials"}
    assert "en-tête Authorization" in needs["credentials"].proved
    assert "l'extension ne l'a pas vu" in needs["credentials"].proved
    assert "CGIPassAuth" in needs["credentials"].todo
    assert needs["role"].level == "unseen"


@pytest.mark.parametrize(
    ("code", "failed", "said"),
    [
        ("add_filter('rest_authentication_errors', fn() => new WP_Error('closed', 'No.', ['status' => 403]));",
         "rest", "closed"),
        ("add_filter('wp_is_application_passwords_available', '__return_false', 20);", "application_passwords",
         "refuse"),
        ("add_filter('wp_is_application_passwords_available_for_user', '__return_false');", "credentials",
         "pour « seo-bridge »"),
        ("add_filter('wp_kses_allowed_html', function ($tags) { unset($tags['h2']); return $tags; });", "kses", "<h2"),
        ("add_filter('rest_endpoints', function ($all) { return array_filter($all, fn($route) =>"
         " !str_starts_with($route, '/needs-seo'), ARRAY_FILTER_USE_KEY); });", "role", "rest_no_route"),
    ],
    ids=["rest", "application passwords", "for this user", "kses", "routes"],
)  # fmt: skip
def test_what_plugins_do(installation: Installation, code: str, failed: str, said: str) -> None:
    with must_use_plugin(installation.wordpress, code):
        ok, needs = check(installation)
    assert not ok
    assert results(needs, "failed") == {failed}
    assert said in needs[failed].proved
    assert needs[failed].todo


@pytest.mark.parametrize("access", ["rest", "xmlrpc"])
def test_each_way_in_is_proved_where_the_other_is_closed(installation: Installation, access: str) -> None:
    codes = {
        "rest": "if (defined('XMLRPC_REQUEST')) { http_response_code(403); exit('Forbidden'); }",
        "xmlrpc": "add_filter('rest_authentication_errors', fn() => new WP_Error('closed', 'No.', ['status' => 403]));",
    }
    installation.site["access"] = access
    with must_use_plugin(installation.wordpress, codes[access]):
        ok, needs = check(installation)
    assert ok, needs
    assert needs["drafts"].level == needs["rights"].level == "ok"
    assert "ferm" in needs["xmlrpc" if access == "rest" else "rest"].proved


@pytest.mark.parametrize(
    ("code", "secret", "failed", "said"),
    [
        ("http_response_code(403); exit('Forbidden');", "", "xmlrpc", "fermé (HTTP 403"),
        ("add_filter('xmlrpc_enabled', '__return_false');", "", "credentials", "xmlrpc_enabled"),
        ("", WRONG, "credentials", "révoqué"),
        ("add_filter('option_active_plugins', '__return_empty_array');", "", "role", "pas active"),
    ],
    ids=["403", "switched off", "wrong password", "no companion"],
)  # fmt: skip
def test_what_closes_xmlrpc(installation: Installation, code: str, secret: str, failed: str, said: str) -> None:
    installation.site["access"] = "xmlrpc"
    with must_use_plugin(installation.wordpress, f"if (defined('XMLRPC_REQUEST')) {{ {code} }}"):
        ok, needs = check(installation, env={PASSWORD: secret} if secret else {})
    assert not ok
    assert results(needs, "failed") == {failed}
    assert said in needs[failed].proved
    assert needs[failed].todo
    assert needs["drafts"].level == "unseen"


def test_an_api_for_those_who_are_signed_in(installation: Installation) -> None:
    """What WordPress's own handbook recommends to close the API to strangers."""
    code = """add_filter('rest_authentication_errors', function ($seen) { if (!empty($seen)) { return $seen; }
        return is_user_logged_in() ? $seen : new WP_Error('rest_not_logged_in', 'No.', ['status' => 401]); });"""
    with must_use_plugin(installation.wordpress, code):
        ok, needs = check(installation)
        assert ok, needs
        assert "fermée aux anonymes" in needs["rest"].proved
        installation.site["password"] = {"env": "OTHER"}
        ok, needs = check(installation, env={"OTHER": WRONG})
    assert not ok
    assert results(needs, "failed") == {"credentials"}


def test_fix_makes_the_tag_and_nothing_else(installation: Installation) -> None:
    wordpress = installation.wordpress
    installation.site["tag"] = "a-reecrire_2"
    assert not check(installation)[0]
    tables = """global $wpdb; echo json_encode([$wpdb->get_results("CHECKSUM TABLE $wpdb->posts, $wpdb->postmeta,
        $wpdb->term_relationships, $wpdb->users"), (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->terms")]);"""
    [rows, terms] = json.loads(wordpress.php(tables))
    ok, needs = check(installation, fix=True)
    assert ok, needs
    assert json.loads(wordpress.php(tables)) == [rows, terms + 1]
    assert wordpress.tag_id("a-reecrire_2")
    assert check(installation, fix=True)[1]["tag"].proved == "« a-reecrire_2 » existe"


@pytest.mark.parametrize(
    ("login", "slug", "status", "code"),
    [
        ("seo-bridge", "nouvelle-file", 201, None),
        ("seo-bridge", "nouvelle-file", 200, None),
        ("seo-bridge", "Nouvelle File", 400, "rest_invalid_param"),
        ("seo-bridge", "-file-", 400, "needs_seo_tag_invalid"),
        ("seo-bridge", "f" * 201, 400, "rest_invalid_param"),
        ("auteur1", "autre-file", 403, "needs_seo_forbidden"),
    ],
)
def test_the_route_that_makes_a_tag(wordpress: WordPress, login: str, slug: str, status: int, code: str | None) -> None:
    answer = wordpress.api(login, "POST", "/needs-seo/v1/tags", {"slug": slug})
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    if code is None:
        assert answer.json() == {"slug": slug, "created": status == 201}
        assert wordpress.api("admin", "GET", "/wp/v2/tags", slug=slug).json()[0]["name"] == slug


def test_a_wordpress_without_revisions(installation: Installation) -> None:
    with must_use_plugin(installation.wordpress, "add_filter('wp_revisions_to_keep', '__return_zero', 1);"):
        ok, needs = check(installation)
    assert ok
    assert "coupées sur ce site ; l'extension garde" in needs["revisions"].proved


def test_the_command_says_all_of_it_and_never_the_password(installation: Installation) -> None:
    done = installation.command("check", "--json", "--fix")
    data = json.loads(done.stdout)
    assert (done.returncode, data["ok"]) == (0, True)
    assert [group["kind"] for group in data["groups"]] == ["site", "engine", "machine"]
    shown = installation.command("check", "--verbose", env={PASSWORD: WRONG})
    assert shown.returncode == 1
    assert "✗ connexion : le mot de passe de « seo-bridge » est faux, ou a été révoqué" in shown.stdout
    for secret in (installation.environment[PASSWORD], WRONG):
        assert secret not in done.stdout + done.stderr + shown.stdout + shown.stderr
