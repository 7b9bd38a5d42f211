"""One's own SKP: what is planned, how far it is, whose the next step is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

# The owner's steps by the state in which they may be taken: what the button says.
STEPS = {
    "draft": (("submit", "Ajukan untuk direviu"),), "returned": (("submit", "Ajukan lagi untuk direviu"),),
    "submitted": (("withdraw", "Tarik kembali"),), "reviewed": (("agree", "Setujui isi SKP ini"),),
}  # fmt: skip
STATES = {
    "draft": ("draf", "", "pena"), "submitted": ("menunggu reviu", "tunggu", "jam"),
    "reviewed": ("menunggu kesepakatan", "tunggu", "jam"), "agreed": ("menunggu penetapan", "tunggu", "jam"),
    "approved": ("menunggu pengesahan Bupati", "tunggu", "jam"), "set": ("ditetapkan, berlaku", "ok", "cek"),
    "returned": ("dikembalikan", "tolak", "ulang"), "closed": ("berakhir", "", "silang"),
    "discarded": ("dibatalkan", "", "silang"),
}  # fmt: skip


class Target(msgspec.Struct):
    """What is to be reached."""

    kuantitas: int | None = None
    satuan: str = ""
    kualitas: int | None = None
    waktu_bulan: int | None = None
    biaya: int | None = None


class Butir(msgspec.Struct):
    """A kinerja with its indicator."""

    kategori: str
    uraian: str
    indikator: str
    target: Target


class Sumber(msgspec.Struct):
    """What the plan comes from."""

    jenis: str
    rujukan: str


class Isi(msgspec.Struct):
    """What is planned."""

    sumber: tuple[Sumber, ...]
    butir: tuple[Butir, ...]
    perilaku: str = ""


class Waits(msgspec.Struct):
    """A kinerja whose parent is not set."""

    uraian: str
    atasan: str


class Plan(msgspec.Struct):
    """An SKP."""

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    isi: Isi
    alasan: str = ""
    versi: int = 1
    parent_pending: tuple[Waits, ...] = ()

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def show_all(visit: Visit) -> Outcome:
    """Those of this year and of the last."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    now, before = await together(
        visit.read("skp", "/sasaran", list[Plan], tahun=year),
        visit.read("skp", "/sasaran", list[Plan], tahun=year - 1),
    )
    return Shown("pegawai/skp-daftar.html", {"skp": [*now, *before], "s": glance, "tahun": year})


async def show(visit: Visit) -> Outcome:
    """One, with the steps that its owner may take."""
    plan, glance = await together(visit.read("skp", f"/sasaran/{visit.given['id']}", Plan), glance_of(visit))
    return Shown("pegawai/skp.html", {"skp": plan, "s": glance, "langkah": STEPS.get(plan.state, ())})


async def step(visit: Visit) -> Outcome:
    """Take one of them."""
    plan: Plan = await visit.read("skp", f"/sasaran/{visit.given['id']}", Plan)
    wanted = visit.typed.get("langkah", "")
    if wanted in {name for name, _ in STEPS.get(plan.state, ())}:
        told = await visit.send("skp", f"/sasaran/{plan.skp_id}/{wanted}")
        if not told.ok:
            raise trouble_of(told.problem)
    return Go(f"/skp/{plan.skp_id}")
