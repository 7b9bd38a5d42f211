"""What waits for a penilai: counts first, which open nothing; then the list, many decided in one act."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit

GROUND = "tidak_sesuai_data"


class Below(msgspec.Struct):
    """Somebody whose entries are the actor's to decide."""

    asn_id: UUID
    nama: str
    jabatan: str
    penilai_hari_ini: bool
    menunggu: int
    terlambat: int
    paling_lambat: date | None


async def counts(visit: Visit) -> Outcome:
    """Who has how much waiting, until when; nothing is marked as seen."""
    people, glance = await together(visit.read("activity", "/subordinates", list[Below]), glance_of(visit))
    people.sort(key=lambda one: (one.menunggu == 0, one.paling_lambat or date.max, one.nama))
    return Shown("penilai/antrean.html", {"orang": people, "s": glance, "jumlah": sum(p.menunggu for p in people)})


async def open_queue(visit: Visit) -> Outcome:
    """Open what waits, of one or of all: from here on the system approves none of it by itself (KUAN P23(7))."""
    asn = visit.typed.get("asn", "")
    told = await visit.send("activity", "/queue", asn_id=asn)
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/antrean/daftar?asn={asn}" if asn else "/antrean/daftar")


async def show(visit: Visit) -> Outcome:
    """What was opened, read again without marking anything."""
    return await _page(visit, {}, "")


async def decide(visit: Visit) -> Outcome:
    """Approve those ticked (all or none) or one, or withhold one with its reason."""
    if ident := visit.typed.get("kembalikan"):
        return await _withhold(visit, ident)
    ids = visit.many("id") if visit.typed.get("setuju", "terpilih") == "terpilih" else [visit.typed["setuju"]]
    if not ids:
        return await _page(visit, {}, "Pilih dahulu catatan yang disetujui.")
    seen = {ident: int(versi) for ident in ids if (versi := visit.typed.get(f"versi-{ident}", "")).isdecimal()}
    told = await visit.send("activity", "/verify", {"ids": ids, "versi": seen})
    if not told.ok:
        return await _page(visit, _blocking(told.problem), with_pasal(told.problem.detail, told.problem.pasal or ""))
    return Go(_back(visit, f"disetujui={len(ids)}"))


async def _withhold(visit: Visit, ident: str) -> Outcome:
    form = Form(visit.typed)
    why = form.text(f"alasan-{ident}", "Tulis alasannya: apa yang tidak cocok, dengan apa.", 2000)
    versi = visit.typed.get(f"versi-{ident}", "")
    if form.salah:
        return await _page(visit, form.salah, "", ident)
    said = {"dasar": GROUND, "alasan": why, "versi": int(versi) if versi.isdecimal() else None}
    told = await visit.send("activity", f"/activities/{ident}/reject", said)
    if told.ok:
        return Go(_back(visit, "dikembalikan=1"))
    return await _page(visit, {}, with_pasal(told.problem.detail, told.problem.pasal or ""), ident)


def _back(visit: Visit, done: str) -> str:
    asn = visit.typed.get("asn", "")
    return f"/antrean/daftar?{f'asn={asn}&' if asn else ''}{done}"


def _blocking(problem: Problem) -> dict[str, str]:
    """For each refused entry the reason; the service approves all entries or none."""
    return {f"id-{wrong.field.rpartition('.')[2]}": wrong.detail for wrong in problem.errors}


async def _page(visit: Visit, salah: dict[str, str], tolak: str, returning: str = "") -> Shown:
    asn = visit.typed.get("asn") or visit.query.get("asn", "")
    entries, people, glance = await together(
        visit.read("activity", "/queue", list[Entry], asn_id=asn),
        visit.read("activity", "/subordinates", list[Below]),
        glance_of(visit),
    )
    order = visit.query.get("urut", "tenggat")
    if order == "nama":
        entries.sort(key=lambda one: (one.nama, one.tanggal, one.mulai))
    elif order == "tanggal":
        entries.sort(key=lambda one: (one.tanggal, one.mulai))
    data = {
        "catatan": entries, "orang": [one for one in people if one.menunggu], "s": glance, "asn": asn, "urut": order,
        "salah": salah, "tolak": tolak, "terpilih": set(visit.many("id")),
        "kembalikan": returning or visit.query.get("kembalikan", ""), "belum": _unopened(people, entries, asn),
        "disetujui": visit.query.get("disetujui", ""), "dikembalikan": visit.query.get("dikembalikan", ""),
    }  # fmt: skip
    return Shown("penilai/daftar.html", data, 422 if salah or tolak else 200)


def _unopened(people: list[Below], entries: list[Entry], asn: str) -> int:
    """How many wait that were not opened yet."""
    return sum(one.menunggu for one in people if asn in ("", str(one.asn_id))) - len(entries)
