"""Traces, metrics and logs, without a person in any of them."""

from chassis.telemetry.logs import get_logger
from chassis.telemetry.metrics import (
    deadlines_due,
    deadlines_failed_total,
    deadlines_fired_total,
    http_request_seconds,
    inbox_duplicate_total,
    inbox_lag,
    inbox_received_total,
    inbox_stalled_total,
    inbox_unknown_total,
    metrics_page,
    outbox_lag_seconds,
    outbox_pending,
    outbox_published_total,
    outbox_set_aside,
    parked_facts,
    parked_total,
    reaction_seconds,
    revocations_read,
    sign_in_sprayed_total,
)
from chassis.telemetry.requests import Passage, TraceRequests
from chassis.telemetry.sql import instrument_engine
from chassis.telemetry.traceparent import current_traceparent, is_sampled, remote_context
from chassis.telemetry.tracing import configure, link_on, reacting, record_failure, span, together, tracer

__all__ = [
    "Passage",
    "TraceRequests",
    "configure",
    "current_traceparent",
    "deadlines_due",
    "deadlines_failed_total",
    "deadlines_fired_total",
    "get_logger",
    "http_request_seconds",
    "inbox_duplicate_total",
    "inbox_lag",
    "inbox_received_total",
    "inbox_stalled_total",
    "inbox_unknown_total",
    "instrument_engine",
    "is_sampled",
    "metrics_page",
    "outbox_lag_seconds",
    "outbox_pending",
    "outbox_published_total",
    "outbox_set_aside",
    "parked_facts",
    "parked_total",
    "reacting",
    "reaction_seconds",
    "record_failure",
    "remote_context",
    "revocations_read",
    "sign_in_sprayed_total",
    "link_on",
    "span",
    "together",
    "tracer",
]
