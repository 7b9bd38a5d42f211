"""Draws a trace as a waterfall in the terminal, from the span files of an instance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 40
MESSAGE_ID = "messaging.message.id"
COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red", "white")


class SpanLine(msgspec.Struct, frozen=True):
    """A line of a span file; times in nanoseconds since 1970."""

    trace: str
    span: str
    parent: str | None
    service: str
    name: str
    start: int
    end: int
    failed: bool
    attributes: dict[str, Any] = {}
    links: list[str] = []


def spans_of(folder: Path, trace: str) -> list[SpanLine]:
    """Every span of a trace, in order of time."""
    found = (span for path in sorted(folder.glob("*.jsonl*")) for span in _read(path, trace.encode()))
    return sorted((span for span in found if span.trace == trace), key=lambda s: s.start)


def draw(folder: Path, trace: str, console: Console, most: int = 60) -> list[SpanLine]:
    """Print the waterfall; returns the spans."""
    spans = spans_of(folder, trace)
    if not spans:
        console.print(f"no span of trace {trace}")
        return spans
    begin, end = min(s.start for s in spans), max(s.end for s in spans)
    table = Table(title=f"trace {trace}\n{len(spans)} spans, {(end - begin) / 1e6:.1f} ms", expand=False)
    for title in ("service", "span", "ms", "when"):
        table.add_column(title, no_wrap=True, justify="right" if title == "ms" else "left")
    services = {name: COLOURS[n % len(COLOURS)] for n, name in enumerate(sorted({s.service for s in spans}))}
    lines = list(_folded(_tree(spans)))
    for depth, span, alike in lines[:most]:
        colour = "bold red" if span.failed else services[span.service]
        bar = _bar(span, begin, max(end - begin, 1))
        times = f" ×{alike}" if alike > 1 else ""
        name = Text("  " * depth + span.name + times + (f" ⇢{len(span.links)}" if span.links else ""))
        table.add_row(Text(span.service, colour), name, f"{(span.end - span.start) / 1e6:.2f}", Text(bar, colour))
    if len(lines) > most:
        table.add_row("…", f"{len(lines) - most} more", "", "")
    console.print(table)
    return spans


def _folded(tree: Iterable[tuple[int, SpanLine]]) -> Iterator[tuple[int, SpanLine, int]]:
    """Of neighbours that differ in nothing but their time, the first, and how many there are: a run has hundreds."""
    for (depth, _, _), group in groupby(tree, key=lambda line: (line[0], line[1].service, line[1].name)):
        alike = [span for _, span in group]
        yield depth, alike[0], len(alike)


def _bar(span: SpanLine, begin: int, length: int) -> str:
    left = (span.start - begin) * WIDTH // length
    return " " * left + "█" * max(1, (span.end - span.start) * WIDTH // length)


def _tree(spans: list[SpanLine]) -> list[tuple[int, SpanLine]]:
    """Depth first; a span whose parent was made elsewhere is a root."""
    known = {s.span for s in spans}
    children: dict[str | None, list[SpanLine]] = defaultdict(list)
    for span in spans:
        children[span.parent if span.parent in known else None].append(span)
    found: list[tuple[int, SpanLine]] = []

    def visit(parent: str | None, depth: int) -> None:
        for span in children[parent]:
            found.append((depth, span))
            visit(span.span, depth + 1)

    visit(None, 0)
    return found


def publishing(folder: Path, service: str, facts: Iterable[str]) -> str | None:
    """The trace in which a service published one of these facts."""
    ids = set(facts)
    told = (s for s in _spans_in(folder, service) if s.name.startswith("publish "))
    return next((s.trace for s in told if s.attributes.get(MESSAGE_ID) in ids), None)


def linking(folder: Path, service: str, trace: str) -> str | None:
    """The first other trace of a service with a span that links to `trace`."""
    others = (s for s in _spans_in(folder, service) if s.trace != trace)
    return next((s.trace for s in others if any(link.startswith(f"{trace}-") for link in s.links)), None)


def _spans_in(folder: Path, service: str) -> Iterator[SpanLine]:
    """The spans of one service in the order they were written; a file that made way for another is the older."""
    for path in sorted(folder.glob(f"{service}.jsonl*"), reverse=True):
        yield from _read(path)


def _read(path: Path, mark: bytes = b"") -> Iterator[SpanLine]:
    """The spans of a file whose line begins with the mark in it; without half lines, which killed processes leave."""
    decoder = msgspec.json.Decoder(SpanLine)
    with path.open("rb") as lines:
        for line in lines:
            with suppress(msgspec.DecodeError):
                if mark in line[:80]:
                    yield decoder.decode(line)
