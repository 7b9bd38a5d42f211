"""Empty days of subordinates: first the person is heard, then the finding; a deliberate one opens a pembinaan."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import quote
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.penilai.antrean import Below
from gateway.pages.penilai.bawahan import Missed, month_of
from gateway.pages.problem import Told
from gateway.pages.visit import Visit

# What is asked at each state of a pembinaan: the step, the fields with what is said when one is lacking.
STEPS = {
    "opened": ("hold", (("kesepakatan", "Tulis apa yang disepakati."), ("jawaban", "Tulis jawaban pegawai."))),
    "answered": ("close", (("hasil", "Tulis apa hasilnya."),)), "held": ("close", (("hasil", "Tulis apa hasilnya."),)),
}  # fmt: skip
STATES = {
    "opened": ("sesi belum diadakan", "tunggu", "jam"), "held": ("sesi diadakan", "biru", "orang"),
    "answered": ("sudah ditanggapi pegawai", "biru", "orang"), "closed": ("selesai", "ok", "cek"),
    "lapsed": ("gugur: hari itu terisi", "", "silang"),
}  # fmt: skip
_FIELDS = {
    "tanggapan": "tanggapan", "alasan": "alasan", "tanggal_sesi": "tanggal_sesi", "kesepakatan": "kesepakatan",
    "didengar_pada": "didengar_pada", "cara_didengar": "cara_didengar", "surat_tugas": "surat_tugas",
}  # fmt: skip
HEARD = {"tatap_muka": "tatap muka", "telepon": "telepon", "daring": "daring", "tertulis": "tertulis"}


class Pembinaan(msgspec.Struct):
    """What follows a day that stayed empty on purpose."""

    pembinaan_id: UUID
    asn_id: UUID
    tanggal: date
    state: str
    tanggal_sesi: date | None
    kesepakatan: str | None
    tanggapan: str | None
    hasil: str | None

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show(visit: Visit) -> Outcome:
    """Of one month, oldest first, with the pembinaan under way."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """A finding on a day (hear, then find), or the next step of a pembinaan."""
    form = Form(visit.typed)
    told = await (_step(visit, form) if visit.typed.get("pembinaan") else _judge(visit, form))
    to = f"/hari-kosong?bulan={quote(visit.typed.get('bulan', ''))}&tersimpan=1"
    return await settled(form, told, to, _FIELDS, partial(_page, visit))


async def _judge(visit: Visit, form: Form) -> Told | None:
    asn, _, day = visit.typed.get("hari", "").partition(":")
    said = {
        "asn_id": asn, "tanggal": day, "sengaja": visit.typed.get("temuan") == "sengaja",
        "tanggapan": form.text("tanggapan", "Tulis dahulu jawaban pegawai: ia didengar sebelum diputus.", 2000),
        "alasan": form.text("alasan", "Tulis alasan temuan Anda.", 2000),
        "cara_didengar": form.text("cara_didengar", "Pilih bagaimana ia didengar.", 20),
        "didengar_pada": form.day("didengar_pada", "Pilih hari ia didengar."),
        "dinas_luar": visit.typed.get("temuan") == "dinas_luar",
        "surat_tugas": visit.typed.get("surat_tugas", "").strip()[:200],
    }  # fmt: skip
    return None if form.salah else await visit.send("activity", "/missed/judge", said)


async def _step(visit: Visit, form: Form) -> Told | None:
    step, asked = STEPS.get(visit.typed.get("keadaan", ""), STEPS["opened"])
    said: dict[str, object] = {name: form.text(name, lacking, 2000) for name, lacking in asked}
    if step == "hold":
        said["tanggal_sesi"] = form.day("tanggal_sesi", "Pilih hari sesinya.")
    ident = form.id("pembinaan", "Muat ulang halaman ini.")
    return None if form.salah else await visit.send("activity", f"/pembinaan/{ident}/{step}", said)


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    month = month_of(visit.typed.get("bulan") or visit.query.get("bulan", ""), glance.hari_ini)
    days, people, coached = await together(
        visit.read("activity", "/missed", list[Missed], periode=month),
        visit.read("activity", "/subordinates", list[Below]),
        spare(visit.read("activity", "/pembinaan", list[Pembinaan])),
    )
    below = {one.asn_id: one.nama for one in people}
    shown = [day for day in days if day.asn_id in below and day.tanggal < glance.hari_ini]
    data = {
        "hari": shown, "s": glance, "periode": month, "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1),
        "akan": f"{glance.hari_ini:%Y-%m}" <= month, "cara": HEARD, "bawahan": below, "salah": salah, "tolak": tolak,
        "bina": [one for one in coached or [] if one.asn_id in below],
        "putus": visit.typed.get("hari") or visit.query.get("putus", ""),
        "langkah": visit.typed.get("pembinaan") or visit.query.get("langkah", ""),
        "tersimpan": visit.query.get("tersimpan", ""),
    }  # fmt: skip
    return Shown("penilai/kosong.html", data, 422 if salah or tolak else 200)
