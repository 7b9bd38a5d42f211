"""A month of one's own, day by day."""

from __future__ import annotations

from datetime import date

import msgspec


class Day(msgspec.Struct):
    """A day of a month."""

    tanggal: date
    wajib: bool
    catatan: int
    keadaan: str


class Month(msgspec.Struct):
    """A month of one's own."""

    periode: str
    keadaan: str
    ditutup: date
    hari: tuple[Day, ...]

    def jumlah(self, keadaan: str) -> int:
        return sum(day.keadaan == keadaan for day in self.hari)

    @property
    def kosong(self) -> list[date]:
        return [day.tanggal for day in self.hari if day.keadaan == "kosong"]

    @property
    def terisi(self) -> int:
        """Duty days that have an entry."""
        return sum(day.wajib and day.catatan > 0 for day in self.hari)

    def sampai(self, today: date) -> int:
        """Duty days up to a day."""
        return sum(day.wajib and day.tanggal <= today for day in self.hari)
