"""An appraisal as its owner and its penilai read it, and the days of its year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

STATES = {
    "open": ("belum dinilai", "tunggu", "jam"), "signed": ("menunggu disampaikan", "tunggu", "jam"),
    "delivered": ("menunggu tanda tangan Anda", "tunggu", "pena"),
    "received": ("diterima, menunggu tanda tangan Anda", "tunggu", "pena"),
    "returned": ("sudah Anda terima", "ok", "cek"),
    "final": ("final", "ok", "cek"),
}  # fmt: skip


class Survey(msgspec.Struct):
    """What a closed survey came to; decimal texts. The last two are told to the penilai alone."""

    n_rekan: int
    n_bawahan: int
    nilai: str | None
    rekan: str | None
    bawahan: str | None
    halo: str | None = None
    kelonggaran: str | None = None


class Appraisal(msgspec.Struct, kw_only=True):
    """An appraisal; scores are decimal texts, none where the law gives no number."""

    appraisal_id: UUID
    tahun: int
    state: str
    capaian: str | None
    nilai_perilaku: str | None
    nilai_kinerja: str | None
    predikat: str | None
    hasil: str
    manfaat: str
    late: bool
    objection_until: date | None = None
    objected: bool = False
    survei: Survey | None = None
    belum: tuple[str, ...] = ()

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))


class Terms(msgspec.Struct):
    """The days of the appraisal of a year."""

    opens_on: date
    sign_until: date
    substitute_from: date
    substitute_until: date
    report_by: date
