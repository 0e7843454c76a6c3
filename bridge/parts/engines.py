"""Engines from settings: for all workers of a process, or for one command."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from bridge.config import Config, EngineSettings, ExtractiveEngine, OpenAICompatibleEngine, Secret
from bridge.domain.article import Rewrite
from bridge.domain.finding import Finding
from bridge.domain.ports import UNMETERED, Engine, Meter, engine_name
from bridge.domain.source import Brief, Source
from bridge.errors import ConfigError
from bridge.parts.lazy import Lazy

if TYPE_CHECKING:
    from bridge.pipeline.gates import Gates


def named(name: str, settings: Mapping[str, EngineSettings]) -> EngineSettings:
    """The settings of that name, those of ``extractive``, or for ``openai`` those of the environment. ConfigError."""
    if name in settings:
        return settings[name]
    if name == "extractive":
        return ExtractiveEngine(kind="extractive")
    if name == "openai":
        return _from_environment()
    raise ConfigError(
        f"Le moteur « {name} » n'est pas dans la configuration",
        todo=f"moteurs connus : {', '.join(sorted({*settings, 'extractive', 'openai'}))}",
    )


def _from_environment() -> EngineSettings:
    try:
        return OpenAICompatibleEngine(
            kind="openai_compatible",
            base_url=os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1",
            allow_http=True,  # named for this one command, by the person who runs it
            model=os.environ.get("OPENAI_MODEL") or "gpt-4o-mini",
            api_key=Secret(env="OPENAI_API_KEY") if os.environ.get("OPENAI_API_KEY") else None,
        )
    except ValueError as error:
        raise ConfigError(
            "L'adresse du modèle n'est pas valable",
            where="OPENAI_BASE_URL",
            todo="donnez une adresse complète, comme http://localhost:11434/v1",
        ) from error


def shared_engine(name: str, config: Config, stack: ExitStack, gates: Gates) -> Engine:
    """An engine for all workers. Its secret is read now; its libraries are when it is first asked for an article."""
    settings = config.engines[name]
    if isinstance(settings, ExtractiveEngine):
        return DeferredEngine(name="extractive", make=lambda: engine_of(name, settings, stack))
    key = _key(name, settings)
    passed = {
        "gate": gates.to_engine(settings.base_url, config.calls_at_once(settings.base_url)),
        "at_once": config.calls_at_once(settings.base_url),
        "clock": gates.clock,
    }
    return DeferredEngine(name=engine_name(settings.model), make=lambda: _model(settings, key, stack, **passed))


class DeferredEngine:
    """The port ``Engine``, made of another one when it is first asked for an article: polls need its name alone."""

    def __init__(self, *, name: str, make: Callable[[], Engine]) -> None:
        self.name = name
        self._made = Lazy[Engine]({name: make}, ready={})

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        return self._made[self.name].rewrite(source, brief, meter)

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port."""
        return self._made[self.name].repair(source, brief, made, findings, meter)


def engine_of(name: str, settings: EngineSettings, stack: ExitStack) -> Engine:
    """The engine of these settings, made now and closed with ``stack``. ConfigError where its key can't be read."""
    if isinstance(settings, ExtractiveEngine):
        from bridge.engines.extractive import ExtractiveEngine as Extractive

        return Extractive()
    return _model(settings, _key(name, settings), stack)


def _key(name: str, settings: OpenAICompatibleEngine) -> str:
    """ConfigError where it can't be read."""
    return settings.api_key.reveal(f"engines, {name}, api_key") if settings.api_key else ""


def _model(settings: OpenAICompatibleEngine, key: str, stack: ExitStack, **shared: Any) -> Engine:
    """``shared``: what it has in common with the other workers' calls, see OpenAICompatible."""
    from bridge.engines.openai_compatible import OpenAICompatible

    engine = OpenAICompatible(
        base_url=settings.base_url,
        model=settings.model,
        api_key=key,
        timeout=settings.timeout,
        structured=settings.structured,
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
        strategy=settings.strategy,
        context_window=settings.context_window,
        **shared,
    )
    return stack.enter_context(closing(engine))
