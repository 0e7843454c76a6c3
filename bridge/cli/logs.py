"""Log lines, on standard error: for a person's eye, or as JSON."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import structlog

from bridge.cli.bugs import redacted
from bridge.cli.session import LogStyle
from bridge.cli.terminal import clean

#: What a line has whatever it says: those in the middle where it is of a draft (``Bridge.process`` binds them).
_OF_ALL = ("site", "travail", "brouillon", "level", "timestamp")


def configure(style: LogStyle) -> None:
    """Set structlog up. Libraries' own log lines, in English and about their insides, stay silent below errors."""
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # what it has to say reaches us as events
    # what goes wrong with the queue is told by the worker, in its own words
    for name in ("procrastinate", "psycopg.pool", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    renderer: Any
    if style is LogStyle.JSON:
        renderer = structlog.processors.JSONRenderer(serializer=_json)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            sort_keys=False,
            exception_formatter=structlog.dev.plain_traceback,
        )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=style is LogStyle.JSON),
            structlog.processors.format_exc_info,
            _retry_in_french,
            _safe,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _json(event: Any, **options: Any) -> str:
    return json.dumps(event, ensure_ascii=False, **options)


def _retry_in_french(logger: Any, method: str, event: Any) -> Any:  # noqa: ARG001 (structlog's signature)
    """What stamina says of a call that it makes again, without the call's insides."""
    if event.get("event") != "stamina.retry_scheduled":
        return event
    kept = {key: value for key, value in event.items() if key in _OF_ALL}
    seconds = round(float(event.get("wait_for", 0)), 1)
    return {"event": "nouvel essai", "cause": str(event.get("caused_by", "")), "dans_secondes": seconds, **kept}


def _safe(logger: Any, method: str, event: Any) -> Any:  # noqa: ARG001 (structlog's signature)
    """Without secrets, and without anything that steers a terminal."""
    return {
        key: clean(redacted(value), lines=key == "exception") if isinstance(value, str) else value
        for key, value in event.items()
    }
