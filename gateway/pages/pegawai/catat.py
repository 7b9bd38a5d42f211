"""Entering a day's work, first screen: which day, for which kinerja, one sentence. It is kept as a draft."""

from __future__ import annotations

from typing import Any

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome
from gateway.pages.pegawai.data_draf import Draft, draft_of, last_entry, members_of
from gateway.pages.pegawai.isian_catat import butir_of, page
from gateway.pages.visit import Visit

_FIELDS = {"tanggal": "tanggal", "butir_id": "butir", "kategori": "butir", "uraian": "uraian"}


async def show(visit: Visit) -> Outcome:
    """The form, empty or as its draft has it."""
    return await page(visit, {}, "")


async def keep(visit: Visit) -> Outcome:
    """Keep what there is as a draft and go on; `contoh`: everything as the last entry had it."""
    if visit.typed.get("langkah") == "hapus":
        return await _thrown_away(visit)
    if visit.typed.get("contoh"):
        return await _as_last_time(visit)
    form = Form(visit.typed)
    day = form.day("lain" if visit.typed.get("tanggal") == "lain" else "tanggal", "Pilih harinya.")
    chosen = visit.typed.get("butir", "")
    butir = next((one for one in await butir_of(visit, day) if str(one.butir_id) == chosen), None) if day else None
    if butir is None:
        form.wrong("butir", "Pilih kinerja yang dikerjakan, dari SKP yang berlaku pada hari itu.")
    uraian = form.text("uraian", "Tulis satu kalimat: apa yang dikerjakan, untuk apa.", 2000)
    if form.salah or butir is None or day is None:
        return await page(visit, form.salah, "")
    isi = {"tanggal": day, "butir_id": butir.butir_id, "kategori": butir.kategori, "uraian": uraian}
    return await _kept(visit, form, isi)


async def _thrown_away(visit: Visit) -> Outcome:
    """The draft is gone; one that was gone before is as well."""
    told = await visit.send("activity", f"/drafts/{visit.typed.get('draf', '')}", method="DELETE")
    if not told.ok and told.status != 404:
        return await page(visit, {}, told.problem.detail)
    return Go("/beranda")


async def _kept(visit: Visit, form: Form, isi: dict[str, Any]) -> Outcome:
    former = await draft_of(visit, visit.typed.get("draf", ""))
    if former is None:
        told = await visit.send("activity", "/drafts", isi)
    else:
        whole = {name: value for name, value in members_of(former).items() if value is not None} | isi
        seen = {**whole, "versi": former.versi}
        told = await visit.send("activity", f"/drafts/{former.draf_id}", seen, method="PUT")
    if told.ok:
        return Go(f"/aktivitas/catat/hasil?draf={told.as_(Draft).draf_id}")
    return await page(visit, form.salah, form.blame(told.problem, _FIELDS))


async def _as_last_time(visit: Visit) -> Outcome:
    """A draft of today with the words, the hours and the amount of the last entry."""
    glance = await glance_of(visit)
    last = await last_entry(visit, glance.hari_ini)
    if last is None:
        return await page(visit, {}, "Belum ada catatan yang dapat diulangi: isi satu kali dahulu.")
    isi = {
        "tanggal": glance.hari_ini, "kategori": last.kategori, "butir_id": last.butir_id, "uraian": last.uraian,
        "output": last.output, "kuantitas": last.kuantitas, "mulai": last.mulai, "selesai": last.selesai,
    }  # fmt: skip
    told = await visit.send("activity", "/drafts", isi)
    if not told.ok:
        return await page(visit, {}, told.problem.detail)
    return Go(f"/aktivitas/catat/hasil?draf={told.as_(Draft).draf_id}")
