"""What a W3C `traceparent` says, and spans told as one."""

from __future__ import annotations

import re
from random import Random

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, TraceFlags

random = Random()
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def current_traceparent() -> str | None:
    """The W3C `traceparent` of the span in progress, or None outside one."""
    current = trace.get_current_span()
    return traceparent_of(current) if current.get_span_context().is_valid else None


def traceparent_of(current: Span) -> str:
    """The W3C `traceparent` of a span."""
    context = current.get_span_context()
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def sibling_of(traceparent: str) -> str | None:
    """Another span of the same trace that nobody records; None when the text names no trace."""
    if _TRACEPARENT.fullmatch(traceparent) is None or traceparent[3:35] == _NO_TRACE or traceparent[36:52] == _NO_SPAN:
        return None
    return f"{traceparent[:36]}{random.getrandbits(64) or 1:016x}{traceparent[52:]}"


def span_context(traceparent: str | None) -> SpanContext | None:
    """The span that a `traceparent` names; None when it names none."""
    if traceparent is None or _TRACEPARENT.fullmatch(traceparent) is None:
        return None
    trace_id, span_id, flags = (int(part, 16) for part in traceparent.split("-")[1:])
    if not trace_id or not span_id:
        return None
    return SpanContext(trace_id, span_id, is_remote=True, trace_flags=TraceFlags(flags))


def is_sampled(traceparent: str | None) -> bool:
    """Whether the trace that a `traceparent` names is recorded (W3C Trace Context, bit 0 of the flags)."""
    if not traceparent or traceparent[-1] in "02468ace":  # the bit is in the last digit
        return False
    found = span_context(traceparent)
    return found is not None and found.trace_flags.sampled


def remote_context(traceparent: str | None) -> Context:
    """A context whose current span is the one that a `traceparent` names; empty when it names none."""
    found = span_context(traceparent)
    return trace.set_span_in_context(NonRecordingSpan(found), Context()) if found else Context()
