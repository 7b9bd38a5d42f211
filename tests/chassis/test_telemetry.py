"""Traces that join, and nobody's name in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import Decision, ParentBased, StaticSampler, TraceIdRatioBased

from chassis.telemetry import sampling
from chassis.telemetry.requests import Passage, route_of
from chassis.telemetry.scrub import MASK, scrub
from chassis.telemetry.sql import name_of
from chassis.telemetry.traceparent import is_sampled, remote_context
from chassis.telemetry.tracing import configure, link_on, together

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.mark.parametrize("key", ["nama", "NIP", "password", "authorization", "refresh_token"])
def test_members_that_name_someone_are_masked(key: str) -> None:
    assert scrub(key, "Budi") == MASK


def test_a_nip_is_masked_wherever_it_stands() -> None:
    told = scrub("error", {"detail": ["pegawai 197306032007011007 tidak ada", 5], "nama": "Budi"})
    assert told == {"detail": [f"pegawai {MASK} tidak ada", 5], "nama": MASK}


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/activity/entries/0198e1a2-77aa-7bbb-8ccc-0123456789ab/verify", "/api/activity/entries/{id}/verify"),
        ("/api/identity/pegawai/197306032007011007", "/api/identity/pegawai/{id}"),
        ("/api/skp/sasaran", "/api/skp/sasaran"),
    ],
)
def test_a_route_carries_no_id(path: str, route: str) -> None:
    assert route_of(path) == route


def test_a_statement_is_named_by_verb_and_table_alone() -> None:
    assert name_of("select * from pegawai where nip = '197306032007011007'") == "SELECT pegawai"
    assert name_of("") == "SQL"


def test_a_caller_is_continued() -> None:
    assert trace.get_current_span(remote_context(PARENT)).get_span_context().trace_id == int(TRACE, 16)


@pytest.mark.parametrize("parent", [None, "", "garbage", "00-0-0-01", PARENT.replace(TRACE, "0" * 32), PARENT[:-3]])
def test_a_parent_that_is_none_begins_a_trace(parent: str | None) -> None:
    assert not trace.get_current_span(remote_context(parent)).get_span_context().is_valid


@pytest.mark.parametrize(
    ("parent", "sampled"),
    [(PARENT, True), (PARENT[:-1] + "0", False), (PARENT[:-1] + "3", True), (None, False), ("x1", False)],
)
def test_the_callers_choice_to_record_is_kept(parent: str | None, sampled: bool) -> None:
    assert is_sampled(parent) is sampled


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    """The spans that end while a test runs."""
    configure("test", traces_dir=None, otlp_endpoint=None, profile="test")
    provider, exporter = trace.get_tracer_provider(), InMemorySpanExporter()
    assert isinstance(provider, TracerProvider)
    processor = SimpleSpanProcessor(exporter)
    provider.add_span_processor(processor)
    yield exporter
    exporter.shutdown()


def test_a_passage_continues_a_recorded_trace_with_a_span(kept: InMemorySpanExporter) -> None:
    passage = Passage("test", "POST", "/api/skp/sasaran", PARENT)
    assert passage.trace == TRACE and passage.traceparent[36:52] != PARENT[36:52] and is_sampled(passage.traceparent)
    passage.end(201)
    (span,) = kept.get_finished_spans()
    assert (span.name, span.attributes) == (
        "POST /api/skp/sasaran",
        {"http.request.method": "POST", "http.route": "/api/skp/sasaran", "http.response.status_code": 201},
    )
    assert f"{span.context.span_id:016x}" == passage.traceparent[36:52] and span.parent is not None


def test_a_passage_of_a_trace_that_nobody_records_costs_no_span(kept: InMemorySpanExporter) -> None:
    passage = Passage("test", "GET", "/api/skp/sasaran", PARENT[:-1] + "0")
    assert passage.trace == TRACE and passage.traceparent[-2:] == "00" and passage.traceparent != PARENT[:-1] + "0"
    passage.end(200)
    assert not kept.get_finished_spans()


@pytest.mark.parametrize(("wanted", "spans"), [(True, 1), (False, 0)])
def test_a_passage_without_parent_begins_a_trace_as_the_sampler_wants(
    kept: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch, wanted: bool, spans: int
) -> None:
    asked: list[int] = []
    real = sampling._sampler
    assert real is not None

    class Choosing:
        def should_sample(self, context: Any, trace_id: int, *rest: Any, **more: Any) -> Any:
            asked.append(trace_id)
            chosen = real if wanted else StaticSampler(Decision.DROP)
            return chosen.should_sample(context, trace_id, "")

    monkeypatch.setattr(sampling, "_sampler", Choosing())
    first, second = (Passage("test", "GET", "/api/skp/sasaran", given) for given in (None, "garbage"))
    for passage, trace_id in zip((first, second), asked, strict=True):
        assert passage.trace == f"{trace_id:032x}" and is_sampled(passage.traceparent) is wanted
        passage.end(200)
    assert len(kept.get_finished_spans()) == 2 * spans


@pytest.mark.parametrize(("share", "parent_based"), [(0.05, True), (0.05, False), (0.0, True), (1.0, True)])
def test_a_share_of_the_traces_is_begun_without_asking_and_as_the_sampler_would_say(
    monkeypatch: pytest.MonkeyPatch, share: float, parent_based: bool
) -> None:
    sampler: Any = TraceIdRatioBased(share)
    sampler = ParentBased(sampler) if parent_based else sampler
    monkeypatch.setattr(sampling, "_sampler", sampler)
    monkeypatch.setattr(sampling, "_bound", sampling._bound_of(sampler))
    drawn = [(sampling.unrecorded(), sampling.IDS.generate_trace_id()) for _ in range(2000)]
    left_out = [int(told[3:35], 16) for told, _ in drawn if told]
    begun = [number for told, number in drawn if not told]
    says = [sampler.should_sample(None, number, "").decision for number in (*left_out, *begun)]
    assert says == [Decision.DROP] * len(left_out) + [Decision.RECORD_AND_SAMPLE] * len(begun)
    assert len(begun) == pytest.approx(2000 * share, abs=60)


def test_what_is_written_together_shows_in_every_recorded_trace(kept: InMemorySpanExporter) -> None:
    others = ["a" * 32, "b" * 32]
    parents = [PARENT, *(PARENT.replace(TRACE, other) for other in others), PARENT.replace(TRACE, "c" * 32)[:-1] + "0"]
    with together("commit", parents, {"entries": 4}):
        pass
    work, *marks = kept.get_finished_spans()
    assert f"{work.context.trace_id:032x}" == TRACE and len(work.links) == 2
    assert [f"{mark.context.trace_id:032x}" for mark in marks] == others
    assert all(mark.links[0].context.span_id == work.context.span_id for mark in marks)


def test_what_nobody_records_is_written_without_a_span(kept: InMemorySpanExporter) -> None:
    with together("commit", [PARENT[:-1] + "0", ""], {"entries": 2}):
        pass
    assert not kept.get_finished_spans()


def test_no_trace_is_left_out_where_one_span_has_no_room_for_all(kept: InMemorySpanExporter) -> None:
    traces = [f"00-{n:032x}-00f067aa0ba902b7-03" for n in range(1, 71)]
    link_on("issue slips", traces)
    spans = kept.get_finished_spans()
    assert [len(span.links) for span in spans] == [32, 32, 6]
    assert {link.context.trace_id for span in spans for link in span.links} == set(range(1, 71))
