"""When a site is polled: every so often, or at the times of a cron expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import field_validator, model_validator

from bridge.config.base import Settings
from bridge.config.nearest import nearest

_EVERY = re.compile(r"(\d{1,6})\s*([smhjd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "j": 86400, "d": 86400}
_SHORTEST, _LONGEST = 10, 7 * 86400
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: In cron's own numbering, where 0 (and 7) is Sunday.
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@dataclass(frozen=True, kw_only=True, slots=True)
class CronField:
    """One of the five: its name for a person, its bounds, and the names that stand for numbers."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()


FIELDS = (
    CronField(name="minutes", low=0, high=59),
    CronField(name="heures", low=0, high=23),
    CronField(name="jours du mois", low=1, high=31),
    CronField(name="mois", low=1, high=12, names=_MONTHS),
    CronField(name="jours de la semaine", low=0, high=7, names=WEEKDAYS),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cron:
    """The moments of a cron expression, as sorted numbers; None where a field is ``*``. ``weekdays``: 0 is Sunday."""

    minutes: tuple[int, ...] | None
    hours: tuple[int, ...] | None
    days: tuple[int, ...] | None
    months: tuple[int, ...] | None
    weekdays: tuple[int, ...] | None


def parse_cron(text: str) -> Cron:
    """Read a cron expression of five fields; ValueError, in French, where it is none."""
    parts = text.lower().split()
    if len(parts) != len(FIELDS):
        raise ValueError(
            "attendu : cinq champs (minutes heures jours mois jours-de-semaine), comme « */10 7-20 * * 1-5 »"
        )
    minutes, hours, days, months, weekdays = (_numbers(part, kind) for part, kind in zip(parts, FIELDS, strict=True))
    if weekdays is not None:
        weekdays = tuple(sorted({day % 7 for day in weekdays}))
    return Cron(minutes=minutes, hours=hours, days=days, months=months, weekdays=weekdays)


def _numbers(text: str, kind: CronField) -> tuple[int, ...] | None:
    if text == "*":
        return None
    found: set[int] = set()
    for part in text.split(","):
        span, slash, step = part.partition("/")
        first, last = _span(span, kind, stepped=bool(slash))
        if slash and not (step.isascii() and step.isdigit() and int(step)):
            raise ValueError(f"{kind.name} : le pas après « / » est un nombre entier positif")
        found.update(range(first, last + 1, int(step) if slash else 1))
    return tuple(sorted(found))


def _span(text: str, kind: CronField, *, stepped: bool) -> tuple[int, int]:
    if text == "*":
        # As a weekday, 7 is 0 again: "*/2" counts from Sunday to Saturday.
        return kind.low, 6 if kind.names == WEEKDAYS else kind.high
    start, dash, end = text.partition("-")
    first = _number(start, kind)
    alone = kind.high if stepped else first
    last = _number(end, kind) if dash else alone
    if kind.names == WEEKDAYS and last == 0 < first:
        last = 7  # "fri-sun": the week's end, not its start
    if last < first:
        raise ValueError(f"{kind.name} : l'intervalle est à l'envers")
    return first, last


def _number(text: str, kind: CronField) -> int:
    if text in kind.names:
        return kind.names.index(text) + kind.low
    if not (text.isascii() and text.isdigit()) or not kind.low <= int(text) <= kind.high:
        raise ValueError(f"{kind.name} : attendu un nombre de {kind.low} à {kind.high}")
    return int(text)


class Schedule(Settings):
    """Exactly one of ``every`` (``30s``, ``5m``, ``2h``, ``1j``) and ``cron``; the machine's time zone by default."""

    every: str | None = None
    cron: str | None = None
    timezone: str | None = None

    @field_validator("every", mode="before")
    @classmethod
    def _a_duration(cls, value: object) -> object:
        if value is not None:
            if not isinstance(value, str) or not _EVERY.fullmatch(value.strip()):
                raise ValueError("attendu : une durée avec son unité, comme « 30s », « 5m », « 2h » ou « 1j »")
            if not _SHORTEST <= _seconds(value) <= _LONGEST:
                raise ValueError("attendu : une durée de 10 secondes à 7 jours")
        return value

    @field_validator("cron")
    @classmethod
    def _an_expression(cls, value: str | None) -> str | None:
        if value is not None:
            parse_cron(value)
        return value

    @field_validator("timezone")
    @classmethod
    def _a_zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (OSError, ValueError, KeyError):
                hint = nearest(value, available_timezones())
                raise ValueError(f"fuseau horaire inconnu (exemple : Europe/Paris){hint}") from None
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.every is None) == (self.cron is None):
            raise ValueError(
                'attendu : soit « {every: 5m} », soit « {cron: "*/10 7-20 * * 1-5", timezone: Europe/Paris} »'
            )
        return self

    @property
    def seconds(self) -> int | None:
        """The interval; None where a cron expression rules."""
        return None if self.every is None else _seconds(self.every)

    @property
    def times(self) -> Cron | None:
        """The cron expression, read; None where an interval rules."""
        return None if self.cron is None else parse_cron(self.cron)


def _seconds(every: str) -> int:
    match = _EVERY.fullmatch(every.strip())
    if match is None:
        raise ValueError("no duration")
    return int(match[1]) * _SECONDS[match[2]]


def seconds_of(every: object) -> int | None:
    """A duration as the configuration writes it (``30s``, ``5m``, ``2h``, ``1j``) in seconds; None where it is none."""
    return _seconds(every) if isinstance(every, str) and _EVERY.fullmatch(every.strip()) else None
