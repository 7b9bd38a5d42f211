"""Entering a day's work, second screen: what came of it and when; its button is the declaration of truth."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.catat import NO_DRAFT, draft_of, last_entry
from gateway.pages.pegawai.data import Draft, Entry, Receipt
from gateway.pages.problem import USED_KEY, Problem
from gateway.pages.visit import Visit
from gateway.pages.words import jam

_FIELDS = {"output": "hasil", "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai", "bukti": "tautan"}
# Of the first screen, carried along: a form that is sent again says the same without a read.
_CARRIED = {"tanggal": "tanggal", "kategori": "kategori", "butir_id": "butir", "uraian": "uraian"}
_TRACE = re.compile(r"[0-9a-f]{12,32}")
_AGAIN = (
    "Kiriman pertama formulir ini mungkin sudah tercatat, dengan isian yang lain."
    " Periksa Bulan saya lebih dahulu; bila belum ada, kirim sekali lagi."
)


async def show(visit: Visit) -> Outcome:
    """The form of a draft, as far as it has come."""
    draft = await draft_of(visit, visit.query.get("draf", ""))
    if draft is None:
        raise Trouble(404, NO_DRAFT)
    values = _values(draft)
    if not values["mulai"] and not values["jumlah"]:
        glance = await glance_of(visit)
        values |= as_usual(await last_entry(visit, glance.hari_ini), draft.isi.tanggal)
    return await _page(visit, values, {}, "")


def as_usual(last: Entry | None, day: date | None) -> dict[str, str]:
    """Amount and hours as of the last entry; on the same day one goes on where that ended."""
    if last is None:
        return {}
    hours = {"mulai": jam(last.mulai), "selesai": jam(last.selesai)}
    return {"jumlah": str(last.kuantitas)} | ({"mulai": jam(last.selesai)} if last.tanggal == day else hours)


async def send(visit: Visit) -> Outcome:
    """Keep the draft whole, then send it. Sent twice it is one entry: each step has its key from the form."""
    form = Form(visit.typed)
    isi: dict[str, Any] = {
        "output": form.text("hasil", "Tulis hasilnya: apa yang jadi.", 500),
        "kuantitas": form.number("jumlah", "Tulis berapa banyak."),
        "mulai": form.hour("mulai", "Tulis jam mulai."),
        "selesai": form.hour("selesai", "Tulis jam selesai."),
        "bukti": visit.typed.get("tautan", "").strip() or None,
    }
    ident, versi = form.id("draf", NO_DRAFT), form.number("versi", NO_DRAFT)
    if form.salah:
        return await _page(visit, visit.typed, form.salah, "")
    isi |= {member: visit.typed.get(field) or None for member, field in _CARRIED.items()}
    path = f"/drafts/{ident}"
    kept = await visit.send("activity", path, {**isi, "versi": versi}, method="PUT", key=f"{visit.key}-simpan")
    if not kept.ok:
        return await _refused(visit, form, kept.problem, versi)
    saved: Draft = kept.as_(Draft)
    wish = {"versi": saved.versi, "benar": True}
    told = await visit.send("activity", f"{path}/submit", wish, key=f"{visit.key}-kirim")
    if not told.ok:
        return await _refused(visit, form, told.problem, saved.versi)
    done: Receipt = told.as_(Receipt)
    return Go(f"/aktivitas/{done.activity_id}/tanda-terima?resi={done.trace}")


async def _refused(visit: Visit, form: Form, problem: Problem, versi: int) -> Outcome:
    """The same form with what is wrong. Nobody knows after a fault whether it was taken: then the key stays."""
    if problem.status >= 500 or problem.status == 429:
        return await _page(visit, visit.typed, {}, f"{problem.detail} Aman dikirim ulang: tetap satu catatan.")
    values = visit.typed | {"versi": str(versi), "_kunci": str(uuid4())}
    if problem.rule in USED_KEY:
        return await _page(visit, values, {}, _AGAIN)
    rest = form.blame(problem, _FIELDS)
    return await _page(visit, values, form.salah, rest)


async def _page(visit: Visit, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    data = {
        "nilai": values, "salah": salah, "tolak": tolak, "penilai": me.penilai, "s": glance,
        "kunci": values.get("_kunci", visit.key),
    }  # fmt: skip
    return Shown("pegawai/hasil.html", data, 422 if salah or tolak else 200)


def _values(draft: Draft) -> dict[str, str]:
    isi = draft.isi
    return {
        "draf": str(draft.draf_id), "versi": str(draft.versi), "hasil": isi.output or "", "tautan": isi.bukti or "",
        "jumlah": str(isi.kuantitas or ""), "mulai": jam(isi.mulai) if isi.mulai else "",
        "selesai": jam(isi.selesai) if isi.selesai else "", "tanggal": isi.tanggal.isoformat() if isi.tanggal else "",
        "kategori": isi.kategori or "", "butir": str(isi.butir_id or ""), "uraian": isi.uraian or "",
    }  # fmt: skip


async def receipt(visit: Visit) -> Outcome:
    """What was sent, to whom, and until when it is decided."""
    entry, me, glance = await together(
        visit.read("activity", f"/activities/{visit.given['id']}", Entry),
        me_of(visit),
        glance_of(visit),
    )
    resi = visit.query.get("resi", "")
    data = {"catatan": entry, "s": glance, "penilai": me.penilai, "nomor": resi if _TRACE.fullmatch(resi) else ""}
    return Shown("pegawai/tanda-terima.html", data)
