"""A request to bring data up to date with its steps, and copies that are due to a penilai."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

STEPS = ("diminta", "diverifikasi", "diklarifikasi", "disinkronkan", "divalidasi")
DO = {
    "diverifikasi": "Verifikasi", "diklarifikasi": "Klarifikasi", "disinkronkan": "Sinkronkan",
    "divalidasi": "Validasi",
}  # fmt: skip


class _Step(msgspec.Struct):
    langkah: str
    pada: datetime
    pesan: str


class Update(msgspec.Struct):
    """A request with its steps."""

    pemutakhiran_id: UUID
    asn_id: UUID
    nama: str
    uraian: str
    dokumen_id: UUID
    state: str
    requested_at: datetime
    due_on: date
    overdue: bool
    karena_gangguan: bool
    langkah: tuple[_Step, ...]
    selisih_siasn: int

    @property
    def lanjut(self) -> str:
        """The step that is due; empty once all were taken."""
        return STEPS[STEPS.index(self.state) + 1] if self.state != STEPS[-1] else ""


class Copies(msgspec.Struct):
    """Copies that are due to a penilai."""

    salinan_id: UUID
    asn_id: UUID
    nama: str
    pemicu: str
    due_on: date
    delivered_at: datetime | None
    overdue: bool
