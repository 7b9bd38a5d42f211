"""An import of staffing data: in the list, and how far it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gateway.pages.pengelola.data_pratinjau import Preview

STATES = {
    "received": ("diterima", "tunggu", "jam"), "reading": ("sedang dibaca", "tunggu", "jam"),
    "prepared": ("menunggu konfirmasi orang kedua", "tunggu", "orang"),
    "applying": ("sedang diterapkan", "biru", "jam"), "confirmed": ("diterapkan", "ok", "cek"),
    "discarded": ("dibuang", "", "silang"), "refused": ("ditolak, unggah lagi", "tolak", "tanda"),
}  # fmt: skip


class Line(msgspec.Struct):
    """An import in the list."""

    impor_id: UUID
    state: str
    prepared_at: datetime
    prepared_by: UUID
    nama: str | None
    rows_total: int
    added: int
    changed: int
    removed: int
    refused: int

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


class Progress(msgspec.Struct):
    """How far it is."""

    impor_id: UUID
    state: str
    rows_read: int
    rows_total: int
    rows_applied: int
    alasan: str
    preview: Preview | None

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))
