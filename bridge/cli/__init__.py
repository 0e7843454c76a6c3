"""The command ``seo-bridge``: arguments in, an exit code out. What it does is in ``bootstrap``'s service.

Exit codes: 0 done, 1 something failed (or a draft is held, for ``rewrite``), 2 usage or configuration,
3 a bug (with a log file), 130 interrupted. Results go to standard output, everything else to standard error.
"""

from bridge.cli.boundary import main

__all__ = ["main"]
