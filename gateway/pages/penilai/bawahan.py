"""Everyone whom the actor appraises, and one of them: plans, decided entries, an approval taken back."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.pegawai.data_skp import STATES
from gateway.pages.penilai.antrean import GROUND, Below
from gateway.pages.visit import Visit

WAITS = frozenset({"submitted", "escalated"})
PURPOSE = "memeriksa sebagai pejabat penilai"


class Planned(msgspec.Struct):
    """How far the SKP of somebody is."""

    asn_id: UUID
    state: str
    bebas_skp: bool
    terlambat: bool

    @property
    def keadaan(self) -> tuple[str, str, str]:
        if self.bebas_skp and not self.state:
            return ("tidak wajib SKP", "", "info")
        return STATES.get(self.state, ("belum ada SKP", "tolak", "tanda"))


class Missed(msgspec.Struct):
    """A duty day without an entry."""

    asn_id: UUID
    tanggal: date
    sengaja: bool | None
    keadaan: str
    nama: str = ""
    dinas_luar: bool = False


async def show(visit: Visit) -> Outcome:
    """With what waits, the empty days of this month, and the state of the SKP."""
    glance = await glance_of(visit)
    people, plans, missed = await together(
        visit.read("activity", "/subordinates", list[Below]),
        spare(visit.read("skp", "/subordinates", list[Planned], tahun=glance.hari_ini.year)),
        spare(visit.read("activity", "/missed", list[Missed], periode=f"{glance.hari_ini:%Y-%m}")),
    )
    empty: dict[UUID, int] = {}
    for day in missed or []:
        if day.tanggal < glance.hari_ini:
            empty[day.asn_id] = empty.get(day.asn_id, 0) + 1
    people.sort(key=lambda one: (not one.penilai_hari_ini, one.nama))
    data = {"orang": people, "rencana": {one.asn_id: one for one in plans or []}, "kosong_hari": empty, "s": glance}
    return Shown("penilai/bawahan.html", data)


async def one(visit: Visit) -> Outcome:
    """What of a month is decided; what waits stands in the queue, and nothing is marked here."""
    return await _page(visit, {}, "")


async def reopen(visit: Visit) -> Outcome:
    """Take an approval back (the system's on the ground of withholding alone)."""
    form = Form(visit.typed)
    ident = form.id("catatan", "Pilih catatannya.")
    why = form.text("alasan", "Tulis alasannya: apa yang tidak cocok, dengan apa.", 2000)
    if form.salah:
        return await _page(visit, form.salah, "")
    ground = GROUND if visit.typed.get("sistem") else ""
    told = await visit.send("activity", f"/activities/{ident}/reopen", {"alasan": why, "dasar": ground})
    if told.ok:
        return Go(f"/bawahan/{visit.given['id']}?bulan={quote(visit.typed.get('bulan', ''))}&dibuka=1")
    return await _page(visit, {}, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    ident = visit.given["id"]
    glance = await glance_of(visit)
    month = month_of(visit.typed.get("bulan") or visit.query.get("bulan", ""), glance.hari_ini)
    entries, people, plans = await together(
        visit.read("activity", f"/people/{ident}/activities", list[Entry], periode=month, tujuan=PURPOSE),
        visit.read("activity", "/subordinates", list[Below]),
        spare(visit.read("skp", "/subordinates", list[Planned], tahun=glance.hari_ini.year)),
    )
    person = next((found for found in people if str(found.asn_id) == ident), None)
    entries = [entry for entry in entries if entry.state not in WAITS]
    entries.sort(key=lambda entry: (entry.tanggal, entry.mulai), reverse=True)
    data = {
        "o": person, "catatan": entries, "s": glance, "periode": month, "sebelum": neighbour(month, -1),
        "sesudah": neighbour(month, 1), "akan": f"{glance.hari_ini:%Y-%m}" <= month, "ident": ident,
        "rencana": next((plan for plan in plans or [] if str(plan.asn_id) == ident), None),
        "buka": visit.typed.get("catatan") or visit.query.get("buka", ""), "salah": salah, "tolak": tolak,
        "dibuka": visit.query.get("dibuka", ""), "nama": person.nama if person else _name(entries),
    }  # fmt: skip
    return Shown("penilai/seorang.html", data, 422 if salah or tolak else 200)


def _name(entries: list[Entry]) -> str:
    return entries[0].nama if entries else "Pegawai"


def month_of(asked: str, today: date) -> str:
    """The month that the address names, if it is one; else the month of today."""
    try:
        return f"{date.fromisoformat(f'{asked}-01'):%Y-%m}"
    except ValueError:
        return f"{today:%Y-%m}"
