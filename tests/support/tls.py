"""Certificates for a test's own web server, by openssl: an authority, and what may be wrong with what it signs."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_CONFIG = """\
[ca]
default_ca = here
[here]
dir = {folder}
database = $dir/index
new_certs_dir = $dir
serial = $dir/serial
default_md = sha256
policy = any
email_in_dn = no
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
"""


@dataclass(frozen=True)
class Authority:
    """A certificate authority in a folder; ``file`` is what its friends trust."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "ca.crt"

    @classmethod
    def make(cls, folder: Path) -> Authority:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index").touch()
        (folder / "serial").write_text("01\n")
        (folder / "ca.cnf").write_text(_CONFIG.format(folder=folder))
        authority = cls(folder)
        authority._request("ca", "Autorité d'essai", "-x509", "-days", "30",
                           "-addext", "basicConstraints=critical,CA:TRUE", out="ca.crt")  # fmt: skip
        return authority

    def sign(self, host: str = "IP:127.0.0.1", *, begins: timedelta, ends: timedelta) -> Path:
        """A PEM file with key and certificate for ``host``, valid between two moments counted from now."""
        now = datetime.now(UTC)
        start, end = (f"{now + offset:%Y%m%d%H%M%SZ}" for offset in (begins, ends))
        name = f"site-{len(list(self.folder.iterdir()))}"
        self._request(name, "site", "-addext", f"subjectAltName={host}", out=f"{name}.csr")
        _openssl(
            "ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.crt", "-keyfile", "ca.key",
            "-in", f"{name}.csr", "-out", f"{name}.crt", "-startdate", start, "-enddate", end, folder=self.folder,
        )  # fmt: skip
        return self._pem(name)

    def self_signed(self) -> Path:
        """A PEM file for 127.0.0.1 that no authority signed."""
        self._request("lone", "site", "-x509", "-days", "30", "-addext", "subjectAltName=IP:127.0.0.1", out="lone.crt")
        return self._pem("lone")

    def _request(self, name: str, subject: str, *options: str, out: str) -> None:
        _openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={subject}",
            *options, "-keyout", f"{name}.key", "-out", out, folder=self.folder,
        )  # fmt: skip

    def _pem(self, name: str) -> Path:
        both = self.folder / f"{name}.pem"
        both.write_text((self.folder / f"{name}.key").read_text() + (self.folder / f"{name}.crt").read_text())
        return both


def _openssl(*arguments: str, folder: Path) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"openssl {' '.join(arguments)}\n{done.stderr}"
