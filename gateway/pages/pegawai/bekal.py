"""What a plan of one's own is written with: what the law asks of it, and what it comes down from."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.visit import Visit

MOST_MONEY = 10**15
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


async def bekal_of(visit: Visit, tahun: int) -> Bekal:
    """What a plan of that year is written with."""
    found: Bekal = await visit.read("skp", "/drafting", Bekal, tahun=tahun)
    return found
