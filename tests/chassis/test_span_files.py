"""The file of spans that the processes of a service share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.trace import SpanContext, TraceFlags

from chassis.telemetry.files import FileSpans

BATCHES, SPANS = 40, 60  # 60 spans with such attributes are far more than a buffer holds


def _tell(folder: str, process: int) -> list[SpanExportResult]:
    """What one process of the service tells, batch by batch."""
    context = SpanContext(process, 1, is_remote=False, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    span = ReadableSpan(
        "publish", context, attributes={"db.statement": "select " + "x" * 300}, start_time=1, end_time=2
    )
    file = FileSpans(folder, "activity")
    return [file.export([span] * SPANS) for _ in range(BATCHES)]


def test_two_processes_write_whole_lines(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(_tell, [str(tmp_path)] * 4, range(1, 5)))
    assert {result for results in told for result in results} == {SpanExportResult.SUCCESS}
    lines = (tmp_path / "activity.jsonl").read_bytes().splitlines()
    assert len([msgspec.json.decode(line) for line in lines]) == 4 * BATCHES * SPANS


def test_what_follows_half_a_line_of_a_killed_process_is_read(tmp_path: Path) -> None:
    (tmp_path / "activity.jsonl").write_bytes(b'{"trace":"00')
    _tell(str(tmp_path), 1)
    first, *lines = (tmp_path / "activity.jsonl").read_bytes().splitlines()
    assert first == b'{"trace":"00'
    assert len([msgspec.json.decode(line) for line in lines]) == BATCHES * SPANS
