"""What is counted and measured, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

http_request_seconds = Histogram(
    "http_request_seconds",
    "Time to answer a request",
    ["service", "method", "route", "status"],
    buckets=_SECONDS,
)
reaction_seconds = Histogram(
    "reaction_seconds",
    "Time a reaction takes, a run of events at once",
    ["service", "event"],
    buckets=_SECONDS,
)
outbox_lag_seconds = Gauge("outbox_lag_seconds", "Age of the oldest event not yet relayed", ["service"])
outbox_pending = Gauge("outbox_pending", "Events not yet relayed (counted up to 10,000)", ["service"])
outbox_set_aside = Gauge("outbox_set_aside", "Events that could not be published and were set aside", ["service"])
outbox_published_total = Counter("outbox_published_total", "Events acknowledged by Kafka", ["service"])
inbox_lag = Gauge("inbox_lag", "Records waiting on the partitions of this member", ["service"])
inbox_received_total = Counter("inbox_received_total", "Records received", ["service"])
inbox_duplicate_total = Counter("inbox_duplicate_total", "Records that were known already", ["service"])
inbox_unknown_total = Counter("inbox_unknown_total", "Facts that no reaction of ours concerns", ["service"])
inbox_stalled_total = Counter("inbox_stalled_total", "Batches that had to wait for the database", ["service"])
parked_total = Counter("parked_total", "Records parked", ["service", "reason"])
parked_facts = Gauge("parked_facts", "Facts that are parked now and wait to be mended and replayed", ["service"])
deadlines_due = Gauge("deadlines_due", "Deadlines that have passed and not fired", ["service"])
deadlines_fired_total = Counter("deadlines_fired_total", "Deadlines fired", ["service", "kind"])
deadlines_failed_total = Counter("deadlines_failed_total", "Deadlines that could not fire", ["service", "kind"])
sign_in_sprayed_total = Counter("sign_in_sprayed_total", "Times that one password was tried on ten more accounts")
revocations_read = Gauge("revocations_read", "1 while ended sessions are known at once, else 0", ["service"])


def metrics_page() -> bytes:
    """All of it in the Prometheus text format."""
    return generate_latest()
