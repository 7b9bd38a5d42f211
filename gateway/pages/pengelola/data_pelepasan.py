"""A release of data to a party outside as it stands: what is asked for, what was said, what was handed out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pengelola.data_pembaca import Reader
from gateway.pages.pengelola.data_sikap import Turn, Word

KINDS = {"catatan": "Catatan harian", "bulan": "Hitungan bulanan", "nilai": "Nilai kinerja", "tpp": "TPP"}
STATES = {
    "menunggu": ("menunggu persetujuan", "tunggu", "jam"), "terbuka": ("terbuka", "ok", "cek"),
    "dicabut": ("dicabut", "tolak", "silang"), "berakhir": ("berakhir", "", "jam"),
}  # fmt: skip
ASKER = "pengelola_e_kinerja"


class Taken(msgspec.Struct):
    """What was handed out."""

    ke: int
    pada: datetime
    data: str
    opd: str
    bulan: str
    baris: int
    orang: int


class Release(msgspec.Struct):
    """A release as it stands."""

    pelepasan_id: UUID
    pihak: str
    tujuan: str
    dasar: str
    data: tuple[str, ...]
    dari: date
    sampai: date
    opd: tuple[str, ...]
    opd_terbuka: tuple[str, ...]
    keadaan: str
    berlaku_sampai: date
    kata: tuple[Word, ...]
    diambil: tuple[Taken, ...]
    giliran: tuple[Turn, ...]
    topik: tuple[str, ...] = ()
    pembaca: tuple[Reader, ...] = ()

    @property
    def tanda(self) -> tuple[str, str, str]:
        return STATES.get(self.keadaan, (self.keadaan, "", "info"))

    @property
    def bulan(self) -> list[str]:
        """The months that are asked for."""
        months, last = [f"{self.dari:%Y-%m}"], f"{self.sampai:%Y-%m}"
        while months[-1] < last:
            months.append(neighbour(months[-1], 1))
        return months

    def kata_dari(self, sebagai: str, opd: str = "") -> Word | None:
        return next((k for k in self.kata if (k.sebagai, k.opd) == (sebagai, opd)), None)

    @property
    def hidup(self) -> bool:
        return self.keadaan in ("menunggu", "terbuka")
