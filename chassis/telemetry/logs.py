"""Structured logs: one JSON line an occurrence, with the trace it belongs to."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from opentelemetry import trace

from chassis.telemetry.scrub import scrub


def _with_trace(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = f"{context.trace_id:032x}"
        event["span_id"] = f"{context.span_id:016x}"
    return event


def _scrubbed(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: scrub(key, value) for key, value in event.items()}


def configure_logs(service: str) -> None:
    """Write to standard error, where the supervisor or the container platform picks the lines up."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_trace,
            structlog.processors.format_exc_info,
            _scrubbed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(20),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)


def get_logger() -> Any:
    """The logger of this process."""
    return structlog.get_logger()
