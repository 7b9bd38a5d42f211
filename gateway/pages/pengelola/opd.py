"""Perangkat daerah and the units in them, as they stand from now on, by decree."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import Me, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_pegawai import Opd
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """PD and the units in them."""
    found, me = await together(visit.read("identity", "/opd", list[Opd]), me_of(visit))
    return _page(visit, found, me, {}, "")


async def keep(visit: Visit) -> Outcome:
    """A PD or a unit as it stands from now on, by decree."""
    form = Form(visit.typed)
    said: dict[str, object] = {
        "kode": form.text("kode", "Tulis kodenya.", 64), "nama": form.text("nama", "Tulis namanya.", 200),
        "jenis": form.text("jenis", "Tulis jenisnya.", 200), "sk": form.text("sk", "Tulis nomor SK-nya.", 200),
        "induk": visit.typed.get("induk", "").strip()[:64],
    }  # fmt: skip
    if visit.typed.get("hari_kerja") in ("5", "6"):
        said["hari_kerja"] = int(visit.typed["hari_kerja"])
    rest = ""
    if not form.salah:
        told = await visit.send("identity", "/opd", said)
        if told.ok:
            return Go("/perangkat-daerah?simpan=1")
        rest = form.blame(told.problem, {name: name for name in ("kode", "nama", "jenis", "sk", "induk")})
    found, me = await together(visit.read("identity", "/opd", list[Opd]), me_of(visit))
    return _page(visit, found, me, form.salah, rest)


def _page(visit: Visit, found: list[Opd], me: Me, salah: dict[str, str], tolak: str) -> Shown:
    inside: dict[str, list[Opd]] = {}
    for unit in found:
        inside.setdefault(unit.induk, []).append(unit)
    data = {
        "opd": inside.get("", []), "dalam": inside, "salah": salah, "tolak": tolak,
        "mengubah": "pengelola_kepegawaian" in me.peran, "simpan": visit.query.get("simpan", ""),
    }  # fmt: skip
    return Shown("pengelola/opd.html", data, 422 if salah or tolak else 200)
