"""Which traces are recorded: the sampler of the configuration decides, before a span is made for what it leaves out."""

from __future__ import annotations

from opentelemetry.context import Context
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision, ParentBased, Sampler, TraceIdRatioBased

from chassis.telemetry.traceparent import random

_NOTHING = Context()


class _Ids(RandomIdGenerator):
    """Random ids; the next trace gets the one about which the sampler was asked before, when there is one."""

    asked = 0

    def generate_trace_id(self) -> int:
        asked, self.asked = self.asked, 0
        return asked or super().generate_trace_id()


IDS = _Ids()
_sampler: Sampler | None = None
_bound: int | None = None  # of the trace ids that the sampler wants, where it goes by them alone


def heed(provider: TracerProvider) -> None:
    """From now on the sampler of this provider decides."""
    global _sampler, _bound
    _sampler, _bound = provider.sampler, _bound_of(provider.sampler)


def unrecorded() -> str | None:
    """The `traceparent` of a new trace that the sampler leaves out, without a span for it; None when it wants it."""
    if _sampler is None:
        return None
    trace_id = random.getrandbits(128) or 1
    if _bound is not None:
        wanted = trace_id & TraceIdRatioBased.TRACE_ID_LIMIT < _bound
    else:
        wanted = _sampler.should_sample(_NOTHING, trace_id, "").decision is not Decision.DROP
    if wanted:
        IDS.asked = trace_id
        return None
    return f"00-{trace_id:032x}-{random.getrandbits(64) or 1:016x}-00"


def _bound_of(sampler: Sampler) -> int | None:
    """For a trace that begins here: the share of ids, where that is the whole question; it need not be asked then."""
    root = sampler._root if isinstance(sampler, ParentBased) else sampler
    return root.bound if isinstance(root, TraceIdRatioBased) else None
