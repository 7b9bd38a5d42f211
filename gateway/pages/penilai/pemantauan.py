"""Monitoring of a year: what was seen, deviations that wait for their cause, semesters without one (KON P18)."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.antrean import Below
from gateway.pages.visit import Visit

STATES = {
    "on_track": ("sesuai rencana", "ok", "cek"), "deviating": ("menyimpang, belum ditindak", "tolak", "tanda"),
    "handled": ("menyimpang, sudah ditindak", "biru", "ulang"), "missed": ("tidak dipantau", "tunggu", "jam"),
}  # fmt: skip
_FIELDS = {name: name for name in ("asn_id", "tanggal", "rencana", "capaian", "catatan", "dokumen", "sebab", "tindakan",
    "percepatan", "pembimbing", "surat_tugas")}  # fmt: skip


class Monitoring(msgspec.Struct, kw_only=True):
    """One monitoring, or that a semester had none."""

    pemantauan_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    semester: int
    tanggal: date
    rencana: int
    capaian: int
    catatan: str
    state: str
    sebab: str
    tindakan: str
    percepatan: date | None
    surat_tugas: str
    anda_penilai: bool

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show(visit: Visit) -> Outcome:
    """Of the running year, or the one asked for."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record one, say what is done about a deviation, or have another party give bimbingan."""
    form, step, ident = Form(visit.typed), visit.typed.get("langkah", ""), visit.typed.get("id", "")
    if step == "catat":
        path, said = "/monitoring", _monitored(form, visit)
    elif step == "tindak":
        path = f"/monitoring/{ident}/handle"
        said = {
            "sebab": form.text("sebab", "Tulis sebabnya.", 2000),
            "tindakan": form.text("tindakan", "Tulis tindakannya.", 2000),
            "percepatan": form.day("percepatan", "Isi tanggalnya."),
        }  # fmt: skip
    else:
        path = f"/monitoring/{ident}/assign"
        letter = form.text("surat_tugas", "Tulis nomor surat tugasnya.", 200)
        said = {"pembimbing": form.id("pembimbing", "Pilih pembimbingnya."), "surat_tugas": letter}
    told = None if form.salah else await visit.send("appraisal", path, said)
    return await settled(form, told, "/pemantauan?ok=1", _FIELDS, partial(_page, visit))


def _monitored(form: Form, visit: Visit) -> dict[str, object]:
    paper = visit.typed.get("dokumen", "").strip()[:300]
    return {
        "asn_id": form.id("asn_id", "Pilih pegawainya."), "tanggal": form.day("tanggal", "Isi tanggal pemantauan."),
        "rencana": form.amount("rencana", 1000, least=0) or 0, "capaian": form.amount("capaian", 1000, least=0) or 0,
        "catatan": form.text("catatan", "Tulis apa yang diamati.", 2000), "dokumen": paper,
        "cara": "non_elektronik" if paper else "elektronik", "menyimpang": visit.typed.get("menyimpang") == "ya",
    }  # fmt: skip


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    year = year_of(visit.query.get("tahun", ""), glance.hari_ini.year)
    found, below = await together(
        visit.read("appraisal", "/monitoring", list[Monitoring], tahun=year),
        spare(visit.read("activity", "/subordinates", list[Below])),
    )
    data = {
        "pantauan": found, "bawahan": below or [], "s": glance, "tahun": year, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "ini": visit.typed.get("id", ""),
    }  # fmt: skip
    return Shown("penilai/pemantauan.html", data, 422 if salah or tolak else 200)
