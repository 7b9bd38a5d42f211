"""Entering a day's work, second screen: what came of it and when; its button is the declaration of truth."""

from __future__ import annotations

from uuid import uuid4

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.data_draf import NO_DRAFT, Draft, Receipt, draft_of, last_entry
from gateway.pages.pegawai.isian_hasil import FIELDS, as_usual, read, values_of
from gateway.pages.problem import USED_KEY, Problem
from gateway.pages.visit import Visit

_AGAIN = (
    "Kiriman pertama formulir ini mungkin sudah tercatat, dengan isian yang lain."
    " Periksa Bulan saya lebih dahulu; bila belum ada, kirim sekali lagi."
)


async def show(visit: Visit) -> Outcome:
    """The form of a draft, as far as it has come."""
    draft = await draft_of(visit, visit.query.get("draf", ""))
    if draft is None:
        raise Trouble(404, NO_DRAFT)
    values = values_of(draft)
    if not values["mulai"] and not values["jumlah"]:
        glance = await glance_of(visit)
        values |= as_usual(await last_entry(visit, glance.hari_ini), draft.isi.tanggal)
    return await _page(visit, values, {}, "")


async def send(visit: Visit) -> Outcome:
    """Keep the draft whole, then send it. Sent twice it is one entry: each step has its key from the form."""
    form = Form(visit.typed)
    isi = read(form)
    ident, versi = form.id("draf", NO_DRAFT), form.number("versi", NO_DRAFT)
    if form.salah:
        return await _page(visit, visit.typed, form.salah, "")
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
    rest = form.blame(problem, FIELDS)
    return await _page(visit, values, form.salah, rest)


async def _page(visit: Visit, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    data = {
        "nilai": values, "salah": salah, "tolak": tolak, "penilai": me.penilai, "s": glance,
        "kunci": values.get("_kunci", visit.key),
    }  # fmt: skip
    return Shown("pegawai/hasil.html", data, 422 if salah or tolak else 200)
