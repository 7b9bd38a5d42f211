"""Trainings and sosialisasi (KUAN P30): recorded, and how far each role and PD is covered."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pelatihan import FAMILIES, KINDS, Coverage, Training
from gateway.pages.visit import Visit

RECORDER = "pengelola_e_kinerja"
MOST_PEOPLE = 2000
_FIELDS = {"jenis": "jenis", "peran": "peran", "tanggal": "tanggal", "materi": "materi", "peserta": "peserta"}


async def show(visit: Visit) -> Outcome:
    """Of this year."""
    return await _page(visit, {}, "")


async def record(visit: Visit) -> Outcome:
    """All participants or none."""
    form, typed = Form(visit.typed), visit.typed
    people = [line.replace(" ", "")[:64] for line in typed.get("peserta", "").splitlines() if line.strip()]
    if not people:
        form.wrong("peserta", "Tulis NIP pesertanya, satu baris satu orang.")
    said: dict[str, Any] = {
        "jenis": form.text("jenis", "Pilih jenisnya.", 40), "peran": form.text("peran", "Pilih untuk siapa.", 40),
        "tanggal": form.day("tanggal", "Pilih harinya."), "materi": form.text("materi", "Tulis materinya.", 2000),
        "peserta": people[:MOST_PEOPLE],
    }  # fmt: skip
    told = None if form.salah else await visit.send("identity", "/trainings", said)
    return await settled(form, told, "/pelatihan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = glance.hari_ini.year
    found, covered = await together(
        visit.read("identity", "/trainings", list[Training], tahun=year),
        spare(visit.read("identity", "/trainings/coverage", list[Coverage], tahun=year)),
    )
    data = {
        "pelatihan": found, "liputan": covered or [], "s": glance, "jenis": KINDS, "keluarga": FAMILIES,
        "mencatat": RECORDER in me.peran, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pengelola/pelatihan.html", data, 422 if salah or tolak else 200)
