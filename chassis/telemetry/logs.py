"""Structured logs: one JSON line an occurrence, with the trace it belongs to, for our code and for libraries."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from opentelemetry import trace

from chassis.telemetry.scrub import scrub

Line = MutableMapping[str, Any]


def _with_trace(logger: Any, method: str, event: Line) -> Line:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = f"{context.trace_id:032x}"
        event["span_id"] = f"{context.span_id:016x}"
    return event


def _scrubbed(logger: Any, method: str, event: Line) -> Line:
    return {key: scrub(key, value) for key, value in event.items()}


def configure_logs(service: str) -> None:
    """Write to standard error, where the supervisor or the container platform picks the lines up."""

    def named(logger: Any, method: str, event: Line) -> Line:
        event["service"] = service
        return event

    first: list[Any] = [
        named,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [
        _with_trace,
        structlog.processors.format_exc_info,
        _scrubbed,
        structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(20),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _take_over([*first, structlog.stdlib.add_logger_name], last)


def _take_over(first: list[Any], last: list[Any]) -> None:
    """What libraries say through `logging`, from warnings on, becomes lines of the same kind."""
    handler = _StandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=first, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        own = logging.getLogger(name)
        own.handlers, own.propagate = [], True


class _StandardError(logging.Handler):
    """The stream of the moment, not the one that there was when the process began."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr)
        except Exception:
            self.handleError(record)


def get_logger() -> Any:
    """The logger of this process."""
    return structlog.get_logger()
