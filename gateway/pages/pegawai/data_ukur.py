"""What is measured of an SKP: its kinerja with their targets, the masa, and what came of each before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.pegawai.data_isi import Target
from gateway.pages.words import angka

STATES = {
    "diukur": ("sudah diukur", "ok", "cek"), "terlewat": ("lewat, belum diukur", "tolak", "tanda"),
    "berjalan": ("sedang berjalan", "tunggu", "jam"), "belum": ("belum mulai", "", "jam"),
    "di_luar_segmen": ("di luar masa SKP", "", "info"),
}  # fmt: skip
_UNITS = {"kualitas": "%", "waktu_bulan": "bulan", "biaya": "rupiah"}


class Hasil(msgspec.Struct):
    """What was measured of one kinerja before."""

    butir_id: UUID
    jumlah: int
    bukti: str


class Masa(msgspec.Struct):
    """A masa, and how it stands."""

    masa: str
    mulai: date
    selesai: date
    keadaan: str
    capaian: str | None
    realisasi: tuple[Hasil, ...] = ()

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES.get(self.keadaan, (self.keadaan, "", "info"))

    @property
    def terbuka(self) -> bool:
        return self.keadaan in ("diukur", "terlewat", "berjalan")


class _Butir(msgspec.Struct):
    """A kinerja as far as it is measured: by the first aspect that its target names."""

    butir_id: UUID
    kategori: str
    uraian: str
    indikator: str
    target: Target

    @property
    def ukuran(self) -> str:
        """What is measured, in words."""
        if self.target.kuantitas is not None:
            return self.target.jumlah
        units = _UNITS.items()
        return next(f"{angka(n)} {unit}" for name, unit in units if (n := getattr(self.target, name)) is not None)


class _Isi(msgspec.Struct):
    butir: tuple[_Butir, ...]


class Plan(msgspec.Struct):
    """An SKP that is measured."""

    skp_id: UUID
    tahun: int
    state: str
    isi: _Isi
