"""Bimbingan of a year: recorded by the penilai or who was assigned, reported to the superior (KON P22, P24(1))."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.pemantauan import Monitoring
from gateway.pages.visit import Visit

_FIELDS = {name: name for name in ("tanggal", "proses", "kompetensi", "hasil")} | {"peserta": "siapa"}


class Guidance(msgspec.Struct, kw_only=True):
    """A bimbingan of one person; `hasil` is empty until it is reported."""

    bimbingan_id: UUID
    asn_id: UUID
    nama: str
    tanggal: date
    bentuk: str
    surat_tugas: str
    proses: str
    kompetensi: str
    hasil: str
    reported_on: date | None
    anda_penilai: bool


async def show(visit: Visit) -> Outcome:
    """Of the running year, or the one asked for."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record a session with the people who were ticked, or report a result."""
    form = Form(visit.typed)
    if visit.typed.get("langkah") == "lapor":
        said: dict[str, object] = {"hasil": form.text("hasil", "Tulis hasilnya.", 2000)}
        path = f"/guidance/{visit.typed.get('id', '')}/report"
    else:
        people = []
        for ticked in visit.many("siapa")[:50]:
            seen, _, asn = ticked.partition(":")
            judged = form.text(f"k-{seen}", "Tulis penilaian kompetensinya.", 2000)
            people.append({"asn_id": asn, "pemantauan_id": seen, "kompetensi": judged})
        if not people:
            form.wrong("siapa", "Pilih pegawai yang dibimbing.")
        said = {
            "tanggal": form.day("tanggal", "Isi tanggalnya."), "peserta": people,
            "proses": form.text("proses", "Tulis apa yang dilakukan.", 2000),
        }  # fmt: skip
        path = "/guidance"
    told = None if form.salah else await visit.send("appraisal", path, said)
    return await settled(form, told, "/bimbingan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    year = year_of(visit.query.get("tahun", ""), glance.hari_ini.year)
    found, seen = await together(
        visit.read("appraisal", "/guidance", list[Guidance], tahun=year),
        visit.read("appraisal", "/monitoring", list[Monitoring], tahun=year),
    )
    mine = [one for one in seen if one.state != "missed" and (one.anda_penilai or one.surat_tugas)]
    data = {
        "bimbingan": found, "pantauan": mine, "s": glance, "tahun": year, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "ini": visit.typed.get("id", ""), "dipilih": visit.many("siapa"),
    }  # fmt: skip
    return Shown("penilai/bimbingan.html", data, 422 if salah or tolak else 200)
