"""Spans as lines of JSON in a folder, for machines without a collector."""

from __future__ import annotations

from collections.abc import Sequence
from fcntl import LOCK_EX, flock
from io import SEEK_END, FileIO
from pathlib import Path
from typing import Any

import msgspec
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from chassis.telemetry.scrub import scrub

ROTATE_BYTES = 128 << 20


class FileSpans(SpanExporter):
    """Appends to `<folder>/<service>.jsonl`; the file before it is kept as `.1`."""

    def __init__(self, folder: str, service: str) -> None:
        self._path = Path(folder) / f"{service}.jsonl"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._service = service

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        lines = b"".join(msgspec.json.encode(self._line(span)) + b"\n" for span in spans)
        try:
            if self._path.exists() and self._path.stat().st_size > ROTATE_BYTES:
                self._path.replace(self._path.with_suffix(".jsonl.1"))
            with self._path.open("a+b", buffering=0) as file:
                flock(file, LOCK_EX)  # the processes of a service share the file
                whole = file.write(_ending(file) + lines)
        except OSError:
            return SpanExportResult.FAILURE
        return SpanExportResult.SUCCESS if whole and whole >= len(lines) else SpanExportResult.FAILURE

    def _line(self, span: ReadableSpan) -> dict[str, Any]:
        context = span.get_span_context()
        assert context is not None
        return {
            "trace": f"{context.trace_id:032x}",
            "span": f"{context.span_id:016x}",
            "parent": f"{span.parent.span_id:016x}" if span.parent else None,
            "service": self._service,
            "name": scrub("", span.name),
            "kind": span.kind.name,
            "start": span.start_time,
            "end": span.end_time,
            "failed": not span.status.is_ok and span.status.status_code.name == "ERROR",
            "attributes": {k: scrub(k, v) for k, v in (span.attributes or {}).items()},
            "links": [f"{link.context.trace_id:032x}-{link.context.span_id:016x}" for link in span.links],
        }


def _ending(file: FileIO) -> bytes:
    """The end that the last line lacks: a process that is killed while it writes leaves half a line."""
    size = file.seek(0, SEEK_END)
    if not size:
        return b""
    file.seek(size - 1)
    return b"" if file.read(1) == b"\n" else b"\n"
