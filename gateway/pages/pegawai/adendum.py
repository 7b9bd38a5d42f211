"""A tugas tambahan that was given after the SKP had been set: brought with its SK, and what became of those before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bekal import bekal_of, naskah_of
from gateway.pages.pegawai.kinerja import FIELDS, choices, read
from gateway.pages.visit import Visit

STATES = {
    "menunggu": ("menunggu pejabat penilai", "tunggu", "jam"), "disepakati": ("disepakati, berlaku", "ok", "cek"),
    "ditolak": ("ditolak", "tolak", "silang"),
}  # fmt: skip


class _Decree(msgspec.Struct):
    nomor: str


class _Butir(msgspec.Struct):
    uraian: str
    sk: _Decree | None = None


class Addendum(msgspec.Struct):
    """One that was brought, and what became of it."""

    addendum_id: UUID
    skp_id: UUID
    asn_id: UUID
    nama: str
    butir: _Butir
    keadaan: str
    proposed_at: datetime
    alasan: str

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES[self.keadaan]


async def show(visit: Visit) -> Outcome:
    """Those of this SKP, and the form for one more."""
    return await _page(visit, {}, {}, "")


async def propose(visit: Visit) -> Outcome:
    """It waits for the pejabat penilai, who is told."""
    form = Form(visit.typed)
    visit.typed["kategori"] = "tambahan"
    butir = read(visit, form)
    if form.salah:
        return await _page(visit, visit.typed, form.salah, "")
    told = await visit.send("skp", f"/sasaran/{visit.given['id']}/addenda", {"butir": butir})
    if told.ok:
        return Go(f"/skp/{visit.given['id']}/adendum?ok=1")
    rest = form.blame(told.problem, FIELDS)
    return await _page(visit, visit.typed | {"_kunci": str(uuid4())}, form.salah, rest)


async def _page(visit: Visit, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    plan = await naskah_of(visit)
    found, needs, glance = await together(
        visit.read("skp", "/addenda", list[Addendum], tahun=plan.tahun), bekal_of(visit, plan.tahun), glance_of(visit)
    )
    data = {
        "skp": plan, "adendum": [one for one in found if one.skp_id == plan.skp_id], "s": glance, "nilai": values,
        "salah": salah, "tolak": tolak, "kunci": values.get("_kunci", visit.key), "ok": visit.query.get("ok", ""),
        **choices(needs, visit.many("syarat")),
    }  # fmt: skip
    return Shown("pegawai/adendum.html", data, 422 if salah or tolak else 200)
