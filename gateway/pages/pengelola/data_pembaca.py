"""A system of an outside party that reads our events under a release, and the topics there are."""

from __future__ import annotations

from datetime import datetime

import msgspec

TOPICS = {
    "activity": "Catatan harian", "skp": "SKP", "appraisal": "Hasil penilaian", "tpp": "TPP",
    "identity": "Pegawai dan perangkat daerah", "reporting": "Rekapitulasi dan pelepasan",
}  # fmt: skip


class Reader(msgspec.Struct):
    """A system that reads, or has read."""

    nama: str
    topik: tuple[str, ...]
    dibuka: datetime
    ditutup: datetime | None
    sebab: str
    dibaca: int
