"""A file of past days: how far it is, and the lines that are not taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

STATES = {
    "prepared": ("belum dikirim", "tunggu", "jam"), "running": ("sedang dikirim", "biru", "jam"),
    "done": ("terkirim", "ok", "cek"),
}  # fmt: skip


class Progress(msgspec.Struct):
    """How far a file is."""

    impor_id: UUID
    bagi: str
    state: str
    accepted: int
    written: int
    refused: int
    duplicate: int
    prepared_at: datetime

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


class Refused(msgspec.Struct):
    """A line that is not taken."""

    baris: int
    kolom: str
    alasan: str
    pasal: str
    ganda: bool = False


class Whole(msgspec.Struct):
    """A file with the lines that were not taken."""

    progress: Progress
    refusals: list[Refused]
