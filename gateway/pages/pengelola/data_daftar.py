"""A list of payment with the part of each PD."""

from __future__ import annotations

from datetime import datetime

import msgspec

STAGES = {
    "draf": ("draf", "tunggu", "pena"), "final": ("disahkan", "ok", "cek"),
    "diekspor": ("diambil untuk dibayar", "ok", "uang"),
}  # fmt: skip


class Part(msgspec.Struct):
    """The part of a PD; `setuju` None: its head has said nothing yet."""

    opd: str
    orang: int
    jumlah: int
    setuju: bool | None
    alasan: str
    pada: datetime | None


class PaymentList(msgspec.Struct):
    """A list of the month: 0 the first, from 1 on one of differences."""

    ke: int
    tahap: str
    contoh: bool
    orang: int
    jumlah: int
    pd: tuple[Part, ...]
    final_pada: datetime | None = None

    @property
    def nama(self) -> str:
        return "Daftar pembayaran" if self.ke == 0 else f"Daftar susulan ke-{self.ke}"

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STAGES.get(self.tahap, (self.tahap, "", "info"))

    @property
    def menunggu(self) -> int:
        """How many PD have not agreed."""
        return sum(not part.setuju for part in self.pd)
