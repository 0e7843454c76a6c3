"""The file that tells a person of one verdict where WordPress can't: one name for who writes and who shows it."""

from __future__ import annotations


def report_name(site: str, draft: int, job: str) -> str:
    """The file's name. ``site`` is a name of the configuration (lower case, digits, hyphens), ``job`` hex digits."""
    return f"{site}-{draft}-{job[:12]}.html"
