"""What differs from SIASN, and which PD have reported."""

from __future__ import annotations

import msgspec

KINDS = {"added": "hanya di SIASN", "changed": "berbeda", "removed": "hanya di sini", "refused": "tidak terbaca"}


class Difference(msgspec.Struct):
    """One that nobody has answered."""

    nip: str
    jenis: str
    rincian: str

    @property
    def nama_jenis(self) -> str:
        return KINDS.get(self.jenis, self.jenis)


class Reports(msgspec.Struct):
    """Which PD have reported their latest data."""

    opd: int
    lapor: int
    belum: tuple[str, ...]
    persen: str
