"""What waits in a service: parked facts, deadlines, and the steps under a receipt."""

from __future__ import annotations

from datetime import datetime

import msgspec

NAMES = {
    "identity": "Identitas", "skp": "SKP", "activity": "Aktivitas", "appraisal": "Penilaian", "tpp": "TPP",
    "reporting": "Pelaporan",
}  # fmt: skip
WHY = {
    "malformed": "tidak terbaca", "gap": "ada yang belum datang sebelumnya", "conflict": "bertentangan dengan yang ada",
    "failed": "gagal diterapkan", "held": "tertahan di belakang yang gagal",
}  # fmt: skip


class Parked(msgspec.Struct):
    """Facts about one subject that wait for their cause to be mended."""

    topic: str
    subject: str
    jenis: str
    sebab: str
    galat: str
    banyak: int
    sejak: datetime

    @property
    def kenapa(self) -> str:
        return WHY.get(self.sebab, self.sebab)


class Due(msgspec.Struct):
    """Deadlines of a kind."""

    jenis: str
    banyak: int
    lewat: int
    terdekat: datetime


class Standing(msgspec.Struct):
    """What waits in a service."""

    belum_dibaca: int
    belum_terkirim_detik: float
    parkir: tuple[Parked, ...]
    tenggat: tuple[Due, ...]


class Step(msgspec.Struct):
    """An act or a fact under a receipt."""

    pada: datetime
    jenis: str
    apa: str
