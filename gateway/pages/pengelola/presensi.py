"""Attendance of all: files of machines handed in, refused cells told, and what people say is wrong answered."""

from __future__ import annotations

from typing import Any

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_presensi import WORDS
from gateway.pages.pengelola.data_presensi import PROFILES, File, Objection, Result
from gateway.pages.visit import Visit

WHY_READ = "menjawab sanggahan presensi"


async def show(visit: Visit) -> Outcome:
    """The last files, the form for the next, and what waits."""
    return await _page(visit, "", None)


async def hand_in(visit: Visit) -> Outcome:
    """A file; what it refuses is shown cell by cell."""
    file = visit.file("berkas")
    if file is None or not file.content:
        return await _page(visit, "Pilih dahulu berkasnya.", None)
    told = await visit.upload("tpp", "/attendance/imports", file, profil=visit.typed.get("profil", "rekap"))
    if told.ok:
        return await _page(visit, "", told.as_(Result))
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""), None)


async def answer(visit: Visit) -> Outcome:
    """Correct the day, or leave it with the reason."""
    form, typed = Form(visit.typed), visit.typed
    right = typed.get("langkah") != "tetap"
    said: dict[str, Any] = {"diterima": right, "jawaban": form.text("jawaban", "Tulis jawabannya.", 1000)}
    if right:
        said["keterangan"] = typed.get("keterangan", "hadir")
        for name in ("masuk", "pulang"):
            if typed.get(name, "").strip():
                said[name] = form.hour(name, "Tulis jamnya.")
    if form.salah:
        return await _page(visit, " ".join(form.salah.values()), None)
    told = await visit.send("tpp", f"/attendance/objections/{visit.given['id']}/answer", said)
    if told.ok:
        return Go("/tpp/presensi/impor")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""), None)


async def _page(visit: Visit, tolak: str, hasil: Result | None) -> Shown:
    files, waiting, me, glance = await together(
        visit.read("tpp", "/attendance/imports", list[File]),
        visit.read("tpp", "/attendance/objections", list[Objection], tujuan=WHY_READ), me_of(visit), glance_of(visit),
    )  # fmt: skip
    data = {
        "berkas_lama": files, "sanggahan": waiting, "s": glance, "tolak": tolak, "hasil": hasil, "profil": PROFILES,
        "mengelola": "pengelola_kepegawaian" in me.peran, "sebut": WORDS,
    }  # fmt: skip
    return Shown("pengelola/presensi.html", data, 422 if tolak else 200)
