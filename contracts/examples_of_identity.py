"""The examples of what identity tells, and the made-up people whom all examples are about."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Literal
from uuid import UUID

from contracts.event import Event
from contracts.identity import (
    AnggotaTim,
    CalendarDaySet,
    LaporanUnitSubmitted,
    OpdRecorded,
    PegawaiRecorded,
    PelatihanRecorded,
    Penempatan,
    PesertaPelatihan,
    ResetAkunRecorded,
    SelisihRecorded,
    TimPenilaiRecorded,
    YearClosed,
)
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai

ASN = UUID("01970000-0000-7000-8000-000000000001")
PENILAI = UUID("01970000-0000-7000-8000-000000000002")
PENGELOLA = UUID("01970000-0000-7000-8000-000000000003")
PELATIHAN = UUID("01970000-0000-7000-8000-000000000060")
USUL = UUID("01970000-0000-7000-8000-000000000062")
TIM = UUID("01970000-0000-7000-8000-000000000061")


def _member(
    asn_id: UUID, opd: str, peran: Literal["tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota"]
) -> AnggotaTim:
    return AnggotaTim(
        asn_id=asn_id, opd=opd, peran=peran, sk="100.3.3.2/7 Tahun 2025", mulai=date(2025, 1, 6),
        selesai=date(2028, 1, 5),
    )  # fmt: skip


OF_IDENTITY: tuple[Event, ...] = (
    ResetAkunRecorded(usul_id=USUL, asn_id=ASN, oleh=PENGELOLA, keadaan="open"),
    PegawaiRecorded(
        asn_id=ASN, nip="199002142015032007", nama="Meranti Contoh Satu", jenis=Jenis.PNS, status=StatusPegawai.AKTIF,
        golongan="III/c", jabatan="Analis Kepegawaian", jenis_jabatan=JenisJabatan.PELAKSANA, kelas_jabatan=7,
        opd="BKPP", unit="BKPP.PA", atasan_id=PENILAI, tmt_jabatan=date(2024, 2, 1), memimpin_unit=False,
        validated=True, peran=("pengelola_kepegawaian",),
        penilai=(
            MasaPenilai(mulai=date(2024, 2, 1), selesai=None, penilai_id=PENILAI, sebagai=Sebagai.DEFINITIF),
            MasaPenilai(
                mulai=date(2025, 5, 5), selesai=date(2025, 5, 9), penilai_id=PENGELOLA, sebagai=Sebagai.PLH
            ),
        ),
        masa_status=(MasaStatus(mulai=date(2024, 2, 1), selesai=None, status=StatusPegawai.AKTIF),),
        penempatan=(
            Penempatan(
                mulai=date(2024, 2, 1), jabatan="Analis Kepegawaian", jenis_jabatan=JenisJabatan.PELAKSANA,
                opd="BKPP", unit="BKPP.PA", kelas_jabatan=7,
            ),
        ),
    ),
    OpdRecorded(kode="BKPP", nama="Badan Kepegawaian, Pendidikan dan Pelatihan", induk="", jenis="badan"),
    CalendarDaySet(tanggal=date(2025, 12, 26), libur=True, nama="Cuti bersama Natal"),
    YearClosed(tahun=2025, oleh=PENILAI),
    SelisihRecorded(selisih_id=f"2025:{ASN}", asn_id=ASN, tahun=2025, terbuka=2),
    LaporanUnitSubmitted(
        laporan_id="2025:DINKES", tahun=2025, opd="DINKES", oleh=PENILAI,
        at=datetime(2025, 12, 19, 2, 30, tzinfo=timezone.utc),
    ),
    PelatihanRecorded(
        pelatihan_id=PELATIHAN, jenis="peningkatan_kapasitas", peran="pejabat_penilai", tanggal=date(2025, 12, 17),
        materi="Memverifikasi aktivitas harian",
        peserta=(PesertaPelatihan(asn_id=PENILAI, opd="BKPP"), PesertaPelatihan(asn_id=PENGELOLA, opd="DINKES")),
    ),
    TimPenilaiRecorded(
        tim_id=TIM, sk="100.3.3.2/7 Tahun 2025", tanggal=date(2025, 1, 6), mulai=date(2025, 1, 6),
        selesai=date(2028, 1, 5),
        anggota=(
            _member(PENILAI, "BKPSDM", "tim_penilai_ketua"),
            _member(PENGELOLA, "INSPEKTORAT", "tim_penilai_sekretaris"),
            *(_member(UUID(int=PENILAI.int + n), "SETDA", "tim_penilai_anggota") for n in range(0x20, 0x25)),
        ),
    ),
)  # fmt: skip
