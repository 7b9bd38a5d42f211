"""A paper checked by a stranger: by its code, and by the rupiah that stand on it. No session, no name, no number."""

from __future__ import annotations

from datetime import date

import msgspec

from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pemda import Pemda
from gateway.pages.visit import Visit

KINDS = {
    "slip": "Slip TPP", "daftar": "Daftar pembayaran TPP", "skp": "Sasaran Kinerja Pegawai (SKP)",
    "evaluasi": "Dokumen evaluasi kinerja pegawai",
}  # fmt: skip


class Paper(msgspec.Struct):
    """A paper as everybody may know it."""

    jenis: str
    opd: str
    periode: str
    versi: int
    diterbitkan: date
    keadaan: str
    contoh: bool
    cocok: bool | None
    penandatangan: tuple[str, ...] = ()

    @property
    def berupiah(self) -> bool:
        """Whether rupiah stand on it, to be compared."""
        return self.jenis in ("slip", "daftar")


async def door(visit: Visit) -> Outcome:
    """`/cek`: where a code is typed; `?kode=` leads on to its page."""
    if kode := visit.query.get("kode", ""):
        plain = "".join(c for c in kode.upper() if c.isascii() and c.isalnum())[:20]
        if len(plain) >= 12:
            return Go(f"/cek/{plain}?pemda={_pemda(visit).tenant}")
    data = {"semua": list(visit.regencies.values()), "ini": _pemda(visit), "kode": kode[:40], "k": None, "dicari": ""}
    return Shown("publik/cek.html", data)


async def show(visit: Visit) -> Outcome:
    """What the paper with this code is."""
    return await _page(visit, "")


async def compare(visit: Visit) -> Outcome:
    """What the paper with this code is, and whether the rupiah that were typed are those of the paper."""
    return await _page(visit, "".join(c for c in visit.typed.get("jumlah", "") if c.isascii() and c.isdigit())[:15])


async def _page(visit: Visit, jumlah: str) -> Shown:
    pemda, kode = _pemda(visit), visit.given["kode"]
    query = {"tenant": pemda.tenant, "kode": kode} | ({"jumlah": jumlah} if jumlah else {})
    try:
        found = await visit.read("reporting", "/papers", Paper, **query)
    except Trouble as trouble:
        if trouble.status != 404:
            raise
        found = None
    data = {
        "k": found, "dicari": kode, "kode": kode, "ini": pemda, "semua": list(visit.regencies.values()), "jenis": KINDS,
    }  # fmt: skip
    return Shown("publik/cek.html", data, 200 if found else 404)


def _pemda(visit: Visit) -> Pemda:
    asked = visit.query.get("pemda", "") or visit.typed.get("pemda", "")
    return visit.regencies.get(asked) or next(iter(visit.regencies.values()))
