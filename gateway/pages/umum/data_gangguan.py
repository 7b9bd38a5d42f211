"""An outage that moved deadlines."""

from __future__ import annotations

from datetime import datetime

import msgspec

from gateway.pages.umum.data_publik import SERVICES

DOWN = SERVICES | {"gateway": "Semua halaman", "semua": "Semua"}


class Outage(msgspec.Struct):
    """An outage that moved deadlines."""

    mulai: datetime
    selesai: datetime
    layanan: tuple[str, ...]
    sebab: str

    @property
    def menit(self) -> int:
        return max(1, round((self.selesai - self.mulai).total_seconds() / 60))

    @property
    def nama(self) -> list[str]:
        return [DOWN.get(one, one) for one in self.layanan]
