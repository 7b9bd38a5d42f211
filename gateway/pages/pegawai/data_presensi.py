"""One's own attendance of a month: each day with what it cuts."""

from __future__ import annotations

from datetime import date, time

import msgspec

WORDS = {
    "hadir": "hadir", "alpa": "tanpa keterangan", "izin": "izin", "sakit": "sakit", "cuti": "cuti",
    "dinas_luar": "dinas luar", "tugas_belajar": "tugas belajar", "libur": "libur",
}  # fmt: skip


class Day(msgspec.Struct):
    """A day; `diterima` None with an `alasan`: it is not answered yet."""

    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str
    alasan: str | None
    diterima: bool | None
    jawaban: str


class DayView(msgspec.Struct):
    """A day and what it cuts."""

    hari: Day
    potongan: str


class MonthView(msgspec.Struct):
    """The month."""

    aturan: str
    hari: tuple[DayView, ...]
