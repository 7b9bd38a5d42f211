"""One's own appraisal of a year; opening the page is not receiving it."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

STATES = {
    "open": ("belum dinilai", "tunggu", "jam"), "signed": ("menunggu disampaikan", "tunggu", "jam"),
    "delivered": ("menunggu tanda tangan Anda", "tunggu", "pena"),
    "received": ("diterima, menunggu tanda tangan Anda", "tunggu", "pena"),
    "returned": ("sudah Anda terima", "ok", "cek"),
    "final": ("final", "ok", "cek"),
}  # fmt: skip


class Appraisal(msgspec.Struct):
    """An appraisal; scores are decimal texts, none where the law gives no number."""

    appraisal_id: UUID
    tahun: int
    state: str
    capaian: str | None
    nilai_perilaku: str | None
    nilai_kinerja: str | None
    predikat: str | None
    hasil: str
    manfaat: str
    late: bool

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


async def latest(visit: Visit) -> Outcome:
    """`/penilaian`: of the year that has ended."""
    glance = await glance_of(visit)
    return Go(f"/penilaian/{glance.hari_ini.year - 1}")


async def show(visit: Visit) -> Outcome:
    """What was found, with its arithmetic where there is one."""
    year = int(visit.given["tahun"])
    found, glance = await together(
        visit.read("appraisal", "/appraisals", list[Appraisal], tahun=year),
        glance_of(visit),
    )
    return Shown("pegawai/penilaian.html", {"nilai_saya": found, "s": glance, "tahun": year})


async def receive(visit: Visit) -> Outcome:
    """Sign that it was received."""
    told = await visit.send("appraisal", f"/appraisals/{visit.typed.get('penilaian', '')}/receive")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/penilaian/{visit.given['tahun']}")
