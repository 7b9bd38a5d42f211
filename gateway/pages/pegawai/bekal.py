"""What a plan of one's own is written with, and the plan as its editor holds it: whole, so that nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.visit import Visit

MOST_MONEY = 10**15
OPEN = frozenset({"draft", "returned"})
SOURCES = {
    "renstra": "Rencana strategis (Renstra)", "perjanjian_kinerja": "Perjanjian kinerja",
    "organisasi_tata_kerja": "Organisasi dan tata kerja", "uraian_jabatan": "Uraian jabatan",
    "skp_atasan": "SKP atasan langsung", "rencana_kerja_tahunan": "Rencana kerja tahunan",
}  # fmt: skip
TRAITS = {
    "disepakati": "disepakati dengan pemberi tugas", "di_luar_tugas_pokok": "di luar tugas pokok",
    "sesuai_kapasitas": "sesuai dengan kapasitas saya", "terkait_output": "terkait dengan hasil kerja",
}  # fmt: skip


class Induk(msgspec.Struct):
    """A kinerja of the superior; `mengikat`: the superior's SKP is set."""

    butir_id: UUID
    uraian: str
    kategori: str
    nama: str
    mengikat: bool


class Pemberi(msgspec.Struct):
    """Somebody above: who may give a tugas tambahan, or who appraises."""

    asn_id: UUID
    nama: str
    jabatan: str


class Bekal(msgspec.Struct):
    """What the law asks of the plan, and what it comes down from."""

    jenis_jabatan: str
    memimpin_unit: bool
    sumber: tuple[str, ...]
    sumber_wajib: tuple[str, ...]
    aspek: tuple[str, ...]
    indikator_pimpinan: tuple[str, ...]
    induk: tuple[Induk, ...]
    pemberi: tuple[Pemberi, ...]
    pemberi_bupati: bool
    atasan: tuple[Pemberi, ...]
    atasan_bupati: bool
    syarat_tambahan: tuple[str, ...]


class Naskah(msgspec.Struct):
    """A plan as it is written: `isi` as the service keeps it, `sidik` of what was seen."""

    skp_id: UUID
    asn_id: UUID
    tahun: int
    mulai: date
    selesai: date
    state: str
    sidik: str
    isi: dict[str, Any]
    alasan: str = ""

    @property
    def terbuka(self) -> bool:
        return self.state in OPEN

    def nomor(self, butir_id: str) -> int | None:
        """Where a kinerja stands; None where there is none of that id."""
        ids = [butir.get("butir_id") for butir in self.isi["butir"]]
        return ids.index(butir_id) if butir_id in ids else None


async def naskah_of(visit: Visit) -> Naskah:
    """The plan that the address names."""
    found: Naskah = await visit.read("skp", f"/sasaran/{visit.given['id']}", Naskah)
    return found


async def bekal_of(visit: Visit, tahun: int) -> Bekal:
    """What a plan of that year is written with."""
    found: Bekal = await visit.read("skp", "/drafting", Bekal, tahun=tahun)
    return found
