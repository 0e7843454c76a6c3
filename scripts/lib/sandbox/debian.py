"""Packages of another Debian suite than the machine's, without touching the machine's own apt.

apt itself fetches them, with a configuration and state of the project's: signatures are checked against Debian's
archive keys, and proxies and credentials are the machine's. The mirror is the one the machine uses.
"""

import os
import subprocess
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.state import CACHE

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def unpack(suite: str, packages: tuple[str, ...], target: Path) -> None:
    """Downloads packages (checked, once) and unpacks them into one folder, running none of their scripts.

    Raises SandboxError when apt fails, with what it said.
    """
    downloads = CACHE / "debs" / suite
    downloads.mkdir(parents=True, exist_ok=True)
    try:
        options = _suite_options(suite)
        _run(["apt-get", *options, "update"])
        _run(["apt-get", *options, "download", *packages], folder=downloads)
        for name in _file_names(options, packages):
            _run(["dpkg-deb", "--extract", str(downloads / name), str(target)])
    except subprocess.CalledProcessError as error:
        raise SandboxError(
            f"Could not get {', '.join(packages)} of Debian's suite '{suite}' from this machine's mirror.\n"
            f"{error.cmd[0]} said:\n{_indent(error.output)}\n"
            "Check the network and that the mirror has that suite; a missing public key means that the package "
            "debian-archive-keyring is too old for the suite: upgrade it."
        ) from error


def mirror() -> str:
    """The address of the Debian archive that this machine installs from.

    apt tells: it knows every form of its sources, and by their signed Release files which archive is Debian's own and
    not a vendor's or the security updates. Raises SandboxError if none is.
    """
    found = _archives([])
    if not found:
        # The machine has no package lists, as in slimmed images. Get them apart, without root.
        options = _private_state("machine")
        _run(["apt-get", *options, "update"])
        found = _archives(options)
    if not found:
        raise SandboxError(
            "This machine's apt sources (/etc/apt/sources.list and sources.list.d) name no Debian archive, from which "
            "WordPress is taken. Add your mirror of Debian there, run 'apt-get update', then try again."
        )
    return found[0]


def _archives(options: list[str]) -> list[str]:
    """The addresses of Debian's main archive among apt's sources, as far as their Release files are there."""
    form = "$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)"
    lines = _run(["apt-get", *options, "indextargets", "--format", form, "Created-By: Packages"]).splitlines()
    return [line.split("|", 3)[3] for line in lines if line.startswith("Debian|Debian|main|")]


def _private_state(name: str) -> list[str]:
    """Options that give apt state and cache of the project's own, without root; the sources stay the machine's."""
    home = CACHE / "apt" / name
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "status").touch()
    settings = {
        "Dir::State": home / "state",
        "Dir::State::status": home / "status",
        "Dir::Cache": home / "cache",
        "Acquire::Languages": "none",
        "Acquire::Retries": 3,
        # apt's own unprivileged user may not be able to enter the project's folder.
        "APT::Sandbox::User": "root",
    }
    return ["-q", *(f"-o{key}={value}" for key, value in settings.items())]


def _suite_options(suite: str) -> list[str]:
    """The same, with that suite of the machine's mirror as the only source."""
    options = _private_state(suite)
    sources = CACHE / "apt" / suite / "suite.sources"
    sources.write_text(f"Types: deb\nURIs: {mirror()}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n")
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        # A mirror that stood still for a week or two serves the suite's last state: signed by Debian, only not renewed.
        "Acquire::Check-Valid-Until": "false",
    }
    return [*options, *(f"-o{key}={value}" for key, value in settings.items())]


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
