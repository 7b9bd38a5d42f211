"""The report of a penilai on a year: written line by line, passed on to the top, read there (KON P40)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.penilaian import ToMake
from gateway.pages.visit import Visit


class Report(msgspec.Struct):
    """A report on its way, or arrived."""

    laporan_id: UUID
    penilai_id: UUID
    nama_penilai: str
    nomor: int
    submitted_at: datetime
    late: bool
    final: int
    pending: int
    pemegang_id: UUID | None
    arrived_at: datetime | None


class Missing(msgspec.Struct):
    """A penilai with results in no report; without a name the Bupati."""

    nama: str
    final: int
    pending: int


class Line(msgspec.Struct):
    """A result in a report, or one that is pending."""

    nama: str
    pending: bool
    nilai: str
    predikat: str
    permasalahan: str
    rekomendasi: str


class Lines(msgspec.Struct):
    """The lines of a report."""

    laporan_id: UUID
    tahun: int
    nomor: int
    baris: tuple[Line, ...]


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended, or the one asked for."""
    return await _page(visit, {}, "")


async def send(visit: Visit) -> Outcome:
    """Pass a report on, or report what is final and in no report yet."""
    form, year = Form(visit.typed), visit.typed.get("tahun", "")[:4]
    done = f"/laporan-kinerja?ok=1&tahun={year}"
    if ident := visit.typed.get("teruskan"):
        passed = await visit.send("appraisal", f"/reports/{ident}/forward")
        return await settled(form, passed, done, {}, partial(_page, visit))
    fields: dict[str, str] = {}
    lines = []
    for ident in visit.many("penilaian")[:500]:
        problem, advice = f"masalah-{ident}", f"saran-{ident}"
        lines.append({
            "appraisal_id": ident, "permasalahan": form.text(problem, "Tulis permasalahannya.", 2000),
            "rekomendasi": form.text(advice, "Tulis rekomendasinya.", 2000),
        })  # fmt: skip
        fields[ident] = problem
    said = {"tahun": year_of(year, 0), "baris": lines}
    told = None if form.salah else await visit.send("appraisal", "/reports", said)
    return await settled(form, told, done, fields, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year - 1)
    found, mine, missing = await together(
        visit.read("appraisal", "/reports", list[Report], tahun=year),
        spare(visit.read("appraisal", "/to-make", list[ToMake], tahun=year)),
        spare(visit.read("appraisal", "/reports/missing", list[Missing], tahun=year)),
    )
    fresh = [one for one in mine or [] if one.state == "final" and not one.dilaporkan]
    data = {
        "laporan": found, "s": glance, "tahun": year, "saya": me, "baru": fresh, "belum": missing, "salah": salah,
        "tolak": tolak, "tertunda": sum(one.state != "final" for one in mine or []), "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("penilai/laporan.html", data, 422 if salah or tolak else 200)


async def one(visit: Visit) -> Outcome:
    """The lines of one report."""
    found, glance = await together(visit.read("appraisal", f"/reports/{visit.given['id']}", Lines), glance_of(visit))
    return Shown("penilai/laporan-satu.html", {"l": found, "s": glance})
