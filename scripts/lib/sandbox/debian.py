"""Packages of another Debian suite than the machine's, without touching the machine's own apt.

apt itself fetches them, with a configuration and state of the project's: signatures are checked against Debian's
archive keys, and proxies and credentials are the machine's. The mirror is the one the machine uses.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.state import CACHE

SOURCES = Path("/etc/apt")
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def unpack(suite: str, packages: tuple[str, ...], target: Path) -> None:
    """Downloads packages (checked, once) and unpacks them into one folder, running none of their scripts.

    Raises SandboxError when apt fails, with what it said.
    """
    downloads = CACHE / "debs" / suite
    downloads.mkdir(parents=True, exist_ok=True)
    options = _apt_options(suite)
    try:
        _run(["apt-get", *options, "update"])
        _run(["apt-get", *options, "download", *packages], folder=downloads)
        names = _file_names(options, packages)
        for name in names:
            _run(["dpkg-deb", "--extract", str(downloads / name), str(target)])
    except subprocess.CalledProcessError as error:
        raise SandboxError(
            f"Could not get {', '.join(packages)} of Debian's suite '{suite}' from this machine's mirror {mirror()}.\n"
            f"{error.cmd[0]} said:\n{_indent(error.output)}\n"
            "Check the network and that the mirror has that suite; a missing public key means that the package "
            "debian-archive-keyring is too old for the suite: upgrade it."
        ) from error


def mirror() -> str:
    """The address of the Debian archive this machine installs from, by its own apt sources.

    Raises SandboxError if there is none.
    """
    candidates = [address for file in _source_files() for address in _addresses(file)]
    # The main archive is the one whose address ends in /debian; a security archive, or a vendor's, has no WordPress.
    for address in candidates:
        if re.search(r"/debian/?$", address):
            return address
    raise SandboxError(
        f"No Debian mirror in {SOURCES}/sources.list or {SOURCES}/sources.list.d (an address that ends in /debian). "
        f"Found: {', '.join(candidates) or 'none'}. Add your mirror there."
    )


def _source_files() -> list[Path]:
    folder = SOURCES / "sources.list.d"
    files = [*folder.glob("*.sources"), SOURCES / "sources.list", *folder.glob("*.list")]
    return [file for file in files if file.is_file()]


def _addresses(file: Path) -> Iterator[str]:
    """The archive addresses in a sources file, of the deb822 or of the one-line form."""
    lines = file.read_text(errors="replace").splitlines()
    if file.suffix == ".sources":
        for paragraph in "\n".join(line for line in lines if not line.startswith("#")).split("\n\n"):
            fields = dict(re.findall(r"^([\w-]+):[ \t]*(.*(?:\n[ \t].*)*)", paragraph, re.MULTILINE))
            if fields.get("Enabled", "yes").strip().lower() not in ("no", "false"):
                yield from fields.get("URIs", "").split()
    else:
        for line in lines:
            one_line = re.match(r"deb\s+(?:\[[^]]*\]\s+)?(\S+)\s", line)
            if one_line:
                yield one_line[1]


def _apt_options(suite: str) -> list[str]:
    """Options that give apt sources, state and cache of the project's own for that suite."""
    home = CACHE / "apt" / suite
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "status").touch()
    sources = home / "suite.sources"
    sources.write_text(f"Types: deb\nURIs: {mirror()}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n")
    settings = {
        "Dir::State": home / "state",
        "Dir::State::status": home / "status",
        "Dir::Cache": home / "cache",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": 3,
        # apt's own unprivileged user may not be able to enter the project's folder.
        "APT::Sandbox::User": "root",
    }
    return ["-q", *(f"-o{key}={value}" for key, value in settings.items())]


def _file_names(options: list[str], packages: tuple[str, ...]) -> list[str]:
    """The names under which `apt-get download` has stored the packages, or found them there from before."""
    lines = _run(["apt-get", *options, "--print-uris", "download", *packages]).splitlines()
    return [line.split()[1] for line in lines if line.startswith("'")]


def _run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=folder or CACHE,
        env={**os.environ, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout


def _indent(text: str) -> str:
    return "\n".join(f"  | {line}" for line in text.splitlines()[-15:])
