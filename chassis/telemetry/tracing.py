"""One trace from the click to the last reaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import time_ns
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    Link,
    Span,
    SpanKind,
    Status,
    StatusCode,
)

from chassis.telemetry.files import FileSpans
from chassis.telemetry.logs import configure_logs
from chassis.telemetry.sampling import IDS, heed
from chassis.telemetry.scrub import scrub
from chassis.telemetry.traceparent import is_sampled, remote_context, span_context
from contracts.event import Event, Fact

LINKS = 32
_configured: set[str] = set()


class _Scrubbed(SpanProcessor):
    """Masks the attributes of a span as it is handed on, so that nobody can forget to."""

    def __init__(self, inner: SpanProcessor) -> None:
        self._inner = inner

    def on_end(self, span: ReadableSpan) -> None:
        span._attributes = {k: scrub(k, v) for k, v in (span.attributes or {}).items()}
        self._inner.on_end(span)

    def shutdown(self) -> None:
        self._inner.shutdown()

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        return self._inner.force_flush(timeout_millis)


def configure(service: str, *, traces_dir: str | None, otlp_endpoint: str | None, profile: str) -> None:
    """Set up logs and traces of a process: to a collector, else to files, else nowhere."""
    configure_logs(service)
    if _configured:
        return
    _configured.add(service)
    resource = Resource.create({"service.name": service, "deployment.environment": profile})
    provider = TracerProvider(resource=resource, id_generator=IDS)
    heed(provider)
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(_Scrubbed(BatchSpanProcessor(OTLPSpanExporter())))
    elif traces_dir:
        provider.add_span_processor(BatchSpanProcessor(FileSpans(traces_dir, service), schedule_delay_millis=500))
    trace.set_tracer_provider(provider)


_TRACER = trace.get_tracer("ekinerja")  # stands for the provider that is set later


def tracer() -> trace.Tracer:
    return _TRACER


def started(
    name: str, kind: SpanKind, parent: str | None, attributes: Mapping[str, Any], links: Sequence[str] = ()
) -> Span:
    """A span that is in no context and ends when it is told to; it begins a trace where no parent is named."""
    return _TRACER.start_span(
        name, context=remote_context(parent), kind=kind, attributes=attributes, links=_linked(links)
    )


def _linked(links: Sequence[str]) -> list[Link]:
    return [Link(context) for link in links[:LINKS] if (context := span_context(link))]


class span:
    """A span around a block; an exception marks it failed and goes on."""

    __slots__ = ("_current", "_token")

    def __init__(
        self,
        name: str,
        *,
        kind: SpanKind = SpanKind.INTERNAL,
        parent: Context | None = None,
        links: Sequence[str] = (),
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        self._current = _TRACER.start_span(name, context=parent, kind=kind, links=_linked(links), attributes=attributes)

    def __enter__(self) -> Span:
        self._token = attach(trace.set_span_in_context(self._current))
        return self._current

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, where: Any) -> None:
        detach(self._token)
        if isinstance(err, Exception):
            record_failure(self._current, err)
        self._current.end()


def link_on(name: str, traces: Sequence[str]) -> None:
    """Say in the present trace that these led to it: as many spans as their links need, LINKS each."""
    for at in range(0, len(traces), LINKS):
        with span(name, links=traces[at : at + LINKS]):
            pass


def record_failure(current: Span, err: BaseException) -> None:
    """Mark a span as failed by the kind of error; its text may name someone and stays out."""
    current.set_status(Status(StatusCode.ERROR, type(err).__name__))
    current.set_attribute("error.type", type(err).__name__)


@contextmanager
def together(name: str, parents: Sequence[str], attributes: Mapping[str, Any]) -> Iterator[None]:
    """Work done at once for several requests: a span in the trace of the first that is recorded, linked to the
    others, and one of the same time in each of theirs, linked to it. None where nobody is recorded."""
    recorded = [parent for parent in parents if is_sampled(parent)]
    if not recorded:
        yield
        return
    began = time_ns()
    with span(name, parent=remote_context(recorded[0]), links=recorded[1:], attributes=attributes) as work:
        yield
    for other in recorded[1:]:
        link = Link(work.get_span_context())
        _TRACER.start_span(name, remote_context(other), links=[link], attributes=attributes, start_time=began).end()


@contextmanager
def reacting(service: str, facts: Sequence[Fact[Event]]) -> Iterator[None]:
    """One fact continues its own trace; a run of facts is worked under the first and linked to the others."""
    first = facts[0]
    links = [f.traceparent for f in facts[1 : LINKS + 1] if f.traceparent]
    attributes = {
        "messaging.operation.type": "process",
        "messaging.message.id": str(first.id),
        "messaging.batch.message_count": len(facts),
        "ekinerja.subject": first.subject,
        "ekinerja.tenant": first.tenant,
    }
    name = f"react {first.event.type_name()}"
    with span(
        name,
        kind=SpanKind.CONSUMER,
        parent=remote_context(first.traceparent),
        links=links,
        attributes=attributes,
    ) as work:
        yield
    _mark_others(name, facts[1:], work)


def _mark_others(name: str, facts: Sequence[Fact[Event]], work: Span) -> None:
    """A short span in the trace of each other fact of the run, linked to where the work was done."""
    if not work.is_recording() and not facts:
        return
    for fact in facts:
        if is_sampled(fact.traceparent):
            tracer().start_span(
                name,
                context=remote_context(fact.traceparent),
                kind=SpanKind.CONSUMER,
                links=[Link(work.get_span_context())],
                attributes={"messaging.message.id": str(fact.id), "ekinerja.subject": fact.subject},
            ).end()
