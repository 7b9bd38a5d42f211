"""What identity tells beside its people: each event is built here alone, when it comes about and when retold. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct, convert

from contracts.identity import (
    AnggotaTim,
    CalendarDaySet,
    LaporanUnitSubmitted,
    OpdRecorded,
    PelatihanRecorded,
    PesertaPelatihan,
    ResetAkunRecorded,
    SelisihRecorded,
    TimPenilaiRecorded,
    YearClosed,
)
from services.identity.domain.unit import Unit


class Pelatihan(Struct, frozen=True):
    """A training of the register: what was held, for which family of roles, and when."""

    pelatihan_id: UUID
    jenis: str
    peran: str
    tanggal: date
    materi: str


class Tim(Struct, frozen=True):
    """A Tim Penilai by its first decree, with its term."""

    tim_id: UUID
    sk: str
    tanggal: date
    mulai: date
    selesai: date


def unit_recorded(unit: Unit) -> OpdRecorded:
    return OpdRecorded(kode=unit.kode, nama=unit.nama, induk=unit.induk, jenis=unit.jenis, hari_kerja=unit.hari_kerja)


def day_set(tanggal: date, libur: bool, nama: str) -> CalendarDaySet:
    return CalendarDaySet(tanggal=tanggal, libur=libur, nama=nama)


def year_closed(tahun: int, oleh: UUID) -> YearClosed:
    return YearClosed(tahun=tahun, oleh=oleh)


def differences_counted(tahun: int, asn_id: UUID, terbuka: int) -> SelisihRecorded:
    return SelisihRecorded(selisih_id=f"{tahun}:{asn_id}", asn_id=asn_id, tahun=tahun, terbuka=terbuka)


def unit_reported(tahun: int, opd: str, oleh: UUID, at: datetime) -> LaporanUnitSubmitted:
    return LaporanUnitSubmitted(laporan_id=f"{tahun}:{opd}", tahun=tahun, opd=opd, oleh=oleh, at=at)


def team_recorded(tim: Tim, anggota: Sequence[AnggotaTim]) -> TimPenilaiRecorded:
    return TimPenilaiRecorded(
        tim_id=tim.tim_id, sk=tim.sk, tanggal=tim.tanggal, mulai=tim.mulai, selesai=tim.selesai, anggota=tuple(anggota)
    )


def training_recorded(held: Pelatihan, peserta: Sequence[PesertaPelatihan]) -> PelatihanRecorded:
    return convert(
        {
            "pelatihan_id": held.pelatihan_id, "jenis": held.jenis, "peran": held.peran, "tanggal": held.tanggal,
            "materi": held.materi, "peserta": tuple(peserta),
        },
        PelatihanRecorded,
    )  # fmt: skip


def reset_recorded(usul_id: UUID, asn_id: UUID, oleh: UUID, keadaan: str) -> ResetAkunRecorded:
    return convert({"usul_id": usul_id, "asn_id": asn_id, "oleh": oleh, "keadaan": keadaan}, ResetAkunRecorded)
