"""A site's folder: WordPress's files out of the cache, its wp-config.php, and the plugins under test."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sandbox import debian
from sandbox.database import NAME, USER
from sandbox.errors import SandboxError
from sandbox.state import CACHE, COMPANION, State, locked, private_file

PLUGIN = "seo-bridge"
SCRIPTS = Path(__file__).parent / "php"
LANGUAGE = "fr_FR"
# What a cached tree was made by: raise it when `_make_tree` changes.
TREE_FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Release:
    """Where a WordPress version comes from."""

    suite: str
    """The Debian suite that carries it."""
    theme: str
    """The default theme; without one the front end is blank."""
    libraries: tuple[str, ...] = ()
    """Packages that it links to beside COMMON_LIBRARIES."""


# Libraries that Debian packages apart, and to which WordPress's package has relative links.
COMMON_LIBRARIES = ("libjs-cropper", "libjs-lodash", "libjs-underscore", "php-getid3")

RELEASES = {
    "6.1": Release(suite="bookworm", theme="twentytwentythree"),
    "6.8": Release(suite="trixie", theme="twentytwentyfive"),
    "7.1": Release(suite="sid", theme="twentytwentyfive", libraries=("libjs-jquery-ui", "libphp-phpmailer")),
}
DEFAULT_RELEASE = "6.8"


def place_files(state: State) -> None:
    """Puts fresh WordPress files in the sandbox's folder, in place of any that are there."""
    tree = cached_tree(state.wordpress_version)
    remove_tree(state.root)
    state.root.parent.mkdir(parents=True, exist_ok=True)
    # A copy, so that what happens to one sandbox's files happens to no other's.
    subprocess.run(["cp", "-a", "--reflink=auto", str(tree), str(state.root)], check=True)
    content = state.root / "wp-content"
    if state.path:
        place = state.document_root / state.path.strip("/")
        place.parent.mkdir(exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(state.root)
    for folder in ("uploads", "mu-plugins", "plugins"):
        (content / folder).mkdir(exist_ok=True)
    shutil.copy(SCRIPTS / "sandbox-mu-plugin.php", content / "mu-plugins" / "sandbox.php")
    empty_mailbox(state)


def empty_mailbox(state: State) -> None:
    """Forgets the mails that the site has sent; each is a JSON file there."""
    remove_tree(state.mails)
    state.mails.mkdir(mode=0o700)


def link_plugins(state: State) -> list[str]:
    """Links the companion (if wanted and there) and the extra plugins into the site; returns their main files."""
    wanted = {Path(folder).name: Path(folder) for folder in state.plugins}
    if state.companion and (COMPANION / f"{PLUGIN}.php").is_file():
        wanted[PLUGIN] = COMPANION
    plugins = state.root / "wp-content" / "plugins"
    for link in plugins.iterdir():
        # Also what is no longer wanted: WordPress passes over an active plugin whose files are gone.
        if link.is_symlink():
            link.unlink()
    for name, folder in wanted.items():
        if (plugins / name).exists():
            raise SandboxError(f"The site already has a plugin in {plugins / name}. Delete that one, then try again.")
        (plugins / name).symlink_to(folder)
    return [f"{name}/{_main_file(folder)}" for name, folder in wanted.items()]


def _main_file(folder: Path) -> str:
    """The file with the header by which WordPress knows a plugin."""
    for file in sorted(folder.glob("*.php")):
        if "Plugin Name:" in file.read_text(errors="replace")[:8192]:
            return file.name
    raise SandboxError(f"No file in {folder} has a 'Plugin Name:' header, so it isn't a WordPress plugin.")


def write_config(state: State) -> None:
    """Writes wp-config.php for the sandbox's present ports."""
    constants: dict[str, str | bool] = {
        "DB_NAME": NAME,
        "DB_USER": USER,
        "DB_PASSWORD": state.database_password,
        "DB_HOST": f"localhost:{state.socket}",
        "DB_CHARSET": "utf8mb4",
        "DB_COLLATE": "utf8mb4_unicode_520_ci",
        **state.salts,
        **_address(state),
        # 'local' allows application passwords over plain http.
        "WP_ENVIRONMENT_TYPE": state.environment,
        "WP_DEBUG": True,
        "WP_DEBUG_LOG": str(state.logs / "debug.log"),
        "WP_DEBUG_DISPLAY": False,
        "SCRIPT_DEBUG": False,
        # Nothing happens by itself, and nothing leaves the machine.
        "WP_HTTP_BLOCK_EXTERNAL": True,
        "DISABLE_WP_CRON": True,
        "AUTOMATIC_UPDATER_DISABLED": True,
        "SANDBOX_MAILS": str(state.mails),
    }
    lines = [f"define( {_php(key)}, {_php(value)} );" for key, value in constants.items()]
    text = "\n".join(
        (
            "<?php",
            "// Written by scripts/sandbox; every `up` and `reset` writes it anew.",
            *lines,
            "$table_prefix = 'wp_';",
            "if ( ! defined( 'ABSPATH' ) ) {",
            "\tdefine( 'ABSPATH', __DIR__ . '/' );",
            "}",
            "require_once ABSPATH . 'wp-settings.php';",
            "",
        )
    )
    draft = state.root / "wp-config.php.new"
    with private_file(draft) as stream:
        stream.write(text.encode())
    draft.replace(state.root / "wp-config.php")


def _address(state: State) -> dict[str, str | bool]:
    if not state.network:
        return {"WP_HOME": state.url, "WP_SITEURL": state.url}
    # Each site of a network has its own address, from the database.
    return {
        "MULTISITE": True,
        "SUBDOMAIN_INSTALL": False,
        "DOMAIN_CURRENT_SITE": state.host,
        "PATH_CURRENT_SITE": f"{state.path}/",
        "SITE_ID_CURRENT_SITE": "1",
        "BLOG_ID_CURRENT_SITE": "1",
    }


def _php(value: str | bool) -> str:
    """A PHP literal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def cached_tree(version: str) -> Path:
    """WordPress's files of that version, made on first use; read only, to copy from."""
    tree = CACHE / "wordpress" / f"{version}-{TREE_FORMAT}"
    with locked(f"wordpress-{version}"):
        if not tree.is_dir():
            _make_tree(version, tree)
    return tree


def _make_tree(version: str, tree: Path) -> None:
    release = RELEASES[version]
    packages = (
        "wordpress",
        "wordpress-l10n",
        f"wordpress-theme-{release.theme}",
        *COMMON_LIBRARIES,
        *release.libraries,
    )
    unpacked = tree.with_name(f"{tree.name}.unpacked")
    draft = tree.with_name(f"{tree.name}.new")
    for leftover in (unpacked, draft):
        remove_tree(leftover)
        leftover.mkdir(parents=True)
    debian.unpack(release.suite, packages, unpacked)
    source = unpacked / "usr" / "share" / "wordpress"
    (source / ".htaccess").unlink(missing_ok=True)  # a dangling link into /etc
    (source / "wp-config.php").unlink(missing_ok=True)  # Debian's, which looks for its own in /etc
    _keep_one_language(source / "wp-content" / "languages")
    _check_version(source, version, release)
    # The links into the other packages become files, so that a copy of the tree is complete in itself.
    _check_links(source, release)
    shutil.copytree(source, draft, symlinks=False, dirs_exist_ok=True)
    remove_tree(unpacked)
    draft.rename(tree)


def _keep_one_language(folder: Path) -> None:
    """Deletes the other hundred languages, more than half of all files."""
    for file in folder.glob("**/*"):
        if file.is_file() and LANGUAGE not in file.name:
            file.unlink()


def _check_links(source: Path, release: Release) -> None:
    dangling = [str(path.relative_to(source)) for path in source.rglob("*") if path.is_symlink() and not path.exists()]
    if dangling:
        raise SandboxError(
            f"WordPress of Debian's suite '{release.suite}' links to files of packages that were not unpacked with it: "
            f"{', '.join(dangling[:10])}. Add the packages to `libraries` in RELEASES in {Path(__file__)}."
        )


def _check_version(source: Path, version: str, release: Release) -> None:
    text = (source / "wp-includes" / "version.php").read_text()
    found = text.partition("$wp_version = '")[2].partition("'")[0]
    if f"{found}.".startswith(f"{version}."):
        return
    raise SandboxError(
        f"Debian's suite '{release.suite}' carries WordPress {found} now, and no longer {version}. "
        f"Choose another with --wordpress, or correct RELEASES in {Path(__file__)}."
    )


def remove_tree(folder: Path) -> None:
    """Deletes a folder if it is there; links in it are deleted, not followed."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        raise SandboxError(f"{folder} could not be deleted; does it belong to another user? Delete it by hand.")
