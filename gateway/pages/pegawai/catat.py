"""Entering a day's work, first screen: which day, for which kinerja, one sentence. It is kept as a draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, day_of
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.data import Butir, Draft, Entry
from gateway.pages.visit import Visit

_FIELDS = {"tanggal": "tanggal", "butir_id": "butir", "kategori": "butir", "uraian": "uraian"}
NO_DRAFT = "Draf ini tidak ada lagi: sudah dikirim, atau dihapus."


async def show(visit: Visit) -> Outcome:
    """The form, empty or as its draft has it."""
    return await _page(visit, {}, "")


async def keep(visit: Visit) -> Outcome:
    """Keep what there is as a draft and go on; `contoh`: everything as the last entry had it."""
    if visit.typed.get("langkah") == "hapus":
        return await _thrown_away(visit)
    if visit.typed.get("contoh"):
        return await _as_last_time(visit)
    form = Form(visit.typed)
    day = form.day("lain" if visit.typed.get("tanggal") == "lain" else "tanggal", "Pilih harinya.")
    chosen = visit.typed.get("butir", "")
    butir = next((one for one in await _butir(visit, day) if str(one.butir_id) == chosen), None) if day else None
    if butir is None:
        form.wrong("butir", "Pilih kinerja yang dikerjakan, dari SKP yang berlaku pada hari itu.")
    uraian = form.text("uraian", "Tulis satu kalimat: apa yang dikerjakan, untuk apa.", 2000)
    if form.salah or butir is None or day is None:
        return await _page(visit, form.salah, "")
    isi = {"tanggal": day, "butir_id": butir.butir_id, "kategori": butir.kategori, "uraian": uraian}
    return await _kept(visit, form, isi)


async def _thrown_away(visit: Visit) -> Outcome:
    """The draft is gone; one that was gone before is as well."""
    told = await visit.send("activity", f"/drafts/{visit.typed.get('draf', '')}", method="DELETE")
    if not told.ok and told.status != 404:
        return await _page(visit, {}, told.problem.detail)
    return Go("/beranda")


async def _kept(visit: Visit, form: Form, isi: dict[str, Any]) -> Outcome:
    former = await draft_of(visit, visit.typed.get("draf", ""))
    if former is None:
        told = await visit.send("activity", "/drafts", isi)
    else:
        whole = {name: value for name, value in _members(former).items() if value is not None} | isi
        seen = {**whole, "versi": former.versi}
        told = await visit.send("activity", f"/drafts/{former.draf_id}", seen, method="PUT")
    if told.ok:
        return Go(f"/aktivitas/catat/hasil?draf={told.as_(Draft).draf_id}")
    return await _page(visit, form.salah, form.blame(told.problem, _FIELDS))


def _members(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft.isi, name) for name in draft.isi.__struct_fields__}


async def _as_last_time(visit: Visit) -> Outcome:
    """A draft of today with the words, the hours and the amount of the last entry."""
    glance = await glance_of(visit)
    last = await last_entry(visit, glance.hari_ini)
    if last is None:
        return await _page(visit, {}, "Belum ada catatan yang dapat diulangi: isi satu kali dahulu.")
    isi = {
        "tanggal": glance.hari_ini, "kategori": last.kategori, "butir_id": last.butir_id, "uraian": last.uraian,
        "output": last.output, "kuantitas": last.kuantitas, "mulai": last.mulai, "selesai": last.selesai,
    }  # fmt: skip
    told = await visit.send("activity", "/drafts", isi)
    if not told.ok:
        return await _page(visit, {}, told.problem.detail)
    return Go(f"/aktivitas/catat/hasil?draf={told.as_(Draft).draf_id}")


async def last_entry(visit: Visit, today: date) -> Entry | None:
    """The latest entry of this month, else of the one before."""
    for day in (today, today.replace(day=1) - timedelta(days=1)):
        found: list[Entry] = await visit.read("activity", "/activities", list[Entry], periode=f"{day:%Y-%m}")
        if found:
            return max(found, key=lambda one: (one.tanggal, one.mulai))
    return None


async def draft_of(visit: Visit, ident: str) -> Draft | None:
    """The draft that an address or a form names; Trouble 404 when it is gone."""
    if not ident:
        return None
    drafts: list[Draft] = await visit.read("activity", "/drafts", list[Draft])
    found = next((one for one in drafts if str(one.draf_id) == ident), None)
    if found is None:
        raise Trouble(404, NO_DRAFT)
    return found


async def _butir(visit: Visit, day: date) -> list[Butir]:
    found: list[Butir] = await visit.read("activity", "/butir", list[Butir], tanggal=day)
    return found


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance, draft = await together(
        glance_of(visit),
        draft_of(visit, visit.query.get("draf") or visit.typed.get("draf", "")),
    )
    today: date = glance.hari_ini
    asked = visit.query.get("tanggal", "")
    day = draft.isi.tanggal if draft and draft.isi.tanggal else day_of(asked) or today
    butir, last = await together(_butir(visit, day), last_entry(visit, today))
    first = draft.isi.butir_id if draft else last.butir_id if last else None
    butir.sort(key=lambda one: (one.butir_id != first, one.kategori != "utama"))
    values = visit.typed or _values(draft, day, first)
    yesterday = today - timedelta(days=1)
    data = {
        "hari_ini": today, "kemarin": yesterday, "butir": butir, "salah": salah, "tolak": tolak, "nilai": values,
        "draf": draft, "terakhir": last, "hari": day, "s": glance,
    }  # fmt: skip
    return Shown("pegawai/catat.html", data, 422 if salah or tolak else 200)


def _values(draft: Draft | None, day: date, first: UUID | None) -> dict[str, str]:
    return {"tanggal": day.isoformat(), "butir": str(first or ""), "uraian": (draft.isi.uraian or "") if draft else ""}
