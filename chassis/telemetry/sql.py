"""A client span for every SQL statement that runs inside a trace."""

from __future__ import annotations

import re
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import SpanKind
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.telemetry.tracing import record_failure, tracer

_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+([a-z_]+)", re.IGNORECASE)


def name_of(statement: str) -> str:
    """`SELECT activity`: the verb and the first table; never a value."""
    words = statement.split(None, 1)
    table = _TABLE.search(statement)
    verb = words[0].upper() if words else "SQL"
    return f"{verb} {table[1]}" if table else verb


def instrument_engine(engine: AsyncEngine, service: str) -> None:
    """Listen to the engine; outside a recorded span nothing is made."""

    def begin(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if trace.get_current_span().is_recording() and context is not None:
            context._ekinerja_span = tracer().start_span(
                name_of(statement), kind=SpanKind.CLIENT, attributes={"db.system.name": "postgresql"}
            )

    def end(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if (made := getattr(context, "_ekinerja_span", None)) is not None:
            made.end()

    def failed(error: Any) -> None:
        made = getattr(error.execution_context, "_ekinerja_span", None)
        if made is not None:
            record_failure(made, error.original_exception)
            made.end()

    event.listen(engine.sync_engine, "before_cursor_execute", begin)
    event.listen(engine.sync_engine, "after_cursor_execute", end)
    event.listen(engine.sync_engine, "handle_error", failed)
