"""Figures, their targets, and the report as data.

The JSON document, stable in its names (``schema`` counts up where one changes)::

    {"schema": 1, "when": "2027-01-31T10:00:00+00:00", "quick": false, "commit": "0123abcd",
     "machine": {"cores": 8, "memory_gb": 16.0, "processor": "…", "python": "3.11.2", "system": "…"},
     "sections": [{"name": "latency", "title": "…", "seconds": 61.2, "error": null, "notes": ["…"],
                   "settings": {"drafts": 200, …},
                   "figures": [{"id": "latency.ratio", "label": "…", "value": 1.05, "unit": "×",
                                "target": 1.1, "sense": "most", "met": true, "off": -0.045}],
                   "profile": [{"where": "bridge/text/nlp.py parse", "seconds": 12.1, "share": 0.31}]}]}

``target``, ``sense`` ("most" or "least"), ``met`` and ``off`` are null for a figure that has no target. ``off`` is how
far the value is from the target as a share of it, positive on the wrong side. ``value`` is null where it could not be
had, and a note says why.
"""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from math import log
from pathlib import Path
from typing import Any, Literal

SCHEMA = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One measured value."""

    id: str
    label: str
    value: float | None
    unit: str = ""
    target: float | None = None
    sense: Literal["most", "least"] | None = None

    @property
    def met(self) -> bool | None:
        """None where there is no target; what could not be measured has not met one."""
        if self.target is None:
            return None
        return self.off is not None and self.off <= 0

    @property
    def off(self) -> float | None:
        """How far beyond the target, as a share of it (of 1 where it is 0); negative where there is room."""
        if self.target is None or self.value is None:
            return None
        beyond = self.value - self.target if self.sense == "most" else self.target - self.value
        return beyond / self.target if self.target else beyond

    def data(self) -> dict[str, Any]:
        value = None if self.value is None else round(self.value, 4)
        off = None if self.off is None else round(self.off, 4)
        return {**asdict(self), "value": value, "met": self.met, "off": off}

    @property
    def verdict(self) -> str:
        """``met``, or ``missed by 34 %``; "" where there is no target."""
        if self.met is None:
            return ""
        if self.off is None:
            return "missed: not measured"
        return "met" if self.met else f"missed by {self.off:.0%}"


def at_most(id: str, label: str, value: float | None, target: float, unit: str = "") -> Figure:
    return Figure(id=id, label=label, value=value, unit=unit, target=target, sense="most")


def at_least(id: str, label: str, value: float | None, target: float, unit: str = "") -> Figure:
    return Figure(id=id, label=label, value=value, unit=unit, target=target, sense="least")


def told(id: str, label: str, value: float | None, unit: str = "") -> Figure:
    """A figure without a target."""
    return Figure(id=id, label=label, value=value, unit=unit)


@dataclass(kw_only=True)
class Section:
    """What a section found."""

    name: str
    title: str
    settings: dict[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    profile: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    error: str | None = None

    def data(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.title,
            "seconds": round(self.seconds, 1),
            "error": self.error,
            "notes": self.notes,
            "settings": self.settings,
            "figures": [figure.data() for figure in self.figures],
            "profile": self.profile,
        }


def document(sections: Iterable[Section], *, quick: bool) -> dict[str, Any]:
    """The whole report."""
    return {
        "schema": SCHEMA,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "commit": _commit(),
        "machine": machine(),
        "sections": [section.data() for section in sections],
    }


def machine() -> Mapping[str, Any]:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(pages / 2**30, 1),
        "processor": processor,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip()


# ------------------------------------------------------------------------------------------------ the arithmetic


def over_ideal(wall: float, *, drafts: int, latency: float, at_once: int) -> float:
    """Wall time over what the model alone would take with so many calls at once, one a draft."""
    return wall / (drafts * latency / at_once)


def growth(small: float, large: float, *, times: float) -> float:
    """The exponent with which a quantity grows where its cause grows ``times``-fold: 1 is linear, 0 is flat."""
    return log(large / small) / log(times)


def of_linear(throughput: float, one: float, *, workers: int) -> float:
    """The throughput of several over so many times that of one."""
    return throughput / (one * workers)
