"""The settings, as frozen models. ``config.example.yaml`` explains each key to the person who writes the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator, model_validator

from bridge.config.base import Settings
from bridge.config.nearest import nearest
from bridge.config.operations import MetricsSettings, NoticeSettings
from bridge.config.schedules import Schedule
from bridge.config.secrets import Secret
from bridge.config.urls import is_plain_remote, ledger_file, ledger_url, site_address, web_address, with_password
from bridge.domain.budget import Budget, Price
from bridge.domain.draft import TagChange
from bridge.domain.hosts import is_this_machine
from bridge.domain.source import DEFAULT_MIN_WORDS
from bridge.errors import ConfigError

BUILT_IN_ENGINE = "extractive"
#: Requests to one WordPress at once: shared hosting gives a site a handful of PHP processes, which readers need, too.
SITE_CONCURRENCY = 3
#: Calls to one model's endpoint at once; a model on this very machine computes them one beside the other.
ENGINE_CONCURRENCY, LOCAL_CONCURRENCY = 8, 2
#: Drafts under way for each call that a model takes at once: while one's answer is judged, another one's is asked for,
#: also where the answers come all at the same moment.
_FOR_EACH_CALL = 2
#: Drafts that are read or checked beside them; without a model there are these alone.
_BETWEEN_CALLS = 2
MOST_WORKERS = 256
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
#: WordPress itself makes one hyphen of several, and has none at either end: such a tag would never be found again.
_TAG = re.compile(r"(?=.{1,200}\Z)[a-z0-9_]+(?:-[a-z0-9_]+)*")
_POST_TYPE = re.compile(r"[a-z0-9_-]{1,20}")


def _check_name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise ValueError("attendu : un nom court en minuscules, chiffres et tirets, comme « gazette-lyon »")
    return value


def _check_tags(values: tuple[str, ...]) -> tuple[str, ...]:
    if not all(_TAG.fullmatch(value) for value in values):
        raise ValueError(
            "attendu : l'identifiant (slug) d'une étiquette WordPress, en minuscules, chiffres et tirets (un à la "
            "fois, et à aucun bout), comme « needs-seo », pas son nom affiché"
        )
    return values


class LedgerSettings(Settings):
    """Where jobs are kept. ``url`` holds no password and its SQLite path is absolute."""

    url: str = Field(default="sqlite:///seo-bridge.db", validate_default=True)
    password: Secret | None = None

    @field_validator("url")
    @classmethod
    def _usable(cls, value: str, info: ValidationInfo) -> str:
        return ledger_url(value, (info.context or {}).get("base", Path()))

    @property
    def file(self) -> Path | None:
        """The SQLite file; None where the ledger is on a database server."""
        return ledger_file(self.url)

    def server(self) -> str:
        """The same as ``dsn`` in the form that PostgreSQL's own programs and libraries take."""
        return re.sub(r"^postgresql\+\w+://", "postgresql://", self.dsn())

    def dsn(self) -> str:
        """The URL with its password revealed: for the connection, never for a message."""
        return self.url if self.password is None else with_password(self.url, self.password.reveal("ledger"))


class ExtractiveEngine(Settings):
    """The engine that needs no model: it arranges the source's own sentences."""

    kind: Literal["extractive"]


class OpenAICompatibleEngine(Settings):
    """A model behind an endpoint that speaks OpenAI's protocol. ``timeout`` in seconds; no key for a local server.

    ``context_window``: how many tokens question and answer may have together, where the server does not say so itself.
    ``concurrency``: calls to ``base_url`` at once, None for a usual number (``Config.calls_at_once``).
    """

    kind: Literal["openai_compatible"]
    base_url: str
    allow_http: bool = False
    model: str = Field(min_length=1)
    api_key: Secret | None = None
    timeout: float = Field(default=120, gt=0, le=3600)
    structured: Literal["auto", "json_schema", "json_object", "none"] = "auto"
    temperature: float = Field(default=0.3, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=1)
    strategy: Literal["auto", "whole", "sectioned"] = "auto"
    context_window: int | None = Field(default=None, ge=1_000)
    concurrency: int | None = Field(default=None, ge=1, le=256)

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        return web_address(value)

    @model_validator(mode="after")
    def _encrypted(self) -> Self:
        if is_plain_remote(self.base_url) and not self.allow_http:
            raise ValueError(
                "l'adresse est en « http:// » : la clé et les brouillons passeraient en clair. Mettez « https:// », "
                "ou « allow_http: true » si le réseau jusqu'au modèle est sûr"
            )
        return self


EngineSettings = Annotated[ExtractiveEngine | OpenAICompatibleEngine, Field(discriminator="kind")]


class BriefSettings(Settings):
    """What the site asks of every article. ``glossary``: term → how to render it."""

    tone: str = ""
    audience: str = ""
    instructions: str = ""
    glossary: Mapping[str, str] = Field(default_factory=dict)


