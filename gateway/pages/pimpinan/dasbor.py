"""How the Pemda, a PD with its units, or oneself stands in a month: entries and what became of them, month by month."""

from __future__ import annotations

from datetime import datetime

import msgspec

from gateway.pages import grafik
from gateway.pages.ask import spare, together
from gateway.pages.chrome import Me, glance_of, me_of
from gateway.pages.form import with_pasal
from gateway.pages.grafik import Month
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.visit import Visit

OF_PD = frozenset({"kepala_pd", "pimpinan_unit_kerja"})
HEADS = frozenset({"kepala_badan"})
WHOLE = "reporting.show_recap"  # who may read this sees the whole Pemda


class Parts(msgspec.Struct, kw_only=True):
    """Entries by what became of them, as a bar."""

    disetujui_penilai: int
    disetujui_otomatis: int
    ditolak: int
    belum_diputus: int
    aktivitas: int

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


class Recap(Parts, kw_only=True):
    """A PD in a month."""

    opd: str
    nama: str
    asn: int
    ditutup: int
    slip: int
    tpp_total: int
    rata_rata_nilai: str | None = None


class Honest(msgspec.Struct):
    """How entries of a month were decided."""

    penilai: int
    sistem: int
    bertumpuk: int
    median_jam: str | None


class Unit(msgspec.Struct):
    """A unit of the PD."""

    nama: str
    asn: int
    penilai: int
    sistem: int
    dikembalikan: int
    belum: int

    @property
    def bagian(self) -> Parts:
        total = self.penilai + self.sistem + self.dikembalikan + self.belum
        return Parts(
            disetujui_penilai=self.penilai, disetujui_otomatis=self.sistem, ditolak=self.dikembalikan,
            belum_diputus=self.belum, aktivitas=total,
        )  # fmt: skip


class Dashboard(msgspec.Struct):
    """Months in a row, and how the last one was decided; of a PD its units."""

    tren: list[Month]
    jujur: Honest
    unit: list[Unit] = []
    diketahui_pada: datetime | None = None
    terbit_pada: datetime | None = None


async def latest(visit: Visit) -> Outcome:
    """`/dasbor`: of the month of today; whom it shows is what the person leads."""
    glance, me = await together(glance_of(visit), me_of(visit))
    month = f"{glance.hari_ini:%Y-%m}"
    if _sees_all(visit, me):
        return Go(f"/dasbor/{month}")
    return Go(f"/dasbor/{month}/pd" if OF_PD & set(me.peran) else f"/dasbor/{month}/saya")


def _sees_all(visit: Visit, me: Me) -> bool:
    return bool(visit.regencies[visit.tenant].pembaca[WHOLE] & set(me.peran))


async def show(visit: Visit) -> Outcome:
    """The figures of all, then each PD with its own."""
    return await _page(visit, "")


async def act(visit: Visit) -> Outcome:
    """The recap of the month is acknowledged, or published after that (KUAN P29); `langkah` says which."""
    month = visit.given["bulan"]
    path = "/recap/acknowledge" if visit.typed.get("langkah") == "ketahui" else "/recap"
    told = await visit.send("reporting", path, {"periode": month})
    if told.ok:
        return Go(f"/dasbor/{month}")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    month = visit.given["bulan"]
    found, board, glance, me = await together(
        visit.read("reporting", "/recap", list[Recap], periode=month),
        spare(visit.read("reporting", "/dashboard", Dashboard, periode=month)),
        glance_of(visit),
        me_of(visit),
    )
    found.sort(key=lambda one: one.nama)
    fields = (
        "asn", "ditutup", "aktivitas", "disetujui_penilai", "disetujui_otomatis", "ditolak", "belum_diputus", "slip",
        "tpp_total",
    )  # fmt: skip
    totals = {name: sum(getattr(one, name) for one in found) for name in fields}
    data = {"pd": found, "semua": totals, **_drawn(board), **_around(month, f"{glance.hari_ini:%Y-%m}"), "s": glance}
    data |= {
        "mengetahui": bool(HEADS & set(me.peran)),
        "menerbitkan": "pengelola_e_kinerja" in me.peran,
        "tolak": tolak,
    }
    return Shown("pimpinan/dasbor.html", data, 422 if tolak else 200)


async def of_pd(visit: Visit) -> Outcome:
    """`?opd=DINKES`, or the own PD: months, units and how its entries are decided."""
    month, me = visit.given["bulan"], await me_of(visit)
    opd = visit.query.get("opd", "")[:64] or (me.pegawai.opd if me.pegawai else "")
    board, glance = await together(
        visit.read("reporting", "/dashboard", Dashboard, periode=month, opd=opd), glance_of(visit)
    )
    data = {
        "opd": opd,
        "keseluruhan": _sees_all(visit, me),
        **_drawn(board),
        **_around(month, f"{glance.hari_ini:%Y-%m}"),
        "s": glance,
    }
    return Shown("pimpinan/dasbor-pd.html", data)


async def mine(visit: Visit) -> Outcome:
    """One's own months; who decides on others sees how."""
    month = visit.given["bulan"]
    board, glance = await together(
        visit.read("reporting", "/dashboard/mine", Dashboard, periode=month), glance_of(visit)
    )
    data = {**_drawn(board), **_around(month, f"{glance.hari_ini:%Y-%m}"), "s": glance}
    return Shown("pimpinan/dasbor-saya.html", data)


def _drawn(board: Dashboard | None) -> dict[str, object]:
    return {"papan": board, "gambar": grafik.trend(board.tren) if board else None}


def _around(month: str, now: str) -> dict[str, object]:
    return {
        "periode": month, "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1), "akan": now <= month
    }  # fmt: skip
