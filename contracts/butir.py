"""A kinerja of a set SKP as other services know it: what an activity refers to, and its target of the year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.vocabulary import Arah, Kategori, Uraian


class SkTambahan(Struct, frozen=True, kw_only=True):
    """The SK that formalises a tugas tambahan (KUAN P9(2)b, KON P9(2)b)."""

    nomor: str
    tanggal: date


class ButirKinerja(Struct, frozen=True, kw_only=True):
    """One kinerja utama or tambahan of a set SKP with its target of the year.

    `target`: the quantity, 0 for a target that names none; then at least one of `kualitas` (per cent), `waktu_bulan`
    and `biaya` (rupiah) is there (KUAN P7(3), KON P7(5)). `bulanan`: the owner's own twelve parts of the quantity from
    January to December; empty: it is spread evenly (KUAN P17(b)). `sk`: of a tugas tambahan. `arah`: what of the
    quantity is good; a `rentang` goes from `target` to `sampai`.
    """

    butir_id: UUID
    kategori: Kategori
    uraian: Uraian
    indikator: Uraian
    target: int
    satuan: str
    kualitas: int | None = None
    waktu_bulan: int | None = None
    biaya: int | None = None
    bulanan: tuple[int, ...] = ()
    sk: SkTambahan | None = None
    arah: Arah = Arah.LEBIH
    sampai: int | None = None
