"""What the demo prints: totals per OPD, one slip explained, one activity followed to its slip."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ekinerja import trace
from ekinerja.demo import plan
from ekinerja.demo.client import Failed
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

_COLUMNS = (
    ("opd", "OPD"), ("asn", "ASN"), ("aktivitas", "aktivitas"), ("disetujui_penilai", "penilai"),
    ("disetujui_otomatis", "sistem"), ("ditolak", "ditolak"), ("belum_diputus", "menunggu"),
    ("rata_rata_nilai", "nilai"), ("predikat_terbanyak", "predikat"), ("tpp_total", "TPP (Rp)"),
)  # fmt: skip


def summary(console: Console, story: Story, rows: list[dict[str, Any]]) -> None:
    """The month per OPD."""
    table = Table(title=f"{story.tenant}, {plan.PERIODE} (TPP by the EXAMPLE policy)")
    for _, title in _COLUMNS:
        table.add_column(title, justify="left" if title in ("OPD", "predikat") else "right", no_wrap=True)
    for row in rows:
        table.add_row(*(_cell(row[key]) for key, _ in _COLUMNS))
    totals = [sum(r[key] for r in rows) if isinstance(rows[0][key], int) else None for key, _ in _COLUMNS]
    table.add_row("jumlah", *(_cell(t) for t in totals[1:]), style="bold")
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def check(story: Story, rows: list[dict[str, Any]]) -> None:
    """Every count of every OPD against the input; Failed at the first that is off."""
    wanted = plan.expected(story.tenant, story.people)
    if {row["opd"] for row in rows} != set(wanted):
        raise Failed(f"{story.tenant}: other OPD than in the input")
    for row in rows:
        must = wanted[row["opd"]]
        pairs = (
            ("asn", must.asn), ("aktivitas", must.submitted), ("disetujui_penilai", must.by_penilai),
            ("disetujui_otomatis", must.by_auto), ("ditolak", must.rejected), ("tpp_total", must.tpp),
            ("belum_diputus", must.submitted - must.by_penilai - must.by_auto - must.rejected),
        )  # fmt: skip
        for key, value in pairs:
            if row[key] != value:
                raise Failed(f"{story.tenant} {row['opd']}: {key} is {row[key]}, the input says {value}")


def example(story: Story) -> Person:
    """A PNS whose entries the penilai decides and who has a tugas tambahan."""
    return next(p for p in story.working if p.attention == "decides" and p.has_extra and p.jenis == "PNS")


async def explain(console: Console, story: Story, traces: Path) -> None:
    """One slip line by line, then the way of one activity to it."""
    person = example(story)
    slip = await story.users[person.nip].get(f"/api/tpp/slips/mine?periode={plan.PERIODE}")
    table = Table(title=f"slip of {person.nama}, {slip['periode']}, policy {slip['kebijakan']} (example)")
    for title in ("line", "rupiah", "computed as", "pasal", "facts"):
        table.add_column(title, overflow="fold")
    for line in slip["lines"]:
        table.add_row(line["uraian"], _cell(line["jumlah"]), line["hitungan"], line["pasal"], "\n".join(line["sumber"]))
    table.add_row("total", _cell(slip["total"]), "sum of the printed lines", "C1", "", style="bold")
    console.print(table)
    await asyncio.sleep(1.5)  # the spans of the last second are still on their way to the files
    facts = {fact for line in slip["lines"] for fact in line["sumber"]}
    await asyncio.to_thread(_follow, console, story.traces[person.nip], facts, traces)


def _follow(console: Console, first: str, facts: set[str], traces: Path) -> None:
    """From the click to the slip: the entry's trace, the close that told of its month (the slip names that fact),
    and the run that links on from the close."""
    console.print("\nfrom the click to the slip: the entry, the close of its month, the TPP run")
    spans = trace.draw(traces, first, console)
    services = {span.service for span in spans}
    if len(services) < 3:
        raise Failed(f"the trace of an entry has only {sorted(services)}")
    close = trace.publishing(traces, "activity", facts)
    run = trace.linking(traces, "tpp", close) if close else None
    if not close or not run:
        raise Failed("no trace tells of the slip's facts, or no TPP run links on from it")
    for found in (close, run):
        trace.draw(traces, found, console, most=26)
