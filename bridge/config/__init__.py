"""The settings: one YAML file, validated whole at start, frozen afterwards; secrets stay outside of it.

``load(find(given))`` is the way in. Everything wrong with the file is told in one ConfigError.
"""

from bridge.config.loading import find, load
from bridge.config.models import (
    BriefSettings,
    Config,
    EngineSettings,
    ExtractiveEngine,
    LedgerSettings,
    OpenAICompatibleEngine,
    SiteSettings,
    TagSettings,
)
from bridge.config.operations import KINDS, MetricsSettings, NoticeSettings
from bridge.config.schedules import Cron, Schedule
from bridge.config.secrets import Secret, redact

__all__ = [
    "KINDS",
    "BriefSettings",
    "Config",
    "Cron",
    "EngineSettings",
    "ExtractiveEngine",
    "LedgerSettings",
    "MetricsSettings",
    "NoticeSettings",
    "OpenAICompatibleEngine",
    "Schedule",
    "Secret",
    "SiteSettings",
    "TagSettings",
    "find",
    "load",
    "redact",
]
