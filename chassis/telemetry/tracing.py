"""One trace from the click to the last reaction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from time import time_ns
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision, ParentBased, Sampler, TraceIdRatioBased
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
)

from chassis.telemetry.files import FileSpans
from chassis.telemetry.logs import configure_logs
from chassis.telemetry.scrub import scrub
from contracts.event import Event, Fact

LINKS = 32
_NOTHING = Context()
_random = Random()
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
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


class _Ids(RandomIdGenerator):
    """Random ids; the next trace gets the one about which the sampler was asked before, when there is one."""

    asked = 0

    def generate_trace_id(self) -> int:
        asked, self.asked = self.asked, 0
        return asked or super().generate_trace_id()


_ids = _Ids()
_sampler: Sampler | None = None
_bound: int | None = None  # of the trace ids that the sampler wants, where it goes by them alone


def configure(service: str, *, traces_dir: str | None, otlp_endpoint: str | None, profile: str) -> None:
    """Set up logs and traces of a process: to a collector, else to files, else nowhere."""
    configure_logs(service)
    if _configured:
        return
    _configured.add(service)
    resource = Resource.create({"service.name": service, "deployment.environment": profile})
    provider = TracerProvider(resource=resource, id_generator=_ids)
    global _sampler, _bound
    _sampler, _bound = provider.sampler, _bound_of(provider.sampler)
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(_Scrubbed(BatchSpanProcessor(OTLPSpanExporter())))
    elif traces_dir:
        provider.add_span_processor(BatchSpanProcessor(FileSpans(traces_dir, service), schedule_delay_millis=500))
    trace.set_tracer_provider(provider)


_TRACER = trace.get_tracer("ekinerja")  # stands for the provider that is set later


def tracer() -> trace.Tracer:
    return _TRACER


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
    return f"{traceparent[:36]}{_random.getrandbits(64) or 1:016x}{traceparent[52:]}"


def unrecorded() -> str | None:
    """The `traceparent` of a new trace that the sampler leaves out, without a span for it; None when it wants it."""
    if _sampler is None:
        return None
    trace_id = _random.getrandbits(128) or 1
    if _bound is not None:
        wanted = trace_id & TraceIdRatioBased.TRACE_ID_LIMIT < _bound
    else:
        wanted = _sampler.should_sample(_NOTHING, trace_id, "").decision is not Decision.DROP
    if wanted:
        _ids.asked = trace_id
        return None
    return f"00-{trace_id:032x}-{_random.getrandbits(64) or 1:016x}-00"


def _bound_of(sampler: Sampler) -> int | None:
    """For a trace that begins here: the share of ids, where that is the whole question; it need not be asked then."""
    root = sampler._root if isinstance(sampler, ParentBased) else sampler
    return root.bound if isinstance(root, TraceIdRatioBased) else None


def started(name: str, kind: SpanKind, parent: str | None, attributes: Mapping[str, Any]) -> Span:
    """A span that is in no context and ends when it is told to; it begins a trace where no parent is named."""
    return _TRACER.start_span(name, context=remote_context(parent), kind=kind, attributes=attributes)


def _span_context(traceparent: str | None) -> SpanContext | None:
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
    found = _span_context(traceparent)
    return found is not None and found.trace_flags.sampled


def remote_context(traceparent: str | None) -> Context:
    """A context whose current span is the one that a `traceparent` names; empty when it names none."""
    found = _span_context(traceparent)
    return trace.set_span_in_context(NonRecordingSpan(found), Context()) if found else Context()


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
        linked = [Link(context) for link in links[:LINKS] if (context := _span_context(link))]
        self._current = _TRACER.start_span(name, context=parent, kind=kind, links=linked, attributes=attributes)

    def __enter__(self) -> Span:
        self._token = attach(trace.set_span_in_context(self._current))
        return self._current

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, where: Any) -> None:
        detach(self._token)
        if isinstance(err, Exception):
            record_failure(self._current, err)
        self._current.end()


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
