"""New ideas that a predikat may rest on: recommended by the penilai, set by the head of the unit (KON P31(6))."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.penilaian import ToMake
from gateway.pages.visit import Visit

STATES = {
    "recommended": ("menunggu pimpinan unit kerja", "tunggu", "jam"), "accepted": ("ditetapkan", "ok", "cek"),
    "refused": ("tidak ditetapkan", "tolak", "silang"),
}  # fmt: skip
_FIELDS = {name: name for name in ("uraian", "manfaat", "dokumen", "alasan")}


class Idea(msgspec.Struct):
    """An idea; `menunggu_anda`: the reader sets or refuses it."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    state: str
    uraian: str
    manfaat: str
    dokumen: str
    alasan: str
    menunggu_anda: bool

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended, or the one asked for."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Recommend the idea of a subordinate, set one, or say why not."""
    form, step = Form(visit.typed), visit.typed.get("langkah", "")
    ident = form.id("id", "Pilih pegawainya.")
    said: dict[str, object]
    if step == "rekomendasi":
        path = "recommend"
        said = {
            "uraian": form.text("uraian", "Tulis apa yang baru.", 2000),
            "manfaat": form.text("manfaat", "Tulis manfaatnya.", 2000),
            "dokumen": form.text("dokumen", "Tulis nomor atau tempat dokumennya.", 200),
        }  # fmt: skip
    else:
        why = "" if step == "tetapkan" else form.text("alasan", "Tulis mengapa tidak ditetapkan.", 2000)
        path, said = "decide", {"diterima": step == "tetapkan", "alasan": why}
    told = None if form.salah else await visit.send("appraisal", f"/appraisals/{ident}/idea/{path}", said)
    year = visit.typed.get("tahun", "")[:4]
    return await settled(form, told, f"/ide?ok=1&tahun={year}", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year - 1)
    found, mine = await together(
        visit.read("appraisal", "/ideas", list[Idea], tahun=year),
        spare(visit.read("appraisal", "/to-make", list[ToMake], tahun=year)),
    )
    data = {
        "ide": sorted(found, key=lambda one: (not one.menunggu_anda, one.nama)), "s": glance, "tahun": year, "saya": me,
        "bawahan": [one for one in mine or [] if one.state == "opened"], "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "ini": visit.typed.get("id", ""), "langkah": visit.typed.get("langkah", ""),
    }  # fmt: skip
    return Shown("penilai/ide.html", data, 422 if salah or tolak else 200)
