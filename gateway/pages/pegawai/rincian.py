"""The targets of an SKP in months, and a month's in weeks (KUAN P17(b))."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.bawahan import PURPOSE, month_of
from gateway.pages.visit import Visit


class Target(msgspec.Struct):
    """What of a target is shown: how it is counted."""

    satuan: str = ""


class Butir(msgspec.Struct):
    """A kinerja by its id."""

    butir_id: UUID
    uraian: str
    target: Target


class Isi(msgspec.Struct):
    """What is planned."""

    butir: tuple[Butir, ...]


class Plan(msgspec.Struct):
    """The SKP with the names of its kinerja."""

    skp_id: UUID
    nama: str
    tahun: int
    mulai: str
    isi: Isi


class Part(msgspec.Struct):
    """A yearly quantity in its months; the month asked for in weeks. None: it has no quantity."""

    butir_id: UUID
    tahun: int | None
    bulan: tuple[int, ...]
    minggu: tuple[int, ...]
    kualitas: int | None = None
    waktu_bulan: int | None = None


async def show(visit: Visit) -> Outcome:
    """For its owner and for who reads it as penilai; the months begin with that in which the SKP begins."""
    path = f"/sasaran/{visit.given['id']}"
    plan, glance = await together(visit.read("skp", path, Plan), glance_of(visit))
    first = int(plan.mulai[5:7])
    today = f"{glance.hari_ini:%Y-%m}"
    usual = today if today[:4] == str(plan.tahun) and int(today[5:]) >= first else f"{plan.tahun}-{first:02}"
    asked = visit.query.get("bulan", "")
    month = month_of(asked, glance.hari_ini) if asked else usual
    parts = await spare(visit.read("skp", f"{path}/breakdown", list[Part], periode=month, tujuan=PURPOSE))
    data = {
        "skp": plan, "s": glance, "periode": month, "pertama": first, "bagian": parts,
        "butir": {one.butir_id: one for one in plan.isi.butir},
    }  # fmt: skip
    return Shown("pegawai/rincian.html", data)
