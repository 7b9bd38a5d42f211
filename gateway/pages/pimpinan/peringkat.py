"""The ranking of a year: proposed by the Tim Penilai, set by the PyB; units against the bands (KON P31(7-8), P41)."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import Glance, Me, glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

STATES = {"open": "menurut hasil final saat ini", "proposed": "diusulkan Tim Penilai", "set": "ditetapkan PyB"}
PROPOSES = frozenset({"tim_penilai_ketua", "tim_penilai_sekretaris"})


class Place(msgspec.Struct):
    """A place; equals share one."""

    peringkat: int
    asn_id: UUID
    nama: str
    opd: str
    unit: str
    predikat: str
    nilai: str


class Ranking(msgspec.Struct):
    """The ranking of a year and the people of each predikat."""

    state: str
    keputusan: str
    tempat: tuple[Place, ...]
    profil: dict[str, int]


class Counts(msgspec.Struct):
    """People above, as and below expectation."""

    di_atas: int
    sesuai: int
    di_bawah: int


class Unit(msgspec.Struct):
    """A unit against the bands."""

    opd: str
    unit: str
    n: int
    belum: int
    counts: Counts
    feasible: tuple[Counts, ...]
    rounded: tuple[Counts, ...]
    keeps: bool
    pool: bool
    needs_reason: bool
    alasan: str


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended, or the one asked for."""
    return await _ranking(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Propose it anew from what is final, or set it as it was proposed."""
    form, year = Form(visit.typed), year_of(visit.typed.get("tahun", ""), 0)
    if visit.typed.get("langkah") == "tetapkan":
        path, said = "/ranking/set", {"tahun": year, "keputusan": form.text("keputusan", "Tulis nomornya.", 200)}
    else:
        path, said = "/ranking/propose", {"tahun": year}
    told = None if form.salah else await visit.send("appraisal", path, said)
    fields = {"keputusan": "keputusan"}
    return await settled(form, told, f"/peringkat?ok=1&tahun={year}", fields, partial(_ranking, visit))


async def _ranking(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance, year = await _asked(visit)
    found: Ranking = await visit.read("appraisal", "/ranking", Ranking, tahun=year)
    data = {
        "p": found, "s": glance, "tahun": year, "salah": salah, "tolak": tolak, "keadaan": STATES[found.state],
        "mengusul": bool(PROPOSES & set(me.peran)) and found.state != "set", "ok": visit.query.get("ok", ""),
        "menetapkan": "pyb" in me.peran and found.state == "proposed",
    }  # fmt: skip
    return Shown("pimpinan/peringkat.html", data, 422 if salah or tolak else 200)


async def units(visit: Visit) -> Outcome:
    """Each unit against the bands, as advice."""
    return await _units(visit, {}, "")


async def explain(visit: Visit) -> Outcome:
    """Say why a unit of the own PD lies outside them."""
    form, year = Form(visit.typed), year_of(visit.typed.get("tahun", ""), 0)
    said = {
        "tahun": year, "unit": visit.typed.get("unit", "")[:100],
        "alasan": form.text("alasan", "Tulis alasannya.", 2000),
    }  # fmt: skip
    told = None if form.salah else await visit.send("appraisal", "/distribution/explain", said)
    return await settled(form, told, f"/sebaran?ok=1&tahun={year}", {"alasan": "alasan"}, partial(_units, visit))


async def _units(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance, year = await _asked(visit)
    found: list[Unit] = await visit.read("appraisal", "/distribution", list[Unit], tahun=year)
    found.sort(key=lambda one: (not one.needs_reason, one.keeps, one.opd, one.unit))
    data = {
        "unit": found, "s": glance, "tahun": year, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "menjelaskan": "kepala_pd" in me.peran, "ini": visit.typed.get("unit", ""),
    }  # fmt: skip
    return Shown("pimpinan/sebaran.html", data, 422 if salah or tolak else 200)


async def _asked(visit: Visit) -> tuple[Me, Glance, int]:
    me, glance = await together(me_of(visit), glance_of(visit))
    return me, glance, year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year - 1)
