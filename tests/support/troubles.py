"""What goes wrong on a real site, for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.support.wordpress import WordPress, must_use

#: The bridge alone, by the machine's address: people, and visitors of its other name, see a site that is well.
_ONLY_THE_BRIDGE = """
if (($_SERVER['HTTP_USER_AGENT'] ?? '') !== 'seo-bridge' || !str_starts_with($_SERVER['HTTP_HOST'], '127.')) { return; }
"""


def _root(wordpress: WordPress) -> Path:
    return Path(wordpress.facts["paths"]["wordpress"])


def must_use_plugin(wordpress: WordPress, code: str) -> AbstractContextManager[None]:
    """What a security plugin, or a broken one, does: to the bridge, unless it comes by ``localhost``."""
    return must_use(wordpress, f"{_ONLY_THE_BRIDGE}\n{code}")


@contextmanager
def maintenance(wordpress: WordPress) -> Iterator[None]:
    """A core update that has not ended (the file that WordPress looks for first of all), seen by the same."""
    path = _root(wordpress) / ".maintenance"
    path.write_text(f"<?php $upgrading = 0; {_ONLY_THE_BRIDGE} $upgrading = time();\n", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()


@contextmanager
def revoked(wordpress: WordPress, login: str = "seo-bridge") -> Iterator[None]:
    """Somebody revoked the account's application passwords."""
    code = "$id = get_user_by('login', $args[0])->ID; $key = '_application_passwords';"
    kept = wordpress.php(f"{code} echo json_encode(get_user_meta($id, $key, true));", login)
    wordpress.php(f"{code} WP_Application_Passwords::delete_all_application_passwords($id);", login)
    try:
        yield
    finally:
        # WordPress puts slashes into all that comes from outside, this argument included
        back = "update_user_meta($id, $key, wp_slash(json_decode(wp_unslash($args[1]), true)));"
        wordpress.php(f"{code} {back}", login, kept)


@contextmanager
def without_role(wordpress: WordPress, login: str = "seo-bridge") -> Iterator[None]:
    """Somebody made the account an ordinary subscriber."""
    code = "get_user_by('login', $args[0])->set_role($args[1]);"
    wordpress.php(code, login, "subscriber")
    try:
        yield
    finally:
        wordpress.php(code, login, "seo_bridge")


def second_account(wordpress: WordPress, login: str) -> str:
    """Another account with the bridge's role; its application password."""
    code = """$id = username_exists($args[0]) ?: wp_insert_user(['user_login' => $args[0], 'role' => 'seo_bridge',
        'user_pass' => wp_generate_password(), 'user_email' => "$args[0]@example.test"]);
        echo WP_Application_Passwords::create_new_application_password($id, ['name' => uniqid()])[0];"""
    return wordpress.php(code, login)
