"""Plans and reports that go from post to post (KUAN P15, P24(3), P27, P28): sent, received, passed on."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

KINDS = {
    "rencana_kebutuhan": "Rencana kebutuhan pengelolaan dan pengembangan",
    "rencana_infrastruktur": "Rencana kebutuhan jaringan infrastruktur",
    "pemanfaatan_data": "Laporan pemanfaatan data", "monev": "Laporan monitoring dan evaluasi",
    "monev_infrastruktur": "Monitoring dan evaluasi infrastruktur",
}  # fmt: skip
FIGURES = {
    "pegawai": "Pegawai", "opd": "Perangkat daerah", "penilai": "Disetujui penilai", "sistem": "Disetujui sistem",
    "dikembalikan": "Dikembalikan", "belum": "Belum diputus", "catatan_setahun": "Catatan dua belas bulan",
    "catatan_sebulan": "Catatan sebulan", "perkiraan_setahun": "Perkiraan setahun ke depan",
}  # fmt: skip
_FIELDS = {name: name for name in ("jenis", "periode", "judul", "kepada")} | {"isi": "uraian"}


class Step(msgspec.Struct):
    """A step of the way."""

    langkah: str
    kepada: str
    pada: datetime


class Letter(msgspec.Struct):
    """A report and what the reader may do with it."""

    laporan_id: UUID
    jenis: str
    periode: str
    judul: str
    isi: str
    angka: dict[str, Any]
    pada: datetime
    di: str
    diterima: bool
    langkah: tuple[Step, ...]
    terima: bool
    teruskan: str

    @property
    def nama(self) -> str:
        return KINDS.get(self.jenis, self.jenis)

    @property
    def angka_tunggal(self) -> list[tuple[str, int]]:
        """The figures that stand alone, with their names."""
        return [(FIGURES.get(name, name), n) for name, n in self.angka.items() if isinstance(n, int)]


class Kind(msgspec.Struct):
    """What the reader may write, and to whom it goes first."""

    jenis: str
    kepada: str


class Letters(msgspec.Struct):
    """The reports of a year, and the kinds to write."""

    laporan: list[Letter]
    susun: list[Kind]


async def show(visit: Visit) -> Outcome:
    """Those of this year and the last that one writes or that have arrived."""
    return await _page(visit, {}, "")


async def send(visit: Visit) -> Outcome:
    """To the first post of its way, which the form carries with the kind."""
    form = Form(visit.typed)
    jenis, _, kepada = visit.typed.get("jenis", "").partition(".")
    if not jenis:
        form.wrong("jenis", "Pilih jenisnya.")
    month = visit.typed.get("periode", "").strip()
    if not month:
        form.wrong("periode", "Pilih bulannya.")
    said = {
        "jenis": jenis[:40], "kepada": kepada[:40], "periode": month[:7],
        "judul": form.text("judul", "Tulis judulnya.", 200), "isi": form.text("uraian", "Tulis isinya.", 20000),
    }  # fmt: skip
    told = None if form.salah else await visit.send("reporting", "/letters", said)
    return await settled(form, told, "/laporan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    year = glance.hari_ini.year  # of the months that reports are about: in January most are of the year before
    found, before = await together(
        *(visit.read("reporting", "/letters", Letters, tahun=one) for one in (year, year - 1))
    )
    data = {
        "laporan": sorted([*found.laporan, *before.laporan], key=lambda one: one.pada, reverse=True),
        "susun": found.susun, "jenis": KINDS, "s": glance, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "bulan_ini": f"{glance.hari_ini:%Y-%m}",
    }  # fmt: skip
    return Shown("pimpinan/laporan.html", data, 422 if salah or tolak else 200)


async def one(visit: Visit) -> Outcome:
    """A report with its figures and its way."""
    path = f"/letters/{visit.given['id']}"
    found, glance = await together(visit.read("reporting", path, Letter), glance_of(visit))
    return Shown("pimpinan/laporan-satu.html", {"l": found, "s": glance})


async def act(visit: Visit) -> Outcome:
    """Received, or sent on."""
    ident = visit.given["id"]
    if visit.typed.get("langkah") == "teruskan":
        said = {"kepada": visit.typed.get("kepada", "")[:40]}
        told = await visit.send("reporting", f"/letters/{ident}/forward", said)
    else:
        told = await visit.send("reporting", f"/letters/{ident}/receive")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/laporan/{ident}")
