"""The errors that the bridge raises on purpose.

::

    BridgeError                 carries what happened, where, and what to do next
    ├── TemporaryError          the same call may succeed later: retried with backoff
    │   ├── SiteUnavailable     network, time-out, 429, 5xx, a maintenance page
    │   ├── EngineUnavailable   the same for the model's endpoint
    │   ├── BudgetSpent         the run's, day's or site's budget has no room for the next model call
    │   ├── CircuitOpen         the site or the model was down a moment ago: not even asked
    │   └── DraftBusy           somebody is deciding on the draft at this moment
    └── PermanentError          it will not succeed until a person changes something
        ├── ConfigError         the configuration: exit code 2
        ├── SiteRefused         wrong URL, credentials, role, plugin absent, an answer that is not the plugin's
        ├── ContentFiltered         WordPress would strip part of the article: the draft is held
        ├── AlreadyProposed         another proposal for this very version waits: the job is superseded
        ├── DraftGone           trashed, published or deleted meanwhile
        ├── StaleDraft          the draft changed after it was read: the job is superseded
        ├── EngineRefused       wrong key, unknown model, a request that the endpoint rejects
        └── LedgerError         the ledger can't be opened, is damaged or full, or refuses what makes no sense
            └── LedgerAway          its server does not answer at the moment: no job fails of it, all is tried again

A draft that can't be rewritten well is no error: it is held, with findings that say why.
"""

from __future__ import annotations


class BridgeError(Exception):
    """What happened, where, and what to do next; each a sentence or a short phrase for a person."""

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        where = f" [{self.where}]" if self.where else ""
        todo = f" → {self.todo}" if self.todo else ""
        return f"{self.what}{where}{todo}"


class TemporaryError(BridgeError):
    """May succeed later. ``retry_after`` is the wait in seconds that the other side asked for, if it did."""

    def __init__(self, what: str, *, where: str = "", todo: str = "", retry_after: float | None = None) -> None:
        super().__init__(what, where=where, todo=todo)
        self.retry_after = retry_after


class PermanentError(BridgeError):
    """Will not succeed until a person changes something."""


class SiteUnavailable(TemporaryError):
    """The site did not answer, or said that it can't at the moment."""


class EngineUnavailable(TemporaryError):
    """The model's endpoint did not answer, or said that it can't at the moment."""


class BudgetSpent(TemporaryError):
    """A budget has no room for the next model call; ``where`` says which. A later day or run has room again."""


class CircuitOpen(TemporaryError):
    """The site or the model was down a moment ago, and is asked again in ``retry_after`` seconds; not before."""


class DraftBusy(TemporaryError):
    """Another request is deciding on the draft at this moment."""


class ConfigError(PermanentError):
    """The configuration is wrong; nothing was started."""


class SiteRefused(PermanentError):
    """The site answered, and the answer is no (or is not the plugin's)."""


class ContentFiltered(PermanentError):
    """WordPress would strip something that the article carries (``where`` says what)."""


class AlreadyProposed(PermanentError):
    """Another proposal for this very version of the draft waits for a person."""


class DraftGone(PermanentError):
    """The post is no draft any more: published, trashed or deleted."""


class StaleDraft(PermanentError):
    """The draft changed after it was read. ``current`` is its hash now, where the site told it."""

    def __init__(self, what: str, *, where: str = "", todo: str = "", current: str | None = None) -> None:
        super().__init__(what, where=where, todo=todo)
        self.current = current


class EngineRefused(PermanentError):
    """The model's endpoint answered, and the answer is no."""


class LedgerError(PermanentError):
    """The ledger can't be opened, is damaged or full, or refuses a step that makes no sense."""


class LedgerAway(LedgerError):
    """The ledger's server does not answer at the moment, or has no connection left. What was under way was rolled back;
    jobs stay where they are, and are taken up again when it is back."""
