"""What an SKP plans: each kinerja with its indicator and target, and what the plan comes from."""

from __future__ import annotations

import msgspec

from gateway.pages import words


class Target(msgspec.Struct):
    """What is to be reached."""

    kuantitas: int | None = None
    satuan: str = ""
    kualitas: int | None = None
    waktu_bulan: int | None = None
    biaya: int | None = None
    arah: str = "lebih"
    sampai: int | None = None

    @property
    def jumlah(self) -> str:
        """The quantity in words, by what of it is good; empty where the target names none."""
        return words.jumlah(self.kuantitas, self.satuan, self.arah, self.sampai)


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