class PriceSettings(Settings):
    """A model's price per million tokens, in the budget's currency."""

    prompt: float = Field(ge=0)
    completion: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)

    @property
    def price(self) -> Price:
        """The same, in the domain's words."""
        return Price(prompt=self.prompt, completion=self.completion, cached=self.cached)


class BudgetSettings(Settings):
    """The most that model calls may cost: ``run`` one poll of a site, ``day`` all sites in a day (UTC)."""

    currency: str = Field(default="€", min_length=1, max_length=5)
    run: float | None = Field(default=None, ge=0)
    day: float | None = Field(default=None, ge=0)


class TagSettings(Settings):
    """Tags (slugs) to set on a draft and to take away from it with a verdict."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @field_validator("add", "remove")
    @classmethod
    def _slugs(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return _check_tags(values)

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if set(self.add) & set(self.remove):
            raise ValueError("la même étiquette est à la fois dans « add » et dans « remove »")
        return self

    @property
    def change(self) -> TagChange:
        """The same, in the domain's words."""
        return TagChange(add=self.add, remove=self.remove)


class SiteSettings(Settings):
    """One WordPress. ``access``: how the companion is reached. ``timeout`` in seconds, of one HTTP request.
    ``concurrency``: requests at once. ``max_minutes``: after which no model call is made for a draft any more.

    A verdict takes the queue tag away unless ``remove`` says otherwise. ``delivery``: how a proposal gets into
    WordPress; ``seo_fields``: what becomes of the SEO fields where the companion does not stage them.
    """

    name: str
    url: str
    user: str = Field(min_length=1)
    password: Secret
    access: Literal["rest", "xmlrpc"] = "rest"
    allow_http: bool = False
    tag: str = "needs-seo"
    statuses: tuple[Literal["draft", "pending"], ...] = Field(default=("draft", "pending"), min_length=1)
    post_types: tuple[str, ...] = Field(default=("post",), min_length=1)
    min_words: int = Field(default=DEFAULT_MIN_WORDS, ge=1, le=20_000)
    engine: str = BUILT_IN_ENGINE
    brief: BriefSettings = BriefSettings()
    repairs: int = Field(default=2, ge=0, le=5)
    budget: float | None = Field(default=None, ge=0)
    max_minutes: float = Field(default=60, gt=0, le=1440)
    on_proposed: TagSettings
    on_held: TagSettings
    schedule: Schedule = Schedule(every="5m")
    timeout: float = Field(default=30, gt=0, le=600)
    concurrency: int = Field(default=SITE_CONCURRENCY, ge=1, le=64)
    delivery: Literal["companion", "autosave", "revision-swap"] = "companion"
    seo_fields: Literal["report", "fill-empty"] = "report"

    @model_validator(mode="before")
    @classmethod
    def _queue_tag_goes(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        filled = dict(data)
        tag = data.get("tag", "needs-seo")
        # A tag that is wrong is told once, as the tag.
        remove = (tag,) if isinstance(tag, str) and _TAG.fullmatch(tag) else ()
        for key, added in (("on_proposed", "seo-propose"), ("on_held", "seo-retenu")):
            given = data.get(key, {})
            if isinstance(given, dict):
                filled[key] = {"add": (added,), "remove": remove, **given}
        return filled

    @field_validator("name")
    @classmethod
    def _short_name(cls, value: str) -> str:
        return _check_name(value)

    @field_validator("url")
    @classmethod
    def _root(cls, value: str) -> str:
        return site_address(value)

    @field_validator("tag")
    @classmethod
    def _slug(cls, value: str) -> str:
        return _check_tags((value,))[0]

    @field_validator("post_types")
    @classmethod
    def _types(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_POST_TYPE.fullmatch(value) for value in values):
            raise ValueError("attendu : des identifiants de types de contenu WordPress, comme « post »")
        return values

    @model_validator(mode="after")
    def _deliverable(self) -> Self:
        if self.delivery == "autosave" and self.access == "xmlrpc":
            raise ValueError(
                "XML-RPC n'a pas de sauvegarde automatique : « delivery: autosave » demande « access: rest ». "
                "Par XML-RPC, sans l'extension : « delivery: revision-swap »"
            )
        if self.delivery == "companion" and self.seo_fields == "fill-empty":
            raise ValueError(
                "« seo_fields: fill-empty » écrit dans le brouillon avant toute décision, et ne vaut que sans "
                "l'extension ; avec « delivery: companion », l'approbation pose les champs SEO : retirez « seo_fields »"
            )
        return self

    @model_validator(mode="after")
    def _encrypted(self) -> Self:
        if is_plain_remote(self.url) and not self.allow_http:
            raise ValueError(
                "l'adresse est en « http:// » : le mot de passe passerait en clair. Mettez « https:// », "
                "ou « allow_http: true » si le réseau jusqu'au site est sûr"
            )
        return self


class Config(Settings):
    """The whole file. ``workers``: how many drafts this machine rewrites at once; unless it is said, enough to keep
    every endpoint that a site uses at its limit. ``dispatch``: by this very process, or by ``seo-bridge worker`` on any
    number of machines.

    ``engines`` always holds ``extractive``, which needs no settings. ``reports``: the folder of what people are told
    of verdicts on sites without the companion, absolute. ``metrics``: None where nothing is served.
    """

    ledger: LedgerSettings
    dispatch: Literal["embedded", "procrastinate"] = "embedded"
    engines: Mapping[str, EngineSettings] = Field(default_factory=dict, validate_default=True)
    prices: Mapping[str, PriceSettings] = Field(default_factory=dict)
    budget: BudgetSettings = BudgetSettings()
    reports: str = Field(default="reports", min_length=1, validate_default=True)
    metrics: MetricsSettings | None = None
    notices: tuple[NoticeSettings, ...] = ()
    sites: tuple[SiteSettings, ...] = ()
    # behind what its default is made of
    workers: int = Field(default_factory=lambda known: _workers(known), ge=1, le=MOST_WORKERS)

    @field_validator("engines", mode="after")
    @classmethod
    def _with_the_built_in(cls, engines: Mapping[str, EngineSettings]) -> Mapping[str, EngineSettings]:
        return {BUILT_IN_ENGINE: ExtractiveEngine(kind="extractive"), **engines}

    @field_validator("reports")
    @classmethod
    def _beside_the_configuration(cls, value: str, info: ValidationInfo) -> str:
        return str(((info.context or {}).get("base", Path()) / Path(value).expanduser()).absolute())

    @model_validator(mode="after")
    def _each_queue_once(self) -> Self:
        seen: dict[tuple[str, str, str], str] = {}
        for site in self.sites:
            for post_type in site.post_types:
                other = seen.setdefault((site.url, site.tag, post_type), site.name)
                if other != site.name:
                    raise ValueError(
                        f"les sites « {other} » et « {site.name} » ont la même adresse et la même étiquette : "
                        "chaque brouillon serait réécrit deux fois. Retirez l'un des deux"
                    )
        return self

    @model_validator(mode="after")
    def _priced(self) -> Self:
        for site in self.sites:
            engine = self.engines.get(site.engine)
            model = getattr(engine, "model", None)
            if model is not None and model not in self.prices and self.budget_of(site).limited:
                raise ValueError(
                    f"un budget est fixé, mais le modèle « {model} » du site « {site.name} » n’a pas de prix : "
                    "ajoutez-le sous « prices » (par million de jetons ; 0 pour un modèle local), sans quoi rien ne "
                    "peut être compté"
                )
        return self

    def calls_at_once(self, base_url: str) -> int:
        """How many calls may be made at once to that address: the smallest number said of it."""
        return _calls_at_once(base_url, self.engines.values())

    def price_table(self) -> dict[str, Price]:
        """The prices by model."""
        return {model: settings.price for model, settings in self.prices.items()}

    def budget_of(self, site: SiteSettings) -> Budget:
        """All limits for a site's drafts."""
        limits = self.budget
        return Budget(run=limits.run, day=limits.day, site_day=site.budget, currency=limits.currency)

    def endpoint(self, engine: str) -> str:
        """The address that an engine asks; its name where it asks none."""
        address: str = getattr(self.engines[engine], "base_url", engine)
        return address

    def site(self, name: str) -> SiteSettings:
        """The site of that name; ConfigError, with the nearest name, where there is none."""
        for site in self.sites:
            if site.name == name:
                return site
        names = [site.name for site in self.sites]
        raise ConfigError(
            f"Le site « {name} » n'est pas dans la configuration{nearest(name, names)}",
            todo=f"sites connus : {', '.join(names) or 'aucun'}",
        )


def _calls_at_once(base_url: str, engines: Iterable[EngineSettings]) -> int:
    said = [
        engine.concurrency
        for engine in engines
        if isinstance(engine, OpenAICompatibleEngine) and engine.base_url == base_url
    ]
    usual = LOCAL_CONCURRENCY if is_this_machine(urlsplit(base_url).hostname or "") else ENGINE_CONCURRENCY
    return min((limit for limit in said if limit is not None), default=usual)


def _workers(known: Mapping[str, Any]) -> int:
    """Enough drafts at once, by what was validated so far: an error elsewhere in the file is told as that error."""
    engines: Mapping[str, EngineSettings] = known.get("engines", {})
    used = {site.engine for site in known.get("sites", ())}
    endpoints = {
        engine.base_url
        for name, engine in engines.items()
        if name in used and isinstance(engine, OpenAICompatibleEngine)
    }
    calls = sum(_calls_at_once(url, engines.values()) for url in endpoints)
    return min(_FOR_EACH_CALL * calls + _BETWEEN_CALLS, MOST_WORKERS)
