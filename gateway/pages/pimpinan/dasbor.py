"""How the Pemda stands in a month, PD by PD: entries and what became of them, closed months, results, rupiah."""

from __future__ import annotations

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.visit import Visit


class Recap(msgspec.Struct):
    """A PD in a month."""

    opd: str
    nama: str
    asn: int
    ditutup: int
    aktivitas: int
    disetujui_penilai: int
    disetujui_otomatis: int
    ditolak: int
    belum_diputus: int
    slip: int
    tpp_total: int
    rata_rata_nilai: str | None = None

    @property
    def batang(self) -> list[tuple[str, int, int]]:
        """Of a hundred: class, beginning and width of each part of the bar."""
        parts, at = [], 0
        for name, amount in (
            ("g1", self.disetujui_penilai), ("g2", self.disetujui_otomatis), ("g3", self.belum_diputus),
            ("g4", self.ditolak),
        ):  # fmt: skip
            width = round(100 * amount / self.aktivitas) if self.aktivitas else 0
            if width:
                parts.append((name, at, min(width, 100 - at)))
                at += width
        return parts


async def latest(visit: Visit) -> Outcome:
    """`/dasbor`: of the month of today."""
    glance = await glance_of(visit)
    return Go(f"/dasbor/{glance.hari_ini:%Y-%m}")


async def show(visit: Visit) -> Outcome:
    """The figures of all, then each PD with its own."""
    month = visit.given["bulan"]
    found, glance = await together(visit.read("reporting", "/recap", list[Recap], periode=month), glance_of(visit))
    found.sort(key=lambda one: one.nama)
    fields = (
        "asn", "ditutup", "aktivitas", "disetujui_penilai", "disetujui_otomatis", "ditolak", "belum_diputus", "slip",
        "tpp_total",
    )  # fmt: skip
    data = {
        "pd": found, "semua": {name: sum(getattr(one, name) for one in found) for name in fields}, "s": glance,
        "periode": month, "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1),
        "akan": f"{glance.hari_ini:%Y-%m}" <= month,
    }  # fmt: skip
    return Shown("pimpinan/dasbor.html", data)
